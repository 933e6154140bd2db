//! From text to records: the files of a folder as one network, and where each record stands in them. It writes nothing.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use super::layout::{self, HEAD, MEETINGS};
use super::split::{self, List};
use super::{Error, Place, explain, files, write};
use crate::network::{
    Community, Department, FORMAT, Key, Kind, Meeting, Network, Organization, Person, Record, Settings, Tie, Topic,
};

/// A file of the network as it was read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its name, relative to the folder.
    pub(super) file: String,
    /// Its text, a byte order mark included; what it would begin with if it is not there.
    pub(super) text: String,
    /// True if the file is not there.
    pub(super) new: bool,
    /// Where its records are.
    pub(super) list: List,
    /// The mark of each record, in the order of the file.
    pub(super) marks: Vec<u64>,
}

/// The files of a network and the records read from them.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) network: Network,
    pub(super) pages: Vec<Page>,
    index: OnceCell<Index>,
}

/// The page and the number of each record on it, by the record's mark.
#[derive(Debug)]
pub(super) struct Index(HashMap<u64, (usize, usize)>);

impl Index {
    pub(super) fn of<'m>(pages: impl Iterator<Item = &'m [u64]>) -> Self {
        let numbered = pages.enumerate();
        Self(
            numbered
                .flat_map(|(page, marks)| marks.iter().enumerate().map(move |(item, mark)| (*mark, (page, item))))
                .collect(),
        )
    }

    pub(super) fn get(&self, key: &Key) -> Option<(usize, usize)> {
        self.0.get(&layout::mark(key)).copied()
    }
}

impl Reading {
    /// Returns what is read from a folder without any file once they are made.
    pub(super) fn fresh(settings: Settings) -> Result<Self, Error> {
        let body = write::record(&settings, write::Shape::Head).unwrap_or_default();
        let mut pages = vec![Page::fresh(HEAD, &body)?];
        pages[0].marks.push(layout::mark(&Key::Network));
        for file in layout::files().iter().filter(|file| **file != HEAD) {
            pages.push(Page::fresh(file, "[]")?);
        }
        Ok(Self { network: Network::new(settings), pages, index: OnceCell::new() })
    }

    /// Returns the page and the number on it of the record.
    pub(super) fn find(&self, key: &Key) -> Option<(usize, usize)> {
        self.index.get_or_init(|| Index::of(self.pages.iter().map(|page| page.marks.as_slice()))).get(key)
    }

    /// Returns where the record stands.
    pub(super) fn place(&self, key: &Key) -> Option<Place> {
        self.find(key).map(|(page, item)| self.pages[page].place(item))
    }
}

impl Page {
    fn of(folder: &Path, file: &str) -> Result<Self, Error> {
        match files::read(&folder.join(file))? {
            Some(bytes) => Self::split(file, files::text(bytes, file)?),
            // Ego stands in it: a network without it is damaged, not empty.
            None if file == layout::PEOPLE => Err(Error::Text {
                place: Place { file: file.to_owned(), line: 0, column: 0 },
                message: "the file is missing".to_owned(),
                hint: Some("bring it back from git or a copy; nothing was changed".to_owned()),
            }),
            None => Self::fresh(file, "[]"),
        }
    }

    /// Returns the page of a file that is still to be made.
    pub(super) fn fresh(file: &str, body: &str) -> Result<Self, Error> {
        Self::split(file, write::fresh(body)).map(|page| Self { new: true, ..page })
    }

    fn split(file: &str, text: String) -> Result<Self, Error> {
        let list = if file == HEAD { head_of(&text) } else { split::list(&text) };
        let list = list.map_err(|broken| explain::broken(file, &text, &broken))?;
        let page = Self { file: file.to_owned(), text, list, ..Self::default() };
        page.check_header().map(|()| page)
    }

    /// Returns where the item begins.
    pub(super) fn place(&self, item: usize) -> Place {
        Place::within(&self.file, &self.text.as_bytes()[..self.list.items[item].start])
    }

