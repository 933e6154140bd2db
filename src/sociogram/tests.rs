//! Laws of all maps: names cover nothing, areas are disjoint, the same network gives the same bytes, hostile text stays
//! text, and no network is too strange to be drawn.

use std::fmt::Write;

use super::geometry::{Point, Rect};
use super::plan;
use super::{Drawing, Engine, Kind, Output, Sociogram, Stake, Subject, Vacancy, Way, draw, layout};
use crate::measures::Strengths;
use crate::network::sketch;
use crate::network::{Community, CommunityId, Date, Network, Person, PersonId, Position, Settings, Tie, TieKind};

const NAMES: [&str; 8] = [
    "Ada Lovelace",
    "Signe Mortensen-Holt",
    "Wolfeschlegelsteinhausenbergerdorff",
    "李小龙",
    "Bo",
    "Nguyễn Minh Anh",
    "محمد بن سلمان",
    "José María de la Concepción y Ibarra",
];

pub(super) fn id(number: usize) -> PersonId {
    format!("p{number}").parse().unwrap()
}

/// Returns a network of so many people, three ties each, in so many departments.
pub(super) fn generated(n: usize, n_departments: usize) -> Network {
    let mut network = Network::new(Settings::of(id(0)));
    for number in 0..n {
        let mut person = Person::named(id(number), NAMES[number % NAMES.len()]);
        if n_departments > 0 {
            let department = Some(format!("acme/d{}", number % n_departments).parse().unwrap());
            person.positions.push(Position { department, ..Position::default() });
        }
        let circles = [Some(number % 7), (number % 3 == 0).then_some(number % 5), (number % 10 == 0).then_some(6)];
        person.communities = circles.into_iter().flatten().map(|it| format!("circle-{it}").parse().unwrap()).collect();
        network.load(person);
    }
    network.load(Community::named("circle-1".parse().unwrap(), NAMES[7]));
    let mut state = 7_usize;
    for number in 0..3 * n {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (from, to) = (number % n, (state >> 33) % n);
        let from = if number % 7 == 0 { 0 } else { from };
        if from != to {
            network.load(Tie::between(id(from), id(to), TieKind::ALL[state % 8]));
        }
    }
    network
}

