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

/// Returns who takes which cell: rows by wished height, then each row by wished side.
pub(super) fn taken(cells: &Cells, wishes: &[Point]) -> Vec<usize> {
    let mut order: Vec<_> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].y.total_cmp(&wishes[b].y).then(a.cmp(&b)));
    let mut start = 0;
    while start < order.len() {
        let y = cells.at[start].y;
        let end = start + cells.at[start..].iter().take_while(|it| (it.y - y).abs() < 0.01).count();
        order[start..end].sort_by(|&a, &b| wishes[a].x.total_cmp(&wishes[b].x).then(a.cmp(&b)));
        start = end;
    }
    let mut cell_of = vec![0; order.len()];
    order.iter().enumerate().for_each(|(cell, &who)| cell_of[who] = cell);
    cell_of
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
