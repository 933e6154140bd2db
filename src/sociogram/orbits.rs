//! The layout of the ego map: rings by strength, sectors by where people work.

use std::f64::consts::{PI, TAU};

use super::geometry::{Point, Rect};
use super::plan::{self, Plan};
use super::{Sociogram, overlap};

/// The angle left free at the top, for the names of the rings.
const OPENING: f64 = 0.34;
const INNERMOST: f64 = 78.0;
/// The space between orbits, and along one.
const STEP: f64 = 54.0;
const PITCH: f64 = 88.0;
const MOST_ORBITS: usize = 12;

struct Sector {
    from: f64,
    width: f64,
}

/// Returns the places of the person in the middle and all others.
pub(super) fn of(map: &Sociogram) -> Plan {
    let sectors = sectors(map);
    let mut spots = vec![Point::default(); map.marks.len()];
    let mut rings = Vec::new();
    let mut inner = INNERMOST - STEP / 2.0;
    for ring in 1..=map.rings.len() {
        let of_ring = members(map, ring);
        let n = n_orbits(&of_ring, &sectors, inner);
        for (members, sector) in of_ring.iter().zip(&sectors) {
            fill(members, sector, inner, n, &mut spots);
        }
        inner += STEP * n as f64 + 8.0;
        rings.push((Point::default(), inner));
        inner += 8.0;
    }
    let mut boxes: Vec<_> = map.marks.iter().map(plan::extent).collect();
    overlap::removed(&mut spots, &boxes);
    let middle = spots.first().copied().unwrap_or_default();
    spots.iter_mut().for_each(|it| *it = it.moved(-middle.x, -middle.y));
    boxes.iter_mut().zip(&spots).for_each(|(it, at)| *it = it.moved(at.x, at.y));
    let area_names = names(map, &sectors, inner, &boxes);
    let spokes =
        sectors.iter().map(|it| (polar(INNERMOST * 0.6, it.from), polar(inner - 8.0, it.from)));
    let last = sectors.last().map(|it| it.from + it.width);
    let last = last.map(|it| (polar(INNERMOST * 0.6, it), polar(inner - 8.0, it)));
    let spokes = if sectors.len() > 1 { spokes.chain(last).collect() } else { Vec::new() };
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

/// Returns the people of a ring by sector, the strongest first.
fn members(map: &Sociogram, ring: usize) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); map.areas.len()];
    for (number, mark) in map.marks.iter().enumerate().skip(1) {
        let is_here = mark.rank == ring || (ring == 1 && mark.rank == 0);
        if let (true, Some(sector)) = (is_here, mark.area.and_then(|it| members.get_mut(it))) {
            sector.push(number);
        }
    }
    let strength = |it: &usize| map.marks[*it].card.strength;
    members
        .iter_mut()
        .for_each(|it| it.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then(a.cmp(b))));
    members
}

fn capacity(sector: &Sector, radius: f64) -> usize {
    ((sector.width * radius / PITCH) as usize).max(1)
}

fn radius(inner: f64, orbit: usize) -> f64 {
    inner + STEP * (orbit as f64 + 0.5)
}

/// Returns how many orbits a ring needs.
fn n_orbits(members: &[Vec<usize>], sectors: &[Sector], inner: f64) -> usize {
    let fits = |n: usize| {
        members.iter().zip(sectors).all(|(members, sector)| {
            (0..n).map(|orbit| capacity(sector, radius(inner, orbit))).sum::<usize>()
                >= members.len()
        })
    };
    (1..MOST_ORBITS).find(|&n| fits(n)).unwrap_or(MOST_ORBITS)
}

/// Places the people of one sector and ring on their orbits, evenly along each.
fn fill(members: &[usize], sector: &Sector, inner: f64, n: usize, spots: &mut [Point]) {
    let room: Vec<_> = (0..n).map(|orbit| capacity(sector, radius(inner, orbit))).collect();
    let all: usize = room.iter().sum();
    let (mut start, mut seen) = (0, 0);
    for (orbit, room) in room.iter().enumerate() {
        seen += room;
        let end =
            if orbit + 1 == n { members.len() } else { (members.len() * seen / all).max(start) };
        let here = &members[start..end];
        for (at, &who) in here.iter().enumerate() {
            let part = (at as f64 + 0.5) / here.len() as f64;
            spots[who] = polar(radius(inner, orbit), sector.from + sector.width * part);
        }
        start = end;
    }
}

/// Returns the middles of the sectors' names: outside, and further out where they would cover something.
fn names(map: &Sociogram, sectors: &[Sector], outer: f64, marks: &[Rect]) -> Vec<Point> {
    let mut taken = marks.to_vec();
    let mut names = Vec::new();
    for (area, sector) in map.areas.iter().zip(sectors) {
        let angle = sector.from + sector.width / 2.0;
        let place = |out: f64| {
            let edge = polar(outer + out, angle);
            let half = plan::name_box(&area.text, edge).w / 2.0;
            edge.moved(half * angle.cos(), 0.0)
        };
        let free =
            |at: &Point| !taken.iter().any(|it| it.overlaps(plan::name_box(&area.text, *at)));
        let tried = (0..40).map(|step| place(8.0 + 9.0 * f64::from(step)));
        let found = tried.into_iter().find(free).unwrap_or_else(|| place(400.0));
        taken.push(plan::name_box(&area.text, found).grown(3.0));
        names.push(found);
    }
    names
}
