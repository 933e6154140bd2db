//! The layout of areas: people in rows of cells inside their area, areas packed, those who are tied near each other.

use super::geometry::{Point, Rect};
use super::packing::{self, Parcel};
use super::plan::{self, Plan};
use super::room::{self, Room};
use super::{Area, Ground, Sociogram, cells, overlap, springs, text, theme};

const PADDING: f64 = 14.0;
const HEADING: f64 = 24.0;
/// The air between the names of neighbours, across and down.
const AIR: (f64, f64) = (16.0, 14.0);
/// However short the names: lines need room to pass.
const NARROWEST: f64 = 52.0;
/// How much a tie to another area counts beside the place of one's own.
const OUTWARD: f64 = 4.0;
/// The sizes of cells come in steps of this.
const STEP: f64 = 12.0;
/// How much the own place of each of a few people counts beside their ties, at the most.
const FIRMEST: f64 = 0.8;
/// How much room there is for what takes 1, where there are no areas.
const LOOSENESS: f64 = 1.9;

/// Returns the places of people and areas.
pub(super) fn of(map: &Sociogram) -> Plan {
    if map.areas.is_empty() {
        return free(map, &relaxed(map));
    }
    let members = members(map);
    let cells: Vec<_> = members.iter().map(|it| cells::of(cells::room(it.len()), cell(map, it))).collect();
    let sizes: Vec<_> = cells.iter().zip(&map.areas).map(|(it, area)| size(it, area)).collect();
    let areas = packing::packed(&parcels(map, &members, &sizes));
    let mut spots = vec![Point::default(); map.marks.len()];
    let wishes = wishes(map, &areas, &cells);
    for ((members, cells), area) in members.iter().zip(&cells).zip(&areas) {
        let wishes: Vec<_> = members.iter().map(|&it| wishes[it]).collect();
        let middle = area.center().moved(0.0, HEADING / 2.0);
        for (&who, cell) in members.iter().zip(cells::taken(cells, &wishes)) {
            spots[who] = place(map, who, cells.at[cell].moved(middle.x, middle.y));
        }
    }
    let area_names = areas.iter().map(|it| Point::new(it.center().x, it.y + PADDING + 3.0)).collect();
    Plan { spots, areas, area_names, layout: "barycentres in areas", ..Plan::default() }
}

/// People of whom no area is known stand where the springs leave them, or as near to it as there is room.
fn free(map: &Sociogram, wishes: &[Point]) -> Plan {
    let boxes: Vec<_> = map.marks.iter().map(|it| plan::extent(it).grown(5.0)).collect();
    let taken: f64 = boxes.iter().map(|it| it.w * it.h).sum();
    let scale = (taken * LOOSENESS).sqrt() / 2.0;
    let mut room = Room::default();
    let mut spots = Vec::with_capacity(boxes.len());
    for (wish, around) in wishes.iter().zip(&boxes) {
        let wish = Point::new(wish.x * scale * 1.25, wish.y * scale * 0.85);
        let is_free = |at: &Point| room.is_free(around.moved(at.x, at.y));
        let at = room::around(wish, 4.0 * scale).find(is_free).unwrap_or(wish);
        room.take(around.moved(at.x, at.y));
        spots.push(at);
    }
    overlap::removed(&mut spots, &boxes);
    Plan { spots, layout: "barycentres", ..Plan::default() }
}

fn relaxed(map: &Sociogram) -> Vec<Point> {
    let seeds = springs::seeds(map);
    let ties: Vec<_> = map.lines.iter().map(|it| (it.from, it.to, it.strength)).collect();
    springs::relaxed(&seeds, &ties, anchor(seeds.len()))
}

