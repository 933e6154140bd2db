//! Changes: every write is a list of pairs before and after, so that it can be shown, kept and taken back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Ask, Community, Department, Key, Meeting, Network, Organization, Person, Record, Settings, Skip, Tie, Topic,
};

/// A record before and after. None before: it is new; none after: it is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit<R> {
    /// What was there.
    pub before: Option<R>,
    /// What is there then.
    pub after: Option<R>,
}

impl<R> Edit<R> {
    fn reversed(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    fn action(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        }
    }
}

/// One change of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// Of the head of the network, which is always there.
    Network(Box<Edit<Settings>>),
    /// Of a person.
    Person(Box<Edit<Person>>),
    /// Of an organization.
    Organization(Box<Edit<Organization>>),
    /// Of a department.
    Department(Box<Edit<Department>>),
    /// Of a community.
    Community(Box<Edit<Community>>),
    /// Of a topic.
    Topic(Box<Edit<Topic>>),
    /// Of a tie.
    Tie(Box<Edit<Tie>>),
    /// Of a meeting.
    Meeting(Box<Edit<Meeting>>),
    /// Of an ask.
    Ask(Box<Edit<Ask>>),
    /// Of a skip.
    Skip(Box<Edit<Skip>>),
}

/// Runs one expression on the edit of whatever kind of record; the head of the network is told apart.
macro_rules! each {
    ($change:expr, $edit:ident => $all:expr, $head:ident => $network:expr) => {
        match $change {
            $crate::network::Change::Network($head) => $network,
            $crate::network::Change::Person($edit) => $all,
            $crate::network::Change::Organization($edit) => $all,
            $crate::network::Change::Department($edit) => $all,
            $crate::network::Change::Community($edit) => $all,
            $crate::network::Change::Topic($edit) => $all,
            $crate::network::Change::Tie($edit) => $all,
            $crate::network::Change::Meeting($edit) => $all,
            $crate::network::Change::Ask($edit) => $all,
            $crate::network::Change::Skip($edit) => $all,
        }
    };
}
pub(crate) use each;

/// A record is no longer what the change expects.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} `{key}` is no longer what it was", key.kind())]
pub struct Conflict {
    /// The record.
    pub key: Key,
}

impl Change {
    /// Returns which record changes.
    #[must_use]
    pub fn key(&self) -> Key {
        each!(self, edit => key_of(edit), _head => Key::Network)
    }

    /// Returns what happens to it: `added`, `changed` or `removed`.
    #[must_use]
    pub fn action(&self) -> &'static str {
        each!(self, edit => edit.action(), head => head.action())
    }

    /// Returns the change that takes this one back.
    #[must_use]
    pub fn reversed(self) -> Self {
        each!(self, edit => Record::change(edit.reversed()), head => Self::Network(Box::new(head.reversed())))
    }

    fn fits(&self, network: &Network) -> bool {
        each!(self, edit => edit_fits(network, edit), head => {
            [&head.before, &head.after].into_iter().any(|it| it.as_ref() == Some(&network.settings))
        })
    }

    fn put(self, network: &mut Network) {
        each!(self, edit => put(network, *edit), head => if let Some(after) = head.after {
            network.settings = after;
        });
    }
}

fn key_of<R: Record>(edit: &Edit<R>) -> Key {
    let record = edit.after.as_ref().or(edit.before.as_ref()).expect("an edit has one side at least");
    R::key(record.id())
}

fn edit_fits<R: Record>(network: &Network, edit: &Edit<R>) -> bool {
    let id = edit.after.as_ref().or(edit.before.as_ref()).expect("an edit has one side at least").id();
    let now = R::shelf(network).get(&id);
    now == edit.before.as_ref() || now == edit.after.as_ref()
}

fn put<R: Record>(network: &mut Network, edit: Edit<R>) {
    let shelf = R::shelf_mut(network);
    match (edit.before, edit.after) {
        (_, Some(after)) => shelf.put(after),
        (Some(before), None) => shelf.remove(&before.id()),
        (None, None) => {}
    }
}

impl Network {
    /// Applies the changes, all or none; one that is already in place counts as applied.
    ///
    /// # Errors
    /// The first record that is neither what a change expects before nor what it leaves behind.
    pub fn apply(&mut self, changes: Vec<Change>) -> Result<(), Conflict> {
        if let Some(unfit) = changes.iter().find(|change| !change.fits(self)) {
            return Err(Conflict { key: unfit.key() });
        }
        self.graph.take();
        changes.into_iter().for_each(|change| change.put(self));
        Ok(())
    }
}

/// A network being changed: it shows the state reached so far and remembers what each record was at the start.
#[derive(Debug)]
pub struct Revision<'n> {
    network: &'n mut Network,
    changes: BTreeMap<Key, Change>,
    followed: BTreeSet<Key>,
}

impl std::ops::Deref for Revision<'_> {
    type Target = Network;
    fn deref(&self) -> &Network {
        self.network
    }
}

impl<'n> Revision<'n> {
    pub(super) fn of(network: &'n mut Network) -> Self {
        Self { network, changes: BTreeMap::new(), followed: BTreeSet::new() }
    }

    /// Adds the record, or puts it in the place of the one with its identity.
    pub fn put<R: Record>(&mut self, record: R) {
        let (id, before) = (record.id(), R::shelf(self.network).get(&record.id()).cloned());
        self.note(id, Edit { before, after: Some(record) });
    }

