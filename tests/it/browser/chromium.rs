//! A headless Chromium and one of its pages, over the DevTools protocol.

use std::collections::VecDeque;
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket, client};

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const PATIENCE: Duration = Duration::from_secs(60);
const FLAGS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --disable-breakpad --hide-scrollbars \
    --remote-debugging-port=0 --window-size=1600,1200 about:blank";

/// Returns the bytes that Base64 stands for (RFC 4648).
fn decoded(text: &str) -> Vec<u8> {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let values: Vec<_> = text.bytes().filter_map(|it| letters.iter().position(|letter| *letter == it)).collect();
    let bytes = values.chunks(4).flat_map(|four| {
        let bits = (0..4).fold(0, |bits, n| bits << 6 | four.get(n).unwrap_or(&0));
        (1..four.len()).map(move |n| (bits >> (24 - 8 * n) & 255) as u8)
    });
    bytes.collect()
}

/// A browser with one page; it ends when it is dropped.
pub(super) struct Chromium {
    child: Child,
    folder: PathBuf,
    socket: WebSocket<TcpStream>,
    last: u64,
    session: Option<String>,
    /// What the browser told and nobody has read.
    pub(super) events: VecDeque<Value>,
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.send("Browser.close", json!({}), false);
        let since = Instant::now();
        while since.elapsed() < Duration::from_secs(5) && matches!(self.child.try_wait(), Ok(None)) {
            sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn started(folder: &Path) -> Child {
    let start = |name: &&str| {
        let mut browser = Command::new(name);
        browser.arg(format!("--user-data-dir={}", folder.display())).args(FLAGS.split_whitespace());
        browser.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
    };
    NAMES.iter().find_map(start).expect("a Chromium is installed by tests/run")
}

/// Returns the port and the path the browser listens on, as it writes them into its folder.
fn address(folder: &Path) -> (String, String) {
    let since = Instant::now();
    loop {
        let text = fs::read_to_string(folder.join("DevToolsActivePort")).unwrap_or_default();
        if let Some((port, path)) = text.split_once('\n') {
            return (port.to_owned(), path.to_owned());
        }
        assert!(since.elapsed() < PATIENCE, "the browser does not say where it listens");
        sleep(Duration::from_millis(20));
    }
}

impl Chromium {
    /// Starts a browser of its own folder and opens a page.
    pub(super) fn start(name: &str) -> Self {
        let folder = super::fresh(&format!("{name}-profile"));
        let child = started(&folder);
        let (port, path) = address(&folder);
        let stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = client(format!("ws://127.0.0.1:{port}{path}"), stream).unwrap();
        let events = VecDeque::new();
        let mut browser = Self { child, folder, socket, last: 0, session: None, events };
        browser.attach();
        browser
    }

    fn attach(&mut self) {
        let target = self.call("Target.createTarget", json!({"url": "about:blank"}));
        let flat = json!({"targetId": target["targetId"], "flatten": true});
        let session = self.call("Target.attachToTarget", flat);
        self.session = session["sessionId"].as_str().map(str::to_owned);
        ["Page.enable", "Runtime.enable", "Network.enable", "Log.enable"]
            .iter()
            .for_each(|it| drop(self.call(it, json!({}))));
    }

    fn send(&mut self, method: &str, params: Value, to_page: bool) -> u64 {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if let Some(session) = self.session.as_ref().filter(|_| to_page) {
            message["sessionId"] = json!(session);
        }
        // A browser that is gone is found out by the answer that does not come.
        let _ = self.socket.send(Message::text(message.to_string()));
        self.last
    }

    fn read(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.socket.read().expect("the browser answers") {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// Calls a method of the protocol and returns its result.
    #[track_caller]
    pub(super) fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params, true);
        loop {
            let message = self.read();
            if message["id"] == id {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
            self.note(message);
        }
    }

    fn note(&mut self, message: Value) {
        // A dialog would hold everything up; that it came is remembered.
        if message["method"] == "Page.javascriptDialogOpening" {
            self.send("Page.handleJavaScriptDialog", json!({"accept": false}), true);
        }
        self.events.push_back(message);
    }

    /// Opens a file and waits until it is loaded.
    pub(super) fn open(&mut self, file: &Path) {
        self.events.clear();
        self.call("Page.navigate", json!({"url": format!("file://{}", file.display())}));
        while !self.events.iter().any(|it| it["method"] == "Page.loadEventFired") {
            let message = self.read();
            self.note(message);
        }
    }

    /// Returns what an expression comes to in the page; a promise is waited for.
    #[track_caller]
    pub(super) fn ask(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let answer = self.call("Runtime.evaluate", params);
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    #[track_caller]
    pub(super) fn text(&mut self, expression: &str) -> String {
        self.ask(&format!("String({expression})")).as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub(super) fn count(&mut self, expression: &str) -> usize {
        let count = self.ask(expression).as_f64().unwrap_or_else(|| panic!("{expression} is no number"));
        count as usize
    }

    /// Presses a key by its name, one that types nothing.
    pub(super) fn press(&mut self, key: &str) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            "ArrowLeft" => 37,
            "ArrowUp" => 38,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            one => u32::from(one.bytes().next().unwrap_or(0)),
        };
        let text = if key == "Enter" {
            "\r"
        } else if key.len() == 1 {
            key
        } else {
            ""
        };
        let down = json!({"type": "keyDown", "key": key, "windowsVirtualKeyCode": code, "text": text});
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": key, "windowsVirtualKeyCode": code}));
    }

    /// Types a text as a hand or an input method does.
    pub(super) fn type_in(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    pub(super) fn mouse(&mut self, kind: &str, (x, y): (f64, f64), buttons: u8) {
        let button = if kind == "mouseMoved" { "none" } else { "left" };
        let params = json!({"type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": 1});
        self.call("Input.dispatchMouseEvent", params);
    }

    pub(super) fn wheel(&mut self, (x, y): (f64, f64), by: f64) {
        let params = json!({"type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": by});
        self.call("Input.dispatchMouseEvent", params);
    }

    pub(super) fn touch(&mut self, kind: &str, points: &[(f64, f64)]) {
        let points = points.iter().enumerate().map(|(id, (x, y))| json!({"x": x, "y": y, "id": id}));
        self.call("Input.dispatchTouchEvent", json!({"type": kind, "touchPoints": points.collect::<Vec<_>>()}));
    }

    /// Returns the middle of an element on the screen.
    pub(super) fn middle(&mut self, selector: &str) -> (f64, f64) {
        let places = self.ask(&format!(
            "(() => {{ const it = document.querySelector({selector:?}).getBoundingClientRect(); \
             return [it.x + it.width / 2, it.y + it.height / 2]; }})()"
        ));
        (places[0].as_f64().unwrap(), places[1].as_f64().unwrap())
    }

    /// Keeps what is seen as a picture beside the page, to be looked at.
    pub(super) fn picture(&mut self, file: &Path) {
        let shot = self.call("Page.captureScreenshot", json!({"format": "png"}));
        fs::write(file, decoded(shot["data"].as_str().unwrap())).unwrap();
    }

    /// Returns the events of that name.
    pub(super) fn told(&self, method: &str) -> Vec<&Value> {
        self.events.iter().filter(|it| it["method"] == method).collect()
    }
}
