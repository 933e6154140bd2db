//! Resource allocation: how much two people who share contacts would receive from each other through them (Zhou, Lü & Zhang
//! 2009, *Eur. Phys. J. B* 71:623); weighted after Lü & Zhou 2010, *EPL* 89:18001, with α = 1.
//!
//! `RA(u,v) = Σ_z (a_uz + a_zv)/s_z` over shared contacts `z`, `s_z` the weighted degree; unweighted `Σ_z 1/k_z`. With all
//! weights 1 the first is twice the second.

use super::OneMode;

/// Returns the weighted index of a pair, 0 if they share no contact.
#[must_use]
pub fn resource_allocation(view: &OneMode, u: usize, v: usize) -> f64 {
    shared(view, u, v).map(|(z, a, b)| (a + b) / view.weighted_degree(z)).sum()
}

/// Returns the index of a pair, all ties taken as equal; 0 if they share no contact.
#[must_use]
pub fn unweighted_resource_allocation(view: &OneMode, u: usize, v: usize) -> f64 {
    shared(view, u, v).map(|(z, ..)| 1.0 / view.degree(z) as f64).sum()
}

/// Returns whom both are tied to, by ascending number.
#[must_use]
pub fn common_neighbours(view: &OneMode, u: usize, v: usize) -> Vec<usize> {
    shared(view, u, v).map(|(z, ..)| z).collect()
}

/// Shared contacts, and the two weights that lead to them.
fn shared(view: &OneMode, u: usize, v: usize) -> impl Iterator<Item = (usize, f64, f64)> {
    let (few, many) = if view.degree(u) <= view.degree(v) { (u, v) } else { (v, u) };
    view.ties(few).filter_map(move |(z, weight)| {
        let other = view.weight(many, z);
        (other > 0.0).then_some((z, weight, other))
    })
}

/// Somebody two ties away and what leads there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Candidate {
    /// Who, by number.
    pub person: usize,
    /// The weighted index.
    pub resource_allocation: f64,
    /// The index, all ties taken as equal.
    pub unweighted: f64,
    /// How many contacts are shared, 1 or more.
    pub n_common: usize,
}

/// Returns all who share a contact with `person` and are not tied to them, by ascending number.
#[must_use]
pub fn candidates(view: &OneMode, person: usize) -> Vec<Candidate> {
    let mut found = vec![Candidate::default(); view.n_people()];
    let mut order = Vec::new();
    for (z, near) in view.ties(person) {
        let (n_ties, all) = (view.degree(z) as f64, view.weighted_degree(z));
        for (v, far) in view.ties(z) {
            let it = &mut found[v];
            if it.n_common == 0 {
                order.push(v);
            }
            it.n_common += 1;
            it.unweighted += 1.0 / n_ties;
            it.resource_allocation += (near + far) / all;
        }
    }
    let tied = view.neighbours(person).0;
    order.retain(|&v| v != person && tied.binary_search(&(v as u32)).is_err());
    order.sort_unstable();
    order.into_iter().map(|person| Candidate { person, ..found[person] }).collect()
}

#[cfg(test)]
mod tests {
    use super::{candidates, common_neighbours, resource_allocation, unweighted_resource_allocation};
    use crate::measures::textbook::{karate, numbered, weighted};

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-12
    }

    #[test]
    fn the_karate_club_has_the_vectors() {
        let club = karate();
        assert!(close(unweighted_resource_allocation(&club, 0, 33), 0.9));
        assert!(close(resource_allocation(&club, 0, 33), 1.8));
        assert!(close(unweighted_resource_allocation(&club, 0, 9), 0.1));
        assert!(close(resource_allocation(&club, 0, 9), 0.2));
        assert_eq!(common_neighbours(&club, 0, 33), [8, 13, 19, 31]);
    }

    #[test]
    fn the_example_with_weights() {
        // z₁ with .6 and .4 of 2.0, z₂ with .3 and .3 of 1.2.
        let ties = [(0, 1, 0.6), (1, 5, 0.4), (1, 3, 1.0), (0, 2, 0.3), (2, 5, 0.3), (2, 4, 0.6)];
        assert!(close(resource_allocation(&numbered(6, ties), 0, 5), 1.0));
    }

    #[test]
    fn one_pass_over_all_gives_what_each_pair_gives() {
        for view in [karate(), weighted()] {
            for u in 0..view.n_people() {
                let found = candidates(&view, u);
                let expected = (0..view.n_people())
                    .filter(|&v| v != u && view.weight(u, v) == 0.0 && !common_neighbours(&view, u, v).is_empty());
                assert!(found.iter().map(|it| it.person).eq(expected));
                for it in found {
                    assert!(close(it.resource_allocation, resource_allocation(&view, u, it.person)));
                    assert!(close(it.unweighted, unweighted_resource_allocation(&view, u, it.person)));
                    assert_eq!(it.n_common, common_neighbours(&view, u, it.person).len());
                }
            }
        }
    }

    #[test]
    fn strangers_and_nobody_share_none() {
        assert!(candidates(&karate(), 99).is_empty() && candidates(&weighted(), 11).is_empty());
        assert!(close(resource_allocation(&karate(), 0, 99), 0.0));
    }
}
