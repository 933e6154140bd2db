//! Overdue: with whom is contact past the wished interval?
//!
//! Sees ties that matter and have gone quiet. Blind to reasons for silence. Score: `imp · overdue(gap / cadence)`.

use super::dormancy::Dormancy;
use super::sighting::{About, Citation, Factor, Rule, Sighting};
use super::{Lens, Scene};
use crate::measures::{Cadence, CadenceSource, layer, overdue};
use crate::network::{Key, PersonId, Record, days_between};

pub(super) const LENS: Lens = Lens {
    name: "overdue",
    asks: "With whom is contact past the interval I wish for?",
    source: "Dunbar 2018; Miritello et al. 2013",
    weight: 0.9,
    gate,
    rate,
    sight,
    vacant: super::nobody,
    least: super::anything,
    pairs: None,
    insists: None,
};

/// From so many intervals of a tie's rank on, silence between others is only what ego did not record.
const UNRECORDED: i64 = 8;
/// Ties weaker than this have no cadence, unless a slot gives one.
const LEAST_STRENGTH: f64 = 0.2;

struct Case {
    cadence: Cadence,
    gap: i32,
    overdue: f64,
    importance: f64,
    why: String,
}

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    // Whom `reconnect` sees, this lens does not: a tie long quiet is past being overdue.
    if let Ok(dormancy) = Dormancy::of(scene, person) {
        return Some(super::planned(scene, person).unwrap_or_else(|| dormancy.words()));
    }
    let strength = scene.strength(person);
    if strength < LEAST_STRENGTH && !is_wished(scene, person) {
        return Some(format!(
            "the tie's strength is {strength:.2}, below {LEAST_STRENGTH}, and no slot or cadence asks for more"
        ));
    }
    let Some(case) = case(scene, person) else {
        return Some("no contact both ways is on record".to_owned());
    };
    if !scene.is_ego() && i64::from(case.gap) >= UNRECORDED * i64::from(case.cadence.days) {
        return Some(format!("nothing recorded for {} days: little is recorded of what others do", case.gap));
    }
    let soon = i32::try_from(case.cadence.days / 2).unwrap_or(i32::MAX).max(14);
    if let Some(planned) = scene.planned(person).filter(|it| days_between(scene.today(), it.on) <= soon) {
        return Some(format!("a meeting is planned on {}", planned.on));
    }
    (case.overdue <= 0.0)
        .then(|| format!("last contact {} days ago, the cadence is {} days", case.gap, case.cadence.days))
}

/// Returns the interval that holds for a person, days: of ties that are neither dormant nor too weak to have one.
pub(super) fn interval(scene: &Scene<'_>, person: &PersonId) -> Option<u32> {
    let counts = scene.strength(person) >= LEAST_STRENGTH || is_wished(scene, person);
    let case = case(scene, person).filter(|_| counts && Dormancy::of(scene, person).is_err());
    case.map(|it| it.cadence.days)
}

/// Returns whether ego or a slot asks for an interval.
fn is_wished(scene: &Scene<'_>, person: &PersonId) -> bool {
    slot_cadence(scene, person).is_some() || scene.person(person).is_some_and(|it| it.cadence.is_some())
}

fn slot_cadence(scene: &Scene<'_>, person: &PersonId) -> Option<(u32, f64)> {
    let held = scene.slots().iter().filter(|slot| slot.holders.contains(person));
    held.filter_map(|slot| Some((slot.cadence?, slot.importance))).min_by_key(|(days, _)| *days)
}

fn case(scene: &Scene<'_>, person: &PersonId) -> Option<Case> {
    let (record, last) = (scene.person(person)?, scene.last_contact(person)?);
    let slot = slot_cadence(scene, person);
    let rank = scene.rank(person);
    let cadence = if scene.is_ego() {
        Cadence::of(record, slot.map(|(days, _)| days), rank)
    } else {
        Cadence { days: layer(rank).0, from: CadenceSource::Layer }
    };
    let gap = scene.days_since(last);
    let closeness = f64::from(record.closeness.filter(|_| scene.is_ego()).unwrap_or(0).min(5)) / 5.0;
    let reasons = [
        (layer(rank).1, format!("rank {} among your ties", rank.saturating_add(1))),
        (slot.map_or(0.0, |it| it.1), "the slot's importance".to_owned()),
        (closeness, format!("closeness {:.0} of 5", closeness * 5.0)),
    ];
    let (importance, why) = reasons.into_iter().reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    Some(Case { cadence, gap, overdue: overdue(f64::from(gap), f64::from(cadence.days)), importance, why })
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    case(scene, person).map_or(0.0, |case| case.importance * case.overdue)
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let case = case(scene, person).expect("the gate let pass who has contact on record");
    let from = match case.cadence.from {
        CadenceSource::Person => "as you set it",
        CadenceSource::Slot => "as the slot asks",
        CadenceSource::Layer => "as the tie's rank suggests",
    };
    let important = Factor::new("importance", case.importance, 1.0, case.why)
        .from(vec![Citation::supporting(Key::Person(person.clone()))]);
    let last = scene.last_meeting(person).map(|it| Citation::opposing(Key::Meeting(it.id())));
    let text = format!("{} days since the last contact, cadence {} days {from}", case.gap, case.cadence.days);
    let late = Factor::new("overdue", case.overdue, 1.0, text.clone()).from(last.into_iter().collect());
    let step = if case.cadence.days <= 14 { "book the next one-on-one now" } else { "propose a coffee this week" };
    Sighting::new(About::Person(person.clone()), Rule::Product, vec![important, late]).because(vec![text]).step(step)
}
