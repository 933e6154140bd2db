//! Areas on the paper: side by side without overlap, those that are tied near each other, the whole well proportioned.

use super::geometry::{Point, Rect};

/// The space between areas.
const GAP: f64 = 30.0;
/// The wished proportion of the whole.
const ASPECT: f64 = 1.5;
/// How much compactness counts beside nearness.
const COMPACTNESS: f64 = 3.0;
const ROUNDS: usize = 2;

/// Returns the boxes of areas of these sizes. `ties` says how much ties two of them, `inner` which belong in the middle.
pub(super) fn packed(
    sizes: &[(f64, f64)],
    ties: &dyn Fn(usize, usize) -> f64,
    inner: &dyn Fn(usize) -> bool,
) -> Vec<Rect> {
    let mut placed: Vec<Option<Rect>> = vec![None; sizes.len()];
    let order = order(sizes, ties, inner);
    for &area in &order {
        placed[area] = Some(best(area, sizes[area], &placed, ties));
    }
    for _ in 0..ROUNDS {
        let before = placed.clone();
        for &area in &order {
            let now = placed[area].take();
            let found = best(area, sizes[area], &placed, ties);
            let cost = |it: Rect| cost(area, it, &placed, ties);
            placed[area] = now.filter(|now| cost(*now) <= cost(found) + 1e-6).or(Some(found));
        }
        if placed == before {
            break;
        }
    }
    placed.into_iter().flatten().collect()
}

/// Returns the areas in the order they are placed: inner before outer, then the one most tied to those before.
fn order(sizes: &[(f64, f64)], ties: &dyn Fn(usize, usize) -> f64, inner: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    while order.len() < sizes.len() {
        let pull = |area: usize| order.iter().map(|&it| ties(area, it)).sum::<f64>();
        let all = |area: usize| (0..sizes.len()).map(|it| ties(area, it)).sum::<f64>();
        let rank = |area: usize| (inner(area), if order.is_empty() { all(area) } else { pull(area) });
        let left = (0..sizes.len()).filter(|it| !order.contains(it));
        let next = left.max_by(|&a, &b| {
            let ((inner_a, pull_a), (inner_b, pull_b)) = (rank(a), rank(b));
            inner_a.cmp(&inner_b).then(pull_a.total_cmp(&pull_b)).then(b.cmp(&a))
        });
        order.extend(next);
    }
    order
}

fn best(area: usize, (w, h): (f64, f64), placed: &[Option<Rect>], ties: &dyn Fn(usize, usize) -> f64) -> Rect {
    let others: Vec<_> = placed.iter().flatten().copied().collect();
    let free = |it: &Rect| !others.iter().any(|other| other.grown(GAP - 0.1).overlaps(*it));
    let candidates = others.iter().flat_map(|other| beside(*other, w, h, &others)).filter(free);
    let rated = candidates.map(|it| (cost(area, it, placed, ties), it));
    let origin = Rect::around(Point::default(), w, h);
    rated.reduce(|a, b| if b.0 < a.0 { b } else { a }).map_or(origin, |it| it.1)
}

/// Returns the places beside a box, aligned with it or with another.
fn beside(other: Rect, w: f64, h: f64, others: &[Rect]) -> Vec<Rect> {
    let mut places = Vec::new();
    for aligned in others {
        let reach = 0.5 * (other.w + other.h + aligned.w + aligned.h) + w + h;
        let near = aligned.center().distance(other.center()) < reach.min(900.0);
        if !near {
            continue;
        }
        for y in
            [aligned.y, aligned.center().y - h / 2.0, aligned.bottom() - h, aligned.bottom() + GAP, aligned.y - GAP - h]
        {
            places.push(Rect { x: other.right() + GAP, y, w, h });
            places.push(Rect { x: other.x - GAP - w, y, w, h });
        }
        for x in
            [aligned.x, aligned.center().x - w / 2.0, aligned.right() - w, aligned.right() + GAP, aligned.x - GAP - w]
        {
            places.push(Rect { x, y: other.bottom() + GAP, w, h });
            places.push(Rect { x, y: other.y - GAP - h, w, h });
        }
    }
    places
}

fn cost(area: usize, place: Rect, placed: &[Option<Rect>], ties: &dyn Fn(usize, usize) -> f64) -> f64 {
    let others = || placed.iter().enumerate().filter_map(|(n, it)| Some((n, (*it)?)));
    let (mut pull, mut total) = (0.0, 0.0);
    for (n, other) in others() {
        let weight = 0.02 + ties(area, n);
        pull += weight * place.center().distance(other.center());
        total += weight;
    }
    let whole = others().map(|it| it.1).fold(place, Rect::with);
    let extent = (whole.w / ASPECT).max(whole.h);
    let middle = place.center().distance(whole.center());
    pull / f64::max(total, 1e-9) + COMPACTNESS * extent + 0.2 * middle
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn areas_are_disjoint_whatever_ties_them() {
        let sizes: Vec<_> = (0..25).map(|n| (80.0 + f64::from(n * 37 % 200), 60.0 + f64::from(n * 53 % 120))).collect();
        let boxes = packed(&sizes, &|a, b| ((a * b) % 5) as f64, &|a| a % 3 == 0);
        assert_eq!(boxes.len(), 25);
        let clash = |at: usize| boxes[at + 1..].iter().any(|it| it.overlaps(boxes[at]));
        assert!(!(0..25).any(clash));
        assert!(packed(&[], &|_, _| 0.0, &|_| true).is_empty());
    }
}
