//! Matching: who of a draft is already known, what is new, and what changes.

use super::{Draft, RowFault};
use crate::network::{Date, Key, PersonId, Revision};

/// On what terms a draft is taken in.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// Today, for ego's present organization.
    pub today: Date,
    /// Whether those of whom it is unsure whether they are known are taken as new.
    pub yes: bool,
    /// The source the records are marked with: `csv`, `linkedin`.
    pub source: &'a str,
}

/// Someone who may be known already.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Unsure {
    /// The file as it was named.
    pub file: String,
    /// The line the row begins on.
    pub line: usize,
    /// The name in the row.
    pub name: String,
    /// Who it may be.
    pub resembles: PersonId,
    /// Why it may be, and why that is not certain.
    pub why: String,
}

/// How many records were new, changed or the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Not there before.
    pub new: usize,
    /// There, and different now.
    pub changed: usize,
    /// There, and as they were.
    pub same: usize,
}

/// What became of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// People not known before, unsure ones taken as new aside.
    pub new: usize,
    /// People known, about whom more is known now.
    pub changed: usize,
    /// People known, about whom nothing new was said.
    pub same: usize,
    /// People of whom it is unsure whether they are known.
    pub unsure: usize,
    /// The ties.
    pub ties: Tally,
    /// Rows that could not be taken, in the order of file and line.
    pub faults: Vec<RowFault>,
    /// Who was unsure, and why, in the order of the file.
    pub unsure_rows: Vec<Unsure>,
    /// All records that were made, in the order of their keys.
    pub made: Vec<Key>,
}

/// Makes the changes of a draft in the revision.
pub fn apply(_draft: &Draft, _revision: &mut Revision<'_>, _terms: &Terms<'_>) -> Report {
    Report::default()
}
