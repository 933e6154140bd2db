//! Changed records put into the text of their files; every other byte stays the old one. Today a record is replaced whole;
//! edits of single fields come here. It knows texts and records, no file system.

use std::collections::{BTreeMap, HashMap};

use super::layout::{self, each};
use super::read::{Page, Reading};
use super::splice::{Sheet, indent, newline};
use super::split::Item;
use super::write::{self, Shape};
use super::{Error, Place};
use crate::network::{Change, Edit, Key, Kind, Record, Settings};

/// A file and what is to stand in it.
#[derive(Debug)]
pub(super) struct Rewrite<'r> {
    pub(super) file: String,
    /// What was read; none if the file is not there.
    pub(super) before: Option<&'r str>,
    pub(super) after: String,
}

/// Returns the files that change and their new texts. `reading` is what was read, its network already changed.
pub(super) fn rewrite<'r>(reading: &'r Reading, changes: &[Change]) -> Result<Vec<Rewrite<'r>>, Error> {
    let mut plan = Plan { reading, sheets: BTreeMap::new(), fresh: HashMap::new() };
    for change in changes {
        each!(change, edit => plan.edit(edit)?, head => plan.head(head)?);
    }
    let sheets = plan.sheets.iter();
    sheets.map(|(file, sheet)| rewritten(reading, file, sheet)).collect()
}

fn rewritten<'r>(reading: &'r Reading, file: &str, sheet: &Sheet) -> Result<Rewrite<'r>, Error> {
    let after = |page: &Page| {
        let text = sheet.apply(&page.text, &page.list);
        let faithful = sheet.is_faithful(page, &text);
        faithful.then_some(text).ok_or_else(|| unfaithful(file))
    };
    match reading.pages.iter().find(|page| page.file == file) {
        Some(page) => {
            let before = (!page.new).then_some(page.text.as_str());
            Ok(Rewrite { file: file.to_owned(), before, after: after(page)? })
        }
        None => Ok(Rewrite { file: file.to_owned(), before: None, after: after(&Page::fresh(file, "[]")?)? }),
    }
}

fn unfaithful(file: &str) -> Error {
    Error::Text {
        place: Place { file: file.to_owned(), line: 0, column: 0 },
        message: "what would be written does not read back as what was meant".to_owned(),
        hint: Some("nothing was written; please report this with the command".to_owned()),
    }
}

/// What is to happen to which file.
struct Plan<'r> {
    reading: &'r Reading,
    sheets: BTreeMap<String, Sheet>,
    /// Where new records go: the file, and the record they come behind.
    fresh: HashMap<u64, (String, Option<usize>)>,
}

impl<'r> Plan<'r> {
    fn head(&mut self, edit: &Edit<Settings>) -> Result<(), Error> {
        let Some(settings) = &edit.after else { return Ok(()) };
        self.replace(&Key::Network, settings, Shape::Head)
    }

    fn edit<R: Record>(&mut self, edit: &Edit<R>) -> Result<(), Error> {
        match (&edit.before, &edit.after) {
            (Some(_), Some(after)) => self.replace(&R::key(after.id()), after, shape::<R>()),
            (Some(before), None) => {
                let (page, item) = self.find(&R::key(before.id()))?;
                self.sheet(&page.file).removed.insert(item);
                Ok(())
            }
            (None, Some(after)) => self.add(after),
            (None, None) => Ok(()),
        }
    }

    fn find(&self, key: &Key) -> Result<(&'r Page, usize), Error> {
        let found = self.reading.find(key).map(|(page, item)| (&self.reading.pages[page], item));
        found.ok_or_else(|| unfaithful(&layout::file_of(key)))
    }

    fn sheet(&mut self, file: &str) -> &mut Sheet {
        self.sheets.entry(file.to_owned()).or_default()
    }

    fn replace<R>(&mut self, key: &Key, record: &R, shape: Shape) -> Result<(), Error>
    where
        R: serde::Serialize + serde::de::DeserializeOwned + PartialEq,
    {
        let (page, item) = self.find(key)?;
        let span = &page.list.items[item];
        let spread = page.text[span.start..span.end].contains('\n');
        let shape = if shape == Shape::Fitting && spread { Shape::Fields } else { shape };
        let text = stanza(page, Some(span), record, shape)?;
        let file = page.file.clone();
        self.sheet(&file).replaced.insert(item, text);
        Ok(())
    }

    fn add<R: Record>(&mut self, record: &R) -> Result<(), Error> {
        let key = R::key(record.id());
        let file = layout::file_of(&key);
        let behind = self.neighbour::<R>(&record.id(), &file);
        let page = self.reading.pages.iter().find(|page| page.file == file);
        let text = match page {
            Some(page) => {
                let model = behind.map_or_else(|| page.list.items.first(), |item| page.list.items.get(item));
                stanza(page, model, record, shape::<R>())?
            }
            None => stanza(&Page::fresh(&file, "[]")?, None, record, shape::<R>())?,
        };
        self.sheet(&file).added.entry(behind).or_default().push(text);
        self.fresh.insert(layout::mark(&key), (file, behind));
        Ok(())
    }

    /// Returns the record of the file a new one comes behind: the one with the next smaller identity.
    fn neighbour<R: Record>(&self, id: &R::Id, file: &str) -> Option<usize> {
        for (near, _) in R::table(&self.reading.network).range(..id.clone()).rev() {
            let key = R::key(near.clone());
            match self.fresh.get(&layout::mark(&key)) {
                Some((home, behind)) if home == file => return *behind,
                _ => {}
            }
            match self.reading.find(&key) {
                Some((page, item)) if self.reading.pages[page].file == file => return Some(item),
                // Meetings of the year before: nothing smaller can stand in this file where it belongs.
                _ if layout::file_of(&key) != file => return None,
                _ => {}
            }
        }
        None
    }
}

fn shape<R: Record>() -> Shape {
    if R::KIND == Kind::Meeting { Shape::Line } else { Shape::Fitting }
}

/// Returns the record as it is to stand on the page, indented like `model`, and read back to be sure.
fn stanza<R>(page: &Page, model: Option<&Item>, record: &R, shape: Shape) -> Result<String, Error>
where
    R: serde::Serialize + serde::de::DeserializeOwned + PartialEq,
{
    let plain = write::record(record, shape).map_err(|_| unfaithful(&page.file))?;
    let line_end = format!("{}{}", newline(&page.text), indent(&page.text, model));
    let text = plain.replace('\n', &line_end);
    let back = write::options().from_str::<R>(&text);
    back.is_ok_and(|back| back == *record).then_some(text).ok_or_else(|| unfaithful(&page.file))
}
