//! Points, boxes and curves on the paper; y grows downwards, the unit is the point.

/// A place on the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(super) fn moved(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y }
    }

    pub(super) fn distance(self, to: Self) -> f64 {
        (self.x - to.x).hypot(self.y - to.y)
    }

    /// Returns the place that far on the way to another.
    pub(super) fn towards(self, to: Self, by: f64) -> Self {
        let length = self.distance(to).max(1e-9);
        self.moved((to.x - self.x) / length * by, (to.y - self.y) / length * by).rounded()
    }

    /// Returns the place rounded to a tenth, so that a drawing does not change with the last bit.
    pub(super) fn rounded(self) -> Self {
        let tenth = |it: f64| if it.is_finite() { (it * 10.0).round() / 10.0 + 0.0 } else { 0.0 };
        Self { x: tenth(self.x), y: tenth(self.y) }
    }
}

/// An upright box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Rect {
    pub(super) fn around(center: Point, w: f64, h: f64) -> Self {
        Self { x: center.x - w / 2.0, y: center.y - h / 2.0, w, h }
    }

    pub(super) fn center(self) -> Point {
        Point::new(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    pub(super) fn right(self) -> f64 {
        self.x + self.w
    }

    pub(super) fn bottom(self) -> f64 {
        self.y + self.h
    }

    pub(super) fn moved(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y, ..self }
    }

    pub(super) fn grown(self, by: f64) -> Self {
        Self { x: self.x - by, y: self.y - by, w: self.w + 2.0 * by, h: self.h + 2.0 * by }
    }

    /// Returns the smallest box around both.
    pub(super) fn with(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Self { x, y, w: right - x, h: bottom - y }
    }

    /// Returns whether the two share more than an edge.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.x + 0.01 < other.right()
            && other.x + 0.01 < self.right()
            && self.y + 0.01 < other.bottom()
            && other.y + 0.01 < self.bottom()
    }

    pub(super) fn contains(self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }
}

/// Returns whether a line runs through a box: the part of it inside is cut out side by side (Liang & Barsky 1984).
pub(super) fn meets([from, to]: [Point; 2], around: Rect) -> bool {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (along, room) in [
        (-dx, from.x - around.x),
        (dx, around.right() - from.x),
        (-dy, from.y - around.y),
        (dy, around.bottom() - from.y),
    ] {
        if along == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if along < 0.0 {
            enters = enters.max(room / along);
        } else {
            leaves = leaves.min(room / along);
        }
    }
    enters <= leaves
}

/// A cubic curve: its ends and the two points that pull it.
pub(super) type Curve = [Point; 4];

/// Returns the point at `t`, 0..1, of curves that follow each other, each beginning where the last one ends.
pub(super) fn at(curves: &[Point], t: f64) -> Point {
    let n = curves.len().saturating_sub(1) / 3;
    let along = t * n as f64;
    let piece = (along as usize).min(n.saturating_sub(1));
    let curve = curves.get(3 * piece..3 * piece + 4).and_then(|it| it.try_into().ok());
    curve.map_or_else(|| curves.first().copied().unwrap_or_default(), |it| on_curve(it, along - piece as f64))
}

fn on_curve(curve: &Curve, t: f64) -> Point {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let along = |axis: fn(&Point) -> f64| weights.iter().zip(curve).map(|(weight, point)| weight * axis(point)).sum();
    Point::new(along(|it| it.x), along(|it| it.y))
}

/// Returns the part of a curve between two places on it, each 0..1 (de Casteljau 1959).
pub(super) fn part(curve: &Curve, from: f64, to: f64) -> Curve {
    let mix = |a: Point, b: Point, t: f64| Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
    // The blossom: its arguments are the three places that pull a point.
    let pull = |places: [f64; 3]| {
        let [a, b, c, d] = *curve;
        let [r, s, t] = places;
        let (ab, bc, cd) = (mix(a, b, r), mix(b, c, r), mix(c, d, r));
        mix(mix(ab, bc, s), mix(bc, cd, s), t)
    };
    [[from, from, from], [from, from, to], [from, to, to], [to, to, to]].map(pull).map(Point::rounded)
}

/// Returns straight pieces from corner to corner as curves that follow each other.
pub(super) fn straight(corners: &[Point]) -> Vec<Point> {
    let pieces = corners.windows(2).flat_map(|it| [it[0], it[1], it[1]]);
    corners.first().copied().into_iter().chain(pieces).map(Point::rounded).collect()
}

/// Returns a curve from one disc to another, bent sideways by that part of its length.
pub(super) fn bent(from: (Point, f64), to: (Point, f64), bend: f64) -> Curve {
    let (dx, dy) = (to.0.x - from.0.x, to.0.y - from.0.y);
    let pull = |t: f64| Point::new(from.0.x + dx * t - dy * bend, from.0.y + dy * t + dx * bend);
    let (first, second) = (pull(0.3), pull(0.7));
    [from.0.towards(first, from.1), first, second, to.0.towards(second, to.1)].map(Point::rounded)
}
