//! What makes two suggestions alike.

use crate::lenses::{About, Scene};
use crate::network::{CommunityId, DepartmentId, OrganizationId, PersonId};
use crate::ranking::Candidate;

/// What of a suggestion is compared with others.
pub(super) struct Profile {
    /// The lenses that see it, with what each contributes of the whole, the most first.
    shares: Vec<(&'static str, f64)>,
    organization: Option<OrganizationId>,
    departments: Vec<DepartmentId>,
    communities: Vec<CommunityId>,
    /// Who would introduce them.
    pub(super) introducer: Option<PersonId>,
}

impl Profile {
    /// Returns the profile of a candidate.
    pub(super) fn of(candidate: &Candidate, scene: &Scene<'_>) -> Self {
        let communities = |id: &PersonId| scene.communities(id).into_iter().cloned();
        let blank = Self {
            shares: shares(candidate),
            organization: None,
            departments: Vec::new(),
            communities: Vec::new(),
            introducer: None,
        };
        match &candidate.about {
            About::Person(id) => Self {
                organization: scene.organization(id),
                departments: scene.departments(id).into_iter().cloned().collect(),
                communities: communities(id).collect(),
                introducer: scene.introducer(id),
                ..blank
            },
            About::Pair(one, other) => {
                Self { communities: communities(one).chain(communities(other)).collect(), ..blank }
            }
            About::Slot(_) => {
                let sighting = candidate.lenses.first().and_then(|(lens, _)| lens.tell(scene, &candidate.about));
                Self { introducer: sighting.and_then(|it| it.askers.first().cloned()), ..blank }
            }
        }
    }

    /// Returns the lens that contributes most.
    pub(super) fn lens(&self) -> &'static str {
        self.shares.first().map_or("", |(lens, _)| lens)
    }

    /// Returns how alike two suggestions are, 0..1: by lens, unit, communities and introducer.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let one = |same: bool| f64::from(u8::from(same));
        0.4 * self.lenses_shared(other)
            + 0.3 * one(self.is_of_the_unit_of(other))
            + 0.2 * self.communities_shared(other)
            + 0.1 * one(self.introducer.is_some() && self.introducer == other.introducer)
    }

    /// Returns how much of both comes from the same lenses, 0..1. The main lens alone would make two unlike from one day to
    /// the next where two lenses see as much in somebody.
    fn lenses_shared(&self, other: &Self) -> f64 {
        let of = |lens: &str| other.shares.iter().find(|it| it.0 == lens).map_or(0.0, |it| it.1);
        self.shares.iter().map(|(lens, share)| share.min(of(lens))).sum()
    }

    fn is_of_the_unit_of(&self, other: &Self) -> bool {
        if self.departments.is_empty() && other.departments.is_empty() {
            return self.organization.is_some() && self.organization == other.organization;
        }
        self.departments.iter().any(|it| other.departments.contains(it))
    }

    /// Returns the share of their communities that both are in (Jaccard).
    fn communities_shared(&self, other: &Self) -> f64 {
        let shared = self.communities.iter().filter(|it| other.communities.contains(it)).count();
        let either = self.communities.len() + other.communities.len() - shared;
        if either == 0 { 0.0 } else { shared as f64 / either as f64 }
    }
}

fn shares(candidate: &Candidate) -> Vec<(&'static str, f64)> {
    let sum: f64 = candidate.lenses.iter().map(|(_, it)| it).sum();
    candidate.lenses.iter().map(|(lens, it)| (lens.name, if sum > 0.0 { it / sum } else { 0.0 })).collect()
}
