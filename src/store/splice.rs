//! Records replaced, removed and added in a text, every other byte kept: where a record's own bytes begin and end, comments
//! included, and where a new one goes. It knows texts, no record.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::read::Page;
use super::scan;
use super::split::{self, Item, List};

/// What happens to the records of one page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) replaced: BTreeMap<usize, String>,
    pub(super) removed: BTreeSet<usize>,
    /// New records by the one they come behind, none for the front.
    pub(super) added: BTreeMap<Option<usize>, Vec<String>>,
}

impl Sheet {
    /// Returns the text with the changes in it.
    pub(super) fn apply(&self, text: &str, list: &List) -> String {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (item, record) in &self.replaced {
            edits.push((list.items[*item].start..list.items[*item].end, record.clone()));
        }
        edits.extend(self.removed.iter().map(|item| (own(text, list, *item), String::new())));
        for (behind, records) in &self.added {
            insert(text, list, *behind, records, &mut edits);
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        splice(text, &edits)
    }

    /// Returns whether the new text holds, record by record, what it should, found by splitting it again.
    pub(super) fn is_faithful(&self, page: &Page, text: &str) -> bool {
        let list = match page.list.open {
            0 => split::single(text).map(|(header, item)| List { header, items: vec![item], ..List::default() }),
            _ => split::list(text),
        };
        let Ok(list) = list else { return false };
        let old = |item: usize| &page.text[page.list.items[item].start..page.list.items[item].end];
        let added = |behind| self.added.get(&behind).into_iter().flatten().map(String::as_str);
        let expected = added(None).chain((0..page.list.items.len()).flat_map(|item| {
            let kept =
                (!self.removed.contains(&item)).then(|| self.replaced.get(&item).map_or(old(item), String::as_str));
            kept.into_iter().chain(added(Some(item)))
        }));
        list.items.iter().map(|item| &text[item.start..item.end]).eq(expected)
            && text[list.header.clone()] == page.text[page.list.header.clone()]
    }
}

fn splice(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut new = String::with_capacity(text.len() + edits.iter().map(|(_, it)| it.len()).sum::<usize>());
    let mut from = 0;
    for (range, replacement) in edits {
        new.push_str(&text[from.min(range.start)..range.start]);
        new.push_str(replacement);
        from = range.end;
    }
    new.push_str(&text[from..]);
    new
}

/// Returns the byte behind an item and its comma, or behind the opening bracket.
fn behind_of(list: &List, item: Option<usize>) -> usize {
    item.map_or(list.open, |item| list.items[item].comma.unwrap_or(list.items[item].end))
}

/// Returns the byte the next record begins at, or the closing bracket.
fn next_of(list: &List, item: Option<usize>) -> usize {
    list.items.get(item.map_or(0, |item| item + 1)).map_or(list.close, |item| item.start)
}

/// Returns the byte behind the comments that follow on the same line, if the line ends behind them.
fn line_tail(text: &str, list: &List, item: Option<usize>) -> usize {
    let (from, next) = (behind_of(list, item), next_of(list, item));
    let gap = &text[from..next];
    let mut end = 0;
    for comment in scan::comments(gap) {
        if gap[end..comment.start].contains('\n') {
            break;
        }
        end = comment.end;
    }
    if gap[end..].contains('\n') { from + end } else { from }
}

/// Returns a record's own bytes: its leading comment, its comma, the comment behind it on its line, and the lines they
/// stand on if nothing else does.
fn own(text: &str, list: &List, item: usize) -> Range<usize> {
    let above = line_tail(text, list, item.checked_sub(1));
    let start = lead(text, above, list.items[item].start);
    let (end, next) = (line_tail(text, list, Some(item)), next_of(list, Some(item)));
    let margin =
        text[above..start].rfind('\n').map(|at| above + at + 1).filter(|&at| text[at..start].trim().is_empty());
    let line_end = text[end..next].find('\n').map(|at| end + at + 1).filter(|&at| text[end..at].trim().is_empty());
    match (margin, line_end) {
        (Some(margin), Some(line_end)) => margin..line_end,
        _ => start..end + text[end..next].bytes().take_while(|&byte| byte == b' ').count(),
    }
}

/// Returns where the comments directly above a record begin: those with no empty line before the next.
fn lead(text: &str, above: usize, start: usize) -> usize {
    let gap = &text[above..start];
    let mut lead = gap.len();
    for comment in scan::comments(gap).into_iter().rev() {
        if gap[comment.end..lead].matches('\n').count() > 1 {
            break;
        }
        lead = comment.start;
    }
    above + lead
}

/// Adds the edits that put new records behind an item, on lines of their own where the list is written in lines.
fn insert(text: &str, list: &List, behind: Option<usize>, records: &[String], edits: &mut Vec<(Range<usize>, String)>) {
    let (at, next) = (line_tail(text, list, behind), next_of(list, behind));
    if let Some(item) = behind.map(|item| &list.items[item]).filter(|item| item.comma.is_none()) {
        edits.push((item.end..item.end, ",".to_owned()));
    }
    let model = behind.map_or_else(|| list.items.first(), |item| list.items.get(item));
    let line = format!("{}{}", newline(text), indent(text, model));
    let in_lines = text[at..next].contains('\n');
    let mut new = String::new();
    for record in records {
        match (in_lines || next == list.close, behind) {
            (true, _) => new.extend([line.as_str(), record, ","]),
            (false, Some(_)) => new.extend([" ", record, ","]),
            (false, None) => new.extend([record, ", "]),
        }
    }
    if next == list.close && !in_lines {
        new.push_str(newline(text));
    }
    edits.push((at..at, new));
}

/// Returns how lines end in the text.
pub(super) fn newline(text: &str) -> &'static str {
    let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    if crlf { "\r\n" } else { "\n" }
}

/// Returns what stands before the record on its line, if that is nothing but white space; four spaces otherwise.
pub(super) fn indent<'t>(text: &'t str, model: Option<&Item>) -> &'t str {
    let line = model.map(|item| &text[text[..item.start].rfind('\n').map_or(0, |at| at + 1)..item.start]);
    line.filter(|line| line.bytes().all(|byte| byte == b' ' || byte == b'\t')).unwrap_or("    ")
}
