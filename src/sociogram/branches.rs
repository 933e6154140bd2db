//! Families of a chart as blocks: whoever leads many above a row, whoever leads few at the head of a list.

use super::geometry::{Point, Rect};
use super::plan::{self, Side};
use super::{Mark, Sociogram};

/// The room above the middle of the marks of a row.
const ABOVE: f64 = 13.0;
/// The height between a boss's name and the row below, and from the line along a row to it.
pub(super) const DROP: f64 = 26.0;
pub(super) const BUS: f64 = 11.0;
/// How far right of its boss somebody in a list stands.
pub(super) const INDENT: f64 = 20.0;
/// The height between those in a list.
const BETWEEN: f64 = 7.0;
/// The space between neighbours in a row.
const GAP: f64 = 22.0;

/// A chart: who hangs from each mark, at last those at the top, and the room everybody takes.
pub(super) struct Chart {
    pub(super) below: Vec<Vec<usize>>,
    /// How many hang from each, itself included.
    pub(super) sizes: Vec<usize>,
    /// The boxes of marks with the name below, and to the right.
    boxes: Vec<[Rect; 2]>,
}

/// How families are drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// How many people a family has at the most that is drawn as a list.
    pub(super) listed: usize,
    /// How many people such lists have at the most that stand in one column.
    pub(super) column: usize,
}

/// Where somebody stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) who: usize,
    pub(super) at: Point,
    /// Whether the line to the boss comes from the left.
    pub(super) hangs: bool,
    is_listed: bool,
}

impl Spot {
    /// Returns where the name stands.
    pub(super) fn side(&self) -> Side {
        if self.is_listed { Side::Right } else { Side::Below }
    }
}

/// All families, from the upper left corner.
#[derive(Default)]
pub(super) struct Whole {
    pub(super) w: f64,
    pub(super) h: f64,
    pub(super) spots: Vec<Spot>,
}

/// A family, or a column of lists: its places, and where the line from above arrives.
struct Block {
    around: Rect,
    top: f64,
    spots: Vec<Spot>,
}

impl Block {
    fn moved(self, x: f64, y: f64) -> Self {
        let spots = self.spots.into_iter().map(|it| Spot { at: it.at.moved(x, y), ..it }).collect();
        Self { around: self.around.moved(x, y), top: self.top + x, spots }
    }
}

impl Chart {
    pub(super) fn of(map: &Sociogram, below: Vec<Vec<usize>>) -> Self {
        let both = |mark: &Mark| [Side::Below, Side::Right].map(|side| plan::extent_with(mark, side));
        let boxes = map.marks.iter().map(both).collect();
        let mut sizes = vec![0; map.marks.len()];
        let tops = below.last().cloned().unwrap_or_default();
        tops.into_iter().for_each(|it| _ = size(&below, it, &mut sizes));
        Self { below, sizes, boxes }
    }
}

fn size(below: &[Vec<usize>], who: usize, sizes: &mut [usize]) -> usize {
    sizes[who] = 1 + below[who].iter().map(|&it| size(below, it, sizes)).sum::<usize>();
    sizes[who]
}

/// Returns all families in that style, in so many rows.
pub(super) fn whole(chart: &Chart, style: Style, rows: usize) -> Whole {
    let tops = chart.below.last().into_iter().flatten();
    shelved(tops.map(|&it| family(chart, style, it)).collect(), rows)
}

/// Returns blocks in about so many rows.
fn shelved(blocks: Vec<Block>, rows: usize) -> Whole {
    let total: f64 = blocks.iter().map(|it| it.around.w + GAP).sum();
    let (mut x, mut y, mut passed, mut n, mut lowest) = (0.0, 0.0, 0.0, 1.0, 0.0_f64);
    let mut whole = Whole::default();
    for block in blocks {
        if x > 0.0 && passed + block.around.w / 2.0 > total * n / rows as f64 {
            (x, y, n) = (0.0, lowest + DROP, n + 1.0);
        }
        let Rect { x: left, y: upper, w, h } = block.around;
        whole.spots.extend(block.moved(x - left, y - upper).spots);
        lowest = lowest.max(y + h);
        (whole.w, whole.h) = (whole.w.max(x + w), lowest);
        (x, passed) = (x + w + GAP, passed + w + GAP);
    }
    whole
}

