//! Networks for tests from one line of text.

pub(crate) mod dice;

use super::{Network, Person, Record, Settings, Source, Table, Tie, TieKind};

/// Returns a person of that id, named like it.
pub(crate) fn person(id: &str) -> Person {
    Person::named(id.parse().expect("a sketch's ids are slugs"), id)
}

/// Returns a network of ego `me` and the ties named, `me-ada ada-ben:works_with`; `knows` unless said.
pub(crate) fn network(ties: &str) -> Network {
    let mut network = Network::new(Settings::of("me".parse().expect("a slug")));
    network.load(person("me"));
    for tie in ties.split_whitespace() {
        let (ends, kind) = tie.split_once(':').unwrap_or((tie, "knows"));
        let (from, to) = ends.split_once('-').expect("a sketch's tie has two ends");
        network.load(person(from));
        network.load(person(to));
        let kind: TieKind = kind.parse().expect("a kind of tie");
        network.load(Tie::between(person(from).id, person(to).id, kind));
    }
    network
}

/// Where the records of another network lie.
struct Lying<R: Record>(Table<R>);

impl<R: Record> Source<R> for Lying<R> {
    fn all(&self) -> Table<R> {
        self.0.clone()
    }
    fn one(&self, id: &R::Id) -> Option<R> {
        self.0.get(id).cloned()
    }
    fn sift(&self, fits: &mut dyn FnMut(&[u8]) -> bool) -> Vec<R> {
        let mut may = |record: &&R| Some(record.digest()).filter(|it| !it.is_empty()).is_none_or(|it| fits(&it));
        self.0.values().filter(&mut may).cloned().collect()
    }
}

/// Returns the same network, its records lying elsewhere.
pub(crate) fn lying(network: &Network) -> Network {
    let mut lying = Network::new(network.settings().clone());
    lying.supply(Lying((**network.people()).clone()));
    lying.supply(Lying((**network.organizations()).clone()));
    lying.supply(Lying((**network.communities()).clone()));
    lying.supply(Lying((**network.ties()).clone()));
    lying.supply(Lying((**network.meetings()).clone()));
    lying
}

/// Returns how many trials a rig runs: `quick` on every run, `full` where `ACQUAINT_RIGS` is `full`.
pub(crate) fn size(quick: usize, full: usize) -> usize {
    match std::env::var("ACQUAINT_RIGS") {
        Ok(asked) if asked == "full" => full,
        Ok(asked) if !asked.is_empty() => panic!("ACQUAINT_RIGS is `{asked}`, not `full`"),
        _ => quick,
    }
}
