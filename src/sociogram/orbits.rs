//! The layout of the ego map: rings by strength, sectors by where people work.

use std::f64::consts::{PI, TAU};

use super::geometry::{Point, Rect};
use super::plan::{self, Plan};
use super::{Sociogram, overlap, springs};

/// The angle left free at the top, for the names of the rings.
const OPENING: f64 = 0.34;
const INNERMOST: f64 = 44.0;
/// The space between orbits.
const STEP: f64 = 46.0;
const MOST_ORBITS: usize = 16;
/// At how many angles somebody is tried in a sector, at least and at most, and how far apart they are.
const TRIES: (f64, f64) = (9.0, 90.0);
const APART: f64 = 24.0;
/// The air around every mark and name.
const AIR: f64 = 8.0;

struct Sector {
    from: f64,
    width: f64,
}

/// Returns the places of the person in the middle and all others.
pub(super) fn of(map: &Sociogram) -> Plan {
    let sectors = sectors(map);
    let boxes: Vec<_> = map.marks.iter().map(|it| plan::extent(it).grown(AIR / 2.0)).collect();
    let mut spots = vec![Point::default(); map.marks.len()];
    let mut placed: Vec<usize> = (0..map.marks.len().min(1)).collect();
    let (mut rings, mut inner) = (Vec::new(), INNERMOST);
    for ring in 1..=map.rings.len() {
        let members = members(map, ring);
        let n = (1..MOST_ORBITS).find(|&n| filled(map, &members, &sectors, (inner, n), &boxes, &mut spots, &placed));
        // A ring of nobody is there, but narrow.
        let width = if members.is_empty() { 0.4 } else { n.unwrap_or(MOST_ORBITS) as f64 };
        inner += STEP * width + 6.0;
        placed.extend(members);
        rings.push((Point::default(), inner));
        inner += 6.0;
    }
    let middle = spots.first().copied().unwrap_or_default();
    overlap::removed(&mut spots, &map.marks.iter().map(plan::extent).collect::<Vec<_>>());
    let moved = spots.first().copied().unwrap_or_default();
    spots.iter_mut().for_each(|it| *it = it.moved(middle.x - moved.x, middle.y - moved.y));
    let marks: Vec<_> = boxes.iter().zip(&spots).map(|(it, at)| it.moved(at.x, at.y)).collect();
    let area_names = names(map, &sectors, inner, &marks);
    let spokes = spokes(&sectors, inner - 6.0);
    Plan { spots, rings, area_names, spokes, layout: "rings", ..Plan::default() }
}

fn polar(radius: f64, angle: f64) -> Point {
    Point::new(radius * angle.cos(), radius * angle.sin())
}

/// Returns the sectors, from the top clockwise, as wide as they are full.
fn sectors(map: &Sociogram) -> Vec<Sector> {
    let mut weights = vec![0.7; map.areas.len()];
    let areas = map.marks.iter().filter_map(|it| it.area);
    areas.for_each(|area| weights.get_mut(area).into_iter().for_each(|it| *it += 1.0));
    let all: f64 = weights.iter().sum();
    let mut from = -PI / 2.0 + OPENING / 2.0;
    let mut sectors = Vec::new();
    for weight in weights {
        let width = (TAU - OPENING) * weight / all;
        sectors.push(Sector { from, width });
        from += width;
    }
    sectors
}

/// Returns the people of a ring, the strongest first.
fn members(map: &Sociogram, ring: usize) -> Vec<usize> {
    let is_here = |it: &usize| map.marks[*it].rank.max(1) == ring;
    let mut members: Vec<_> = (1..map.marks.len()).filter(is_here).collect();
    let mut strengths = vec![0.0; map.marks.len()];
    for line in map.lines.iter().filter(|it| it.from.min(it.to) == 0) {
        strengths[line.from.max(line.to)] = line.strength;
    }
    let strength = |it: &usize| strengths[*it];
    members.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then(a.cmp(b)));
    members
}

