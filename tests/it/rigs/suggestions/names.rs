//! What suggestions do not depend on: ids beyond their order, the order of records, and strangers of whom nothing is known.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use super::super::{Dice, size, told};
use super::village::{self, TODAY, id};
use acquaint::lenses::{ALL, Ground, Scene};
use acquaint::network::{
    Ask, Community, Department, Meeting, Network, Organization, Person, PersonId, Record, Skip, Tie, Topic,
};
use acquaint::ranking;

/// Calls with each kind of record but the head.
macro_rules! each_kind {
    ($do:ident($($given:expr),*)) => {
        $do::<Person>($($given),*);
        $do::<Organization>($($given),*);
        $do::<Department>($($given),*);
        $do::<Community>($($given),*);
        $do::<Topic>($($given),*);
        $do::<Tie>($($given),*);
        $do::<Meeting>($($given),*);
        $do::<Ask>($($given),*);
        $do::<Skip>($($given),*);
    };
}

/// Returns what is told at seats: everybody's score to the last bit, and of the first ten all lenses, factors and records.
fn answers(network: &Network, seats: &[PersonId]) -> String {
    let ground = Ground::of(network, TODAY);
    seats.iter().map(|seat| answer(&Scene::of(&ground, seat))).collect()
}

fn answer(scene: &Scene<'_>) -> String {
    let all = ranking::combined(ALL, scene);
    let mut text = format!("{}\n", scene.seat());
    all.iter().for_each(|it| writeln!(text, "{:?} {:?}", it.about, it.score).unwrap());
    let first = ranking::diversified(all, scene, 10);
    for suggestion in first.into_iter().filter_map(|it| it.told(scene)) {
        writeln!(text, "{:?}", suggestion.about).unwrap();
        for answer in suggestion.answers {
            writeln!(text, "{} {:?} {:?}", answer.lens.name, answer.memory, answer.sighting).unwrap();
        }
    }
    text
}

/// Returns ego's seat and another.
fn seats(network: &Network, dice: &mut Dice) -> [PersonId; 2] {
    let people: Vec<_> = network.people().keys().collect();
    [network.ego().clone(), people[1 + dice.below(people.len() - 1)].clone()]
}

/// Old ids and what they are called anew.
type Names = BTreeMap<String, String>;

/// Returns new ids in the order of the old ones. A department's begins with that of its organization.
fn names(network: &Network) -> Names {
    let numbered = |kind: &str, ids: Vec<String>| -> Vec<(String, String)> {
        ids.into_iter().enumerate().map(|(n, id)| (id, format!("q{kind}{:04}q", n * 37 + 5))).collect()
    };
    let mut names: Names = numbered("p", network.people().keys().map(ToString::to_string).collect())
        .into_iter()
        .chain(numbered("o", network.organizations().keys().map(ToString::to_string).collect()))
        .chain(numbered("c", network.communities().keys().map(ToString::to_string).collect()))
        .chain(numbered("t", network.topics().keys().map(ToString::to_string).collect()))
        .collect();
    for (id, new) in numbered("d", network.departments().keys().map(ToString::to_string).collect()) {
        let organization = names[id.split('/').next().unwrap()].clone();
        names.insert(id, format!("{organization}/{new}"));
    }
    names
}

/// Returns the value with all ids in it called anew.
fn anew(value: Value, names: &Names) -> Value {
    let called = |it: String| names.get(&it).cloned().unwrap_or(it);
    match value {
        Value::String(it) => Value::String(called(it)),
        Value::Array(all) => all.into_iter().map(|it| anew(it, names)).collect(),
        Value::Object(all) => all.into_iter().map(|(key, it)| (called(key), anew(it, names))).collect(),
        other => other,
    }
}

/// Returns the network with all ids called anew.
fn renamed(network: &Network, names: &Names) -> Network {
    fn records<R: Record>(from: &Network, to: &mut Network, names: &Names) {
        for record in from.all::<R>().values() {
            let value = anew(serde_json::to_value(record).unwrap(), names);
            assert!(to.load(serde_json::from_value::<R>(value).unwrap()));
        }
    }
    let settings = serde_json::to_value(network.settings()).unwrap();
    let mut other = Network::new(serde_json::from_value(anew(settings, names)).unwrap());
    each_kind!(records(network, &mut other, names));
    other
}

