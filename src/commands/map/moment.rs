//! When a map is of: a day gone by, and what changed between two days.

use std::collections::BTreeSet;

use clap::Args;

use crate::commands::parts::session::Session;
use crate::commands::parts::when::{self, Tense};
use crate::error::Error;
use crate::network::{Date, Network, Person, PersonId};

/// Of which day, and since when changes are marked.
#[derive(Clone, Debug, Args)]
pub(super) struct Moment {
    /// As the network was on that day, as far as its records are dated
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Mark the ties that began since that day, and those that went cold
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

impl Moment {
    /// Returns the day that is drawn.
    pub(super) fn day(&self, session: &Session) -> Result<Date, Error> {
        let day = self.as_of.as_ref().map(|it| when::day(it, session.today, Tense::Gone)).transpose()?;
        Ok(day.unwrap_or(session.today))
    }

    /// Returns whether changes are asked for.
    pub(super) fn asks_for_changes(&self) -> bool {
        self.since.is_some()
    }

    /// Returns the earlier day, if changes are asked for.
    pub(super) fn then(&self, day: Date) -> Result<Option<Date>, Error> {
        let then = self.since.as_ref().map(|it| when::day(it, day, Tense::Gone)).transpose()?;
        match then {
            Some(then) if then == day => {
                Err(Error::usage(format!("`{then}` is the day that is drawn"), "say an earlier day with --since"))
            }
            then => Ok(then),
        }
    }

    /// Returns who came into the network after that day: all that is dated about them lies later. Nothing if the day is today.
    pub(super) fn later(&self, network: &Network, day: Date) -> BTreeSet<PersonId> {
        if self.as_of.is_none() {
            return BTreeSet::new();
        }
        let mut known: BTreeSet<&PersonId> = BTreeSet::new();
        let mut later: BTreeSet<&PersonId> = BTreeSet::new();
        let mut seen = |id, at: bool| if at { known.insert(id) } else { later.insert(id) };
        for tie in network.ties().values() {
            let began = tie.since.is_none_or(|it| it.first_day() <= day);
            [&tie.from, &tie.to].into_iter().for_each(|it| _ = seen(it, began));
        }
        network.meetings().values().for_each(|it| it.with.iter().for_each(|id| _ = seen(id, it.on <= day)));
        for person in network.people().values() {
            held(person, day).into_iter().for_each(|it| _ = seen(&person.id, it));
        }
        later.into_iter().filter(|it| !known.contains(it)).cloned().collect()
    }
}

/// Returns of each position whether it had begun.
fn held(person: &Person, day: Date) -> Vec<bool> {
    person.positions.iter().map(|it| it.since.is_none_or(|it| it.first_day() <= day)).collect()
}
