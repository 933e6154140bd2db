//! PageRank: how often a walk along ties that sometimes starts anew is at a person (Brin & Page 1998, *Computer Networks*
//! 30:107; Page, Brin, Motwani & Winograd 1999, section 6 for the personalised one).
//!
//! `π = (1−d)·r + d·(Pᵀπ + (Σ of π over isolates)·r)`, `p_uv = a_uv / Σ_k a_uk`, `d` = [`DAMPING`], `r` where the walk starts.
//! networkx's conventions: isolates hand on to `r`, the iteration ends when it moves less than the tolerance a person.

use super::OneMode;

/// How often the walk goes on rather than starts anew.
pub const DAMPING: f64 = 0.85;
/// The iteration ends when it moves less than this a person.
const TOLERANCE: f64 = 1e-10;
/// The iteration ends after so many rounds in any case: 0.85^200 is far below the tolerance.
const ROUNDS: usize = 200;

/// Returns the PageRank of each person, by number, the walk starting anywhere; the sum is 1.
#[must_use]
pub fn pagerank(view: &OneMode) -> Vec<f64> {
    pagerank_from(view, &[])
}

/// Returns the PageRank of each person, by number, the walk starting at `person`; the sum is 1.
#[must_use]
pub fn personalized_pagerank(view: &OneMode, person: usize) -> Vec<f64> {
    pagerank_from(view, &[(person, 1.0)])
}

/// Returns the PageRank of each person, by number, the walk starting at those named, as often as the weights beside them
/// say; anywhere if they say nothing. The sum is 1.
#[must_use]
pub fn pagerank_from(view: &OneMode, start: &[(usize, f64)]) -> Vec<f64> {
    let restart = restart(view.n_people(), start);
    let share: Vec<_> = (0..view.n_people()).map(|u| view.weighted_degree(u).recip()).collect();
    let mut rank = restart.clone();
    for _ in 0..ROUNDS {
        let next = round(view, &rank, &share, &restart);
        let moved: f64 = next.iter().zip(&rank).map(|(new, old)| (new - old).abs()).sum();
        rank = next;
        if moved < TOLERANCE * rank.len() as f64 {
            break;
        }
    }
    rank
}

fn restart(n: usize, start: &[(usize, f64)]) -> Vec<f64> {
    let mut restart = vec![0.0; n];
    for &(person, weight) in start.iter().filter(|(person, weight)| *person < n && *weight > 0.0) {
        restart[person] += weight;
    }
    let all: f64 = restart.iter().sum();
    if all > 0.0 && all.is_finite() {
        restart.iter_mut().for_each(|it| *it /= all);
    } else {
        restart.fill(1.0 / n as f64);
    }
    restart
}

fn round(view: &OneMode, rank: &[f64], share: &[f64], restart: &[f64]) -> Vec<f64> {
    let handed: Vec<_> =
        rank.iter().zip(share).map(|(rank, share)| if share.is_finite() { rank * share } else { 0.0 }).collect();
    let isolates = rank.iter().zip(share).filter(|(_, share)| !share.is_finite());
    let anew = 1.0 - DAMPING + DAMPING * isolates.map(|(rank, _)| rank).sum::<f64>();
    restart.iter().enumerate().map(|(v, start)| anew * start + DAMPING * view.weighted_sum_around(v, &handed)).collect()
}

#[cfg(test)]
mod tests {
    use super::{pagerank, pagerank_from, personalized_pagerank};
    use crate::measures::OneMode;
    use crate::measures::textbook::{assert_close, karate, kite, weighted};

    #[test]
    fn the_kite_is_as_in_networkx() {
        let expected =
            [0.101920, 0.101920, 0.079418, 0.147148, 0.079418, 0.128907, 0.128907, 0.095248, 0.085694, 0.051420];
        assert_close(pagerank(&kite()).into_iter().map(Some), &expected);
    }

    #[test]
    fn the_karate_club_is_as_in_networkx() {
        let expected = [
            0.096997, 0.052877, 0.057079, 0.035860, 0.021978, 0.029111, 0.029111, 0.024490, 0.029766, 0.014309,
            0.021978, 0.009565, 0.014645, 0.029536, 0.014536, 0.014536, 0.016784, 0.014559, 0.014536, 0.019605,
            0.014536, 0.014559, 0.014536, 0.031523, 0.021076, 0.021006, 0.015044, 0.025640, 0.019573, 0.026289,
            0.024590, 0.037158, 0.071693, 0.100919,
        ];
        assert_close(pagerank(&karate()).into_iter().map(Some), &expected);
    }

    #[test]
    fn the_karate_club_from_its_first_member_is_as_in_networkx() {
        let expected = [
            0.266374, 0.064888, 0.054948, 0.046231, 0.030943, 0.037765, 0.037765, 0.031499, 0.027062, 0.007231,
            0.030943, 0.014151, 0.020701, 0.034059, 0.004916, 0.004916, 0.016050, 0.020279, 0.004916, 0.022839,
            0.004916, 0.020279, 0.004916, 0.011586, 0.008630, 0.008237, 0.004423, 0.011645, 0.011052, 0.008765,
            0.015644, 0.026977, 0.033255, 0.051200,
        ];
        assert_close(personalized_pagerank(&karate(), 0).into_iter().map(Some), &expected);
    }

    #[test]
    fn weights_and_an_isolate_count_as_in_networkx() {
        let anywhere = [
            0.085736, 0.155624, 0.047437, 0.115246, 0.054591, 0.084259, 0.066797, 0.086460, 0.106587, 0.084281,
            0.099530, 0.013453,
        ];
        let from_the_first = [
            0.225132, 0.131980, 0.026404, 0.098540, 0.040089, 0.056955, 0.080694, 0.060613, 0.097566, 0.088401,
            0.093626, 0.000000,
        ];
        assert_close(pagerank(&weighted()).into_iter().map(Some), &anywhere);
        let found = personalized_pagerank(&weighted(), 0);
        assert_close(found.into_iter().map(Some), &from_the_first);
    }

    #[test]
    fn a_walk_that_may_start_nowhere_starts_anywhere() {
        let anywhere = pagerank(&weighted());
        for start in [(99, 1.0), (0, 0.0), (0, -1.0), (0, f64::NAN), (0, f64::INFINITY)] {
            assert_eq!(pagerank_from(&weighted(), &[start]), anywhere);
        }
        assert!(pagerank(&OneMode::new([], [])).is_empty());
    }
}
