//! Measures of a ranked list against what was hidden.

/// A candidate: the score it is ranked by and whether it was hidden.
pub(super) type Rated = (f64, bool);

/// Returns the ranked list, the best first; of equal scores those come first that come first in the list given.
pub(super) fn ranked(rated: &[Rated]) -> Vec<bool> {
    let mut order: Vec<&Rated> = rated.iter().collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    order.into_iter().map(|it| it.1).collect()
}

/// Returns the share of what was hidden, or of the `n` places if it is more, that is among the first `n`; none if nothing
/// was hidden.
pub(super) fn recall(ranked: &[bool], n: usize) -> Option<f64> {
    let hidden = ranked.iter().filter(|it| **it).count();
    let found = ranked.iter().take(n).filter(|it| **it).count();
    (hidden > 0).then(|| found as f64 / hidden.min(n) as f64)
}

/// Returns 1 ÷ the place of the first that was hidden; none if nothing was hidden.
pub(super) fn reciprocal_rank(ranked: &[bool]) -> Option<f64> {
    ranked.iter().position(|it| *it).map(|at| 1.0 / (at + 1) as f64)
}

/// Returns the mean of the precision at each place where one was hidden; none if nothing was hidden.
pub(super) fn average_precision(ranked: &[bool]) -> Option<f64> {
    let places = ranked.iter().enumerate().filter(|(_, it)| **it).map(|(at, _)| at + 1);
    let precisions: Vec<f64> = places.enumerate().map(|(n, place)| (n + 1) as f64 / place as f64).collect();
    (!precisions.is_empty()).then(|| precisions.iter().sum::<f64>() / precisions.len() as f64)
}

/// Returns how often one that was hidden is scored above one that was not, equal scores half: the area under the curve
/// (Hanley & McNeil 1982, *Radiology* 143:29); none if all or none were hidden.
pub(super) fn area(rated: &[Rated]) -> Option<f64> {
    let mut order: Vec<&Rated> = rated.iter().collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut won) = (0.0, 0.0);
    for like in order.chunk_by(|a, b| a.0 == b.0) {
        let hidden = like.iter().filter(|it| it.1).count() as f64;
        let others = like.len() as f64 - hidden;
        won += hidden * (below + others / 2.0);
        below += others;
    }
    let hidden = rated.len() as f64 - below;
    (hidden > 0.0 && below > 0.0).then(|| won / (hidden * below))
}

#[cfg(test)]
mod tests {
    use super::{area, average_precision, ranked, recall, reciprocal_rank};

    #[test]
    fn measures_are_those_counted_by_hand() {
        let rated = [(0.9, false), (0.8, true), (0.5, false), (0.5, true), (0.1, false)];
        let list = ranked(&rated);
        assert_eq!(list, [false, true, false, true, false]);
        assert_eq!(recall(&list, 2), Some(0.5));
        assert_eq!(recall(&list, 1), Some(0.0));
        assert_eq!(reciprocal_rank(&list), Some(0.5));
        assert_eq!(average_precision(&list), Some(0.5));
        // Of six pairs the first hidden one wins two and the second one and a half.
        assert_eq!(area(&rated), Some(3.5 / 6.0));
        assert_eq!((recall(&[false], 3), area(&[(0.1, true)])), (None, None));
    }
}
