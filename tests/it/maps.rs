//! Maps that need Graphviz: what it reads back is what was meant, and both pens draw every network.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use acquaint::measures::Strengths;
use acquaint::network::{Date, Network, Person, PersonId, Position, Settings, Tie, TieKind};
use acquaint::sociogram::{Engine, Kind, Layout, Named, Output, Sociogram, Subject, draw, draw_laid_out};

const NAMES: [&str; 18] = [
    "Ada Lovelace",
    "\"quoted\" name",
    "back\\slash \\N \\G \\l",
    "ends in \\",
    "R&D &amp; &#60;b&#62;",
    "<b>bold</b>",
    "<<table>>",
    "a\" URL=\"javascript:alert(1)",
    "];}{[ graph",
    "//comment /* */ #",
    "李小龙",
    "דוד כהן (CTO) \u{2067}",
    "علي بن حسن, PhD \u{2068}",
    "e\u{301}mile 👩‍💻",
    "nul\u{0} esc\u{1b}[2J",
    "new\nline",
    "",
    "node",
];

fn id(number: usize) -> PersonId {
    format!("p{number}").parse().unwrap()
}

fn network(names: &[String]) -> Network {
    let mut network = Network::new(Settings::of(id(0)));
    for (number, name) in names.iter().enumerate() {
        let mut person = Person::named(id(number), name.clone());
        let department = Some(format!("acme/d{}", number % 3).parse().unwrap());
        let title = name.clone();
        person.positions.push(Position { title, department, ..Position::default() });
        network.load(person);
    }
    for number in 0..names.len() {
        let other = (number * 7 + 3) % names.len();
        if other != number {
            network.load(Tie::between(id(number), id(other), TieKind::ALL[number % 8]));
        }
    }
    network
}

