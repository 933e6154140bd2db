//! Overdue: with whom is contact past the wished interval?
//!
//! Sees ties that matter and have gone quiet. Blind to reasons for silence. Score: `imp · overdue(gap / cadence)`.

use super::dormancy::Dormancy;
use super::sighting::{About, Citation, Factor, Rule, Sighting};
use super::{Lens, Scene};
use crate::measures::{Cadence, CadenceSource, layer, overdue, qualifies};
use crate::network::{Key, Meeting, PersonId, Record, days_between};

pub(super) const LENS: Lens = Lens {
    name: "overdue",
    asks: "With whom is contact past the interval I wish for?",
    source: "Dunbar 2018; Miritello et al. 2013",
    weight: 0.9,
    gate,
    rate,
    sight,
    ..super::PLAIN
};

/// From so many intervals of a tie's rank on, silence between others is only what ego did not record.
const UNRECORDED: i64 = 8;
/// No silence shorter than this makes a tie dormant, days.
const LEAST_DORMANT: u32 = super::dormancy::BOUNDS.0;
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
    if let Some(planned) = planned_soon(scene, person, case.cadence.days) {
        return Some(format!("a meeting is planned on {}", planned.on));
    }
    (case.overdue <= 0.0)
        .then(|| format!("last contact {} days ago, the cadence is {} days", case.gap, case.cadence.days))
}

/// Returns the next planned meeting, if it lies within half of an interval of so many days, or a fortnight.
pub(super) fn planned_soon<'n>(scene: &Scene<'n>, person: &PersonId, interval: u32) -> Option<&'n Meeting> {
    let soon = i32::try_from(interval / 2).unwrap_or(i32::MAX).max(14);
    scene.planned(person).filter(|it| days_between(scene.today(), it.on) <= soon)
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

/// Returns the contact that the silence is counted from, as it counts: against, where without it the silence would be longer
/// and the score higher; for, where it is the only one, or the silence would be so long that the tie was dormant.
fn dated_by(scene: &Scene<'_>, person: &PersonId, case: &Case) -> Option<Citation> {
    let last = scene.last_contact(person)?;
    let resets = |it: &&Meeting| !scene.is_ego() || qualifies(it);
    let contacts = scene.ground().strengths().meetings_between(scene.seat(), person).into_iter().filter(resets);
    let (of_that_day, before): (Vec<_>, Vec<_>) = contacts.partition(|it| it.on == last);
    // Of several on one day none makes a difference.
    let [contact] = of_that_day[..] else { return None };
    let key = Key::Meeting(contact.id());
    let strength = scene.ground().strengths().without((scene.seat(), person), &key);
    let Some(earlier) = before.last() else { return Some(Citation::supporting(key)) };
    let gap = f64::from(scene.days_since(earlier.on));
    // Without it the tie is weaker, and its rank may ask for less.
    let between = |it: &&PersonId| (strength..scene.strength(person)).contains(&scene.strength(it));
    let rank = scene.rank(person).saturating_add(scene.candidates().filter(between).count());
    let same = layer(rank) == layer(scene.rank(person)) && scene.is_of_two(&key);
    let late = overdue(gap, f64::from(case.cadence.days)) > case.overdue;
    let recorded = scene.is_ego() || gap < UNRECORDED as f64 * f64::from(case.cadence.days);
    let awake = gap < f64::from(LEAST_DORMANT) && strength >= LEAST_STRENGTH && recorded;
    (same && late && awake).then(|| Citation::opposing(key))
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let case = case(scene, person).expect("the gate let pass who has contact on record");
    let from = match case.cadence.from {
        CadenceSource::Person => "as you set it",
        CadenceSource::Slot => "as the slot asks",
        CadenceSource::Layer => "as the tie's rank suggests",
    };
    let important = Factor::new("importance", case.importance, 1.0, case.why.clone())
        .from(vec![Citation::supporting(Key::Person(person.clone()))]);
    let text = format!("{} days since the last contact, cadence {} days {from}", case.gap, case.cadence.days);
    let late = Factor::new("overdue", case.overdue, 1.0, text.clone())
        .from(dated_by(scene, person, &case).into_iter().collect());
    let step = if case.cadence.days <= 14 { "book the next one-on-one now" } else { "propose a coffee this week" };
    Sighting::new(About::Person(person.clone()), Rule::Product, vec![important, late]).because(vec![text]).step(step)
}
