//! Records looked for in a twin: by their text, by their mark, by their digest.

use std::collections::HashMap;

use super::head::u64_at;
use super::twin::{BY_MARK, ENTRY, MARK, Twin, first_digest};
use super::unpack::unpack;
use crate::network::Record;
use crate::store::Place;

/// So many times the index is gone through in the time it takes to find memory for it.
const PASSES: u32 = 4;

impl Twin {
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

    fn mark(&self, item: usize) -> u64 {
        u64_at(self.index(), item * ENTRY + MARK)
    }

    /// Returns the number of the record of that mark.
    pub(in crate::store) fn find(&self, mark: u64) -> Option<usize> {
        self.sought.set(self.sought.get() + 1);
        let is_at_hand = self.index.get().is_some() || self.sought.get() > PASSES;
        if is_at_hand { self.find_by_halves(mark) } else { self.find_in_passing(mark) }
    }

    fn find_by_halves(&self, mark: u64) -> Option<usize> {
        let nth = |n: usize| self.number(n, BY_MARK);
        let (mut low, mut high) = (0, self.n());
        while low < high {
            let middle = low.midpoint(high);
            match self.mark(nth(middle)).cmp(&mark) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(nth(middle)),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Looks at all marks on the way through the index, none of which is kept.
    fn find_in_passing(&self, mark: u64) -> Option<usize> {
        let (mut found, mut n) = (None, 0);
        self.pour_index(|bytes| {
            let entries = bytes.chunks_exact(ENTRY);
            let rest = entries.remainder().len();
            for entry in entries {
                if u64_at(entry, MARK) == mark {
                    found = Some(n);
                }
                n += 1;
            }
            bytes.len() - rest
        });
        found
    }

    /// Returns where a record begins in the file of that name.
    pub(in crate::store) fn place(&self, file: &str, item: usize) -> Place {
        let at = self.entry(item);
        Place { file: file.to_owned(), line: at.line as usize, column: at.column as usize }
    }

    /// Returns a record.
    pub(in crate::store) fn record<R: Record>(&self, item: usize) -> Option<R> {
        self.expect(1);
        self.unpacked(item)
    }

    fn unpacked<R: Record>(&self, item: usize) -> Option<R> {
        let record = self.parcel(item).and_then(|parcel| unpack(&self.opened(parcel)).ok());
        if record.is_none() {
            self.trust.lose();
        }
        record
    }

    /// Returns the records whose digest fits, and those without one.
    pub(in crate::store) fn sift<R: Record>(&self, fits: &mut dyn FnMut(&[u8]) -> bool) -> Vec<R> {
        let (mut items, mut n) = (Vec::new(), 0);
        self.each_digest(&mut |digest| {
            if digest.is_empty() || fits(digest) {
                items.push(n);
            }
            n += 1;
        });
        self.expect(items.len());
        items.into_iter().filter_map(|item| self.unpacked(item)).collect()
    }

    /// Hands over the digests in the order of the records.
    fn each_digest(&self, each: &mut dyn FnMut(&[u8])) {
        let mut walk = |bytes: &[u8]| {
            let mut rest = bytes;
            while let Some((digest, behind)) = first_digest(rest) {
                each(digest);
                rest = behind;
            }
            bytes.len() - rest.len()
        };
        match self.digests.get() {
            Some(digests) => drop(walk(digests)),
            None => self.pour_digests(walk),
        }
    }

    /// Returns the first record that has the mark of an earlier one, and that one.
    pub(in crate::store) fn twice(&self) -> Option<(usize, usize)> {
        let nth = |n: usize| self.number(n, BY_MARK);
        let pairs = (1..self.n()).map(|n| (nth(n), nth(n - 1)));
        pairs.filter(|(later, earlier)| self.mark(*later) == self.mark(*earlier)).min()
    }
}
