//! Villages: small networks drawn at random, with every kind of record and most of what one can say in them.

use crate::rigs::Dice;
use acquaint::network::role::{self, Importance, Slot};
use acquaint::network::{
    Ask, By, Channel, Community, Date, Department, Meeting, Network, Organization, Outcome, PartialDate, Person,
    PersonId, Position, Purpose, Settings, Skip, Tie, TieKind, Topic,
};

pub(super) const TODAY: Date = Date::constant(2026, 11, 21);

const TITLES: [&str; 9] = [
    "CTO",
    "VP Engineering",
    "Head of Platform",
    "Software Engineer",
    "CFO",
    "Head of Sales",
    "Engineering Manager",
    "Keeper of Keys",
    "Chief Product Officer",
];
const ORGANIZATIONS: [&str; 3] = ["acme", "best", "cargo"];
const DEPARTMENTS: [&str; 4] = ["acme/finance", "acme/platform", "acme/technology", "best/sales"];
const CIRCLES: [&str; 3] = ["choir", "forum", "guild"];
const TOPICS: [&str; 3] = ["go", "hiring", "rust"];
const TAGS: [&str; 4] = ["always", "chess", "family", "juniper"];
const LENSES: [&str; 4] = ["", "closure", "overdue", "peer"];

/// Returns the id that somebody of that number has; the first is ego.
pub(super) fn person(n: usize) -> PersonId {
    id(&format!("p{n:02}"))
}

/// Returns the id of that person as the network has it.
pub(super) fn seat(network: &Network, n: usize) -> &PersonId {
    network.people().get_key_value(&person(n)).unwrap().0
}

pub(super) fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> I {
    text.parse().unwrap()
}

/// Returns the day so many days ago.
pub(super) fn ago(days: usize) -> Date {
    TODAY.checked_sub(jiff::Span::new().days(i64::try_from(days).unwrap())).unwrap()
}

/// Returns a network of three to fourteen people; every twentieth of forty, whose ties are enough to learn from.
pub(super) fn of(seed: usize) -> Network {
    let mut dice = Dice(seed as u64 ^ 0x0076_1a9e);
    let people = if seed % 20 == 9 { 40 } else { 3 + dice.below(12) };
    let mut network = Network::new(settings(&mut dice, people));
    units(&mut network);
    for n in 0..people {
        network.load(somebody(&mut dice, n));
    }
    for _ in 0..dice.below(people * 3) {
        network.load(tie(&mut dice, people));
    }
    for _ in 0..dice.below(people * 4) {
        network.load(meeting(&mut dice, people));
    }
    for _ in 0..dice.below(4) {
        network.load(ask(&mut dice, people));
        network.load(skip(&mut dice, people));
    }
    network
}

fn settings(dice: &mut Dice, people: usize) -> Settings {
    let names: Vec<_> = role::names().collect();
    let mut slots = role::template(word(dice, &names)).unwrap().to_vec();
    let named: Vec<String> = (0..dice.below(3)).map(|_| other(dice, people).to_string()).collect();
    let ally: Slot = Slot {
        id: "ally".to_owned(),
        held_by: named,
        importance: Importance(0.5, 0.6, 0.7),
        cadence: dice.chance(50).then_some(30),
        ..slots.pop().unwrap()
    };
    slots.push(Slot { functions: Vec::new(), levels: Vec::new(), words: Vec::new(), relation: None, ..ally });
    Settings { slots, ..Settings::of(person(0)) }
}

/// Returns somebody who is not ego.
fn other(dice: &mut Dice, people: usize) -> PersonId {
    person(1 + dice.below(people - 1))
}

fn units(network: &mut Network) {
    for (n, it) in ORGANIZATIONS.iter().enumerate() {
        let size = Some([400, 900, 20][n]);
        let industry = ["Freight", "freight", "Banking"][n].to_owned();
        network.load(Organization { size, industry, ..Organization::named(id(it), format!("The {it}")) });
    }
    for it in DEPARTMENTS {
        let within = (it == "acme/platform").then(|| id("acme/technology"));
        network.load(Department { within, head: Some(person(1)), ..Department::named(id(it), format!("The {it}")) });
    }
    for it in CIRCLES {
        network.load(Community::named(id(it), format!("The {it}")));
    }
    for it in TOPICS {
        network.load(Topic::named(id(it), format!("The {it}")));
    }
}

fn word<'a>(dice: &mut Dice, words: &[&'a str]) -> &'a str {
    words[dice.below(words.len())]
}

fn some<'a>(dice: &mut Dice, words: &[&'a str], percent: usize) -> Vec<&'a str> {
    words.iter().copied().filter(|_| dice.chance(percent)).collect()
}

