//! Networks for tests whose measures are published, and one with weights. The expected numbers are those of networkx 3.6.1.

use super::OneMode;
use crate::network::{Person, PersonId, Tie};

fn read(people: &str, ties: &str) -> OneMode {
    let people: Vec<Person> = ron::from_str(people).unwrap();
    let ties: Vec<Tie> = ron::from_str(ties).unwrap();
    let pairs = ties.into_iter().map(|it| (it.from.clone(), it.to.clone(), it.declared_strength()));
    OneMode::new(people.into_iter().map(|it| it.id), pairs)
}

/// Returns Krackhardt's kite, Andre to Jane.
pub(super) fn kite() -> OneMode {
    read(include_str!("../../data/kite/people.ron"), include_str!("../../data/kite/ties.ron"))
}

/// Returns Zachary's karate club; member 1 is number 0.
pub(super) fn karate() -> OneMode {
    read(include_str!("../../data/karate/people.ron"), include_str!("../../data/karate/ties.ron"))
}

/// Returns `n` people named by their numbers and these ties.
pub(super) fn numbered(n: usize, ties: impl IntoIterator<Item = (usize, usize, f64)>) -> OneMode {
    let people = (0..n).map(|it| format!("p{it:05}").parse::<PersonId>().unwrap());
    OneMode::of_numbers(people.collect(), ties)
}

/// Returns eleven people with twenty ties of many weights, and an isolate.
pub(super) fn weighted() -> OneMode {
    let ties = [
        (0, 3, 0.2),
        (0, 6, 0.45),
        (0, 8, 0.3),
        (0, 9, 0.4),
        (0, 10, 0.2),
        (1, 3, 1.0),
        (1, 8, 0.75),
        (1, 9, 0.55),
        (1, 10, 0.95),
        (2, 3, 0.45),
        (2, 5, 0.3),
        (3, 10, 0.65),
        (4, 6, 0.3),
        (4, 7, 0.2),
        (4, 8, 0.35),
        (5, 7, 0.55),
        (5, 9, 0.6),
        (6, 7, 0.15),
        (6, 10, 0.2),
        (7, 8, 0.6),
    ];
    numbered(12, ties)
}

/// Returns somebody tied to `n` who are tied to nobody else.
pub(super) fn star(n: usize) -> OneMode {
    numbered(n + 1, (1..=n).map(|it| (0, it, 1.0)))
}

/// Returns `n` who are all tied to each other.
pub(super) fn complete(n: usize) -> OneMode {
    numbered(n, (0..n).flat_map(|u| (0..u).map(move |v| (u, v, 1.0))))
}

/// Asserts that each value is there and agrees with the expected one to four decimals.
#[track_caller]
pub(super) fn assert_close(found: impl IntoIterator<Item = Option<f64>>, expected: &[f64]) {
    let found: Vec<_> = found.into_iter().collect();
    assert_eq!(found.len(), expected.len());
    for (at, (found, expected)) in found.into_iter().zip(expected).enumerate() {
        let close = found.is_some_and(|found| (found - expected).abs() < 0.00005);
        assert!(close, "{at}: {found:?} instead of {expected}");
    }
}

#[test]
fn the_textbook_networks_are_whole() {
    use crate::network::Settings;

    let heads = [
        (include_str!("../../data/kite/network.ron"), kite(), (10, 18)),
        (include_str!("../../data/karate/network.ron"), karate(), (34, 78)),
    ];
    for (head, view, size) in heads {
        let ego = ron::from_str::<Settings>(head).unwrap().ego;
        assert!(view.number(&ego).is_some(), "{ego}");
        assert_eq!((view.n_people(), view.n_ties()), size);
    }
}
