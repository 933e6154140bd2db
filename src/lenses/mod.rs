//! Lenses: reasons to meet somebody, one a file. A lens is a constant: a question, a gate and a look.
//!
//! Lenses do not know each other, nor how their answers are ranked.

mod asked;
mod bridge;
mod capacity;
mod closure;
mod dormancy;
pub mod gaps;
mod ground;
mod introduce;
mod likeness;
mod mentee;
mod mentor;
mod overdue;
mod part;
mod peer;
mod reconnect;
mod scene;
mod sighting;
mod slots;
mod stakeholder;
mod standing;
mod talents;
mod testimonial;
#[cfg(test)]
mod trials;
mod ways;

pub use capacity::Capacity;
pub use ground::{Ground, Titled};
pub use scene::{Reach, Scene};
pub use sighting::{About, Citation, Factor, Rule, Sighting, Without};
pub use slots::Coverage;
pub use talents::can_teach;
pub use ways::Asked;

use crate::network::PersonId;

/// One question that finds people to meet.
#[derive(Debug)]
pub struct Lens {
    /// Its name, as typed.
    pub name: &'static str,
    /// The question it asks.
    pub asks: &'static str,
    /// Where in the literature it comes from.
    pub source: &'static str,
    /// What its answers weigh among those of other lenses, 0..1 (our defaults, no published value).
    pub weight: f64,
    /// Returns why the lens does not apply to a person, if it does not.
    pub gate: fn(&Scene<'_>, &PersonId) -> Option<String>,
    /// Returns the score of a person who passed the gate: what `sight` comes to, without its words.
    pub rate: fn(&Scene<'_>, &PersonId) -> f64,
    /// Returns what the lens sees of a person who passed the gate.
    pub sight: fn(&Scene<'_>, &PersonId) -> Sighting,
    /// Returns what the lens sees that is nobody: empty slots.
    pub vacant: fn(&Scene<'_>) -> Vec<Sighting>,
    /// Returns the least score worth a place in the mixed list.
    pub least: fn(&Scene<'_>) -> f64,
    /// How it sees pairs, if pairs are what it sees: then a person passes the gate who is in one.
    pub pairs: Option<Pairs>,
    /// From this score on, one of its answers stands in every block of the mixed list.
    pub insists: Option<f64>,
}

/// How a lens sees pairs of alters in the place of single ones.
#[derive(Debug)]
pub struct Pairs {
    /// Returns the pairs it sees with their scores, in the order of their ids.
    pub look: fn(&Scene<'_>) -> Vec<(About, f64)>,
    /// Returns what it sees of a pair, if it sees that pair.
    pub sight: fn(&Scene<'_>, &PersonId, &PersonId) -> Option<Sighting>,
}

/// A lens of people alone: no empty slots, no pairs, all its sightings worth a place, none insisted on.
const PLAIN: Lens = Lens {
    name: "",
    asks: "",
    source: "",
    weight: 0.0,
    gate: |_, _| None,
    rate: |_, _| 0.0,
    sight: |_, id| Sighting::new(About::Person(id.clone()), Rule::Mean, Vec::new()),
    vacant: |_| Vec::new(),
    least: |_| 0.0,
    pairs: None,
    insists: None,
};

/// All lenses.
pub const ALL: &[Lens] = &[
    stakeholder::LENS,
    overdue::LENS,
    mentor::LENS,
    peer::LENS,
    bridge::LENS,
    introduce::LENS,
    reconnect::LENS,
    closure::LENS,
    testimonial::LENS,
    mentee::LENS,
];

impl Lens {
    /// Returns the lens of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|lens| lens.name == name)
    }

    /// Returns all it sees in a scene with their scores: people or pairs in the order of their ids, then empty slots.
    #[must_use]
    pub fn look(&self, scene: &Scene<'_>) -> Vec<(About, f64)> {
        if let Some(pairs) = &self.pairs {
            return (pairs.look)(scene);
        }
        let passed = scene.candidates().filter(|person| (self.gate)(scene, person).is_none());
        let people = passed.map(|person| (About::Person(person.clone()), (self.rate)(scene, person)));
        people.chain((self.vacant)(scene).into_iter().map(|it| (it.about, it.score))).collect()
    }

    /// Returns in words what it says about one it saw.
    #[must_use]
    pub fn tell(&self, scene: &Scene<'_>, about: &About) -> Option<Sighting> {
        match about {
            About::Person(id) => (self.gate)(scene, id).is_none().then(|| (self.sight)(scene, id)),
            About::Slot(_) => (self.vacant)(scene).into_iter().find(|it| it.about == *about),
            About::Pair(one, other) => self.pairs.as_ref().and_then(|it| (it.sight)(scene, one, other)),
        }
    }
}

/// Returns in words that a meeting is planned, if one is: whom one will meet anyway needs no suggestion.
fn planned(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    scene.planned(person).map(|it| format!("a meeting is planned on {}", it.on))
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn the_table_of_lenses_is_sound() {
        let mut names: Vec<_> = ALL.iter().map(|lens| lens.name).collect();
        assert!(names.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len(), "names are unique");
        for lens in ALL {
            assert!(lens.asks.ends_with('?'), "{}", lens.name);
            assert!(lens.source.bytes().any(|b| b.is_ascii_digit()), "{} cites a year", lens.name);
            assert!((0.0..=1.0).contains(&lens.weight), "{}", lens.name);
        }
    }
}
