//! Core number: the largest k of a group that holds the person and in which each has k ties (Seidman 1983, *Social Networks*
//! 5:269), by Batagelj & Zaveršnik 2003, arXiv cs/0310049.

use super::OneMode;

/// Returns the core number of each person, by number; 0 for isolates. Weights do not count.
#[must_use]
pub fn core_numbers(view: &OneMode) -> Vec<usize> {
    let mut peeling = Peeling::of(view);
    for at in 0..view.n_people() {
        let u = peeling.order[at];
        for &v in view.neighbours(u as usize).0 {
            if peeling.degree[v as usize] > peeling.degree[u as usize] {
                peeling.lower(v);
            }
        }
    }
    peeling.degree
}

/// People by how many ties they have left, fewest first.
struct Peeling {
    degree: Vec<usize>,
    order: Vec<u32>,
    /// Where a person stands in the order.
    place: Vec<usize>,
    /// Where those of a degree begin in the order.
    begin: Vec<usize>,
}

impl Peeling {
    fn of(view: &OneMode) -> Self {
        let degree: Vec<_> = (0..view.n_people()).map(|it| view.degree(it)).collect();
        let mut begin = vec![0; degree.iter().max().map_or(0, |most| most + 2)];
        degree.iter().for_each(|it| begin[it + 1] += 1);
        (1..begin.len()).for_each(|it| begin[it] += begin[it - 1]);
        let (mut order, mut place) = (vec![0; degree.len()], vec![0; degree.len()]);
        let mut free = begin.clone();
        for (u, &degree) in (0..).zip(&degree) {
            place[u as usize] = free[degree];
            order[free[degree]] = u;
            free[degree] += 1;
        }
        Self { degree, order, place, begin }
    }

    /// Takes a tie from a person: they change places with the first of their degree, who now stands behind them.
    fn lower(&mut self, v: u32) {
        let degree = self.degree[v as usize];
        let (from, to) = (self.place[v as usize], self.begin[degree]);
        let first = self.order[to];
        self.order.swap(from, to);
        (self.place[v as usize], self.place[first as usize]) = (to, from);
        self.begin[degree] += 1;
        self.degree[v as usize] -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::core_numbers;
    use crate::measures::OneMode;
    use crate::measures::textbook::{complete, karate, kite, star, weighted};

    #[test]
    fn the_kite_is_as_published() {
        assert_eq!(core_numbers(&kite()), [3, 3, 3, 3, 3, 3, 3, 2, 1, 1]);
    }

    #[test]
    fn the_karate_club_is_as_in_networkx() {
        let expected =
            [4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 4, 3, 4, 4];
        assert_eq!(core_numbers(&karate()), expected);
    }

    #[test]
    fn an_isolate_has_none() {
        assert_eq!(core_numbers(&weighted()), [3, 3, 2, 3, 3, 2, 3, 3, 3, 2, 3, 0]);
        assert_eq!((core_numbers(&star(2)), core_numbers(&complete(4))), (vec![1; 3], vec![3; 4]));
        assert!(core_numbers(&OneMode::new([], [])).is_empty());
    }
}
