//! What the store promises, tried on folders.

mod by_hand;
mod bytes;
mod commit;
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
pub(crate) use crate::network::sketch::{dice, size};
