//! Hidden ties: a fifth of all ties is hidden, and everybody who lost one is asked whom they do not know yet.

use super::ranked::{Rated, area, average_precision, ranked, recall, reciprocal_rank};
use super::{Protocol, Sheet};
use crate::measures::{OneMode, Proximity, Strengths, candidates, drawn, lot};
use crate::network::{Date, Network};

/// One tie of so many is hidden.
const SHARE: u64 = 5;
/// So many seats are asked at most each time, those drawn by lot.
const SEATS: usize = 200;
const MEASURES: [&str; 6] = ["recall@10", "MRR", "AP", "AUC", "near@10", "far@10"];
const METHODS: [&str; 5] = ["closure", "resource allocation", "common neighbours", "degree", "random"];

/// Hides ties `seeds` times and asks for them: closure beside methods that know ties alone. Those of ego are hidden
/// like any other, those first seen at the same meeting together.
#[must_use]
pub fn hidden_ties(network: &Network, today: Date, strengths: &Strengths<'_>, seeds: usize) -> Protocol {
    let ties = strengths.all();
    let mut sheet: Sheet = Vec::new();
    for seed in 0..seeds {
        let trial = Trial::of(network, today, strengths, seed);
        sheet.extend(trial.seats(seed).into_iter().map(|seat| trial.asked(seat)));
    }
    let (n_hidden, n) = (ties.n_ties() / SHARE as usize, ties.n_ties());
    let done = format!(
        "about {n_hidden} of {n} ties hidden, {seeds} times; who lost one was asked for new people, near \
         (two ties away) and far"
    );
    Protocol::of(("hidden", "seats", done), &MEASURES, &METHODS, &sheet)
}

/// What is known and what is hidden.
struct Trial<'t> {
    all: &'t OneMode,
    known: OneMode,
    proximity: Proximity,
    seed: usize,
}

impl<'t> Trial<'t> {
    fn of(network: &Network, today: Date, strengths: &'t Strengths<'_>, seed: usize) -> Self {
        let (all, together) = (strengths.all(), strengths.together());
        let known = all.pairs().filter(|&(u, v, _)| !is_hidden(together.standing_for(u, v), seed));
        let known = OneMode::of_numbers(all.people().to_vec(), known);
        let proximity = Proximity::of(network, today, (&known.without(network.ego()), together));
        Self { all, known, proximity, seed }
    }

    fn lost(&self, seat: usize) -> bool {
        self.all.degree(seat) > self.known.degree(seat) && self.known.degree(seat) > 0
    }

    fn seats(&self, seed: usize) -> Vec<usize> {
        let mut seats: Vec<usize> = (0..self.all.n_people()).filter(|&seat| self.lost(seat)).collect();
        seats.sort_by_key(|&seat| drawn(seed, seat as u64));
        seats.truncate(SEATS);
        seats
    }

    /// Returns for each method what it came to at one seat.
    fn asked(&self, seat: usize) -> Vec<Vec<Option<f64>>> {
        let strangers: Vec<usize> =
            (0..self.all.n_people()).filter(|&v| v != seat && self.known.weight(seat, v) == 0.0).collect();
        let around = self.proximity.around(&self.known, &self.all.people()[seat]);
        let (mut shared, mut allocated) = (vec![0.0; self.all.n_people()], vec![0.0; self.all.n_people()]);
        for it in candidates(&self.known, seat) {
            (shared[it.person], allocated[it.person]) = (it.n_common as f64, it.resource_allocation);
        }
        let closure = |v: usize| around.as_ref().map_or(0.0, |it| self.proximity.log_odds(it, &self.all.people()[v]));
        let by_lot = |v: usize| drawn(self.seed, lot(seat, v)) as f64;
        let scores: [&dyn Fn(usize) -> f64; 5] =
            [&closure, &|v| allocated[v], &|v| shared[v], &|v| self.known.degree(v) as f64, &by_lot];
        scores.iter().map(|score| self.measured(seat, &strangers, score, &shared)).collect()
    }

    fn measured(
        &self,
        seat: usize,
        strangers: &[usize],
        score: &dyn Fn(usize) -> f64,
        shared: &[f64],
    ) -> Vec<Option<f64>> {
        // Equal scores are broken by lot, so that no order of names helps a method.
        let mut strangers = strangers.to_vec();
        strangers.sort_by_key(|&v| drawn(self.seed + 1, v as u64));
        let rated: Vec<Rated> = strangers.iter().map(|&v| (score(v), self.all.weight(seat, v) > 0.0)).collect();
        let list = ranked(&rated);
        let near = |is_near: bool| -> Vec<Rated> {
            let at = strangers.iter().zip(&rated);
            at.map(|(&v, &(score, hidden))| (score, hidden && (shared[v] > 0.0) == is_near)).collect()
        };
        vec![
            recall(&list, 10),
            reciprocal_rank(&list),
            average_precision(&list),
            area(&rated),
            recall(&ranked(&near(true)), 10),
            recall(&ranked(&near(false)), 10),
        ]
    }
}

fn is_hidden((u, v): (usize, usize), seed: usize) -> bool {
    drawn(seed, lot(u, v)).is_multiple_of(SHARE)
}

#[cfg(test)]
mod tests {
    use super::hidden_ties;
    use crate::measures::Strengths;
    use crate::network::sketch::person;
    use crate::network::{Date, Network, Person, Position, Settings, Tie, TieKind};

    const TODAY: Date = Date::constant(2026, 11, 21);

    /// Six departments of ten; everybody is tied to the four next to them there.
    fn departments() -> Network {
        let mut network = Network::new(Settings::of("me".parse().unwrap()));
        network.load(person("me"));
        let name = |n: usize| format!("p{n:02}");
        for n in 0..60 {
            let department = format!("acme/d{}", n / 10);
            let position = Position { department: Some(department.parse().unwrap()), ..Position::default() };
            network.load(Person { positions: vec![position], ..person(&name(n)) });
        }
        for n in 0..60 {
            for step in 1..5 {
                let other = n / 10 * 10 + (n + step) % 10;
                network.load(Tie::between(name(n).parse().unwrap(), name(other).parse().unwrap(), TieKind::Knows));
            }
        }
        network
    }

    #[test]
    fn closure_finds_what_departments_hide() {
        let network = departments();
        let strengths = Strengths::of(&network, TODAY);
        let found = hidden_ties(&network, TODAY, &strengths, 2);
        let mean = |method: &str| found.methods.iter().find(|it| it.name == method).unwrap().means[0].mean;
        assert!(mean("closure") > 0.9, "{found:?}");
        assert!(mean("random") < 0.4 && mean("random") > 0.02, "{found:?}");
        assert!(found.methods[4].behind[0].low > 0.3, "{found:?}");
        assert_eq!(hidden_ties(&network, TODAY, &strengths, 2), found, "lots are always the same");
    }
}
