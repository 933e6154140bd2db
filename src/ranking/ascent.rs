//! Ascent: where a person stands in the mixed list, and which single record would bring them among the first three.
//!
//! Nothing is estimated: each deed is done on a copy of the network, the list is made anew, and the deed is undone.

mod deeds;

pub use deeds::Deed;

use super::{Candidate, combined, diversified};
use crate::lenses::{self, About, Scene};
use crate::network::PersonId;

/// Whoever is among so many is seen at a glance.
pub const FIRST: usize = 3;
/// So many ways up are told.
const MOST: usize = 3;
/// So far down a place is that in the list as it is shown; below, that by score.
const SHOWN: usize = 20;

/// Where a person stands in the mixed list.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The place, the first 1; none if no lens sees the person.
    pub rank: Option<usize>,
    /// How many are in the list.
    pub of: usize,
    /// The person's score, 0..1.
    pub score: f64,
    /// The score of the third, 0..1, if there are as many.
    pub third: Option<f64>,
}

impl Place {
    /// Returns whether the person is among the first three.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.rank.is_some_and(|rank| rank <= FIRST)
    }
}

/// A deed that would bring a person among the first three, and where to.
#[derive(Clone, Debug, PartialEq)]
pub struct Ascent {
    /// What would be recorded.
    pub deed: Deed,
    /// Where they would stand then.
    pub place: Place,
}

/// Returns where a person stands.
#[must_use]
pub fn place(scene: &Scene<'_>, id: &PersonId) -> Place {
    placed(scene, id, SHOWN)
}

fn placed(scene: &Scene<'_>, id: &PersonId, shown: usize) -> Place {
    let all = combined(lenses::ALL, scene);
    let is_meant = |it: &Candidate| it.about == About::Person(id.clone());
    let (of, by_score) = (all.len(), all.iter().position(is_meant));
    let score = by_score.map_or(0.0, |at| all[at].score);
    let shown = diversified(all, scene, shown);
    let third = shown.get(FIRST - 1).map(|it| it.score);
    let rank = by_score.map(|at| shown.iter().position(is_meant).unwrap_or(at.max(shown.len())) + 1);
    Place { rank, of, score, third }
}

/// Returns up to three deeds, each of which alone would bring a person among the first three; of one kind the smallest.
#[must_use]
pub fn ascents(scene: &Scene<'_>, id: &PersonId) -> Vec<Ascent> {
    let mut copy = scene.network().copied();
    let mut found: Vec<Ascent> = Vec::new();
    for kind in deeds::deeds(scene, id) {
        let tried = kind.into_iter().find_map(|deed| {
            let changes = deed.done(&mut copy, scene, id);
            let place = (!changes.is_empty()).then(|| {
                let ground = deed.ground(&copy, scene);
                placed(&Scene::of(&ground, scene.seat()), id, FIRST)
            });
            let back = changes.into_iter().map(crate::network::Change::reversed).collect();
            copy.apply(back).expect("what was just done can be taken back");
            place.filter(Place::is_first).map(|place| Ascent { deed, place })
        });
        found.extend(tried);
        if found.len() == MOST {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests;
