//! What must hold of a network: faults, each with a suggested mend. Errors block a commit, warnings do not.

use super::{Date, Key, Kind, Network, PersonId, Record};

/// The longest name or title, in characters.
const LONGEST_NAME: usize = 300;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 100_000;

mod near;
mod records;
mod whole;

pub use near::leaves_reports;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The network says something that cannot be.
    Error,
    /// The network says something that is probably not meant.
    Warning,
}

/// Something wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fault {
    /// How bad.
    pub severity: Severity,
    /// Which record.
    pub key: Key,
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl Network {
    /// Returns all faults: errors first, then by record.
    #[must_use]
    pub fn check(&self, today: Date) -> Vec<Fault> {
        let mut check = Check { network: self, today, faults: Vec::new() };
        check.head();
        self.people.values().for_each(|person| check.person(person));
        self.departments.values().for_each(|department| check.department(department));
        self.organizations.values().for_each(|organization| check.organization(organization));
        self.communities.values().for_each(|community| check.community(community));
        self.topics.values().for_each(|topic| check.topic(topic));
        self.ties.values().for_each(|tie| check.tie(tie));
        self.meetings.values().for_each(|meeting| check.meeting(meeting));
        self.asks.values().for_each(|ask| check.ask(ask));
        self.skips.values().for_each(|skip| check.skip(skip));
        check.reporting_cycles();
        check.likely_duplicates();
        check.faults.sort();
        check.faults
    }
}

struct Check<'n> {
    network: &'n Network,
    today: Date,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn fault(&mut self, severity: Severity, key: &Key, message: String, mend: impl Into<String>) {
        self.faults.push(Fault { severity, key: key.clone(), message, mend: mend.into() });
    }

    fn error(&mut self, key: &Key, message: String, mend: impl Into<String>) {
        self.fault(Severity::Error, key, message, mend);
    }

    fn warn(&mut self, key: &Key, message: String, mend: impl Into<String>) {
        self.fault(Severity::Warning, key, message, mend);
    }

    fn must_exist<R: Record>(&mut self, key: &Key, field: &str, id: &R::Id) {
        if self.network.get::<R>(id).is_none() {
            let kind = R::KIND;
            if let Some(now) = self.who_was::<R>(id) {
                let message = format!("`{field}` names the {kind} `{id}`, who is `{now}` now");
                return self.error(key, message, format!("`acquaint resolve {id}` makes all that names `{id}` follow"));
            }
            self.error(
                key,
                format!("`{field}` names the {kind} `{id}`, which is not recorded"),
                format!("add the {kind} `{id}`, or take it out of `{field}`"),
            );
        }
    }

    /// Returns the id of the one person who bore that id before.
    fn who_was<R: Record>(&self, id: &R::Id) -> Option<PersonId> {
        let old = id.to_string();
        let mut bearers = self.network.people.values().filter(|it| it.was.iter().any(|was| was.as_str() == old));
        let now = bearers.next().filter(|_| R::KIND == Kind::Person)?;
        bearers.next().is_none().then(|| now.id.clone())
    }

    fn name(&mut self, key: &Key, name: &str) {
        let length = name.chars().take(LONGEST_NAME + 1).count();
        if name.trim().is_empty() {
            self.error(key, "the name is empty".to_owned(), "write a name");
        } else if length > LONGEST_NAME {
            self.error(
                key,
                format!("a name is longer than {LONGEST_NAME} characters"),
                "shorten it, keep the rest in `note`",
            );
        }
    }

    fn note(&mut self, key: &Key, note: &str) {
        if note.chars().take(LONGEST_NOTE + 1).count() > LONGEST_NOTE {
            self.error(
                key,
                format!("`note` is longer than {LONGEST_NOTE} characters"),
                "keep long texts in files of their own",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Severity;
    use crate::network::sketch::{network, person};
    use crate::network::{Date, Network, Person};

    const TODAY: Date = Date::constant(2026, 11, 21);

    fn messages(network: &Network) -> Vec<(Severity, String)> {
        network.check(TODAY).into_iter().map(|fault| (fault.severity, fault.message)).collect()
    }

    #[test]
    fn a_circle_of_reports_is_named_once() {
        let network = network("ann-ben:reports_to ben-cem:reports_to cem-ann:reports_to dan-ann:reports_to");
        let found = messages(&network);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0], (Severity::Error, "ann, ben, cem report to each other in a circle".to_owned()));
    }

    #[test]
    fn several_bosses_are_no_circle() {
        assert!(
            messages(&network("ann-ben:reports_to ann-cem:reports_to ben-dan:reports_to cem-dan:reports_to"))
                .is_empty()
        );
    }

    #[test]
    fn one_address_two_people_is_a_warning() {
        let mut network = network("me-ada me-ben");
        let mut revision = network.revise();
        for id in ["ada", "ben"] {
            revision.put(Person { links: vec!["https://www.Example.org/Ada/".to_owned()], ..person(id) });
        }
        drop(revision);
        let found = messages(&network);
        assert_eq!(found, [(Severity::Warning, "`ben` and `ada` share `example.org/ada`".to_owned())]);
    }

    #[test]
    fn numbers_out_of_range_are_errors() {
        let mut network = network("me-ada");
        let mut revision = network.revise();
        revision.put(Person { closeness: Some(6), cadence: Some(0), ..person("ada") });
        drop(revision);
        assert_eq!(messages(&network).len(), 2);
    }
}
