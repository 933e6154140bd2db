//! The twin of a list file: its records packed, where each stands, and what tells that the file is still the same.
//!
//! ```text
//! head     16 numbers of 8 bytes, the last their fingerprint
//! index    32 bytes a record in the order of the file: fingerprint of its text, mark, line, column, end, n-th by mark
//! records  the packed records, one behind the other
//! ```

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::rc::Rc;

use super::Trust;
use super::head::{HEAD, Head, u32_at, u64_at};
use super::pack::pack;
use super::unpack::unpack;
use crate::network::{Record, Table};
use crate::store::files::fingerprint;
use crate::store::stamps::{self, Stamp};

const ENTRY: usize = 32;

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
    head: Cell<Head>,
    file: Option<File>,
    trust: Trust,
    index: OnceCell<Vec<u8>>,
    records: OnceCell<Vec<u8>>,
}

impl Twin {
    /// Opens a twin of this very program, whose head is whole; the rest is looked at when it is needed.
    pub(super) fn open(path: &Path, trust: &Trust) -> Option<Self> {
        let file = stamps::open(path)?;
        let head = Head::of(&stamps::part(&file, 0, HEAD)?)?;
        Some(Self {
            head: Cell::new(head),
            file: Some(file),
            trust: trust.clone(),
            index: OnceCell::new(),
            records: OnceCell::new(),
        })
    }

    /// Returns the twin of a file of that fingerprint, its records packed one behind the other, each with its end.
    pub(super) fn made(print: u64, entries: &[(Entry, u32)], records: Vec<u8>, trust: &Trust) -> Self {
        let index = index_of(entries);
        let (n, length) = (entries.len() as u64, records.len() as u64);
        let head =
            Head { print, n, length, index: fingerprint(&index), records: fingerprint(&records), ..Head::default() };
        Self { head: Cell::new(head), file: None, trust: trust.clone(), index: index.into(), records: records.into() }
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
        let before = self.file.as_ref().and_then(|file| stamps::part(file, 0, HEAD));
        if let Some(before) = before.filter(|_| self.head().is_settled()) {
            // Else the file is read again by the next command.
            let _ = stamps::restate(path, &before, &self.head().bytes());
        }
    }

    /// Writes the twin.
    pub(super) fn keep(&self, path: &Path) {
        // Else the file is parsed again by the next command.
        let _ = stamps::keep(path, &[&self.head().bytes(), self.index(), self.records()]);
    }

    fn section(&self, from: u64, length: u64, check: u64) -> Vec<u8> {
        if length == 0 {
            return Vec::new();
        }
        let bytes = self.file.as_ref().and_then(|file| stamps::part(file, from, length));
        match bytes {
            Some(bytes) if fingerprint(&bytes) == check => bytes,
            _ => {
                self.trust.lose();
                Vec::new()
            }
        }
    }

    fn index(&self) -> &[u8] {
        let length = self.head().n.saturating_mul(ENTRY as u64);
        self.index.get_or_init(|| self.section(HEAD, length, self.head().index))
    }

    fn records(&self) -> &[u8] {
        let from = self.head().n.saturating_mul(ENTRY as u64).saturating_add(HEAD);
        self.records.get_or_init(|| self.section(from, self.head().length, self.head().records))
    }

    /// Returns how many records there are.
    pub(in crate::store) fn n(&self) -> usize {
        self.index().len() / ENTRY
    }

    /// Returns whether there is no record, without a look at them.
    pub(in crate::store) fn is_empty(&self) -> bool {
        self.head().n == 0
    }

    /// Returns what is kept of a record.
    pub(in crate::store) fn entry(&self, item: usize) -> Entry {
        let (index, at) = (self.index(), item * ENTRY);
        let narrow = |at| u32::try_from(u32_at(index, at)).unwrap_or(u32::MAX);
        Entry { print: u64_at(index, at), mark: u64_at(index, at + 8), line: narrow(at + 16), column: narrow(at + 20) }
    }

    /// Returns a record, packed.
    pub(in crate::store) fn packed(&self, item: usize) -> &[u8] {
        let end = |item: usize| u32_at(self.index(), item * ENTRY + 24);
        let start = item.checked_sub(1).map_or(0, end);
        self.records().get(start..end(item)).unwrap_or_default()
    }

