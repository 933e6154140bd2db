//! The brake: a command that takes away a good part of the network stops and asks. It counts, it asks nobody.
//!
//! A record counts if it is gone, or if a value that stood in it is gone or another one: a field filled, a list grown and a
//! note written on are no loss. What only follows another record's id (a renamed organization is named by all who work
//! there) says what it said, and does not count. Undo of the last command and redo are no loss either: each can be taken
//! back by the other.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::network::change::each;
use crate::network::{Change, Kind, Network, Record, Revision, each_kind};

/// How many records may go whatever their share.
const ALWAYS: usize = 5;
/// The share of all records that may go, as its divisor: a fifth.
const SHARE: usize = 5;

/// What a command would take away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// How many records of each kind it would remove.
    pub removed: BTreeMap<Kind, usize>,
    /// How many of each kind would lose a value.
    pub overwritten: BTreeMap<Kind, usize>,
    /// How many records there are.
    pub of: usize,
}

impl Toll {
    /// Returns what the revision takes away, if that is more than a command may take away unasked.
    pub(super) fn of(revision: &Revision<'_>) -> Option<Self> {
        let counted = || revision.changes().filter(|it| !revision.followed().contains(&it.key()));
        // Few commands touch more than that: for those nothing is compared.
        counted().filter(|it| it.action() != "added").nth(ALWAYS)?;
        let mut toll = Self { of: records(revision), ..Self::default() };
        for change in counted() {
            let kind = change.key().kind();
            match change.action() {
                "removed" => *toll.removed.entry(kind).or_default() += 1,
                "changed" if loses(change) => *toll.overwritten.entry(kind).or_default() += 1,
                _ => {}
            }
        }
        // The network shows the state reached, the share is of what there was.
        for change in revision.changes() {
            match change.action() {
                "removed" => toll.of += 1,
                "added" => toll.of = toll.of.saturating_sub(1),
                _ => {}
            }
        }
        let gone: usize = toll.removed.values().chain(toll.overwritten.values()).sum();
        (gone > ALWAYS.max(toll.of / SHARE)).then_some(toll)
    }
}

fn records(network: &Network) -> usize {
    let mut n = 0;
    each_kind!(R => n += R::shelf(network).len());
    n
}

/// Returns whether a value that stood in the record is gone or another one.
fn loses(change: &Change) -> bool {
    each!(change, edit => is_less(edit.before.as_ref(), edit.after.as_ref()), head => {
        is_less(head.before.as_ref(), head.after.as_ref())
    })
}

fn is_less<R: Serialize>(before: Option<&R>, after: Option<&R>) -> bool {
    let value = |it: Option<&R>| it.and_then(|it| serde_json::to_value(it).ok()).unwrap_or_default();
    !holds(&value(after), &value(before))
}

/// Returns whether all that `less` says stands in `more`.
fn holds(more: &Value, less: &Value) -> bool {
    match (more, less) {
        (Value::Object(more), Value::Object(less)) => {
            less.iter().all(|(name, less)| more.get(name).is_some_and(|more| holds(more, less)))
        }
        (Value::Array(more), Value::Array(less)) => less.iter().all(|less| more.iter().any(|more| holds(more, less))),
        (Value::String(more), Value::String(less)) => more.contains(less.as_str()),
        _ => more == less,
    }
}

impl fmt::Display for Toll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |(kind, n): (&Kind, &usize)| format!("{n} {}", if *n == 1 { kind.as_str() } else { kind.plural() });
        let part = |word: &str, counts: &BTreeMap<Kind, usize>| {
            let counts: Vec<_> = counts.iter().map(told).collect();
            (!counts.is_empty()).then(|| format!("{word} {}", counts.join(", ")))
        };
        let parts: Vec<_> =
            [part("remove", &self.removed), part("overwrite", &self.overwritten)].into_iter().flatten().collect();
        write!(f, "{}, of {} records", parts.join(" and "), self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::Toll;
    use crate::network::sketch::person;
    use crate::network::{Choice, Network, Organization, Person, PersonId, Position, Revision, Settings};

    fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(id: &str) -> I {
        id.parse().unwrap()
    }

    fn toll(people: usize, change: impl Fn(&mut Revision<'_>, &PersonId)) -> Option<String> {
        let mut network = Network::new(Settings::of(id("p000")));
        for n in 0..people {
            network.load(Person { closeness: Some(1), note: "n".to_owned(), ..person(&format!("p{n:03}")) });
        }
        let all: Vec<PersonId> = network.people().keys().cloned().collect();
        let mut revision = network.revise();
        all.iter().for_each(|id| change(&mut revision, id));
        Toll::of(&revision).map(|toll| toll.to_string())
    }

    #[test]
    fn five_may_always_go_and_a_fifth_of_many() {
        let first = |n: usize| {
            move |it: &mut Revision<'_>, id: &PersonId| {
                if id.as_str() < format!("p{n:03}").as_str() {
                    it.remove::<Person>(id);
                }
            }
        };
        assert_eq!(toll(5, first(5)), None);
        assert_eq!(toll(6, first(6)).as_deref(), Some("remove 6 people, of 6 records"));
        assert_eq!(toll(100, first(20)), None);
        assert_eq!(toll(100, first(21)).as_deref(), Some("remove 21 people, of 100 records"));
    }

    #[test]
    fn only_what_is_lost_counts() {
        let with = |change: fn(&mut Person)| {
            move |it: &mut Revision<'_>, id: &PersonId| {
                let mut person = it.people()[id].clone();
                change(&mut person);
                it.put(person);
            }
        };
        let lost = Some("overwrite 9 people, of 9 records".to_owned());
        assert_eq!(toll(9, with(|it| it.closeness = Some(2))), lost);
        assert_eq!(toll(9, with(|it| it.closeness = None)), lost);
        assert_eq!(toll(9, with(|it| it.note = "m".to_owned())), lost);
        assert_eq!(toll(9, with(|it| it.note = "n, and more".to_owned())), None);
        assert_eq!(toll(9, with(|it| it.tags.push("new".to_owned()))), None);
        assert_eq!(toll(9, with(|it| it.cadence = Some(7))), None);
    }

    #[test]
    fn who_follows_an_id_loses_nothing() {
        let mut network = Network::new(Settings::of(id("p0")));
        for (at, name) in [("acme", "Acme"), ("acme-inc", "Acme Inc.")] {
            network.load(Organization::named(id(at), name));
        }
        for n in 0..9 {
            let positions = vec![Position { at: Some(id("acme-inc")), ..Position::default() }];
            network.load(Person { positions, ..person(&format!("p{n}")) });
        }
        let mut revision = network.revise();
        revision.merge::<Organization>(&id("acme"), &id("acme-inc"), Choice::default());
        assert!(revision.changes().count() > 9);
        assert_eq!(Toll::of(&revision), None);
    }
}
