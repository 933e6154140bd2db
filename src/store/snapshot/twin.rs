//! The twin of a list file: its records packed, where each stands, and what tells that the file is still the same.
//!
//! ```text
//! head     17 numbers of 8 bytes, the last their fingerprint
//! index    44 bytes a record in the order of the file: fingerprint of its text, mark, line, column, end of its digest,
//!          n-th by mark, n-th by identity, its end, half the fingerprint of the packed record
//! digests  one behind the other, before each its length: a byte, or 255 and 4 bytes
//! records  the packed records, one behind the other
//! places   where the records stand in the text, by byte
//! ```

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;
use std::path::Path;

use super::Trust;
use super::bale::check;
use super::head::{HEAD, Head, u32_at, u64_at};
use super::places;
use crate::store::files::fingerprint;
use crate::store::stamps::{self, Kept, Stamp};

pub(super) const ENTRY: usize = 44;
/// Where in an entry the mark stands, and the numbers behind line and column.
pub(super) const MARK: usize = 8;
const DIGEST: usize = 24;
pub(super) const BY_MARK: usize = 28;
const BY_ID: usize = 32;
const END: usize = 36;
const CHECK: usize = 40;
/// The byte before a digest whose length does not fit into it.
pub(super) const LONG: u8 = 255;

/// What is kept of one record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Entry {
    /// The fingerprint of its text.
    pub(in crate::store) print: u64,
    /// The mark of its key.
    pub(in crate::store) mark: u64,
    /// Where it begins.
    pub(in crate::store) line: u32,
    pub(in crate::store) column: u32,
}

/// The twin of a list file, on disk or just made; that of nothing by default.
#[derive(Debug, Default)]
pub(in crate::store) struct Twin {
    pub(super) head: Cell<Head>,
    pub(super) file: RefCell<Option<Kept>>,
    /// How many records were read by themselves.
    pub(super) alone: Cell<u64>,
    /// How often a record was looked for.
    pub(super) sought: Cell<u32>,
    pub(super) trust: Trust,
    pub(super) index: OnceCell<Vec<u8>>,
    pub(super) digests: OnceCell<Vec<u8>>,
    pub(super) records: OnceCell<Vec<u8>>,
    pub(super) places: OnceCell<Vec<u8>>,
}

impl Twin {
    /// Opens a twin of this very program, whose head is whole; the rest is looked at when it is needed.
    pub(super) fn open(path: &Path, trust: &Trust) -> Option<Self> {
        let file = stamps::open(path)?;
        let head = Head::of(&file.part(0, HEAD)?)?;
        let file = RefCell::new(Some(file));
        Some(Self { head: Cell::new(head), file, trust: trust.clone(), ..Self::default() })
    }

    /// Lets the file go: what was not asked for yet is not there any more.
    pub(in crate::store) fn close(&self) {
        self.file.take();
    }

    fn head(&self) -> Head {
        self.head.get()
    }

    /// Returns the twin, its damage told to that trust.
    pub(super) fn told_to(self, trust: &Trust) -> Self {
        Self { trust: trust.clone(), ..self }
    }

    /// Returns whether a file of that stamp is the one the twin was made of, beyond doubt.
    pub(in crate::store) fn stands_for(&self, stamp: &Stamp) -> bool {
        self.head().stamp == *stamp && self.head().is_settled()
    }

    /// Returns the fingerprint of the file the twin was made of.
    pub(in crate::store) fn print(&self) -> u64 {
        self.head().print
    }

    /// Returns the stamp the file had.
    pub(in crate::store) fn stamp(&self) -> Stamp {
        self.head().stamp
    }

    /// Notes that the file had that stamp at that time.
    pub(in crate::store) fn note(&self, stamp: Stamp, taken: i64) {
        self.head.set(Head { stamp, taken, ..self.head() });
    }

    /// Writes what was noted into the twin at that path, unless it would be in doubt all the same.
    pub(super) fn restate(&self, path: &Path) {
        let before = self.part(0, HEAD);
        if let Some(before) = before.filter(|_| self.head().is_settled()) {
            // Else the file is read again by the next command.
            let _ = stamps::restate(path, &before, &self.head().bytes());
        }
    }

    /// Writes the twin.
    pub(super) fn keep(&self, path: &Path) {
        // Else the file is parsed again by the next command.
        let parts = [&self.head().bytes(), self.index(), self.digests(), self.records(), self.places()];
        let _ = stamps::keep(path, &parts);
    }

    fn part(&self, from: u64, length: u64) -> Option<Vec<u8>> {
        self.file.borrow().as_ref()?.part(from, length)
    }

    fn section(&self, from: u64, length: u64, check: u64) -> Vec<u8> {
        if length == 0 {
            return Vec::new();
        }
        match self.part(from, length) {
            Some(bytes) if fingerprint(&bytes) == check => bytes,
            _ => {
                self.trust.lose();
                Vec::new()
            }
        }
    }

    /// Returns where the digests and the records begin.
    fn starts(&self) -> (u64, u64) {
        let digests = self.head().n.saturating_mul(ENTRY as u64).saturating_add(HEAD);
        (digests, digests.saturating_add(self.head().digested))
    }

    pub(super) fn index(&self) -> &[u8] {
        let length = self.head().n.saturating_mul(ENTRY as u64);
        self.index.get_or_init(|| self.section(HEAD, length, self.head().index))
    }

