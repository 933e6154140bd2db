//! Areas on the paper: side by side without overlap, those that are tied near each other, the whole well proportioned.
//!
//! A slicing floorplan (Otten 1982): the areas are cut in two about equal halves again and again, and every cut lies
//! across or down, whichever gives the best proportion (Stockmeyer 1983). What decides about the cuts, how many people
//! there are and who is tied, counts in steps, each twice the one before, so that one person more changes no cut; how
//! large areas are in truth only shifts them.

use super::geometry::{Point, Rect};

/// The space between areas.
const GAP: f64 = 30.0;
/// The wished proportion of the whole.
const ASPECT: f64 = 1.5;
/// How many proportions of a part are tried at the most.
const MOST_SHAPES: usize = 24;

/// An area to be packed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parcel {
    /// How wide and high.
    pub(super) size: (f64, f64),
    /// How many it holds.
    pub(super) n: usize,
    /// Where it would stand.
    pub(super) wish: Point,
    /// Whether it belongs with the others of which that is said.
    pub(super) inner: bool,
    /// Whether the others stand around it.
    pub(super) is_middle: bool,
}

/// A part of the paper: an area, or two parts side by side, one above the other, or as it fits best.
enum Part {
    Area(usize),
    Cut(Box<Part>, Box<Part>, Way),
}

/// How two parts lie.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Across,
    Down,
    Either,
}

fn cut(one: Part, other: Part, way: Way) -> Part {
    Part::Cut(Box::new(one), Box::new(other), way)
}

/// A proportion of a part: width, height, whether it is cut across, and the proportions of its halves.
#[derive(Clone)]
struct Shape {
    w: f64,
    h: f64,
    is_across: bool,
    halves: Option<Box<(Shape, Shape)>>,
}

/// Returns the boxes of areas.
pub(super) fn packed(parcels: &[Parcel]) -> Vec<Rect> {
    let mut places = vec![Rect::default(); parcels.len()];
    let (inner, outer): (Vec<_>, Vec<_>) = (0..parcels.len()).partition(|&it| parcels[it].inner);
    let whole = match (inner.is_empty(), outer.is_empty()) {
        (true, true) => return places,
        (false, false) => cut(around(parcels, inner), around(parcels, outer), Way::Either),
        _ => around(parcels, if inner.is_empty() { outer } else { inner }),
    };
    let cost = |it: &Shape| (it.w / ASPECT).max(it.h);
    let shape = shapes(parcels, &whole).into_iter().reduce(|a, b| if cost(&b) < cost(&a) - 1e-9 { b } else { a });
    if let Some(shape) = shape {
        lay(parcels, &whole, &shape, Point::default(), &mut places);
    }
    places
}

/// Returns how many an area holds, in steps.
fn weight(parcel: &Parcel) -> f64 {
    (parcel.n.max(1) as f64).log2().round().exp2()
}

/// Cuts areas so that others stand on all four sides of the one in the middle, if there are as many.
fn around(parcels: &[Parcel], mut areas: Vec<usize>) -> Part {
    let middle = areas.iter().position(|&it| parcels[it].is_middle).filter(|_| areas.len() > 4);
    let Some(middle) = middle.map(|it| areas.remove(it)) else { return parted(parcels, areas, true) };
    let (left, rest) = split(parcels, areas, true, 1.0 / 3.0);
    let (column, right) = split(parcels, rest, true, 0.5);
    let (above, below) = split(parcels, column, false, 0.5);
    let upper = if above.is_empty() {
        Part::Area(middle)
    } else {
        cut(parted(parcels, above, true), Part::Area(middle), Way::Down)
    };
    let column = if below.is_empty() { upper } else { cut(upper, parted(parcels, below, true), Way::Down) };
    let west = cut(parted(parcels, left, false), column, Way::Across);
    cut(west, parted(parcels, right, false), Way::Across)
}

/// Cuts areas, sorted by where they would stand, in two halves about as heavy.
fn parted(parcels: &[Parcel], areas: Vec<usize>, by_x: bool) -> Part {
    if let [area] = areas[..] {
        return Part::Area(area);
    }
    let (one, other) = split(parcels, areas, by_x, 0.5);
    cut(parted(parcels, one, !by_x), parted(parcels, other, !by_x), Way::Either)
}

/// Splits areas, sorted by where they would stand, so that the first have about that part of the weight, both some; a
/// single one stays with the second.
fn split(parcels: &[Parcel], mut areas: Vec<usize>, by_x: bool, part: f64) -> (Vec<usize>, Vec<usize>) {
    let along = |it: usize| if by_x { parcels[it].wish.x } else { parcels[it].wish.y };
    areas.sort_by(|&a, &b| along(a).total_cmp(&along(b)).then(a.cmp(&b)));
    let all: f64 = areas.iter().map(|&it| weight(&parcels[it])).sum();
    let before = |n: usize| areas[..n].iter().map(|&it| weight(&parcels[it])).sum::<f64>();
    let off = |n: usize| (before(n) - part * all).abs();
    let at = (1..areas.len()).min_by(|&a, &b| off(a).total_cmp(&off(b))).unwrap_or(0);
    let rest = areas.split_off(at);
    (areas, rest)
}

