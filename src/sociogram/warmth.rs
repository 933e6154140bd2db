//! Colours for how strong ego's ties are, by grade.

use super::legend::{self, entry};
use super::{Entry, Sample, Sociogram, theme};
use crate::measures::Grade;

/// Returns the colour of a tie of that strength, 0..1, as the place of a mark's colour.
pub(super) fn colour(strength: f64) -> Option<usize> {
    Some(place(Grade::of(strength)))
}

fn place(grade: Grade) -> usize {
    theme::PALETTE.len() + grade as usize
}

/// Returns what the legend says about the grades that are on the map.
pub(super) fn entries(map: &Sociogram, of_what: String) -> Vec<Entry> {
    let graded = || map.marks.iter().filter(|it| !it.is_ego && !it.is_seat());
    let used = Grade::ALL.into_iter().rev().filter(|it| graded().any(|mark| mark.colour == Some(place(*it))));
    let mut entries: Vec<_> = used.map(|it| entry(Sample::Colour(Some(place(it))), it.told())).collect();
    if !entries.is_empty() {
        entries.push(entry(Sample::Words, of_what));
    }
    legend::headed("Colour: strength of the tie", entries)
}
