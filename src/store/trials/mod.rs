//! What the store promises, tried on folders.

mod commit;
mod files;
mod hands;
mod journal;
mod model;
mod read;
mod split;
