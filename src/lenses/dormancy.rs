//! Dormancy: ties that were strong once and have been quiet for long.
//!
//! Where ego wishes for an interval, eight of them without contact make a tie dormant, though no silence under half a
//! year does, and one of three years always does (Levin, Walter & Murnighan 2011). Where nobody wished for any, two years
//! do: whoever matters is met once a year (the outermost layer of Dunbar 2018), and after two such turns were missed
//! nothing can be more overdue. The interval that a tie's rank suggests does not count: it is one week for the five
//! strongest ties, and no friend is lost after two months.

use super::Scene;
use crate::measures::qualifies;
use crate::network::{Meeting, PersonId, Record};

/// From so many wished intervals of silence on, a tie is dormant.
const INTERVALS: u32 = 8;
/// But not before so many days, and from so many on in any case.
pub(super) const BOUNDS: (u32, u32) = (180, 1095);
/// Where no interval is wished for, from so many days on: two turns of the yearly layer.
const UNWISHED: u32 = 730;
/// A tie that was never stronger than this was never strong, unless an interval is wished for.
const LEAST_PEAK: f64 = 0.2;

/// The meeting on whose day a tie was strongest, and its strength then.
pub(super) type Peak<'n> = (&'n Meeting, f64);

/// A tie that was strong once and has been quiet for long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dormancy<'n> {
    /// For how many days it has been quiet.
    pub(super) quiet: i32,
    /// From how many on it is dormant.
    from: u32,
    /// When it was strongest.
    pub(super) peak: Peak<'n>,
}

/// Why a tie is not dormant.
#[derive(Clone, Copy, Debug)]
pub(super) enum Awake {
    /// No contact both ways is on record.
    Unmet,
    /// Contact was so many days ago.
    Lately(i32),
    /// Two other people are declared to be tied now: what ego did not record of them is no silence.
    Declared,
    /// It was never stronger than this.
    Faint(f64),
}

impl Awake {
    /// Returns it in words.
    pub(super) fn words(self) -> String {
        match self {
            Self::Unmet => "no contact both ways is on record".to_owned(),
            Self::Lately(days) => format!("not dormant: contact both ways {days} days ago"),
            Self::Declared => "not dormant: they are declared to be tied now".to_owned(),
            Self::Faint(peak) => format!("not dormant but faint: strength {peak:.2} at best, below {LEAST_PEAK}"),
        }
    }
}

impl<'n> Dormancy<'n> {
    /// Returns how the seat's tie to a person is dormant, or why it is not.
    pub(super) fn of(scene: &Scene<'n>, person: &PersonId) -> Result<Self, Awake> {
        let quiet = scene.days_since(scene.last_contact(person).ok_or(Awake::Unmet)?);
        // Most are heard of long before anything else needs to be looked up.
        if quiet < i32::try_from(BOUNDS.0).unwrap_or(i32::MAX) {
            return Err(Awake::Lately(quiet));
        }
        let wished = wished(scene, person);
        let from = wished.map_or(UNWISHED, |it| it.saturating_mul(INTERVALS).clamp(BOUNDS.0, BOUNDS.1));
        if i64::from(quiet) < i64::from(from) {
            return Err(Awake::Lately(quiet));
        }
        if !scene.is_ego() && !scene.ground().strengths().declared_between(scene.seat(), person).is_empty() {
            return Err(Awake::Declared);
        }
        let peak = best_day(scene, person).ok_or(Awake::Unmet)?;
        let strong = wished.is_some() || peak.1 >= LEAST_PEAK;
        if strong { Ok(Self { quiet, from, peak }) } else { Err(Awake::Faint(peak.1)) }
    }

    /// Returns how strong the tie was at its best without the meeting of that day, 0..1; nothing if it were not dormant then.
    pub(super) fn peak_without(&self, scene: &Scene<'n>, person: &PersonId) -> Option<f64> {
        let (strengths, ends) = (scene.ground().strengths(), (scene.seat(), person));
        let mut meetings = strengths.meetings_between(ends.0, ends.1);
        meetings.retain(|it| it.id() != self.peak.0.id());
        let quiet = meetings.iter().any(|it| !scene.is_ego() || qualifies(it));
        let ties = scene.ground().ties_ever(ends.0, ends.1);
        let peak = strengths.peak_of(&meetings, ends, &ties, closeness(scene, person)).filter(|_| quiet)?.1;
        Some(peak).filter(|it| *it >= LEAST_PEAK || wished(scene, person).is_some())
    }

    /// Returns it in words.
    pub(super) fn words(&self) -> String {
        format!("dormant: {} days quiet, {} are enough", self.quiet, self.from)
    }
}

/// Returns the interval that ego, or a slot of ego's, asks for, days.
fn wished(scene: &Scene<'_>, person: &PersonId) -> Option<u32> {
    let own = || scene.person(person)?.cadence;
    if scene.is_ego() { own().or_else(|| scene.cadence_by_slot(person)) } else { None }
}

/// Returns ego's own word on a tie, 0..1; 0 if there is none.
fn closeness(scene: &Scene<'_>, id: &PersonId) -> f64 {
    f64::from(scene.closeness(id).unwrap_or(0)) / 5.0
}

/// Returns the meeting on whose day the seat's tie to a person was strongest, worked out once a seat.
fn best_day<'n>(scene: &Scene<'n>, person: &PersonId) -> Option<Peak<'n>> {
    let id = &scene.person(person)?.id;
    if let Some(known) = scene.kept().peaks.borrow().get(id) {
        return *known;
    }
    let ties = scene.ground().ties_ever(scene.seat(), id);
    let found = scene.ground().strengths().peak((scene.seat(), id), &ties, closeness(scene, id));
    scene.kept().peaks.borrow_mut().insert(id, found);
    found
}
