//! Random commands against a network in memory: what is read again equals it, undo and redo lead where they should.

use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, proptest};

use super::{size, told};
use crate::network::{
    Channel, Choice, Followable, Meeting, Network, Person, PersonId, Record, Revision, Settings, Tie, TieKind,
};
use crate::store::scratch::Scratch;
use crate::store::{Commit, Error, Store};

/// What one command does to the records.
#[derive(Clone, Debug)]
enum Act {
    Person(u8, String, Option<u8>),
    Remove(u8),
    Rename(u8, u8),
    Merge(u8, u8),
    Tie(u8, u8, u8),
    Meeting(u8, u8, u8),
}

/// One command.
#[derive(Clone, Debug)]
enum Step {
    Acts(Vec<Act>),
    Undo,
    UndoTo(u8),
    Redo,
}

fn id(n: u8) -> PersonId {
    format!("p{n}").parse().unwrap()
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop::strategy::Union::new([
        (0..9_u8, ".{1,9}", prop::option::of(0..6_u8))
            .prop_map(|(n, name, it)| Act::Person(n, format!("N{name}"), it))
            .boxed(),
        (0..9_u8).prop_map(Act::Remove).boxed(),
        (0..9_u8, 0..9_u8).prop_map(|(a, b)| Act::Rename(a, b)).boxed(),
        (0..9_u8, 0..9_u8).prop_map(|(a, b)| Act::Merge(a, b)).boxed(),
        (0..9_u8, 0..9_u8, 0..100_u8).prop_map(|(a, b, it)| Act::Tie(a, b, it)).boxed(),
        (0..9_u8, 0..9_u8, 0..60_u8).prop_map(|(a, b, month)| Act::Meeting(a, b, month)).boxed(),
    ]);
    prop::collection::vec(act, 0..6)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop::strategy::Union::new_weighted(vec![
        (6, acts().prop_map(Step::Acts).boxed()),
        (2, proptest::strategy::Just(Step::Undo).boxed()),
        (1, (0..8_u8).prop_map(Step::UndoTo).boxed()),
        (2, proptest::strategy::Just(Step::Redo).boxed()),
    ]);
    prop::collection::vec(step, 1..9)
}

fn perform(act: &Act, it: &mut Revision<'_>) {
    let there = |it: &Revision<'_>, n: u8| it.people().contains_key(&id(n));
    // An id somebody had before is not given to another one: `check` would refuse it.
    let had = |it: &Revision<'_>, n: u8, by: u8| it.people().values().any(|p| p.id != id(by) && p.was.contains(&id(n)));
    match act {
        Act::Person(n, name, closeness) if !had(it, *n, *n) => {
            let person = Person { closeness: *closeness, note: name.clone(), ..Person::named(id(*n), name) };
            it.put(person);
        }
        Act::Remove(n) => remove(it, &id(*n)),
        Act::Rename(a, b) if there(it, *a) && !there(it, *b) && !had(it, *b, *a) => {
            let mut person = it.remove::<Person>(&id(*a)).unwrap();
            person.was.retain(|old| *old != id(*b));
            person.was.push(id(*a));
            person.id = id(*b);
            it.put(person);
            Person::follow(it, &id(*a), &id(*b));
        }
        Act::Merge(a, b) => drop(it.merge::<Person>(&id(*a), &id(*b), Choice::default())),
        Act::Tie(a, b, strength) if a != b && there(it, *a) && there(it, *b) => {
            let strength = Some(f64::from(*strength) / 100.0);
            it.put(Tie { strength, ..Tie::between(id(*a), id(*b), TieKind::Friend) });
        }
        Act::Meeting(a, b, month) if there(it, *a) && there(it, *b) => {
            let day = format!("{}-{:02}-01", 2021 + u32::from(month / 12), month % 12 + 1).parse().unwrap();
            let with = if a == b { vec![id(*a)] } else { vec![id(*a), id(*b)] };
            it.put(Meeting::on(day, with, Channel::Chat));
        }
        _ => {}
    }
}

fn remove(it: &mut Revision<'_>, id: &PersonId) {
    let ties: Vec<_> = it.ties().values().filter(|tie| tie.other(id).is_some()).map(Record::id).collect();
    let meetings: Vec<_> = it.meetings().values().filter(|it| it.with.contains(id)).map(Record::id).collect();
    ties.iter().for_each(|key| drop(it.remove::<Tie>(key)));
    meetings.iter().for_each(|key| drop(it.remove::<Meeting>(key)));
    it.remove::<Person>(id);
}

fn records(network: &Network) -> String {
    format!("{:?} {:?} {:?} {:?}", network.settings(), network.people(), network.ties(), network.meetings())
}

