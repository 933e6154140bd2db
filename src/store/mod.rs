//! The network on disk: the only module that writes files. It knows records and their changes, no command, no terminal.
//!
//! [`Store::open`] reads a folder; [`Commit`] changes it, one transaction a command. From the outside in: `commit` runs the
//! transaction, `read` turns texts into records (`split` finds where each stands), `spans` puts changed records into a
//! text and leaves all other bytes, `journal` replaces several files as one, `history` keeps what was done, `files` alone
//! calls the file system.

mod admit;
mod amend;
mod brake;
mod by_hand;
mod commit;
mod copies;
mod disk;
mod driver;
mod error;
mod explain;
mod files;
mod git;
mod history;
mod hunks;
mod joining;
mod journal;
mod layout;
mod leaf;
mod lock;
mod merge;
mod mounts;
mod order;
mod page;
mod read;
mod remote;
mod replace;
mod repository;
mod rewrites;
mod said;
mod scan;
#[cfg(test)]
pub(crate) mod scratch;
mod settle;
mod setup;
mod slots;
mod snapshot;
mod spans;
mod splice;
mod split;
mod stamps;
mod successors;
mod syntax;
#[cfg(test)]
pub(crate) mod trials;
mod twinned;
mod undo;
mod unfinished;
mod upkeep;
mod write;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

pub use brake::Toll;
pub use commit::{Commit, Committed};
pub use copies::{Duplicate, duplicates};
pub use driver::{Driven, drive};
pub use error::Error;
pub use files::{make_folder, read_text, write_file};
pub use history::Entry;
pub use layout::files;
pub use merge::lines::{Marks, Unsettled, name_of, value_text};
pub use merge::{MergedText, file_at, merge_texts, network_of, unsettled};
pub use mounts::network_disk;

pub use remote::{Apart, Upstream};
pub use repository::{Repository, alone, has_git};
pub use unfinished::{Unfinished, unfinished};

use crate::network::{Key, Network};
use page::Page;
use read::Reading;
use snapshot::Snapshot;
pub use snapshot::Trust;

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

impl Place {
    /// Returns the place behind the bytes a file begins with.
    fn within(file: &str, before: &[u8]) -> Self {
        let before = before.strip_prefix("\u{feff}".as_bytes()).unwrap_or(before);
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        Self { file: file.to_owned(), line, column: letters(&before[start..]) + 1 }
    }
}

/// Returns how many characters begin in the bytes.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
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
    folder: PathBuf,
    network: Network,
    pages: Vec<Page>,
    snapshot: Snapshot,
    slots: OnceCell<BTreeMap<String, Place>>,
}

impl Store {
    /// Reads the network in `folder`. An interrupted command is brought to its end first.
    ///
    /// # Errors
    /// What stands in the way of reading it, with file, line and column.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Self::read(folder, &Snapshot::sound(folder))
    }

    /// Reads the network in `folder`, records only when they are asked for. An answer may be used if `trust` holds when
    /// it is complete; else it is to be asked for again with the same trust, which is slower and sure.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn open_lazily(folder: &Path, trust: &Trust) -> Result<Self, Error> {
        Self::read(folder, &Snapshot::of(folder, trust))
    }

    fn read(folder: &Path, snapshot: &Snapshot) -> Result<Self, Error> {
        let lock = journal::quiet(folder)?;
        let mut reading = read::folder(folder, snapshot);
        if lock.is_none() && reading.as_ref().map_or(true, |it| it.is_outdated(folder)) {
            // Somebody was writing meanwhile.
            reading = read::folder(folder, snapshot);
        }
        let reading = reading?;
        reading.keep();
        admit::carry(&reading);
        let Reading { network, pages, .. } = reading;
        Ok(Self { folder: folder.to_owned(), network, pages, snapshot: snapshot.clone(), slots: OnceCell::new() })
    }

    /// Lets the files of the snapshot go. Records nobody has asked for yet are not there any more.
    pub(crate) fn close(&self) {
        self.pages.iter().for_each(|page| page.twin.close());
    }

    /// Returns a number that differs as soon as a file of the network does, or the program.
    #[must_use]
    pub fn print(&self) -> u64 {
        let program = std::env::current_exe().ok().and_then(|it| stamps::stamp(&it)).unwrap_or_default();
        let numbers = [read::print(&self.pages), program.size, program.inode, program.modified.cast_unsigned()];
        files::fingerprint(&numbers.map(u64::to_le_bytes).concat())
    }

    /// Returns what was worked out before and kept under that name, if it was made of what has that number.
    #[must_use]
    pub fn recall(&self, name: &str, print: u64) -> Option<Vec<u8>> {
        self.snapshot.recall(name, print)
    }

    /// Keeps what was worked out beside the snapshot, where nothing lasts and nothing waits.
    pub fn remember(&self, name: &str, print: u64, bytes: &[u8]) {
        self.snapshot.remember(name, print, bytes);
    }

    /// Returns the network.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Returns where the record stands.
    #[must_use]
    pub fn place(&self, key: &Key) -> Option<Place> {
        read::place(&self.pages, key)
    }

    /// Returns where the slot of that id stands in the head of the network.
    #[must_use]
    pub fn place_of_slot(&self, id: &str) -> Option<Place> {
        let places = || slots::places(&self.pages[0], &self.network.settings().slots);
        self.slots.get_or_init(places).get(id).cloned()
    }

    /// Returns the committed commands, the oldest first.
    ///
    /// # Errors
    /// What stands in the way of reading them.
    pub fn history(&self) -> Result<Vec<Entry>, Error> {
        history::read(&self.folder)
    }

    /// Returns the copies of the network's files that others have left beside them.
    ///
    /// # Errors
    /// What stands in the way of listing the folder.
    pub fn duplicates(&self) -> Result<Vec<Duplicate>, Error> {
        duplicates(&self.folder)
    }
}

/// Returns the committed commands of the network in `folder`, the oldest first. An interrupted command is brought to its
/// end first; the records are not read: also of a network with a broken file it is known what was done.
///
/// # Errors
/// What stands in the way of reading them.
pub fn history(folder: &Path) -> Result<Vec<Entry>, Error> {
    if !files::exists(&folder.join(layout::HEAD)) {
        return Err(Error::Absent(folder.to_owned()));
    }
    let _lock = journal::quiet(folder)?;
    history::read(folder)
}
