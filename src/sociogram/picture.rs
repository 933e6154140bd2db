//! The finished picture as shapes in the order they are drawn: what both pens write in their own language.

use super::geometry::{Point, Rect};
use super::plan::{self, Plan, Side};
use super::{Ground, Line, Mark, Sociogram, Tone, Who, key, text, theme};

/// Where words are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

/// Words: their lines and where the first one's baseline begins or has its middle.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    pub(super) at: Point,
    pub(super) anchor: Anchor,
    pub(super) lines: Vec<String>,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) ink: &'static str,
    /// Whether lines may run underneath.
    pub(super) halo: bool,
    /// The number of the line it is about.
    pub(super) line: Option<usize>,
}

/// A disc, or a plate: a box with round corners.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Disc {
    pub(super) at: Point,
    /// Half the height.
    pub(super) radius: f64,
    /// How much wider than high a plate is; 0 of a disc.
    pub(super) wide: f64,
    pub(super) fill: &'static str,
    pub(super) edge: &'static str,
    pub(super) edge_width: f64,
    pub(super) dashed: bool,
}

impl Disc {
    /// Returns the box of a plate; nothing of a disc.
    pub(super) fn plate(&self) -> Option<Rect> {
        let high = 2.0 * self.radius;
        (self.wide > 0.0).then(|| Rect::around(self.at, high + self.wide, high))
    }
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// A line from mark to mark, or in the legend: curves that follow each other, at least one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stroke {
    pub(super) curves: Vec<Point>,
    pub(super) colour: &'static str,
    pub(super) width: f64,
    pub(super) dash: Dash,
    pub(super) arrow: bool,
}

impl Stroke {
    /// Returns the end and the point that pulls it.
    pub(super) fn tip(&self) -> [Point; 2] {
        let before = self.curves.iter().rev().nth(1).copied().unwrap_or_default();
        [before, self.curves.last().copied().unwrap_or_default()]
    }

    /// Returns the two corners behind the point of an arrow's head of that length.
    pub(super) fn barbs(&self, length: f64) -> [Point; 2] {
        let [pull, tip] = self.tip();
        let back = tip.towards(pull, length);
        let (x, y) = ((tip.y - back.y) * 0.42, (back.x - tip.x) * 0.42);
        [back.moved(x, y).rounded(), back.moved(-x, -y).rounded()]
    }
}

/// One thing on the paper.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Area(Rect, Ground),
    Ring(Point, f64),
    Spoke(Point, Point),
    Stroke(Stroke),
    Disc(Disc),
    Words(Words),
    /// The tie of that number.
    Tie(usize, Stroke),
    /// The mark of that number: its discs, the outer first, its name, and what stands under it.
    Mark(usize, Vec<Disc>, Vec<Words>),
}

/// The paper and what is on it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) shapes: Vec<Shape>,
}

const NARROWEST: f64 = 560.0;
/// The space the title takes.
const HEAD: f64 = 84.0;

/// Returns the picture of a sociogram on a plan.
pub(super) fn of(map: &Sociogram, plan: &Plan) -> Picture {
    // The title is bold.
    let title = (1.1 * text::width(&map.title, theme::TITLE)).max(text::width(&map.subtitle, theme::SMALL));
    let content = plan.size.0.max(NARROWEST).max(title.min(1400.0)) + 2.0 * theme::MARGIN;
    let width = content.max(key::narrowest(&map.legend) + theme::MARGIN).ceil();
    let origin = Point::new(((width - plan.size.0) / 2.0).round(), HEAD);
    let bottom = HEAD + plan.size.1 + theme::MARGIN;
    let (legend, height) = key::of(&map.legend, bottom, width);
    let mut shapes = head(map);
    shapes.extend(ground(map, plan, origin));
    shapes.extend(ties(map, plan, origin));
    shapes.extend(names(map, plan, origin));
    shapes.extend(map.marks.iter().zip(&plan.spots).enumerate().map(|(number, (mark, spot))| {
        let at = spot.moved(origin.x, origin.y);
        Shape::Mark(number, discs(mark, at), named(mark, plan.side(number), at))
    }));
    shapes.extend(legend);
    Picture { width, height, shapes }
}

/// Returns words on one line.
pub(super) fn line(text: &str, at: Point, size: f64, bold: bool, ink: &'static str) -> Words {
    Words { at, anchor: Anchor::Start, lines: vec![text.to_owned()], size, bold, ink, halo: false, line: None }
}

fn head(map: &Sociogram) -> Vec<Shape> {
    let at = |y: f64| Point::new(theme::MARGIN, y);
    let title = line(&map.title, at(38.0), theme::TITLE, true, theme::INK);
    let subtitle = line(&map.subtitle, at(58.0), theme::SMALL, false, theme::FAINT_INK);
    vec![Shape::Words(title), Shape::Words(subtitle)]
}

fn ground(map: &Sociogram, plan: &Plan, origin: Point) -> Vec<Shape> {
    let moved = |it: &Point| it.moved(origin.x, origin.y);
    let areas = plan.areas.iter().zip(&map.areas);
    let areas = areas.map(|(it, area)| Shape::Area(it.moved(origin.x, origin.y), area.ground));
    let rings = plan.rings.iter().rev().map(|(at, radius)| Shape::Ring(moved(at), *radius));
    let spokes = plan.spokes.iter().map(|(from, to)| Shape::Spoke(moved(from), moved(to)));
    areas.chain(rings).chain(spokes).collect()
}

