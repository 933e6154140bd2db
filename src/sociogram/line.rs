//! A line of the map, between two marks.

use super::{Change, Tone};

/// A tie, or what stands for several.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The number of the mark it starts from.
    pub from: usize,
    /// The number of the mark it leads to.
    pub to: usize,
    /// The strength, 0..1; 0 of what has none, such as a membership.
    pub strength: f64,
    /// Whether it has a direction.
    pub arrow: bool,
    /// Whether it is of the lesser sort: inferred, from having been seen together, unless the kind says otherwise.
    pub dashed: bool,
    /// Whether it is a tie, and does not only say where somebody belongs.
    pub is_tie: bool,
    /// How much it stands out.
    pub tone: Tone,
    /// What became of it since an earlier day.
    pub change: Change,
    /// What holds the two together, in words.
    pub note: String,
    /// The words on it, by lines; none if empty.
    pub words: Vec<String>,
}

impl Line {
    /// Returns the line of a tie between two marks, of that strength and in those words, of which nothing else is known.
    pub(super) fn of(from: usize, to: usize, strength: f64, note: String) -> Self {
        let (tone, change, words) = (Tone::Plain, Change::Same, Vec::new());
        Self { from, to, strength, arrow: false, dashed: false, is_tie: true, tone, change, note, words }
    }
}
