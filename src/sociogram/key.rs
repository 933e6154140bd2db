//! The legend on the paper: a row of samples a heading, below the drawing.

use super::geometry::{Point, Rect};
use super::picture::{self, Dash, Shape, Stroke};
use super::{Entry, Sample, Tone, text, theme};

const ROW: f64 = 24.0;
const SAMPLE: f64 = 30.0;
const AFTER: f64 = 20.0;

/// Returns how wide the paper has to be for the widest entry.
pub(super) fn narrowest(legend: &[Entry]) -> f64 {
    left(legend) + legend.iter().map(room).fold(0.0, f64::max) - AFTER
}

/// Returns where entries begin, right of the widest heading.
fn left(legend: &[Entry]) -> f64 {
    let heading = legend.iter().filter(|it| it.sample == Sample::Heading);
    let heading = heading.map(|it| text::width(&it.text, theme::SMALL) * 1.1).fold(0.0, f64::max);
    theme::MARGIN + heading + AFTER
}

/// Returns the legend's shapes from `top` downwards, and where the paper ends.
pub(super) fn of(legend: &[Entry], top: f64, width: f64) -> (Vec<Shape>, f64) {
    let left = left(legend);
    let mut shapes = Vec::new();
    let (mut x, mut y) = (left, top);
    for entry in legend {
        if entry.sample == Sample::Heading {
            (x, y) = (left, y + ROW);
            let at = Point::new(theme::MARGIN, y);
            shapes.push(words(&entry.text, at, true));
            continue;
        }
        let room = room(entry);
        if x > left && x + room > width - theme::MARGIN {
            (x, y) = (left, y + ROW);
        }
        shapes.extend(sample(entry.sample, Point::new(x + SAMPLE / 2.0 - 3.0, y)));
        let indent = if entry.sample == Sample::Words { 0.0 } else { SAMPLE };
        shapes.push(words(&entry.text, Point::new(x + indent, y), false));
        x += room;
    }
    (shapes, (y + ROW + theme::MARGIN / 2.0).ceil())
}

fn room(entry: &Entry) -> f64 {
    let sample = if entry.sample == Sample::Words { 0.0 } else { SAMPLE };
    sample + text::width(&entry.text, theme::SMALL) + AFTER
}

fn words(text: &str, middle: Point, bold: bool) -> Shape {
    let at = middle.moved(0.0, theme::SMALL * 0.36).rounded();
    Shape::Words(picture::line(text, at, theme::SMALL, bold, theme::INK))
}

fn sample(sample: Sample, at: Point) -> Vec<Shape> {
    let disc = |radius: f64, fill: &'static str| Shape::Disc(picture::person(at, radius, fill));
    let line = |width: f64, colour: &'static str, dash: Dash, arrow: bool| {
        let curves = [-12.0, -4.0, 4.0, 12.0].map(|x| at.moved(x, 0.0).rounded()).to_vec();
        Shape::Stroke(Stroke { curves, colour, width, dash, arrow })
    };
    match sample {
        Sample::Colour(colour) => vec![disc(6.5, theme::colour(colour))],
        Sample::Size(radius) => vec![disc(radius, theme::PAPER)],
        Sample::Pale => vec![disc(6.0, theme::PALE_MARK)],
        Sample::Ego => vec![Shape::Disc(picture::ring(at, 5.0)), disc(5.0, theme::GREY)],
        Sample::Overdue => vec![Shape::Disc(picture::late(at, 5.0)), disc(5.0, theme::GREY)],
        Sample::Seat => vec![Shape::Disc(picture::seat(at, 7.0))],
        Sample::Plate => vec![Shape::Disc(picture::plate(at, Rect::around(at, 24.0, 14.0), theme::PAPER))],
        Sample::Tie(strength, tone) => vec![line(theme::line_width(strength), theme::line(tone), Dash::Solid, false)],
        Sample::Changed(change) => vec![line(2.0, theme::changed(change).unwrap_or(theme::INK), Dash::Solid, false)],
        Sample::Arrow => vec![line(1.6, theme::line(Tone::Plain), Dash::Solid, true)],
        Sample::Dashed => vec![line(1.6, theme::line(Tone::Plain), Dash::Dashed, false)],
        Sample::Dotted => vec![line(1.6, theme::line(Tone::Plain), Dash::Dotted, false)],
        Sample::Missing => vec![line(1.8, theme::line(Tone::Missing), Dash::Dashed, false)],
        Sample::Area(ground) => vec![Shape::Area(Rect::around(at, 24.0, 14.0), ground)],
        Sample::Heading | Sample::Words => Vec::new(),
    }
}
