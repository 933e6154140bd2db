//! Two versions of the records of one kind merged by what both were before: by identity, then by field. Pure: where the two
//! sides cannot both be right, the value of ours stands in the record and the other one in a [`Clash`].
//!
//! The result does not depend on which side is ours, but for which value of a clash stands in the record.

mod fields;
mod follow;
mod followed;
#[cfg(test)]
mod laws;
mod moves;
mod path;
mod policy;
mod sets;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Key, Record, Settings, Table};
pub use follow::follow;
pub use followed::Followed;
pub use moves::Moves;
pub use path::{Path, settled};

/// One of the two versions merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The version the merge is made in.
    Ours,
    /// The one merged into it.
    Theirs,
}

/// Where the two sides cannot both be right.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The record, as the merge leaves it.
    pub key: Key,
    /// What is at odds.
    pub matter: Matter,
}

/// What two versions of a record do not agree on.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// A single value: that of ours stands in the record.
    Field {
        /// Which.
        path: Path,
        /// What the other side has; none if nothing stands there.
        theirs: Option<Value>,
    },
    /// One side removed the record, the other changed it; it is kept as changed.
    Removed(Side),
}

/// The records of one kind after a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged<R: Record> {
    /// The records.
    pub records: Table<R>,
    /// What could not be decided, by record.
    pub clashes: Vec<Clash>,
}

/// Merges the records of one kind; ids that have moved are followed in all three versions.
#[must_use]
pub fn merge<R: Followed>(base: &Table<R>, ours: &Table<R>, theirs: &Table<R>, moves: &Moves) -> Merged<R> {
    let [base, ours, theirs] = [base, ours, theirs].map(|table| gathered(table, moves));
    let ids: BTreeSet<&R::Id> = ours.keys().chain(theirs.keys()).collect();
    let mut merged = Merged { records: Table::<R>::new(), clashes: Vec::new() };
    for id in ids {
        let empty = Group::default();
        let [base, ours, theirs] = [&base, &ours, &theirs].map(|groups| groups.get(id).unwrap_or(&empty));
        let (record, matters) = one(id, base, ours, theirs);
        let Some(record) = record else { continue };
        merged.clashes.extend(matters.into_iter().map(|matter| Clash { key: R::key(id.clone()), matter }));
        merged.records.insert(id.clone(), record);
    }
    merged
}

/// Merges the heads of two versions of a network.
#[must_use]
pub fn merge_heads(
    base: Option<&Settings>,
    ours: &Settings,
    theirs: &Settings,
    moves: &Moves,
) -> (Settings, Vec<Clash>) {
    let [ours, theirs] = [ours, theirs].map(|head| followed::head(head.clone(), moves));
    let base = base.map(|head| followed::head(head.clone(), moves));
    let (head, matters) = version(base.as_ref(), Some(&ours), Some(&theirs));
    let clashes = matters.into_iter().map(|matter| Clash { key: Key::Network, matter });
    (head.unwrap_or(ours), clashes.collect())
}

/// Merges two records of which no common version is known: what only one has is taken, what differs clashes.
pub(crate) fn joined<R: Followed>(ours: R, theirs: R) -> (R, Vec<Clash>) {
    let id = ours.id();
    let (record, matters) = version(None, Some(&aligned(&ours, &theirs)), Some(&aligned(&theirs, &ours)));
    let clashes = matters.into_iter().map(|matter| Clash { key: R::key(id.clone()), matter });
    (record.unwrap_or(ours), clashes.collect())
}

/// The records of one version that are one record after the moves, each by the identity it had.
struct Group<R: Record>(Vec<(R::Id, R)>);

impl<R: Record> Default for Group<R> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<R: Record> Group<R> {
    fn get(&self, id: &R::Id) -> Option<&R> {
        self.0.iter().find(|(old, _)| old == id).map(|(_, record)| record)
    }

    /// Returns the one that stands for the group: that of the first of the ids that is there, else any.
    fn main(&self, ids: &[&R::Id]) -> Option<&(R::Id, R)> {
        let named = ids.iter().find_map(|id| self.0.iter().find(|(old, _)| old == *id));
        named.or(self.0.first())
    }
}

fn gathered<R: Followed>(table: &Table<R>, moves: &Moves) -> BTreeMap<R::Id, Group<R>> {
    let mut groups: BTreeMap<R::Id, Group<R>> = BTreeMap::new();
    for (old, record) in table {
        // What the moves have made meaningless, a tie of one to themself, is gone on all sides.
        let Some(record) = record.clone().followed(moves) else { continue };
        groups.entry(record.id()).or_default().0.push((old.clone(), record));
    }
    groups
}

fn one<R: Followed>(id: &R::Id, base: &Group<R>, ours: &Group<R>, theirs: &Group<R>) -> (Option<R>, Vec<Matter>) {
    let root = base.main(&[id]);
    let known: Vec<&R::Id> = root.iter().map(|(old, _)| old).chain([id]).collect();
    let (our, their) = (ours.main(&known), theirs.main(&known));
    let record = |it: Option<&(R::Id, R)>| it.map(|(_, record)| record.clone());
    let (mut merged, mut matters) = aligned_version(record(root).as_ref(), record(our), record(their));
    // Records merged into this one on one side were still their own on the other: what was edited there comes along.
    for (old, extra) in ours.0.iter().filter(|(old, _)| our.is_none_or(|(main, _)| main != old)) {
        let (next, more) = aligned_version(base.get(old), Some(extra.clone()), merged);
        merged = next;
        matters.extend(more);
    }
    for (old, extra) in theirs.0.iter().filter(|(old, _)| their.is_none_or(|(main, _)| main != old)) {
        let (next, more) = aligned_version(base.get(old), merged, Some(extra.clone()));
        merged = next;
        matters.extend(more);
    }
    (merged, matters)
}

fn aligned_version<R: Followed>(base: Option<&R>, ours: Option<R>, theirs: Option<R>) -> (Option<R>, Vec<Matter>) {
    match (&ours, &theirs) {
        (Some(our), Some(their)) if our != their && base != Some(our) && base != Some(their) => {
            version(base, Some(&aligned(our, their)), Some(&aligned(their, our)))
        }
        _ => version(base, ours.as_ref(), theirs.as_ref()),
    }
}

/// Returns the record written the way both can share, where one identity can be written in several.
fn aligned<R: Followed>(one: &R, other: &R) -> R {
    one.clone().written_like(other)
}

fn version<R>(base: Option<&R>, ours: Option<&R>, theirs: Option<&R>) -> (Option<R>, Vec<Matter>)
where
    R: Clone + PartialEq + serde::Serialize + serde::de::DeserializeOwned,
{
    match (ours, theirs) {
        _ if ours == theirs || theirs == base => (ours.cloned(), Vec::new()),
        _ if ours == base => (theirs.cloned(), Vec::new()),
        (None, kept) => (kept.cloned(), vec![Matter::Removed(Side::Ours)]),
        (kept, None) => (kept.cloned(), vec![Matter::Removed(Side::Theirs)]),
        (Some(our), Some(their)) => {
            let (record, clashes) = fields::merged(base, our, their);
            let field = |(path, theirs)| Matter::Field { path, theirs };
            (Some(record), clashes.into_iter().map(field).collect())
        }
    }
}
