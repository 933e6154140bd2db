//! The layout of the grid: everybody where power and interest put them, or as near to it as names allow, in their quadrant.

use super::geometry::{Point, Rect};
use super::plan::{self, Plan};
use super::room::{self, Room};
use super::{Mark, Sociogram, overlap};

/// Half the plane, across and down, if there is no need for more.
const HALF: (f64, f64) = (400.0, 290.0);
/// Half of what lies between two quadrants.
const GAP: f64 = 2.0;
/// What is free of marks at the edges of a quadrant, and above for its name.
const MARGIN: f64 = 8.0;
const HEADING: f64 = 28.0;
const AIR: f64 = 6.0;
/// How much larger the plane is each time, how often for the sake of places, and how often for want of room.
const GROWTH: f64 = 1.08;
const TRIES: (usize, usize) = (8, 60);
/// How far somebody may stand from their place for the sake of others, as a part of the plane.
const ASTRAY: f64 = 0.12;

/// Returns the places on the plane; its quadrants are the first areas, what names its axes comes after them.
pub(super) fn of(map: &Sociogram) -> Plan {
    let boxes: Vec<_> = map.marks.iter().map(|it| plan::extent(it).grown(AIR / 2.0)).collect();
    let mut half = HALF;
    for n in 0..TRIES.1 {
        match placed(map, &boxes, half) {
            Some((spots, astray)) if astray <= ASTRAY || n >= TRIES.0 => return planned(half, spots),
            _ => half = (half.0 * GROWTH, half.1 * GROWTH),
        }
    }
    let mut spots: Vec<_> = map.marks.iter().map(|it| wish(it, half)).collect();
    overlap::removed(&mut spots, &boxes);
    planned(half, spots)
}

fn planned(half: (f64, f64), spots: Vec<Point>) -> Plan {
    let areas: Vec<_> = (0..4).map(|it| quadrant(it, half)).collect();
    let mut area_names: Vec<_> = areas.iter().map(|it| Point::new(it.center().x, it.y + 16.0)).collect();
    area_names.push(Point::new(half.0, 2.0 * half.1 + 16.0));
    area_names.push(Point::new(-38.0, half.1));
    Plan { spots, areas, area_names, layout: "plane", ..Plan::default() }
}

/// Returns a quadrant of the plane whose upper left corner is the origin.
fn quadrant(number: usize, (across, down): (f64, f64)) -> Rect {
    let (x, y) = (across * (number % 2) as f64, down * (1 - number / 2 % 2) as f64);
    Rect { x, y, w: across, h: down }.grown(-GAP)
}

fn wish(mark: &Mark, half: (f64, f64)) -> Point {
    Point::new(2.0 * half.0 * mark.place.0, 2.0 * half.1 * (1.0 - mark.place.1))
}

/// Returns places in the order of the marks, each the nearest that is free, and how far from theirs somebody stands at the
/// most; nothing if there is no room for somebody.
fn placed(map: &Sociogram, boxes: &[Rect], half: (f64, f64)) -> Option<(Vec<Point>, f64)> {
    let mut astray = 0.0_f64;
    let mut spots = Vec::with_capacity(boxes.len());
    let mut room = Room::default();
    for (mark, around) in map.marks.iter().zip(boxes) {
        let inside = quadrant(mark.area.unwrap_or(0), half).grown(-MARGIN);
        let inside = Rect { y: inside.y + HEADING - MARGIN, h: inside.h - HEADING + MARGIN, ..inside };
        let allowed = within(inside, *around)?;
        let wish = nearest(wish(mark, half), allowed);
        let fits = |at: &Point| allowed.grown(0.01).contains(*at) && room.is_free(around.moved(at.x, at.y));
        let at = room::around(wish, half.0 + half.1).find(fits)?;
        room.take(around.moved(at.x, at.y));
        spots.push(at);
        astray = astray.max((at.x - wish.x).abs() / half.0 / 2.0).max((at.y - wish.y).abs() / half.1 / 2.0);
    }
    Some((spots, astray))
}

/// Returns where the middle of a mark may be so that all of it lies inside.
fn within(inside: Rect, around: Rect) -> Option<Rect> {
    let (x, y) = (inside.x - around.x, inside.y - around.y);
    let (w, h) = (inside.w - around.w, inside.h - around.h);
    (w >= 0.0 && h >= 0.0).then_some(Rect { x, y, w, h })
}

fn nearest(to: Point, inside: Rect) -> Point {
    Point::new(to.x.clamp(inside.x, inside.right()), to.y.clamp(inside.y, inside.bottom()))
}
