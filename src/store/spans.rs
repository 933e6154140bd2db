//! Changed records put into the text of their files: of a record that was there the values that changed are replaced and
//! no byte beside them. It knows texts and records, no file system.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::layout;
use super::page::Page;
use super::read::Reading;
use super::rewrites::{self, Rewrite, spliced, unfaithful};
use super::said::{Said, relaid};
use super::splice::{self, Added, Sheet, Splice};
use super::write::Shape;
use super::{Error, amend, successors};
use crate::network::change::each;
use crate::network::{Change, Edit, Key, Kind, Record};

/// Returns the files that change and their new texts. `reading` is what was read, its network already changed.
pub(super) fn rewrite(reading: &Reading, changes: &[Change]) -> Result<Vec<Rewrite>, Error> {
    rewrite_others(reading, changes, BTreeSet::new())
}

/// Returns the same, but for the files that are done already.
pub(super) fn rewrite_others(
    reading: &Reading,
    changes: &[Change],
    done: BTreeSet<String>,
) -> Result<Vec<Rewrite>, Error> {
    let said: HashMap<Key, Said> = changes.iter().map(|change| (change.key(), Said::of(change))).collect();
    let heirs = successors::of(changes);
    let mut plan = Plan { reading, done, sheets: BTreeMap::new(), homes: BTreeMap::new(), moved: HashMap::new() };
    for change in changes {
        plan.leave(&said[&change.key()], heirs.get(&change.key()).map(|heir| &said[heir]))?;
    }
    plan.sheets.values_mut().for_each(|sheet| sheet.inside.sort_by_key(|(range, _)| (range.start, range.end)));
    for change in changes {
        each!(change, edit => plan.arrive(edit, &said[&change.key()])?, _head => {});
    }
    let open = plan.sheets.iter().filter(|(file, _)| !plan.done.contains(*file));
    open.map(|(file, sheet)| rewrites::spliced_file(reading, file, sheet)).collect()
}

/// What is to happen to which file.
struct Plan<'r> {
    reading: &'r Reading,
    /// Files in which nothing is left to do.
    done: BTreeSet<String>,
    sheets: BTreeMap<String, Sheet>,
    /// Where records stand that are not found under their identity yet: the file, and the piece they are or come behind.
    homes: BTreeMap<Key, (String, Option<usize>)>,
    /// Records on their way to another place, by what they are called there.
    moved: HashMap<u64, Added>,
}

impl<'r> Plan<'r> {
    /// Changes a record where it stands, or takes it away; its heir takes its place, or its words along.
    fn leave(&mut self, said: &Said, heir: Option<&Said>) -> Result<(), Error> {
        let Some(before) = &said.before else { return Ok(()) };
        let (page, item) = self.find(&said.key)?;
        let (key, after) = match (&said.after, heir) {
            (Some(after), _) => (&said.key, after),
            (None, Some(Said { key, after: Some(after), .. })) => (key, after),
            (None, _) => {
                self.sheet(&page.file).removed.insert(item);
                return Ok(());
            }
        };
        if self.done.contains(&page.file) && self.done.contains(&layout::file_of(key)) {
            return Ok(());
        }
        let splices = amended(page, item, said.key.kind(), before, after)?;
        if keeps_its_place(&said.key, key) {
            self.homes.insert(key.clone(), (page.file.clone(), Some(item)));
            self.sheet(&page.file).inside.extend(splices);
        } else {
            let (lead, tail) = splice::belongings(&page.text, &page.list, item);
            let (lead, tail) = (page.text[lead].to_owned(), page.text[tail].to_owned());
            let text = spliced(page, item, &splices).into_owned();
            self.moved.insert(layout::mark(key), Added { lead, text, tail });
            self.sheet(&page.file).removed.insert(item);
        }
        Ok(())
    }

    /// Puts a new record where the order of identities wants it.
    fn arrive<R: Record>(&mut self, edit: &Edit<R>, said: &Said) -> Result<(), Error> {
        let (None, Some(record), Some(line)) = (&edit.before, &edit.after, &said.after) else { return Ok(()) };
        let (mark, file) = (layout::mark(&said.key), layout::file_of(&said.key));
        if self.homes.contains_key(&said.key) || self.done.contains(&file) {
            return Ok(());
        }
        let behind = self.neighbour::<R>(&record.id(), &file);
        let piece = match self.moved.remove(&mark) {
            Some(moved) => moved,
            None => Added { text: self.stanza(&file, behind, said.key.kind(), line)?, ..Added::default() },
        };
        self.sheet(&file).added.entry(behind).or_default().push(piece);
        self.homes.insert(said.key.clone(), (file, behind));
        Ok(())
    }