#[test]
fn ids_of_the_same_order_change_nothing() {
    let mut n = 0;
    for seed in 0..size(120, 10_000) {
        let network = village::of(seed);
        let names = names(&network);
        let other = renamed(&network, &names);
        let seats = seats(&network, &mut Dice(seed as u64));
        let before = answers(&network, &seats);
        let mut after = answers(&other, &seats.map(|it| id(&names[it.as_str()])));
        // Departments first: their new ids hold those of their organizations.
        let mut longest: Vec<_> = names.iter().collect();
        longest.sort_by_key(|(_, new)| std::cmp::Reverse(new.len()));
        longest.into_iter().for_each(|(old, new)| after = after.replace(new.as_str(), old));
        assert_eq!(before, after, "{seed}");
        n += before.lines().count();
    }
    told("ids_of_the_same_order_change_nothing", &format!("{} networks, {n} lines the same", size(120, 10_000)));
    assert!(n > size(120, 10_000) * 10, "{n}");
}

/// Returns the network, its records loaded in another order, those named in a meeting told in another, and both ends of
/// a symmetric tie exchanged.
fn shuffled(network: &Network, dice: &mut Dice) -> Network {
    fn records<R: Record>(from: &Network, to: &mut Network, dice: &mut Dice) {
        let mut records: Vec<R> = from.all::<R>().values().cloned().collect();
        dice.shuffle(&mut records);
        records.into_iter().for_each(|it| assert!(to.load(it)));
    }
    let mut other = Network::new(network.settings().clone());
    each_kind!(records(network, &mut other, dice));
    let ties: Vec<Tie> = other.ties().values().filter(|it| it.kind.is_symmetric()).cloned().collect();
    let meetings: Vec<Meeting> = other.meetings().values().cloned().collect();
    let mut revision = other.revise();
    for tie in ties {
        revision.put(Tie { from: tie.to.clone(), to: tie.from.clone(), ..tie });
    }
    for mut meeting in meetings {
        dice.shuffle(&mut meeting.with);
        revision.put(meeting);
    }
    drop(revision);
    other
}

#[test]
fn the_order_of_records_changes_nothing() {
    let mut n = 0;
    for seed in 0..size(120, 10_000) {
        let mut dice = Dice(seed as u64);
        let network = village::of(seed);
        let other = shuffled(&network, &mut dice);
        let seats = seats(&network, &mut dice);
        let before = answers(&network, &seats);
        assert_eq!(before, answers(&other, &seats), "{seed}");
        n += before.lines().count();
    }
    told("the_order_of_records_changes_nothing", &format!("{} networks, {n} lines the same", size(120, 10_000)));
}

/// Returns who is suggested first at seats, and the scores.
fn first(network: &Network, seats: &[PersonId]) -> Vec<String> {
    let ground = Ground::of(network, TODAY);
    let first = |seat| {
        let scene = Scene::of(&ground, seat);
        let five = ranking::diversified(ranking::combined(ALL, &scene), &scene, 5);
        five.into_iter().map(|it| format!("{seat}: {:?} {:?}", it.about, it.score)).collect::<Vec<_>>()
    };
    seats.iter().flat_map(first).collect()
}

#[test]
fn a_stranger_changes_no_first_five() {
    let mut n = 0;
    for seed in 0..size(120, 10_000) {
        let mut dice = Dice(seed as u64);
        let network = village::of(seed);
        let stranger: PersonId = if dice.chance(50) { id("a-stranger") } else { id("z-stranger") };
        let mut other = network.copied();
        other.load(Person::named(stranger, "Stranger"));
        let seats = seats(&network, &mut dice);
        let before = first(&network, &seats);
        assert_eq!(before, first(&other, &seats), "{seed}");
        n += before.len();
    }
    told("a_stranger_changes_no_first_five", &format!("{} strangers, {n} first places the same", size(120, 10_000)));
    assert!(n > size(120, 10_000) * 4, "{n}");
}
