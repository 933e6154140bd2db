//! How warm ego's ties are, in four steps: the rings of the ego map, and none.

use super::legend::{self, entry};
use super::{Entry, Sample, Sociogram, Who, theme};
use crate::measures::{MIDDLING, STRONG};

/// The steps, each with what it takes at least.
const STEPS: [(f64, &str); 4] = [
    (0.0, "none"),
    (f64::MIN_POSITIVE, "weak"),
    (MIDDLING, "middling (0.3 and more)"),
    (STRONG, "strong (0.6 and more)"),
];

/// Returns the colour of a tie of that strength, 0..1, as the place of a mark's colour.
pub(super) fn colour(strength: f64) -> Option<usize> {
    let step = STEPS.iter().rposition(|it| strength >= it.0).unwrap_or(0);
    Some(theme::PALETTE.len() + step)
}

/// Returns what the legend says about the steps that are on the map.
pub(super) fn entries(map: &Sociogram, of_what: String) -> Vec<Entry> {
    let warm = || map.marks.iter().filter(|it| !it.is_ego && !matches!(it.who, Who::Seat(_)));
    let used = STEPS.iter().filter(|step| warm().any(|it| it.colour == colour(step.0)));
    let mut entries: Vec<_> = used.map(|step| entry(Sample::Colour(colour(step.0)), step.1)).collect();
    if !entries.is_empty() {
        entries.push(entry(Sample::Words, of_what));
    }
    legend::headed("Colour: warmth", entries)
}

#[cfg(test)]
mod tests {
    use super::colour;

    #[test]
    fn steps_begin_where_the_rings_do() {
        let steps = [f64::NAN, -1.0, 0.0, 1e-9, 0.29, 0.3, 0.6, 1.0].map(|it| colour(it).unwrap());
        assert_eq!(steps, [9, 9, 9, 10, 10, 11, 12, 12]);
    }
}
