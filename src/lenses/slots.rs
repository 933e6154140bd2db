//! Slots: who holds the roles ego needs covered, and how well each is covered.

use super::Scene;
use crate::measures::{combined, noisy_or};
use crate::network::role::{Relation, Scope, Slot};
use crate::network::title::{Function, Level};
use crate::network::{Node, PersonId, Tie, TieKind};

/// How many days after starting a position its slots are urgent (Watkins 2003: the first 90 days).
const FIRST_DAYS: i32 = 90;

/// A slot, who holds it and how well ego's ties cover it.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The slot's id.
    pub slot: String,
    /// Its label, with the person's name where each person is a slot of their own.
    pub label: String,
    /// Power, legitimacy and urgency today, each 0..1.
    pub salience: (f64, f64, f64),
    /// Their mean.
    pub importance: f64,
    /// Who holds it.
    pub holders: Vec<PersonId>,
    /// How strong the tie to each of them is, in their order, 0..1.
    pub kept: Vec<f64>,
    /// How well it is covered, 0..1.
    pub covered: f64,
    /// The wished interval between contacts, days.
    pub cadence: Option<u32>,
    /// The functions it is about.
    pub functions: Vec<Function>,
    /// Whether it lies outside ego's organization.
    pub outside: bool,
    /// How many holders ego needs.
    pub count: usize,
    /// The day of ego's time in a position by which the first meeting should have been.
    pub first_met_by: Option<u32>,
    /// Whether a tie to ego makes its holders.
    pub related: bool,
    /// Whether each holder is a slot of their own, as each direct report is.
    pub each: bool,
}

impl Coverage {
    /// Returns the importance not covered, 0..1.
    #[must_use]
    pub fn open(&self) -> f64 {
        self.importance * (1.0 - self.covered)
    }
}

/// Returns all slots of ego's role, covered or not; direct reports and skip levels as one each.
#[must_use]
pub(super) fn coverage(scene: &Scene<'_>) -> Vec<Coverage> {
    let slots = &scene.network().settings().slots;
    slots.iter().flat_map(|slot| covered(scene, slot, holders(scene, slot))).collect()
}

/// Returns whether a person may hold one of the slots that name a cadence, by what is known of the person alone.
pub(super) fn may_hold(scene: &Scene<'_>, id: &PersonId) -> bool {
    let leads = |tie: &&Tie| matches!(tie.kind, TieKind::ReportsTo | TieKind::Mentors);
    let may = |slot: &Slot| {
        slot.held_by.iter().any(|it| it == id.as_str())
            || (slot.relation.is_some() && scene.network().ties_of(id).iter().any(leads))
            || (slot.is_told_by_title() && fitting_level(scene, slot, id).is_some())
    };
    scene.network().settings().slots.iter().filter(|slot| slot.cadence.or(slot.cadence_at_first).is_some()).any(may)
}

fn covered(scene: &Scene<'_>, slot: &Slot, holders: Vec<PersonId>) -> Vec<Coverage> {
    let each = matches!(slot.relation, Some(Relation::DirectReport | Relation::SkipLevel));
    let parts: Vec<Vec<PersonId>> =
        if each && !holders.is_empty() { holders.into_iter().map(|it| vec![it]).collect() } else { vec![holders] };
    parts.into_iter().map(|holders| one(scene, slot, holders, each)).collect()
}

fn one(scene: &Scene<'_>, slot: &Slot, holders: Vec<PersonId>, each: bool) -> Coverage {
    let strengths: Vec<f64> = holders.iter().map(|it| kept(scene, slot, it)).collect();
    let covered = coverage_of(strengths.clone(), slot.count as usize);
    let met = holders.iter().any(|it| scene.last_meeting(it).is_some());
    let urgency = urgency(scene, slot, met);
    let label = match holders.first() {
        Some(holder) if each => format!("{} ({})", slot.label, scene.network().name(holder)),
        _ => slot.label.clone(),
    };
    Coverage {
        slot: slot.id.clone(),
        label,
        salience: (slot.importance.0, slot.importance.1, urgency),
        importance: (slot.importance.0 + slot.importance.1 + urgency) / 3.0,
        holders,
        kept: strengths,
        covered,
        cadence: slot.cadence_at_first.filter(|_| first_day(scene).is_some()).or(slot.cadence).filter(|it| *it > 0),
        functions: slot.functions.clone(),
        count: slot.count as usize,
        first_met_by: slot.first_met_by,
        outside: slot.scope == Scope::Outside,
        related: slot.relation.is_some(),
        each,
    }
}

