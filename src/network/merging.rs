//! Merging: two records of one person, organization, department, community or topic become one.

use super::following::{Followable, Followed};
use super::uniting::{self, Choice, Differing};
use super::{Community, Department, Organization, Person, Revision, Topic};

/// What a merge did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The fields in which the two differed.
    pub differing: Vec<Differing>,
    /// What became of ties and meetings.
    pub followed: Followed,
}

/// A record that another one of its kind can go into.
pub trait Mergeable: Followable {
    /// Returns `kept` with what `left` knows besides; where both know something else, `choice` decides and remembers.
    #[must_use]
    fn united(kept: &Self, left: &Self, choice: &mut Choice) -> Self;
}

macro_rules! mergeable {
    ($($record:ty: $unite:path),*) => {
        $(impl Mergeable for $record {
            fn united(kept: &Self, left: &Self, choice: &mut Choice) -> Self {
                $unite(kept, left, choice)
            }
        })*
    };
}

mergeable!(
    Person: uniting::people,
    Organization: uniting::organizations,
    Department: uniting::departments,
    Community: uniting::communities,
    Topic: uniting::topics
);

impl Revision<'_> {
    /// Lets the record `left` go into `kept`, and everything that names it follow. Nothing happens, and none is
    /// returned, if one of them is not recorded or both are one.
    pub fn merge<R: Mergeable>(&mut self, kept: &R::Id, left: &R::Id, mut choice: Choice) -> Option<Merged> {
        let (stays, goes) = (self.get::<R>(kept)?.clone(), self.get::<R>(left)?.clone());
        if kept == left {
            return None;
        }
        let united = R::united(&stays, &goes, &mut choice);
        self.remove::<R>(left);
        self.put(united);
        let followed = R::follow(self, left, kept);
        Some(Merged { differing: choice.differing, followed })
    }
}

#[cfg(test)]
mod tests;
