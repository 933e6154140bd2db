//! Lines between marks: gently bent, to the side on which they cross fewest names and marks.

use super::geometry::{self, Curve, Point, Rect};
use super::{Line, Sociogram, plan};

/// How far a line may bend, as a part of its length, the best first.
const BENDS: [f64; 7] = [0.05, -0.05, 0.0, 0.14, -0.14, 0.24, -0.24];
/// Where a line is looked at.
const STEPS: usize = 16;
/// The space between a line's end and the mark.
const GAP: f64 = 1.5;

/// Returns the curves of all lines.
pub(super) fn of(map: &Sociogram, spots: &[Point]) -> Vec<Vec<Point>> {
    let marks = map.marks.iter().zip(spots);
    let boxes: Vec<_> = marks.map(|(mark, at)| plan::extent(mark).moved(at.x, at.y)).collect();
    map.lines.iter().map(|line| curve(map, spots, &boxes, line).to_vec()).collect()
}

fn curve(map: &Sociogram, spots: &[Point], boxes: &[Rect], line: &Line) -> Curve {
    let end = |at: usize| (spots[at], plan::reach(&map.marks[at]) + GAP);
    let length = spots[line.from].distance(spots[line.to]).max(1.0);
    let furthest = map.kind.furthest;
    let most = furthest / length;
    let bent = |bend: f64| geometry::bent(end(line.from), end(line.to), bend.clamp(-most, most));
    if (map.kind.is_straight)(line, [&map.marks[line.from], &map.marks[line.to]]) {
        return bent(0.0);
    }
    let ends = [line.from, line.to];
    let [from, to] = ends.map(|it| Rect::around(spots[it], 0.0, 0.0));
    let near = from.with(to).grown((0.25 * length).min(furthest) + 1.0);
    let others = boxes.iter().enumerate();
    let others = others.filter(|(n, it)| !ends.contains(n) && near.overlaps(**it));
    let others: Vec<_> = others.map(|(_, it)| *it).collect();
    let own = ends.map(|it| boxes[it]);
    let rated = BENDS.iter().map(|&bend| (cost(&bent(bend), bend, &others, own), bend));
    let best = rated.reduce(|a, b| if b.0 < a.0 { b } else { a });
    bent(best.map_or(0.0, |it| it.1))
}

/// Returns how much a curve disturbs: what it crosses, its own ends' names a little, and how far it bends.
fn cost(curve: &Curve, bend: f64, others: &[Rect], own: [Rect; 2]) -> f64 {
    let points: Vec<_> = (0..=STEPS).map(|step| geometry::at(curve, step as f64 / STEPS as f64)).collect();
    let hits = |around: &Rect| points.iter().filter(|it| around.contains(**it)).count() as f64;
    let crossed: f64 = others.iter().map(|it| hits(it).min(1.0) + 0.25 * hits(it)).sum();
    crossed + 0.1 * own.iter().map(hits).sum::<f64>() + 2.0 * bend.abs()
}
