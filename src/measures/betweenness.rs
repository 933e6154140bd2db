//! Betweenness: how many shortest paths between others run through a person (Freeman 1977, *Sociometry* 40:35), by Brandes
//! 2001, *J. Math. Sociol.* 25:163, algorithm 1.
//!
//! `b(v) = Σ_{s<t} σ_st(v)/σ_st` in pairs, not normalised. Each step of the search works on a whole level: of those next to
//! a person only the level before (or after) already has a value, so plain sums need no question asked of each tie.
//!
//! Above [`EXACT_UP_TO`] people the paths from [`N_SAMPLED`] of them are counted and scaled up (Brandes & Pich 2007,
//! *Int. J. Bifurcat. Chaos* 17:2303). Which: those whose ids have the smallest hashes, by a hash that never changes, so
//! that the same network gives the same numbers and one more person changes at most one source.

use super::OneMode;
use crate::network::fold;

/// Up to how many people betweenness is exact.
pub const EXACT_UP_TO: usize = 2_000;
/// From how many people paths are counted above that.
pub const N_SAMPLED: usize = 256;

/// Returns how many pairs each person is between, by number, every tie of length 1: 0..(n−1)(n−2)/2.
#[must_use]
pub fn betweenness(view: &OneMode) -> Vec<f64> {
    betweenness_from(view, &sources(view))
}

/// Returns the same from the paths that start at `sources` alone, scaled up to all people; exact if they are all.
#[must_use]
pub fn betweenness_from(view: &OneMode, sources: &[usize]) -> Vec<f64> {
    let mut search = Search::of(view);
    let mut between = vec![0.0; view.n_people()];
    for &source in sources.iter().filter(|&&it| it < view.n_people()) {
        search.start(source);
        while search.next_level() {}
        search.gather(&mut between);
    }
    scaled(between, sources.len())
}

/// Returns from whom paths are counted, ascending: all, or above [`EXACT_UP_TO`] people [`N_SAMPLED`] of them.
#[must_use]
pub fn sources(view: &OneMode) -> Vec<usize> {
    let mut all: Vec<usize> = (0..view.n_people()).collect();
    if all.len() > EXACT_UP_TO {
        all.sort_by_cached_key(|&it| (hash(view.people()[it].as_str()), it));
        all.truncate(N_SAMPLED);
        all.sort_unstable();
    }
    all
}

/// Turns sums over the paths from some sources into pairs: each pair is met from both its ends.
pub(super) fn scaled(mut between: Vec<f64>, n_sources: usize) -> Vec<f64> {
    let scale = between.len() as f64 / (2.0 * n_sources.max(1) as f64);
    between.iter_mut().for_each(|it| *it *= scale);
    between
}

/// FNV-1a of 64 bits, then mixed as `MurmurHash3` ends, because ids that differ in their last letter differ little so far.
fn hash(id: &str) -> u64 {
    let hash = fold::hash(id.bytes());
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// A search by levels from one source.
struct Search<'v> {
    view: &'v OneMode,
    /// People in the order they were found; one place more than there are people.
    order: Vec<u32>,
    /// Where each level ends in it.
    ends: Vec<usize>,
    found: Vec<bool>,
    /// How many shortest paths lead to a person; 0 beyond the levels counted.
    n_paths: Vec<f64>,
    /// What one path through a person carries; 0 before the levels gathered.
    carried: Vec<f64>,
    /// The values of a level before any of them is put in place.
    level: Vec<f64>,
}

impl<'v> Search<'v> {
    fn of(view: &'v OneMode) -> Self {
        let n = view.n_people();
        let (order, ends, level) = (vec![0; n + 1], Vec::new(), Vec::new());
        let (found, n_paths, carried) = (vec![false; n], vec![0.0; n], vec![0.0; n]);
        Self { view, order, ends, found, n_paths, carried, level }
    }

    fn start(&mut self, source: usize) {
        self.order[0] = source as u32;
        self.ends.clear();
        self.ends.extend([0, 1]);
        self.found[source] = true;
        self.n_paths[source] = 1.0;
    }

    /// Finds the next level and counts the paths to it; false if there is none.
    fn next_level(&mut self) -> bool {
        let [.., begin, end] = self.ends[..] else { return false };
        let mut found = end;
        let (order, known) = (&mut self.order[..], &mut self.found[..]);
        // Once all are found, there is nothing to look for.
        for at in if end < known.len() { begin..end } else { 0..0 } {
            for &v in self.view.neighbours(order[at] as usize).0 {
                order[found] = v;
                found += usize::from(!known[v as usize]);
                known[v as usize] = true;
            }
        }
        let new = &order[end..found];
        self.level.clear();
        self.level.extend(new.iter().map(|&v| sum(self.view, v, &self.n_paths)));
        for (&v, &n_paths) in new.iter().zip(&self.level) {
            self.n_paths[v as usize] = n_paths;
        }
        self.ends.push(found);
        found > end
    }

