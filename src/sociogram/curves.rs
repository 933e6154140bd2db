//! Lines between marks: gently bent, to the side on which they cross fewest names and marks.

use super::geometry::{self, Curve, Point, Rect};
use super::{Kind, Line, Sociogram, plan};

/// How far a line may bend, as a part of its length, the best first.
const BENDS: [f64; 7] = [0.05, -0.05, 0.0, 0.14, -0.14, 0.24, -0.24];
/// How far a line may bend at most.
const FURTHEST: f64 = 48.0;
/// Where a line is looked at.
const STEPS: usize = 16;
/// The space between a line's end and the mark.
const GAP: f64 = 1.5;

/// Returns the curves of all lines.
pub(super) fn of(map: &Sociogram, spots: &[Point]) -> Vec<Curve> {
    let marks = map.marks.iter().zip(spots);
    let boxes: Vec<_> = marks.map(|(mark, at)| plan::extent(mark).moved(at.x, at.y)).collect();
    map.lines.iter().map(|line| curve(map, spots, &boxes, line)).collect()
}

fn curve(map: &Sociogram, spots: &[Point], boxes: &[Rect], line: &Line) -> Curve {
    let end = |at: usize| (spots[at], plan::reach(&map.marks[at]) + GAP);
    let length = spots[line.from].distance(spots[line.to]).max(1.0);
    let most = FURTHEST / length;
    let bent = |bend: f64| geometry::bent(end(line.from), end(line.to), bend.clamp(-most, most));
    // A spoke of the ego map is straight: its length is what it says.
    let is_spoke = |at: usize| map.kind == Kind::Ego && map.marks[at].is_ego;
    if is_spoke(line.from) || is_spoke(line.to) {
        return bent(0.0);
    }
    let near =
        Rect::around(spots[line.from], 0.0, 0.0).with(Rect::around(spots[line.to], 0.0, 0.0));
    let near = near.grown((0.2 * length).min(FURTHEST) + 1.0);
    let others = boxes
        .iter()
        .enumerate()
        .filter(|(n, it)| *n != line.from && *n != line.to && near.overlaps(**it));
    let others: Vec<_> = others.map(|(_, it)| *it).collect();
    let own = [boxes[line.from], boxes[line.to]];
    let rated = BENDS.iter().map(|&bend| (cost(&bent(bend), bend, &others, own), bend));
    let best = rated.reduce(|a, b| if b.0 < a.0 { b } else { a });
    bent(best.map_or(0.0, |it| it.1))
}

/// Returns how much a curve disturbs: what it crosses, its own ends' names a little, and how far it bends.
fn cost(curve: &Curve, bend: f64, others: &[Rect], own: [Rect; 2]) -> f64 {
    let points: Vec<_> =
        (0..=STEPS).map(|step| geometry::at(curve, step as f64 / STEPS as f64)).collect();
    let hits = |around: &Rect| points.iter().filter(|it| around.contains(**it)).count() as f64;
    let crossed: f64 = others.iter().map(|it| hits(it).min(1.0) + 0.25 * hits(it)).sum();
    crossed + 0.1 * own.iter().map(hits).sum::<f64>() + 2.0 * bend.abs()
}
