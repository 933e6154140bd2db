//! The layout of the organization chart: whoever has reports stands above the middle of them, families side by side,
//! wide ones in several rows with a trunk between.
//!
//! A layered layout after Sugiyama, Tagawa & Toda 1981: ranks by the lines everybody hangs from, order by the mean place
//! of those further bosses pull towards, and places so that no two families share any room.

use super::geometry::{self, Point, Rect};
use super::packing::{self, Parcel};
use super::plan::{self, Plan};
use super::{Sociogram, cells, curves, springs, text, theme};

/// The room above the middle of a mark.
const ABOVE: f64 = 13.0;
/// The height from the line along a row to the marks.
const BUS: f64 = 9.0;
/// The height between ranks, and between the rows of a family.
const DROP: f64 = 24.0;
/// The space between neighbours, and between families.
const GAPS: (f64, f64) = (12.0, 26.0);
/// The space for a trunk.
const TRUNK: f64 = 18.0;
const MOST_ROWS: usize = 24;
/// The wished proportion of the whole, and those tried for a family.
const ASPECT: f64 = 1.6;
const TRIED: [f64; 8] = [40.0, 8.0, 5.0, 3.0, 2.0, 1.4, 1.0, 0.7];
const ROUNDS: usize = 2;
const PADDING: f64 = 14.0;
const HEADING: f64 = 26.0;

/// Somebody with all who hang below: places from the upper left corner.
struct Block {
    w: f64,
    h: f64,
    /// How far right the topmost stands.
    trunk: f64,
    is_leaf: bool,
    spots: Vec<(usize, Point)>,
}

/// Returns the places of people, seats and areas, and the lines between.
pub(super) fn of(map: &Sociogram) -> Plan {
    let mut below = below(map);
    let mut whole = forest(map, &below);
    for _ in 0..ROUNDS {
        if ordered(map, &mut below, &whole) {
            whole = forest(map, &below);
        }
    }
    let mut spots = vec![Point::default(); map.marks.len()];
    whole.spots.iter().for_each(|it| spots[it.0] = it.1);
    let (areas, area_names) = loose(map, (whole.w, whole.h), &mut spots);
    let curves = lines(map, &spots);
    Plan { spots, areas, area_names, curves, layout: "families in ranks", ..Plan::default() }
}

/// Moves what another layout has placed to the origin, and places those without a line below it.
pub(super) fn beside(map: &Sociogram, plan: &mut Plan) {
    let placed = || (0..map.marks.len()).filter(|&it| map.marks[it].area.is_none());
    let boxes = placed().map(|it| plan::extent(&map.marks[it]).moved(plan.spots[it].x, plan.spots[it].y));
    let whole = boxes.reduce(Rect::with).unwrap_or_default();
    placed().for_each(|it| plan.spots[it] = plan.spots[it].moved(-whole.x, -whole.y));
    plan.curves.iter_mut().flatten().for_each(|it| *it = it.moved(-whole.x, -whole.y));
    (plan.areas, plan.area_names) = loose(map, (whole.w, whole.h), &mut plan.spots);
}

/// Returns who hangs from each mark; the last are those at the top.
fn below(map: &Sociogram) -> Vec<Vec<usize>> {
    let n = map.marks.len();
    let mut above = vec![n; n];
    map.lines.iter().filter(|it| !it.dashed).for_each(|it| above[it.from] = it.to);
    let mut below = vec![Vec::new(); n + 1];
    let in_tree = (0..n).filter(|&it| map.marks[it].area.is_none());
    in_tree.for_each(|it| below[above[it]].push(it));
    let has_reports: Vec<_> = below.iter().map(|it| !it.is_empty()).collect();
    below.iter_mut().for_each(|it| it.sort_by_key(|&one| (has_reports[one], one)));
    below
}

/// Returns all families, in the proportion nearest to the one wished for.
fn forest(map: &Sociogram, below: &[Vec<usize>]) -> Block {
    let whole = |aspect: f64| {
        let tops = below.last().into_iter().flatten().map(|&it| block(map, below, it, aspect)).collect();
        row(tops, aspect)
    };
    let cost = |it: &Block| (it.w / ASPECT).max(it.h);
    let tried = TRIED.map(whole).into_iter();
    let none = || Block { w: 0.0, h: 0.0, trunk: 0.0, is_leaf: true, spots: Vec::new() };
    // Fewer rows read better: a narrower family has to win something.
    tried.reduce(|a, b| if cost(&b) < 0.9 * cost(&a) { b } else { a }).unwrap_or_else(none)
}

