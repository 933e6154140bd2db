//! Twins in the making: records packed one behind the other.

use std::cell::Cell;

use super::head::Head;
use super::pack::pack;
use super::twin::{ENTRY, Entry, LONG, Twin};
use super::{Trust, places};
use crate::network::Record;
use crate::store::files::fingerprint;
use crate::store::split::List;

/// Returns what tells that a packed record is whole.
pub(super) fn check(packed: &[u8]) -> u32 {
    fingerprint(packed) as u32
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Packs records one behind the other.
#[derive(Debug)]
pub(in crate::store) struct Bale {
    /// What is kept of each record, where its digest ends, where it ends, and what tells that it is whole.
    entries: Vec<(Entry, [u32; 3])>,
    digests: Vec<u8>,
    records: Vec<u8>,
    by_id: Vec<u32>,
}

impl Bale {
    /// Returns a bale of nothing yet, of records whose numbers in the order of their identities are these, and whose text
    /// is so many bytes long: packed it is hardly longer.
    pub(in crate::store) fn of(by_id: Vec<u32>, room: usize) -> Self {
        let (n, digests, records) = (by_id.len(), Vec::with_capacity(room), Vec::with_capacity(room));
        Self { by_id, digests, records, entries: Vec::with_capacity(n) }
    }

    /// Adds a record that is packed already.
    pub(in crate::store) fn add(&mut self, entry: Entry, digest: &[u8], packed: &[u8]) {
        self.records.extend_from_slice(packed);
        match u8::try_from(digest.len()) {
            Ok(short) if short < LONG => self.digests.push(short),
            _ => {
                self.digests.push(LONG);
                self.digests.extend(narrow(digest.len()).to_le_bytes());
            }
        }
        self.digests.extend_from_slice(digest);
        self.entries.push((entry, [narrow(self.digests.len()), narrow(self.records.len()), check(packed)]));
    }

    /// Returns the twin of a file of that fingerprint, where its records stand in such a list.
    pub(super) fn twin(self, print: u64, list: &List, trust: &Trust) -> Twin {
        let (index, places) = (self.index(), places::packed(list));
        let head = Head {
            print,
            n: self.entries.len() as u64,
            digested: self.digests.len() as u64,
            length: self.records.len() as u64,
            index: fingerprint(&index),
            digests: fingerprint(&self.digests),
            records: fingerprint(&self.records),
            places: fingerprint(&places),
            ..Head::default()
        };
        let (digests, records) = (self.digests.into(), self.records.into());
        let (index, places, trust) = (index.into(), places.into(), trust.clone());
        Twin { head: Cell::new(head), trust, index, digests, records, places, ..Twin::default() }
    }

    fn index(&self) -> Vec<u8> {
        let mut by_mark: Vec<(u64, u32)> = self.entries.iter().map(|it| it.0.mark).zip(0..).collect();
        by_mark.sort_unstable();
        let mut bytes = Vec::with_capacity(self.entries.len() * ENTRY);
        for (((entry, [digest, end, check]), (_, by_mark)), by_id) in self.entries.iter().zip(by_mark).zip(&self.by_id)
        {
            bytes.extend(entry.print.to_le_bytes());
            bytes.extend(entry.mark.to_le_bytes());
            let numbers = [entry.line, entry.column, *digest, by_mark, *by_id, *end, *check];
            numbers.iter().for_each(|it| bytes.extend(it.to_le_bytes()));
        }
        bytes
    }
}

/// Returns the record, packed.
pub(in crate::store) fn packed<R: Record>(record: &R) -> Vec<u8> {
    let mut bytes = Vec::new();
    pack(record, &mut bytes).expect("records are structs of texts, numbers, words, lists and maps");
    bytes
}
