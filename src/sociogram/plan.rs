//! Where everything stands: one plan for both pens.

use super::geometry::{Point, Rect};
use super::{Area, Mark, text, theme};

/// Words on the paper: lines of text, the middle of the first line's baseline or its beginning.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) lines: Vec<String>,
    pub(super) at: Point,
}

/// The places of marks, areas, rings and lines, in the order of the sociogram.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    pub(super) size: (f64, f64),
    pub(super) spots: Vec<Point>,
    /// The boxes of areas; none where areas are sectors.
    pub(super) areas: Vec<Rect>,
    /// The middles of the names of areas.
    pub(super) area_names: Vec<Point>,
    pub(super) rings: Vec<(Point, f64)>,
    /// The lines between sectors.
    pub(super) spokes: Vec<(Point, Point)>,
    /// The curves of every line, each beginning where the last one ends; ours if a layout gives none.
    pub(super) curves: Vec<Vec<Point>>,
    /// Words on lines, where there is room, and the number of the line.
    pub(super) labels: Vec<(usize, Label)>,
    pub(super) layout: &'static str,
}

/// The space between a mark and its name.
const GAP: f64 = 2.0;
/// The space in a plate beside its words, across and down.
const MARGIN: (f64, f64) = (12.0, 7.0);

/// Returns the box a mark and its name take, around the mark's middle at the origin.
pub(super) fn extent(mark: &Mark) -> Rect {
    let (lines, under) = (lines(mark), under(mark));
    let widest = |lines: &[String], size: f64| lines.iter().map(|it| text::width(it, size)).fold(0.0, f64::max);
    let widest = widest(&lines, theme::NAME).max(widest(&under, theme::UNDER));
    if mark.is_plate() {
        // The name is bold.
        let (w, h) = (1.1 * widest + 2.0 * MARGIN.0, theme::LINE_HEIGHT * lines.len() as f64 + 2.0 * MARGIN.1);
        return Rect::around(Point::default(), w, h);
    }
    let (reach, w) = (reach(mark), widest.max(2.0 * reach(mark)));
    let h = 2.0 * reach + GAP + theme::LINE_HEIGHT * lines.len() as f64 + theme::UNDER_HEIGHT * under.len() as f64;
    Rect { x: -w / 2.0, y: -reach, w, h }
}

/// Returns the lines of a mark's name, below which a plate bears what else is known.
fn lines(mark: &Mark) -> Vec<String> {
    let mut lines = text::broken(&mark.text);
    lines.extend(Some(mark.card.title.clone()).filter(|it| mark.is_plate() && !it.is_empty()));
    lines
}

/// Returns a mark's radius with its ring; lines run on underneath a plate.
pub(super) fn reach(mark: &Mark) -> f64 {
    if mark.is_plate() {
        return 0.0;
    }
    mark.radius + if mark.is_ego || mark.is_overdue { 5.0 } else { 1.0 }
}

/// Returns a mark's name at its place.
pub(super) fn label(mark: &Mark, spot: Point) -> Label {
    let down = if mark.is_plate() { extent(mark).y + MARGIN.1 } else { reach(mark) + GAP };
    Label { lines: lines(mark), at: spot.moved(0.0, down + theme::NAME - 1.0) }
}

/// Returns what stands under a mark's name, by lines.
fn under(mark: &Mark) -> Vec<String> {
    if mark.under.is_empty() { Vec::new() } else { text::in_two(&mark.under, 24) }
}

/// Returns what stands under a mark's name, at its place, if anything does.
pub(super) fn label_under(mark: &Mark, name: &Label) -> Option<Label> {
    let below = theme::LINE_HEIGHT * (name.lines.len() as f64 - 1.0) + theme::UNDER_HEIGHT + 1.0;
    let lines = under(mark);
    (!lines.is_empty()).then(|| Label { lines, at: name.at.moved(0.0, below) })
}

/// Returns the box words on a line take.
pub(super) fn on_line(label: &Label) -> Rect {
    let w = label.lines.iter().map(|it| text::width(it, theme::ON_LINE)).fold(0.0, f64::max) + 4.0;
    let h = 1.2 * theme::ON_LINE * label.lines.len() as f64 + 2.0;
    Rect { x: label.at.x - w / 2.0, y: label.at.y - theme::ON_LINE - 0.5, w, h }
}

/// Returns the name of an area as it is drawn.
pub(super) fn area_name(area: &Area) -> String {
    let name = text::shortened(&area.text, 32);
    if area.more > 0 { format!("{name} · {} more", area.more) } else { name }
}

/// Returns the box the name of an area takes.
pub(super) fn name_box(area: &Area, middle: Point) -> Rect {
    Rect::around(middle, text::width(&area_name(area), theme::AREA_NAME) + 4.0, theme::AREA_NAME + 4.0)
}