    pub(super) fn digests(&self) -> &[u8] {
        self.digests.get_or_init(|| self.section(self.starts().0, self.head().digested, self.head().digests))
    }

    /// Hands over the digests some at a time, without keeping them.
    pub(super) fn pour_digests(&self, take: impl FnMut(&[u8]) -> usize) {
        self.pour((self.starts().0, self.head().digested), self.head().digests, take);
    }

    /// Hands over the index some at a time, without keeping it.
    pub(super) fn pour_index(&self, take: impl FnMut(&[u8]) -> usize) {
        self.pour((HEAD, self.head().n.saturating_mul(ENTRY as u64)), self.head().index, take);
    }

    fn pour(&self, (from, length): (u64, u64), check: u64, take: impl FnMut(&[u8]) -> usize) {
        let print = self.file.borrow().as_ref().and_then(|file| file.pour(from, length, take));
        if length > 0 && print != Some(check) {
            self.trust.lose();
        }
    }

    fn records(&self) -> &[u8] {
        self.records.get_or_init(|| self.section(self.starts().1, self.head().length, self.head().records))
    }

    pub(super) fn places(&self) -> &[u8] {
        let from = self.starts().1.saturating_add(self.head().length);
        let read = || self.section(from, places::length(self.head().n), self.head().places);
        self.places.get_or_init(read)
    }

    /// Returns how many records there are.
    pub(in crate::store) fn n(&self) -> usize {
        self.index().len() / ENTRY
    }

    /// Returns whether there is no record, without a look at them.
    pub(in crate::store) fn is_empty(&self) -> bool {
        self.head().n == 0
    }

    /// Returns the number of the n-th record in the order of identities.
    pub(in crate::store) fn by_id(&self, n: usize) -> usize {
        self.number(n, BY_ID)
    }

    /// Returns what is kept of a record.
    pub(in crate::store) fn entry(&self, item: usize) -> Entry {
        let (index, at) = (self.index(), item * ENTRY);
        let narrow = |at| u32::try_from(u32_at(index, at)).unwrap_or(u32::MAX);
        Entry {
            print: u64_at(index, at),
            mark: u64_at(index, at + MARK),
            line: narrow(at + 16),
            column: narrow(at + 20),
        }
    }

    pub(super) fn number(&self, item: usize, at: usize) -> usize {
        u32_at(self.index(), item * ENTRY + at)
    }

    /// Returns the digest of a record.
    pub(in crate::store) fn digest(&self, item: usize) -> &[u8] {
        let start = item.checked_sub(1).map_or(0, |before| self.number(before, DIGEST));
        self.digests().get(start..).and_then(first_digest).unwrap_or_default().0
    }

    /// Returns where the packed record stands, its entry read by itself unless all are known.
    pub(super) fn parcel(&self, item: usize) -> Option<Parcel> {
        let (from, n) = (item.saturating_sub(1), item.min(1));
        let at = from * ENTRY;
        let entries: Cow<'_, [u8]> = match self.index.get() {
            Some(index) => index.get(at..at + (n + 1) * ENTRY)?.into(),
            None => self.part(HEAD + at as u64, ((n + 1) * ENTRY) as u64)?.into(),
        };
        let number = |at: usize| u32_at(&entries, at);
        let start = if n == 0 { 0 } else { number(END) };
        Some(Parcel { span: start..number(n * ENTRY + END), check: number(n * ENTRY + CHECK) })
    }

    /// Returns a record, packed.
    pub(in crate::store) fn packed(&self, item: usize) -> &[u8] {
        let span = self.parcel(item).map(|parcel| parcel.span);
        span.and_then(|span| self.records().get(span)).unwrap_or_default()
    }

    /// Reads all records where so many more, read one by one, would take longer.
    pub(super) fn expect(&self, more: usize) {
        self.alone.set(self.alone.get().saturating_add(more as u64));
        if self.alone.get().saturating_mul(ASKING) > self.head().length {
            let _both = [self.index(), self.records()];
        }
    }

    /// Returns a packed record, read by itself unless all are known.
    pub(super) fn opened(&self, Parcel { span, check: expected }: Parcel) -> Cow<'_, [u8]> {
        if let Some(records) = self.records.get() {
            return records.get(span).unwrap_or_default().into();
        }
        let bytes = self.part(self.starts().1 + span.start as u64, span.len() as u64);
        bytes.filter(|it| check(it) as usize == expected).unwrap_or_default().into()
    }

    /// Reads all records and returns whether that could be done.
    pub(in crate::store) fn is_whole(&self) -> bool {
        let _all = [self.index(), self.digests(), self.records(), self.places()];
        self.trust.holds()
    }
}

/// Where a packed record stands among all, and half its fingerprint.
pub(super) struct Parcel {
    span: Range<usize>,
    check: usize,
}

/// So many bytes are read, and memory found for them, in the time it takes to ask for some.
const ASKING: u64 = 4 * 1024;

/// Returns the digest that stands first, and what is behind it.
pub(super) fn first_digest(digests: &[u8]) -> Option<(&[u8], &[u8])> {
    let (short, behind) = digests.split_first()?;
    match *short {
        LONG => behind.get(4..)?.split_at_checked(u32_at(behind, 0)),
        short => behind.split_at_checked(usize::from(short)),
    }
}
