//! What the store promises, tried on folders.

mod files;
mod read;
mod split;