fn block(map: &Sociogram, below: &[Vec<usize>], who: usize, aspect: f64) -> Block {
    let extent = plan::extent(&map.marks[who]);
    let own = ABOVE + extent.bottom();
    if below[who].is_empty() {
        let spots = vec![(who, Point::new(extent.w / 2.0, ABOVE))];
        return Block { w: extent.w, h: own, trunk: extent.w / 2.0, is_leaf: true, spots };
    }
    let reports = below[who].iter().map(|&it| block(map, below, it, aspect)).collect();
    let mut family = row(reports, aspect);
    let left = (extent.w / 2.0 - family.trunk).max(0.0);
    family.spots.iter_mut().for_each(|it| it.1 = it.1.moved(left, own + DROP));
    let trunk = family.trunk + left;
    family.spots.push((who, Point::new(trunk, ABOVE)));
    let w = (family.w + left).max(trunk + extent.w / 2.0);
    Block { w, h: own + DROP + family.h, trunk, is_leaf: false, spots: family.spots }
}

/// Returns blocks in as many rows as come nearest to the proportion.
fn row(blocks: Vec<Block>, aspect: f64) -> Block {
    let cost = |rows: usize| {
        let (places, _) = arranged(&blocks, rows);
        let all = places.iter().copied().reduce(Rect::with).unwrap_or_default();
        (all.w / aspect).max(all.h)
    };
    let rows = (1..=blocks.len().clamp(1, MOST_ROWS)).map(|rows| (cost(rows), rows));
    let rows = rows.reduce(|a, b| if b.0 < a.0 - 1.0 { b } else { a }).map_or(1, |it| it.1);
    let (places, trunk) = arranged(&blocks, rows);
    let all = places.iter().copied().reduce(Rect::with).unwrap_or_default();
    let moved = |(block, at): (Block, &Rect)| {
        let (x, y) = (at.x - all.x, at.y);
        block.spots.into_iter().map(move |(who, spot)| (who, spot.moved(x, y))).collect::<Vec<_>>()
    };
    let spots = blocks.into_iter().zip(&places).flat_map(moved).collect();
    Block { w: all.w, h: all.h, trunk: trunk - all.x, is_leaf: false, spots }
}

/// Returns the places of blocks in so many rows, and the trunk beside which all rows but the last part.
fn arranged(blocks: &[Block], rows: usize) -> (Vec<Rect>, f64) {
    let total: f64 = blocks.iter().map(|it| it.w + GAPS.0).sum();
    let mut places: Vec<Rect> = Vec::new();
    let (mut y, mut start, mut passed, mut n) = (0.0, 0, 0.0, 0.0);
    let mut trunk = 0.0;
    for (at, block) in blocks.iter().enumerate() {
        passed += block.w + GAPS.0;
        let is_last = at + 1 == blocks.len();
        let next = blocks.get(at + 1).map_or(0.0, |it| it.w + GAPS.0);
        // A row ends where it is nearest to its share.
        if is_last || passed + next / 2.0 > total * (n + 1.0) / rows as f64 {
            let (held, middle) = side_by_side(&blocks[start..=at], if is_last { None } else { Some(TRUNK) }, y);
            trunk = middle;
            places.extend(held);
            y = places[start..].iter().map(|it| it.bottom()).fold(y, f64::max) + DROP;
            (start, n) = (at + 1, n + 1.0);
        }
    }
    (places, trunk)
}

