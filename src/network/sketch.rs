//! Networks for tests from one line of text.

use super::{Network, Person, Settings, Tie, TieKind};

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
