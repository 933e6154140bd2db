//! Colours, sizes and faces: one table for both pens.
//!
//! Marks are coloured in Paul Tol's "muted" scheme (SRON/EPS/TN/09-002, issue 3.2), which is safe for the common kinds of
//! colour blindness, and three more colours that keep that apart (`eyes`); text is never coloured, its contrast on every
//! ground here is above 4.5:1.

use super::{Change, Ground, Tone};

/// The colours of groups; what has none is grey.
pub(super) const PALETTE: [&str; 12] = [
    "#88ccee", "#cc6677", "#ddcc77", "#117733", "#332288", "#aa4499", "#44aa99", "#999933", "#882255", "#8855ee",
    "#442211", "#aa0011",
];
/// How warm ego's tie is, from none to strong: one hue, told apart by its lightness, and light enough for words on it.
pub(super) const WARMTH: [&str; 4] = ["#efefef", "#fde3bf", "#f6b667", "#e08214"];
pub(super) const GREY: &str = "#bbbbbb";
pub(super) const PALE_MARK: &str = "#e4e4e4";
pub(super) const INK: &str = "#1d2330";
pub(super) const FAINT_INK: &str = "#5a6272";
pub(super) const PAPER: &str = "#ffffff";
/// Lets lines under a name shine through a little.
pub(super) const HALO: &str = "#ffffffb0";
pub(super) const SEAT: &str = "#5a6272";
pub(super) const RING: &str = "#c9cfda";

pub(super) const FACE: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
/// Graphviz takes one face.
pub(super) const ONE_FACE: &str = "Helvetica";

pub(super) const NAME: f64 = 11.0;
pub(super) const LINE_HEIGHT: f64 = 13.2;
pub(super) const ON_LINE: f64 = 9.5;
/// What stands under a name.
pub(super) const UNDER: f64 = 9.5;
pub(super) const UNDER_HEIGHT: f64 = 11.4;
pub(super) const AREA_NAME: f64 = 12.0;
pub(super) const TITLE: f64 = 20.0;
pub(super) const SMALL: f64 = 11.0;
pub(super) const MARGIN: f64 = 24.0;

/// Returns the colour of a group, or behind the groups of a step of warmth.
pub(super) fn colour(place: Option<usize>) -> &'static str {
    place.and_then(|it| PALETTE.iter().chain(&WARMTH).nth(it)).copied().unwrap_or(GREY)
}

/// Returns the fill and the edge of an area.
pub(super) fn ground(ground: Ground) -> (&'static str, &'static str) {
    match ground {
        Ground::Home | Ground::Foremost => ("#f1f5fb", "#b9c6dc"),
        Ground::Away => ("#fbf6ec", "#dccba6"),
        Ground::Unknown | Ground::Plain => ("#f6f6f6", "#cfcfcf"),
    }
}

/// Returns the colour of a line.
pub(super) fn line(tone: Tone) -> &'static str {
    match tone {
        Tone::Pale => "#dadee5",
        Tone::Plain => "#a3abb9",
        Tone::Lit => "#3f6fb0",
        // Vermilion of Okabe & Ito 2008: told from blue and grey whatever the eye.
        Tone::Missing => "#d55e00",
    }
}

/// Returns the colour of a line that changed.
pub(super) fn changed(change: Change) -> Option<&'static str> {
    match change {
        Change::Same => None,
        Change::New => Some("#00573f"),
        Change::Cold => Some("#e08214"),
    }
}

/// Returns the width of a line of that strength.
pub(super) fn line_width(strength: f64) -> f64 {
    let width = 0.5 + 2.2 * if strength.is_finite() { strength.clamp(0.0, 1.0) } else { 0.0 };
    (width * 10.0).round() / 10.0
}

/// Returns how wide a line of that tone is at the most.
pub(super) fn widest(tone: Tone) -> f64 {
    if tone == Tone::Pale { 1.2 } else { f64::INFINITY }
}

#[cfg(test)]
mod tests {
    use super::{FAINT_INK, INK, PAPER, WARMTH, ground};
    use crate::sociogram::Ground;

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    /// WCAG 2.1, 1.4.3.
    #[test]
    fn text_stands_out_on_every_ground() {
        let grounds = [Ground::Home, Ground::Away, Ground::Unknown].map(|it| ground(it).0);
        for ground in grounds.into_iter().chain([PAPER]) {
            for ink in [INK, FAINT_INK] {
                let contrast = (luminance(ground) + 0.05) / (luminance(ink) + 0.05);
                assert!(contrast >= 4.5, "{ink} on {ground}: {contrast:.2}");
            }
        }
        for plate in WARMTH {
            assert!((luminance(plate) + 0.05) / (luminance(INK) + 0.05) >= 4.5, "{plate}");
        }
    }
}
