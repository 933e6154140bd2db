//! Lenses: reasons to meet somebody, one a file. A lens is a constant: a question, a gate and a look.
//!
//! Lenses do not know each other, nor how their answers are ranked.

mod bridge;
mod closure;
mod ground;
mod overdue;
mod scene;
mod sighting;
mod slots;
mod stakeholder;

pub use ground::{Ground, Titled};
pub use scene::{Reach, Scene};
pub use sighting::{About, Citation, Factor, Rule, Sighting};
pub use slots::Coverage;

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
}

/// All lenses.
pub const ALL: &[Lens] = &[stakeholder::LENS, overdue::LENS, bridge::LENS, closure::LENS];

impl Lens {
    /// Returns the lens of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|lens| lens.name == name)
    }

    /// Returns all it sees in a scene with their scores: people in the order of their ids, then empty slots.
    #[must_use]
    pub fn look(&self, scene: &Scene<'_>) -> Vec<(About, f64)> {
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
        }
    }
}

/// For lenses that see nothing but people.
fn nobody(_: &Scene<'_>) -> Vec<Sighting> {
    Vec::new()
}

/// For lenses all of whose sightings are worth a place in the mixed list.
fn anything(_: &Scene<'_>) -> f64 {
    0.0
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
