//! ForceAtlas2 (Jacomy et al. 2014) from starting places that depend on the ids alone.

use fa2::{FA2Data, FA2Settings};

use super::geometry::Point;
use crate::network::fold;

const ROUNDS: usize = 300;

/// Returns places at which those who are tied are near each other, around the origin, the mean distance from it 1.
pub(super) fn relaxed(seeds: &[Point], ties: &[(usize, usize, f64)]) -> Vec<Point> {
    if seeds.len() < 2 {
        return vec![Point::default(); seeds.len()];
    }
    let mut data = FA2Data::<f64>::with_capacity(seeds.len(), ties.len());
    for seed in seeds {
        data.add_node_with_position(seed.x, seed.y);
    }
    for &(u, v, weight) in ties {
        if u != v && weight.is_finite() && weight > 0.0 {
            data.add_edge_with_weight(u, v, weight);
        }
    }
    let mut layout = FA2Settings::<f64>::from_graph_order(seeds.len()).build(data);
    layout.run(ROUNDS);
    let spots = layout.data().positions().map(|(x, y)| Point::new(x, y)).collect();
    scaled(spots, seeds)
}

fn scaled(spots: Vec<Point>, seeds: &[Point]) -> Vec<Point> {
    let finite = spots.iter().all(|it| it.x.is_finite() && it.y.is_finite());
    let spots = if finite { spots } else { seeds.to_vec() };
    let n = spots.len() as f64;
    let mean = |axis: fn(&Point) -> f64| spots.iter().map(axis).sum::<f64>() / n;
    let middle = Point::new(mean(|it| it.x), mean(|it| it.y));
    let size = (spots.iter().map(|it| it.distance(middle)).sum::<f64>() / n).max(1e-9);
    spots.iter().map(|it| Point::new((it.x - middle.x) / size, (it.y - middle.y) / size)).collect()
}

/// Returns a starting place for a text: the same in every run, spread over the unit disc.
pub(super) fn seed(text: &str) -> Point {
    let hash = fold::hash(text.bytes());
    let hash = hash ^ (hash >> 29);
    let part = |bits: u64| (bits % 4096) as f64 / 4096.0;
    let (angle, radius) = (part(hash) * std::f64::consts::TAU, part(hash >> 20).sqrt());
    Point::new(angle.cos() * radius, angle.sin() * radius)
}