    /// Returns for the text of each record, known by its fingerprint, the record here that has the same.
    pub(in crate::store) fn same(&self, prints: &[u64]) -> Vec<Option<usize>> {
        let print = |item: usize| u64_at(self.index(), item * ENTRY);
        let (n, new) = (self.n(), prints.len());
        let lead = (0..n.min(new)).take_while(|&item| print(item) == prints[item]).count();
        let tail = (1..=n.min(new) - lead).take_while(|&it| print(n - it) == prints[new - it]).count();
        let middle: HashMap<u64, usize> = (lead..n - tail).map(|item| (print(item), item)).collect();
        let same = |item: usize| match item {
            _ if item < lead => Some(item),
            _ if item >= new - tail => Some(n - (new - item)),
            _ => middle.get(&prints[item]).copied(),
        };
        (0..new).map(same).collect()
    }

    /// Returns the number of the record of that mark.
    pub(in crate::store) fn find(&self, mark: u64) -> Option<usize> {
        let nth = |n: usize| u32_at(self.index(), n * ENTRY + 28);
        let (mut low, mut high) = (0, self.n());
        while low < high {
            let middle = low.midpoint(high);
            match self.entry(nth(middle)).mark.cmp(&mark) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(nth(middle)),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Returns a record.
    pub(in crate::store) fn record<R: Record>(&self, item: usize) -> Option<R> {
        let record = unpack(self.packed(item)).ok();
        if record.is_none() {
            self.trust.lose();
        }
        record
    }

    /// Returns the first record that has the mark of an earlier one, and that one.
    pub(in crate::store) fn twice(&self) -> Option<(usize, usize)> {
        let nth = |n: usize| u32_at(self.index(), n * ENTRY + 28);
        let pairs = (1..self.n()).map(|n| (nth(n), nth(n - 1)));
        pairs.filter(|(later, earlier)| self.entry(*later).mark == self.entry(*earlier).mark).min()
    }

    /// Reads all records and returns whether that could be done.
    pub(in crate::store) fn is_whole(&self) -> bool {
        let there = [self.index(), self.records()].map(<[u8]>::len);
        self.trust.holds() && there[0] == self.n() * ENTRY
    }
}

/// So many records are unpacked by one thread before another one pays.
const SHARE: usize = 2_000;

/// Returns the records of several twins as one table.
pub(in crate::store) fn table<R: Record>(twins: &[Rc<Twin>]) -> Table<R> {
    let packed: Vec<&[u8]> = twins.iter().flat_map(|twin| (0..twin.n()).map(|item| twin.packed(item))).collect();
    let each = |part: &[&[u8]]| -> Option<Vec<(R::Id, R)>> {
        part.iter().map(|packed| unpack::<R>(packed).ok().map(|record| (record.id(), record))).collect()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(packed.len() / SHARE + 1);
    let parts: Vec<Option<Vec<_>>> = match threads {
        1 => vec![each(&packed)],
        _ => std::thread::scope(|scope| {
            let parts = packed.chunks(packed.len().div_ceil(threads)).map(|part| scope.spawn(move || each(part)));
            parts.collect::<Vec<_>>().into_iter().map(|part| part.join().ok().flatten()).collect()
        }),
    };
    if parts.iter().any(Option::is_none) {
        twins.iter().for_each(|twin| twin.trust.lose());
    }
    parts.into_iter().flatten().flatten().collect()
}

fn index_of(entries: &[(Entry, u32)]) -> Vec<u8> {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut by_mark: Vec<u32> = (0..narrow(entries.len())).collect();
    by_mark.sort_by_key(|&item| entries[item as usize].0.mark);
    let mut bytes = Vec::with_capacity(entries.len() * ENTRY);
    for ((entry, end), nth) in entries.iter().zip(by_mark) {
        bytes.extend(entry.print.to_le_bytes());
        bytes.extend(entry.mark.to_le_bytes());
        [entry.line, entry.column, *end, nth].iter().for_each(|it| bytes.extend(it.to_le_bytes()));
    }
    bytes
}

/// Packs records one behind the other.
#[derive(Debug, Default)]
pub(in crate::store) struct Bale {
    entries: Vec<(Entry, u32)>,
    records: Vec<u8>,
}

impl Bale {
    /// Adds a record that is packed already.
    pub(in crate::store) fn add(&mut self, entry: Entry, packed: &[u8]) {
        self.records.extend_from_slice(packed);
        self.entries.push((entry, u32::try_from(self.records.len()).unwrap_or(u32::MAX)));
    }

    /// Returns the twin of a file of that fingerprint.
    pub(super) fn twin(self, print: u64, trust: &Trust) -> Twin {
        Twin::made(print, &self.entries, self.records, trust)
    }
}

/// Returns the record, packed.
pub(in crate::store) fn packed<R: Record>(record: &R) -> Vec<u8> {
    let mut bytes = Vec::new();
    pack(record, &mut bytes).expect("records are structs of texts, numbers, words, lists and maps");
    bytes
}
