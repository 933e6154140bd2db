//! The ties that say something: ego's own, everybody's strongest, and then the backbone.
//!
//! The disparity filter of Serrano, Boguñá & Vespignani 2009: a tie matters if it is stronger, seen from either end,
//! than chance would make it, `α = (1 − w/s)^(k−1)`.

use std::collections::BTreeSet;

use super::Subject;
use crate::measures::OneMode;
use crate::network::PersonId;

/// More lines than this say nothing.
pub(super) const MOST_LINES: usize = 300;

/// The ties among the people drawn.
pub(super) struct Backbone<'a> {
    /// How many there are.
    pub(super) n: usize,
    /// Those that are drawn, by their ends.
    pub(super) drawn: Vec<(&'a PersonId, &'a PersonId, f64)>,
}

/// Returns the ties to draw among `people`, so many at the most.
pub(super) fn of<'a>(subject: &Subject<'a>, people: &[&PersonId], most: usize) -> Backbone<'a> {
    let view = subject.strengths.all();
    let pairs = among(subject, people);
    let kept = kept(view, view.number(subject.network.ego()), &pairs, most);
    let id = |number: usize| &view.people()[number];
    let drawn = kept.into_iter().map(|at| (id(pairs[at].0), id(pairs[at].1), pairs[at].2));
    Backbone { n: pairs.len(), drawn: drawn.collect() }
}

/// Returns all ties among `people` that are strong enough to be drawn, by the numbers of their ends.
pub(super) fn among(subject: &Subject<'_>, people: &[&PersonId]) -> Vec<(usize, usize, f64)> {
    let view = subject.strengths.all();
    let shown: BTreeSet<_> = people.iter().filter_map(|id| view.number(id)).collect();
    let is_shown =
        |(u, v, strength): &(usize, usize, f64)| shown.contains(u) && shown.contains(v) && *strength >= subject.least;
    view.pairs().filter(is_shown).collect()
}

/// Returns the numbers of the pairs kept, ascending.
fn kept(view: &OneMode, ego: Option<usize>, pairs: &[(usize, usize, f64)], budget: usize) -> BTreeSet<usize> {
    let strongest = strongest(view.n_people(), pairs);
    let rank = |at: usize| {
        let (u, v, weight) = pairs[at];
        let of_ego = Some(u) == ego || Some(v) == ego;
        let class = match () {
            () if of_ego => 0,
            () if strongest.contains(&at) => 1,
            () => 2,
        };
        (class, if class == 0 { -weight } else { significance(view, pairs[at]) })
    };
    let mut order: Vec<_> = (0..pairs.len()).map(|at| (rank(at), at)).collect();
    order.sort_by(|(a, at_a), (b, at_b)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(at_a.cmp(at_b)));
    order.into_iter().take(budget).map(|(_, at)| at).collect()
}

fn strongest(n: usize, pairs: &[(usize, usize, f64)]) -> BTreeSet<usize> {
    let mut best: Vec<Option<usize>> = vec![None; n];
    for (at, &(u, v, weight)) in pairs.iter().enumerate() {
        for end in [u, v] {
            if best[end].is_none_or(|known| weight > pairs[known].2) {
                best[end] = Some(at);
            }
        }
    }
    best.into_iter().flatten().collect()
}

/// Returns how likely chance makes the tie as strong as it is, seen from the end that values it more.
fn significance(view: &OneMode, (u, v, weight): (usize, usize, f64)) -> f64 {
    let seen_from = |end: usize| {
        let others = view.degree(end).saturating_sub(1) as f64;
        (1.0 - weight / view.weighted_degree(end).max(weight)).powf(others)
    };
    seen_from(u).min(seen_from(v))
}

#[cfg(test)]
mod tests {
    use super::{kept, significance};
    use crate::measures::OneMode;

    fn view(n: usize, pairs: &[(usize, usize, f64)]) -> OneMode {
        let people = (0..n).map(|k| format!("p{k:03}").parse().unwrap()).collect();
        OneMode::of_numbers(people, pairs.iter().copied())
    }

    #[test]
    fn the_filter_is_that_of_the_paper() {
        let view = view(4, &[(0, 1, 0.8), (0, 2, 0.1), (0, 3, 0.1)]);
        assert!((significance(&view, (0, 1, 0.8)) - 0.2_f64.powi(2)).abs() < 1e-12);
        assert!((significance(&view, (0, 2, 0.1)) - 0.9_f64.powi(2)).abs() < 1e-12);
    }

    #[test]
    fn ego_and_everybodys_strongest_come_first() {
        let pairs = [(0, 1, 0.3), (0, 2, 0.1), (1, 2, 0.9), (1, 3, 0.2), (2, 3, 0.3)];
        let view = view(4, &pairs);
        assert_eq!(kept(&view, Some(0), &pairs, 3).into_iter().collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(kept(&view, Some(0), &pairs, 99).len(), 5);
        assert!(kept(&view, None, &[], 5).is_empty());
    }
}
