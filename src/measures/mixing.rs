//! Mixing: how often ties join each two groups, against how often they would if only the number of ties counted.
//!
//! `ln((T_gh + s·ρ)/(E_gh + s))`, `T` the tie ends of one group that lead into the other, `E = D_g·D_h / D` what their
//! numbers of ends make expected (the null model of Newman 2003, *Phys. Rev. E* 67:026126, for mixing), `ρ` the ratio of all pairs of the
//! same group or of all pairs of different ones, `s` ends that are as good as seen: groups of few ties are drawn to what
//! holds for all, and that to what is assumed (empirical Bayes; Efron & Morris 1975, *JASA* 70:311).

use super::OneMode;
use super::traits::Grouping;

/// So many tie ends are as good as seen (our default; between 10 and 30 it made no difference on ten organizations).
const SEEN: f64 = 20.0;

/// How often ties join each two groups.
#[derive(Clone, Debug)]
pub(super) struct Mixing {
    /// The tie ends in each group, and all there are.
    ends: Vec<f64>,
    all: f64,
    /// From each group, how many lead into which others, by ascending number.
    joined: Vec<Vec<(u32, f64)>>,
    /// What holds for pairs of the same group, and of different ones.
    same: f64,
    other: f64,
}

impl Mixing {
    /// Counts the ties of a view whose people have these numbers in the grouping.
    pub(super) fn of(grouping: &Grouping, view: &OneMode, numbers: &[usize]) -> Self {
        let of = |person: usize| grouping.of[numbers[person]].as_slice();
        let mut members = vec![Vec::new(); grouping.n_groups];
        (0..view.n_people()).for_each(|u| of(u).iter().for_each(|&g| members[g as usize].push(u)));
        let ends: Vec<f64> = members.iter().map(|it| it.iter().map(|&u| view.degree(u) as f64).sum()).collect();
        let mut counts = vec![0.0; grouping.n_groups];
        let joined: Vec<Vec<(u32, f64)>> = members.iter().map(|it| counted(it, view, of, &mut counts)).collect();
        let (all, known) = ((2 * view.n_ties()).max(1) as f64, ends.iter().sum::<f64>());
        let within: f64 = ends.iter().map(|it| it * it / all).sum();
        let joins: f64 = joined.iter().flatten().map(|it| it.1).sum();
        let same: f64 = joined.iter().zip(0..).map(|(into, g)| leading(into, g)).sum();
        let ratio = |n: f64, expected: f64, assumed: f64| (n + SEEN * assumed) / (expected.max(0.0) + SEEN);
        let other = ratio(joins - same, known * known / all - within, 1.0);
        let same = ratio(same, within, grouping.assumed);
        Self { ends, all, joined, same, other }
    }

    /// Returns the logarithm of the ratio between two groups.
    pub(super) fn between(&self, g: u32, h: u32) -> f64 {
        let expected = self.ends[g as usize] * self.ends[h as usize] / self.all;
        let drawn = if g == h { self.same } else { self.other };
        ((leading(&self.joined[g as usize], h) + SEEN * drawn) / (expected + SEEN)).ln()
    }

    /// Returns the largest of those between the groups of two people; 0 where one of them is in none.
    pub(super) fn of_pair(&self, one: &[u32], other: &[u32]) -> f64 {
        let all = one.iter().flat_map(|&g| other.iter().map(move |&h| self.between(g, h)));
        all.reduce(f64::max).unwrap_or(0.0)
    }
}

/// Returns how many ties lead from some people into which groups, by ascending number; `counts` are all 0 before and after.
fn counted<'g>(
    people: &[usize],
    view: &OneMode,
    of: impl Fn(usize) -> &'g [u32],
    counts: &mut [f64],
) -> Vec<(u32, f64)> {
    let mut found = Vec::new();
    // Plain loops: this is done for every tie, some thirty times a fit.
    for &u in people {
        for &v in view.neighbours(u).0 {
            for &h in of(v as usize) {
                let count = &mut counts[h as usize];
                if *count == 0.0 {
                    found.push((h, 0.0));
                }
                *count += 1.0;
            }
        }
    }
    found.sort_unstable_by_key(|it| it.0);
    found.iter_mut().for_each(|(h, n)| *n = std::mem::take(&mut counts[*h as usize]));
    found
}

/// Returns how many lead into a group.
fn leading(into: &[(u32, f64)], group: u32) -> f64 {
    into.binary_search_by_key(&group, |it| it.0).map_or(0.0, |at| into[at].1)
}

#[cfg(test)]
mod tests {
    use super::{Mixing, SEEN};
    use crate::measures::textbook::numbered;
    use crate::measures::traits::{Grouping, Theme};

    /// Two groups of three, tied inside, one tie between.
    #[test]
    fn ratios_are_those_counted_by_hand() {
        let view =
            numbered(6, [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0), (2, 3, 1.0)]);
        let of = [0, 0, 0, 1, 1, 1].map(|it| vec![it]).to_vec();
        let grouping = Grouping { name: "team".to_owned(), theme: Theme::Circles, of, n_groups: 2, assumed: 1.0 };
        let mixing = Mixing::of(&grouping, &view, &[0, 1, 2, 3, 4, 5]);
        // Each group has 7 ends of 14; expected 3.5 inside each, 7 across; seen 6 inside each, 2 across.
        let same = (12.0 + SEEN) / (7.0 + SEEN);
        let other = (2.0 + SEEN) / (7.0 + SEEN);
        assert!((mixing.between(0, 0) - ((6.0 + SEEN * same) / (3.5 + SEEN)).ln()).abs() < 1e-12);
        assert!((mixing.between(0, 1) - ((1.0 + SEEN * other) / (3.5 + SEEN)).ln()).abs() < 1e-12);
        assert!(mixing.between(0, 0) > 0.0 && mixing.between(1, 0) < 0.0);
        assert_eq!(mixing.of_pair(&[0], &[]), 0.0);
        assert_eq!(mixing.of_pair(&[0, 1], &[1]), mixing.between(1, 1));
    }
}