fn somebody(dice: &mut Dice, n: usize) -> Person {
    let bare = n > 0 && dice.chance(15);
    let named = Person::named(person(n), format!("Somebody {n}"));
    if bare {
        return named;
    }
    let close = n > 0 && dice.chance(40);
    Person {
        positions: (0..dice.below(3)).map(|_| position(dice)).collect(),
        communities: some(dice, &CIRCLES, 30).into_iter().map(id).collect(),
        skills: some(dice, &TOPICS, 40).into_iter().map(|it| (id(it), 1 + dice.below(5) as u8)).collect(),
        seeks: some(dice, &TOPICS, 25).into_iter().map(id).collect(),
        offers: some(dice, &TOPICS, 15).into_iter().map(id).collect(),
        closeness: close.then(|| dice.below(6) as u8),
        cadence: (n > 0 && dice.chance(30)).then(|| 7 + dice.below(90) as u32),
        tags: some(dice, &TAGS, 12).into_iter().map(str::to_owned).collect(),
        attributes: some(dice, &["office", "school"], 30)
            .into_iter()
            .map(|it| (it.to_owned(), word(dice, &["Lyon", "Oslo"]).to_owned()))
            .collect(),
        ..named
    }
}

fn position(dice: &mut Dice) -> Position {
    let title = word(dice, &TITLES).to_owned();
    let department = dice.chance(40).then(|| id(word(dice, &DEPARTMENTS)));
    let at = (department.is_none() && dice.chance(80)).then(|| id(word(dice, &ORGANIZATIONS)));
    let since = dice.chance(50).then(|| PartialDate::from(ago(dice.below(900))));
    let until = (since.is_none() && dice.chance(20)).then(|| PartialDate::from(ago(dice.below(500))));
    Position { title, at, department, since, until }
}

fn tie(dice: &mut Dice, people: usize) -> Tie {
    let (from, to) = two(dice, people);
    let strength = dice.chance(30).then(|| (1 + dice.below(100)) as f64 / 100.0);
    let since = dice.chance(40).then(|| PartialDate::from(ago(200 + dice.below(800))));
    let until = dice.chance(15).then(|| PartialDate::from(ago(dice.below(200))));
    Tie { strength, since, until, ..Tie::between(from, to, *dice.pick(TieKind::ALL)) }
}

fn two(dice: &mut Dice, people: usize) -> (PersonId, PersonId) {
    let one = dice.below(people);
    (person(one), person((one + 1 + dice.below(people - 1)) % people))
}

/// Returns a meeting of one to nine people, some years ago at most; or one planned.
pub(super) fn meeting(dice: &mut Dice, people: usize) -> Meeting {
    let without_ego = people > 3 && dice.chance(15);
    let least = 1 + usize::from(without_ego);
    let most = [1, 1, 2, 3, 9][dice.below(5)].clamp(least, people - 1);
    let mut with: Vec<PersonId> = (0..most * 2).map(|_| other(dice, people)).collect();
    with.push(person(1));
    with.extend(without_ego.then(|| person(2)));
    with.sort();
    with.dedup();
    while with.len() > most {
        with.remove(dice.below(with.len()));
    }
    let planned = dice.chance(8);
    let days = [3, 30, 200, 1200][dice.below(4)];
    let on = if planned { ahead(dice.below(40)) } else { ago(dice.below(days)) };
    let one_way = !without_ego && with.len() == 1 && dice.chance(20);
    Meeting {
        minutes: dice.chance(40).then(|| 5 + dice.below(200) as u32),
        planned,
        without_ego,
        by: one_way.then(|| *dice.pick(&[By::Me, By::Them])),
        success: if dice.chance(15) { "it went live".to_owned() } else { String::new() },
        again: dice.below(2) as u32,
        ..Meeting::on(on, with, *dice.pick(Channel::ALL))
    }
}

fn ahead(days: usize) -> Date {
    TODAY.checked_add(jiff::Span::new().days(i64::try_from(days).unwrap())).unwrap()
}

fn ask(dice: &mut Dice, people: usize) -> Ask {
    let (of, purpose) = (other(dice, people), *dice.pick(Purpose::ALL));
    let to = (purpose == Purpose::Introduction).then(|| other(dice, people)).filter(|it| *it != of);
    let outcome = *dice.pick(&[None, Some(Outcome::Yes), Some(Outcome::No)]);
    Ask { to, outcome, ..Ask::of(of, ago(dice.below(300)), purpose) }
}

fn skip(dice: &mut Dice, people: usize) -> Skip {
    let until = dice.chance(50).then(|| ahead(dice.below(30)));
    let lens = word(dice, &LENSES).to_owned();
    Skip { lens, until, ..Skip::of(other(dice, people), ago(dice.below(300))) }
}
