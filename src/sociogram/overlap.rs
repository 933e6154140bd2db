//! No label on another: boxes are pushed apart, the shorter way, until none overlap.

use super::geometry::{Point, Rect};

const ROUNDS: usize = 120;
const STRETCHES: usize = 80;
/// The air around every box.
const AIR: f64 = 5.0;

/// Moves `spots` until the boxes around them do not overlap. What cannot be pushed apart is stretched.
pub(super) fn removed(spots: &mut [Point], boxes: &[Rect]) {
    for _ in 0..STRETCHES {
        for _ in 0..ROUNDS {
            if !pushed(spots, boxes) {
                return;
            }
        }
        for (n, spot) in spots.iter_mut().enumerate() {
            // The number breaks ties between people on the very same spot.
            *spot = Point::new(spot.x * 1.12 + n as f64 * 0.01, spot.y * 1.08);
        }
    }
}

/// Pushes every overlapping pair half a step apart, and returns whether there was one.
fn pushed(spots: &mut [Point], boxes: &[Rect]) -> bool {
    let mut any = false;
    let order = by_height(spots);
    for (at, &u) in order.iter().enumerate() {
        for &v in &order[at + 1..] {
            if spots[v].y - spots[u].y > reach(boxes[u]) + reach(boxes[v]) {
                continue;
            }
            any |= push(spots, boxes, u, v);
        }
    }
    any
}

fn by_height(spots: &[Point]) -> Vec<usize> {
    let mut order: Vec<_> = (0..spots.len()).collect();
    order.sort_by(|&a, &b| spots[a].y.total_cmp(&spots[b].y).then(a.cmp(&b)));
    order
}

fn reach(around: Rect) -> f64 {
    around.h + AIR
}

fn push(spots: &mut [Point], boxes: &[Rect], u: usize, v: usize) -> bool {
    let place = |n: usize, spots: &[Point]| boxes[n].grown(AIR / 2.0).moved(spots[n].x, spots[n].y);
    let (a, b) = (place(u, spots), place(v, spots));
    if !a.overlaps(b) {
        return false;
    }
    let (ca, cb) = (a.center(), b.center());
    let across = (a.w + b.w) / 2.0 - (ca.x - cb.x).abs() + 0.1;
    let along = (a.h + b.h) / 2.0 - (ca.y - cb.y).abs() + 0.1;
    let (x, y) = if across < along {
        (if cb.x >= ca.x { across } else { -across } / 2.0, 0.0)
    } else {
        (0.0, if cb.y >= ca.y { along } else { -along } / 2.0)
    };
    spots[u] = spots[u].moved(-x, -y);
    spots[v] = spots[v].moved(x, y);
    true
}

#[cfg(test)]
mod tests {
    use super::removed;
    use crate::sociogram::geometry::{Point, Rect};

    #[test]
    fn many_on_one_spot_come_apart() {
        for n in [0, 1, 2, 50, 200] {
            let mut spots = vec![Point::new(3.0, 3.0); n];
            let boxes = vec![Rect::around(Point::new(0.0, 5.0), 60.0, 40.0); n];
            removed(&mut spots, &boxes);
            let placed: Vec<_> = spots.iter().zip(&boxes).map(|(spot, it)| it.moved(spot.x, spot.y)).collect();
            let clash = |at: usize| placed[at + 1..].iter().any(|it| it.overlaps(placed[at]));
            assert!(!(0..n).any(clash), "{n}");
        }
    }
}
