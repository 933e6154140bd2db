//! The layout of departments: those that are tied near each other, far enough apart that names stand on the lines.

use super::geometry::Point;
use super::plan::{self, Plan};
use super::{Sociogram, Tone, curves, on_lines, overlap, springs};

/// The air around every mark and name.
const AIR: f64 = 14.0;
/// How much belonging together counts beside ties.
const BELONGING: f64 = 0.15;
/// How much wider the whole is tried, until all words on lines have room.
const TRIED: [f64; 5] = [0.95, 1.07, 1.2, 1.32, 1.45];
/// How far out those stand that are no departments.
const OUTSIDE: f64 = 1.9;
/// How far out a unit stands at the most, beside the mean of 1.
const FURTHEST: f64 = 1.5;

/// Returns the places of units, and of words on the lines between them.
pub(super) fn of(map: &Sociogram) -> Plan {
    let wishes = wishes(map);
    let wished = map.lines.iter().filter(|it| !it.words.is_empty()).count();
    let mut best: Option<Plan> = None;
    for scale in TRIED {
        let plan = spread(map, &wishes, scale);
        let n = plan.labels.len();
        if best.as_ref().is_none_or(|it| it.labels.len() < n) {
            best = Some(plan);
        }
        if n == wished {
            break;
        }
    }
    best.unwrap_or_default()
}

/// Returns where units would stand, around the origin: departments by their ties alone, the others outside of those they
/// are tied to, so that one organization more moves no department.
fn wishes(map: &Sociogram) -> Vec<Point> {
    let seeds = springs::seeds(map);
    let is_home = |it: &usize| map.marks[*it].colour == Some(0);
    let home: Vec<_> = (0..map.marks.len()).filter(is_home).collect();
    let own: Vec<_> = home.iter().map(|&it| seeds[it]).collect();
    let mut wishes = vec![Point::default(); map.marks.len()];
    let relaxed = springs::relaxed(&own, &pulls(map, &home), springs::LOOSE);
    home.iter().zip(relaxed).for_each(|(&unit, spot)| wishes[unit] = spot);
    for unit in (0..map.marks.len()).filter(|it| !is_home(it)) {
        let mut towards = Point::new(0.3 * seeds[unit].x, 0.3 * seeds[unit].y);
        for line in map.lines.iter().filter(|it| it.from == unit || it.to == unit) {
            let other = wishes[line.from + line.to - unit];
            towards = towards.moved(line.strength * other.x, line.strength * other.y);
        }
        let length = towards.x.hypot(towards.y).max(1e-9);
        let out = if home.is_empty() { 1.0 } else { OUTSIDE } / length;
        wishes[unit] = Point::new(towards.x * out, towards.y * out);
    }
    wishes
}

/// Returns the ties among departments and, weaker, what holds them together, by their places in the list.
fn pulls(map: &Sociogram, home: &[usize]) -> Vec<(usize, usize, f64)> {
    let place = |unit: usize| home.binary_search(&unit).ok();
    let ties = map.lines.iter().filter(|it| it.tone != Tone::Missing);
    let ties = ties.filter_map(|it| Some((place(it.from)?, place(it.to)?, it.strength.sqrt())));
    let beside = (1..home.len()).map(|it| (it - 1, it, BELONGING));
    ties.chain(beside).collect()
}

fn spread(map: &Sociogram, wishes: &[Point], scale: f64) -> Plan {
    let boxes: Vec<_> = map.marks.iter().map(|it| plan::extent(it).grown(AIR)).collect();
    let room: f64 = boxes.iter().map(|it| it.w * it.h).sum();
    let across = (room * 4.5).sqrt() / 2.0 * scale;
    // What the springs leave far out comes nearer, so that the middle does not shrink.
    let near = |it: &Point| it.x.hypot(it.y).max(1e-3);
    let near = |it: &Point| (FURTHEST / near(it)).min(1.0) * across;
    let mut spots: Vec<_> =
        wishes.iter().map(|it| Point::new(it.x * near(it) * 1.25, it.y * near(it) * 0.85)).collect();
    overlap::removed(&mut spots, &boxes);
    let mut plan = Plan { spots, layout: "barycentres of units", ..Plan::default() };
    plan.curves = curves::of(map, &plan);
    plan.labels = on_lines::of(map, &plan);
    plan
}