/// Returns somebody above the middle of all who hang below.
fn family(chart: &Chart, style: Style, who: usize) -> Block {
    let own = chart.boxes[who][0].moved(0.0, ABOVE);
    let spot = Spot { who, at: Point::new(0.0, ABOVE), hangs: false, is_listed: false };
    let is_listed = |it: &usize| chart.sizes[*it] <= style.listed;
    let (lists, families): (Vec<usize>, Vec<usize>) = chart.below[who].iter().partition(|it| is_listed(it));
    let (single, lists): (Vec<usize>, Vec<usize>) = lists.iter().partition(|it| chart.sizes[**it] == 1);
    let mut blocks = columns(chart, style, &single);
    blocks.extend(columns(chart, style, &lists));
    blocks.extend(families.into_iter().map(|it| family(chart, style, it)));
    if blocks.is_empty() {
        return Block { around: own, top: 0.0, spots: vec![spot] };
    }
    let row = row(blocks);
    let middle = row.top;
    let mut whole = row.moved(-middle, own.bottom() + DROP);
    whole.spots.push(spot);
    Block { around: own.with(whole.around), ..whole }
}

/// Returns blocks side by side below a line whose ends are equally far from where it comes from.
fn row(blocks: Vec<Block>) -> Block {
    let mut right = 0.0;
    let beside = |block: Block| {
        let x = right - block.around.x;
        right += block.around.w + GAP;
        block.moved(x, 0.0)
    };
    let blocks: Vec<_> = blocks.into_iter().map(beside).collect();
    let ends = blocks.first().zip(blocks.last()).map_or(0.0, |(first, last)| first.top + last.top);
    let around = blocks.iter().map(|it| it.around).reduce(Rect::with).unwrap_or_default();
    Block { around, top: ends / 2.0, spots: blocks.into_iter().flat_map(|it| it.spots).collect() }
}

/// Returns lists in columns as long as the style wants, longer only if one list is.
fn columns(chart: &Chart, style: Style, lists: &[usize]) -> Vec<Block> {
    let mut columns: Vec<(usize, Vec<usize>)> = Vec::new();
    for &list in lists {
        let size = chart.sizes[list];
        match columns.last_mut() {
            Some((held, column)) if *held + size <= style.column => (*held, _) = (*held + size, column.push(list)),
            _ => columns.push((size, vec![list])),
        }
    }
    columns.into_iter().map(|it| column(chart, &it.1)).collect()
}

/// Returns lists one below the other beside a trunk; a single one hangs from its head.
fn column(chart: &Chart, lists: &[usize]) -> Block {
    let mut column = Block { around: Rect::default(), top: 0.0, spots: Vec::new() };
    let is_headed = lists.len() == 1;
    let x = if is_headed { 0.0 } else { INDENT };
    lists.iter().for_each(|&it| listed(chart, it, x, &mut column));
    column.spots.iter_mut().take(1).for_each(|it| it.hangs = !is_headed);
    column
}

/// Adds somebody and all who hang below to a list.
fn listed(chart: &Chart, who: usize, x: f64, list: &mut Block) {
    let own = chart.boxes[who][1];
    // The first of a list stands as high as whoever stands beside it in the row.
    let y = if list.spots.is_empty() { ABOVE } else { list.around.bottom() + BETWEEN - own.y };
    let around = own.moved(x, y);
    list.around =
        if list.spots.is_empty() { around.with(Rect { x: 0.0, y, w: 0.0, h: 0.0 }) } else { list.around.with(around) };
    list.spots.push(Spot { who, at: Point::new(x, y), hangs: true, is_listed: true });
    chart.below[who].iter().for_each(|&it| listed(chart, it, x + INDENT, list));
}
