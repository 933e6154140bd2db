//! Betweenness along strong ties: as in [`super::betweenness`], a tie being the longer the weaker it is.
//!
//! The length of a tie is `1/weight` (Newman 2001, *Phys. Rev. E* 64:016132; Opsahl, Agneessens & Skvoretz
//! 2010, *Social Networks* 32:245, with α = 1). Brandes 2001 over Dijkstra's search; lengths that differ by less than
//! a part in 10¹⁰ are equal, for sums of the same ties in another order are not the same number.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::OneMode;
use super::betweenness::{scaled, sources};

/// Lengths this far apart, as a part of them, are equal.
const TOLERANCE: f64 = 1e-10;

/// Returns how many pairs each person is between, by number, along paths of least length: 0..(n−1)(n−2)/2; sampled as
/// [`super::betweenness`] is.
#[must_use]
pub fn weighted_betweenness(view: &OneMode) -> Vec<f64> {
    weighted_betweenness_from(view, &sources(view))
}

/// Returns the same from the paths that start at `sources` alone, scaled up to all people; exact if they are all.
#[must_use]
pub fn weighted_betweenness_from(view: &OneMode, sources: &[usize]) -> Vec<f64> {
    let mut search = Search::of(view);
    let mut between = vec![0.0; view.n_people()];
    for &source in sources.iter().filter(|&&it| it < view.n_people()) {
        search.run(source);
        search.gather(&mut between);
    }
    scaled(between, sources.len())
}

/// A search in order of length from one source.
struct Search<'v> {
    view: &'v OneMode,
    /// The lengths of each person's ties.
    ties: Vec<Vec<f64>>,
    /// The least length of a path to a person, as far as is known.
    length: Vec<f64>,
    /// How many paths of that length there are; 0 until it is certain.
    n_paths: Vec<f64>,
    /// What one path through a person carries.
    carried: Vec<f64>,
    /// People in the order their lengths became certain, and where those before them end in `before`.
    order: Vec<(u32, usize)>,
    /// Who comes last but one on the shortest paths to a person, one person after the other.
    before: Vec<u32>,
    /// Lengths not yet certain, as bits: those of positive numbers are in the numbers' order.
    next: BinaryHeap<Reverse<(u64, u32)>>,
}

impl<'v> Search<'v> {
    fn of(view: &'v OneMode) -> Self {
        let n = view.n_people();
        let of_one = |u| view.neighbours(u).1.iter().map(|weight| 1.0 / weight).collect();
        let ties = (0..n).map(of_one).collect();
        let (length, n_paths, carried) = (vec![f64::INFINITY; n], vec![0.0; n], vec![0.0; n]);
        let (order, before, next) = (Vec::new(), Vec::new(), BinaryHeap::new());
        Self { view, ties, length, n_paths, carried, order, before, next }
    }

    fn run(&mut self, source: usize) {
        self.length.fill(f64::INFINITY);
        self.n_paths.fill(0.0);
        self.carried.fill(0.0);
        self.length[source] = 0.0;
        self.next.push(Reverse((0, source as u32)));
        while let Some(Reverse((bits, u))) = self.next.pop() {
            if self.n_paths[u as usize] == 0.0 && self.length[u as usize].to_bits() == bits {
                self.settle(u as usize);
            }
        }
    }

    /// Counts the paths to a person whose length has become certain, and looks on from there.
    fn settle(&mut self, u: usize) {
        let (length, n_paths) = (&mut self.length[..], &mut self.n_paths[..]);
        let so_far = length[u];
        let (mut n, equal) = (0.0, so_far * (1.0 + TOLERANCE));
        for (&v, tie) in self.view.neighbours(u).0.iter().zip(&self.ties[u]) {
            let (known, far) = (length[v as usize], so_far + tie);
            if known + tie <= equal && n_paths[v as usize] > 0.0 {
                n += n_paths[v as usize];
                self.before.push(v);
            }
            if far < known {
                length[v as usize] = far;
                self.next.push(Reverse((far.to_bits(), v)));
            }
        }
        n_paths[u] = if self.order.is_empty() { 1.0 } else { n };
        self.order.push((u as u32, self.before.len()));
    }

    /// Adds what runs through each person, from the farthest to the nearest.
    fn gather(&mut self, between: &mut [f64]) {
        while let Some((u, end)) = self.order.pop() {
            let (u, begin) = (u as usize, self.order.last().map_or(0, |&(_, end)| end));
            between[u] += if self.order.is_empty() { 0.0 } else { self.n_paths[u] * self.carried[u] };
            let carried = 1.0 / self.n_paths[u] + self.carried[u];
            for &v in &self.before[begin..end] {
                self.carried[v as usize] += carried;
            }
        }
        self.before.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::weighted_betweenness;
    use crate::measures::betweenness;
    use crate::measures::textbook::{assert_close, karate, numbered, weighted};

    #[test]
    fn weights_count_as_in_networkx() {
        let expected = [3.0, 14.0, 0.0, 6.0, 0.0, 3.0, 1.0, 2.0, 11.0, 6.0, 3.0, 0.0];
        assert_close(weighted_betweenness(&weighted()).into_iter().map(Some), &expected);
    }

    #[test]
    fn equal_ties_give_what_no_weights_give() {
        let found = weighted_betweenness(&karate());
        assert_close(found.into_iter().map(Some), &betweenness(&karate()));
    }

    #[test]
    fn the_same_ties_in_another_order_are_as_long() {
        // Two ways from 0 to 6, of lengths 1/.3 + 1/.7 + 1/.9 and the reverse.
        let ways = [(0, 1, 0.3), (1, 2, 0.7), (2, 6, 0.9), (0, 3, 0.9), (3, 4, 0.7), (4, 6, 0.3)];
        let found = weighted_betweenness(&numbered(7, ways));
        assert!((found[1] - found[4]).abs() < 1e-9 && (found[2] - found[3]).abs() < 1e-9);
        assert!((found.iter().sum::<f64>().fract()).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn nearly_no_weight_and_too_much_are_no_trouble() {
        let view = numbered(4, [(0, 1, 5e-324), (1, 2, f64::INFINITY), (2, 3, f64::INFINITY)]);
        assert_eq!(weighted_betweenness(&view), [0.0, 0.0, 1.0, 0.0]);
    }
}
