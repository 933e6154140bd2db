//! The layout of areas: people in rows of cells inside their area, areas packed, those who are tied near each other.

use super::geometry::{Point, Rect};
use super::plan::{self, Plan};
use super::{Ground, Mark, Sociogram, cells, overlap, packing, springs, text, theme};

const PADDING: f64 = 14.0;
const HEADING: f64 = 24.0;
/// The air between the names of neighbours, across and down.
const AIR: (f64, f64) = (16.0, 14.0);
/// However short the names: lines need room to pass.
const NARROWEST: f64 = 52.0;
const SWEEPS: usize = 8;
/// The sizes of cells come in steps of this.
const STEP: f64 = 12.0;
/// How much belonging together counts beside ties.
const BELONGING: f64 = 0.3;

/// Returns the places of people and areas.
pub(super) fn of(map: &Sociogram) -> Plan {
    if map.areas.is_empty() {
        return free(map, &springs::relaxed(&seeds(map), &pulls(map)));
    }
    let members = members(map);
    let cells: Vec<_> = members.iter().map(|it| cells::of(cells::room(it.len()), cell(map, it))).collect();
    let sizes: Vec<_> = cells.iter().zip(&map.areas).map(|(it, area)| size(it, &area.text)).collect();
    let ties = between(map);
    let n = map.areas.len();
    let inner = |area: usize| map.areas[area].ground == Ground::Home;
    let areas = packing::packed(&sizes, &|a, b| ties[a * n + b], &inner);
    let mut spots = vec![Point::default(); map.marks.len()];
    let wishes = wishes(map, &areas);
    for ((members, cells), area) in members.iter().zip(&cells).zip(&areas) {
        let wishes: Vec<_> = members.iter().map(|&it| wishes[it].moved(-area.center().x, -area.center().y)).collect();
        let middle = area.center().moved(0.0, HEADING / 2.0);
        for (&who, cell) in members.iter().zip(cells::taken(cells, &wishes)) {
            spots[who] = place(map, who, cells.at[cell].moved(middle.x, middle.y));
        }
    }
    untangle(map, &members, &mut spots);
    let area_names = areas.iter().map(|it| Point::new(it.center().x, it.y + PADDING + 3.0)).collect();
    Plan { spots, areas, area_names, layout: "fa2 in areas", ..Plan::default() }
}

/// People of whom no area is known stand where the springs leave them.
fn free(map: &Sociogram, wishes: &[Point]) -> Plan {
    let boxes: Vec<_> = map.marks.iter().map(|it| plan::extent(it).grown(5.0)).collect();
    let room: f64 = boxes.iter().map(|it| it.w * it.h).sum();
    let scale = (room * 1.5).sqrt() / 2.0;
    let mut spots: Vec<_> = wishes.iter().map(|it| Point::new(it.x * scale * 1.25, it.y * scale * 0.85)).collect();
    overlap::removed(&mut spots, &boxes);
    Plan { spots, layout: "fa2", ..Plan::default() }
}

fn seeds(map: &Sociogram) -> Vec<Point> {
    let of_area = |area: usize| springs::seed(&map.areas[area].text);
    let seed = |mark: &Mark| {
        let own = springs::seed(mark.key());
        let area = mark.area.map(of_area).unwrap_or_default();
        Point::new(10.0 * area.x + own.x, 10.0 * area.y + own.y)
    };
    map.marks.iter().map(seed).collect()
}

/// Returns ties and, weaker, what holds the people of an area together.
fn pulls(map: &Sociogram) -> Vec<(usize, usize, f64)> {
    let mut pulls: Vec<_> = map.lines.iter().map(|it| (it.from, it.to, it.strength)).collect();
    for members in members(map) {
        pulls.extend(members.windows(2).map(|it| (it[0], it[1], BELONGING)));
    }
    pulls
}

fn members(map: &Sociogram) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); map.areas.len()];
    for (number, mark) in map.marks.iter().enumerate() {
        // A mark without an area among areas stands in the last one, rather than on top of another.
        let area = mark.area.unwrap_or(usize::MAX).min(members.len().saturating_sub(1));
        if let Some(members) = members.get_mut(area) {
            members.push(number);
        }
    }
    members
}