    /// Removes the record of that identity and returns it, if it is there.
    pub fn remove<R: Record>(&mut self, id: &R::Id) -> Option<R> {
        let before = R::shelf(self.network).get(id).cloned()?;
        self.note(id.clone(), Edit { before: Some(before.clone()), after: None });
        Some(before)
    }

    /// Changes every record of a kind that `change` makes different, and returns how many those were.
    pub fn change_all<R: Record>(&mut self, change: impl Fn(&mut R)) -> usize {
        let changed = |before: &R| {
            let mut after = before.clone();
            change(&mut after);
            (after != *before).then_some(after)
        };
        let changed: Vec<R> = R::shelf(self.network).values().filter_map(changed).collect();
        let n = changed.len();
        changed.into_iter().for_each(|record| self.put(record));
        n
    }

    /// Makes every change anew on what is there now; one that is already in place counts as made.
    ///
    /// # Errors
    /// The first record that is neither what a change expects before nor what it leaves behind; some are made then.
    pub fn apply(&mut self, changes: Vec<Change>) -> Result<(), Conflict> {
        for change in changes {
            if !change.fits(self.network) {
                return Err(Conflict { key: change.key() });
            }
            each!(change, edit => self.make(*edit), head => head.after.into_iter().for_each(|after| self.set(after)));
        }
        Ok(())
    }

    fn make<R: Record>(&mut self, edit: Edit<R>) {
        match (edit.before, edit.after) {
            (_, Some(after)) => self.put(after),
            (Some(before), None) => drop(self.remove::<R>(&before.id())),
            (None, None) => {}
        }
    }

    /// Says of a record that it is touched only because it names another one, whose id has changed.
    pub(super) fn follows(&mut self, key: Key) {
        self.followed.insert(key);
    }

    /// Returns the records that are touched only because they name another one, whose id has changed: what they say is
    /// what they said.
    #[must_use]
    pub fn followed(&self) -> &BTreeSet<Key> {
        &self.followed
    }

    /// Replaces the head of the network.
    pub fn set(&mut self, settings: Settings) {
        let before = match self.changes.remove(&Key::Network) {
            Some(Change::Network(edit)) => edit.before,
            _ => Some(self.network.settings.clone()),
        };
        self.network.settings = settings.clone();
        if before.as_ref() != Some(&settings) {
            self.changes.insert(Key::Network, Change::Network(Box::new(Edit { before, after: Some(settings) })));
        }
    }

    fn note<R: Record>(&mut self, id: R::Id, mut edit: Edit<R>) {
        let key = R::key(id);
        put(self.network, edit.clone());
        if let Some(earlier) = self.changes.remove(&key) {
            edit.before = first_before(earlier);
        }
        self.network.graph.take();
        if edit.before != edit.after {
            self.changes.insert(key, R::change(edit));
        }
    }

    /// Returns whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Returns the changes so far, one a record, in the order of their keys.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.changes.values()
    }

    /// Returns the changes, one a record, in the order of their keys.
    #[must_use]
    pub fn finish(self) -> Vec<Change> {
        self.changes.into_values().collect()
    }
}

/// Returns what the record was before an earlier change of the same record, hence of the same kind.
fn first_before<R: Record>(earlier: Change) -> Option<R> {
    fn same<R: 'static>(any: Box<dyn std::any::Any>) -> Edit<R> {
        *any.downcast().expect("one key, one kind of record")
    }
    each!(earlier, edit => same::<R>(edit).before, head => same::<R>(head).before)
}

#[cfg(test)]
mod tests {
    use crate::network::sketch::{network, person};
    use crate::network::{Key, Person};

    #[test]
    fn a_change_taken_back_is_nothing() {
        let mut network = network("me-ada ada-ben");
        let before = format!("{network:?}");
        let mut revision = network.revise();
        revision.put(Person { closeness: Some(3), ..person("ada") });
        revision.put(person("eve"));
        revision.remove::<Person>(&"ben".parse().unwrap());
        let changes = revision.finish();
        assert_eq!(changes.len(), 3);
        network.apply(changes.iter().cloned().map(super::Change::reversed).collect()).unwrap();
        let _ = network.graph.take();
        assert_eq!(format!("{network:?}"), before);
    }

    #[test]
    fn two_changes_of_one_record_are_one() {
        let mut network = network("me-ada");
        let mut revision = network.revise();
        revision.put(Person { closeness: Some(3), ..person("ada") });
        revision.put(person("ada"));
        assert!(revision.is_empty(), "back to what it was");
        revision.put(person("eve"));
        revision.remove::<Person>(&"eve".parse().unwrap());
        assert!(!revision.people().contains_key(&"eve".parse().unwrap()), "added and removed is gone");
        assert!(revision.finish().is_empty());
    }

    #[test]
    fn applying_twice_is_applying_once_and_a_third_state_is_refused() {
        let mut network = network("me-ada");
        let mut revision = network.revise();
        revision.put(Person { closeness: Some(3), ..person("ada") });
        let changes = revision.finish();
        network.apply(changes.clone()).unwrap();
        let mut other = network.revise();
        other.put(Person { closeness: Some(4), ..person("ada") });
        drop(other);
        let refused = network.apply(changes).unwrap_err();
        assert_eq!(refused.key, Key::Person("ada".parse().unwrap()));
    }
}
