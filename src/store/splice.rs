//! Pieces replaced, removed and added in a list, every other byte kept: where a piece's own bytes begin and end, comments
//! included, where a new one goes, and who is followed by a comma. A list is that of a file's records, or the fields, entries
//! or items between the brackets of a value. It knows texts, no record.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::scan;
use super::split::{Item, List};

/// Bytes of a text and what stands there instead.
pub(super) type Splice = (Range<usize>, String);

/// A new piece of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Added {
    /// The comments it brings along, up to its first byte.
    pub(super) lead: String,
    /// The piece, without a comma.
    pub(super) text: String,
    /// The comment it brings along on its last line.
    pub(super) tail: String,
}

/// What becomes of the pieces of one list; those not named stay.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Splices inside pieces that stay.
    pub(super) inside: Vec<Splice>,
    pub(super) removed: BTreeSet<usize>,
    /// New pieces by the one they come behind, which stays; none for the front.
    pub(super) added: BTreeMap<Option<usize>, Vec<Added>>,
}

impl Sheet {
    /// Returns the splices that do it, in the order of the text.
    pub(super) fn splices(&self, text: &str, list: &List) -> Vec<Splice> {
        let mut splices = self.inside.clone();
        self.commas(text, list, &mut splices);
        splices.extend(self.removed.iter().map(|item| (own(text, list, *item), String::new())));
        for (behind, pieces) in &self.added {
            splices.push(self.insertion(text, list, *behind, pieces));
        }
        splices.sort_by_key(|(range, _)| (range.start, range.end));
        // Of two pieces that go, both claim the blank between them.
        let mut end = 0;
        for (range, _) in &mut splices {
            range.start = range.start.max(end);
            range.end = range.end.max(range.start);
            end = range.end;
        }
        splices
    }

    fn last_kept(&self, list: &List) -> Option<usize> {
        (0..list.items.len()).rev().find(|item| !self.removed.contains(item))
    }

    /// Gives the last piece that stays a comma if others follow now, or takes its comma if the last never had one.
    fn commas(&self, text: &str, list: &List, splices: &mut Vec<Splice>) {
        let Some(last) = self.last_kept(list) else { return };
        let followed = self.added.contains_key(&Some(last));
        match list.items[last].comma {
            None if followed => splices.push((list.items[last].end..list.items[last].end, ",".to_owned())),
            Some(comma) if !followed && !closes_with_comma(text, list) => {
                splices.push((comma - 1..comma, String::new()));
            }
            _ => {}
        }
    }

    /// Returns the splice that puts new pieces behind another, on lines of their own where the list is written in lines.
    fn insertion(&self, text: &str, list: &List, behind: Option<usize>, pieces: &[Added]) -> Splice {
        let ends = behind == self.last_kept(list);
        let bare = ends && !closes_with_comma(text, list);
        let line = format!("{}{}", newline(text), indent(text, list, behind));
        let in_lines = is_in_lines(text, list, behind);
        let mut new = String::new();
        for (n, piece) in pieces.iter().enumerate() {
            let comma = if bare && n + 1 == pieces.len() { "" } else { "," };
            let before = match (in_lines, behind, n) {
                (true, ..) => line.as_str(),
                (false, None, 0) => "",
                (false, ..) => " ",
            };
            new.extend([before, &piece.lead, &piece.text, comma, &piece.tail]);
        }
        if in_lines {
            let one_line = list.items.is_empty() && !text[list.open..list.close].contains('\n');
            new.push_str(if one_line { newline(text) } else { "" });
            let at = line_tail(text, list, behind);
            return (at..at, new);
        }
        if behind.is_none() && !ends {
            new.push(' ');
        }
        let at = behind_of(list, behind);
        (at..at, new)
    }
}

/// Returns the text with the splices in it, which are in order and do not overlap.
pub(super) fn splice(text: &str, splices: &[Splice]) -> String {
    let mut new = String::with_capacity(text.len() + splices.iter().map(|(_, it)| it.len()).sum::<usize>());
    let mut from = 0;
    for (range, replacement) in splices {
        new.push_str(&text[from..range.start]);
        new.push_str(replacement);
        from = range.end;
    }
    new.push_str(&text[from..]);
    new
}

/// Returns a piece with the comments that go with it: those directly above it, and the one behind it on its line.
pub(super) fn belongings(text: &str, list: &List, item: usize) -> (Range<usize>, Range<usize>) {
    let start = list.items[item].start;
    let above = line_tail(text, list, item.checked_sub(1));
    (lead(text, above, start)..start, behind_of(list, Some(item))..line_tail(text, list, Some(item)))
}

fn is_in_lines(text: &str, list: &List, behind: Option<usize>) -> bool {
    let empty = list.items.is_empty() && list.outermost;
    empty || text[behind_of(list, behind)..next_of(list, behind)].contains('\n')
}

/// Returns whether the last piece is followed by a comma, too.
fn closes_with_comma(text: &str, list: &List) -> bool {
    list.items.last().map_or_else(|| is_in_lines(text, list, None), |last| last.comma.is_some())
}

/// Returns the byte behind an item and its comma, or behind the opening bracket.
fn behind_of(list: &List, item: Option<usize>) -> usize {
    item.map_or(list.open, |item| list.items[item].comma.unwrap_or(list.items[item].end))
}

/// Returns the byte the next piece begins at, or the closing bracket.
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

/// Returns a piece's own bytes: its leading comment, its comma, the comment behind it on its line, and the lines they
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
        _ if item + 1 == list.items.len() && margin.is_none() => {
            above + text[above..start].trim_end_matches(' ').len()..end
        }
        _ => start..end + text[end..next].bytes().take_while(|&byte| byte == b' ').count(),
    }
}

/// Returns where a record with its leading comment begins.
pub(super) fn leading(text: &str, list: &List, item: usize) -> usize {
    lead(text, line_tail(text, list, item.checked_sub(1)), list.items[item].start)
}

/// Returns where the comments directly above a piece begin: those with no empty line before the next.
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

/// Returns how lines end in the text.
pub(super) fn newline(text: &str) -> &'static str {
    let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    if crlf { "\r\n" } else { "\n" }
}

/// Returns what stands before the pieces of a list that begin a line, that of the nearest one; four spaces more than
/// the line of its bracket if there is none.
pub(super) fn indent(text: &str, list: &List, near: Option<usize>) -> String {
    let near = near.unwrap_or(0);
    let before = list.items.iter().take(near + 1).rev();
    let mut margins = before.chain(list.items.iter().skip(near + 1)).map(|item: &Item| margin(text, item.start));
    margins.find_map(|(margin, alone)| alone.then(|| margin.to_owned())).unwrap_or_else(|| {
        let outer = if list.outermost { "" } else { margin(text, list.open).0 };
        format!("{outer}    ")
    })
}

/// Returns the white space a byte's line begins with, and whether nothing else stands before the byte.
fn margin(text: &str, at: usize) -> (&str, bool) {
    let line = &text[text[..at].rfind('\n').map_or(0, |newline| newline + 1)..at];
    let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
    (&line[..blank], blank == line.len())
}
