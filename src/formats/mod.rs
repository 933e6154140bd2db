//! Foreign formats: what a file of another program says, read into a draft, and matched with who is already known.
//!
//! Pure: texts come in, drafts and changes go out. It must not know files, the store, the terminal or the clock.

mod cell;
pub mod csv;
mod error;
pub mod linkedin;
mod mapping;
pub mod matching;
mod table;

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

pub use error::Error;

use crate::network::{PartialDate, PersonId, TieKind};

/// A row that was left out, and why: data, not an error, for one bad row does not spoil the rest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct RowFault {
    /// The file as it was named.
    pub file: String,
    /// The line the row begins on, counted from 1.
    pub line: usize,
    /// What is wrong, lower case, no full stop.
    pub message: String,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file as it was named.
    pub file: Rc<str>,
    /// The line the row begins on, counted from 1.
    pub line: usize,
}

impl Origin {
    /// Returns the fault of this row that `message` describes.
    #[must_use]
    pub fn fault(&self, message: impl Into<String>) -> RowFault {
        RowFault { file: self.file.to_string(), line: self.line, message: message.into() }
    }
}

/// What foreign files say, before it is known who is meant: organizations and the like are names, not ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// People, in the order of the file.
    pub people: Vec<PersonRow>,
    /// Ties, in the order of the file.
    pub ties: Vec<TieRow>,
}

impl Draft {
    /// Returns this draft and another one as one, to be matched together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.people.extend(other.people);
        self.ties.extend(other.ties);
        self
    }
}

/// What one row says about a person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Where it says so.
    pub origin: Origin,
    /// The id as the file writes it, empty if it gives none.
    pub handle: String,
    /// The id made of it.
    pub id: Option<PersonId>,
    /// The name; empty if the file gives only an id.
    pub name: String,
    /// The title.
    pub title: String,
    /// The organization's name.
    pub organization: String,
    /// The department's name.
    pub department: String,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Web addresses.
    pub links: Vec<String>,
    /// The communities' names.
    pub communities: Vec<String>,
    /// The topics' names and how well they are known, 1 to 5, if said.
    pub skills: Vec<(String, Option<u8>)>,
    /// Free marks.
    pub tags: Vec<String>,
    /// Closeness, 0 to 5.
    pub closeness: Option<u8>,
    /// The wished interval between contacts, in days.
    pub cadence: Option<u32>,
    /// The note.
    pub note: String,
    /// All other columns.
    pub attributes: BTreeMap<String, String>,
}

impl PersonRow {
    /// Returns a row that says nothing yet.
    #[must_use]
    pub fn at(origin: Origin) -> Self {
        Self {
            origin,
            handle: String::new(),
            id: None,
            name: String::new(),
            title: String::new(),
            organization: String::new(),
            department: String::new(),
            emails: Vec::new(),
            phones: Vec::new(),
            links: Vec::new(),
            communities: Vec::new(),
            skills: Vec::new(),
            tags: Vec::new(),
            closeness: None,
            cadence: None,
            note: String::new(),
            attributes: BTreeMap::new(),
        }
    }
}

/// What one row says about a tie.
#[derive(Clone, Debug, PartialEq)]
pub struct TieRow {
    /// Where it says so.
    pub origin: Origin,
    /// One end: an id of the file or of the network, or a name.
    pub from: String,
    /// The other end.
    pub to: String,
    /// The kind.
    pub kind: TieKind,
    /// The strength, 0..1.
    pub strength: Option<f64>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// The note.
    pub note: String,
}