/// Returns where everybody would stand if only those they are tied to in other areas pulled, and a little their own name.
fn wishes(map: &Sociogram, areas: &[Rect]) -> Vec<Point> {
    let center = |who: usize| map.marks[who].area.and_then(|it| areas.get(it)).map(|it| it.center());
    let mut pulls: Vec<Vec<(Point, f64)>> = vec![Vec::new(); map.marks.len()];
    for line in map.lines.iter().filter(|it| map.marks[it.from].area != map.marks[it.to].area) {
        for (who, other) in [(line.from, line.to), (line.to, line.from)] {
            pulls[who].extend(center(other).map(|at| (at, line.strength)));
        }
    }
    let wish = |(who, seed): (usize, Point)| {
        let own = center(who).unwrap_or_default();
        let (x, y, weight) = pulls[who].iter().fold((0.0, 0.0, BELONGING), |sum, (at, weight)| {
            (sum.0 + weight * (at.x - own.x), sum.1 + weight * (at.y - own.y), sum.2 + weight)
        });
        own.moved(x / weight + 5.0 * seed.x, y / weight + 5.0 * seed.y)
    };
    seeds(map).into_iter().enumerate().map(wish).collect()
}

/// Returns how large a cell is, in steps: one longer name is not to move everything.
fn cell(map: &Sociogram, members: &[usize]) -> (f64, f64) {
    let extents = || members.iter().map(|&it| plan::extent(&map.marks[it]));
    let most = |of: fn(Rect) -> f64| extents().map(of).fold(0.0, f64::max);
    let stepped = |it: f64| (it / STEP).ceil() * STEP;
    (stepped(most(|it| it.w).max(NARROWEST)) + AIR.0, stepped(most(|it| it.h)) + AIR.1)
}

fn size(cells: &cells::Cells, name: &str) -> (f64, f64) {
    let name = text::width(&plan::area_name(name), theme::AREA_NAME);
    (cells.w.max(name) + 2.0 * PADDING - AIR.0 / 2.0, cells.h + 2.0 * PADDING + HEADING - AIR.1)
}

/// Returns the place at which a mark and its name fill the middle of a cell.
fn place(map: &Sociogram, who: usize, cell: Point) -> Point {
    let extent = plan::extent(&map.marks[who]);
    cell.moved(0.0, -extent.center().y)
}

/// Returns how much ties each two areas, as rows of a square.
fn between(map: &Sociogram) -> Vec<f64> {
    let n = map.areas.len();
    let mut ties = vec![0.0; n * n];
    for line in &map.lines {
        if let (Some(a), Some(b)) = (map.marks[line.from].area, map.marks[line.to].area) {
            ties[a * n + b] += line.strength;
            ties[b * n + a] += line.strength;
        }
    }
    // In steps, each twice the one before: one tie more is not to move everything.
    ties.into_iter().map(|it: f64| (1.0 + it).log2().round().exp2() - 1.0).collect()
}

/// Lets people of an area change places as long as that makes their ties shorter.
fn untangle(map: &Sociogram, members: &[Vec<usize>], spots: &mut [Point]) {
    let mut ties = vec![Vec::new(); map.marks.len()];
    for line in &map.lines {
        ties[line.from].push((line.to, 0.2 + line.strength));
        ties[line.to].push((line.from, 0.2 + line.strength));
    }
    for _ in 0..SWEEPS {
        let mut moved = false;
        for members in members {
            for (at, &u) in members.iter().enumerate() {
                for &v in &members[at + 1..] {
                    moved |= exchange(map, &ties, spots, u, v);
                }
            }
        }
        if !moved {
            return;
        }
    }
}

fn exchange(map: &Sociogram, ties: &[Vec<(usize, f64)>], spots: &mut [Point], u: usize, v: usize) -> bool {
    let length = |spots: &[Point]| -> f64 {
        let of =
            |one: usize| ties[one].iter().map(|&(to, weight)| weight * spots[one].distance(spots[to])).sum::<f64>();
        of(u) + of(v)
    };
    let (before, place_u, place_v) = (length(spots), spots[u], spots[v]);
    let cell = |who: usize, at: Point| at.moved(0.0, plan::extent(&map.marks[who]).center().y);
    spots[u] = place(map, u, cell(v, place_v));
    spots[v] = place(map, v, cell(u, place_u));
    if length(spots) < before - 1.0 {
        return true;
    }
    (spots[u], spots[v]) = (place_u, place_v);
    false
}
