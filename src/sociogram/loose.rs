//! Those without a reporting line, in boxes below all families of a chart.

use super::geometry::{Point, Rect};
use super::packing::{self, Parcel};
use super::plan::{self, Plan};
use super::{Sociogram, cells, springs, text, theme};

/// The room above the middle of a mark.
const ABOVE: f64 = 13.0;
/// The height between the families and the boxes.
const DROP: f64 = 48.0;
/// The space between neighbours.
const GAP: f64 = 12.0;
const PADDING: f64 = 14.0;
const HEADING: f64 = 26.0;

/// Moves what another layout has placed to the origin, and places those without a line below it.
pub(super) fn beside(map: &Sociogram, plan: &mut Plan) {
    let placed = || (0..map.marks.len()).filter(|&it| map.marks[it].area.is_none());
    let boxes = plan::boxes(map, plan);
    let whole = placed().map(|it| boxes[it]).reduce(Rect::with).unwrap_or_default();
    placed().for_each(|it| plan.spots[it] = plan.spots[it].moved(-whole.x, -whole.y));
    plan.curves.iter_mut().flatten().for_each(|it| *it = it.moved(-whole.x, -whole.y));
    (plan.areas, plan.area_names) = below(map, (whole.w, whole.h), &mut plan.spots);
}

/// Places those without a line in boxes below all families, and returns the boxes and the places of their names.
pub(super) fn below(map: &Sociogram, whole: (f64, f64), spots: &mut [Point]) -> (Vec<Rect>, Vec<Point>) {
    let members =
        |area: usize| -> Vec<_> { (0..map.marks.len()).filter(|&it| map.marks[it].area == Some(area)).collect() };
    let cell = |members: &[usize]| {
        let extents = || members.iter().map(|&it| plan::extent(&map.marks[it]));
        let h = extents().map(|it| it.bottom()).fold(0.0, f64::max);
        (extents().map(|it| it.w).fold(0.0, f64::max) + GAP, ABOVE + h + 8.0)
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
    let down = if whole.1 > 0.0 { whole.1 + DROP } else { 0.0 };
    packed.into_iter().map(|it| it.moved((whole.0 - across) / 2.0, down)).collect()
}
