//! Records: what ties and paths stand on, and what is left of them without one of their records.
//!
//! A record of two people says how strong their tie is and nothing else, unless it makes one of them embed a tie of ego's.
//! What is of more people changes several ties, each to be weaker, unless ego's word on somebody fades from that day on.

use super::{Reach, Scene};
use crate::lenses::ground::{SAME_TEAM, TEAM};
use crate::lenses::sighting::{Citation, is_less};
use crate::measures::{BETWEEN, detour};
use crate::network::{Key, Node, PersonId, Record, Tie};

/// A record that a path stands on.
#[derive(Clone, Debug)]
pub(in crate::lenses) struct Footing<'r> {
    /// The two people of whose tie it says something.
    pub(in crate::lenses) ends: (&'r PersonId, &'r PersonId),
    /// The record.
    pub(in crate::lenses) key: Key,
    /// How strong the path is at most without it, 0..1, other ties as they are.
    pub(in crate::lenses) rest: f64,
}

impl<'n> Scene<'n> {
    /// Returns the records that the tie between two people stands on, each of which makes it stronger: declared ties and
    /// their last meeting, or else ego's word.
    #[must_use]
    pub fn records_of_tie(&self, one: &PersonId, other: &PersonId) -> Vec<Key> {
        let strengths = self.ground.strengths();
        let ties = strengths.declared_between(one, other).into_iter().map(|tie| Key::Tie(tie.id()));
        let all = ties.chain(strengths.last_meeting_of(one, other).map(|it| Key::Meeting(it.id())));
        let strength = strengths.between(one, other);
        let bears = |key: &Key| is_less(strengths.without((one, other), key), strength);
        let found: Vec<Key> = all.filter(bears).collect();
        let alter = if one == self.network().ego() { other } else { one };
        let word = self.person(alter).filter(|_| found.is_empty() && strength > 0.0 && self.is_egos(one, other));
        let word = word.filter(|it| it.closeness.unwrap_or(0) > 0).map(|it| Key::Person(it.id.clone()));
        found.into_iter().chain(word).collect()
    }

    fn is_egos(&self, one: &PersonId, other: &PersonId) -> bool {
        [one, other].contains(&self.network().ego())
    }

    /// Returns whether a record says of nobody but two people: what it says of more can count in several ways.
    pub(in crate::lenses) fn is_of_two(&self, key: &Key) -> bool {
        match key {
            Key::Meeting(id) => self.network().meetings().get(id).is_some_and(|it| it.company() <= 2),
            _ => true,
        }
    }

    /// Returns whether a record says how strong the tie between the two is and nothing else.
    pub(in crate::lenses) fn is_of_one_tie(&self, ends: (&PersonId, &PersonId), key: &Key) -> bool {
        let is_person = matches!(key, Key::Person(_));
        !is_person && self.is_of_two(key) && !self.ground.strengths().embeds(ends, key)
    }

    /// Returns whether without a record that a tie stands on no other tie would be stronger.
    pub(in crate::lenses) fn only_strengthens(&self, key: &Key) -> bool {
        match key {
            Key::Meeting(id) => {
                let meeting = self.network().meetings().get(id);
                meeting.is_some_and(|it| self.is_of_two(key) || self.ground.strengths().only_strengthens(it))
            }
            Key::Person(id) => !self.is_of_a_crowd(id),
            _ => true,
        }
    }

    /// Returns whether somebody is in a department so large that its members would be nearer without them.
    fn is_of_a_crowd(&self, id: &PersonId) -> bool {
        let members = |it| self.network().graph().members(&Node::Department(it), self.today()).len();
        self.departments(id).into_iter().any(|it| members(it.clone()) > TEAM)
    }

    /// Returns the records a path stands on, step by step.
    pub(in crate::lenses) fn footing<'r>(&self, reach: &'r Reach) -> Vec<Footing<'r>> {
        let of_step = |ends: &'r [PersonId]| {
            let ends = (&ends[0], &ends[1]);
            let other = self.detour(reach, ends);
            let left = move |key: &Key| other.max(reach.strength * self.left_of(ends, key));
            let records = self.records_of_tie(ends.0, ends.1).into_iter();
            records.map(move |key| Footing { ends, rest: left(&key), key })
        };
        reach.people.windows(2).flat_map(of_step).collect()
    }

    /// Returns how strong the strongest path is that leaves out one tie of the one that is taken, 0..1.
    fn detour(&self, reach: &Reach, ends: (&PersonId, &PersonId)) -> f64 {
        let view = self.ground.acquainted();
        let number = |it: &PersonId| view.number(it);
        let to = reach.people.last().and_then(number);
        let asks = |at: usize| self.ground.times_asked(view, self.seat, at);
        let found = number(self.seat).zip(to).zip(number(ends.0).zip(number(ends.1)));
        found.map_or(0.0, |(way, barred)| detour(view, way, BETWEEN, &asks, barred))
    }

    /// Returns which share of how well two people are acquainted is left at most without a record, 0..1.
    fn left_of(&self, ends: (&PersonId, &PersonId), key: &Key) -> f64 {
        let (strengths, view) = (self.ground.strengths(), self.ground.acquainted());
        let all = view.between(ends.0, ends.1);
        if matches!(key, Key::Person(_)) || all <= 0.0 {
            return 0.0;
        }
        let strength = strengths.between(ends.0, ends.1);
        // What a team makes of them stays.
        let apart = if strength < 1.0 { (1.0 - all) / (1.0 - strength) } else { 1.0 - SAME_TEAM };
        (1.0 - (1.0 - strengths.without(ends, key)) * apart) / all
    }

    /// Returns the records a path stands on, as support, and the asks of those between, against it.
    #[must_use]
    pub fn records_of_path(&self, reach: &Reach) -> Vec<Citation> {
        let counts = self.footing(reach).into_iter().filter(|it| is_less(it.rest, reach.strength));
        // Without the record of whom it leads to there is nobody to reach.
        let is_end = |key: &Key| matches!(key, Key::Person(id) if reach.people.last() == Some(id));
        let cited = counts.map(|it| match is_end(&it.key) || self.only_strengthens(&it.key) {
            true => Citation::supporting(it.key),
            false => Citation::bearing(it.key),
        });
        cited.chain(self.asks_on_path(reach)).collect()
    }

    /// Returns the asks of those between the seat and whom a path leads to, each of which makes it weaker.
    pub(in crate::lenses) fn asks_on_path(&self, reach: &Reach) -> Vec<Citation> {
        let between = reach.people.get(1..reach.people.len().saturating_sub(1)).unwrap_or_default();
        let asks = between.iter().filter(|_| self.is_ego()).flat_map(|it| self.ground.records_of_asks(it));
        asks.map(Citation::opposing).collect()
    }

    /// Returns the declared tie that a record is, if it is one.
    pub(in crate::lenses) fn tie_of(&self, key: &Key) -> Option<&'n Tie> {
        if let Key::Tie(id) = key { self.network().ties().get(id) } else { None }
    }

    /// Returns who is at the other end of a tie of the seat's.
    pub(in crate::lenses) fn at_other_end<'r>(
        &self,
        (one, other): (&'r PersonId, &'r PersonId),
    ) -> Option<&'r PersonId> {
        if one == self.seat { Some(other) } else { Some(one).filter(|_| other == self.seat) }
    }
}
