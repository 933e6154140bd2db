//! Matching: who of a draft is already known, what is new, and what changes. It must not know which format was read.
//!
//! Rows are taken in an order of what they say, not of where they stand, so that a shuffled file makes the same
//! records. A second import of the same file changes nothing; `merge` holds what a further import may change.

mod assign;
mod intake;
mod key;
mod known;
#[cfg(test)]
mod laws;
mod merge;
mod recognise;
mod sketch;
#[cfg(test)]
mod tests;
mod ties;
mod units;

use std::cmp::Ordering;

use intake::Intake;

use super::{Draft, PersonRow, RowFault, TieRow};
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
pub fn apply(draft: &Draft, revision: &mut Revision<'_>, terms: &Terms<'_>) -> Report {
    let mut rows: Vec<_> = draft.people.iter().collect();
    rows.sort_by(|a, b| by_content(a, b));
    let mut intake = Intake::of(&rows, revision, terms);
    intake.people(rows);
    intake.ties(&draft.ties)
}

/// Orders rows by what they say, wherever they stand: who says much comes first, for rows that say little fit more people.
fn by_content(a: &PersonRow, b: &PersonRow) -> Ordering {
    fn names(row: &PersonRow) -> impl Ord {
        (&row.id, &row.name, &row.organization, &row.department, &row.title, &row.emails)
    }
    fn rest(row: &PersonRow) -> impl Ord {
        let lists = (&row.phones, &row.links, &row.communities, &row.skills, &row.tags);
        (lists, row.closeness, row.cadence, &row.note, &row.attributes)
    }
    weight(b).cmp(&weight(a)).then(names(a).cmp(&names(b))).then_with(|| rest(a).cmp(&rest(b)))
}

/// Returns how many things a row says.
fn weight(row: &PersonRow) -> usize {
    let texts = [&row.title, &row.organization, &row.department, &row.note];
    let texts = texts.into_iter().filter(|text| !text.is_empty()).count();
    let addresses = row.emails.len() + row.phones.len() + row.links.len();
    let lists = row.communities.len() + row.skills.len() + row.tags.len() + row.attributes.len();
    texts + addresses + lists
}
