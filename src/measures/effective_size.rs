//! Effective size: contacts less their redundancy (Burt 1992, *Structural Holes*, chapter 2), and efficiency, the
//! same per contact.
//!
//! `e_i = Σ_j (1 − Σ_q p_iq·m_jq)`, `p_iq = a_iq / Σ_k a_ik`, `m_jq = a_jq / max_k a_jk`. With equal weights that is
//! `n − 2t/n` for `n` contacts and `t` ties among them (Borgatti 1997, *Connections* 20:35).

use super::OneMode;

/// Returns the effective size of a person's contacts by weight, 0..n for n contacts; none for whom nobody is tied to.
#[must_use]
pub fn effective_size(view: &OneMode, person: usize) -> Option<f64> {
    let near = &mut vec![0.0; view.n_people()];
    of_one(view, person, near, |j| largest(view, j))
}

/// Returns the effective size by weight of each person, by number; none for whom nobody is tied to.
#[must_use]
pub fn effective_sizes(view: &OneMode) -> Vec<Option<f64>> {
    let near = &mut vec![0.0; view.n_people()];
    let largest: Vec<_> = (0..view.n_people()).map(|j| largest(view, j)).collect();
    (0..view.n_people()).map(|it| of_one(view, it, near, |j| largest[j])).collect()
}

/// Returns the effective size of a person's contacts, all ties taken as equal, 1..n; none for whom nobody is tied to.
#[must_use]
pub fn unweighted_effective_size(view: &OneMode, person: usize) -> Option<f64> {
    let n = view.degree(person) as f64;
    (n > 0.0).then(|| n - 2.0 * n_ties_among_contacts(view, person) as f64 / n)
}

/// Returns the effective size by weight per contact, 0..1; none for whom nobody is tied to.
#[must_use]
pub fn efficiency(view: &OneMode, person: usize) -> Option<f64> {
    Some(effective_size(view, person)? / view.degree(person) as f64)
}

/// Returns how many pairs of a person's contacts are tied to each other.
#[must_use]
pub fn n_ties_among_contacts(view: &OneMode, person: usize) -> usize {
    let contacts = view.neighbours(person).0;
    let shared = |j: u32| n_in_both(contacts, view.neighbours(j as usize).0);
    contacts.iter().map(|&j| shared(j)).sum::<usize>() / 2
}

/// Returns how much effective size, all ties taken as equal, grows by one more contact, who is tied to `n_common` of the
/// `n_contacts` there are, among whom there are `n_ties`: `1 + 2t/n − 2(t + m)/(n + 1)`.
#[must_use]
pub fn gain_of_new_tie(n_contacts: usize, n_ties: usize, n_common: usize) -> f64 {
    let (n, t, m) = (n_contacts as f64, n_ties as f64, n_common as f64);
    1.0 + 2.0 * t / n.max(1.0) - 2.0 * (t + m) / (n + 1.0)
}

fn largest(view: &OneMode, person: usize) -> f64 {
    view.neighbours(person).1.iter().copied().fold(0.0, f64::max)
}

/// `near` is all 0 and as long as there are people, before and after.
fn of_one(view: &OneMode, person: usize, near: &mut [f64], largest: impl Fn(usize) -> f64) -> Option<f64> {
    let all = view.weighted_degree(person);
    view.ties(person).for_each(|(q, weight)| near[q] = weight / all);
    let redundancy = |j: usize| view.weighted_sum_around(j, near) / largest(j);
    let size = view.ties(person).map(|(j, _)| 1.0 - redundancy(j)).sum();
    view.ties(person).for_each(|(q, _)| near[q] = 0.0);
    (view.degree(person) > 0).then_some(size)
}

/// Both ascend.
fn n_in_both(one: &[u32], other: &[u32]) -> usize {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    few.iter().filter(|it| many.binary_search(it).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::{
        effective_size, effective_sizes, efficiency, gain_of_new_tie, n_ties_among_contacts, unweighted_effective_size,
    };
    use crate::measures::OneMode;
    use crate::measures::textbook::{assert_close, complete, karate, kite, star, weighted};

    fn unweighted(view: &OneMode) -> Vec<Option<f64>> {
        (0..view.n_people()).map(|it| unweighted_effective_size(view, it)).collect()
    }

    #[test]
    fn the_kite_is_as_published() {
        let expected = [2.0, 2.0, 1.0, 3.333333, 1.0, 3.0, 3.0, 2.333333, 2.0, 1.0];
        assert_close(effective_sizes(&kite()), &expected);
        assert_close(unweighted(&kite()), &expected);
    }

    #[test]
    fn the_karate_club_is_as_in_networkx() {
        let expected = [
            13.750000, 6.333333, 7.800000, 2.666667, 1.666667, 2.500000, 2.500000, 1.000000, 3.000000, 2.000000,
            1.666667, 1.000000, 1.000000, 2.600000, 1.000000, 1.000000, 1.000000, 1.000000, 1.000000, 2.333333,
            1.000000, 1.000000, 1.000000, 3.400000, 2.333333, 2.333333, 1.000000, 3.500000, 2.333333, 2.000000,
            2.500000, 5.000000, 9.833333, 15.235294,
        ];
        assert_close(effective_sizes(&karate()), &expected);
        assert_close(unweighted(&karate()), &expected);
    }

    #[test]
    fn weights_count_as_in_networkx() {
        // Its values for named nodes; for all at once 3.6.1 divides by the wrong maximum (networkx pull request 8906).
        let by_weight = [
            4.709376, 3.599474, 2.000000, 3.152829, 2.233333, 3.000000, 3.664236, 3.363175, 3.770238, 3.000000,
            2.835556,
        ];
        let equal = [
            4.200000, 3.500000, 2.000000, 3.000000, 1.666667, 3.000000, 3.000000, 3.000000, 3.500000, 3.000000,
            2.500000,
        ];
        assert_close(effective_sizes(&weighted())[..11].to_vec(), &by_weight);
        assert_close(unweighted(&weighted())[..11].to_vec(), &equal);
        assert_eq!((effective_size(&weighted(), 11), unweighted(&weighted())[11]), (None, None));
    }

    #[test]
    fn a_star_wastes_nothing_and_a_triangle_half() {
        assert_close([effective_size(&star(4), 0), effective_size(&star(4), 1)], &[4.0, 1.0]);
        assert_close([efficiency(&star(4), 0), efficiency(&complete(3), 0)], &[1.0, 0.5]);
        assert_eq!(efficiency(&complete(3), 3), None);
    }

    #[test]
    fn a_new_contact_brings_less_the_more_of_mine_they_know() {
        let gains = [0, 1, 3, 6, 10].map(|m| Some(gain_of_new_tie(20, 60, m)));
        assert_close(gains, &[1.2857, 1.1905, 1.0000, 0.7143, 0.3333]);
        assert_close([Some(gain_of_new_tie(0, 0, 0))], &[1.0]);
    }

    #[test]
    fn the_gain_is_what_effective_size_then_grows_by() {
        let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 4), (3, 4)].map(|(u, v)| (u, v, 1.0));
        let people = || (b'a'..=b'e').map(|it| char::from(it).to_string().parse().unwrap());
        let before = OneMode::of_numbers(people().collect(), pairs);
        let after = OneMode::of_numbers(people().collect(), pairs.into_iter().chain([(0, 4, 1.0)]));
        let gain = gain_of_new_tie(3, n_ties_among_contacts(&before, 0), 2);
        let grown = unweighted_effective_size(&after, 0).unwrap() - unweighted_effective_size(&before, 0).unwrap();
        assert!((gain - grown).abs() < 1e-12);
    }
}
