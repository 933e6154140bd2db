//! Constraint: how closed one's contacts are around one (Burt 1992, *Structural Holes*, chapter 2, p. 55).
//!
//! `C_i = Σ_j c_ij`, `c_ij = (p_ij + Σ_q p_iq·p_qj)²` with `q ≠ i, j` and `p_ij = a_ij / Σ_k a_ik`, over the contacts `j` of
//! `i`, as networkx and igraph have it. At most 9/8 with equal weights (a triangle), below 2 with any.

use super::OneMode;

/// Returns the constraint of a person, 0..2; none for whom nobody is tied to.
#[must_use]
pub fn constraint(view: &OneMode, person: usize) -> Option<f64> {
    (view.degree(person) > 0).then(|| dyadic_constraints(view, person).iter().sum())
}

/// Returns the constraint of each person, 0..2, by number; none for whom nobody is tied to.
#[must_use]
pub fn constraints(view: &OneMode) -> Vec<Option<f64>> {
    let near = &mut vec![0.0; view.n_people()];
    let all: Vec<_> = (0..view.n_people()).map(|it| view.weighted_degree(it)).collect();
    let mut dyads = Vec::new();
    let of_one = |person| {
        dyads.clear();
        append_dyads(view, person, near, |q| all[q], &mut dyads);
        (!dyads.is_empty()).then(|| dyads.iter().sum())
    };
    (0..view.n_people()).map(of_one).collect()
}

/// Returns `c_ij`, 0..1, for each contact of a person, in the order of [`OneMode::neighbours`].
#[must_use]
pub fn dyadic_constraints(view: &OneMode, person: usize) -> Vec<f64> {
    let near = &mut vec![0.0; view.n_people()];
    let mut dyads = Vec::new();
    append_dyads(view, person, near, |q| view.weighted_degree(q), &mut dyads);
    dyads
}

/// `near` is all 0 and as long as there are people, before and after.
fn append_dyads(
    view: &OneMode,
    person: usize,
    near: &mut [f64],
    weighted_degree: impl Fn(usize) -> f64,
    dyads: &mut Vec<f64>,
) {
    let all = view.weighted_degree(person);
    view.ties(person).for_each(|(q, weight)| near[q] = weight / all / weighted_degree(q));
    dyads.extend(view.ties(person).map(|(j, it)| (it / all + view.weighted_sum_around(j, near)).powi(2)));
    view.ties(person).for_each(|(q, _)| near[q] = 0.0);
}

#[cfg(test)]
mod tests {
    use super::{constraint, constraints};
    use crate::measures::textbook::{assert_close, complete, karate, kite, star, weighted};

    #[test]
    fn the_kite_is_as_published() {
        let expected = [0.5412, 0.5412, 0.6641, 0.4702, 0.6641, 0.4451, 0.4451, 0.4311, 0.5000, 1.0000];
        assert_close(constraints(&kite()), &expected);
    }

    #[test]
    fn the_karate_club_is_as_in_networkx() {
        let expected = [
            0.155423, 0.279535, 0.185177, 0.396660, 0.529417, 0.477485, 0.477485, 0.442712, 0.303601, 0.500000,
            0.529417, 1.000000, 0.622504, 0.323335, 0.573680, 0.573680, 0.781250, 0.590869, 0.573680, 0.373719,
            0.573680, 0.590869, 0.573680, 0.305824, 0.459877, 0.459877, 0.670902, 0.285069, 0.386913, 0.449409,
            0.346006, 0.244575, 0.249223, 0.156419,
        ];
        assert_close(constraints(&karate()), &expected);
    }

    #[test]
    fn weights_count_as_in_networkx() {
        let expected = [
            0.272882, 0.387896, 0.520000, 0.552514, 0.563257, 0.357907, 0.362443, 0.416186, 0.325751, 0.342352,
            0.659410,
        ];
        let found = constraints(&weighted());
        assert_close(found[..11].to_vec(), &expected);
        assert_eq!((found[11], constraint(&weighted(), 11)), (None, None));
    }

    #[test]
    fn a_star_a_triangle_and_five_who_all_know_each_other() {
        assert_close(constraints(&star(4)), &[0.25, 1.0, 1.0, 1.0, 1.0]);
        assert_close([constraint(&complete(3), 0), constraint(&complete(5), 0)], &[1.125, 0.7656]);
    }

    #[test]
    fn nobody_has_none() {
        assert_eq!(constraint(&complete(2), 9), None);
    }
}
