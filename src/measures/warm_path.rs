//! Warm paths: the strongest chain of ties from one person to the others, with so many people between.
//!
//! `best_1(v) = S(v)`, `best_h(v) = max_u best_{h−1}(u) · γ · τ(u,v) / (1 + asks(u))`. A round a tie, exact, no queue. The
//! hand-over factor γ stands for the chance that an intermediary acts; attrition a step is severe (Dodds, Muhamad &
//! Watts 2003).
//!
//! Rounds allow a person twice, but no answer has one: without the ties from the first visit to the second it is shorter
//! and stronger, by 1/γ at least for each tie left out, and the strongest of all rounds is taken.

use super::OneMode;
use super::strength::FAINTEST;

/// The chance that an intermediary hands a request on (our default).
pub const HANDOVER: f64 = 0.7;
/// How many people stand between at most, unless said (our default).
pub const BETWEEN: usize = 2;
/// Paths weaker than this are none.
const FAINTEST_PATH: f64 = 0.05;

/// A chain of people, the asker first, and its strength 0..1.
#[derive(Clone, Debug, PartialEq)]
pub struct WarmPath {
    /// The numbers of the people, the asker first.
    pub people: Vec<usize>,
    /// The product of the ties' strengths and the hand-overs.
    pub strength: f64,
}

#[derive(Clone, Copy, Debug)]
struct Best {
    strength: f64,
    via: usize,
}

/// The strongest paths from one person to everybody.
#[derive(Debug)]
pub struct WarmPaths {
    from: usize,
    rounds: Vec<Vec<Option<Best>>>,
}

impl WarmPaths {
    /// Finds them, at most `between` people between. `asks` says how many favours a person was asked in the last 90 days;
    /// `barred` ties are not used.
    #[must_use]
    pub fn from(
        view: &OneMode,
        from: usize,
        between: usize,
        asks: &dyn Fn(usize) -> u32,
        barred: &[(usize, usize)],
    ) -> Self {
        let open = |u: usize, v: usize| !barred.contains(&(u.min(v), u.max(v)));
        let mut first = vec![None; view.n_people()];
        for (v, strength) in view.ties(from).filter(|&(v, strength)| strength >= FAINTEST && open(from, v)) {
            first[v] = Some(Best { strength, via: from });
        }
        let mut rounds = vec![first];
        while rounds.len() <= between {
            let last = rounds.last().expect("there is a first round");
            rounds.push(next_round(view, from, last, asks, &open));
        }
        Self { from, rounds }
    }

    /// Returns the strongest path to a person; of equal ones the shortest, then the one through smaller ids.
    #[must_use]
    pub fn to(&self, person: usize) -> Option<WarmPath> {
        let reached = self.rounds.iter().enumerate().filter_map(|(round, best)| Some((round, best[person]?)));
        let (round, best) = reached.reduce(|a, b| if b.1.strength > a.1.strength { b } else { a })?;
        (best.strength >= FAINTEST_PATH)
            .then(|| WarmPath { people: self.chain(person, round), strength: best.strength })
    }

    fn chain(&self, person: usize, round: usize) -> Vec<usize> {
        let mut people = vec![person];
        for best in self.rounds[..=round].iter().rev() {
            let at = *people.last().expect("it begins with the person");
            people.push(best[at].expect("a round builds on the one before").via);
        }
        debug_assert_eq!(people.last(), Some(&self.from));
        people.reverse();
        people
    }

    /// Returns the strongest path to a person, at most `between` people between, and up to `n` more that share no tie with
    /// it or each other.
    #[must_use]
    pub fn disjoint(
        view: &OneMode,
        (from, to): (usize, usize),
        between: usize,
        asks: &dyn Fn(usize) -> u32,
        n: usize,
    ) -> Vec<WarmPath> {
        let mut barred = Vec::new();
        let mut paths = Vec::new();
        while paths.len() <= n {
            let Some(path) = Self::from(view, from, between, asks, &barred).to(to) else { break };
            barred.extend(path.people.windows(2).map(|ends| (ends[0].min(ends[1]), ends[0].max(ends[1]))));
            paths.push(path);
        }
        paths
    }
}

