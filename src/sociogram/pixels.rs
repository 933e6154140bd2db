//! How many pixels a drawing has.

/// Pixels for a point: those of a screen with two for each of a plain one, 192 for an inch of 96.
const SCALE: f64 = 2.0;
/// The most pixels drawn: a quarter of a gigabyte while it is drawn.
const MOST: f64 = 64e6;
/// The most pixels a side has; Graphviz draws no more than 32,767.
const LONGEST: f64 = 32_000.0;

/// Returns the pixels for a point, at most 2, of a drawing of that many points.
pub(super) fn scale(width: f64, height: f64) -> f64 {
    let (width, height) = (width.max(1.0), height.max(1.0));
    SCALE.min((MOST / width / height).sqrt()).min(LONGEST / width.max(height))
}

/// Returns what has to be said where a drawing has fewer pixels than it should have.
#[cfg(feature = "png")]
pub(super) fn warning(width: f64, height: f64) -> Option<String> {
    let part = scale(width, height) / SCALE;
    (part < 1.0).then(|| {
        let percent = (100.0 * part).floor();
        format!("drawn at {percent} % of its size to stay within 64 megapixels; SVG and HTML are sharp at any size")
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, MOST, scale};

    #[test]
    fn large_drawings_are_scaled_down() {
        assert_eq!(scale(800.0, 600.0), 2.0);
        for (width, height) in [(8_000.0, 6_000.0), (100_000.0, 10.0), (1e9, 1e9), (0.0, 4e4)] {
            let scale = scale(width, height);
            assert!(scale < 2.0 && width * height * scale * scale <= 1.001 * MOST && height * scale <= LONGEST + 0.001);
        }
    }
}
