//! Temporal hold-out: on days in the past it is asked whom ego will meet in the days that follow, which are known.

use super::ranked::{Rated, area, ranked, recall};
use super::{Protocol, Sheet};
use crate::measures::{Strengths, drawn};
use crate::network::{Date, Network, PersonId, days_between};

/// The days ahead that are asked for, and the days between two days in the past.
const AHEAD: i32 = 30;
/// So many days in the past are tried at most.
const CUTS: i32 = 24;
/// Of fewer people whom ego has met by then, or none of whom ego meets again, there is nothing to learn.
const LEAST: usize = 5;
const MEASURES: [&str; 2] = ["AUC", "recall@5"];
const METHODS: [&str; 5] = ["strength", "recency", "count", "degree", "random"];

/// Asks on days in the past, 30 days apart, whom ego will meet in the 30 days that follow: by tie strength, by the last
/// contact, by the number of contacts, by how many ties each has. Closeness is that of today.
#[must_use]
pub fn temporal_hold_out(network: &Network, today: Date) -> Protocol {
    let cuts = (1..=CUTS).filter_map(|n| today.checked_sub(jiff::Span::new().days(n * AHEAD)).ok());
    let sheet: Sheet = cuts.filter_map(|cut| asked(network, cut)).collect();
    let done = format!("on {} days in the past, whom one met in the {AHEAD} days that followed", sheet.len());
    Protocol::of(("temporal", "days", done), &MEASURES, &METHODS, &sheet)
}

fn asked(network: &Network, cut: Date) -> Option<Vec<Vec<Option<f64>>>> {
    let strengths = Strengths::of(network, cut);
    let known = |id: &&PersonId| *id != network.ego() && strengths.of_ego(id).n_contacts > 0;
    let known: Vec<&PersonId> = network.people().keys().filter(known).collect();
    let ahead = |on: Date| (1..=AHEAD).contains(&days_between(cut, on));
    let met = network.meetings().values().filter(|it| !it.planned && !it.without_ego && ahead(it.on));
    let met: std::collections::BTreeSet<&PersonId> = met.flat_map(|it| &it.with).collect();
    if known.len() < LEAST || !known.iter().any(|it| met.contains(it)) {
        return None;
    }
    let view = strengths.all();
    let strength = |id: &PersonId| strengths.of_ego(id).value;
    let recency = |id: &PersonId| strengths.of_ego(id).last.map_or(f64::MIN, |on| -f64::from(days_between(on, cut)));
    let count = |id: &PersonId| strengths.of_ego(id).n_contacts as f64;
    let degree = |id: &PersonId| view.number(id).map_or(0.0, |it| view.degree(it) as f64);
    let by_lot = |id: &PersonId| {
        view.number(id).map_or(0.0, |it| drawn(days_between(Date::ZERO, cut) as usize, it as u64) as f64)
    };
    let scores: [&dyn Fn(&PersonId) -> f64; 5] = [&strength, &recency, &count, &degree, &by_lot];
    let measured = |score: &&dyn Fn(&PersonId) -> f64| {
        let rated: Vec<Rated> = known.iter().map(|id| (score(id), met.contains(id))).collect();
        vec![area(&rated), recall(&ranked(&rated), 5)]
    };
    Some(scores.iter().map(measured).collect())
}

#[cfg(test)]
mod tests {
    use super::temporal_hold_out;
    use crate::network::sketch::person;
    use crate::network::{Channel, Date, Meeting, Network, Settings};

    const TODAY: Date = Date::constant(2026, 11, 21);

    #[test]
    fn who_is_met_every_fortnight_is_met_again() {
        let mut network = Network::new(Settings::of("me".parse().unwrap()));
        network.load(person("me"));
        for n in 0..12_u32 {
            let id = format!("p{n:02}");
            network.load(person(&id));
            // Four are met every two weeks, the others once a year.
            let every = if n < 4 { 14 } else { 365 };
            for day in (i64::from(n)..720).step_by(every) {
                let on = TODAY.checked_sub(jiff::Span::new().days(day)).unwrap();
                network.load(Meeting::on(on, vec![id.parse().unwrap()], Channel::Coffee));
            }
        }
        let found = temporal_hold_out(&network, TODAY);
        let area = |at: usize| found.methods[at].means[0].mean;
        assert!(area(0) > 0.9, "{found:?}");
        assert!(area(4) < 0.7, "{found:?}");
    }
}
