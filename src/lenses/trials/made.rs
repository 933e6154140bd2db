//! Networks for tests of lenses, said in few words.

use crate::lenses::{Ground, Lens, Scene, Sighting};
use crate::network::sketch::person;
use crate::network::{
    Ask, Channel, Date, Meeting, Network, Outcome, Person, PersonId, Position, Purpose, Record, Settings, Tie, TieKind,
};

pub(in crate::lenses) const TODAY: Date = Date::constant(2026, 11, 20);

pub(in crate::lenses) fn id(text: &str) -> PersonId {
    text.parse().unwrap()
}

/// Returns a network of ego `me` and these people.
pub(in crate::lenses) fn network(people: impl IntoIterator<Item = Person>) -> Network {
    let mut network = Network::new(Settings::of(id("me")));
    people.into_iter().for_each(|it| assert!(network.load(it)));
    if network.people().get(&id("me")).is_none() {
        network.load(person("me"));
    }
    network
}

/// Returns a person of whom words are said: `closeness=3 cadence=30 skill=rust:4 seek=go offer=go in=circle tag=vip`.
pub(in crate::lenses) fn who(name: &str, words: &str) -> Person {
    let mut it = person(name);
    for (word, value) in words.split_whitespace().map(|word| word.split_once('=').unwrap()) {
        match word {
            "closeness" => it.closeness = Some(value.parse().unwrap()),
            "cadence" => it.cadence = Some(value.parse().unwrap()),
            "skill" => {
                let (topic, level) = value.split_once(':').unwrap();
                it.skills.insert(topic.parse().unwrap(), level.parse().unwrap());
            }
            "seek" => it.seeks.push(value.parse().unwrap()),
            "offer" => it.offers.push(value.parse().unwrap()),
            "in" => it.communities.push(value.parse().unwrap()),
            "tag" => it.tags.push(value.to_owned()),
            other => panic!("{other}"),
        }
    }
    it
}

/// Returns the person with a position at an organization, or at a department of one.
pub(in crate::lenses) fn working(it: Person, title: &str, at: &str) -> Person {
    let (at, department) = match at.contains('/') {
        true => (None, Some(at.parse().unwrap())),
        false => (at.parse().ok(), None),
    };
    let position = Position { title: title.to_owned(), at, department, since: None, until: None };
    Person { positions: vec![position], ..it }
}

/// Returns the day so many days ago.
pub(in crate::lenses) fn ago(days: i32) -> Date {
    TODAY.checked_sub(jiff::Span::new().days(days)).unwrap()
}

/// Records a meeting of ego with these people so many days ago.
pub(in crate::lenses) fn met(network: &mut Network, with: &[&str], days: i32) {
    network.load(Meeting::on(ago(days), with.iter().map(|it| id(it)).collect(), Channel::Lunch));
}

/// Records ties, `ann-ben:mentors`, as in a sketch.
pub(in crate::lenses) fn tie(network: &mut Network, ties: &str) {
    for tie in ties.split_whitespace() {
        let (ends, kind) = tie.split_once(':').unwrap_or((tie, "knows"));
        let (from, to) = ends.split_once('-').unwrap();
        network.load(Tie::between(id(from), id(to), kind.parse::<TieKind>().unwrap()));
    }
}

/// Records that ego asked somebody for something so many days ago.
pub(in crate::lenses) fn asked(network: &mut Network, of: &str, purpose: Purpose, days: i32, outcome: Option<Outcome>) {
    network.load(Ask { outcome, ..Ask::of(id(of), ago(days), purpose) });
}

/// Puts a record in the place of the one of its identity.
pub(in crate::lenses) fn put<R: Record>(network: &mut Network, record: R) {
    network.revise().put(record);
}

/// Returns what a lens says of a person, or why it does not.
pub(in crate::lenses) fn said(lens: &str, network: &Network, of: &str) -> Result<Sighting, String> {
    let ground = Ground::of(network, TODAY);
    let scene = Scene::of(&ground, network.ego());
    let lens = Lens::named(lens).unwrap();
    match (lens.gate)(&scene, &id(of)) {
        Some(gate) => Err(gate),
        None => Ok((lens.sight)(&scene, &id(of))),
    }
}

/// Returns why a lens does not apply to a person.
pub(in crate::lenses) fn gate(lens: &str, network: &Network, of: &str) -> String {
    said(lens, network, of).map(|it| it.score).unwrap_err()
}

/// Asserts the score of a lens, and its factors by their names.
pub(in crate::lenses) fn holds(sighting: &Sighting, score: f64, factors: &[(&str, f64)]) {
    let found: Vec<_> = sighting.factors.iter().map(|it| (it.name, it.value)).collect();
    assert_eq!(found.len(), factors.len(), "{found:?}");
    for (found, expected) in found.iter().zip(factors) {
        assert!(found.0 == expected.0 && (found.1 - expected.1).abs() < 0.0005, "{found:?} {expected:?}");
    }
    assert!((sighting.score - score).abs() < 0.0005, "{} {score}", sighting.score);
}
