//! Free room on the paper: what is taken by marks, and which lines cross what.

use std::f64::consts::TAU;

use super::geometry::{Point, Rect, meets};

/// How far apart the places are that are tried.
const STEP: f64 = 7.0;

/// What is on the paper so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Room {
    boxes: Vec<Rect>,
    lines: Vec<[Point; 2]>,
}

impl Room {
    /// Takes the room of a mark.
    pub(super) fn take(&mut self, around: Rect) {
        self.boxes.push(around);
    }

    /// Draws a line.
    pub(super) fn draw(&mut self, line: [Point; 2]) {
        self.lines.push(line);
    }

    /// Returns whether nothing stands in a box.
    pub(super) fn is_free(&self, around: Rect) -> bool {
        !self.boxes.iter().any(|it| it.overlaps(around))
    }

    /// Returns how many lines run through a box.
    pub(super) fn n_lines_through(&self, around: Rect) -> usize {
        self.lines.iter().filter(|it| meets(**it, around)).count()
    }

    /// Returns through how many boxes a line would run, but for those it ends in.
    pub(super) fn n_boxes_on(&self, line: [Point; 2]) -> usize {
        let others = self.boxes.iter().filter(|it| !line.iter().any(|end| it.contains(*end)));
        others.filter(|it| meets(line, **it)).count()
    }
}

/// Returns places around a wished one, the nearest first, up to so far away.
pub(super) fn around(wish: Point, furthest: f64) -> impl Iterator<Item = Point> {
    let rings = (furthest / STEP).ceil().clamp(0.0, 400.0) as usize;
    let ring = move |n: usize| {
        let places = (6 * n).max(1);
        let angle = move |it: usize| TAU * (it as f64 + 0.5) / places as f64;
        (0..places).map(move |it| wish.moved(STEP * n as f64 * angle(it).cos(), STEP * n as f64 * angle(it).sin()))
    };
    (0..=rings).flat_map(ring)
}

#[cfg(test)]
mod tests {
    use super::{Room, around};
    use crate::sociogram::geometry::{Point, Rect, meets};

    #[test]
    fn a_line_meets_the_boxes_it_runs_through() {
        let square = Rect::around(Point::default(), 10.0, 10.0);
        let line = |a: f64, b: f64, c: f64, d: f64| [Point::new(a, b), Point::new(c, d)];
        assert!(meets(line(-20.0, 0.0, 20.0, 1.0), square) && meets(line(0.0, -20.0, 0.0, 20.0), square));
        assert!(!meets(line(-20.0, 6.0, 20.0, 6.0), square) && !meets(line(-20.0, 0.0, 0.0, 20.0), square));
        assert!(!meets(line(6.0, 0.0, 20.0, 0.0), square) && meets(line(1.0, 1.0, 2.0, 2.0), square));
        let mut room = Room::default();
        room.take(square);
        room.draw(line(-20.0, 0.0, 20.0, 1.0));
        assert_eq!((room.n_lines_through(square), room.n_boxes_on(line(-9.0, 0.0, 9.0, 0.0))), (1, 1));
        assert_eq!(room.n_boxes_on(line(0.0, 0.0, 9.0, 0.0)), 0);
    }

    #[test]
    fn the_nearest_place_comes_first() {
        let wish = Point::new(3.0, 4.0);
        let far: Vec<_> = around(wish, 30.0).map(|it| it.distance(wish)).collect();
        assert!(far[0] < 1e-9 && far.windows(2).all(|it| it[0] <= it[1] + 1e-9) && far.len() == 91);
    }
}
