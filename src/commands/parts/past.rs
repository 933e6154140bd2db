//! What happened to one record: whom of the past a name means, and what each change did, in words.

use std::collections::BTreeSet;

use serde_json::Value;

use super::differences::between;
use super::session::Session;
use super::who;
use crate::error::Error;
use crate::network::{Change, Key, Kind, Person, fold};
use crate::store::Entry;

/// A record of the past: its kind, and all ids it has had.
#[derive(Debug)]
pub(crate) struct Subject {
    kind: Kind,
    ids: BTreeSet<String>,
}

/// Returns the record meant: one of the network, else one the history knows, else the nearest of the network. A network
/// that cannot be read is no obstacle where the history knows the name.
pub(crate) fn subject(session: &Session, entries: &[Entry], typed: &str) -> Result<Subject, Error> {
    let store = session.open();
    let now = store.as_ref().ok().and_then(|store| who::exactly_one(store.network(), typed));
    let key = match now.or_else(|| recorded(entries, typed)) {
        Some(key) => key,
        None => who::anything(session, store.as_ref().map_err(|error| unknown(typed, error))?.network(), typed)?,
    };
    let mut ids = BTreeSet::from([key.to_string()]);
    if let (Key::Person(id), Ok(store)) = (&key, &store) {
        let was = store.network().get::<Person>(id).map_or(&[][..], |it| &it.was);
        ids.extend(was.iter().map(ToString::to_string));
    }
    for entry in entries.iter().rev() {
        let former = former(entry, key.kind(), &ids);
        ids.extend(former);
    }
    Ok(Subject { kind: key.kind(), ids })
}

fn unknown(typed: &str, error: &Error) -> Error {
    Error::unfit(
        format!("the history knows no `{typed}`, and the network cannot be read: {error}"),
        "mend the file, or name it by the id it has in `acquaint history`",
    )
}

/// Returns the record of the history that had this id or name last.
fn recorded(entries: &[Entry], typed: &str) -> Option<Key> {
    let (id, words) = (typed.trim().to_lowercase(), fold::words(typed));
    let named = |key: &Key| !matches!(key, Key::Network | Key::Tie(_) | Key::Meeting(_));
    let changes = || entries.iter().rev().flat_map(|it| &it.changes).filter(|it| named(&it.key()));
    let by_id = changes().find(|it| it.key().to_string() == id);
    let called =
        |it: &&Change| sides(it).iter().any(|it| it["name"].as_str().is_some_and(|it| fold::words(it) == words));
    by_id.or_else(|| changes().find(called).filter(|_| !words.is_empty())).map(Change::key)
}

/// Returns the id that one of `ids` had before this entry, if it gave it another one: of a kind, one record came and one
/// went.
fn former(entry: &Entry, kind: Kind, ids: &BTreeSet<String>) -> Option<String> {
    let of = |action: &str| -> Vec<String> {
        let changes = entry.changes.iter().filter(|it| it.key().kind() == kind && it.action() == action);
        changes.map(|it| it.key().to_string()).collect()
    };
    match (of("added").as_slice(), of("removed").as_slice()) {
        ([came], [went]) if ids.contains(came) => Some(went.clone()),
        _ => None,
    }
}

/// Returns a change's record before and after, as JSON; null where there is none.
fn sides(change: &Change) -> [Value; 2] {
    let mut told = serde_json::to_value(change).unwrap_or_default();
    let mut side = |name: &str| {
        let kind = told.as_object_mut().and_then(|it| it.values_mut().next());
        kind.map(|it| it[name].take()).unwrap_or_default()
    };
    [side("before"), side("after")]
}

impl Subject {
    /// Returns whether the change is one of this record, or of a tie or a meeting of this person.
    fn concerns(&self, change: &Change) -> bool {
        let is_one = |id: &str| self.kind == Kind::Person && self.ids.contains(id);
        match change.key() {
            Key::Tie(id) => is_one(id.from.as_str()) || is_one(id.to.as_str()),
            Key::Meeting(id) => id.with.iter().any(|it| is_one(it.as_str())),
            key => key.kind() == self.kind && self.ids.contains(&key.to_string()),
        }
    }

    /// Returns what the entry did to the record, one change a line; nothing if it did nothing to it.
    pub(crate) fn told(&self, entry: &Entry) -> Vec<String> {
        let (own, others): (Vec<_>, Vec<_>) =
            entry.changes.iter().filter(|it| self.concerns(it)).partition(|it| it.key().kind() == self.kind);
        let own = match own.as_slice() {
            // One came and one went: it is the same record under another id.
            [one, other]
                if one.action() != other.action() && [one, other].iter().all(|it| it.action() != "changed") =>
            {
                let (went, came) = if one.action() == "removed" { (one, other) } else { (other, one) };
                let ([before, _], [_, after]) = (sides(went), sides(came));
                vec![format!("{} `{}`: {}", self.kind, came.key(), between(&before, &after))]
            }
            own => own.iter().map(|it| told(it)).collect(),
        };
        own.into_iter().chain(others.into_iter().map(told)).collect()
    }
}

fn told(change: &Change) -> String {
    let what = format!("{} `{}`", change.key().kind(), change.key());
    match (change.action(), sides(change)) {
        ("changed", [before, after]) => format!("{what}: {}", between(&before, &after)),
        (action, _) => format!("{what} {action}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{former, recorded, sides, told};
    use crate::network::{Date, Edit, Person, Record};
    use crate::store::Entry;

    fn entry(changes: Vec<crate::network::Change>) -> Entry {
        let at = Date::constant(2026, 11, 22);
        Entry { n: 1, at, words: String::new(), undoes: vec![], redoes: None, changes, files: vec![], undone: false }
    }

    #[test]
    fn a_change_is_told_field_by_field() -> Result<(), crate::network::IdError> {
        let before = Person::named("ann-lee".parse()?, "Ann Lee");
        let after = Person { closeness: Some(3), ..before.clone() };
        let change = Person::change(Edit { before: Some(before.clone()), after: Some(after) });
        assert_eq!(told(&change), "person `ann-lee`: closeness none → 3");
        let gone = Person::change(Edit { before: Some(before), after: None });
        assert_eq!((told(&gone), sides(&gone)[1].is_null()), ("person `ann-lee` removed".to_owned(), true));
        Ok(())
    }

    #[test]
    fn former_ids_and_who_is_gone_are_found() -> Result<(), crate::network::IdError> {
        let (old, new) = (Person::named("ann".parse()?, "Ann"), Person::named("eve".parse()?, "Eve"));
        let gone = Person::change(Edit { before: Some(old), after: None });
        let renamed = entry(vec![gone, Person::change(Edit { before: None, after: Some(new.clone()) })]);
        let ids = ["eve".to_owned()].into();
        assert_eq!(former(&renamed, crate::network::Kind::Person, &ids).as_deref(), Some("ann"));
        assert_eq!(recorded(&[renamed], "EVE"), Some(Person::key(new.id)));
        Ok(())
    }
}
