//! Where the records of a RON text begin and end, found in one pass without reading them: strings, characters, comments
//! and brackets are told apart, nothing else. No recursion, linear in the text. It knows no record and no file.

use std::ops::Range;

use super::scan::{Broken, Scan};

/// A record in a list, by byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte behind its last.
    pub(super) end: usize,
    /// The byte behind the comma that follows, if one does.
    pub(super) comma: Option<usize>,
}

/// A list of records, by byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    /// The attributes before it.
    pub(super) header: Range<usize>,
    /// The byte behind its opening bracket.
    pub(super) open: usize,
    /// Its records.
    pub(super) items: Vec<Item>,
    /// Its closing bracket.
    pub(super) close: usize,
    /// True if it is that of a file, not one inside a record.
    pub(super) outermost: bool,
}

/// Splits a text that holds one list.
pub(super) fn list(text: &str) -> Result<List, Broken> {
    let mut scan = Scan::of(text);
    let header = scan.header()?;
    if scan.peek() != Some(b'[') {
        return scan.broken("expected the opening `[` of a list");
    }
    scan.at += 1;
    let mut list = List { header, open: scan.at, outermost: true, ..List::default() };
    while scan.is_before_item()? {
        list.items.push(scan.item()?);
    }
    list.close = scan.at;
    scan.at += 1;
    scan.finish().map(|()| list)
}

/// Splits a text that holds one list, and was `old`, so many bytes long, before something else came in the place of the
/// bytes `changed`. What a record is does not depend on those before it: only those between the last that begins before
/// these bytes and the first behind them that begins where one began are looked for.
pub(super) fn list_anew(text: &str, old: &List, length: usize, changed: &Range<usize>) -> Result<List, Broken> {
    let Some(first) = old.items.partition_point(|it| it.start < changed.start).checked_sub(1) else {
        return list(text);
    };
    let mut scan = Scan::of(text);
    scan.at = old.items[first].start;
    let mut new = List { items: old.items[..first].to_vec(), header: old.header.clone(), ..*old };
    while scan.is_before_item()? {
        let before = (scan.at + length).checked_sub(text.len()).filter(|it| *it >= changed.end);
        if let Some(same) = before.and_then(|it| old.items.binary_search_by_key(&it, |item| item.start).ok()) {
            let now = |at: usize| at + text.len() - length;
            let moved = |it: &Item| Item { start: now(it.start), end: now(it.end), comma: it.comma.map(now) };
            new.items.extend(old.items[same..].iter().map(moved));
            return Ok(List { close: now(old.close), ..new });
        }
        new.items.push(scan.item()?);
    }
    new.close = scan.at;
    scan.at += 1;
    scan.finish().map(|()| new)
}

/// Splits a text that holds one record.
pub(super) fn single(text: &str) -> Result<(Range<usize>, Item), Broken> {
    let mut scan = Scan::of(text);
    let header = scan.header()?;
    let item = scan.item()?;
    match item.comma {
        Some(comma) => Err(Broken { at: comma - 1, message: "expected nothing after the record" }),
        None => scan.finish().map(|()| (header, item)),
    }
}

impl Scan<'_> {
    /// Steps over attributes, `#![enable(implicit_some)]`.
    fn header(&mut self) -> Result<Range<usize>, Broken> {
        self.gap()?;
        let (start, mut end) = (self.at, self.at);
        while self.peek() == Some(b'#') {
            self.at += self.bytes[self.at..].iter().take_while(|b| matches!(b, b'#' | b'!' | b' ')).count();
            self.brackets()?;
            end = self.at;
            self.gap()?;
        }
        Ok(start..end)
    }

    /// Steps to the next record of a list; false if its end is there.
    fn is_before_item(&mut self) -> Result<bool, Broken> {
        self.gap()?;
        match self.peek() {
            Some(byte) => Ok(byte != b']'),
            None => self.broken("expected the closing `]` of the list"),
        }
    }

    /// Steps over one record and the comma behind it.
    fn item(&mut self) -> Result<Item, Broken> {
        let start = self.at;
        let mut end = start;
        loop {
            match self.peek() {
                None | Some(b']' | b')' | b'}') => return self.item_end(start, end, None),
                Some(b',') => {
                    self.at += 1;
                    return self.item_end(start, end, Some(self.at));
                }
                Some(b'[' | b'(' | b'{') => self.brackets()?,
                Some(_) => self.token()?,
            }
            end = self.at;
            self.gap()?;
        }
    }

    fn item_end(&self, start: usize, end: usize, comma: Option<usize>) -> Result<Item, Broken> {
        match end > start {
            true => Ok(Item { start, end, comma }),
            false => Err(Broken { at: start, message: "expected a record" }),
        }
    }
}
