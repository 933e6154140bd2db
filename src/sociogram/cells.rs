//! People inside an area: rows of cells, each row shifted against the next, so that lines pass between neighbours.

use super::geometry::{Point, Rect};

/// The cells of an area, around the origin, and how wide and high they are in all.
pub(super) struct Cells {
    pub(super) at: Vec<Point>,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// The wished proportion of an area.
const ASPECT: f64 = 1.5;

/// Returns `n` cells of that size.
pub(super) fn of(n: usize, cell: (f64, f64)) -> Cells {
    let ideal = (n as f64 * cell.1 * ASPECT / cell.0).sqrt();
    let columns = (ideal.round() as usize).clamp(1, n.max(1));
    let rows = n.div_ceil(columns);
    let held = |row: usize| n / rows + usize::from(row < n % rows);
    let mut at = Vec::with_capacity(n);
    for row in 0..rows {
        let count = held(row);
        // Rows of equal length would stand in columns; lines down a column run through everybody in it.
        let above = row.checked_sub(1).map(held);
        let below = (row + 1 < rows).then(|| held(row + 1));
        let aligned = [above, below].contains(&Some(count));
        let side = if row.is_multiple_of(2) { -0.25 } else { 0.25 };
        let shift = if aligned { side } else { 0.0 };
        let first = -(count as f64 - 1.0) / 2.0 + shift;
        let y = (row as f64 - (rows as f64 - 1.0) / 2.0) * cell.1;
        at.extend((0..count).map(|column| Point::new((first + column as f64) * cell.0, y)));
    }
    let around = at.iter().map(|it| Rect::around(*it, cell.0, cell.1)).reduce(Rect::with);
    let around = around.unwrap_or_default();
    let at = at.into_iter().map(|it| it.moved(-around.center().x, -around.center().y)).collect();
    Cells { at, w: around.w, h: around.h }
}

/// Returns for how many people there is room in an area of so many: a few come without a new order.
pub(super) fn room(n: usize) -> usize {
    let wished = n + n / 6;
    // Whole squares, and whole oblongs one longer than wide.
    let oblongs = (1..).flat_map(|side: usize| [side * side, side * (side + 1)]);
    oblongs.into_iter().find(|it| *it >= wished).unwrap_or(n).max(n)
}

/// Returns who takes which cell: whoever is nearest to one first, so that somebody who comes pushes away few.
pub(super) fn taken(cells: &Cells, wishes: &[Point]) -> Vec<usize> {
    let within =
        |it: &Point| Point::new(it.x.clamp(-cells.w / 2.0, cells.w / 2.0), it.y.clamp(-cells.h / 2.0, cells.h / 2.0));
    let far = |wish: &Point| {
        let wish = within(wish);
        cells.at.iter().map(move |it| it.distance(wish)).enumerate()
    };
    let pairs = wishes.iter().enumerate().flat_map(|(who, wish)| far(wish).map(move |(cell, far)| (far, who, cell)));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken, mut is_free) = (vec![None; wishes.len()], vec![true; cells.at.len()]);
    for (_, who, cell) in pairs {
        if taken[who].is_none() && is_free[cell] {
            (taken[who], is_free[cell]) = (Some(cell), false);
        }
    }
    taken.into_iter().map(|it| it.unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::sociogram::geometry::Rect;

    #[test]
    fn cells_do_not_overlap() {
        for n in 0..60 {
            let cells = of(n, (70.0, 50.0));
            assert_eq!(cells.at.len(), n);
            let boxes: Vec<_> = cells.at.iter().map(|it| Rect::around(*it, 70.0, 50.0)).collect();
            let clash = |at: usize| boxes[at + 1..].iter().any(|it| it.overlaps(boxes[at]));
            assert!(!(0..n).any(clash), "{n}");
        }
    }
}
