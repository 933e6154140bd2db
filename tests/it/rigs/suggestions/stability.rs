//! Stability: tomorrow's list is today's, but for what a day changes. A day on which something was recorded does not count.

use std::collections::BTreeSet;

use super::super::{size, told};
use super::{TODAY, files, firm, history};
use acquaint::lenses::{ALL, About, Ground, Scene};
use acquaint::network::{Date, Network, PartialDate};
use acquaint::ranking;

/// So long a list is compared.
const FIRST: usize = 20;
/// How alike two lists are to be on most days (Kendall's τ).
const LEAST: f64 = 0.9;

/// Returns whom the mixed list of a day names first.
fn list(network: &Network, day: Date) -> Vec<About> {
    let ground = Ground::of(network, day);
    let scene = Scene::of(&ground, network.ego());
    let first = ranking::diversified(ranking::combined(ALL, &scene), &scene, FIRST);
    first.into_iter().map(|it| it.about).collect()
}

fn place(list: &[About], about: &About) -> usize {
    list.iter().position(|it| it == about).unwrap_or(FIRST)
}

/// Returns Kendall's τ (1938) over all who are in either list. Who is missing from one stands after its last; a pair that is
/// missing from one counts nothing (Fagin, Kumar & Sivakumar 2003, their optimistic form).
fn tau(one: &[About], other: &[About]) -> f64 {
    let all: BTreeSet<&About> = one.iter().chain(other).collect();
    let places: Vec<_> = all.into_iter().map(|it| (place(one, it), place(other, it))).collect();
    let pairs = places.iter().enumerate().flat_map(|(at, a)| places[..at].iter().map(move |b| (a, b)));
    let signs = pairs.map(|(a, b)| (a.0.cmp(&b.0) as i32) * (a.1.cmp(&b.1) as i32)).filter(|it| *it != 0);
    let (n, sum) = signs.fold((0, 0), |(n, sum), it| (n + 1, sum + it));
    if n == 0 { 1.0 } else { f64::from(sum) / f64::from(n) }
}

/// Returns the days of which a record tells that something began, ended or happened.
fn eventful(network: &Network) -> BTreeSet<Date> {
    let after = |it: Option<PartialDate>| it.and_then(|it| it.last_day().tomorrow().ok());
    let spells = network.ties().values().map(|it| (it.since, it.until));
    let positions = network.people().values().flat_map(|it| it.positions.iter().map(|it| (it.since, it.until)));
    let spells = spells.chain(positions).flat_map(|(since, until)| [since.map(PartialDate::first_day), after(until)]);
    let happened = network.meetings().keys().map(|it| it.on).chain(network.asks().keys().map(|it| it.on));
    happened.chain(network.skips().keys().map(|it| it.on)).chain(spells.flatten()).collect()
}

/// What became of the lists from one day to the next.
#[derive(Default)]
struct Found {
    days: usize,
    stable: usize,
    sum: f64,
}

impl Found {
    /// Looks at the last so many days before `today` on which nothing was recorded.
    fn before(&mut self, network: &Network, today: Date, days: usize) {
        let eventful = eventful(network);
        let earlier = std::iter::successors(Some(today), |it| it.yesterday().ok());
        let quiet = earlier.take(900).filter(|it| !eventful.contains(it)).take(days);
        quiet.for_each(|it| self.compare(&list(network, it.yesterday().unwrap()), &list(network, it)));
    }

    fn compare(&mut self, one: &[About], other: &[About]) {
        let tau = tau(one, other);
        self.days += 1;
        self.sum += tau;
        self.stable += usize::from(tau >= LEAST);
    }

    fn words(&self) -> String {
        let share = self.stable as f64 / self.days as f64 * 100.0;
        format!("{} quiet days: τ ≥ {LEAST} on {share:.1} %, {:.3} in the mean", self.days, self.sum / self.days as f64)
    }

    /// What is left are days on which somebody who is met each week was missed once more, or a tie fell dormant: where few are
    /// on the list, one who leaves it makes it another.
    fn hold(&self, name: &str, percent: usize) {
        told(name, &self.words());
        let mostly = self.stable * 100 >= self.days * size(60, percent);
        assert!(mostly && self.sum >= LEAST * self.days as f64, "{name}: {}", self.words());
    }
}

#[test]
fn tau_is_that_of_the_textbook() {
    let list = |names: &str| -> Vec<About> { names.chars().map(|it| About::Slot(it.to_string())).collect() };
    assert_eq!(tau(&list("abcd"), &list("abcd")), 1.0);
    assert_eq!(tau(&list("abcd"), &list("dcba")), -1.0);
    assert!((tau(&list("abcd"), &list("abdc")) - 4.0 / 6.0).abs() < 1e-12);
    // In for out: `d` and `e` change places, all others stay before both.
    assert!((tau(&list("abcd"), &list("abce")) - 8.0 / 10.0).abs() < 1e-12);
}

#[test]
fn the_demo_is_much_the_same_tomorrow() {
    let mut found = Found::default();
    found.before(&files::demo(), Date::constant(2026, 11, 20), size(8, 200));
    found.hold("the_demo_is_much_the_same_tomorrow", 92);
}

#[test]
fn histories_are_much_the_same_tomorrow() {
    let mut found = Found::default();
    (0..size(1, 20)).for_each(|seed| found.before(&history::of(seed, TODAY), TODAY, size(10, 100)));
    found.hold("histories_are_much_the_same_tomorrow", 88);
}

#[test]
fn firms_are_much_the_same_tomorrow() {
    let mut found = Found::default();
    (0..size(1, 20)).for_each(|seed| found.before(&firm::of(seed, TODAY), TODAY, size(5, 50)));
    found.hold("firms_are_much_the_same_tomorrow", 92);
}
