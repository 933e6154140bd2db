//! The history: committed commands, a line of JSON each.

use serde::{Deserialize, Serialize};

use crate::network::{Change, Date};

/// A committed command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, counted from 1.
    pub n: u64,
    /// The day.
    pub at: Date,
    /// What it did, in words.
    pub words: String,
    /// The command it took back, if it is an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// What it changed.
    pub changes: Vec<Change>,
    /// Whether a later entry took it back; known when the history is read.
    #[serde(skip)]
    pub undone: bool,
}
