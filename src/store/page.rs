//! One file of a network: its text, where its records stand in it, and the records, from the snapshot where that knows
//! them. It knows no other file.

use std::path::Path;
use std::rc::Rc;

use super::layout::{self, HEAD};
use super::leaf::Leaf;
use super::snapshot::{Snapshot, Twin};
use super::split::{self, List};
use super::{Error, Place, explain, files, stamps, write};

/// A file of the network as it was read.
#[derive(Debug)]
pub(super) struct Page {
    /// Its name, relative to the folder.
    pub(super) file: String,
    /// Its text, a byte order mark included; what it would begin with if it is not there; empty where nobody needed it.
    pub(super) text: String,
    /// True if the file is not there.
    pub(super) new: bool,
    /// Where its records are in the text.
    pub(super) list: List,
    /// Its records.
    pub(super) twin: Rc<Twin>,
    pub(super) news: News,
    /// What the snapshot knew of it before others changed it.
    pub(super) before: Option<Twin>,
}

/// What the snapshot does not know yet of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It knows all.
    Nothing,
    /// It is beyond doubt by now.
    Rest,
    /// It was touched, or has come back, and its text is known.
    Stamp,
    /// Its text.
    Text,
}

impl Page {
    /// Reads the file, as far as the snapshot does not know it.
    pub(super) fn of(folder: &Path, file: &str, snapshot: &Snapshot) -> Result<Self, Error> {
        let path = folder.join(file);
        let (taken, stamp, old) = (stamps::now(), stamps::stamp(&path), snapshot.twin(file));
        if let (Some(stamp), Some(_)) = (&stamp, old.as_ref()) {
            match old {
                Some(old) if old.stands_for(stamp) => return Ok(Self::known(file, snapshot.used(old))),
                old => return Self::read(folder, file, (taken, Some(*stamp)), old, snapshot),
            }
        }
        Self::read(folder, file, (taken, stamp), None, snapshot)
    }

    /// Returns the page of a file whose text nobody needs.
    fn known(file: &str, twin: Twin) -> Self {
        let (text, list) = (String::new(), List::default());
        Self { file: file.to_owned(), text, new: false, list, twin: Rc::new(twin), news: News::Nothing, before: None }
    }

    fn read(
        folder: &Path,
        file: &str,
        (taken, stamp): (i64, Option<stamps::Stamp>),
        old: Option<Twin>,
        snapshot: &Snapshot,
    ) -> Result<Self, Error> {
        let (path, stamp) = (folder.join(file), stamp.unwrap_or_default());
        let is_same = |old: &Twin| Ok(old.stamp().size == stamp.size && files::print(&path)? == Some(old.print()));
        let old = match old {
            Some(old) if is_same(&old)? => {
                let news = if old.stamp() == stamp { News::Rest } else { News::Stamp };
                old.note(stamp, taken);
                return Ok(Self { news, ..Self::known(file, snapshot.used(old)) });
            }
            old => old.filter(Twin::is_whole),
        };
        let Some(bytes) = files::read(&path)? else { return Self::missing(file) };
        let page = Self::of_text(file, files::text(bytes, file)?, old.as_ref(), snapshot)?;
        page.twin.note(stamp, taken);
        Ok(Self { before: old, ..page })
    }

    fn missing(file: &str) -> Result<Self, Error> {
        match file == layout::PEOPLE {
            // Ego stands in it: a network without it is damaged, not empty.
            true => Err(Error::Text {
                place: Place { file: file.to_owned(), line: 0, column: 0 },
                message: "the file is missing".to_owned(),
                hint: Some("bring it back from git or a copy; nothing was changed".to_owned()),
            }),
            false => Self::fresh(file, "[]"),
        }
    }

    /// Returns the page of a file that is still to be made.
    pub(super) fn fresh(file: &str, body: &str) -> Result<Self, Error> {
        Self::split(file, write::fresh(body)).map(|page| Self { new: true, ..page })
    }

    /// Returns the page of that text, its records not read yet.
    pub(super) fn split(file: &str, text: String) -> Result<Self, Error> {
        let list = if file == HEAD { head_of(&text) } else { split::list(&text) };
        let list = list.map_err(|broken| explain::broken(file, &text, &broken))?;
        let page = Self::of_list(file, text, list);
        page.check_header().map(|()| page)
    }

    /// Returns the page of that text with its records; those an old twin knows are not parsed again.
    pub(super) fn of_text(file: &str, text: String, old: Option<&Twin>, snapshot: &Snapshot) -> Result<Self, Error> {
        let print = files::fingerprint(text.as_bytes());
        Self::split(file, text)?.with_records(print, old, snapshot)
    }

    fn of_list(file: &str, text: String, list: List) -> Self {
        let twin = Rc::new(Twin::default());
        Self { file: file.to_owned(), text, new: false, list, twin, news: News::Nothing, before: None }
    }

    fn with_records(self, print: u64, old: Option<&Twin>, snapshot: &Snapshot) -> Result<Self, Error> {
        let twin = Rc::new(self.leaf().twin(print, old, snapshot)?);
        Ok(Self { twin, news: News::Text, ..self })
    }

    /// Brings the text; false if it is no longer what the records were read from.
    pub(super) fn load(&mut self, folder: &Path) -> Result<bool, Error> {
        if !self.text.is_empty() {
            return Ok(true);
        }
        let bytes = files::read(&folder.join(&self.file))?.unwrap_or_default();
        if files::fingerprint(&bytes) != self.twin.print() {
            return Ok(false);
        }
        let text = files::text(bytes, &self.file)?;
        (self.text, self.list) = match self.twin.list() {
            Some(list) => (text, list),
            None => Self::split(&self.file, text).map(|page| (page.text, page.list))?,
        };
        Ok(true)
    }

    /// Returns the fingerprint of the text; that of a list file was taken when its records were read.
    pub(super) fn print(&self) -> u64 {
        let apart = self.new || self.file == HEAD;
        if apart { files::fingerprint(self.text.as_bytes()) } else { self.twin.print() }
    }

    /// Returns where the item begins.
    pub(super) fn place(&self, item: usize) -> Place {
        Place::within(&self.file, &self.text.as_bytes()[..self.list.items[item].start])
    }

    /// Returns where the item begins, by the snapshot.
    pub(super) fn known_place(&self, item: usize) -> Place {
        self.twin.place(&self.file, item)
    }

    fn check_header(&self) -> Result<(), Error> {
        let header = &self.text[self.list.header.clone()];
        match write::options().from_str::<Vec<()>>(&format!("{header}[]")) {
            Err(error) if !header.is_empty() => {
                Err(explain::record(&self.file, &self.text, self.list.header.start, &error))
            }
            _ => Ok(()),
        }
    }

    /// Returns the text and where its records stand.
    pub(super) fn leaf(&self) -> Leaf<'_> {
        Leaf { file: &self.file, text: &self.text, list: &self.list }
    }
}

fn head_of(text: &str) -> Result<List, super::scan::Broken> {
    let (header, item) = split::single(text)?;
    Ok(List { header, items: vec![item], ..List::default() })
}
