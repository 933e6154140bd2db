//! Files and what is to stand in them: made from what becomes of their records, or from the bytes that a command replaced
//! and undo restores. It knows texts, no file system.

use std::collections::BTreeSet;

use super::hunks::Patch;
use super::page::Page;
use super::read::Reading;
use super::splice::{self, Sheet, Splice};
use super::split::{self, List};
use super::{Error, Place, spans, write};
use crate::network::Change;

/// A file and what is to stand in it.
#[derive(Debug)]
pub(super) struct Rewrite {
    pub(super) file: String,
    /// What is to stand there; none if the file is to go.
    pub(super) after: Option<String>,
    /// What was replaced in it.
    pub(super) patch: Patch,
}

impl Rewrite {
    /// Returns the rewrite of a file from its first byte to its last.
    pub(super) fn whole(file: &str, before: Option<&str>, after: Option<String>) -> Self {
        let fresh = write::fresh("[]");
        let (old, new) = (before.unwrap_or(&fresh), after.as_ref().unwrap_or(&fresh).clone());
        let patch = Patch::of(file, before, old, &[(0..old.len(), new)], after.as_deref());
        Self { file: file.to_owned(), after, patch }
    }

    /// Returns the rewrite that replaces what lies between the beginning and the end both texts share.
    pub(super) fn differing(file: &str, before: &str, after: String) -> Self {
        let alike = |(one, other): &(char, char)| one == other;
        let length = |(letter, _): (char, char)| letter.len_utf8();
        let start: usize = before.chars().zip(after.chars()).take_while(alike).map(length).sum();
        let (left, right) = (before[start..].chars().rev(), after[start..].chars().rev());
        let end: usize = left.zip(right).take_while(alike).map(length).sum();
        let new = after[start..after.len() - end].to_owned();
        let patch = Patch::of(file, Some(before), before, &[(start..before.len() - end, new)], Some(&after));
        Self { file: file.to_owned(), after: Some(after), patch }
    }
}

/// Returns the files that change and their new texts, the very bytes restored of the patches, applied in their order, in files that are as these expect:
/// also where all commands together leave every record as it was, since a comment may have gone and not come back.
pub(super) fn restored(reading: &Reading, changes: &[Change], patches: &[Patch]) -> Result<Vec<Rewrite>, Error> {
    let mut rewrites = spans::rewrite(reading, changes)?;
    let files: BTreeSet<&str> = patches.iter().map(|patch| patch.file.as_str()).collect();
    for file in files {
        let page = reading.pages.iter().find(|page| page.file == file && !page.new);
        let before = page.map(|page| page.text.as_str());
        let mut mine = patches.iter().filter(|patch| patch.file == file);
        let patched = mine.try_fold(before.map(str::to_owned), |text, patch| patch.applied(text.as_deref()));
        let Some(after) = patched.filter(|after| after.as_deref() != before) else { continue };
        rewrites.retain(|it| it.file != file);
        rewrites.push(match (before, after) {
            (Some(before), Some(after)) => Rewrite::differing(file, before, after),
            (before, after) => Rewrite::whole(file, before, after),
        });
    }
    rewrites.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(rewrites)
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
    if !is_faithful(sheet, page, &after) {
        return Err(unfaithful(file));
    }
    let before = before.map(|page| page.text.as_str());
    let patch = Patch::of(file, before, &page.text, &splices, Some(&after));
    Ok(Rewrite { file: file.to_owned(), after: Some(after), patch })
}

/// Returns whether the new text, split anew, holds record by record what it should, and the old header.
fn is_faithful(sheet: &Sheet, page: &Page, text: &str) -> bool {
    let list = match page.list.outermost {
        false => split::single(text).map(|(header, item)| List { header, items: vec![item], ..List::default() }),
        true => split::list(text),
    };
    let Ok(list) = list else { return false };
    let added = |behind| sheet.added.get(&behind).into_iter().flatten().map(|it| it.text.clone());
    let stays = (0..page.list.items.len()).flat_map(|item| {
        let kept = (!sheet.removed.contains(&item)).then(|| spliced(page, item, &sheet.inside));
        kept.into_iter().chain(added(Some(item)))
    });
    let expected = added(None).chain(stays);
    list.items.iter().map(|item| &text[item.start..item.end]).eq(expected)
        && text[list.header.clone()] == page.text[page.list.header.clone()]
}

/// Returns the text of an item with those of the splices in it that lie inside it.
pub(super) fn spliced(page: &Page, item: usize, splices: &[Splice]) -> String {
    let item = &page.list.items[item];
    let first = splices.partition_point(|(range, _)| range.start < item.start);
    let within = splices[first..].iter().take_while(|(range, _)| range.end <= item.end);
    let within = within.map(|(range, new)| (range.start - item.start..range.end - item.start, new.clone()));
    splice::splice(&page.text[item.start..item.end], &within.collect::<Vec<_>>())
}

/// The error of a text that does not read back as what was meant.
pub(super) fn unfaithful(file: &str) -> Error {
    Error::Text {
        place: Place { file: file.to_owned(), line: 0, column: 0 },
        message: "what would be written does not read back as what was meant".to_owned(),
        hint: Some("nothing was written; please report this with the command".to_owned()),
    }
}
