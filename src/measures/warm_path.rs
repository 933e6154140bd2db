//! Warm paths: the strongest chain of ties from one person to the others, at most two intermediaries.
//!
//! `best_1(v) = S(v)`, `best_h(v) = max_u best_{h−1}(u) · γ · τ(u,v) / (1 + asks(u))`. Three exact rounds, no queue. The
//! hand-over factor γ stands for the chance that an intermediary acts; attrition a step is severe (Dodds, Muhamad &
//! Watts 2003).

use super::OneMode;
use super::strength::FAINTEST;

/// The chance that an intermediary hands a request on (our default).
pub const HANDOVER: f64 = 0.7;
/// Paths weaker than this are none.
const FAINTEST_PATH: f64 = 0.05;
/// How many ties a path may have.
const LONGEST: usize = 3;

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
    /// Finds them. `asks` says how many favours a person was asked in the last 90 days; `barred` ties are not used.
    #[must_use]
    pub fn from(view: &OneMode, from: usize, asks: &dyn Fn(usize) -> u32, barred: &[(usize, usize)]) -> Self {
        let open = |u: usize, v: usize| !barred.contains(&(u.min(v), u.max(v)));
        let mut first = vec![None; view.n_people()];
        for (v, strength) in view.ties(from).filter(|&(v, strength)| strength >= FAINTEST && open(from, v)) {
            first[v] = Some(Best { strength, via: from });
        }
        let mut rounds = vec![first];
        while rounds.len() < LONGEST {
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

    /// Returns the strongest path to a person and up to `n` more that share no tie with it or each other.
    #[must_use]
    pub fn disjoint(view: &OneMode, from: usize, to: usize, asks: &dyn Fn(usize) -> u32, n: usize) -> Vec<WarmPath> {
        let mut barred = Vec::new();
        let mut paths = Vec::new();
        while paths.len() <= n {
            let Some(path) = Self::from(view, from, asks, &barred).to(to) else { break };
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
        let handed = best.strength * HANDOVER / f64::from(1 + asks(u));
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
    use super::{HANDOVER, WarmPath, WarmPaths};
    use crate::measures::OneMode;
    use crate::network::PersonId;
    use proptest::prelude::{prop_assert, proptest};

    fn view(n: usize, pairs: &[(usize, usize, f64)]) -> OneMode {
        let people = (0..n).map(|k| format!("p{k:03}").parse::<PersonId>().unwrap()).collect();
        OneMode::of_numbers(people, pairs.iter().copied())
    }

    #[test]
    fn the_example_of_the_engine() {
        let path = WarmPaths::from(&view(3, &[(0, 1, 0.71), (1, 2, 0.60)]), 0, &|_| 0, &[]).to(2).unwrap();
        assert!((path.strength - 0.2982).abs() < 0.00005);
        assert!((-path.strength.ln() - 1.2100).abs() < 0.00005);
        assert_eq!(path.people, [0, 1, 2]);
    }

    #[test]
    fn an_ask_makes_the_next_one_dearer() {
        let view = view(4, &[(0, 1, 0.9), (1, 3, 0.9), (0, 2, 0.8), (2, 3, 0.8)]);
        let through =
            |asked: usize| WarmPaths::from(&view, 0, &|u| u32::from(u == asked), &[]).to(3).unwrap().people[1];
        assert_eq!((through(9), through(1)), (1, 2));
    }

    #[test]
    fn alternatives_share_no_tie() {
        let view = view(4, &[(0, 1, 0.9), (1, 3, 0.9), (0, 2, 0.8), (2, 3, 0.8), (1, 2, 0.9)]);
        let paths = WarmPaths::disjoint(&view, 0, 3, &|_| 0, 2);
        assert_eq!(paths.iter().map(|it| it.people.clone()).collect::<Vec<_>>(), [vec![0, 1, 3], vec![0, 2, 3]]);
    }

    fn brute(view: &OneMode, path: &mut Vec<usize>, strength: f64, to: usize, best: &mut f64) {
        let at = *path.last().unwrap();
        if at == to {
            *best = best.max(strength);
            return;
        }
        for (v, tie) in view.ties(at).collect::<Vec<_>>() {
            if path.len() <= 3 && tie >= 0.1 && !path.contains(&v) {
                path.push(v);
                let handed = if path.len() == 2 { 1.0 } else { HANDOVER };
                brute(view, path, strength * handed * tie, to, best);
                path.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn the_path_is_the_best_of_all(ties in proptest::collection::vec((0_usize..9, 0_usize..9, 0.0_f64..1.0), 0..30)) {
            let view = view(9, &ties);
            let mut best = 0.0;
            brute(&view, &mut vec![0], 1.0, 8, &mut best);
            let found = WarmPaths::from(&view, 0, &|_| 0, &[]).to(8);
            let strength = found.as_ref().map_or(0.0, |path: &WarmPath| path.strength);
            let expected = if best >= 0.05 { best } else { 0.0 };
            prop_assert!((strength - expected).abs() < 1e-12);
        }
    }
}
