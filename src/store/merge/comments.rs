//! The comments of a file by the record they belong to: above it, within it, behind it on its line.

use std::collections::BTreeSet;

use super::Three;
use crate::network::three_way::Followed;
use crate::network::{Key, Table};
use crate::store::page::Page;
use crate::store::read::Reading;
use crate::store::scan;
use crate::store::splice::leading;

/// Returns the comments that belong to a record: those since the record before, those inside, those behind it on its line.
pub(super) fn own(page: &Page, item: usize) -> Vec<&str> {
    let (text, list) = (page.text.as_str(), &page.list);
    let span = &list.items[item];
    let mut found = above(page, item);
    found.extend(inside(text, span.start, span.end));
    let behind = span.comma.unwrap_or(span.end);
    let next = list.items.get(item + 1).map_or(list.close, |it| it.start).max(behind);
    found.extend(tail(&text[behind..next]));
    found
}

/// Returns the comments between the record before and this one, but for those on the line of the one before.
pub(super) fn above(page: &Page, item: usize) -> Vec<&str> {
    let list = &page.list;
    let from = item.checked_sub(1).map_or(list.open, |it| list.items[it].comma.unwrap_or(list.items[it].end));
    let gap = &page.text[from..list.items[item].start];
    let skipped = if item == 0 { 0 } else { tail(gap).len() };
    all(gap).skip(skipped).collect()
}

/// Returns the comments behind the last record, on lines of their own.
pub(super) fn at_the_end(page: &Page) -> Vec<&str> {
    let list = &page.list;
    let Some(last) = list.items.last() else { return all(&page.text[list.open..list.close]).collect() };
    let gap = &page.text[last.comma.unwrap_or(last.end)..list.close.max(last.end)];
    all(gap).skip(tail(gap).len()).collect()
}

/// Returns the comments before the list begins.
pub(super) fn at_the_top(page: &Page) -> Vec<&str> {
    all(&page.text[..page.list.open.saturating_sub(1)]).collect()
}

fn all(gap: &str) -> impl Iterator<Item = &str> {
    scan::comments(gap).into_iter().map(move |range| &gap[range])
}

fn tail(gap: &str) -> Vec<&str> {
    let line = gap.find('\n').unwrap_or(gap.len());
    scan::comments(gap).into_iter().take_while(|it| it.start < line).map(|range| &gap[range]).collect()
}

/// Returns the comments within a record, which may hold strings that look like some.
fn inside(text: &str, start: usize, end: usize) -> Vec<&str> {
    let body = &text[start..end];
    scan::comments_between(body).into_iter().map(|range| &body[range]).collect()
}

/// Returns the page and item of a record.
pub(super) fn find<'r>(reading: &'r Reading, key: &Key) -> Option<(&'r Page, usize)> {
    reading.find(key).map(|(page, item)| (&reading.pages[page], item))
}

/// Returns a record with its leading comment as it is written.
pub(super) fn region((page, item): (&Page, usize)) -> &str {
    &page.text[leading(&page.text, &page.list, item)..page.list.items[item].end]
}

/// Returns the comments theirs added to a record that are not `there`.
pub(super) fn news(three: &Three<'_>, key: &Key, there: &[&str]) -> Vec<String> {
    added(&three.base, &three.theirs, key, there)
}

/// Returns the comments a side added to a record that are not `there`.
pub(super) fn added(base: &Reading, side: &Reading, key: &Key, there: &[&str]) -> Vec<String> {
    let of = |reading| find(reading, key).map(|(page, item)| own(page, item)).unwrap_or_default();
    let (base, side) = (of(base), of(side));
    let new = side.into_iter().filter(|it| !base.contains(it) && !there.contains(it));
    new.map(str::to_owned).collect()
}

/// Returns the comments ours added to records that are gone or go by another id now, unless theirs has them too.
pub(super) fn left_behind<R: Followed>(three: &Three<'_>, records: &Table<R>) -> Vec<String> {
    let keys = |reading: &Reading, there: bool| -> Vec<Key> {
        let ids = R::shelf(&reading.network).keys().filter(|id| records.contains_key(id) == there);
        ids.cloned().map(R::key).collect()
    };
    let theirs: Vec<Key> = keys(&three.theirs, true);
    let theirs = theirs.iter().filter_map(|key| find(&three.theirs, key));
    let theirs: BTreeSet<&str> = theirs.flat_map(|(page, item)| own(page, item)).collect();
    let ours = keys(&three.ours, false);
    let ours = ours.iter().flat_map(|key| added(&three.base, &three.ours, key, &[]));
    ours.filter(|it| !theirs.contains(it.as_str())).collect()
}
