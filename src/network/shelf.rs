//! A shelf: the records of one kind. They come one by one from where they lie, or all at once, when somebody asks.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::{Deref, Index};

use elsa::FrozenBTreeMap;

use super::{Record, Table};

/// Where records lie that nobody has asked for yet. The same is there each time it is asked.
pub trait Source<R: Record> {
    /// Returns all records.
    fn all(&self) -> Table<R>;
    /// Returns the record of that identity.
    fn one(&self, id: &R::Id) -> Option<R>;
    /// Returns the records whose digest fits, and those without one.
    fn sift(&self, fits: &mut dyn FnMut(&[u8]) -> bool) -> Vec<R>;
}

/// The records of one kind; a table of them all as soon as it is treated as one.
pub struct Shelf<R: Record> {
    source: Option<Box<dyn Source<R>>>,
    /// What was asked for one by one.
    asked: FrozenBTreeMap<R::Id, Box<Option<R>>>,
    /// What was put or taken away while there was no table.
    changed: BTreeMap<R::Id, Option<R>>,
    table: OnceCell<Table<R>>,
}

impl<R: Record> Default for Shelf<R> {
    fn default() -> Self {
        Self { source: None, asked: FrozenBTreeMap::new(), changed: BTreeMap::new(), table: Table::<R>::new().into() }
    }
}

impl<R: Record> Shelf<R> {
    /// Returns the shelf of what lies there.
    pub(super) fn of(source: impl Source<R> + 'static) -> Self {
        Self { source: Some(Box::new(source)), table: OnceCell::new(), ..Self::default() }
    }

    /// Returns a shelf of the same records, all of them at hand.
    pub(super) fn copied(&self) -> Self {
        Self { table: Table::<R>::clone(self).into(), ..Self::default() }
    }

    /// Returns whether there is a table of all records by now.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.table.get().is_some()
    }

    /// Returns the record of that identity.
    #[must_use]
    pub fn get(&self, id: &R::Id) -> Option<&R> {
        if let Some(table) = self.table.get() {
            return table.get(id);
        }
        if let Some(changed) = self.changed.get(id) {
            return changed.as_ref();
        }
        let known = self.asked.get(id);
        known.or_else(|| Some(self.asked.insert(id.clone(), Box::new(self.source.as_ref()?.one(id)))))?.as_ref()
    }

    /// Returns whether there is a record of that identity.
    #[must_use]
    pub fn contains_key(&self, id: &R::Id) -> bool {
        self.get(id).is_some()
    }

    /// Returns the records that may be meant, in the order of their identities: all whose digest fits, and maybe others.
    pub fn sift(&self, fits: &mut dyn FnMut(&[u8]) -> bool) -> Vec<&R> {
        let Some(source) = self.source.as_ref().filter(|_| self.table.get().is_none()) else {
            return self.values().collect();
        };
        // What was put while there was no table is known nowhere else.
        let mut ids: BTreeSet<R::Id> = self.changed.keys().cloned().collect();
        for record in source.sift(fits) {
            let id = record.id();
            self.asked.insert(id.clone(), Box::new(Some(record)));
            ids.insert(id);
        }
        ids.iter().filter_map(|id| self.get(id)).collect()
    }

    /// Puts the record in the place of the one of its identity.
    pub(super) fn put(&mut self, record: R) {
        let id = record.id();
        match self.table.get_mut() {
            Some(table) => drop(table.insert(id, record)),
            None => drop(self.changed.insert(id, Some(record))),
        }
    }

    /// Takes the record of that identity away.
    pub(super) fn remove(&mut self, id: &R::Id) {
        match self.table.get_mut() {
            Some(table) => drop(table.remove(id)),
            None => drop(self.changed.insert(id.clone(), None)),
        }
    }

    fn made(&self) -> Table<R> {
        let mut table = self.source.as_ref().map_or_else(Table::<R>::new, |source| source.all());
        for (id, record) in &self.changed {
            match record {
                Some(record) => drop(table.insert(id.clone(), record.clone())),
                None => drop(table.remove(id)),
            }
        }
        table
    }
}

impl<R: Record> fmt::Debug for Shelf<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(f)
    }
}

impl<R: Record> Deref for Shelf<R> {
    type Target = Table<R>;
    fn deref(&self) -> &Table<R> {
        self.table.get_or_init(|| self.made())
    }
}

impl<R: Record> Index<&R::Id> for Shelf<R> {
    type Output = R;
    fn index(&self, id: &R::Id) -> &R {
        self.get(id).expect("the record is there")
    }
}

impl<'s, R: Record> IntoIterator for &'s Shelf<R> {
    type Item = (&'s R::Id, &'s R);
    type IntoIter = std::collections::btree_map::Iter<'s, R::Id, R>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