/// Places the people of a ring on so many orbits, the strongest first, each on the innermost place of their sector where
/// there is room; returns whether there was for all.
fn filled(
    map: &Sociogram,
    members: &[usize],
    sectors: &[Sector],
    (inner, n): (f64, usize),
    boxes: &[Rect],
    spots: &mut [Point],
    placed: &[usize],
) -> bool {
    let mut taken: Vec<_> = placed.iter().map(|&it| boxes[it].moved(spots[it].x, spots[it].y)).collect();
    let mut all = true;
    for &who in members {
        let whole = Sector { from: -PI / 2.0 + OPENING / 2.0, width: TAU - OPENING };
        let sector = map.marks[who].area.and_then(|it| sectors.get(it)).unwrap_or(&whole);
        let free = |at: &Point| {
            let here = boxes[who].moved(at.x, at.y);
            !taken.iter().any(|it| it.overlaps(here))
        };
        let found = places(sector, wish(map, who), inner, n).into_iter().find(free);
        all &= found.is_some();
        spots[who] = found.unwrap_or_else(|| polar(inner + STEP * n as f64, sector.from + sector.width / 2.0));
        taken.push(boxes[who].moved(spots[who].x, spots[who].y));
    }
    all
}

/// Returns the places of a sector on so many orbits: the inner first, of one orbit those nearest to the part of the
/// sector that is wished for, 0..1.
fn places(sector: &Sector, wish: f64, inner: f64, n: usize) -> Vec<Point> {
    let orbits =
        (0..2 * n).map(|it| inner + STEP * (it as f64 / 2.0 + 0.5)).filter(|it| *it < inner + STEP * n as f64 - 12.0);
    let on_orbit = |radius: f64| {
        let tries = (radius * sector.width / APART).ceil().clamp(TRIES.0, TRIES.1);
        let part = |it: usize| 0.03 + 0.94 * (it as f64 + 0.5) / tries;
        let mut parts: Vec<_> = (0..tries as usize).map(part).collect();
        parts.sort_by(|a, b| (a - wish).abs().total_cmp(&(b - wish).abs()).then(a.total_cmp(b)));
        parts.into_iter().map(move |part| polar(radius, sector.from + sector.width * part))
    };
    orbits.flat_map(on_orbit).collect()
}

/// Returns in which part of their sector somebody stands if there is room, 0..1: by their id alone.
fn wish(map: &Sociogram, who: usize) -> f64 {
    let seed = springs::seed(map.marks[who].key());
    seed.y.atan2(seed.x) / TAU + 0.5
}

fn spokes(sectors: &[Sector], outer: f64) -> Vec<(Point, Point)> {
    let last = sectors.last().map(|it| it.from + it.width);
    let angles = sectors.iter().map(|it| it.from).chain(last);
    let spokes = angles.map(|it| (polar(INNERMOST, it), polar(outer, it)));
    if sectors.len() > 1 { spokes.collect() } else { Vec::new() }
}

/// Returns the middles of the sectors' names: outside, and further out where they would cover something.
fn names(map: &Sociogram, sectors: &[Sector], outer: f64, marks: &[Rect]) -> Vec<Point> {
    let mut taken = marks.to_vec();
    let mut names = Vec::new();
    for (area, sector) in map.areas.iter().zip(sectors) {
        let angle = sector.from + sector.width / 2.0;
        let place = |out: f64| {
            let edge = polar(outer + out, angle);
            let half = plan::name_box(area, edge).w / 2.0;
            edge.moved(half * angle.cos(), 0.0)
        };
        let free = |at: &Point| !taken.iter().any(|it| it.overlaps(plan::name_box(area, *at)));
        let mut tried = (0..40).map(|step| place(8.0 + 9.0 * f64::from(step)));
        let found = tried.find(free).unwrap_or_else(|| place(400.0));
        taken.push(plan::name_box(area, found).grown(3.0));
        names.push(found);
    }
    names
}
