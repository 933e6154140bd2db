//! Stakeholder: who fills a role that ego needs covered, and is not covered yet? And which role does nobody fill?
//!
//! Sees people whose title, tie or record says they hold a slot of the role template. Blind to power that no title
//! shows. Score: `I · (1 − V) · (0.6 + 0.4·reach)`, salience `I = (P + L + U)/3`.

use super::sighting::{About, Citation, Factor, Rule, Sighting};
use super::slots::Coverage;
use super::{Lens, Reach, Scene};
use crate::measures::HANDOVER;
use crate::network::{Key, PersonId, TieId};

pub(super) const LENS: Lens = Lens {
    name: "stakeholder",
    asks: "Who holds a role that I need covered and have not covered?",
    source: "Mitchell, Agle & Wood 1997; Watkins 2003",
    weight: 1.0,
    gate,
    rate,
    sight,
    vacant,
    insists: Some(0.6),
    ..super::PLAIN
};

/// Slots less important than this are left alone.
const LEAST_IMPORTANCE: f64 = 0.3;
/// Who is tied more weakly is asked for nothing.
const LEAST_KNOWN: f64 = 0.2;

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    if !scene.is_ego() {
        return Some("slots are ego's; this is another seat".to_owned());
    }
    if let Some(planned) = scene.planned(person) {
        return Some(format!("a meeting is planned on {}", planned.on));
    }
    match best(scene, person) {
        None => Some("fills no slot of the role template".to_owned()),
        Some(slot) if slot.importance < LEAST_IMPORTANCE => {
            Some(format!("the slot {} weighs {:.2}, below {LEAST_IMPORTANCE}", slot.label, slot.importance))
        }
        Some(_) => None,
    }
}

/// Returns the slot that most needs this person: of those they hold, the one with the most importance uncovered.
fn best<'s>(scene: &'s Scene<'_>, person: &PersonId) -> Option<&'s Coverage> {
    let held = scene.slots().iter().filter(|slot| slot.holders.contains(person));
    held.max_by(|a, b| a.open().total_cmp(&b.open()).then_with(|| b.slot.cmp(&a.slot)))
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    let reached = scene.reach(person).map_or(0.0, |it| it.strength);
    best(scene, person).map_or(0.0, |slot| slot.open() * (0.6 + 0.4 * reached))
}

fn importance(slot: &Coverage) -> Factor {
    let text = format!(
        "{} weighs {:.2} (power {:.1}, legitimacy {:.1}, urgency {:.1})",
        slot.label, slot.importance, slot.salience.0, slot.salience.1, slot.salience.2
    );
    Factor::new("importance", slot.importance, 1.0, text).from(vec![Citation::of_slot(&slot.slot)])
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let slot = best(scene, person).expect("the gate let pass who fills a slot");
    let reach = scene.reach(person);
    let reached = reach.as_ref().map_or(0.0, |it| it.strength);
    let met = scene.last_meeting(person);
    let covered =
        Factor::new("uncovered", 1.0 - slot.covered, 1.0, format!("coverage of {} is {:.2}", slot.label, slot.covered))
            .from(covered_by(scene, slot, person));
    let near = Factor::new("reach", 0.6 + 0.4 * reached, 1.0, format!("reach {reached:.2}"))
        .from(reach.as_ref().map(|it| reached_by(scene, slot, it)).unwrap_or_default());
    let last = met.map_or("no contact on record".to_owned(), |it| {
        let one_way = if it.by.is_some() { ", one way" } else { "" };
        format!("last {} contact {} days ago{one_way}", it.via, scene.days_since(it.on))
    });
    let because = vec![
        format!(
            "{} is {}: coverage {:.2}, importance {:.2}",
            slot.label,
            thinness(slot.covered),
            slot.covered,
            slot.importance
        ),
        last,
    ];
    let step =
        if met.is_some() { "half an hour, their questions first" } else { "a 20-minute call to introduce yourself" };
    Sighting::new(About::Person(person.clone()), Rule::Product, vec![importance(slot), covered, near])
        .because(because)
        .step(step)
}

fn thinness(covered: f64) -> &'static str {
    match covered {
        it if it < 0.1 => "open",
        it if it < 0.4 => "thin",
        it if it < 0.7 => "half covered",
        _ => "covered",
    }
}

