//! The layout of the path map: one column a step, the warmest path in the middle, alternatives beside it, the
//! surroundings above and below.

use super::geometry::Point;
use super::plan::{self, Plan};
use super::{Mark, Sociogram, Tone, overlap};

const COLUMN: f64 = 250.0;
const LANE: f64 = 96.0;
const BESIDE: f64 = 115.0;
const ROW: f64 = 62.0;

/// Returns the places of the people on the ways and around them.
pub(super) fn of(map: &Sociogram) -> Plan {
    let on_way = |mark: &Mark| mark.tone != Tone::Pale;
    let lane = |mark: &Mark| lane(mark.area.unwrap_or(0));
    let lanes = || map.marks.iter().filter(|it| on_way(it)).map(lane);
    let (top, bottom) = (lanes().fold(0.0, f64::min), lanes().fold(0.0, f64::max));
    let mut beside = std::collections::BTreeMap::new();
    let mut spots = Vec::with_capacity(map.marks.len());
    for mark in &map.marks {
        let x = mark.rank as f64 * COLUMN;
        spots.push(if on_way(mark) {
            Point::new(x, lane(mark))
        } else {
            let number = beside.entry(mark.rank).or_insert(0_usize);
            *number += 1;
            around(x, *number - 1, (top, bottom))
        });
    }
    let boxes: Vec<_> = map.marks.iter().map(plan::extent).collect();
    overlap::removed(&mut spots, &boxes);
    Plan { spots, layout: "columns", ..Plan::default() }
}

/// Returns the height of a way's lane: the first in the middle, the next above, below, above …
fn lane(way: usize) -> f64 {
    let out = way.div_ceil(2) as f64 * LANE;
    if way % 2 == 1 { -out } else { out }
}

/// Returns the place of the nth person around a column: above, below, two a row.
fn around(x: f64, number: usize, (top, bottom): (f64, f64)) -> Point {
    let (row, side) = (number / 4, number % 4);
    let out = LANE + ROW * row as f64;
    let y = if side.is_multiple_of(2) { top - out } else { bottom + out };
    let x = if side < 2 { x - BESIDE / 2.0 } else { x + BESIDE / 2.0 };
    Point::new(x, y + if side < 2 { 0.0 } else { 14.0 })
}
