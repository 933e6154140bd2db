//! What ego asked of whom, up to today.

use std::collections::HashMap;

use crate::network::{Ask, Date, Network, Outcome, PersonId, Purpose};

/// What ego asked, by who was asked.
#[derive(Debug)]
pub(super) struct Asks<'n> {
    today: Date,
    of: HashMap<&'n PersonId, Vec<&'n Ask>>,
}

impl<'n> Asks<'n> {
    /// Looks through the asks once.
    pub(super) fn of(network: &'n Network, today: Date) -> Self {
        let mut asked = Self { today, of: HashMap::new() };
        for ask in network.asks().values().filter(|it| it.on <= today) {
            asked.of.entry(&ask.of).or_default().push(ask);
        }
        asked
    }

    /// Returns what was asked of a person in the last `days`, in order of date.
    pub(super) fn lately(&self, person: &PersonId, days: i32) -> impl DoubleEndedIterator<Item = &'n Ask> {
        let all = self.of.get(person).map_or(&[][..], Vec::as_slice);
        let today = self.today;
        all.iter().copied().filter(move |it| it.is_within(days, today))
    }

    /// Returns what was asked of a person for that purpose in the last `days`, in order of date.
    pub(super) fn lately_for(
        &self,
        purpose: Purpose,
        person: &PersonId,
        days: i32,
    ) -> impl DoubleEndedIterator<Item = &'n Ask> {
        self.lately(person, days).filter(move |it| it.purpose == purpose)
    }

    /// Returns the last time an introduction of two people was asked for, of either.
    pub(super) fn introduction(&self, one: &PersonId, other: &PersonId) -> Option<&'n Ask> {
        let led = |of, to: &PersonId| {
            self.lately_for(Purpose::Introduction, of, i32::MAX).rfind(|it| it.to.as_ref() == Some(to))
        };
        led(one, other).into_iter().chain(led(other, one)).max_by_key(|it| it.on)
    }
}

/// Returns in words what came of an ask.
pub(super) fn came_of(ask: &Ask) -> String {
    match ask.outcome {
        Some(Outcome::Yes) => format!("asked on {}, they said yes", ask.on),
        Some(Outcome::No) => format!("asked on {}, they said no", ask.on),
        None => format!("asked on {}, no answer on record", ask.on),
    }
}