fn with_subject<R>(network: &Network, look: impl FnOnce(&Subject<'_>) -> R) -> R {
    let today = Date::constant(2026, 11, 20);
    let strengths = Strengths::of(network, today);
    let vacancies = [
        Vacancy { label: "Head of <Legal> & \"Risk\"".to_owned(), department: None },
        Vacancy { label: String::new(), department: Some("acme/empty".parse().unwrap()) },
    ];
    look(&Subject {
        sizes: &|id| {
            id.as_str().bytes().map(f64::from).sum::<f64>() % 9.0 * if id.as_str() == "p1" { f64::NAN } else { 1.0 }
        },
        size_name: "sum of letters",
        group: &|id| {
            Some(format!("group {}", id.as_str().len() + id.as_str().bytes().map(usize::from).sum::<usize>() % 12))
        },
        group_name: "group",
        vacancies: &vacancies,
        stakes: &stakes(network),
        ..Subject::of(network, &strengths, today)
    })
}

/// Returns roles of all weights, some of nobody, some of numbers that are none.
fn stakes(network: &Network) -> Vec<Stake> {
    let part =
        |number: usize, times: usize| [(number * times % 11) as f64 / 10.0, f64::NAN][usize::from(number % 50 == 49)];
    let stake = |role: usize, id: &PersonId| {
        // By the id alone: who comes later changes nobody's role.
        let number = id.as_str()[1..].parse().unwrap_or(0) + 500 * role;
        let [power, interest, coverage] = [3, 7, 5].map(|it| part(number, it));
        let who = (!number.is_multiple_of(9)).then(|| id.clone());
        Stake { who, label: network.name(id).to_owned(), power, interest, coverage }
    };
    (0..2).flat_map(|role| network.people().keys().map(move |id| stake(role, id))).collect()
}

pub(super) fn maps(network: &Network) -> Vec<Sociogram> {
    with_subject(network, |subject| {
        let ways: Vec<_> = (1..4)
            .map(|middle| Way { people: vec![id(0), id(middle), id(4)], steps: vec![0.7; 2], strength: 0.5 })
            .collect();
        let subject = Subject { ways: &ways, ..*subject };
        let all = Kind::ALL.into_iter().map(|it| (it.draw)(&subject, network.ego()));
        all.chain([super::path::path(&subject, &[])]).collect()
    })
}

fn n_overlaps(boxes: &[Rect]) -> usize {
    let at = |n: usize| boxes[n + 1..].iter().filter(|it| it.overlaps(boxes[n])).count();
    (0..boxes.len()).map(at).sum()
}

#[test]
fn no_name_covers_a_name_or_a_mark() {
    for (n, departments) in [(10, 3), (50, 8), (200, 12), (10, 0), (50, 0), (200, 0), (200, 40)] {
        for map in maps(&generated(n, departments)) {
            let plan = layout::of(&map);
            assert_eq!(n_overlaps(&plan::boxes(&map, &plan)), 0, "{} of {n} in {departments}", map.kind);
        }
    }
}

#[test]
fn areas_are_disjoint_and_hold_their_people() {
    for (n, departments) in [(10, 3), (50, 8), (200, 12), (200, 40)] {
        let map = maps(&generated(n, departments)).remove(0);
        let plan = layout::of(&map);
        assert_eq!(n_overlaps(&plan.areas), 0);
        for (mark, around) in map.marks.iter().zip(plan::boxes(&map, &plan)) {
            let area = plan.areas[mark.area.unwrap()].grown(0.2);
            let ends = [(around.x, around.y), (around.right(), around.bottom())];
            assert!(ends.iter().all(|it| area.contains(Point::new(it.0, it.1))), "{}", mark.text);
        }
    }
}

#[test]
fn the_same_network_gives_the_same_bytes() {
    let drawn = || -> Vec<Drawing> {
        let outputs = [Output::Svg, Output::Dot, Output::Html];
        let maps = maps(&generated(60, 7));
        let each = |map| outputs.map(|it| draw(map, it, Some(Engine::Builtin)).unwrap());
        maps.iter().flat_map(each).collect()
    };
    assert_eq!(drawn(), drawn());
}

#[test]
fn no_network_is_too_strange() {
    let mut alone = Network::new(Settings::of(id(0)));
    alone.load(Person::named(id(0), ""));
    let nobody = Network::new(Settings::of(id(0)));
    let many_alike = sketch::network("me-a a-b:reports_to b-a:advises me-b:friend");
    for network in [nobody, alone, many_alike, generated(5, 0), generated(5, 5)] {
        for map in maps(&network) {
            for output in [Output::Svg, Output::Dot, Output::Html] {
                assert!(!draw(&map, output, Some(Engine::Builtin)).unwrap().bytes.is_empty());
            }
        }
    }
}

#[test]
fn a_thousand_people_are_drawn_in_part_and_the_legend_says_so() {
    let map = maps(&generated(1000, 12)).remove(0);
    assert!(map.n_people() == 250 && map.lines.len() <= 300 && map.hidden.people == 750);
    let words: Vec<_> = map.legend.iter().map(|it| it.text.as_str()).collect();
    assert!(words.contains(&"750 people"), "{words:?}");
}

/// Names that break out of a quote, a tag, a label or a line.
fn hostile() -> Network {
    let names = [
        "\"><script>alert(1)</script>",
        "'; DROP",
        "a\" URL=\"javascript:alert(1)",
        "back\\slash\\",
        "\\N \\G \\l",
        "&amp; &#60;b&#62;",
        "]]><!--",
        "<b>bold</b>",
        "nul\u{0}l",
        "esc\u{1b}[2J",
        "bidi\u{202e}gnp",
        "new\nline\r\n",
        "\u{ffff}\u{feff}",
        "{{x}}",
        "--></svg>",
        " ",
    ];
    let mut network = Network::new(Settings::of(id(0)));
    for (number, name) in names.iter().enumerate() {
        let mut person = Person::named(id(number), *name);
        let department = Some(format!("acme/d{}", number % 2).parse().unwrap());
        person.positions.push(Position { title: (*name).to_owned(), department, ..Position::default() });
        let circle: CommunityId = format!("c{}", number % 3).parse().unwrap();
        person.communities = vec!["c0".parse().unwrap(), circle.clone()];
        network.load(Community::named(circle, *name));
        network.load(person);
        network.load(Tie::between(id(0), id((number + 1) % names.len()), TieKind::Advises));
    }
    network
}

#[test]
fn hostile_names_stay_text() {
    for map in maps(&hostile()) {
        let text = |output| String::from_utf8(draw(&map, output, Some(Engine::Builtin)).unwrap().bytes).unwrap();
        for (document, n_scripts) in [(text(Output::Svg), 0), (text(Output::Html), 1)] {
            let tags = tags(&document).unwrap();
            assert_eq!(tags.iter().filter(|it| it.as_str() == "script").count(), n_scripts);
            assert!(!tags.iter().any(|it| ["b", "a onload", "foreignObject"].contains(&it.as_str())));
            assert!(!document.chars().any(|it| it.is_control() && it != '\n'), "{}", map.kind);
        }
        let dot = text(Output::Dot);
        assert!(!dot.chars().any(|it| it.is_control() && it != '\n'));
        assert!(!strings_left_out(&dot).contains("URL"), "{dot}");
    }
}

#[test]
fn drawings_and_pages_are_well_formed() {
    for (n, departments) in [(1, 0), (10, 3), (60, 0)] {
        for map in maps(&generated(n, departments)) {
            for output in [Output::Svg, Output::Html] {
                let bytes = draw(&map, output, Some(Engine::Builtin)).unwrap().bytes;
                tags(&String::from_utf8(bytes).unwrap()).unwrap();
            }
        }
    }
}

#[test]
fn engines_and_endings() {
    let map = Sociogram::empty(Kind::named("ego").unwrap());
    let refused = |output, engine| draw(&map, output, Some(engine)).unwrap_err().hint().to_owned();
    assert!(refused(Output::Pdf, Engine::Builtin).starts_with("install Graphviz"));
    assert!(refused(Output::Html, Engine::Graphviz).contains("builtin"));
    assert_eq!(Output::of_path("a/b.SVG".as_ref()).unwrap(), Output::Svg);
    assert!(Output::of_path("a/b".as_ref()).is_err() && Output::of_path("b.exe".as_ref()).is_err());
}

/// Returns what is left of DOT without its quoted strings.
fn strings_left_out(dot: &str) -> String {
    let (mut rest, mut quoted, mut escaped) = (String::new(), false, false);
    for letter in dot.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if !quoted => rest.push(letter),
            _ => {}
        }
    }
    assert!(!quoted, "a string without an end");
    rest
}