/// Returns a row around a trunk at 0: parted by that much if lines have to pass, else its ends equally far.
fn side_by_side(blocks: &[Block], parted: Option<f64>, y: f64) -> (Vec<Rect>, f64) {
    let mut places = Vec::new();
    let mut x = 0.0;
    for (at, block) in blocks.iter().enumerate() {
        let is_near = |pair: &[Block]| pair.iter().all(|it| it.is_leaf);
        let gap = if at == 0 {
            0.0
        } else if is_near(&blocks[at - 1..=at]) {
            GAPS.0
        } else {
            GAPS.1
        };
        places.push(Rect { x: x + gap, y, w: block.w, h: block.h });
        x += gap + block.w;
    }
    let trunk = |at: usize| places.get(at).map_or(0.0, |it| it.x + blocks[at].trunk);
    let middle = (trunk(0) + trunk(places.len().saturating_sub(1))) / 2.0;
    let Some(width) = parted else {
        return (places.iter().map(|it| it.moved(-middle, 0.0)).collect(), 0.0);
    };
    let ends: Vec<_> = std::iter::once(0.0).chain(places.iter().map(|it| it.right())).collect();
    let split = (0..ends.len()).min_by(|&a, &b| (2.0 * ends[a] - x).abs().total_cmp(&(2.0 * ends[b] - x).abs()));
    let split = split.unwrap_or(0);
    let second = places.get(split).map_or(x, |it| it.x);
    let shift = |at: usize| if at < split { -ends[split] - width / 2.0 } else { width / 2.0 - second };
    (places.iter().enumerate().map(|(at, it)| it.moved(shift(at), 0.0)).collect(), 0.0)
}

/// Orders families by where further bosses pull them, and returns whether that changed anything.
fn ordered(map: &Sociogram, below: &mut [Vec<usize>], whole: &Block) -> bool {
    let n = map.marks.len();
    let mut x = vec![0.0; n];
    whole.spots.iter().for_each(|it| x[it.0] = it.1.x);
    let mut above = vec![None; n];
    for (boss, reports) in below.iter().enumerate().take(n) {
        reports.iter().for_each(|&it| above[it] = Some(boss));
    }
    let mut pulls = vec![(0.0, 0.0); n];
    for line in map.lines.iter().filter(|it| it.dashed) {
        for (one, other) in [(line.from, line.to), (line.to, line.from)] {
            for at in std::iter::successors(Some(one), |&it| above[it]) {
                pulls[at] = (pulls[at].0 + x[other], pulls[at].1 + 1.0);
            }
        }
    }
    let wish = |it: usize| if pulls[it].1 > 0.0 { pulls[it].0 / pulls[it].1 } else { x[it] };
    let leaves: Vec<_> = below.iter().map(Vec::is_empty).collect();
    let before = below.to_vec();
    for family in below.iter_mut().filter(|it| it.iter().any(|&one| pulls[one].1 > 0.0)) {
        family.sort_by(|&a, &b| leaves[b].cmp(&leaves[a]).then(wish(a).total_cmp(&wish(b))).then(a.cmp(&b)));
    }
    before != below
}

/// Places those without a line in boxes below all families, and returns the boxes and the places of their names.
fn loose(map: &Sociogram, whole: (f64, f64), spots: &mut [Point]) -> (Vec<Rect>, Vec<Point>) {
    let members =
        |area: usize| -> Vec<_> { (0..map.marks.len()).filter(|&it| map.marks[it].area == Some(area)).collect() };
    let cell = |members: &[usize]| {
        let extents = || members.iter().map(|&it| plan::extent(&map.marks[it]));
        let h = extents().map(|it| it.bottom()).fold(0.0, f64::max);
        (extents().map(|it| it.w).fold(0.0, f64::max) + GAPS.0, ABOVE + h + 8.0)
    };
    let held: Vec<_> = (0..map.areas.len()).map(members).collect();
    let grids: Vec<_> = held.iter().map(|it| cells::of(cells::room(it.len()), cell(it))).collect();
    let size = |(grid, area): (&cells::Cells, &super::Area)| {
        let name = text::width(&plan::area_name(area), theme::AREA_NAME);
        (grid.w.max(name) + 2.0 * PADDING, grid.h + HEADING + PADDING)
    };
    let sizes: Vec<_> = grids.iter().zip(&map.areas).map(size).collect();
    let areas = beneath(map, &sizes, whole);
    // By their ids alone, so that whoever comes moves few.
    let seed = |who: usize| springs::seed(map.marks[who].key());
    let wish = |seed: Point, grid: &cells::Cells| Point::new(seed.x * grid.w / 2.0, seed.y * grid.h / 2.0);
    let wishes = |members: &[usize], grid| -> Vec<_> { members.iter().map(|&it| wish(seed(it), grid)).collect() };
    for ((members, grid), area) in held.iter().zip(&grids).zip(&areas) {
        let middle = area.center().moved(0.0, (HEADING - PADDING) / 2.0);
        let top = cell(members).1 / 2.0 - ABOVE;
        for (&who, cell) in members.iter().zip(cells::taken(grid, &wishes(members, grid))) {
            spots[who] = grid.at[cell].moved(middle.x, middle.y - top);
        }
    }
    let names = areas.iter().map(|it| Point::new(it.center().x, it.y + PADDING + 2.0)).collect();
    (areas, names)
}