/// Returns the proportions a part can have, as its weight in steps would make them; none larger both ways than another.
fn shapes(parcels: &[Parcel], part: &Part) -> Vec<Shape> {
    match part {
        Part::Area(area) => {
            let side = weight(&parcels[*area]).sqrt();
            vec![Shape { w: side * 1.25 + 0.4, h: side * 0.8 + 0.7, is_across: true, halves: None }]
        }
        Part::Cut(one, other, way) => {
            let (ones, others) = (shapes(parcels, one), shapes(parcels, other));
            let pairs = ones.iter().flat_map(|a| others.iter().map(move |b| (a, b)));
            let ways = [true, false].into_iter().filter(|across| match way {
                Way::Across => *across,
                Way::Down => !across,
                Way::Either => true,
            });
            frontier(ways.flat_map(|across| pairs.clone().map(move |(a, b)| joined(a, b, across))).collect())
        }
    }
}

fn joined(a: &Shape, b: &Shape, is_across: bool) -> Shape {
    let (w, h) = if is_across { (a.w + b.w, a.h.max(b.h)) } else { (a.w.max(b.w), a.h + b.h) };
    Shape { w, h, is_across, halves: Some(Box::new((a.clone(), b.clone()))) }
}

/// Returns the shapes that no other beats both ways; where there are many, those nearest the wished proportion.
fn frontier(mut shapes: Vec<Shape>) -> Vec<Shape> {
    shapes.sort_by(|a, b| a.w.total_cmp(&b.w).then(a.h.total_cmp(&b.h)));
    let mut lowest = f64::INFINITY;
    shapes.retain(|it| {
        let is_lower = it.h < lowest - 1e-9;
        lowest = lowest.min(it.h);
        is_lower
    });
    let off = |it: &Shape| (it.w / it.h / ASPECT).ln().abs();
    if shapes.len() > MOST_SHAPES {
        shapes.sort_by(|a, b| off(a).total_cmp(&off(b)));
        shapes.truncate(MOST_SHAPES);
    }
    shapes
}

/// Places the areas of a part with its upper left corner at `at`, each half in the middle of its room; returns the size.
fn lay(parcels: &[Parcel], part: &Part, shape: &Shape, at: Point, places: &mut [Rect]) -> (f64, f64) {
    match (part, &shape.halves) {
        (Part::Cut(one, other, _), Some(halves)) => {
            let a = lay(parcels, one, &halves.0, at, places);
            let next = if shape.is_across { at.moved(a.0 + GAP, 0.0) } else { at.moved(0.0, a.1 + GAP) };
            let b = lay(parcels, other, &halves.1, next, places);
            let spare = if shape.is_across { (0.0, (b.1 - a.1) / 2.0) } else { ((b.0 - a.0) / 2.0, 0.0) };
            shift(one, (spare.0.max(0.0), spare.1.max(0.0)), places);
            shift(other, ((-spare.0).max(0.0), (-spare.1).max(0.0)), places);
            if shape.is_across { (a.0 + GAP + b.0, a.1.max(b.1)) } else { (a.0.max(b.0), a.1 + GAP + b.1) }
        }
        (Part::Area(area), _) => {
            let (w, h) = parcels[*area].size;
            places[*area] = Rect { x: at.x, y: at.y, w, h };
            (w, h)
        }
        (Part::Cut(..), None) => (0.0, 0.0),
    }
}

fn shift(part: &Part, by: (f64, f64), places: &mut [Rect]) {
    match part {
        Part::Area(area) => places[*area] = places[*area].moved(by.0, by.1),
        Part::Cut(one, other, _) => [one, other].into_iter().for_each(|it| shift(it, by, places)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Parcel, packed};
    use crate::sociogram::geometry::{Point, Rect};

    fn parcel(n: u32) -> Parcel {
        let size = (80.0 + f64::from(n * 37 % 200), 60.0 + f64::from(n * 53 % 120));
        let wish = Point::new(f64::from(n * 7 % 11), f64::from(n * 5 % 13));
        Parcel { size, n: n as usize * 3 % 17, wish, inner: n.is_multiple_of(3), is_middle: n == 5 }
    }

    #[test]
    fn areas_are_disjoint_and_the_whole_is_well_proportioned() {
        for n in [1, 2, 3, 25, 300] {
            let boxes = packed(&(0..n).map(parcel).collect::<Vec<_>>());
            assert_eq!(boxes.len(), n as usize);
            let clash = |at: usize| boxes[at + 1..].iter().any(|it| it.overlaps(boxes[at]));
            assert!(!(0..boxes.len()).any(clash));
            let whole = boxes.iter().copied().reduce(Rect::with).unwrap();
            assert!(n < 3 || (0.7..3.0).contains(&(whole.w / whole.h)), "{n}: {whole:?}");
        }
        assert!(packed(&[]).is_empty());
    }
}
