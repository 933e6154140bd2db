//! Ids that have moved: people renamed, or merged into others.

use std::collections::{BTreeMap, BTreeSet};

use crate::network::{Person, PersonId, Table};

/// Ids of people that have moved, each with the one it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves(BTreeMap<PersonId, PersonId>);

impl Moves {
    /// Returns the ids that moved on either side since both were `base`. Where both moved one id, to different ones, or
    /// two in a circle, the first of them in order stands for all.
    #[must_use]
    pub fn between(base: &Table<Person>, ours: &Table<Person>, theirs: &Table<Person>) -> Self {
        let before: BTreeSet<&PersonId> = base.values().flat_map(|it| &it.was).collect();
        let mut moved: BTreeMap<PersonId, BTreeSet<PersonId>> = BTreeMap::new();
        for (side, other) in [(ours, theirs), (theirs, ours)] {
            for (old, new) in Self::named(side) {
                let known = base.contains_key(&old) || other.contains_key(&old);
                if known && !before.contains(&old) {
                    moved.entry(old).or_default().insert(new);
                }
            }
        }
        Self(settled(&moved))
    }

    /// Returns the ids somebody bears in `was` and nobody as an id; one that two bear there could mean either.
    fn named(people: &Table<Person>) -> BTreeMap<PersonId, PersonId> {
        let mut bearers: BTreeMap<&PersonId, BTreeSet<&PersonId>> = BTreeMap::new();
        for (old, person) in people.values().flat_map(|it| it.was.iter().map(move |old| (old, it))) {
            bearers.entry(old).or_default().insert(&person.id);
        }
        let sole = bearers.into_iter().filter(|(old, now)| now.len() == 1 && !people.contains_key(*old));
        sole.filter_map(|(old, now)| Some((old.clone(), (*now.first()?).clone()))).collect()
    }

    /// Returns the ids that people of the network had before and nobody has now.
    #[must_use]
    pub fn standing(people: &Table<Person>) -> Self {
        Self(Self::named(people))
    }

    /// Returns only the move of that id.
    #[must_use]
    pub fn of(self, id: &PersonId) -> Self {
        Self(self.0.into_iter().filter(|(old, _)| old == id).collect())
    }

    /// Returns only the moves of those ids.
    #[must_use]
    pub fn only(self, ids: &BTreeSet<PersonId>) -> Self {
        Self(self.0.into_iter().filter(|(old, _)| ids.contains(old)).collect())
    }

    /// Returns whether nothing has moved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the id that one is now, if it has moved.
    #[must_use]
    pub fn get(&self, id: &PersonId) -> Option<&PersonId> {
        self.0.get(id)
    }

    /// Returns the ids that have moved, each with the one it is now.
    pub fn iter(&self) -> impl Iterator<Item = (&PersonId, &PersonId)> {
        self.0.iter()
    }

    pub(super) fn now(&self, id: &PersonId) -> PersonId {
        self.0.get(id).unwrap_or(id).clone()
    }
}

/// Returns for every id that moved the one that stands for all it is tied to by moves.
fn settled(moved: &BTreeMap<PersonId, BTreeSet<PersonId>>) -> BTreeMap<PersonId, PersonId> {
    let mut near: BTreeMap<&PersonId, BTreeSet<&PersonId>> = BTreeMap::new();
    for (old, new) in moved.iter().flat_map(|(old, all)| all.iter().map(move |new| (old, new))) {
        near.entry(old).or_default().insert(new);
        near.entry(new).or_default().insert(old);
    }
    let (mut now, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for start in near.keys().copied() {
        let mut together = BTreeSet::new();
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                together.insert(id);
                open.extend(&near[id]);
            }
        }
        let stays = together.iter().find(|id| !moved.contains_key(**id)).or(together.first());
        let Some(stays) = stays.copied() else { continue };
        now.extend(together.iter().filter(|id| **id != stays).map(|id| ((*id).clone(), stays.clone())));
    }
    now
}
