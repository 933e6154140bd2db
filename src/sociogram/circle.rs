//! The layout of the communities map: communities on an ellipse, inside it who connects them, outside who belongs to one.

use std::f64::consts::{PI, TAU};

use super::geometry::{Point, Rect};
use super::plan::{self, Plan};
use super::room::{self, Room};
use super::{Sociogram, overlap, seating};

/// How much wider than high the ellipse is.
const ASPECT: f64 = 1.35;
/// The air around every mark and name.
const AIR: f64 = 8.0;
/// How much of the room inside the ellipse is left to lines.
const LOOSENESS: f64 = 3.4;
/// What a line through a name costs, in points of distance.
const CROSSING: f64 = 160.0;
/// Room is given in steps: one person more then moves nothing, or little.
const STEP: f64 = 40.0;
/// How far somebody who connects is looked for.
const FURTHEST: f64 = 260.0;
/// How far from straight outward somebody in one community may stand, radians, and in how many steps.
const FAN: (f64, i32) = (2.0, 17);
/// How far outward the first row is from its community, and the rows from each other.
const ROWS: (f64, f64) = (58.0, 15.0);
const MOST_ROWS: i32 = 120;

struct Table<'a> {
    map: &'a Sociogram,
    /// The communities of every mark.
    of: Vec<Vec<usize>>,
    /// Half of the ellipse, across and down.
    half: (f64, f64),
    boxes: Vec<Rect>,
    spots: Vec<Point>,
    room: Room,
}

/// Returns the places of communities and people.
pub(super) fn of(map: &Sociogram) -> Plan {
    let mut of = vec![Vec::new(); map.marks.len()];
    map.lines.iter().for_each(|line| of[line.from].push(line.to));
    let boxes = map.marks.iter().map(|it| plan::extent(it).grown(AIR / 2.0)).collect();
    let spots = vec![Point::default(); map.marks.len()];
    let mut table = Table { map, of, half: (0.0, 0.0), boxes, spots, room: Room::default() };
    table.seat();
    table.connect();
    table.surround();
    let mut spots = table.spots;
    overlap::removed(&mut spots, &map.marks.iter().map(plan::extent).collect::<Vec<_>>());
    Plan { spots, layout: "circle", ..Plan::default() }
}

