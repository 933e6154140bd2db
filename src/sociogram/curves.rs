//! Lines between marks: gently bent, to the side on which they cross fewest names and marks, and never through the names
//! of those they tie.

use super::geometry::{self, Curve, Point, Rect};
use super::plan::{self, Plan};
use super::{Line, Sociogram};

/// How far a line may bend, as a part of its length, the best first.
const BENDS: [f64; 11] = [0.05, -0.05, 0.0, 0.1, -0.1, 0.15, -0.15, 0.22, -0.22, 0.3, -0.3];
/// How much a line across a mark counts beside one across a name.
const ON_MARK: f64 = 2.0;
/// Where a line is looked at.
const STEPS: usize = 16;
/// How many places on a line are told apart where it leaves a name.
const FINE: usize = 128;
/// The space between a line's end and the mark.
const GAP: f64 = 1.5;

/// Returns the curves of all lines.
pub(super) fn of(map: &Sociogram, plan: &Plan) -> Vec<Vec<Point>> {
    let boxes = plan::boxes(map, plan);
    let names = names(map, plan);
    let clear = |line: &Line| clear([names[line.from], names[line.to]], curve(map, &plan.spots, &boxes, line));
    map.lines.iter().map(|line| clear(line).to_vec()).collect()
}

/// Returns the boxes of names, with the space a line keeps from them.
fn names(map: &Sociogram, plan: &Plan) -> Vec<Option<Rect>> {
    let name = |(number, mark)| {
        let at: Point = plan.spots[number];
        plan::name_extent(mark, plan.side(number)).map(|it| it.moved(at.x, at.y).grown(GAP))
    };
    map.marks.iter().enumerate().map(name).collect()
}

/// Returns a curve that begins and ends where it leaves the names of its ends.
fn clear(names: [Option<Rect>; 2], curve: Curve) -> Curve {
    let leaves = |name: Option<Rect>, at: &dyn Fn(f64) -> Point| {
        let inside = (0..=FINE / 2).filter(|it| name.is_some_and(|name| name.contains(at(*it as f64 / FINE as f64))));
        inside.last().map_or(0.0, |it| (it + 1) as f64 / FINE as f64)
    };
    let from = leaves(names[0], &|t| geometry::at(&curve, t));
    let to = 1.0 - leaves(names[1], &|t| geometry::at(&curve, 1.0 - t));
    // Between neighbours nothing would be left.
    if from + 0.1 < to { geometry::part(&curve, from, to) } else { curve }
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
    let others = boxes.iter().enumerate().filter(|(n, it)| !ends.contains(n) && near.overlaps(**it));
    let others: Vec<_> = others.map(|(n, it)| (*it, plan::disc(&map.marks[n]).moved(spots[n].x, spots[n].y))).collect();
    let own = ends.map(|it| boxes[it]);
    let rated = BENDS.iter().map(|&bend| (cost(&bent(bend), bend, &others, own), bend));
    let best = rated.reduce(|a, b| if b.0 < a.0 { b } else { a });
    bent(best.map_or(0.0, |it| it.1))
}

/// Returns how much a curve disturbs: the names and above all the marks it crosses, where it seems to end, its own ends'
/// names a little, and how far it bends.
fn cost(curve: &Curve, bend: f64, others: &[(Rect, Rect)], own: [Rect; 2]) -> f64 {
    let points: Vec<_> = (0..=STEPS).map(|step| geometry::at(curve, step as f64 / STEPS as f64)).collect();
    let hits = |around: &Rect| points.iter().filter(|it| around.contains(**it)).count() as f64;
    let meets = |around: Rect| f64::from(points.windows(2).any(|it| geometry::meets([it[0], it[1]], around)));
    let crossed = |(whole, disc): &(Rect, Rect)| {
        let met = meets(*whole);
        if met > 0.0 { met + 0.25 * hits(whole) + ON_MARK * meets(*disc) } else { 0.0 }
    };
    others.iter().map(crossed).sum::<f64>() + 0.1 * own.iter().map(hits).sum::<f64>() + 2.0 * bend.abs()
}