    /// Returns line and column of every item, in one pass over the text.
    pub(super) fn starts(&self) -> Vec<(u32, u32)> {
        let (mut line, mut from, mut margin) = (1, 0, 0);
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = |item: &split::Item| {
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

    fn parse<R: for<'de> Deserialize<'de>>(&self, item: usize) -> Result<R, Error> {
        let item = &self.list.items[item];
        let record = write::options().from_str(&self.text[item.start..item.end]);
        record.map_err(|error| explain::record(&self.file, &self.text, item.start, &error))
    }
}

fn head_of(text: &str) -> Result<List, super::scan::Broken> {
    let (header, item) = split::single(text)?;
    Ok(List { header, items: vec![item], ..List::default() })
}

/// Reads the network in `folder`.
pub(super) fn folder(folder: &Path) -> Result<Reading, Error> {
    if !files::exists(&folder.join(HEAD)) {
        return Err(Error::Absent(folder.to_owned()));
    }
    let mut head = Page::of(folder, HEAD)?;
    check_format(&head)?;
    let mut network = Network::new(head.parse::<Settings>(0)?);
    head.marks.push(layout::mark(&Key::Network));
    let mut pages = vec![head];
    for file in files_in(folder)? {
        let mut page = Page::of(folder, &file)?;
        records(&mut page, &pages, &mut network)?;
        pages.push(page);
    }
    Ok(Reading { network, pages, index: OnceCell::new() })
}

/// Reads a network from texts instead of files.
#[cfg(test)]
pub(super) fn texts(texts: &[(&str, String)]) -> Result<Reading, Error> {
    let page = |(file, text): &(&str, String)| Page::split(file, text.clone());
    let mut head = page(&texts[0])?;
    let mut network = Network::new(head.parse::<Settings>(0)?);
    head.marks.push(layout::mark(&Key::Network));
    let mut pages = vec![head];
    for text in &texts[1..] {
        let mut page = page(text)?;
        records(&mut page, &pages, &mut network)?;
        pages.push(page);
    }
    Ok(Reading { network, pages, index: OnceCell::new() })
}

/// Returns the names of all list files, those that are always there first.
fn files_in(folder: &Path) -> Result<Vec<String>, Error> {
    let years = files::names(&folder.join(MEETINGS))?.into_iter().filter(|name| layout::is_year(name));
    let lists = layout::files().iter().filter(|name| **name != HEAD).map(|&name| name.to_owned());
    Ok(lists.chain(years.map(|year| format!("{MEETINGS}/{year}"))).collect())
}

/// Refuses a format this program does not know, before anything else of the file is judged.
fn check_format(head: &Page) -> Result<(), Error> {
    #[derive(Deserialize)]
    #[serde(rename = "Network")]
    struct Format {
        format: u32,
    }
    match head.parse::<Format>(0) {
        Ok(Format { format }) if format > FORMAT => Err(Error::Text {
            place: head.place(0),
            message: format!("the network is of format {format}, this program knows {FORMAT}"),
            hint: Some("install a newer acquaint".to_owned()),
        }),
        Ok(Format { format: 0 }) => Err(Error::Text {
            place: head.place(0),
            message: "there is no format 0".to_owned(),
            hint: Some(format!("write `format: {FORMAT}`")),
        }),
        // What else is wrong is told when the whole head is read.
        _ => Ok(()),
    }
}

fn records(page: &mut Page, before: &[Page], network: &mut Network) -> Result<(), Error> {
    match layout::kind_in(&page.file) {
        Some(Kind::Person) => list::<Person>(page, before, network),
        Some(Kind::Organization) => list::<Organization>(page, before, network),
        Some(Kind::Department) => list::<Department>(page, before, network),
        Some(Kind::Community) => list::<Community>(page, before, network),
        Some(Kind::Topic) => list::<Topic>(page, before, network),
        Some(Kind::Tie) => list::<Tie>(page, before, network),
        Some(Kind::Meeting) => list::<Meeting>(page, before, network),
        Some(Kind::Network) | None => Ok(()),
    }
}

fn list<R: Record>(page: &mut Page, before: &[Page], network: &mut Network) -> Result<(), Error> {
    for item in 0..page.list.items.len() {
        let record: R = page.parse(item)?;
        let key = R::key(record.id());
        if !network.load(record) {
            return Err(twice(page, item, before, &key));
        }
        page.marks.push(layout::mark(&key));
    }
    Ok(())
}

fn twice(page: &Page, item: usize, before: &[Page], key: &Key) -> Error {
    let mark = layout::mark(key);
    let mut places = before.iter().chain([page]).filter_map(|page| {
        let item = page.marks.iter().position(|it| *it == mark)?;
        Some(format!(" and at {}", page.place(item)))
    });
    let first = places.next().unwrap_or_default();
    let hint = match key {
        Key::Meeting(_) => "remove one of them, or number the second with `again: 2`",
        _ => "give one of them another id, or remove it",
    };
    Error::Text {
        place: page.place(item),
        message: format!("the {} `{key}` stands here{first}", key.kind()),
        hint: Some(hint.to_owned()),
    }
}
