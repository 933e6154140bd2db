//! Likeness below the surface: what two people belong to, care for and work on.
//!
//! Such deep-level similarity goes with good mentoring, that of the surface hardly (Eby et al. 2013). No protected
//! attribute enters: of free text only tags do, and of these none that names one.

use std::collections::BTreeSet;

use super::Scene;
use crate::measures::is_protected;
use crate::network::{CommunityId, Person, PersonId, TopicId};

/// One thing that two people may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark<'n> {
    Community(&'n CommunityId),
    Topic(&'n TopicId),
    Tag(&'n str),
}

/// How alike two people are, and in what.
#[derive(Debug)]
pub(super) struct Likeness<'n> {
    shared: Vec<Mark<'n>>,
    n_either: usize,
}

impl<'n> Likeness<'n> {
    /// Returns how alike the seat and a person are, if of both something is on record.
    pub(super) fn of(scene: &Scene<'n>, person: &PersonId) -> Option<Self> {
        let (yours, theirs) = (marks(scene.person(scene.seat())?), marks(scene.person(person)?));
        let known = !yours.is_empty() && !theirs.is_empty();
        let shared = || yours.intersection(&theirs).copied().collect();
        known.then(|| Self { shared: shared(), n_either: yours.union(&theirs).count() })
    }

    /// Returns the share of what either has that both have, 0..1 (Jaccard 1901).
    pub(super) fn value(&self) -> f64 {
        self.shared.len() as f64 / self.n_either as f64
    }

    /// Returns it in words.
    pub(super) fn words(&self, scene: &Scene<'_>) -> String {
        let name = |mark: &Mark<'_>| match *mark {
            Mark::Community(id) => scene.network().communities().get(id).map_or(id.to_string(), |it| it.name.clone()),
            Mark::Topic(id) => scene.topic_name(id),
            Mark::Tag(tag) => tag.to_owned(),
        };
        let names: Vec<_> = self.shared.iter().take(3).map(name).collect();
        let colon = if names.is_empty() { "" } else { ": " };
        format!("{} of {} circles, topics and tags shared{colon}{}", self.shared.len(), self.n_either, names.join(", "))
    }
}

fn marks(person: &Person) -> BTreeSet<Mark<'_>> {
    let topics = person.skills.keys().chain(&person.seeks).chain(&person.offers).map(Mark::Topic);
    let tags = person.tags.iter().filter(|it| !is_protected(it)).map(|it| Mark::Tag(it));
    person.communities.iter().map(Mark::Community).chain(topics).chain(tags).collect()
}
