//! Laws of all measures: whose number is which does not matter, and sums and bounds hold.

use proptest::prelude::{Just, Strategy, prop_assert, proptest};

use super::textbook::numbered;
use super::{
    OneMode, betweenness, constraints, core_numbers, effective_sizes, hierarchy, pagerank, personalized_pagerank,
    resource_allocation, weighted_betweenness,
};

const N: usize = 10;
type Ties = Vec<(usize, usize, f64)>;

/// Ties of lengths 1, 2, 3 and 4, so that many paths are as long as others.
fn ties() -> impl Strategy<Value = Ties> {
    let tie = (0..N, 0..N, 1_u8..5).prop_map(|(u, v, length)| (u, v, 1.0 / f64::from(length)));
    proptest::collection::vec(tie, 0..40)
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

/// All measures of a person in one row; -1 where there is none.
fn rows(view: &OneMode, first: usize) -> Vec<Vec<f64>> {
    let or_none = |it: Option<f64>| it.unwrap_or(-1.0);
    let columns = [
        constraints(view).into_iter().map(or_none).collect(),
        effective_sizes(view).into_iter().map(or_none).collect(),
        (0..N).map(|it| or_none(hierarchy(view, it))).collect(),
        (0..N).map(|it| resource_allocation(view, first, it)).collect(),
        core_numbers(view).into_iter().map(|it| it as f64).collect(),
        betweenness(view),
        weighted_betweenness(view),
        pagerank(view),
        personalized_pagerank(view, first),
    ];
    (0..N).map(|it| columns.iter().map(|column: &Vec<f64>| column[it]).collect()).collect()
}

/// Lengths and numbers of shortest paths between all, by trying every person in between.
fn all_paths(view: &OneMode, length: impl Fn(f64) -> f64) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let mut shortest = vec![vec![f64::INFINITY; N]; N];
    for (u, v, weight) in view.pairs() {
        (shortest[u][v], shortest[v][u]) = (length(weight), length(weight));
    }
    (0..N).for_each(|it| shortest[it][it] = 0.0);
    for via in 0..N {
        for u in 0..N {
            for v in 0..N {
                shortest[u][v] = shortest[u][v].min(shortest[u][via] + shortest[via][v]);
            }
        }
    }
    let mut n_paths = vec![vec![0.0; N]; N];
    for (u, counts) in n_paths.iter_mut().enumerate() {
        let mut order: Vec<_> = (0..N).filter(|&v| shortest[u][v].is_finite()).collect();
        order.sort_by(|&v, &w| shortest[u][v].total_cmp(&shortest[u][w]));
        counts[u] = 1.0;
        for v in order.into_iter().filter(|&v| v != u) {
            let last = |&(z, tie): &(usize, f64)| close(shortest[u][z] + length(tie), shortest[u][v]);
            counts[v] = view.ties(v).filter(last).map(|(z, _)| counts[z]).sum();
        }
    }
    (shortest, n_paths)
}

/// Betweenness as Freeman defines it.
fn by_definition(view: &OneMode, length: impl Fn(f64) -> f64) -> Vec<f64> {
    let (shortest, n_paths) = all_paths(view, length);
    let through = |v: usize, s: usize, t: usize| {
        let on_the_way =
            s != v && t != v && shortest[s][t].is_finite() && close(shortest[s][v] + shortest[v][t], shortest[s][t]);
        if on_the_way { n_paths[s][v] * n_paths[v][t] / n_paths[s][t] } else { 0.0 }
    };
    let pairs = || (0..N).flat_map(|t| (0..t).map(move |s| (s, t)));
    (0..N).map(|v| pairs().map(|(s, t)| through(v, s, t)).sum()).collect()
}

proptest! {
    #[test]
    fn whose_number_is_which_does_not_matter(
        ties in ties(), number in Just((0..N).collect::<Vec<_>>()).prop_shuffle()
    ) {
        let moved = ties.iter().map(|&(u, v, weight)| (number[u], number[v], weight));
        let after = rows(&numbered(N, moved), number[0]);
        for (person, before) in rows(&numbered(N, ties), 0).into_iter().enumerate() {
            for (one, other) in before.into_iter().zip(&after[number[person]]) {
                prop_assert!(close(one, *other), "{person}: {one} {other}");
            }
        }
    }

    #[test]
    fn betweenness_is_what_its_definition_says(ties in ties()) {
        let view = numbered(N, ties);
        let both = [
            (betweenness(&view), by_definition(&view, |_| 1.0)),
            (weighted_betweenness(&view), by_definition(&view, f64::recip)),
        ];
        for (found, expected) in both {
            prop_assert!(found.iter().zip(&expected).all(|(one, other)| close(*one, *other)));
        }
    }

    #[test]
    fn betweenness_sums_to_the_people_inside_all_paths(ties in ties()) {
        let view = numbered(N, ties);
        let (shortest, _) = all_paths(&view, |_| 1.0);
        let inside = shortest.iter().flatten().filter(|it| **it > 0.0 && it.is_finite());
        let expected = inside.map(|it| it - 1.0).sum::<f64>() / 2.0;
        prop_assert!(close(betweenness(&view).iter().sum(), expected));
    }

    #[test]
    fn measures_stay_within_their_bounds(ties in ties()) {
        let equal = numbered(N, ties.iter().map(|&(u, v, _)| (u, v, 1.0)));
        let view = numbered(N, ties);
        prop_assert!(constraints(&equal).into_iter().flatten().all(|it| it > 0.0 && it <= 1.125 + 1e-9));
        prop_assert!(constraints(&view).into_iter().flatten().all(|it| it > 0.0 && it <= 2.0));
        for (person, size) in effective_sizes(&view).into_iter().enumerate() {
            let n = view.degree(person) as f64;
            prop_assert!(size.is_none_or(|it| it > 0.0 && it <= n + 1e-9));
            prop_assert!(hierarchy(&view, person).is_none_or(|it| (-1e-9..1.0 + 1e-9).contains(&it)));
            prop_assert!(core_numbers(&view)[person] <= view.degree(person));
        }
        prop_assert!(close(pagerank(&view).iter().sum(), 1.0));
        prop_assert!(close(personalized_pagerank(&view, 0).iter().sum(), 1.0));
    }
}