fn next_round(
    view: &OneMode,
    from: usize,
    last: &[Option<Best>],
    asks: &dyn Fn(usize) -> u32,
    open: &dyn Fn(usize, usize) -> bool,
) -> Vec<Option<Best>> {
    let mut next: Vec<Option<Best>> = vec![None; last.len()];
    for (u, best) in last.iter().enumerate().filter_map(|(u, best)| Some((u, (*best)?))) {
        let handed = best.strength * HANDOVER / (1.0 + f64::from(asks(u)));
        // A path only weakens as it grows: what is none by now leads to none.
        if handed < FAINTEST_PATH {
            continue;
        }
        for (v, tie) in view.ties(u).filter(|&(v, tie)| v != from && tie >= FAINTEST && open(u, v)) {
            let strength = handed * tie;
            // Strictly more: of equal paths the one through the smaller id came first.
            if next[v].is_none_or(|known| strength > known.strength) {
                next[v] = Some(Best { strength, via: u });
            }
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};

    use super::{BETWEEN, HANDOVER, WarmPath, WarmPaths};
    use crate::measures::OneMode;
    use crate::network::PersonId;

    fn view(n: usize, pairs: &[(usize, usize, f64)]) -> OneMode {
        let people = (0..n).map(|k| format!("p{k:03}").parse::<PersonId>().unwrap()).collect();
        OneMode::of_numbers(people, pairs.iter().copied())
    }

    #[test]
    fn the_example_of_the_engine() {
        let view = view(3, &[(0, 1, 0.71), (1, 2, 0.60)]);
        let path = WarmPaths::from(&view, 0, BETWEEN, &|_| 0, &[]).to(2).unwrap();
        assert!((path.strength - 0.2982).abs() < 0.00005);
        assert!((-path.strength.ln() - 1.2100).abs() < 0.00005);
        assert_eq!(path.people, [0, 1, 2]);
    }

    #[test]
    fn an_ask_makes_the_next_one_dearer() {
        let view = view(4, &[(0, 1, 0.9), (1, 3, 0.9), (0, 2, 0.8), (2, 3, 0.8)]);
        let through =
            |asked: usize| WarmPaths::from(&view, 0, BETWEEN, &|u| u32::from(u == asked), &[]).to(3).unwrap().people[1];
        assert_eq!((through(9), through(1)), (1, 2));
    }

    #[test]
    fn alternatives_share_no_tie() {
        let view = view(4, &[(0, 1, 0.9), (1, 3, 0.9), (0, 2, 0.8), (2, 3, 0.8), (1, 2, 0.9)]);
        let paths = WarmPaths::disjoint(&view, (0, 3), BETWEEN, &|_| 0, 2);
        assert_eq!(paths.iter().map(|it| it.people.clone()).collect::<Vec<_>>(), [vec![0, 1, 3], vec![0, 2, 3]]);
    }

    /// All paths that meet nobody twice, tried one by one.
    struct Brute<'v> {
        view: &'v OneMode,
        asks: &'v [u32],
        between: usize,
        to: usize,
        best: f64,
    }

    impl Brute<'_> {
        fn walk(&mut self, path: &mut Vec<usize>, strength: f64) {
            let at = *path.last().unwrap();
            if at == self.to {
                self.best = self.best.max(strength);
                return;
            }
            let handed = if path.len() == 1 { 1.0 } else { HANDOVER / f64::from(1 + self.asks[at]) };
            for (v, tie) in self.view.ties(at).collect::<Vec<_>>() {
                if path.len() <= self.between + 1 && tie >= 0.1 && !path.contains(&v) {
                    path.push(v);
                    self.walk(path, strength * handed * tie);
                    path.pop();
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn the_path_is_the_best_of_all(
            n in 2..13_usize,
            ties in prop::collection::vec((0..12_usize, 0..12_usize, 0.0..1.0_f64), 0..30),
            asks in prop::collection::vec(0..4_u32, 12),
            between in 0..4_usize,
        ) {
            let ties: Vec<_> = ties.into_iter().filter(|it| it.0 < n && it.1 < n).collect();
            let view = view(n, &ties);
            let mut brute = Brute { view: &view, asks: &asks, between, to: n - 1, best: 0.0 };
            brute.walk(&mut vec![0], 1.0);
            let paths = WarmPaths::disjoint(&view, (0, n - 1), between, &|u| asks[u], 3);
            let strength = paths.first().map_or(0.0, |path: &WarmPath| path.strength);
            let expected = if brute.best >= 0.05 { brute.best } else { 0.0 };
            prop_assert!((strength - expected).abs() < 1e-12, "{} instead of {}", strength, expected);
            let mut used = std::collections::BTreeSet::new();
            for path in &paths {
                prop_assert!(path.people.len() <= between + 2, "{:?}", path);
                prop_assert_eq!((path.people.first(), path.people.last()), (Some(&0), Some(&(n - 1))));
                let people: std::collections::BTreeSet<_> = path.people.iter().collect();
                prop_assert_eq!(people.len(), path.people.len(), "nobody is met twice");
                for ends in path.people.windows(2) {
                    prop_assert!(used.insert((ends[0].min(ends[1]), ends[0].max(ends[1]))), "no tie is shared");
                }
            }
            prop_assert!(paths.windows(2).all(|it| it[0].strength >= it[1].strength));
        }
    }
}
