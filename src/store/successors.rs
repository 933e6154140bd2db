//! Which added record is a removed one under another identity: a rename changes the ids of people, ties and meetings, and
//! the hand's words in and above their records must come along. It knows records, no text of a file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::write::{self, Shape};
use crate::network::change::each;
use crate::network::{Change, Edit, Key, Kind, Record};

/// Returns, for each removed record that lives on, what it is called now.
pub(super) fn of(changes: &[Change]) -> BTreeMap<Key, Key> {
    let with = |action: &str| changes.iter().filter(|it| it.action() == action).map(Change::key).collect();
    let mut found = Successors { removed: with("removed"), added: with("added"), names: HashMap::new() };
    if found.removed.is_empty() || found.added.is_empty() {
        return BTreeMap::new();
    }
    changes.iter().for_each(|change| found.former_ids(change));
    let removed = found.removed.clone();
    removed.iter().for_each(|key| found.rename(key));
    let renamed = changes.iter().filter_map(|change| {
        let old = found.removed.contains(&change.key()).then(|| change.key())?;
        let new = each!(change, edit => found.renamed(edit), _head => None)?;
        (found.added.contains(&new) && new.kind() == old.kind()).then_some((old, new))
    });
    let mut pairs: BTreeMap<Key, Key> = renamed.collect();
    for key in &found.removed {
        if let (false, Some(only)) = (pairs.contains_key(key), found.only(key.kind())) {
            pairs.insert(key.clone(), only);
        }
    }
    // Two may have become one: the first lives on in its place, the other is gone.
    let mut taken = BTreeSet::new();
    pairs.retain(|_, new| taken.insert(new.clone()));
    pairs
}

struct Successors {
    removed: Vec<Key>,
    added: Vec<Key>,
    /// What ids became.
    names: HashMap<String, String>,
}

impl Successors {
    /// Learns from a person who says what its ids were, before a rename or, taken back, behind it.
    fn former_ids(&mut self, change: &Change) {
        let Change::Person(edit) = change else { return };
        for (one, others, back) in [(&edit.after, &self.removed, false), (&edit.before, &self.added, true)] {
            let Some(person) = one else { continue };
            for was in &person.was {
                let (old, new) = if back { (&person.id, was) } else { (was, &person.id) };
                if others.contains(&Key::Person(was.clone())) {
                    self.names.entry(old.to_string()).or_insert_with(|| new.to_string());
                }
            }
        }
    }

    /// Learns what an id became where only one of its kind went and only one came, or its organization was renamed.
    fn rename(&mut self, key: &Key) {
        if matches!(key.kind(), Kind::Tie | Kind::Meeting) || self.names.contains_key(&key.to_string()) {
            return;
        }
        if let Some(new) = self.only(key.kind()) {
            self.names.insert(key.to_string(), new.to_string());
        } else if let Some((organization, unit)) = key.to_string().split_once('/')
            && let Some(renamed) = self.names.get(organization)
        {
            self.names.insert(key.to_string(), format!("{renamed}/{unit}"));
        }
    }

    /// Returns the one record of the kind that came, if only one went.
    fn only(&self, kind: Kind) -> Option<Key> {
        let one = |keys: &[Key]| -> Option<Key> {
            let mut of_kind = keys.iter().filter(|key| key.kind() == kind);
            of_kind.next().filter(|_| of_kind.next().is_none()).cloned()
        };
        one(&self.removed).and_then(|_| one(&self.added))
    }

    /// Returns the identity the removed record has if every id in it is replaced by what it became.
    fn renamed<R: Record>(&self, edit: &Edit<R>) -> Option<Key> {
        let mut text = write::record(edit.before.as_ref()?, Shape::Line).ok()?;
        for (old, new) in &self.names {
            text = text.replace(&format!("\"{old}\""), &format!("\"{new}\""));
        }
        write::options().from_str::<R>(&text).ok().map(|record| R::key(record.id()))
    }
}
