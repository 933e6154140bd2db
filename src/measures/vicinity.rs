//! Vicinity: what lies between one person and everybody else, along ties.
//!
//! Shared contacts by resource allocation (Zhou, Lü & Zhang 2009, *Eur. Phys. J. B* 71:623), `½ Σ_z (a_uz + a_zv)/s_z`; local
//! paths of three ties (Lü, Jin & Zhou 2009, *Phys. Rev. E* 80:046122), each tie's worth divided by what the people in
//! between have to give, `Σ_ab a_ua·a_ab·a_bv / √(s_a·s_b)`; and a short walk, the PageRank personalised to one of the two,
//! the mean of both directions, found by pushing (Andersen, Chung & Lang 2006, *FOCS* 475). Each as if the two were not tied.

use std::collections::VecDeque;

use super::{DAMPING, OneMode};

/// A push stops where less than this is left for a tie of weight 1.
const LEFT: f64 = 1e-4;

/// What lies between one person and everybody else, by number; nothing for the person's own number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Vicinity {
    /// Resource allocation; with all weights 1 that of Zhou, Lü & Zhang.
    pub(super) contacts: Vec<f64>,
    /// Paths of three ties.
    pub(super) paths: Vec<f64>,
    /// How often a walk from either is at the other, 0..1.
    pub(super) walks: Vec<f64>,
}

impl Vicinity {
    /// Returns what lies around a person of a view in which everybody has these weighted degrees.
    pub(super) fn of(view: &OneMode, person: usize, degrees: &[f64]) -> Self {
        let walks = walks(view, person, degrees);
        Self { contacts: contacts(view, person, degrees), paths: paths(view, person, degrees), walks }
    }
}

/// Returns everybody's weighted degree, by number: what many vicinities need again and again.
pub(super) fn weighted_degrees(view: &OneMode) -> Vec<f64> {
    (0..view.n_people()).map(|it| view.weighted_degree(it)).collect()
}

fn contacts(view: &OneMode, u: usize, degrees: &[f64]) -> Vec<f64> {
    let mut found = vec![0.0; view.n_people()];
    for (z, near) in view.ties(u) {
        let all = degrees[z];
        view.ties(z).filter(|(v, _)| *v != u).for_each(|(v, far)| found[v] += (near + far) / (2.0 * all));
    }
    found
}

fn paths(view: &OneMode, u: usize, degrees: &[f64]) -> Vec<f64> {
    let root = |person: usize| degrees[person].sqrt();
    let (mut half, mut reached) = (vec![0.0; view.n_people()], Vec::new());
    for (a, first) in view.ties(u) {
        let share = first / root(a);
        for (b, second) in view.ties(a).filter(|(b, _)| *b != u) {
            if half[b] == 0.0 {
                reached.push(b);
            }
            half[b] += share * second;
        }
    }
    let mut found = vec![0.0; view.n_people()];
    for b in reached {
        let share = half[b] / root(b);
        view.ties(b).for_each(|(v, third)| found[v] += share * third);
    }
    // A path to somebody must not lead through them.
    for (v, first) in view.ties(u) {
        let back = view.ties(v).filter(|(b, _)| *b != u).map(|(b, weight)| weight * weight / root(b));
        found[v] = (found[v] - first / root(v) * back.sum::<f64>()).max(0.0);
    }
    found[u] = 0.0;
    found
}

fn walks(view: &OneMode, u: usize, degrees: &[f64]) -> Vec<f64> {
    let mut rank = pushed(view, u, degrees);
    let own = degrees[u];
    for (v, rank) in rank.iter_mut().enumerate().filter(|(_, rank)| **rank > 0.0) {
        // Along undirected ties s_u·π_u(v) = s_v·π_v(u): the other direction costs nothing.
        *rank *= (1.0 + own / degrees[v]) / 2.0;
        if v == u {
            *rank = 0.0;
        }
    }
    rank
}

/// Returns the PageRank personalised to one person, at most `LEFT` a tie's weight too small.
fn pushed(view: &OneMode, person: usize, degrees: &[f64]) -> Vec<f64> {
    let (mut rank, mut left) = (vec![0.0; view.n_people()], vec![0.0; view.n_people()]);
    if view.degree(person) == 0 {
        return rank;
    }
    left[person] = 1.0;
    let mut open = VecDeque::from([person]);
    while let Some(v) = open.pop_front() {
        let here = std::mem::take(&mut left[v]);
        rank[v] += (1.0 - DAMPING) * here;
        let share = DAMPING * here / degrees[v];
        for (w, weight) in view.ties(v) {
            let enough = LEFT * degrees[w];
            let waits = left[w] >= enough;
            left[w] += share * weight;
            if !waits && left[w] >= enough {
                open.push_back(w);
            }
        }
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::{Vicinity, pushed, weighted_degrees};
    use crate::measures::textbook::{karate, numbered, weighted};
    use crate::measures::{OneMode, personalized_pagerank};

    fn around(view: &OneMode, person: usize) -> Vicinity {
        Vicinity::of(view, person, &weighted_degrees(view))
    }

    #[test]
    fn shared_contacts_are_as_published() {
        let found = around(&karate(), 0).contacts;
        assert!((found[33] - 0.9).abs() < 1e-12 && (found[9] - 0.1).abs() < 1e-12);
    }

    /// By hand: 0-1-2-3 and 0-1-4-3, degrees 1 → 3, 2 → 2, 4 → 2.
    #[test]
    fn paths_of_three_ties_are_counted() {
        let view = numbered(5, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (1, 4, 1.0), (4, 3, 1.0)]);
        let found = around(&view, 0).paths;
        let expected = 2.0 / 6.0_f64.sqrt();
        assert!((found[3] - expected).abs() < 1e-12, "{found:?}");
        // 0 is tied to 1: no path leads there but through 1 itself.
        assert!(found[1].abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn a_tie_itself_is_no_path() {
        let (with, without) =
            ([(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)], [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
        let found = around(&numbered(4, with), 0).paths[3];
        // Between 0 and 3 lies 0-1-2-3; the tie between them only adds to what both have to give, which is not divided by.
        assert!((found - around(&numbered(4, without), 0).paths[3]).abs() < 1e-12);
        assert!((found - 0.5).abs() < 1e-12, "{found}");
    }

    #[test]
    fn pushing_comes_near_the_walk() {
        for view in [karate(), weighted()] {
            for person in 0..view.n_people() - 1 {
                let exact = personalized_pagerank(&view, person);
                for (v, (found, exact)) in
                    pushed(&view, person, &weighted_degrees(&view)).iter().zip(&exact).enumerate()
                {
                    let most = super::LEFT * view.weighted_degree(v);
                    assert!(*found <= exact + 1e-9 && exact - found <= most + 1e-9, "{person} {v}: {found} {exact}");
                }
            }
        }
    }

    #[test]
    fn both_directions_are_one() {
        for view in [karate(), weighted()] {
            let all: Vec<_> = (0..view.n_people()).map(|it| around(&view, it)).collect();
            for u in 0..view.n_people() {
                for v in 0..view.n_people() {
                    assert!((all[u].contacts[v] - all[v].contacts[u]).abs() < 1e-12);
                    assert!((all[u].paths[v] - all[v].paths[u]).abs() < 1e-9);
                    assert!((all[u].walks[v] - all[v].walks[u]).abs() < 0.01);
                }
            }
        }
    }
}
