//! Where everything stands: one plan for both pens.

use super::geometry::{Point, Rect};
use super::{Area, Mark, Sociogram, text, theme};

/// On which side of its mark a name stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// Below, in the middle; in a plate inside.
    #[default]
    Below,
    /// To the right, its first line beside the mark.
    Right,
}

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
    /// Where names stand; all below, if a layout says nothing.
    pub(super) sides: Vec<Side>,
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

/// The space between a mark and its name, below and beside it.
const GAP: (f64, f64) = (2.0, 4.0);
/// The space in a plate beside its words, across and down.
const MARGIN: (f64, f64) = (12.0, 7.0);
/// Wider than this, in em, a line beside a mark is broken.
const BESIDE: f64 = 13.0;

impl Plan {
    /// Returns where the name of a mark stands.
    pub(super) fn side(&self, mark: usize) -> Side {
        self.sides.get(mark).copied().unwrap_or_default()
    }
}

/// What stands at a mark: its name, and under that what else is said.
struct Lines {
    name: Vec<String>,
    under: Vec<String>,
}

impl Lines {
    /// Returns the words of a mark, by lines; a plate bears what else is known below its name.
    fn of(mark: &Mark, side: Side) -> Self {
        let (mut name, under) = match side {
            Side::Below => (text::broken(&mark.text), text::in_two(&mark.under, 24)),
            Side::Right => (text::beyond(&mark.text, BESIDE, 24), text::beyond(&mark.under, BESIDE, 28)),
        };
        name.extend(Some(mark.card.title.clone()).filter(|it| mark.is_plate() && !it.is_empty()));
        Self { name, under: if mark.under.is_empty() { Vec::new() } else { under } }
    }

    fn width(&self) -> f64 {
        let widest = |lines: &[String], size: f64| lines.iter().map(|it| text::width(it, size)).fold(0.0, f64::max);
        widest(&self.name, theme::NAME).max(widest(&self.under, theme::UNDER))
    }

    fn height(&self) -> f64 {
        theme::LINE_HEIGHT * self.name.len() as f64 + theme::UNDER_HEIGHT * self.under.len() as f64
    }
}

/// Returns the boxes all marks and their names take.
pub(super) fn boxes(map: &Sociogram, plan: &Plan) -> Vec<Rect> {
    let marks = map.marks.iter().zip(&plan.spots).enumerate();
    marks.map(|(number, (mark, at))| extent_with(mark, plan.side(number)).moved(at.x, at.y)).collect()
}

/// Returns the box a mark and the name below it take, around the mark's middle at the origin.
pub(super) fn extent(mark: &Mark) -> Rect {
    extent_with(mark, Side::Below)
}

/// Returns the box a mark and its name take, around the mark's middle at the origin.
pub(super) fn extent_with(mark: &Mark, side: Side) -> Rect {
    let lines = Lines::of(mark, side);
    if mark.is_plate() {
        // The name is bold.
        let (w, h) = (1.1 * lines.width() + 2.0 * MARGIN.0, lines.height() + 2.0 * MARGIN.1);
        return Rect::around(Point::default(), w, h);
    }
    disc(mark).with(around_name(mark, side, &lines))
}

/// Returns the box of a mark without its name, around its middle at the origin.
pub(super) fn disc(mark: &Mark) -> Rect {
    Rect::around(Point::default(), 2.0 * reach(mark), 2.0 * reach(mark))
}

/// Returns the box of a mark's name and of what stands under it, around the mark's middle at the origin; a plate has its
/// own inside.
pub(super) fn name_extent(mark: &Mark, side: Side) -> Option<Rect> {
    (!mark.is_plate()).then(|| around_name(mark, side, &Lines::of(mark, side)))
}

fn around_name(mark: &Mark, side: Side, lines: &Lines) -> Rect {
    let (reach, w, h) = (reach(mark), lines.width(), lines.height());
    match side {
        Side::Below => Rect { x: -w / 2.0, y: reach, w, h: h + GAP.0 },
        Side::Right => Rect { x: reach, y: -theme::LINE_HEIGHT / 2.0, w: w + GAP.1, h },
    }
}

/// Returns a mark's radius with its ring; lines run on underneath a plate.
pub(super) fn reach(mark: &Mark) -> f64 {
    if mark.is_plate() {
        return 0.0;
    }
    mark.radius + if mark.is_ego || mark.is_overdue { 5.0 } else { 1.0 }
}

/// Returns a mark's name at its place, and what stands under it, if anything does.
pub(super) fn labels(mark: &Mark, side: Side, spot: Point) -> (Label, Option<Label>) {
    let lines = Lines::of(mark, side);
    let top = match side {
        _ if mark.is_plate() => Point::new(0.0, extent(mark).y + MARGIN.1),
        Side::Below => Point::new(0.0, reach(mark) + GAP.0),
        Side::Right => Point::new(reach(mark) + GAP.1, -theme::LINE_HEIGHT / 2.0),
    };
    let at = spot.moved(top.x, top.y + theme::NAME - 1.0);
    let below = theme::LINE_HEIGHT * (lines.name.len() as f64 - 1.0) + theme::UNDER_HEIGHT + 1.0;
    let under = Label { lines: lines.under, at: at.moved(0.0, below) };
    (Label { lines: lines.name, at }, Some(under).filter(|it| !it.lines.is_empty()))
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