    /// Adds what runs through each person, from the last level to the first, and forgets the search.
    fn gather(&mut self, between: &mut [f64]) {
        for ends in self.ends.windows(2).rev() {
            let people = &self.order[ends[0]..ends[1]];
            self.level.clear();
            self.level.extend(people.iter().map(|&v| sum(self.view, v, &self.carried)));
            for (&v, beyond) in people.iter().zip(&self.level) {
                let n_paths = self.n_paths[v as usize];
                self.carried[v as usize] = 1.0 / n_paths + beyond;
                between[v as usize] += if ends[0] == 0 { 0.0 } else { n_paths * beyond };
            }
        }
        for &v in &self.order[..self.ends.last().copied().unwrap_or(0)] {
            self.found[v as usize] = false;
            (self.n_paths[v as usize], self.carried[v as usize]) = (0.0, 0.0);
        }
    }
}

fn sum(view: &OneMode, person: u32, values: &[f64]) -> f64 {
    view.neighbours(person as usize).0.iter().map(|&it| values[it as usize]).sum()
}

#[cfg(test)]
mod tests {
    use super::{EXACT_UP_TO, N_SAMPLED, betweenness, betweenness_from, sources};
    use crate::measures::OneMode;
    use crate::measures::textbook::{assert_close, karate, kite, numbered, star, weighted};

    #[test]
    fn the_kite_is_as_published() {
        let expected = [0.833333, 0.833333, 0.0, 3.666667, 0.0, 8.333333, 8.333333, 14.0, 8.0, 0.0];
        assert_close(betweenness(&kite()).into_iter().map(Some), &expected);
    }

    #[test]
    fn the_karate_club_is_as_in_networkx() {
        let expected = [
            231.071429, 28.478571, 75.850794, 6.288095, 0.333333, 15.833333, 15.833333, 0.000000, 29.529365, 0.447619,
            0.333333, 0.000000, 0.000000, 24.215873, 0.000000, 0.000000, 0.000000, 0.000000, 0.000000, 17.146825,
            0.000000, 0.000000, 0.000000, 9.300000, 1.166667, 2.027778, 0.000000, 11.792063, 0.947619, 1.542857,
            7.609524, 73.009524, 76.690476, 160.551587,
        ];
        assert_close(betweenness(&karate()).into_iter().map(Some), &expected);
    }

    #[test]
    fn weights_do_not_count_and_an_isolate_is_between_nobody() {
        let expected = [
            6.650000, 3.783333, 1.450000, 4.833333, 0.333333, 5.116667, 4.400000, 5.500000, 4.650000, 2.750000,
            2.533333, 0.000000,
        ];
        assert_close(betweenness(&weighted()).into_iter().map(Some), &expected);
    }

    #[test]
    fn the_hub_of_a_star_is_between_all_pairs() {
        assert_close(betweenness(&star(4)).into_iter().map(Some), &[6.0, 0.0, 0.0, 0.0, 0.0]);
        assert!(betweenness(&OneMode::new([], [])).is_empty());
    }

    #[test]
    fn samples_that_make_up_all_people_make_up_the_exact_value() {
        let view = karate();
        let (even, odd): (Vec<_>, Vec<_>) = (0..34).partition(|it| it % 2 == 0);
        let halves = betweenness_from(&view, &even).into_iter().zip(betweenness_from(&view, &odd));
        for ((even, odd), exact) in halves.zip(betweenness(&view)) {
            assert!((f64::midpoint(even, odd) - exact).abs() < 1e-9);
        }
        assert!(betweenness_from(&view, &[99]).iter().all(|it| *it == 0.0));
    }

    #[test]
    fn beyond_the_budget_the_same_few_are_asked_and_one_more_person_changes_one_at_most() {
        let of = |n| -> Vec<String> {
            let view = numbered(n, []);
            sources(&view).iter().map(|&it| view.people()[it].to_string()).collect()
        };
        assert_eq!(of(EXACT_UP_TO).len(), EXACT_UP_TO);
        let (before, after) = (of(EXACT_UP_TO + 1), of(EXACT_UP_TO + 2));
        assert_eq!((before.len(), after.len()), (N_SAMPLED, N_SAMPLED));
        assert!(after.iter().filter(|it| !before.contains(it)).count() <= 1);
    }
}
