//! What a record that is cited does: without one that supports a score the score is lower, without one that opposes it
//! higher, without any other another.

use super::super::{size, told};
use super::{files, village};
use acquaint::lenses::{ALL, About, Citation, Ground, Lens, Scene, Without};
use acquaint::network::{
    Ask, Community, Date, Department, Key, Meeting, Network, Organization, Person, PersonId, Settings, Skip, Tie, Topic,
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

/// A network looked at from somebody's seat.
struct Seat<'n> {
    network: &'n Network,
    today: Date,
    id: &'n PersonId,
}

impl Seat<'_> {
    /// Returns what a lens would score without the record; nothing if it would not see it.
    fn score_without(&self, lens: &Lens, (about, record): (&About, &Citation)) -> f64 {
        let rest = without(self.network, record);
        let ground = Ground::of(&rest, self.today);
        lens.tell(&Scene::of(&ground, self.id), about).map_or(0.0, |it| it.score)
    }
}

/// How many citations did what they said, by what that was, and which did not.
#[derive(Default)]
struct Found {
    held: [usize; 3],
    odd: Vec<String>,
}

impl Found {
    /// Takes every so many-th record that is cited for what a lens sees from a seat.
    fn hold(&mut self, seat: &Seat<'_>, (lens, step): (&Lens, usize)) {
        let ground = Ground::of(seat.network, seat.today);
        let scene = Scene::of(&ground, seat.id);
        for (about, score) in lens.look(&scene).into_iter().step_by(step) {
            let sighting = lens.tell(&scene, &about).unwrap();
            let all = sighting.factors.iter().flat_map(|it| it.records.iter().map(move |record| (it.name, record)));
            for (factor, record) in all {
                let rest = seat.score_without(lens, (&about, record));
                self.count(record, (score, rest), || format!("{} {factor} from {} of {about:?}", lens.name, seat.id));
            }
        }
    }

    fn count(&mut self, record: &Citation, (score, rest): (f64, f64), whence: impl Fn() -> String) {
        let (at, holds) = match record.without {
            Without::Lower => (0, rest < score),
            Without::Higher => (1, rest > score),
            Without::Another => (2, rest != score),
        };
        if holds {
            self.held[at] += 1;
        } else {
            self.odd.push(format!("{}: {score} → {rest} without {record:?}", whence()));
        }
    }

    fn n_held(&self) -> usize {
        self.held.iter().sum()
    }

    fn words(&self) -> String {
        let [lower, higher, another] = self.held;
        let all = self.n_held() + self.odd.len();
        format!("{all} citations: {lower} lower, {higher} higher, {another} another, {} otherwise", self.odd.len())
    }

    fn hold_all(self, promise: &str, least: usize) {
        told(promise, &self.words());
        assert!(self.n_held() >= least, "{}", self.words());
        assert!(self.odd.is_empty(), "{}: {:#?}", self.words(), self.odd);
    }
}

/// Everywhere from ego's seat, and from that of somebody else.
#[test]
fn without_a_cited_record_the_score_is_what_the_citation_says() {
    let mut found = Found::default();
    for seed in 0..size(100, 2_000) {
        let network = &village::of(seed);
        let seats = [0, 1].map(|n| Seat { network, today: village::TODAY, id: village::seat(network, n) });
        seats
            .iter()
            .flat_map(|seat| ALL.iter().map(move |lens| (seat, lens)))
            .for_each(|(seat, lens)| found.hold(seat, (lens, 1)));
    }
    found.hold_all("without_a_cited_record_the_score_is_what_the_citation_says", size(3_000, 100_000));
}

#[test]
fn what_the_demo_cites_does_what_it_says() {
    let (mut found, demo) = (Found::default(), files::demo());
    let seat = Seat { network: &demo, today: Date::constant(2026, 11, 20), id: demo.ego() };
    ALL.iter().for_each(|it| found.hold(&seat, (it, size(8, 1))));
    found.hold_all("what_the_demo_cites_does_what_it_says", size(20, 400));
}