/// Looks at a network whose people are as large as their ids are long and in groups by name.
pub(crate) fn with_subject<R>(network: &Network, look: impl FnOnce(&Subject<'_>) -> R) -> R {
    let today = Date::constant(2026, 11, 20);
    look(&Subject {
        sizes: &|id| id.as_str().len() as f64,
        size_name: "length",
        group: &|id| Some(network.name(id).to_owned()),
        group_name: "name",
        ..Subject::of(network, &Strengths::of(network, today), today)
    })
}

fn maps(network: &Network) -> Vec<Sociogram> {
    let everybodys = Kind::ALL.into_iter().filter(|it| it.named != Named::Must);
    with_subject(network, |subject| everybodys.map(|it| (it.draw)(subject, network.ego())).collect())
}

/// Returns what Graphviz reads of a graph.
pub(crate) fn read_back(dot: &[u8]) -> serde_json::Value {
    read_all(dot).remove(0)
}

/// Returns what Graphviz reads of several graphs, one after the other.
#[expect(clippy::disallowed_methods, reason = "the test reads DOT back through Graphviz itself")]
pub(crate) fn read_all(dot: &[u8]) -> Vec<serde_json::Value> {
    let mut child = Command::new("neato")
        .args(["-n2", "-q", "-Tjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Graphviz is installed by tests/run");
    let (mut stdin, dot) = (child.stdin.take().unwrap(), dot.to_vec());
    let writer = std::thread::spawn(move || stdin.write_all(&dot).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    serde_json::Deserializer::from_slice(&output.stdout).into_iter().map(Result::unwrap).collect()
}

/// Returns the texts Graphviz draws for every node, by the node's name.
fn drawn(json: &serde_json::Value) -> BTreeMap<String, String> {
    let nodes = json["objects"].as_array().unwrap().iter();
    let text = |node: &serde_json::Value| {
        let empty = Vec::new();
        let drawn = node["_ldraw_"].as_array().unwrap_or(&empty);
        let lines = drawn.iter().filter_map(|it| it["text"].as_str());
        (node["name"].as_str().unwrap().to_owned(), lines.collect::<Vec<_>>().join(" "))
    };
    nodes.map(text).collect()
}

fn check(names: &[String]) {
    for map in maps(&network(names)) {
        let json = read_back(&draw(&map, Output::Dot, None).unwrap().bytes);
        let drawn = drawn(&json);
        for (number, mark) in map.marks.iter().enumerate() {
            // Names from right to left are set apart.
            let shown = &drawn[&format!("l{:04}", number + 1)].replace(['\u{2068}', '\u{2069}'], "");
            let meant = &mark.text;
            let cut = shown.trim_end_matches('…').split('…').next().unwrap();
            assert!(shown == meant || (shown.contains('…') && meant.starts_with(cut)), "{shown} {meant}");
        }
        let n_marks = drawn.keys().filter(|it| it.starts_with('n')).count();
        assert_eq!(n_marks, map.marks.len());
        // Where nobody belongs to a community, there is no line.
        let edges = json["edges"].as_array();
        let n_ties = edges.into_iter().flatten().filter(|it| it["tail"].as_u64() != it["head"].as_u64());
        assert!(n_ties.count() >= map.lines.len());
        assert!(!json.to_string().contains("\"URL\""));
    }
}

#[test]
fn names_come_back_from_graphviz_as_they_were_meant() {
    check(&NAMES.map(str::to_owned));
}

#[test]
fn random_names_come_back_too() {
    let letters: Vec<_> = "\"\\&<>;'{}[]|#lnNGEr\t\n€é→🦀 ".chars().collect();
    let mut state = 11_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize
    };
    for _ in 0..20 {
        let mut name = || (0..=next() % 14).map(|_| letters[next() % letters.len()]).collect::<String>();
        let names: Vec<_> = (0..100).map(|_| name()).collect();
        check(&names);
    }
}

#[test]
fn both_pens_draw_and_graphviz_draws_the_same_twice() {
    let names: Vec<_> = (0..60).map(|it| format!("{} {it}", NAMES[it % NAMES.len()])).collect();
    for map in maps(&network(&names)) {
        let svg = |engine| String::from_utf8(draw(&map, Output::Svg, Some(engine)).unwrap().bytes).unwrap();
        let graphviz = svg(Engine::Graphviz);
        assert_eq!(graphviz, svg(Engine::Graphviz));
        assert!(graphviz.starts_with("<svg") && !graphviz.contains("<script") && !graphviz.contains("xlink"));
        assert!(svg(Engine::Builtin).contains("Ada Lovelace 0"));
        let start = |output| draw(&map, output, None).unwrap().bytes[..4].to_vec();
        assert_eq!(start(Output::Png), b"\x89PNG");
        assert_eq!(start(Output::Pdf), b"%PDF");
    }
}

#[test]
fn every_layout_places_everybody_and_the_same_twice() {
    let names: Vec<_> = (0..40).map(|it| format!("Ann Lee {it}")).collect();
    for map in maps(&network(&names)) {
        for layout in [Layout::Sfdp, Layout::Neato, Layout::Dot] {
            let drawn = || draw_laid_out(&map, Output::Svg, Some(Engine::Builtin), Some(layout));
            // Planes and ranks are what these say; `dot` keeps ranks.
            if map.kind.name == "grid" || map.kind.name == "orgchart" && layout != Layout::Dot {
                assert!(drawn().unwrap_err().to_string().contains("say something themselves"));
                continue;
            }
            let drawing = drawn().unwrap();
            assert_eq!(drawing, drawn().unwrap());
            assert_eq!((drawing.layout, drawing.n_people), (layout.name(), map.n_people()));
            let svg = String::from_utf8(drawing.bytes).unwrap();
            assert_eq!(svg.matches("class=\"mark\"").count(), map.marks.len());
            assert_eq!(svg.contains("class=\"area"), svg.contains(">Areas<"), "{} {layout:?}", map.kind.name);
        }
    }
}
