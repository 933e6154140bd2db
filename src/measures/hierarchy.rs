//! Hierarchy: how far constraint comes from one contact (Burt 1992, *Structural Holes*, chapter 2, after Coleman
//! and Theil).
//!
//! `H_i = Σ_j x_j·ln x_j / (n·ln n)`, `x_j = c_ij / (C_i/n)`, over the `n` contacts `j` of `i`.

use super::{OneMode, dyadic_constraints};

/// Returns the hierarchy of a person, 0 (all contacts constrain alike) to 1 (one does); none for fewer than two contacts.
#[must_use]
pub fn hierarchy(view: &OneMode, person: usize) -> Option<f64> {
    let dyads = dyadic_constraints(view, person);
    let n = dyads.len() as f64;
    let mean = dyads.iter().sum::<f64>() / n;
    // What is 0 adds 0: x·ln x tends to it.
    let terms = dyads.iter().map(|it| it / mean).filter(|&it| it > 0.0);
    (dyads.len() > 1).then(|| terms.map(|it| it * it.ln()).sum::<f64>() / (n * n.ln()))
}

#[cfg(test)]
mod tests {
    use super::hierarchy;
    use crate::measures::textbook::{assert_close, complete, karate, star};

    #[test]
    fn the_karate_club_has_the_vectors() {
        assert_close([hierarchy(&karate(), 0), hierarchy(&karate(), 33)], &[0.0875, 0.2416]);
    }

    #[test]
    fn equals_have_none_and_one_contact_is_no_hierarchy() {
        assert_close([hierarchy(&complete(4), 0), hierarchy(&star(3), 0)], &[0.0, 0.0]);
        assert_eq!((hierarchy(&star(3), 1), hierarchy(&star(3), 9)), (None, None));
    }
}
