//! The one-mode view: people and the strength of what ties each two, undirected and compact (Breiger 1974).
//!
//! A frozen petgraph [`Csr`]: two flat arrays, because measures over linked adjacency are an order of magnitude slower.

use petgraph::Directed;
use petgraph::csr::Csr;

use super::pairs::{Pair, index, sorted, starts};
use crate::network::PersonId;

/// People by number, and the weights 0..1 between them. Weights are symmetric; no person is tied to themself.
#[derive(Clone, Debug)]
pub struct OneMode {
    people: Vec<PersonId>,
    web: Csr<(), f64, Directed, u32>,
}

impl OneMode {
    /// Returns the view of these people and weighted pairs; pairs that name somebody else, a person twice or no weight
    /// are left out, of a pair named twice the larger weight stays.
    #[must_use]
    pub fn new(
        people: impl IntoIterator<Item = PersonId>,
        pairs: impl IntoIterator<Item = (PersonId, PersonId, f64)>,
    ) -> Self {
        let mut people: Vec<_> = people.into_iter().collect();
        people.sort();
        people.dedup();
        let number = |id: &PersonId| people.binary_search(id).ok();
        let pairs: Vec<_> =
            pairs.into_iter().filter_map(|(u, v, weight)| Some((number(&u)?, number(&v)?, weight))).collect();
        Self::of_numbers(people, pairs)
    }

    /// Returns the view of `people`, which are sorted and unique, and weighted pairs of their numbers.
    #[must_use]
    pub fn of_numbers(people: Vec<PersonId>, pairs: impl IntoIterator<Item = (usize, usize, f64)>) -> Self {
        let pairs = pairs.into_iter().filter(|&(u, v, weight)| u != v && weight > 0.0);
        let mut pairs = sorted(pairs.map(|(u, v, weight)| ((index(u.min(v)), index(u.max(v))), weight)).collect());
        pairs.dedup_by(|again, it| {
            let same = again.0 == it.0;
            it.1 = if same { it.1.max(again.1) } else { it.1 };
            same
        });
        let mut web = Csr::from_sorted_edges(&both_ways(&pairs)).expect("they are in order");
        while web.node_count() < people.len() {
            web.add_node(());
        }
        Self { people, web }
    }

    /// Returns how many people there are.
    #[must_use]
    pub fn n_people(&self) -> usize {
        self.people.len()
    }

    /// Returns how many pairs are tied.
    #[must_use]
    pub fn n_ties(&self) -> usize {
        self.web.edge_count() / 2
    }

    /// Returns the people, in the order of their ids; a person's place is their number.
    #[must_use]
    pub fn people(&self) -> &[PersonId] {
        &self.people
    }

    /// Returns a person's number.
    #[must_use]
    pub fn number(&self, id: &PersonId) -> Option<usize> {
        self.people.binary_search(id).ok()
    }

    /// Returns the numbers of those tied to `person`, ascending, and the weights beside them.
    #[must_use]
    pub fn neighbours(&self, person: usize) -> (&[u32], &[f64]) {
        // A view of nobody keeps one node of the library's own.
        if person >= self.people.len() {
            (&[], &[])
        } else {
            (self.web.neighbors_slice(index(person)), self.web.edges_slice(index(person)))
        }
    }

    /// Returns those tied to `person` with their weights, by ascending number.
    pub fn ties(&self, person: usize) -> impl Iterator<Item = (usize, f64)> {
        let (who, weights) = self.neighbours(person);
        who.iter().zip(weights).map(|(&who, &weight)| (who as usize, weight))
    }

    /// Returns how many are tied to `person`.
    #[must_use]
    pub fn degree(&self, person: usize) -> usize {
        self.neighbours(person).0.len()
    }

    /// Returns the sum of the weights at `person`: the weighted degree (Barrat et al. 2004).
    #[must_use]
    pub fn weighted_degree(&self, person: usize) -> f64 {
        self.neighbours(person).1.iter().sum()
    }

    /// Returns the weight between two people, 0 if they are not tied.
    #[must_use]
    pub fn weight(&self, u: usize, v: usize) -> f64 {
        let (who, weights) = self.neighbours(u);
        who.binary_search(&index(v)).map_or(0.0, |at| weights[at])
    }

    /// Returns the weight between two people by their ids, 0 if they are not tied or one is not there.
    #[must_use]
    pub fn between(&self, one: &PersonId, other: &PersonId) -> f64 {
        self.number(one).zip(self.number(other)).map_or(0.0, |(u, v)| self.weight(u, v))
    }

    /// Returns the sum over those tied to `person` of weight times value; `values` are by number.
    ///
    /// Four sums side by side: one alone waits for each addition to end before the next.
    #[must_use]
    pub fn weighted_sum_around(&self, person: usize, values: &[f64]) -> f64 {
        let (who, weights) = self.neighbours(person);
        let ((fours, rest), (weights, others)) = (who.as_chunks::<4>(), weights.as_chunks::<4>());
        let mut sums = [0.0; 4];
        for (four, weights) in fours.iter().zip(weights) {
            (0..4).for_each(|it| sums[it] += values[four[it] as usize] * weights[it]);
        }
        let rest: f64 = rest.iter().zip(others).map(|(&it, weight)| values[it as usize] * weight).sum();
        sums.iter().sum::<f64>() + rest
    }

    /// Returns the view without one person.
    #[must_use]
    pub fn without(&self, id: &PersonId) -> Self {
        let people = self.people.iter().filter(|it| *it != id).cloned();
        Self::new(people, self.pairs().map(|(u, v, weight)| (self.people[u].clone(), self.people[v].clone(), weight)))
    }

    /// Returns each tied pair once, the smaller number first.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        (0..self.n_people())
            .flat_map(|u| self.ties(u).filter(move |&(v, _)| u < v).map(move |(v, weight)| (u, v, weight)))
    }
}

/// Returns each of some sorted pairs from either end, in order: of whom one is tied to, the smaller numbers come first.
fn both_ways(pairs: &[Pair<f64>]) -> Vec<(u32, u32, f64)> {
    let mut next = starts(pairs.iter().flat_map(|&((u, v), _)| [u, v]));
    let mut ways = vec![(0, 0, 0.0); 2 * pairs.len()];
    for &((u, v), weight) in pairs {
        for (from, to) in [(u, v), (v, u)] {
            let place = &mut next[from as usize];
            ways[*place] = (from, to, weight);
            *place += 1;
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::OneMode;
    use crate::network::PersonId;

    fn id(text: &str) -> PersonId {
        text.parse().unwrap()
    }

    #[test]
    fn parallel_ties_keep_the_larger_weight_and_strangers_are_left_out() {
        let people = ["c", "a", "b", "a"].map(id);
        let view = OneMode::new(
            people,
            [("a", "b", 0.3), ("b", "a", 0.5), ("a", "a", 1.0), ("a", "x", 1.0), ("b", "c", 0.0)]
                .map(|(u, v, w)| (id(u), id(v), w)),
        );
        assert_eq!((view.n_people(), view.n_ties()), (3, 1));
        assert!((view.weight(0, 1) - 0.5).abs() < 1e-12 && (view.weight(1, 0) - 0.5).abs() < 1e-12);
        assert_eq!(view.degree(2), 0);
        assert_eq!(view.without(&id("b")).n_ties(), 0);
    }

    #[test]
    fn nobody_is_tied_to_nobody() {
        let view = OneMode::new([], []);
        assert_eq!((view.n_people(), view.n_ties(), view.degree(0)), (0, 0, 0));
    }
}
