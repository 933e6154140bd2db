//! One file of a network: its text, where its records stand in it, and the records, from the snapshot where that knows
//! them. It knows no other file.

use std::path::Path;
use std::rc::Rc;

use serde::Deserialize;

use super::layout::{self, HEAD};
use super::snapshot::{self, Snapshot, Twin};
use super::split::{self, Item, List};
use super::{Error, Place, explain, files, stamps, write};
use crate::network::{Community, Department, Kind, Meeting, Organization, Person, Record, Tie, Topic};

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
        Self { file: file.to_owned(), text, new: false, list, twin: Rc::new(twin), news: News::Nothing }
    }

    fn read(
        folder: &Path,
        file: &str,
        (taken, stamp): (i64, Option<stamps::Stamp>),
        old: Option<Twin>,
        snapshot: &Snapshot,
    ) -> Result<Self, Error> {
        let Some(bytes) = files::read(&folder.join(file))? else { return Self::missing(file) };
        let stamp = stamp.unwrap_or_default();
        match old {
            Some(old) if old.print() == files::fingerprint(&bytes) => {
                let news = if old.stamp() == stamp { News::Rest } else { News::Stamp };
                old.note(stamp, taken);
                Ok(Self { news, ..Self::known(file, snapshot.used(old)) })
            }
            old => {
                let old = old.filter(Twin::is_whole);
                let page = Self::of_text(file, files::text(bytes, file)?, old.as_ref(), snapshot)?;
                page.twin.note(stamp, taken);
                Ok(page)
            }
        }
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
        let twin = Rc::new(Twin::default());
        let page = Self { file: file.to_owned(), text, new: false, list, twin, news: News::Nothing };
        page.check_header().map(|()| page)
    }

    /// Returns the page of that text with its records; those an old twin knows are not parsed again.
    pub(super) fn of_text(file: &str, text: String, old: Option<&Twin>, snapshot: &Snapshot) -> Result<Self, Error> {
        let page = Self::split(file, text)?;
        let twin = Rc::new(page.twinned(old, snapshot)?);
        Ok(Self { twin, news: News::Text, ..page })
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
        let page = Self::split(&self.file, files::text(bytes, &self.file)?)?;
        (self.text, self.list) = (page.text, page.list);
        Ok(true)
    }

    /// Returns the fingerprint of the text.
    pub(super) fn print(&self) -> u64 {
        if self.text.is_empty() { self.twin.print() } else { files::fingerprint(self.text.as_bytes()) }
    }

    /// Returns where the item begins.
    pub(super) fn place(&self, item: usize) -> Place {
        Place::within(&self.file, &self.text.as_bytes()[..self.list.items[item].start])
    }

    /// Returns where the item begins, by the snapshot.
    pub(super) fn known_place(&self, item: usize) -> Place {
        let at = self.twin.entry(item);
        Place { file: self.file.clone(), line: at.line as usize, column: at.column as usize }
    }

    /// Returns line and column of every item, in one pass over the text.
    fn starts(&self) -> Vec<(u32, u32)> {
        let (mut line, mut from, mut margin) = (1, 0, 0);
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = |item: &Item| {
            let step = &self.text.as_bytes()[from..item.start];
            line += step.iter().filter(|&&byte| byte == b'\n').count();
            margin = step.iter().rposition(|&byte| byte == b'\n').map_or(margin, |at| from + at + 1);
            from = item.start;
            let left = self.text[margin..from].trim_start_matches(files::BOM);
            (narrow(line), narrow(super::letters(left.as_bytes()) + 1))
        };
        self.list.items.iter().map(start).collect()
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
        Leaf { file: &self.file, text: &self.text, items: &self.list.items }
    }

    /// Returns the records of the text; those whose text an old twin knows are not parsed again.
    fn twinned(&self, old: Option<&Twin>, snapshot: &Snapshot) -> Result<Twin, Error> {
        match layout::kind_in(&self.file) {
            Some(Kind::Person) => self.twin_of::<Person>(old, snapshot),
            Some(Kind::Organization) => self.twin_of::<Organization>(old, snapshot),
            Some(Kind::Department) => self.twin_of::<Department>(old, snapshot),
            Some(Kind::Community) => self.twin_of::<Community>(old, snapshot),
            Some(Kind::Topic) => self.twin_of::<Topic>(old, snapshot),
            Some(Kind::Tie) => self.twin_of::<Tie>(old, snapshot),
            Some(Kind::Meeting) => self.twin_of::<Meeting>(old, snapshot),
            Some(Kind::Network) | None => Ok(Twin::default()),
        }
    }

    fn twin_of<R: Record>(&self, old: Option<&Twin>, snapshot: &Snapshot) -> Result<Twin, Error> {
        let leaf = self.leaf();
        let prints: Vec<u64> = (0..leaf.items.len()).map(|it| files::fingerprint(leaf.body(it).as_bytes())).collect();
        let known = old.map_or_else(|| vec![None; prints.len()], |old| old.same(&prints));
        let unknown: Vec<usize> = (0..prints.len()).filter(|item| known[*item].is_none()).collect();
        let mut parsed = leaf.parsed::<R>(&unknown)?.into_iter();
        let mut bale = snapshot::Bale::default();
        for ((print, (line, column)), known) in prints.into_iter().zip(self.starts()).zip(known) {
            let entry = |mark| snapshot::Entry { print, mark, line, column };
            match (old, known) {
                (Some(old), Some(item)) => bale.add(entry(old.entry(item).mark), old.packed(item)),
                _ => parsed.next().into_iter().for_each(|(mark, packed)| bale.add(entry(mark), &packed)),
            }
        }
        let twin = snapshot.make(files::fingerprint(self.text.as_bytes()), bale);
        match twin.twice() {
            Some((later, earlier)) => Err(twice::<R>(&twin, (&self.file, later), (&self.file, &twin, earlier))),
            None => Ok(twin),
        }
    }
}