/// Returns how strong the tie to a holder is. Where it is the tie to ego that makes them one, that alone keeps nothing:
/// somebody can report to ego and never have been met.
fn kept(scene: &Scene<'_>, slot: &Slot, holder: &PersonId) -> f64 {
    if slot.relation.is_none() {
        return scene.strength(holder);
    }
    let tie = scene.ground().strengths().of_ego(holder);
    combined(tie.activity, tie.closeness.0, tie.closeness.1)
}

/// `V = 1 − Π(1 − S)` for one; for `n` the mean of the n largest, missing ones 0.
fn coverage_of(mut strengths: Vec<f64>, n: usize) -> f64 {
    if n <= 1 {
        return noisy_or(strengths.into_iter());
    }
    strengths.sort_by(|a, b| b.total_cmp(a));
    strengths.into_iter().take(n).sum::<f64>() / n as f64
}

/// Returns which of the first 90 days in the position it is, the first 0; none later, or where the day it began is unknown.
pub(super) fn first_day(scene: &Scene<'_>) -> Option<i32> {
    let started = scene.position(scene.seat()).and_then(|it| it.since?.exact())?;
    Some(scene.days_since(started)).filter(|day| (0..=FIRST_DAYS).contains(day))
}

/// During the first 90 days in a position, the urgency of a slot not yet met rises to `day / first_met_by`, at most 1.
fn urgency(scene: &Scene<'_>, slot: &Slot, met: bool) -> f64 {
    let risen =
        first_day(scene).zip(slot.first_met_by).map(|(day, by)| (f64::from(day) / f64::from(by.max(1))).min(1.0));
    risen.filter(|_| !met).map_or(slot.importance.2, |risen| risen.max(slot.importance.2))
}

/// Returns who holds a slot: those named in it, else those a tie makes it, else those whose title says so.
fn holders(scene: &Scene<'_>, slot: &Slot) -> Vec<PersonId> {
    let named = slot.held_by.iter().filter_map(|id| id.parse().ok());
    let named: Vec<PersonId> = named.filter(|it| scene.person(it).is_some()).collect();
    if !named.is_empty() {
        return named;
    }
    let mut holders: Vec<PersonId> = related(scene, slot);
    if slot.is_told_by_title() {
        holders.extend(titled(scene, slot));
    }
    holders.sort();
    holders.dedup();
    holders
}

/// Returns those whose title says so; of a slot for one, only those of the highest level: a head of application
/// security is not the CISO where there is one.
fn titled(scene: &Scene<'_>, slot: &Slot) -> Vec<PersonId> {
    let fitting = scene.candidates().filter_map(|id| Some((fitting_level(scene, slot, id)?, id)));
    let fitting: Vec<(Level, &PersonId)> = fitting.filter(|(_, id)| in_scope(scene, slot, id)).collect();
    let highest = fitting.iter().map(|(level, _)| *level).min();
    let counts = |level: Level| slot.count > 1 || slot.scope == Scope::Outside || highest == Some(level);
    fitting.into_iter().filter(|(level, _)| counts(*level)).map(|(_, id)| id.clone()).collect()
}

fn fitting_level(scene: &Scene<'_>, slot: &Slot, id: &PersonId) -> Option<Level> {
    let titles = scene.readings(id);
    let fits = titles.iter().flat_map(|it| it.roles.iter().filter(|role| slot.fits(role, &it.words)));
    fits.map(|role| role.level).min()
}

fn related(scene: &Scene<'_>, slot: &Slot) -> Vec<PersonId> {
    let graph = scene.network().graph();
    let reports = |boss: &PersonId| graph.led_from(boss, TieKind::ReportsTo, scene.today());
    let found: Vec<&PersonId> = match slot.relation {
        None => Vec::new(),
        Some(Relation::Boss) => graph.led_to(scene.seat(), TieKind::ReportsTo, scene.today()),
        Some(Relation::DirectReport) => reports(scene.seat()),
        Some(Relation::SkipLevel) => reports(scene.seat()).into_iter().flat_map(reports).collect(),
        Some(Relation::Mentor) => graph.led_from(scene.seat(), TieKind::Mentors, scene.today()),
    };
    found.into_iter().filter(|it| *it != scene.seat()).cloned().collect()
}

fn in_scope(scene: &Scene<'_>, slot: &Slot, id: &PersonId) -> bool {
    let organizations = |it: &PersonId| {
        let circles = scene.network().graph().circles(it, scene.today()).into_iter();
        circles.filter(|it| matches!(it, Node::Organization(_))).collect::<Vec<_>>()
    };
    let mine = organizations(scene.seat());
    let shared = organizations(id).iter().any(|it| mine.contains(it));
    match slot.scope {
        Scope::Inside => shared,
        Scope::Outside => !shared,
    }
}