impl Table<'_> {
    /// Seats the communities, the first on the left, each with as much room as it has people of its own.
    fn seat(&mut self) {
        let plates = self.plates();
        let order = seating::order(plates.len(), &|a, b| self.shared(plates[a], plates[b]));
        let needs: Vec<_> = order.iter().map(|&it| self.need(plates[it])).collect();
        let all: f64 = needs.iter().sum();
        self.half = self.ellipse(&plates, all);
        let mut from = PI - TAU * needs.first().unwrap_or(&0.0) / all.max(1.0) / 2.0;
        for (&at, need) in order.iter().zip(&needs) {
            let angle = from + TAU * need / all / 2.0;
            from += TAU * need / all;
            self.put(plates[at], Point::new(self.half.0 * angle.cos(), self.half.1 * angle.sin()));
        }
    }

    fn plates(&self) -> Vec<usize> {
        (0..self.map.marks.len()).filter(|&it| self.map.marks[it].is_plate()).collect()
    }

    /// Returns how many people two communities share.
    fn shared(&self, a: usize, b: usize) -> f64 {
        self.of.iter().filter(|of| of.contains(&a) && of.contains(&b)).count() as f64
    }

    /// Returns how much of the ellipse a community needs, in points.
    fn need(&self, plate: usize) -> f64 {
        let own = self.of.iter().filter(|of| of[..] == [plate]).count() as f64;
        let need = self.boxes[plate].w.max(self.boxes[plate].h * 2.0) + 55.0 * own.sqrt();
        (need / STEP).ceil() * STEP
    }

    /// Returns half of the ellipse: communities have room on it, and people inside. A single community sits in the middle.
    fn ellipse(&self, plates: &[usize], around: f64) -> (f64, f64) {
        if plates.len() < 2 {
            return (0.0, 0.0);
        }
        let inner = self.boxes.iter().zip(&self.of).filter(|it| it.1.len() > 1);
        let inner = inner.map(|(it, _)| it.w * it.h).sum::<f64>() * LOOSENESS;
        let widest = plates.iter().map(|&it| self.boxes[it].w).fold(0.0, f64::max);
        let by_rim = around / TAU / ((1.0 + ASPECT * ASPECT) / 2.0).sqrt();
        let down = by_rim.max((inner / PI / ASPECT).sqrt() + widest / 3.0);
        (ASPECT * down, down)
    }

    fn put(&mut self, who: usize, at: Point) {
        self.spots[who] = at;
        self.room.take(self.boxes[who].moved(at.x, at.y));
        for &plate in &self.of[who] {
            self.room.draw([at, self.spots[plate]]);
        }
    }

    /// Places who connects communities in the middle between them, or near it; who connects most comes first.
    fn connect(&mut self) {
        let mut inner: Vec<_> = (0..self.of.len()).filter(|&it| self.of[it].len() > 1).collect();
        inner.sort_by_key(|&it| (std::cmp::Reverse(self.of[it].len()), it));
        for who in inner {
            let n = self.of[who].len() as f64;
            let sum =
                self.of[who].iter().map(|&it| self.spots[it]).fold((0.0, 0.0), |sum, it| (sum.0 + it.x, sum.1 + it.y));
            let wish = Point::new(sum.0 / n, sum.1 / n);
            let at = self.best(who, room::around(wish, FURTHEST).map(|it| (it.distance(wish), it)));
            self.put(who, at.unwrap_or(wish));
        }
    }

    /// Places who belongs to one community around it, outside; those ego knows best come nearest.
    fn surround(&mut self) {
        let mut outer: Vec<_> = (0..self.of.len()).filter(|&it| self.of[it].len() == 1).collect();
        let strength = |it: usize| self.map.marks[it].card.strength;
        outer.sort_by(|&a, &b| strength(b).total_cmp(&strength(a)).then(a.cmp(&b)));
        for who in outer {
            let plate = self.spots[self.of[who][0]];
            let places = self.outside(plate);
            let at = self.best(who, places.into_iter());
            self.put(who, at.unwrap_or(plate));
        }
    }

    /// Returns places outside of the ellipse around a community, each with how far it is, the nearest first.
    fn outside(&self, plate: Point) -> Vec<(f64, Point)> {
        let (across, down) = self.half;
        let outward = if down > 0.0 { (plate.y / down).atan2(plate.x / across) } else { -PI / 2.0 };
        let fan = if down > 0.0 { FAN.0 } else { PI };
        let is_inside = |it: &Point| down > 0.0 && (it.x / across).powi(2) + (it.y / down).powi(2) < 1.0;
        let row = |row: i32| {
            let far = ROWS.0 + ROWS.1 * f64::from(row);
            (-FAN.1..=FAN.1).map(move |step| {
                let turned = fan * f64::from(step) / f64::from(FAN.1);
                let angle = outward + turned;
                (far + 12.0 * turned.abs(), plate.moved(1.5 * far * angle.cos(), far * angle.sin()))
            })
        };
        (0..MOST_ROWS).flat_map(row).filter(|it| !is_inside(&it.1)).collect()
    }

    /// Returns the best of the places, of which nearer ones come first: free, near, no lines through names.
    fn best(&self, who: usize, places: impl Iterator<Item = (f64, Point)>) -> Option<Point> {
        let mut best: Option<(f64, Point)> = None;
        for (far, at) in places {
            if best.is_some_and(|it| it.0 <= far) {
                break;
            }
            let around = self.boxes[who].moved(at.x, at.y);
            if !self.room.is_free(around) {
                continue;
            }
            let lines = self.of[who].iter().map(|&it| self.room.n_boxes_on([at, self.spots[it]]));
            let n_crossings = self.room.n_lines_through(around) + lines.sum::<usize>();
            let cost = far + CROSSING * n_crossings as f64;
            if best.is_none_or(|it| cost < it.0) {
                best = Some((cost, at));
            }
        }
        best.map(|it| it.1)
    }
}
