//! That a network has no error: a note beside the twins, so that a change is held only against what it can break. It names
//! the very bytes of all files and the days it holds for.

use std::path::Path;

use super::layout;
use crate::network::Date;
use crate::store::files::fingerprint;
use crate::store::stamps;

/// Where nothing is wrong, and from which day to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Sound {
    /// The fingerprint of the fingerprints of all files.
    pub(in crate::store) print: u64,
    /// The first and the last day.
    pub(in crate::store) days: (Date, Date),
}

impl Sound {
    fn bytes(&self) -> Vec<u8> {
        let words = [layout::print(), self.print, number(self.days.0), number(self.days.1)];
        let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        bytes.extend(fingerprint(&bytes).to_le_bytes());
        bytes
    }

    /// Returns the days from the note at that path, if it is about files of that fingerprint.
    pub(super) fn read(path: &Path, print: u64) -> Option<Self> {
        let bytes = stamps::open(path)?.part(0, 40)?;
        let word = |n: usize| bytes[n * 8..].first_chunk().map_or(0, |it| u64::from_le_bytes(*it));
        let sound = Self { print, days: (date(word(2))?, date(word(3))?) };
        (bytes == sound.bytes()).then_some(sound)
    }

    pub(super) fn keep(&self, path: &Path) {
        // Else the next command looks at all records again.
        let _ = stamps::keep(path, &[&self.bytes()]);
    }
}

fn number(date: Date) -> u64 {
    let part = |it: i8| u64::from(it.unsigned_abs());
    u64::from(date.year().max(0).unsigned_abs()) * 10_000 + part(date.month()) * 100 + part(date.day())
}

fn date(number: u64) -> Option<Date> {
    let part = |it: u64| i8::try_from(it % 100).ok();
    let year = i16::try_from(number / 10_000).ok()?;
    Date::new(year, part(number / 100)?, part(number)?).ok()
}
