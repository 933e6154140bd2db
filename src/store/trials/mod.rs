//! What the store promises, tried on folders.

mod by_hand;
mod bytes;
mod commit;
pub(crate) mod dice;
pub(crate) mod disk;
mod files;
mod found;
mod hands;
mod journal;
mod model;
mod power;
mod read;
mod scan;
mod split;

pub(crate) use super::scratch::told;

/// Returns how many trials a rig runs: `quick` on every run, `full` where `ACQUAINT_RIGS` is `full`.
pub(crate) fn size(quick: usize, full: usize) -> usize {
    match std::env::var("ACQUAINT_RIGS") {
        Ok(asked) if asked == "full" => full,
        Ok(asked) if !asked.is_empty() => panic!("ACQUAINT_RIGS is `{asked}`, not `full`"),
        _ => quick,
    }
}
