//! Places among those one is tied to: everybody at the weighted mean of their ties and of a place of their own.
//!
//! The barycentres of Tutte 1963, held by an anchor for everybody rather than by an outer face. There is one solution, and
//! it is smooth in the ties: one person more moves those they know a little and the rest hardly, which springs that push
//! (Jacomy et al. 2014) do not grant.

use super::geometry::Point;
use super::{Mark, Sociogram};
use crate::network::fold;

const ROUNDS: usize = 90;
/// How much everybody's own place counts beside their ties, 0..1: what is small follows its ties, what is large hardly moves.
pub(super) const LOOSE: f64 = 0.12;
pub(super) const FIRM: f64 = 0.5;
/// Which power of the distance outward is drawn: less than 1 spreads the middle.
const EVENNESS: f64 = 0.65;

/// Returns places at which those who are tied are near each other, around the origin, the mean distance from it 1.
pub(super) fn relaxed(seeds: &[Point], ties: &[(usize, usize, f64)], anchor: f64) -> Vec<Point> {
    let mut pulls = vec![Vec::new(); seeds.len()];
    for &(u, v, weight) in ties {
        if u != v && weight.is_finite() && weight > 0.0 {
            pulls[u].push((v, weight));
            pulls[v].push((u, weight));
        }
    }
    let mut spots = seeds.to_vec();
    for _ in 0..ROUNDS {
        spots = (0..seeds.len()).map(|it| barycentre(seeds[it], &pulls[it], &spots, anchor)).collect();
    }
    evened(&centred(spots))
}

fn barycentre(seed: Point, pulls: &[(usize, f64)], spots: &[Point], anchor: f64) -> Point {
    let sum = pulls.iter().fold((0.0, 0.0, 0.0), |sum, &(to, weight)| {
        (sum.0 + weight * spots[to].x, sum.1 + weight * spots[to].y, sum.2 + weight)
    });
    if sum.2 <= 0.0 {
        return Point::new(0.6 * seed.x, 0.6 * seed.y);
    }
    let mean = |own: f64, pulled: f64| anchor * own + (1.0 - anchor) * pulled / sum.2;
    Point::new(mean(seed.x, sum.0), mean(seed.y, sum.1))
}

fn centred(spots: Vec<Point>) -> Vec<Point> {
    let n = spots.len().max(1) as f64;
    let mean = |axis: fn(&Point) -> f64| spots.iter().map(axis).sum::<f64>() / n;
    let middle = Point::new(mean(|it| it.x), mean(|it| it.y));
    spots.into_iter().map(|it| it.moved(-middle.x, -middle.y)).collect()
}

/// Spreads the middle: the distance outward counts with that power, and its mean becomes 1.
fn evened(spots: &[Point]) -> Vec<Point> {
    let out = |it: &Point| it.x.hypot(it.y).max(1e-6);
    let mean = spots.iter().map(|it| out(it).powf(EVENNESS)).sum::<f64>() / spots.len().max(1) as f64;
    let scale = |it: &Point| out(it).powf(EVENNESS - 1.0) / mean.max(1e-9);
    spots.iter().map(|it| Point::new(it.x * scale(it), it.y * scale(it))).collect()
}

/// Returns everybody's own place: ego's in the middle, since it is tied to most.
pub(super) fn seeds(map: &Sociogram) -> Vec<Point> {
    let own = |it: &Mark| if it.is_ego { Point::default() } else { seed(it.key()) };
    map.marks.iter().map(own).collect()
}

/// Returns a starting place for a text: the same in every run, spread over the unit disc.
pub(super) fn seed(text: &str) -> Point {
    let hash = fold::hash(text.bytes());
    let hash = hash ^ (hash >> 29);
    let part = |bits: u64| (bits % 4096) as f64 / 4096.0;
    let (angle, radius) = (part(hash) * std::f64::consts::TAU, part(hash >> 20).sqrt());
    Point::new(angle.cos() * radius, angle.sin() * radius)
}

#[cfg(test)]
mod tests {
    use super::{LOOSE, relaxed};
    use crate::sociogram::geometry::Point;

    #[test]
    fn those_who_are_tied_are_nearer_than_the_rest() {
        let seeds: Vec<_> = (0..12).map(|it| Point::new(f64::from(it).sin(), f64::from(it * it).cos())).collect();
        let ring = |from: usize| (0..6).map(move |it| (from + it, from + (it + 1) % 6, 0.5));
        let spots = relaxed(&seeds, &ring(0).chain(ring(6)).collect::<Vec<_>>(), LOOSE);
        let mean = |pairs: &dyn Fn(usize, usize) -> bool| {
            let pairs = (0..12).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|it| pairs(it.0, it.1));
            let far: Vec<_> = pairs.map(|(a, b)| spots[a].distance(spots[b])).collect();
            far.iter().sum::<f64>() / far.len() as f64
        };
        assert!(mean(&|a, b| a / 6 == b / 6) < mean(&|a, b| a / 6 != b / 6));
        assert_eq!((relaxed(&[], &[], LOOSE), relaxed(&[Point::default()], &[(0, 0, 1.0)], LOOSE).len()), (vec![], 1));
    }
}
