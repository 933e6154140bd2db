//! Records in which every id is the one of today.

use std::collections::BTreeSet;

use super::moves::Moves;
use crate::network::{
    Ask, Community, Department, Meeting, Organization, Person, PersonId, Record, Settings, Skip, Tie, TieId, Topic,
};

/// A record that names people, or is one.
pub trait Followed: Record {
    /// Returns the record with every id as it is now; none if it means nothing any more.
    fn followed(self, moves: &Moves) -> Option<Self>;

    /// Returns the record written so that `other`, of the same identity, can be written in the same way.
    #[must_use]
    fn written_like(self, other: &Self) -> Self {
        let _ = other;
        self
    }
}

impl Followed for Person {
    fn followed(mut self, moves: &Moves) -> Option<Self> {
        if let Some(now) = moves.get(&self.id).cloned() {
            let old = std::mem::replace(&mut self.id, now);
            if !self.was.contains(&old) {
                self.was.push(old);
            }
            let id = self.id.clone();
            self.was.retain(|it| *it != id);
        }
        Some(self)
    }
}

impl Followed for Tie {
    fn followed(mut self, moves: &Moves) -> Option<Self> {
        let was_one = self.from == self.to;
        (self.from, self.to) = (moves.now(&self.from), moves.now(&self.to));
        (was_one || self.from != self.to).then_some(self)
    }

    fn written_like(self, other: &Self) -> Self {
        if self.from == other.from {
            return self;
        }
        let TieId { from, to, .. } = self.id();
        Self { from, to, ..self }
    }
}

impl Followed for Meeting {
    fn followed(mut self, moves: &Moves) -> Option<Self> {
        if self.with.iter().any(|id| moves.get(id).is_some()) {
            let mut seen = BTreeSet::new();
            self.with = self.with.iter().map(|id| moves.now(id)).filter(|id| seen.insert(id.clone())).collect();
        }
        Some(self)
    }
}

impl Followed for Ask {
    fn followed(mut self, moves: &Moves) -> Option<Self> {
        let was_one = self.to.as_ref() == Some(&self.of);
        (self.of, self.to) = (moves.now(&self.of), self.to.map(|id| moves.now(&id)));
        (was_one || self.to.as_ref() != Some(&self.of)).then_some(self)
    }
}

impl Followed for Skip {
    fn followed(mut self, moves: &Moves) -> Option<Self> {
        self.who = moves.now(&self.who);
        Some(self)
    }
}

impl Followed for Department {
    fn followed(mut self, moves: &Moves) -> Option<Self> {
        self.head = self.head.map(|id| moves.now(&id));
        Some(self)
    }
}

/// Records that name nobody.
macro_rules! unmoved {
    ($($record:ident),+) => {
        $(impl Followed for $record {
            fn followed(self, _: &Moves) -> Option<Self> {
                Some(self)
            }
        })+
    };
}
unmoved!(Organization, Community, Topic);

pub(super) fn head(mut head: Settings, moves: &Moves) -> Settings {
    head.ego = moves.now(&head.ego);
    for holder in head.slots.iter_mut().flat_map(|slot| &mut slot.held_by) {
        let now = holder.parse::<PersonId>().ok().and_then(|id| moves.get(&id).cloned());
        if let Some(now) = now {
            *holder = now.to_string();
        }
    }
    head
}
