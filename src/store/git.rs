//! Git as a child process: the user's own git, on fixed arguments, without a shell.
//!
//! What would point git elsewhere is taken out of its environment, hooks and monitors stay off where it only reads, a call
//! over the network has a time limit, and nothing personal stands in an argument: messages and paths go in by stdin.
#![expect(clippy::disallowed_methods, reason = "this is the one place of the store that starts a process")]

use std::ffi::OsString;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::Mode;
use rustix::process::{Pid, Signal, kill_process_group, umask};

use super::Error;

/// How long git may take where it works on this machine, and where it talks to another.
const HERE: Duration = Duration::from_secs(120);
const AWAY: Duration = Duration::from_secs(300);
/// How long a call may take that goes over the network, where nobody is there to type a password.
const ALONE: Duration = Duration::from_secs(60);
/// The most that is read of what git says, in bytes.
const MOST: u64 = 1 << 30;

/// What of git's environment is the user's own affair; all else of it would point git to another repository.
const KEPT: [&str; 12] = [
    "GIT_AUTHOR_NAME",
    "GIT_AUTHOR_EMAIL",
    "GIT_AUTHOR_DATE",
    "GIT_COMMITTER_NAME",
    "GIT_COMMITTER_EMAIL",
    "GIT_COMMITTER_DATE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_ASKPASS",
];

/// What a call of git is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// It reads: no hook, no monitor, no pager.
    Reads,
    /// It writes on this machine; the user's hooks run.
    Writes,
    /// It talks to another machine.
    Away,
}

/// What git answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: ExitStatus,
    pub(super) out: Vec<u8>,
    pub(super) words: String,
}

impl Answer {
    pub(super) fn is_fine(&self) -> bool {
        self.status.success()
    }

    /// Returns the answer as text without the line break at its end.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).trim_end_matches('\n').to_owned()
    }

    /// Returns the line of its complaint that says most.
    pub(super) fn complaint(&self) -> String {
        let lines = || self.words.lines().map(str::trim).filter(|it| !it.is_empty());
        let said = |mark: &str| lines().find_map(|it| it.strip_prefix(mark)).map(str::to_owned);
        let first = said("fatal: ").or_else(|| said("error: ")).or_else(|| lines().next_back().map(str::to_owned));
        first.unwrap_or_else(|| self.status.to_string())
    }
}

/// Git, run in a folder.
#[derive(Clone, Debug)]
pub(super) struct Git {
    program: PathBuf,
    folder: PathBuf,
    interactive: bool,
}

impl Git {
    /// Returns git, to be run in `folder`; none if it is not installed. Only somebody who is there is asked for passwords.
    pub(super) fn at(folder: &Path, interactive: bool) -> Option<Self> {
        let path = std::env::var_os("PATH")?;
        // A relative folder on the PATH would make the current folder decide what is run.
        let mut places = std::env::split_paths(&path).filter(|it| it.is_absolute()).map(|it| it.join("git"));
        let program = places.find(|it| it.is_file())?;
        Some(Self { program, folder: folder.to_owned(), interactive })
    }

    /// Runs git and returns its answer, whatever it is.
    pub(super) fn ask(&self, call: Call, arguments: &[&str], input: &[u8]) -> Result<Answer, Error> {
        let limit = match call {
            Call::Away if self.interactive => AWAY,
            Call::Away => ALONE,
            _ => HERE,
        };
        let mut child = self.command(call, arguments).spawn().map_err(|error| failed(arguments, &error.to_string()))?;
        let (input, mut stdin) = (input.to_owned(), child.stdin.take());
        // A child that ends early closes the pipe; its own words then say why.
        let writing = thread::spawn(move || stdin.as_mut().map(|it| it.write_all(&input)).is_some_and(|it| it.is_ok()));
        let (out, words) = (reading(child.stdout.take()), reading(child.stderr.take()));
        let status = ended(&mut child, limit)
            .ok_or_else(|| failed(arguments, &format!("it did not end within {} seconds", limit.as_secs())))?;
        drop(writing.join());
        let words = String::from_utf8_lossy(&words.join().unwrap_or_default()).into_owned();
        Ok(Answer { status, out: out.join().unwrap_or_default(), words })
    }

    /// Runs git and returns its answer if it is a good one.
    pub(super) fn run(&self, call: Call, arguments: &[&str], input: &[u8]) -> Result<Answer, Error> {
        let answer = self.ask(call, arguments, input)?;
        if answer.is_fine() { Ok(answer) } else { Err(failed(arguments, &answer.complaint())) }
    }

    fn command(&self, call: Call, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os() {
            let ours = name.to_string_lossy().into_owned();
            if ours.starts_with("GIT_") && !KEPT.contains(&ours.as_str()) {
                command.env_remove(&name);
            }
        }
        // Whatever git makes of a network is for its owner only, as are the files made here.
        umask(Mode::RWXG | Mode::RWXO);
        command.current_dir(&self.folder).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
        command.args(["-c", "core.fsmonitor=false", "-c", "core.pager=cat", "-c", "core.quotePath=false"]);
        if call == Call::Reads {
            command.args(["-c", "core.hooksPath=/dev/null"]);
        }
        if !self.interactive {
            command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_EDITOR", "true");
            // A group of its own can be killed whole; one that is to ask for a password needs the terminal.
            command.process_group(0);
        }
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// Returns the error of a call, named by its first word that is no option.
fn failed(arguments: &[&str], because: &str) -> Error {
    let mut words = arguments.iter();
    let mut what = "";
    while let Some(word) = words.next() {
        match *word {
            "-c" => drop(words.next()),
            it if it.starts_with('-') => {}
            it => {
                what = it;
                break;
            }
        }
    }
    Error::Git { what: what.to_owned(), because: because.to_owned() }
}

fn reading(source: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before a failure is looked at like any other answer.
        let _ = source.map(|it| it.take(MOST).read_to_end(&mut bytes));
        bytes
    })
}

/// Returns how the child ended; none if it had to be killed with all it started.
fn ended(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let until = Instant::now() + limit;
    let mut pause = Duration::from_micros(200);
    while Instant::now() < until {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(pid, Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

/// Returns a path as git wrote it.
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsString::from_vec(bytes.to_vec()))
}
