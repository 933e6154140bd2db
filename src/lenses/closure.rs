//! Closure: who is around ego that ego has not met?
//!
//! Shared contacts, department, community, organization and position, each with the odds ratio that the network's own
//! ties give it (see `measures::Proximity`). Blind to people of whom nothing is recorded. The score holds the product of
//! the ratios against that of the people one knows: .5 is "as close around you as the median person you know".

mod words;

use words::{basis, words};

use super::sighting::{About, Citation, Factor, Rule, Sighting};
use super::{Lens, Scene};
use crate::measures::Shares;
use crate::network::{Key, PersonId};

pub(super) const LENS: Lens = Lens {
    name: "closure",
    asks: "Who is around me that I have not met?",
    source: "Kossinets & Watts 2006; Zhou, Lü & Zhang 2009; le Cessie & van Houwelingen 1992",
    weight: 0.6,
    gate,
    rate,
    sight,
    vacant: super::nobody,
    least,
};

/// Below these odds a stranger is no suggestion for the mixed list.
const LEAST_ODDS: f64 = 2.0;
/// What people one knows are worth where fewer than ten are known: one department under the prior.
const REFERENCE: f64 = 12.0;
/// A tie this strong makes somebody known.
const KNOWN: f64 = 0.2;

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    scene.is_tied(person).then(|| match scene.last_meeting(person) {
        Some(meeting) => format!("you have met, last on {}", meeting.on),
        None => "you are tied already".to_owned(),
    })
}

fn shares(scene: &Scene<'_>, person: &PersonId) -> Shares {
    let view = scene.ground().strengths().all();
    scene.ground().proximity().shares(view, scene.seat(), person)
}

/// Returns the median odds product of the people the seat knows, or the reference where they are too few.
fn reference(scene: &Scene<'_>) -> f64 {
    let proximity = scene.ground().proximity();
    let known = scene.candidates().filter(|it| scene.strength(it) >= KNOWN);
    let mut known: Vec<f64> = known.map(|it| proximity.odds(&shares(scene, it)).exp()).collect();
    known.sort_by(f64::total_cmp);
    if known.len() < 10 { REFERENCE } else { known[known.len() / 2] }
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    let odds = scene.ground().proximity().odds(&shares(scene, person)).exp();
    odds / (odds + scene.reference(reference))
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let proximity = scene.ground().proximity();
    let shares = shares(scene, person);
    let known = scene.reference(reference);
    let mut factors: Vec<Factor> = shares
        .values()
        .into_iter()
        .zip(proximity.slopes())
        .map(|((name, value), slope)| Factor::new(name, value, slope, words(scene, name, person, value, slope)))
        .collect();
    for factor in &mut factors {
        factor.records = records(scene, person, factor);
    }
    let basis = basis(proximity);
    factors.push(Factor::new("people you know", 1.0, -known.ln(), format!("people you know ×{known:.1}; {basis}")));
    let mut told: Vec<&Factor> = factors[..5].iter().filter(|it| it.value > 0.0).collect();
    told.sort_by(|a, b| (b.value * b.weight).total_cmp(&(a.value * a.weight)));
    let mut because: Vec<String> = told.into_iter().take(3).map(|it| it.text.clone()).collect();
    because.push(format!("×{:.1} in all, people you know ×{known:.1} ({basis})", proximity.odds(&shares).exp()));
    let step = "be where they are once: their review, their circle's next meeting";
    Sighting::new(About::Person(person.clone()), Rule::Odds, factors).because(because).step(step)
}

fn records(scene: &Scene<'_>, person: &PersonId, factor: &Factor) -> Vec<Citation> {
    if factor.value <= 0.0 {
        return Vec::new();
    }
    if factor.name == "contacts" {
        let ties = scene.mutual(person).into_iter().flat_map(|z| scene.records_of_tie(z, person));
        return ties.take(5).map(Citation::supporting).collect();
    }
    vec![Citation::supporting(Key::Person(person.clone()))]
}

/// A stranger whose odds are not even doubled is no suggestion for the mixed list.
fn least(scene: &Scene<'_>) -> f64 {
    LEAST_ODDS / (LEAST_ODDS + scene.reference(reference))
}