    fn find(&self, key: &Key) -> Result<(&'r Page, usize), Error> {
        let found = self.reading.find(key).map(|(page, item)| (&self.reading.pages[page], item));
        found.ok_or_else(|| unfaithful(&layout::file_of(key)))
    }

    fn sheet(&mut self, file: &str) -> &mut Sheet {
        self.sheets.entry(file.to_owned()).or_default()
    }

    /// Returns the record of the file a new one comes behind: the one with the next smaller identity.
    fn neighbour<R: Record>(&self, id: &R::Id, file: &str) -> Option<usize> {
        let shelf = R::shelf(&self.reading.network);
        let page = self.reading.pages.iter().find(|page| page.file == file);
        if let Some(page) = page.filter(|_| !shelf.is_table()) {
            return self.neighbour_on::<R>(id, page);
        }
        for (near, _) in shelf.range(..id.clone()).rev() {
            let key = R::key(near.clone());
            match self.homes.get(&key) {
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

    /// Returns the same without a look at all records.
    fn neighbour_on<R: Record>(&self, id: &R::Id, page: &Page) -> Option<usize> {
        let twin = &page.twin;
        let known = |item: usize| twin.record::<R>(item).map(|record| record.id());
        let stays = |item: &usize| known(*item).is_some_and(|id| R::shelf(&self.reading.network).contains_key(&id));
        let (mut low, mut high) = (0, twin.n());
        while low < high {
            let middle = low.midpoint(high);
            if known(twin.by_id(middle)).is_some_and(|it| it < *id) { low = middle + 1 } else { high = middle }
        }
        let old = (0..low).rev().map(|n| twin.by_id(n)).find(stays);
        let homes = self.homes.range(..R::key(id.clone())).rev();
        let new = homes.map(|(key, (home, behind))| (key, home, behind)).find(|it| *it.1 == page.file);
        let is_nearer = |key: &Key| old.and_then(known).is_none_or(|old| *key > R::key(old));
        new.filter(|it| is_nearer(it.0)).map_or(old, |it| *it.2)
    }

    /// Returns a new record as it is to stand in the file, indented like those near it.
    fn stanza(&self, file: &str, near: Option<usize>, kind: Kind, line: &str) -> Result<String, Error> {
        let shape = if kind == Kind::Meeting { Shape::Line } else { Shape::Fitting };
        let plain = relaid(kind, line, shape).ok_or_else(|| unfaithful(file))?;
        let there = self.reading.pages.iter().find(|page| page.file == file);
        let margin = there.map_or_else(|| "    ".to_owned(), |page| splice::indent(&page.text, &page.list, near));
        let line_end = there.map_or("\n", |page| splice::newline(&page.text));
        let text = plain.replace('\n', &format!("{line_end}{margin}"));
        let back = relaid(kind, &text, Shape::Line);
        back.is_some_and(|back| back == line).then_some(text).ok_or_else(|| unfaithful(file))
    }
}

/// Returns whether a record stays where it stands under its new identity: a meeting moves with its day.
fn keeps_its_place(old: &Key, new: &Key) -> bool {
    match (old, new) {
        (Key::Meeting(old), Key::Meeting(new)) => old.on == new.on,
        _ => true,
    }
}

/// Returns the splices that make an item say what `after` says, read back to be sure: of its values where it can be taken
/// apart, else of the whole.
fn amended(page: &Page, item: usize, kind: Kind, before: &str, after: &str) -> Result<Vec<Splice>, Error> {
    let span = page.list.items[item].start..page.list.items[item].end;
    let says =
        |splices: &Vec<Splice>| relaid(kind, &spliced(page, item, splices), Shape::Line).is_some_and(|it| it == after);
    if let Some(splices) = amend::splices(&page.text, span.clone(), before, after).filter(says) {
        return Ok(splices);
    }
    let shape = match kind {
        Kind::Network => Shape::Head,
        Kind::Meeting => Shape::Line,
        _ if page.text[span.clone()].contains('\n') => Shape::Fields,
        _ => Shape::Fitting,
    };
    let line_end = format!("{}{}", splice::newline(&page.text), splice::indent(&page.text, &page.list, Some(item)));
    let whole = relaid(kind, after, shape).map(|text| vec![(span, text.replace('\n', &line_end))]);
    whole.filter(says).ok_or_else(|| unfaithful(&page.file))
}
