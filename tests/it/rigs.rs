//! Promises tried at length: of the store on the real program, killed at any moment, crowded, and raced by a hand; of
//! suggestions on companies made for it; of pictures on networks in which every word may be anything.

mod crowd;
pub(crate) mod folder;
mod hands;
mod kills;
mod modes;
mod pictures;
mod suggestions;

use std::fs;
use std::path::Path;

/// Returns how many trials a rig runs: `quick` on every run, `full` where `ACQUAINT_RIGS` is `full`.
pub(crate) fn size(quick: usize, full: usize) -> usize {
    match std::env::var("ACQUAINT_RIGS") {
        Ok(asked) if asked == "full" => full,
        Ok(asked) if !asked.is_empty() => panic!("ACQUAINT_RIGS is `{asked}`, not `full`"),
        _ => quick,
    }
}

/// Keeps what a rig found at its full size, for the table of promises in the README: `tests/run --full` puts it there.
pub(crate) fn told(promise: &str, result: &str) {
    if size(0, 1) == 0 {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/promises");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(promise), result).unwrap();
}

/// Chance that can be had again: the same seed throws the same numbers (splitmix64, Steele, Lea & Flood 2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((it ^ (it >> 31)) % n.max(1) as u64).unwrap()
    }

    /// Returns true so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.below(several.len())]
    }

    /// Puts several in another order, each order as likely (Fisher & Yates 1938, as Durstenfeld 1964 does it).
    pub(crate) fn shuffle<T>(&mut self, several: &mut [T]) {
        (1..several.len()).rev().for_each(|at| several.swap(at, self.below(at + 1)));
    }
}
