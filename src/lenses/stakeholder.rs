//! Stakeholder: who fills a role that ego needs covered, and is not covered yet? And which role does nobody fill?
//!
//! Sees people whose title, tie or record says they hold a slot of the role template. Blind to power that no title
//! shows. Score: `I · (1 − V) · (0.6 + 0.4·reach)`, salience `I = (P + L + U)/3`.

use super::scene::Footing;
use super::sighting::{About, Citation, Factor, Rule, Sighting, is_less};
use super::slots::Coverage;
use super::{Lens, Reach, Scene};
use crate::measures::HANDOVER;
use crate::network::{Key, PersonId, TieKind};

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
    Factor::new("importance", slot.importance, 1.0, text)
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let slot = best(scene, person).expect("the gate let pass who fills a slot");
    let reach = scene.reach(person);
    let reached = reach.as_ref().map_or(0.0, |it| it.strength);
    let met = scene.last_meeting(person);
    let covered =
        Factor::new("uncovered", 1.0 - slot.covered, 1.0, format!("coverage of {} is {:.2}", slot.label, slot.covered))
            .from(covered_by(scene, slot, person, reach.as_ref()));
    let near = Factor::new("reach", 0.6 + 0.4 * reached, 1.0, format!("reach {reached:.2}"))
        .from(reach.as_ref().map(|it| reached_by(scene, slot, person, it)).unwrap_or_default());
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
    let needed = importance(slot).from(needed_by(scene, slot, person));
    Sighting::new(About::Person(person.clone()), Rule::Product, vec![needed, covered, near]).because(because).step(step)
}

/// Returns the slot, unless they hold another that needs them as much.
fn needed_by(scene: &Scene<'_>, slot: &Coverage, person: &PersonId) -> Vec<Citation> {
    let others = scene.slots().iter().filter(|it| it.slot != slot.slot && it.holders.contains(person));
    let needed = others.map(Coverage::open).all(|open| is_less(open, slot.open()));
    needed.then(|| Citation::of_slot(&slot.slot)).into_iter().collect()
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
fn covered_by(scene: &Scene<'_>, slot: &Coverage, person: &PersonId, reach: Option<&Reach>) -> Vec<Citation> {
    let covers = |holder: &PersonId, key: &Key| match key {
        // Without their record they are on no path either.
        Key::Person(_) => {
            *holder != *person && is_beside(holder, reach) && !scene.ground().strengths().holds_up(holder)
        }
        // A tie that makes somebody a holder covers nothing by itself.
        key => scene.is_of_one_tie((scene.seat(), holder), key) && !(slot.related && matches!(key, Key::Tie(_))),
    };
    let holders = slot.holders.iter().filter(|_| slot.count <= 1).filter(|it| scene.strength(it) > 0.0);
    let records = holders.flat_map(|it| scene.records_of_tie(scene.seat(), it).into_iter().map(move |key| (it, key)));
    let covering = records.filter(|(holder, key)| covers(holder, key)).map(|(_, key)| Citation::opposing(key));
    [Citation::supporting(Key::Person(person.clone()))].into_iter().chain(covering.take(4)).collect()
}

/// Returns whether somebody is on the path at most as the first after the seat.
fn is_beside(id: &PersonId, reach: Option<&Reach>) -> bool {
    reach.and_then(|it| it.people.iter().position(|it| it == id)).is_none_or(|at| at == 1)
}

/// Returns the records of the path that count for it alone: what also covers a slot of theirs is cited there, against.
fn reached_by(scene: &Scene<'_>, slot: &Coverage, person: &PersonId, reach: &Reach) -> Vec<Citation> {
    let holds = |id: &PersonId| scene.slots().iter().any(|it| it.holders.contains(id) && it.holders.contains(person));
    let cited = |it: Footing<'_>| match (&it.key, scene.at_other_end(it.ends).filter(|it| holds(it))) {
        (Key::Person(id), _) => is_apart(scene, id).then(|| Citation::supporting(it.key)),
        (key, _) if !scene.is_of_one_tie(it.ends, key) => None,
        (_, None) => Some(Citation::supporting(it.key)),
        (_, Some(holder)) => makes_holder(scene, (slot, person), holder, it.key),
    };
    let counts = scene.footing(reach).into_iter().filter(|it| is_less(it.rest, reach.strength));
    counts.filter_map(cited).chain(scene.asks_on_path(reach)).collect()
}

