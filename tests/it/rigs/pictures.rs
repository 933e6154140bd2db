//! Maps of networks drawn at random, whose every word may be anything: they are read back as what was meant.

mod documents;
mod labels;

use acquaint::measures::Strengths;
use acquaint::network::{Community, Date, Department, Network, Organization, Person, PersonId, Position, Settings};
use acquaint::network::{Tie, TieKind};
use acquaint::sociogram::{Kind, Known, Sociogram, Stake, Subject, Vacancy, Way};

use super::Dice;

/// What means something to one of the languages of a picture, to who draws letters, or to nobody.
const PIECES: [&str; 72] = [
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "<b>",
    "</b>",
    "<",
    ">",
    "<<table>>",
    "\\N",
    "\\G",
    "\\E",
    "\\T",
    "\\H",
    "\\L",
    "\\n",
    "\\l",
    "\\r",
    "\\\"",
    "{",
    "|",
    "}",
    "<p>",
    "a:b",
    ":",
    "a:b:ne",
    "graph",
    "digraph",
    "strict",
    "subgraph",
    "node",
    "edge",
    "->",
    "--",
    "//",
    "/*",
    "*/",
    "#",
    ";",
    "]",
    "[",
    "=",
    ",",
    "+",
    "&amp;",
    "&lt;",
    "&#60;",
    "&#0;",
    "&#xD800;",
    "&nosuch;",
    "&",
    "\\ud800",
    "\u{0}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{202e}",
    "\u{200f}",
    "\u{2066}",
    "\u{feff}",
    "\u{fffe}",
    "\u{d7ff}",
    "\u{e000}",
    "\u{10ffff}",
    "\u{2028}",
    "\u{ad}",
    "🦀",
    "👩‍💻",
    "e\u{301}",
    "李小龙",
    "محمد",
];
const LETTERS: &[u8] = b"abcXYZ 019._-'`%$@!?~^()";

/// Returns a text of pieces and letters: empty, short, or far longer than anybody's name.
fn text(dice: &mut Dice) -> String {
    let n = match dice.below(20) {
        0 => 0,
        1 => 40 + dice.below(160),
        _ => 1 + dice.below(7),
    };
    let piece = |_| {
        if dice.chance(60) {
            return (*dice.pick(&PIECES)).to_owned();
        }
        match dice.below(12) {
            0 => " ".to_owned(),
            // Any letter there is; those of a number that is none are left out.
            1 => char::from_u32(u32::try_from(dice.below(0x11_0000)).unwrap()).map(String::from).unwrap_or_default(),
            n => (0..n).map(|_| char::from(*dice.pick(LETTERS))).collect(),
        }
    };
    (0..n).map(piece).collect()
}

fn id(number: usize) -> PersonId {
    format!("p{number}").parse().unwrap()
}

/// Returns a network of so many people and all that may belong to it; now and then all are called alike.
fn network(dice: &mut Dice, n: usize) -> Network {
    let mut network = Network::new(Settings::of(id(0)));
    let alike = dice.chance(5).then(|| text(dice));
    let n_units = 1 + dice.below(8);
    for number in 0..n_units {
        let body = ["acme", "other"][number % 2];
        network.load(Organization::named(body.parse().unwrap(), text(dice)));
        network.load(Department::named(format!("{body}/d{number}").parse().unwrap(), text(dice)));
        network.load(Community::named(format!("c{number}").parse().unwrap(), text(dice)));
    }
    for number in 0..n {
        let mut person = Person::named(id(number), alike.clone().unwrap_or_else(|| text(dice)));
        if dice.chance(70) {
            let unit = dice.below(n_units + 1);
            let department = Some(format!("{}/d{unit}", ["acme", "other"][unit % 2]).parse().unwrap());
            person.positions.push(Position { title: text(dice), department, ..Position::default() });
        }
        let circles = (0..dice.below(3)).map(|_| format!("c{}", dice.below(n_units + 1)));
        person.communities = circles.map(|it| it.parse().unwrap()).collect();
        person.closeness = dice.chance(50).then(|| u8::try_from(dice.below(6)).unwrap());
        network.load(person);
    }
    for _ in 0..dice.below(3 * n + 1) {
        let (from, to) = (dice.below(n), dice.below(n));
        if from != to {
            network.load(Tie { note: text(dice), ..Tie::between(id(from), id(to), *dice.pick(TieKind::ALL)) });
        }
    }
    network
}

/// Returns a map of each kind, with what the caller says as strange as the rest: sizes that are no numbers, people and
/// departments that do not exist.
fn maps(dice: &mut Dice, network: &Network) -> Vec<Sociogram> {
    const NUMBERS: [f64; 8] = [0.0, 1.0, 0.5, -3.0, 1e300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let today = Date::constant(2026, 11, 20);
    let strengths = Strengths::of(network, today);
    let n = network.people().len();
    let words: Vec<_> = (0..8).map(|_| text(dice)).collect();
    let sizes: Vec<_> = (0..=n).map(|it| if dice.chance(80) { it as f64 } else { *dice.pick(&NUMBERS) }).collect();
    let number = |id: &PersonId| id.as_str()[1..].parse::<usize>().unwrap();
    let known = Known {
        function: Some(text(dice)),
        overdue: Some(*dice.pick(&[i32::MIN, -1, 0, 40, i32::MAX])),
        suggested: Some(text(dice)),
    };
    let stakes = (0..dice.below(12)).map(|_| {
        let [power, interest, coverage] = [(); 3].map(|()| *dice.pick(&NUMBERS));
        let who = dice.chance(80).then(|| id(dice.below(n + 1)));
        Stake { who, label: text(dice), power, interest, coverage }
    });
    let stakes: Vec<_> = stakes.collect();
    let seats = (0..dice.below(4)).map(|_| Vacancy {
        label: text(dice),
        department: dice.chance(50).then(|| format!("acme/d{}", dice.below(9)).parse().unwrap()),
    });
    let seats: Vec<_> = seats.collect();
    let ways = (0..dice.below(4)).map(|_| {
        let middle = (0..dice.below(3)).map(|_| id(dice.below(n.max(1)))).collect::<Vec<_>>();
        let steps = (0..=middle.len()).map(|_| *dice.pick(&NUMBERS)).collect();
        let people = [vec![id(0)], middle, vec![id(n.saturating_sub(1))]].concat();
        Way { people, steps, strength: *dice.pick(&NUMBERS) }
    });
    let ways: Vec<_> = ways.collect();
    let subject = Subject {
        sizes: &|id| sizes.get(number(id)).copied().unwrap_or_default(),
        size_name: &words[0],
        group: &|id| words.get(number(id) % 9).cloned(),
        group_name: &words[1],
        choice: &words[2],
        ways: &ways,
        vacancies: &seats,
        stakes: &stakes,
        known: &|_| known.clone(),
        ..Subject::of(network, &strengths, today)
    };
    Kind::ALL.into_iter().map(|it| (it.draw)(&subject, network.ego())).collect()
}