fn copied(network: &Network) -> Network {
    let mut copy = Network::new(network.settings().clone());
    network.people().values().for_each(|it| assert!(copy.load(it.clone())));
    network.ties().values().for_each(|it| assert!(copy.load(it.clone())));
    network.meetings().values().for_each(|it| assert!(copy.load(it.clone())));
    copy
}

/// The network in memory, and the states undo and redo lead to.
struct Model {
    now: Network,
    /// The number of the last entry.
    n: u64,
    /// The commands that are not taken back, with the state before each.
    done: Vec<(u64, Network)>,
    /// What each undo took back, with the state it was done in.
    redo: Vec<(Vec<(u64, Network)>, Network)>,
}

impl Model {
    fn new() -> Self {
        let mut now = Network::new(Settings::of("me".parse().unwrap()));
        now.load(Person::named("me".parse().unwrap(), "Me"));
        Self { now, n: 0, done: Vec::new(), redo: Vec::new() }
    }

    /// Does the step; false if there is nothing to undo or to do again.
    fn perform(&mut self, step: &Step) -> bool {
        match step {
            Step::Acts(acts) => {
                let before = copied(&self.now);
                acts.iter().for_each(|act| perform(act, &mut self.now.revise()));
                if records(&before) != records(&self.now) {
                    self.n += 1;
                    self.done.push((self.n, before));
                    self.redo.clear();
                }
                true
            }
            Step::Undo => self.undo(self.done.len().saturating_sub(1)),
            Step::UndoTo(n) => {
                let after = u64::from(*n);
                after <= self.n && self.undo(self.done.iter().filter(|(n, _)| *n <= after).count())
            }
            Step::Redo => {
                let Some((taken, now)) = self.redo.pop() else { return false };
                self.done.extend(taken);
                self.now = now;
                self.n += 1;
                true
            }
        }
    }

    fn undo(&mut self, from: usize) -> bool {
        let taken = self.done.split_off(from);
        let Some((_, first)) = taken.first() else { return false };
        let then = std::mem::replace(&mut self.now, copied(first));
        self.redo.push((taken, then));
        self.n += 1;
        true
    }
}

fn commit(commit: Commit<'_>, step: &Step) -> Result<(), Error> {
    match step {
        Step::Undo => commit.undo().map(drop),
        Step::UndoTo(n) => commit.undo_to(u64::from(*n)).map(drop),
        Step::Redo => commit.redo().map(drop),
        Step::Acts(acts) => {
            let op = |it: &mut Revision<'_>| {
                acts.iter().for_each(|act| perform(act, it));
                Ok::<_, Error>(((), "acts".to_owned()))
            };
            commit.run(op).map(drop)
        }
    }
}

#[test]
fn reading_again_equals_the_model_and_undo_of_everything_the_start() {
    let cases = size(400, 200_000);
    let config = ProptestConfig::with_cases(u32::try_from(cases).unwrap());
    proptest!(config, |(steps in steps())| {
        let scratch = Scratch::network();
        let (start, mut model) = (scratch.files(), Model::new());
        let first = records(&model.now);
        for step in &steps {
            let done = commit(Commit { sure: true, ..scratch.commit() }, step);
            prop_assert_eq!(done.is_ok(), model.perform(step), "{:?}: {:?}", step, done);
            let store = Store::open(scratch.folder()).unwrap();
            prop_assert_eq!(records(store.network()), records(&model.now), "{:?}", step);
        }
        if !model.done.is_empty() {
            Commit { sure: true, ..scratch.commit() }.undo_to(0).unwrap();
        }
        let store = Store::open(scratch.folder()).unwrap();
        prop_assert_eq!(records(store.network()), first);
        let entries = crate::store::history(scratch.folder()).unwrap();
        prop_assert!(entries.iter().all(|it| !it.is_command() || it.undone));
        let now = scratch.files();
        prop_assert!(start.iter().all(|(path, bytes)| now.get(path) == Some(bytes)), "bytes as nobody edited them");
    });
    told("model", &format!("{cases} sequences, each read as the model, each undone to the start"));
}

#[test]
fn a_rename_and_a_merge_in_one_command_leave_one_record() {
    let scratch = Scratch::network();
    let two = Step::Acts(vec![Act::Person(0, "N".to_owned(), None), Act::Person(6, "N".to_owned(), None)]);
    for step in [two, Step::Acts(vec![Act::Rename(0, 5), Act::Merge(5, 6)])] {
        commit(Commit { sure: true, ..scratch.commit() }, &step).unwrap();
    }
    let store = Store::open(scratch.folder()).unwrap();
    assert_eq!(store.network().people().keys().map(PersonId::as_str).collect::<Vec<_>>(), ["me", "p5"]);
}