/// Returns whether without somebody's record no slot and no other tie would be another.
fn is_apart(scene: &Scene<'_>, id: &PersonId) -> bool {
    let holds = scene.slots().iter().any(|it| it.holders.contains(id));
    !holds && !scene.ground().strengths().holds_up(id) && scene.only_strengthens(&Key::Person(id.clone()))
}

/// Returns a tie to a holder as what it is for a slot whose holders a tie to ego makes: it covers nothing, but it may make
/// more than one holder, fill another slot, or date how old the acquaintance is.
fn makes_holder(
    scene: &Scene<'_>,
    (slot, person): (&Coverage, &PersonId),
    holder: &PersonId,
    key: Key,
) -> Option<Citation> {
    let tie = scene.tie_of(&key).filter(|_| slot.related)?;
    let leads = matches!(tie.kind, TieKind::ReportsTo | TieKind::Mentors);
    let dates = tie.since.is_some() && scene.ground().strengths().of_ego(holder).n_contacts > 0;
    let single = scene.slots().iter().filter(|it| it.holders.contains(person)).count() == 1;
    let alone = single && !dates && (!leads || holder == person);
    Some(if alone { Citation::supporting(key) } else { Citation::bearing(key) })
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
    let records = asked_by(scene, slot, &askers);
    let near = Factor::new("reach", 0.6 + 0.4 * strength, 1.0, text).from(records);
    let because = vec![format!("you know no {}; importance {:.2}", slot.label, slot.importance)];
    let needed = importance(slot).from(vec![Citation::of_slot(&slot.slot)]);
    let sighting = Sighting::new(About::Slot(slot.slot.clone()), Rule::Product, vec![needed, empty, near]);
    Sighting { askers, ..sighting }.because(because).step("ask who holds this role, and for an introduction")
}

/// Returns the records of the tie to whom one would ask first, where whoever is asked without one of them is less near.
fn asked_by(scene: &Scene<'_>, slot: &Coverage, askers: &[PersonId]) -> Vec<Citation> {
    let Some(first) = askers.first() else { return Vec::new() };
    let nearer = |it: &PersonId| !is_less(scene.strength(it), scene.strength(first));
    let next = askers.get(1);
    let behind = next.is_none_or(|it| aptness(scene, slot, it) < aptness(scene, slot, first));
    // Where it takes the record to be asked at all, whoever is asked instead may be nearer.
    let stays = |key: &Key| {
        let left = scene.ground().strengths().without((scene.seat(), first), key);
        behind && scene.is_of_two(key) && left >= LEAST_KNOWN && !matches!(key, Key::Person(_))
    };
    // What weakens the next one, too, may bring up anybody.
    let alone = |key: &Key| match key {
        Key::Person(_) => !scene.ground().strengths().holds_up(first),
        key => scene.is_of_one_tie((scene.seat(), first), key),
    };
    let sinks = |key: &Key| {
        let weakens = matches!(key, Key::Person(_)) || scene.only_strengthens(key);
        weakens && scene.candidates().all(|it| it == first || !nearer(it))
    };
    let cited = |key: Key| match stays(&key) || alone(&key) || sinks(&key) {
        true => Citation::supporting(key),
        false => Citation::bearing(key),
    };
    let records = scene.records_of_tie(scene.seat(), first).into_iter();
    records.filter(|key| next.is_none_or(|it| !nearer(it)) || stays(key)).map(cited).collect()
}

/// Returns whether somebody works in the slot's function, and whether where it lies.
fn aptness(scene: &Scene<'_>, slot: &Coverage, id: &PersonId) -> (bool, bool) {
    let inside = slot.outside != (scene.organization(id) == scene.organization(scene.seat()));
    (scene.works_on(id, &slot.functions), inside)
}

/// Returns up to three people to ask: those ego is tied to who work in the slot's function, then the strongest ties.
pub(super) fn askers(scene: &Scene<'_>, slot: &Coverage) -> Vec<PersonId> {
    let known = scene.candidates().filter(|id| scene.strength(id) >= LEAST_KNOWN);
    let mut known: Vec<_> = known.map(|id| (aptness(scene, slot, id), scene.strength(id), id)).collect();
    known.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.total_cmp(&a.1)).then_with(|| a.2.cmp(b.2)));
    known.into_iter().take(3).map(|(.., id)| id.clone()).collect()
}