/// The text of a page, for several threads to read.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'p> {
    file: &'p str,
    text: &'p str,
    items: &'p [Item],
}

impl<'p> Leaf<'p> {
    fn body(self, item: usize) -> &'p str {
        &self.text[self.items[item].start..self.items[item].end]
    }

    pub(super) fn parse<R: for<'de> Deserialize<'de>>(self, item: usize) -> Result<R, Error> {
        let record = write::options().from_str(self.body(item));
        record.map_err(|error| explain::record(self.file, self.text, self.items[item].start, &error))
    }

    /// Returns the marks of those items and their records, packed; of several faults the first.
    fn parsed<R: Record>(self, items: &[usize]) -> Result<Vec<(u64, Vec<u8>)>, Error> {
        let each =
            |items: &[usize]| -> Result<Vec<_>, Error> { items.iter().map(|item| self.packed::<R>(*item)).collect() };
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(items.len() / SHARE + 1);
        if threads == 1 {
            return each(items);
        }
        let parts: Result<Vec<Vec<_>>, Error> = std::thread::scope(|scope| {
            let parts: Vec<_> =
                items.chunks(items.len().div_ceil(threads)).map(|part| scope.spawn(move || each(part))).collect();
            parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
        });
        parts.map(|parts| parts.into_iter().flatten().collect())
    }

    fn packed<R: Record>(self, item: usize) -> Result<(u64, Vec<u8>), Error> {
        let record: R = self.parse(item)?;
        Ok((layout::mark(&R::key(record.id())), snapshot::packed(&record)))
    }
}

/// So many records are parsed by one thread before another one pays.
const SHARE: usize = 200;

fn head_of(text: &str) -> Result<List, super::scan::Broken> {
    let (header, item) = split::single(text)?;
    Ok(List { header, items: vec![item], ..List::default() })
}

/// Returns the error of a record that stands twice.
pub(super) fn twice<R: Record>(twin: &Twin, (file, later): (&str, usize), first: (&str, &Twin, usize)) -> Error {
    let place = |file: &str, twin: &Twin, item: usize| {
        let at = twin.entry(item);
        Place { file: file.to_owned(), line: at.line as usize, column: at.column as usize }
    };
    let key = twin.record::<R>(later).map(|record| R::key(record.id()));
    let hint = match R::KIND {
        Kind::Meeting => "remove one of them, or number the second with `again: 2`",
        _ => "give one of them another id, or remove it",
    };
    let key = key.map_or_else(String::new, |key| format!(" `{key}`"));
    Error::Text {
        place: place(file, twin, later),
        message: format!("the {}{key} stands here and at {}", R::KIND, place(first.0, first.1, first.2)),
        hint: Some(hint.to_owned()),
    }
}
