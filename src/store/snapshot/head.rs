//! The head of a twin: what it was made of, and what it must be if it is whole.

use super::layout;
use crate::store::files::fingerprint;
use crate::store::stamps::Stamp;

const MAGIC: u64 = u64::from_le_bytes(*b"acquaint");
/// How long a head is, in bytes.
pub(super) const HEAD: u64 = 136;
/// A file changed so shortly before it was read may change again and not show it: the grain of the coarsest clocks.
const GRAIN: i64 = 2_000_000_000;

/// What the head says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) stamp: Stamp,
    /// When the stamp was taken.
    pub(super) taken: i64,
    /// The fingerprint of the file.
    pub(super) print: u64,
    pub(super) n: u64,
    /// How many bytes of digests there are, and of records.
    pub(super) digested: u64,
    pub(super) length: u64,
    /// The fingerprints of the sections.
    pub(super) index: u64,
    pub(super) digests: u64,
    pub(super) records: u64,
    pub(super) places: u64,
}

impl Head {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let Stamp { size, modified, changed, inode, device } = self.stamp;
        let times = [modified, changed, self.taken].map(i64::cast_unsigned);
        let sections = [self.index, self.digests, self.records, self.places];
        let words = [self.print, self.n, self.digested, self.length].into_iter().chain(sections);
        let made_of = [MAGIC, layout::print(), size, times[0], times[1], inode, device, times[2]];
        let mut bytes: Vec<u8> = made_of.into_iter().chain(words).flat_map(u64::to_le_bytes).collect();
        let check = fingerprint(&bytes);
        bytes.extend(check.to_le_bytes());
        bytes
    }

    /// Returns the head, if it is whole and of this very program.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let word = |n: usize| u64_at(bytes, n * 8);
        let time = |n: usize| word(n).cast_signed();
        let stamp = Stamp { size: word(2), modified: time(3), changed: time(4), inode: word(5), device: word(6) };
        let head = Self {
            stamp,
            taken: time(7),
            print: word(8),
            n: word(9),
            digested: word(10),
            length: word(11),
            index: word(12),
            digests: word(13),
            records: word(14),
            places: word(15),
        };
        (bytes == head.bytes()).then_some(head)
    }

    /// Returns whether the file cannot have changed without its stamp since the stamp was taken.
    pub(super) fn is_settled(&self) -> bool {
        let Stamp { modified, changed, .. } = self.stamp;
        modified.max(changed) < self.taken.saturating_sub(GRAIN)
    }
}

/// Returns the number at that byte; 0 behind the end.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(|it| it.first_chunk()).map_or(0, |it| u64::from_le_bytes(*it))
}

/// Returns the short number at that byte; 0 behind the end.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).and_then(|it| it.first_chunk()).map_or(0, |it| u32::from_le_bytes(*it) as usize)
}