fn ties(map: &Sociogram, plan: &Plan, origin: Point) -> Vec<Shape> {
    let mut ties: Vec<_> = map.lines.iter().zip(&plan.curves).enumerate().collect();
    ties.sort_by_key(|(number, (line, _))| (line.tone, *number));
    let drawn = |(number, (line, curves)): (usize, (&Line, &Vec<Point>))| {
        Shape::Tie(number, stroke(map, line, curves.iter().map(|it| it.moved(origin.x, origin.y)).collect()))
    };
    ties.into_iter().map(drawn).collect()
}

fn stroke(map: &Sociogram, line: &Line, curves: Vec<Point>) -> Stroke {
    let width = (map.kind.width)(line);
    let changed = theme::changed(line.change);
    let width = if changed.is_some() { width.max(1.8) } else { width };
    let colour = changed.unwrap_or(theme::line(line.tone));
    let dash = match line.dashed {
        true if line.tone == Tone::Missing => Dash::Dashed,
        true => map.kind.dashed.0,
        false => Dash::Solid,
    };
    Stroke { curves, colour, width, dash, arrow: line.arrow }
}

fn names(map: &Sociogram, plan: &Plan, origin: Point) -> Vec<Shape> {
    let middle = |text: &str, at: Point, size: f64, bold: bool| {
        let at = at.moved(origin.x, origin.y + size * 0.36).rounded();
        Words { anchor: Anchor::Middle, halo: true, ..line(text, at, size, bold, theme::FAINT_INK) }
    };
    let areas = map.areas.iter().zip(&plan.area_names);
    let areas = areas.map(|(it, at)| middle(&plan::area_name(it), *at, theme::AREA_NAME, true));
    let rings = map.rings.iter().zip(&plan.rings);
    let rings = rings.map(|(it, (at, radius))| middle(it, at.moved(0.0, -radius + 9.0), theme::SMALL - 1.0, false));
    let labels = plan.labels.iter().map(|(number, it)| {
        let at = it.at.moved(origin.x, origin.y).rounded();
        let words = line("", at, theme::ON_LINE, false, theme::INK);
        Words { anchor: Anchor::Middle, halo: true, lines: it.lines.clone(), line: Some(*number), ..words }
    });
    areas.chain(rings).chain(labels).map(Shape::Words).collect()
}

/// Returns the discs of a mark, the outer first.
pub(super) fn discs(mark: &Mark, at: Point) -> Vec<Disc> {
    let fill = if mark.tone == Tone::Pale { theme::PALE_MARK } else { theme::colour(mark.colour) };
    match mark.who {
        Who::Seat(_) => return vec![seat(at, mark.radius)],
        Who::Community(_) => return vec![plate(at, plan::extent(mark), fill)],
        Who::Person(_) | Who::Unit { .. } => {}
    }
    let disc = person(at, mark.radius, fill);
    let overdue = mark.is_overdue.then(|| late(at, mark.radius));
    let ego = mark.is_ego.then(|| ring(at, mark.radius));
    overdue.into_iter().chain(ego).chain([disc]).collect()
}

/// Returns an empty seat.
pub(super) fn seat(at: Point, radius: f64) -> Disc {
    Disc { at, radius, wide: 0.0, fill: theme::PAPER, edge: theme::SEAT, edge_width: 1.4, dashed: true }
}

/// Returns a person's disc.
pub(super) fn person(at: Point, radius: f64, fill: &'static str) -> Disc {
    Disc { at, radius, wide: 0.0, fill, edge: theme::INK, edge_width: 0.8, dashed: false }
}

/// Returns a community's plate, of that extent.
pub(super) fn plate(at: Point, extent: Rect, fill: &'static str) -> Disc {
    Disc { wide: (extent.w - extent.h).max(0.1), edge_width: 1.2, ..person(at, extent.h / 2.0, fill) }
}

/// Returns the ring around ego.
pub(super) fn ring(at: Point, radius: f64) -> Disc {
    let radius = radius + 4.0;
    Disc { at, radius, wide: 0.0, fill: theme::PAPER, edge: theme::INK, edge_width: 2.0, dashed: false }
}

/// Returns the ring around somebody overdue.
pub(super) fn late(at: Point, radius: f64) -> Disc {
    Disc { edge: theme::line(Tone::Missing), edge_width: 2.4, ..ring(at, radius - 0.6) }
}

fn named(mark: &Mark, side: Side, at: Point) -> Vec<Words> {
    let (label, under) = plan::labels(mark, side, at);
    let anchor = if side == Side::Right { Anchor::Start } else { Anchor::Middle };
    let ink = if mark.tone == Tone::Pale { theme::FAINT_INK } else { theme::INK };
    let name = Words {
        at: label.at.rounded(),
        anchor,
        lines: label.lines,
        size: theme::NAME,
        bold: mark.is_ego || mark.tone == Tone::Lit,
        ink,
        halo: !mark.is_plate(),
        line: None,
    };
    let under = under.map(|it| Words {
        at: it.at.rounded(),
        lines: it.lines,
        size: theme::UNDER,
        bold: false,
        ink: theme::FAINT_INK,
        ..name.clone()
    });
    [name].into_iter().chain(under).collect()
}
