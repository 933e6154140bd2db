//! Given and taken: whether ego has given a person as much as ego took in the last year.
//!
//! Given is each message of ego's that asked for nothing back: a contact one way, by ego. Taken is each thing ego asked of
//! them, and each message of theirs that ego left unanswered. That people feel bound to return what they got is an old
//! norm (Gouldner 1960); who only takes should give first. Meetings both ways count for neither.

use crate::lenses::Scene;
use crate::network::{Ask, By, Key, Meeting, PersonId, Record};

/// So many days are looked back.
const YEAR: i32 = 365;

/// What ego gave a person, and took of them, in the last year.
pub(super) struct Given<'n> {
    given: Vec<&'n Meeting>,
    unanswered: Vec<&'n Meeting>,
    asks: Vec<&'n Ask>,
}

impl<'n> Given<'n> {
    pub(super) fn of(scene: &Scene<'n>, person: &PersonId) -> Self {
        let meetings = scene.ground().strengths().meetings_of(person).iter().rev().copied();
        let recent: Vec<_> = meetings.take_while(|it| scene.days_since(it.on) <= YEAR).collect();
        let one_way = |by| recent.iter().copied().filter(|it| !it.without_ego && it.by == Some(by)).collect();
        let asks = scene.ground().asks().lately(person, YEAR).collect();
        Self { given: one_way(By::Me), unanswered: one_way(By::Them), asks }
    }

    fn n_taken(&self) -> usize {
        self.unanswered.len() + self.asks.len()
    }

    /// Returns whether the meeting is a message that ego left unanswered.
    pub(super) fn is_taken(&self, key: &Key) -> bool {
        self.unanswered.iter().any(|it| Key::Meeting(it.id()) == *key)
    }

    /// Returns `min(1, given / taken)`, 1 where nothing was taken; unknown if nothing went either way.
    pub(super) fn value(&self) -> Option<f64> {
        match (self.given.len(), self.n_taken()) {
            (0, 0) => None,
            (_, 0) => Some(1.0),
            (given, taken) => Some((given as f64 / taken as f64).min(1.0)),
        }
    }

    pub(super) fn words(&self) -> String {
        format!("given {} times, taken {} times in a year", self.given.len(), self.n_taken())
    }

    /// Returns it without one of its records.
    pub(super) fn without(mut self, key: &Key) -> Self {
        let other = |it: &&Meeting| Key::Meeting(it.id()) != *key;
        self.given.retain(other);
        self.unanswered.retain(other);
        self.asks.retain(|it| Key::Ask(it.id()) != *key);
        self
    }

    /// Returns the records behind it, where one of them makes a difference.
    pub(super) fn records(&self) -> Vec<Key> {
        let meetings = self.given.iter().chain(&self.unanswered).map(|it| Key::Meeting(it.id()));
        let all = meetings.chain(self.asks.iter().map(|it| Key::Ask(it.id())));
        all.filter(|_| self.value().is_some_and(|it| it < 1.0)).collect()
    }
}