/// Returns how much everybody's own place counts: where there are few, each is a good part of what pulls the others.
fn anchor(n: usize) -> f64 {
    (springs::LOOSE + 7.0 / n.max(1) as f64).min(FIRMEST)
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

/// Returns where everybody would stand, in points from the middle of their area: towards those they are tied to.
fn wishes(map: &Sociogram, areas: &[Rect], cells: &[cells::Cells]) -> Vec<Point> {
    let around = areas.iter().copied().reduce(Rect::with).unwrap_or_default();
    let middle = |area: usize| {
        let at = areas[area].center();
        Point::new((at.x - around.center().x) / around.w.max(1.0), (at.y - around.center().y) / around.h.max(1.0))
    };
    let area = |who: usize| map.marks[who].area.unwrap_or(0);
    // Where those are who stand elsewhere is known; what is looked for is the place among one's own.
    let mut own = springs::seeds(map);
    for line in map.lines.iter().filter(|it| area(it.from) != area(it.to)) {
        for (who, other) in [(line.from, line.to), (line.to, line.from)] {
            let (from, to) = (middle(area(who)), middle(area(other)));
            own[who] =
                own[who].moved(OUTWARD * line.strength * (to.x - from.x), OUTWARD * line.strength * (to.y - from.y));
        }
    }
    let within = map.lines.iter().filter(|it| area(it.from) == area(it.to));
    let within: Vec<_> = within.map(|it| (it.from, it.to, it.strength)).collect();
    let relaxed = springs::relaxed(&own, &within, anchor(own.len()));
    let scaled = |(who, at): (usize, Point)| {
        let (w, h) = cells.get(area(who)).map_or((0.0, 0.0), |it| (it.w, it.h));
        Point::new(0.4 * w * at.x, 0.4 * h * at.y)
    };
    relaxed.into_iter().enumerate().map(scaled).collect()
}

/// Returns how large a cell is, in steps: one longer name is not to move everything.
fn cell(map: &Sociogram, members: &[usize]) -> (f64, f64) {
    let extents = || members.iter().map(|&it| plan::extent(&map.marks[it]));
    let most = |of: fn(Rect) -> f64| extents().map(of).fold(0.0, f64::max);
    let stepped = |it: f64| (it / STEP).ceil() * STEP;
    (stepped(most(|it| it.w).max(NARROWEST)) + AIR.0, stepped(most(|it| it.h)) + AIR.1)
}

fn size(cells: &cells::Cells, area: &Area) -> (f64, f64) {
    let name = text::width(&plan::area_name(area), theme::AREA_NAME);
    (cells.w.max(name) + 2.0 * PADDING - AIR.0 / 2.0, cells.h + 2.0 * PADDING + HEADING - AIR.1)
}

/// Returns the place at which a mark and its name fill the middle of a cell.
fn place(map: &Sociogram, who: usize, cell: Point) -> Point {
    let extent = plan::extent(&map.marks[who]);
    cell.moved(0.0, -extent.center().y)
}

/// Returns what is to be packed: areas near those they are tied to, that of ego in the middle.
fn parcels(map: &Sociogram, members: &[Vec<usize>], sizes: &[(f64, f64)]) -> Vec<Parcel> {
    let area = |who: usize| map.marks[who].area;
    let ties = map.lines.iter().filter_map(|it| Some((area(it.from)?, area(it.to)?, it.strength)));
    let of_ego = map.marks.iter().find(|it| it.is_ego).and_then(|it| it.area);
    let seed = |(area, it): (usize, &Area)| {
        if of_ego == Some(area) { Point::default() } else { springs::seed(&it.text) }
    };
    let seeds: Vec<_> = map.areas.iter().enumerate().map(seed).collect();
    let wishes = springs::relaxed(&seeds, &ties.collect::<Vec<_>>(), springs::FIRM);
    let parcel = |(area, wish): (usize, Point)| {
        let inner = map.areas[area].ground == Ground::Home;
        Parcel { size: sizes[area], n: members[area].len(), wish, inner, is_middle: of_ego == Some(area) }
    };
    wishes.into_iter().enumerate().map(parcel).collect()
}
