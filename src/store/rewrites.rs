//! Files and what is to stand in them: made from what becomes of their records, or from the bytes that a command replaced
//! and undo restores. It knows texts, no file system.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::hunks::Patch;
use super::page::Page;
use super::read::Reading;
use super::splice::{self, Sheet, Splice};
use super::split::{self, List};
use super::{Error, Place, files, spans, write};
use crate::network::Change;

/// A file and what is to stand in it.
#[derive(Debug)]
pub(super) struct Rewrite {
    pub(super) file: String,
    /// What is to stand there; none if the file is to go.
    pub(super) after: Option<String>,
    /// What was replaced in it.
    pub(super) patch: Patch,
    /// Where the records stand in the new text, if it has been split.
    pub(super) list: Option<List>,
}

impl Rewrite {
    /// Returns the rewrite of a file from its first byte to its last.
    pub(super) fn whole(file: &str, before: Option<&str>, after: Option<String>) -> Self {
        let fresh = write::fresh("[]");
        let (old, new) = (before.unwrap_or(&fresh), after.as_ref().unwrap_or(&fresh).clone());
        let prints = (before.map(print), after.as_deref().map(print));
        let patch = Patch::of(file, prints, old, &[(0..old.len(), new)]);
        Self { file: file.to_owned(), after, patch, list: None }
    }

    /// Returns the rewrite of a page by a text of that fingerprint: what lies between the beginning and the end both
    /// texts share is replaced.
    pub(super) fn differing(page: &Page, after: String, print: u64) -> Self {
        let before = &page.text;
        let (start, end) = shared(before, &after);
        let splice = (start..before.len() - end, after[start..after.len() - end].to_owned());
        let patch = Patch::of(&page.file, (Some(page.print()), Some(print)), before, &[splice]);
        Self { file: page.file.clone(), after: Some(after), patch, list: None }
    }
}

fn print(text: &str) -> u64 {
    files::fingerprint(text.as_bytes())
}

/// Returns how many bytes two texts share at the beginning, and how many of what is left at the end; whole letters only.
fn shared(one: &str, other: &str) -> (usize, usize) {
    let alike = |(one, other): &(u8, u8)| one == other;
    let start = one.floor_char_boundary(one.bytes().zip(other.bytes()).take_while(alike).count());
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.bytes().rev().zip(other.bytes().rev()).take_while(alike).count();
    (start, one.len() - one.ceil_char_boundary(one.len() - end))
}

/// Returns the files that change and their new texts, the very bytes restored of the patches, applied in their order, in
/// files that are as these expect: also where all commands together leave every record as it was, since a comment may
/// have gone and not come back.
pub(super) fn restored(reading: &Reading, changes: &[Change], patches: &[Patch]) -> Result<Vec<Rewrite>, Error> {
    let files: BTreeSet<&str> = patches.iter().map(|patch| patch.file.as_str()).collect();
    let mut rewrites: Vec<Rewrite> = files.iter().filter_map(|file| patched(reading, file, patches)).collect();
    let done = rewrites.iter().map(|it| it.file.clone()).collect();
    rewrites.extend(spans::rewrite_others(reading, changes, done)?);
    rewrites.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(rewrites)
}

/// Returns the rewrite of a file by its patches, if they fit and make a difference.
fn patched(reading: &Reading, file: &str, patches: &[Patch]) -> Option<Rewrite> {
    let page = reading.pages.iter().find(|page| page.file == file && !page.new);
    let before = page.map(|page| page.text.as_str());
    let (mut after, mut print) = (before.map(Cow::Borrowed), page.map(Page::print));
    for patch in patches.iter().filter(|patch| patch.file == file) {
        after = patch.applied(after.as_deref(), print)?.map(Cow::Owned);
        print = patch.after;
    }
    if after.as_deref() == before {
        return None;
    }
    let after = after.map(Cow::into_owned);
    Some(match (page, after, print) {
        (Some(page), Some(after), Some(print)) => Rewrite::differing(page, after, print),
        (_, after, _) => Rewrite::whole(file, before, after),
    })
}

/// Returns the rewrite of a file by what becomes of its records.
pub(super) fn spliced_file(reading: &Reading, file: &str, sheet: &Sheet) -> Result<Rewrite, Error> {
    let there = reading.pages.iter().find(|page| page.file == file);
    let fresh = if there.is_none() { Some(Page::fresh(file, "[]")?) } else { None };
    let (Some(page), before) = (there.or(fresh.as_ref()), there.filter(|page| !page.new)) else {
        return Err(unfaithful(file));
    };
    let splices = sheet.splices(&page.text, &page.list);
    let after = splice::splice(&page.text, &splices);
    let Some(list) = faithful(sheet, page, &splices, &after) else { return Err(unfaithful(file)) };
    let prints = (before.map(Page::print), Some(print(&after)));
    let patch = Patch::of(file, prints, &page.text, &splices);
    Ok(Rewrite { file: file.to_owned(), after: Some(after), patch, list: Some(list) })
}

