//! The network on disk: the only module that writes files. It knows records and their changes, no command, no terminal.

mod commit;
mod error;
mod history;

use std::fmt;
use std::path::Path;

pub use commit::{Commit, Committed};
pub use error::Error;
pub use history::Entry;

use crate::network::{Key, Network};

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Place {
    /// The file, relative to the network's folder: `meetings/2026.ron`.
    pub file: String,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}:{line}:{}", self.file, self.column),
        }
    }
}

/// A network read from its folder.
#[derive(Debug)]
pub struct Store {
    network: Network,
}

impl Store {
    /// Reads the network in `folder`.
    ///
    /// # Errors
    /// What stands in the way of reading it, with file, line and column.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Err(Error::Absent(folder.to_owned()))
    }

    /// Returns the network.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Returns where the record stands.
    #[must_use]
    pub fn place(&self, key: &Key) -> Option<Place> {
        let _ = key;
        None
    }

    /// Returns the committed commands, the oldest first.
    ///
    /// # Errors
    /// What stands in the way of reading them.
    pub fn history(&self) -> Result<Vec<Entry>, Error> {
        Ok(Vec::new())
    }
}

/// Reads a text from anywhere: an import, a note. A byte order mark is dropped.
///
/// # Errors
/// A folder, a file of more than `limit` bytes, or one that is not UTF-8, the first bad byte by line and column.
pub fn read_text(path: &Path, limit: u64) -> Result<String, Error> {
    let _ = limit;
    Err(Error::Absent(path.to_owned()))
}

/// Writes a file whole or not at all: a map, an export. New files can be read by their owner only; links stay links.
///
/// # Errors
/// What the system refuses.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let _ = bytes;
    Err(Error::Absent(path.to_owned()))
}

/// Returns the fixed names of a network's files, relative to its folder; meetings lie in `meetings/`, a file a year.
#[must_use]
pub fn files() -> &'static [&'static str] {
    &["network.ron"]
}