/// Returns boxes of these sizes below the families.
fn beneath(map: &Sociogram, sizes: &[(f64, f64)], whole: (f64, f64)) -> Vec<Rect> {
    // Which box lies where depends on their names alone: nobody who comes changes it.
    let parcel = |(size, area): (&(f64, f64), &super::Area)| Parcel {
        size: *size,
        n: 1,
        wish: springs::seed(&area.text),
        inner: true,
        is_middle: false,
    };
    let parcels: Vec<_> = sizes.iter().zip(&map.areas).map(parcel).collect();
    let packed = packing::packed(&parcels);
    let across = packed.iter().map(|it| it.right()).fold(0.0, f64::max);
    let down = if whole.1 > 0.0 { whole.1 + 2.0 * DROP } else { 0.0 };
    packed.into_iter().map(|it| it.moved((whole.0 - across) / 2.0, down)).collect()
}

/// Returns the lines: at right angles down the ranks, curved to further bosses.
fn lines(map: &Sociogram, spots: &[Point]) -> Vec<Vec<Point>> {
    let mut lines = curves::of(map, spots);
    for (line, way) in map.lines.iter().zip(&mut lines).filter(|it| !it.0.dashed) {
        let (report, boss) = (spots[line.from], spots[line.to]);
        let start = report.moved(0.0, -plan::reach(&map.marks[line.from]) - 0.5);
        let end = boss.moved(0.0, plan::extent(&map.marks[line.to]).bottom() + 1.5);
        let bus = report.y - ABOVE - BUS;
        *way = geometry::straight(&[start, Point::new(report.x, bus), Point::new(boss.x, bus), end]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use crate::measures::Strengths;
    use crate::network::{Date, sketch};
    use crate::sociogram::{Kind, Sociogram, Subject, geometry, layout, plan};

    fn chart(sketched: &str) -> Sociogram {
        let network = sketch::network(sketched);
        let today = Date::constant(2026, 11, 20);
        let strengths = Strengths::of(&network, today);
        let subject = Subject::of(&network, &strengths, today);
        (Kind::named("orgchart").unwrap().draw)(&subject, network.ego())
    }

    /// Returns a firm where the nth person reports to one of those before, and some to one more.
    fn firm(n: usize, span: usize) -> String {
        let line = |it: usize| format!("p{it}-p{}:reports_to ", (it - 1) / span);
        let more = |it: usize| format!("p{it}-p{}:reports_to ", it * 7 % (it - 1));
        (1..n).map(line).chain((9..n).step_by(9).map(more)).collect()
    }

    #[test]
    fn no_line_down_the_ranks_passes_through_anybody() {
        for (n, span) in [(2, 1), (12, 3), (60, 4), (120, 30), (200, 2), (200, 6), (90, 1), (200, 199)] {
            let map = chart(&firm(n, span));
            let plan = layout::of(&map);
            let marks = map.marks.iter().zip(&plan.spots);
            let boxes: Vec<_> = marks.map(|(it, at)| plan::extent(it).moved(at.x, at.y)).collect();
            for (line, curve) in map.lines.iter().zip(&plan.curves).filter(|it| !it.0.dashed) {
                let points = (0..=300).map(|it| geometry::at(curve, f64::from(it) / 300.0));
                let others = || boxes.iter().enumerate().filter(|it| ![line.from, line.to].contains(&it.0));
                let mut crossed = points.filter(|at| others().any(|it| it.1.contains(*at)));
                assert_eq!(crossed.next(), None, "{n} of {span}");
            }
        }
    }

    #[test]
    fn bosses_stand_above_and_the_whole_is_well_proportioned() {
        for span in [3, 6, 30, 199] {
            let map = chart(&firm(200, span));
            let plan = layout::of(&map);
            let below = |it: &&crate::sociogram::Line| plan.spots[it.from].y > plan.spots[it.to].y;
            assert!(map.lines.iter().filter(|it| !it.dashed).all(|it| below(&it)), "{span}");
            let proportion = plan.size.0 / plan.size.1;
            assert!((0.6..3.5).contains(&proportion), "{proportion:.2} of {span}");
        }
    }
}