/// Returns where the records of the new text stand, split anew where it is new, if it holds record by record what it
/// should, and the old header.
fn faithful(sheet: &Sheet, page: &Page, splices: &[Splice], text: &str) -> Option<List> {
    let changed = splices.first().map_or(0, |it| it.0.start)..splices.last().map_or(0, |it| it.0.end);
    let list = match page.list.outermost {
        false => split::single(text).map(|(header, item)| List { header, items: vec![item], ..List::default() }),
        true => split::list_anew(text, &page.list, page.text.len(), &changed),
    };
    debug_assert!(!page.list.outermost || list == split::list(text), "splitting a part differs from splitting all");
    let list = list.ok()?;
    let added = |behind| sheet.added.get(&behind).into_iter().flatten().map(|it| Cow::Borrowed(it.text.as_str()));
    let stays = (0..page.list.items.len()).flat_map(|item| {
        let kept = (!sheet.removed.contains(&item)).then(|| spliced(page, item, &sheet.inside));
        kept.into_iter().chain(added(Some(item)))
    });
    let expected = added(None).chain(stays);
    let same = list.items.iter().map(|item| Cow::Borrowed(&text[item.start..item.end])).eq(expected)
        && text[list.header.clone()] == page.text[page.list.header.clone()];
    same.then_some(list)
}

/// Returns the text of an item with those of the splices in it that lie inside it.
pub(super) fn spliced<'p>(page: &'p Page, item: usize, splices: &[Splice]) -> Cow<'p, str> {
    let item = &page.list.items[item];
    let text = &page.text[item.start..item.end];
    let first = splices.partition_point(|(range, _)| range.start < item.start);
    let within = splices[first..].iter().take_while(|(range, _)| range.end <= item.end);
    let within = within.map(|(range, new)| (range.start - item.start..range.end - item.start, new.clone()));
    let within: Vec<Splice> = within.collect();
    if within.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(splice::splice(text, &within)) }
}

/// The error of a text that does not read back as what was meant.
pub(super) fn unfaithful(file: &str) -> Error {
    Error::Text {
        place: Place { file: file.to_owned(), line: 0, column: 0 },
        message: "what would be written does not read back as what was meant".to_owned(),
        hint: Some("nothing was written; please report this with the command".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Rewrite, shared};
    use crate::network::Person;
    use crate::store::read::{self, Reading};
    use crate::store::spans;

    fn reading() -> Reading {
        let head = "Network(format: 1, ego: \"me\")".to_owned();
        let people = "[Person(id: \"me\", name: \"Mé\")] // ß".to_owned();
        read::texts(&[("network.ron", head), ("people.ron", people)]).unwrap()
    }

    #[test]
    fn what_two_texts_share_ends_between_letters() {
        for (one, other, expected) in [
            ("", "", (0, 0)),
            ("abc", "abc", (3, 0)),
            ("abc", "axc", (1, 1)),
            ("aa", "aaa", (2, 0)),
            ("é", "è", (0, 0)),
            ("xéy", "xèy", (1, 1)),
            ("\u{e9}", "\u{129}", (0, 0)),
            ("aé", "a", (1, 0)),
        ] {
            assert_eq!(shared(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn what_differs_is_replaced_and_taken_back() {
        let reading = reading();
        let (page, text) = (&reading.pages[1], "[Person(id: \"me\", name: \"Mè\")] // ß, and more");
        let print = super::print(text);
        let patch = Rewrite::differing(page, text.to_owned(), print).patch;
        assert_eq!((patch.before, patch.after), (Some(super::print(&page.text)), Some(print)));
        assert_eq!(patch.applied(Some(&page.text), patch.before), Some(Some(text.to_owned())));
        assert_eq!(patch.reversed().applied(Some(text), patch.after), Some(Some(page.text.clone())));
    }

    #[test]
    fn a_file_that_is_done_is_not_looked_at() {
        let mut reading = reading();
        let mut revision = reading.network.revise();
        revision.put(Person::named("me".parse().unwrap(), "You"));
        revision.put(Person::named("ann".parse().unwrap(), "Ann"));
        let changes = revision.finish();
        assert_eq!(spans::rewrite(&reading, &changes).unwrap().len(), 1);
        // Where its text is not what the records were read from, every look would fail.
        reading.pages[1].text.clear();
        let done = BTreeSet::from(["people.ron".to_owned()]);
        assert!(spans::rewrite_others(&reading, &changes, done).unwrap().is_empty());
    }
}