/// Returns the names of all elements of a document whose tags nest, whose attributes are quoted and whose entities are
/// known; script and style are skipped.
fn tags(document: &str) -> Result<Vec<String>, String> {
    let (mut open, mut seen, mut rest) = (Vec::new(), Vec::new(), document);
    while let Some(start) = rest.find('<') {
        entities(&rest[..start])?;
        rest = &rest[start + 1..];
        let end = rest.find('>').ok_or("a tag without an end")?;
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        let name = tag.trim_end_matches('/').split_whitespace().next().unwrap_or_default();
        if tag.starts_with('!') {
            continue;
        } else if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        if tag.matches('"').count() % 2 == 1 || tag.contains('<') {
            return Err(format!("<{tag}>"));
        }
        entities(tag)?;
        seen.push(name.to_owned());
        if !tag.ends_with('/') {
            open.push(name);
        }
        if name == "script" || name == "style" {
            rest = &rest[rest.find(&format!("</{name}>")).ok_or("no end")?..];
        }
    }
    if open.is_empty() { Ok(seen) } else { Err(format!("left open: {open:?}")) }
}

fn entities(text: &str) -> Result<(), String> {
    let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    let mut message = String::new();
    for after in text.split('&').skip(1) {
        if !known.iter().any(|it| after.starts_with(it)) {
            let _ = write!(message, "&{} ", after.chars().take(9).collect::<String>());
        }
    }
    if message.is_empty() { Ok(()) } else { Err(message) }
}
