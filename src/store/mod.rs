//! The network on disk: the only module that writes files. It knows records and their changes, no command, no terminal.
//!
//! [`Store::open`] reads a folder; [`Commit`] changes it, one transaction a command. From the outside in: `commit` runs the
//! transaction, `read` turns texts into records (`split` finds where each stands), `spans` puts changed records into a
//! text and leaves all other bytes, `journal` replaces several files as one, `history` keeps what was done, `files` alone
//! calls the file system.

mod amend;
mod brake;
mod commit;
mod copies;
mod disk;
mod error;
mod explain;
mod files;
mod history;
mod hunks;
mod journal;
mod layout;
mod lock;
mod read;
mod replace;
mod rewrites;
mod said;
mod scan;
#[cfg(test)]
pub(crate) mod scratch;
mod slots;
mod spans;
mod splice;
mod split;
mod successors;
mod syntax;
#[cfg(test)]
pub(crate) mod trials;
mod undo;
mod write;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

pub use brake::Toll;
pub use commit::{Commit, Committed};
pub use copies::{Duplicate, duplicates};
pub use error::Error;
pub use files::{make_folder, read_text, write_file};
pub use history::Entry;
pub use layout::files;

use crate::network::{Key, Network};
use read::{Index, Reading};

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
    sites: Vec<Site>,
    slots: BTreeMap<String, Place>,
    index: OnceCell<Index>,
}

/// Where the records of one file stand, after its text is forgotten.
#[derive(Debug)]
struct Site {
    file: String,
    marks: Vec<u64>,
    starts: Vec<(u32, u32)>,
}

impl Store {
    /// Reads the network in `folder`. An interrupted command is brought to its end first.
    ///
    /// # Errors
    /// What stands in the way of reading it, with file, line and column.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let _lock = journal::quiet(folder)?;
        let Reading { network, pages, .. } = read::folder(folder)?;
        let slots = pages.first().map(|head| slots::places(head, &network.settings().slots)).unwrap_or_default();
        let sites = pages.into_iter().map(|page| Site { starts: page.starts(), file: page.file, marks: page.marks });
        Ok(Self { folder: folder.to_owned(), network, sites: sites.collect(), slots, index: OnceCell::new() })
    }

    /// Returns the network.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Returns where the record stands.
    #[must_use]
    pub fn place(&self, key: &Key) -> Option<Place> {
        let index = self.index.get_or_init(|| Index::of(self.sites.iter().map(|site| site.marks.as_slice())));
        let (site, item) = index.get(key)?;
        let (line, column) = self.sites[site].starts[item];
        Some(Place { file: self.sites[site].file.clone(), line: line as usize, column: column as usize })
    }

    /// Returns where the slot of that id stands in the head of the network.
    #[must_use]
    pub fn place_of_slot(&self, id: &str) -> Option<Place> {
        self.slots.get(id).cloned()
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
