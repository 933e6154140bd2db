//! What a record that is cited does: without one that supports a score the score is lower, without one that opposes it higher.

use super::super::{size, told};
use super::{files, village};
use acquaint::lenses::{ALL, About, Citation, Ground, Lens, Scene};
use acquaint::network::{
    Ask, Community, Date, Department, Key, Meeting, Network, Organization, Person, Settings, Skip, Tie, Topic,
};

/// Returns the network without a record, or without a slot.
fn without(network: &Network, record: &Citation) -> Network {
    let mut rest = network.copied();
    let settings = rest.settings().clone();
    let slots = settings.slots.iter().filter(|it| record.slot.as_ref() != Some(&it.id)).cloned().collect();
    let mut revision = rest.revise();
    match &record.key {
        Key::Network => revision.set(Settings { slots, ..settings }),
        Key::Person(id) => drop(revision.remove::<Person>(id)),
        Key::Organization(id) => drop(revision.remove::<Organization>(id)),
        Key::Department(id) => drop(revision.remove::<Department>(id)),
        Key::Community(id) => drop(revision.remove::<Community>(id)),
        Key::Topic(id) => drop(revision.remove::<Topic>(id)),
        Key::Tie(id) => drop(revision.remove::<Tie>(id)),
        Key::Meeting(id) => drop(revision.remove::<Meeting>(id)),
        Key::Ask(id) => drop(revision.remove::<Ask>(id)),
        Key::Skip(id) => drop(revision.remove::<Skip>(id)),
    }
    drop(revision);
    rest
}

/// Returns what a lens would score without the record; nothing if it would not see it.
fn score_without(network: &Network, today: Date, lens: &Lens, (about, record): (&About, &Citation)) -> f64 {
    let rest = without(network, record);
    let ground = Ground::of(&rest, today);
    lens.tell(&Scene::of(&ground, rest.ego()), about).map_or(0.0, |it| it.score)
}

/// How many citations did what they say, and which did not.
#[derive(Default)]
struct Found {
    held: usize,
    odd: Vec<String>,
}

impl Found {
    /// Takes every so many-th record that is cited for what a lens sees from ego's seat away.
    fn hold(&mut self, network: &Network, today: Date, (lens, step): (&Lens, usize)) {
        let ground = Ground::of(network, today);
        let scene = Scene::of(&ground, network.ego());
        for (about, score) in lens.look(&scene).into_iter().step_by(step) {
            let sighting = lens.tell(&scene, &about).unwrap();
            for record in sighting.factors.iter().flat_map(|it| &it.records) {
                let rest = score_without(network, today, lens, (&about, record));
                if if record.supports { rest < score } else { rest > score } {
                    self.held += 1;
                } else {
                    self.odd.push(format!("{} {about:?} {score} {rest} {record:?}", lens.name));
                }
            }
        }
    }

    fn words(&self) -> String {
        format!("{} citations, {} of them otherwise", self.held + self.odd.len(), self.odd.len())
    }
}

/// At the full size one in some thousand does otherwise: a record of many people can count by what it does to others.
#[test]
fn without_a_cited_record_the_score_is_what_the_citation_says() {
    let mut found = Found::default();
    for seed in 0..size(100, 2_000) {
        let network = village::of(seed);
        ALL.iter().filter(|it| it.name != "closure").for_each(|it| found.hold(&network, village::TODAY, (it, 1)));
    }
    told("without_a_cited_record_the_score_is_what_the_citation_says", &found.words());
    assert!(found.held > size(2_000, 50_000), "{}", found.words());
    let few = found.odd.len() <= size(0, found.held / 500);
    assert!(few, "{}: {:#?}", found.words(), &found.odd[..found.odd.len().min(20)]);
}

/// What closure says of a tie is learnt from all ties, and held against the mean stranger: a tie less teaches otherwise.
#[test]
fn what_closure_cites_nearly_always_does_what_it_says() {
    let closure = Lens::named("closure").unwrap();
    let mut found = Found::default();
    (0..size(100, 2_000)).for_each(|seed| found.hold(&village::of(seed), village::TODAY, (closure, 1)));
    told("what_closure_cites_nearly_always_does_what_it_says", &found.words());
    assert!(found.odd.len() * 10 <= found.held, "{}: {:#?}", found.words(), found.odd);
}

#[test]
fn what_the_demo_cites_does_what_it_says() {
    let (mut found, demo) = (Found::default(), files::demo());
    let today = Date::constant(2026, 11, 20);
    ALL.iter().filter(|it| it.name != "closure").for_each(|it| found.hold(&demo, today, (it, size(8, 1))));
    told("what_the_demo_cites_does_what_it_says", &found.words());
    assert!(found.odd.is_empty(), "{}: {:#?}", found.words(), found.odd);
}
