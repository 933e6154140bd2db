//! Gaps: how each role that ego needs covered stands, and which topics ego wants and cannot yet do.
//!
//! Sees what the records tell, not what one hears in the corridor. A slot is in the first of these states that fits:
//! nobody holds it, cold, overdue, single-threaded, covered. During the first 90 days in a position it also tells what
//! should have been met by now (Watkins 2003).

mod threads;
mod topics;

use super::Scene;
use super::overdue::planned_soon;
use super::slots::{Coverage, first_day};
use crate::network::{Date, PersonId};

pub use threads::Thread;
pub use topics::{TopicGap, topics};

/// Below this strength a tie covers nothing; below this coverage a slot is cold.
pub const LEAST_STRENGTH: f64 = 0.2;

/// How a slot or topic stands, the worst first.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Nobody recorded holds the slot, or could teach the topic.
    Unknown,
    /// Holders or teachers are known, but hardly to ego: nobody met, or nobody's tie covers .2.
    Cold,
    /// Fewer holders than the slot needs were met within the wished interval, days, the last so many days ago.
    Overdue(u32, i32),
    /// It hangs by one tie, or by fewer holders than needed.
    SingleThreaded(Thread),
    /// It is covered.
    Covered,
}

impl State {
    /// Returns its name, in kebab-case.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Cold => "cold",
            Self::Overdue(..) => "overdue",
            Self::SingleThreaded(_) => "single-threaded",
            Self::Covered => "covered",
        }
    }
}

/// How one slot stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotGap<'s> {
    /// The slot, who holds it and how well it is covered.
    pub slot: &'s Coverage,
    /// How it stands.
    pub state: State,
    /// Whom to turn to: of the holders the one nearest to ego, or who would be a second thread.
    pub whom: Option<PersonId>,
    /// Who could say who holds it, or introduce, the best first; of an empty or half-filled slot only.
    pub askers: Vec<PersonId>,
    /// The day of the last contact with a holder.
    pub last: Option<Date>,
    /// The day of the next meeting planned with a holder.
    pub planned: Option<Date>,
    /// By how many days the first meeting is late, in the first 90 days of a position; 0 on the day itself.
    pub late: Option<i32>,
}

/// Returns how all slots stand, the one with the most importance uncovered first; equal ones by slot and holders.
#[must_use]
pub fn slots<'s>(scene: &'s Scene<'_>) -> Vec<SlotGap<'s>> {
    let mut gaps: Vec<SlotGap<'s>> = scene.slots().iter().map(|it| stands(scene, it)).collect();
    let name = |it: &SlotGap<'s>| (&it.slot.slot, &it.slot.holders);
    gaps.sort_by(|a, b| b.slot.open().total_cmp(&a.slot.open()).then_with(|| name(a).cmp(&name(b))));
    gaps
}

/// Returns which of the first 90 days in the position it is, the first 0; none later.
#[must_use]
pub fn day(scene: &Scene<'_>) -> Option<i32> {
    first_day(scene)
}

fn stands<'s>(scene: &Scene<'_>, slot: &'s Coverage) -> SlotGap<'s> {
    let state = state(scene, slot);
    let whom = match &state {
        State::SingleThreaded(thread) => thread.other.clone(),
        _ => nearest(scene, &slot.holders),
    };
    let is_short = matches!(&state, State::SingleThreaded(thread) if thread.unit.is_none());
    let open = (state == State::Unknown || is_short) && !slot.each;
    let askers = if open { super::stakeholder::askers(scene, slot) } else { Vec::new() };
    let last = slot.holders.iter().filter_map(|it| scene.last_meeting(it)).map(|it| it.on).max();
    let planned = slot.holders.iter().filter_map(|it| scene.planned(it)).map(|it| it.on).min();
    SlotGap { slot, state, whom, askers, last, planned, late: late(scene, slot, last) }
}

fn state(scene: &Scene<'_>, slot: &Coverage) -> State {
    if slot.holders.is_empty() {
        return State::Unknown;
    }
    let is_met = slot.holders.iter().any(|it| scene.last_meeting(it).is_some());
    // The mean over those needed would call cold what one of three covers well.
    let strengths = slot.holders.iter().map(|it| scene.strength(it));
    let covered = if slot.count > 1 { strengths.fold(0.0, f64::max) } else { slot.covered };
    if !is_met || covered < LEAST_STRENGTH {
        return State::Cold;
    }
    overdue(scene, slot).or_else(|| threads::thread(scene, slot).map(State::SingleThreaded)).unwrap_or(State::Covered)
}

/// Fewer holders than needed were met within the interval: their own, else the slot's. A meeting planned soon counts.
fn overdue(scene: &Scene<'_>, slot: &Coverage) -> Option<State> {
    let asked = slot.cadence?;
    let gaps = slot.holders.iter().filter_map(|id| {
        let own = scene.person(id).and_then(|it| it.cadence).unwrap_or(asked);
        let ahead = planned_soon(scene, id, own).is_some();
        let gap = scene.days_since(scene.last_contact(id)?);
        Some((ahead || i64::from(gap) <= i64::from(own), gap, own))
    });
    let gaps: Vec<(bool, i32, u32)> = gaps.collect();
    let in_time = gaps.iter().filter(|it| it.0).count();
    let needed = slot.count.clamp(1, slot.holders.len());
    let (_, gap, days) = gaps.into_iter().filter(|it| !it.0).min_by_key(|it| it.1)?;
    (in_time < needed).then_some(State::Overdue(days, gap))
}

/// Returns the person of these to whom the way is shortest: the strongest reach, of equal ones the smaller id.
fn nearest(scene: &Scene<'_>, people: &[PersonId]) -> Option<PersonId> {
    let reach = |id: &PersonId| scene.reach(id).map_or(0.0, |it| it.strength).max(scene.strength(id));
    let best = people.iter().max_by(|a, b| reach(a).total_cmp(&reach(b)).then_with(|| b.cmp(a)));
    best.cloned()
}

fn late(scene: &Scene<'_>, slot: &Coverage, met: Option<Date>) -> Option<i32> {
    let by = i32::try_from(slot.first_met_by?).ok()?;
    let late = first_day(scene)? - by;
    (late >= 0 && met.is_none()).then_some(late)
}

#[cfg(test)]
mod tests;