/// The person's own record says they hold the slot; meetings and ties are what covers it.
fn covered_by(scene: &Scene<'_>, slot: &Coverage, person: &PersonId) -> Vec<Citation> {
    let mut records = vec![Citation::supporting(Key::Person(person.clone()))];
    let holders = slot.holders.iter().filter(|_| slot.count <= 1).filter(|it| scene.strength(it) > 0.0);
    let ties = holders.flat_map(|it| scene.records_of_tie(scene.seat(), it));
    // A tie that makes somebody a holder covers nothing by itself.
    let covers = |it: &Key| scene.is_of_two(it) && !(slot.related && matches!(it, Key::Tie(_)));
    records.extend(ties.filter(|it| covers(it) && *it != Key::Person(person.clone())).take(4).map(Citation::opposing));
    records
}

/// Returns the records of the path that count for it alone: what also covers the slot is cited there, against.
fn reached_by(scene: &Scene<'_>, slot: &Coverage, reach: &Reach) -> Vec<Citation> {
    let holds = |id: &PersonId| slot.holders.contains(id);
    let alone = |key: &Key| match key {
        Key::Meeting(id) => scene.is_of_two(key) && !id.with.iter().any(holds),
        Key::Tie(id) => slot.related || !(holds(&id.from) || holds(&id.to)) || !is_of_seat(scene, id),
        Key::Person(id) => !holds(id),
        _ => true,
    };
    let steady = !slot.holders.iter().any(|it| scene.ground().strengths().is_barely_embedded(it));
    let counts = |it: &Citation| !it.supports || (alone(&it.key) && steady);
    scene.records_of_path(reach).into_iter().filter(counts).collect()
}

fn is_of_seat(scene: &Scene<'_>, tie: &TieId) -> bool {
    [&tie.from, &tie.to].contains(&scene.seat())
}

/// Nobody recorded holds the slot: that is a suggestion of its own, with the best people to ask.
fn vacant(scene: &Scene<'_>) -> Vec<Sighting> {
    if !scene.is_ego() {
        return Vec::new();
    }
    let open = scene.slots().iter().filter(|slot| slot.holders.is_empty() && slot.importance >= LEAST_IMPORTANCE);
    open.map(|slot| vacancy(scene, slot)).collect()
}

fn vacancy(scene: &Scene<'_>, slot: &Coverage) -> Sighting {
    let askers = askers(scene, slot);
    let strength = askers.first().map_or(0.0, |it| scene.strength(it) * HANDOVER);
    let text = match askers.first() {
        Some(asker) => format!("reach {strength:.2} through {}", scene.network().name(asker)),
        None => "nobody to ask is recorded".to_owned(),
    };
    let empty = Factor::new("uncovered", 1.0, 1.0, format!("nobody recorded holds {}", slot.label));
    let mut records = askers.first().map(|it| scene.records_of_tie(scene.seat(), it)).unwrap_or_default();
    // Where it takes the record to be asked at all, whoever is asked instead may be nearer.
    let nearer = askers.get(1).is_some_and(|it| scene.strength(it) * HANDOVER >= strength);
    let stays = |asker: &PersonId, key: &Key| {
        let strength = scene.ground().strengths().without((scene.seat(), asker), key);
        scene.is_of_two(key) && strength >= LEAST_KNOWN && !matches!(key, Key::Person(_))
    };
    records.retain(|key| !nearer || askers.first().is_some_and(|it| stays(it, key)));
    let near = Factor::new("reach", 0.6 + 0.4 * strength, 1.0, text)
        .from(records.into_iter().map(Citation::supporting).collect());
    let because = vec![format!("you know no {}; importance {:.2}", slot.label, slot.importance)];
    let sighting = Sighting::new(About::Slot(slot.slot.clone()), Rule::Product, vec![importance(slot), empty, near]);
    Sighting { askers, ..sighting }.because(because).step("ask who holds this role, and for an introduction")
}

/// Returns up to three people to ask: those ego is tied to who work in the slot's function, then the strongest ties.
pub(super) fn askers(scene: &Scene<'_>, slot: &Coverage) -> Vec<PersonId> {
    let inside = |id: &PersonId| slot.outside != (scene.organization(id) == scene.organization(scene.seat()));
    let known = scene.candidates().filter(|id| scene.strength(id) >= LEAST_KNOWN);
    let mut known: Vec<_> =
        known.map(|id| (scene.works_on(id, &slot.functions), inside(id), scene.strength(id), id)).collect();
    known.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| b.2.total_cmp(&a.2)).then_with(|| a.3.cmp(b.3)));
    known.into_iter().take(3).map(|(.., id)| id.clone()).collect()
}
