//! The scene: everything a lens may know, seen from one person's seat.

mod circles;
mod kept;
mod records;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::measures::{Around, BETWEEN, WarmPaths};
use crate::network::{Date, Meeting, Network, Node, OrganizationId, Person, PersonId, Position, TopicId, days_between};
use kept::Kept;

use super::ground::{Ground, Titled};
use super::slots::Coverage;
pub(super) use records::Footing;

/// What a lens may know, seen from one person's seat.
#[derive(Debug)]
pub struct Scene<'n> {
    ground: &'n Ground<'n>,
    seat: &'n PersonId,
    topic: Option<&'n TopicId>,
    paths: OnceCell<Option<WarmPaths>>,
    ranks: OnceCell<HashMap<&'n PersonId, usize>>,
    around: OnceCell<Option<Around<'n>>>,
    slots: OnceCell<Vec<Coverage>>,
    planned: OnceCell<HashMap<&'n PersonId, &'n Meeting>>,
    circles: RefCell<HashMap<&'n Node, f64>>,
    kept: Kept<'n>,
}

/// How one person can be reached from the seat.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The people, the seat first.
    pub people: Vec<PersonId>,
    /// The path's strength, 0..1.
    pub strength: f64,
}

impl<'n> Scene<'n> {
    /// Returns the scene seen from `seat`.
    #[must_use]
    pub fn of(ground: &'n Ground<'n>, seat: &'n PersonId) -> Self {
        Self {
            ground,
            seat,
            topic: None,
            paths: OnceCell::new(),
            ranks: OnceCell::new(),
            around: OnceCell::new(),
            slots: OnceCell::new(),
            planned: OnceCell::new(),
            circles: RefCell::default(),
            kept: Kept::default(),
        }
    }

    /// Returns the scene in which nothing is sought but one topic.
    #[must_use]
    pub fn about(self, topic: &'n TopicId) -> Self {
        Self { topic: Some(topic), ..self }
    }

    /// Returns the topics the seat wants to learn: the one it is all about, else those on record.
    #[must_use]
    pub fn sought(&self) -> Vec<&'n TopicId> {
        let own = || self.person(self.seat).into_iter().flat_map(|it| &it.seeks).collect();
        self.topic.map_or_else(own, |it| vec![it])
    }

    /// Returns what all seats have in common.
    #[must_use]
    pub fn ground(&self) -> &'n Ground<'n> {
        self.ground
    }

    /// Returns the network.
    #[must_use]
    pub fn network(&self) -> &'n Network {
        self.ground.network
    }

    /// Returns the day.
    #[must_use]
    pub fn today(&self) -> Date {
        self.ground.today
    }

    /// Returns whose seat it is.
    #[must_use]
    pub fn seat(&self) -> &'n PersonId {
        self.seat
    }

    /// Returns whether it is ego's seat: only ego has slots, closeness and cadences.
    #[must_use]
    pub fn is_ego(&self) -> bool {
        self.seat == self.network().ego()
    }

    /// Returns what lenses work out once a seat.
    pub(super) fn kept(&self) -> &Kept<'n> {
        &self.kept
    }

    /// Returns everybody who could be suggested. Ego is suggested to nobody: the network is ego's own.
    pub fn candidates(&self) -> impl Iterator<Item = &'n PersonId> {
        self.network().people().keys().filter(|id| *id != self.seat && *id != self.network().ego())
    }

    /// Returns the record of a person; candidates are always recorded.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&'n Person> {
        self.network().people().get(id)
    }

    /// Returns the strength of the seat's tie to a person, 0..1.
    #[must_use]
    pub fn strength(&self, id: &PersonId) -> f64 {
        self.ground.strengths().between(self.seat, id)
    }

    /// Returns ego's own word on the tie to a person, 0 to 5; unknown from other seats.
    #[must_use]
    pub fn closeness(&self, id: &PersonId) -> Option<u8> {
        self.person(id).and_then(|it| it.closeness).filter(|_| self.is_ego()).map(|it| it.min(5))
    }

    /// Returns whether the seat has met the person or is tied to them in any recorded way.
    #[must_use]
    pub fn is_tied(&self, id: &PersonId) -> bool {
        let close = self.is_ego() && self.person(id).is_some_and(|it| it.closeness.unwrap_or(0) > 0);
        close || self.last_meeting(id).is_some() || !self.ground.strengths().declared_between(self.seat, id).is_empty()
    }

    /// Returns the last meeting of the seat with a person.
    #[must_use]
    pub fn last_meeting(&self, id: &PersonId) -> Option<&'n Meeting> {
        self.ground.strengths().last_meeting_of(self.seat, id)
    }

    /// Returns the day of the last contact that resets the cadence.
    #[must_use]
    pub fn last_contact(&self, id: &PersonId) -> Option<Date> {
        if self.is_ego() {
            self.ground.strengths().of_ego(id).last_qualifying
        } else {
            self.last_meeting(id).map(|it| it.on)
        }
    }

    /// Returns the next planned meeting of ego with a person, today or later.
    #[must_use]
    pub fn planned(&self, id: &PersonId) -> Option<&'n Meeting> {
        let ahead = self.planned.get_or_init(|| {
            let ahead = |it: &&Meeting| it.planned && it.on >= self.today();
            let ahead = self.network().meetings().values().filter(|_| self.is_ego()).filter(ahead);
            // Collected backwards, so that of several the next one stays.
            let mut with: Vec<_> = ahead.flat_map(|it| it.with.iter().map(move |who| (who, it))).collect();
            with.reverse();
            with.into_iter().collect()
        });
        ahead.get(id).copied()
    }

    /// Returns the days from a date to today.
    #[must_use]
    pub fn days_since(&self, date: Date) -> i32 {
        days_between(date, self.today())
    }

    /// Returns how the person can be reached: directly or through others, whichever is stronger.
    #[must_use]
    pub fn reach(&self, id: &PersonId) -> Option<Reach> {
        let view = self.ground.acquainted();
        let paths = self.paths.get_or_init(|| self.ground.ways(self.seat, BETWEEN)).as_ref()?;
        Some(Reach::of(view, &paths.to(self.ground.strengths().number(id)?)?))
    }

    /// Returns who of the others stands between the seat and a person on the warm path.
    #[must_use]
    pub fn introducer(&self, id: &PersonId) -> Option<PersonId> {
        self.reach(id).filter(|reach| reach.people.len() > 2).map(|reach| reach.people[1].clone())
    }

    /// Returns who is tied, at 0.1 or more, to the seat and to the person.
    #[must_use]
    pub fn mutual(&self, id: &PersonId) -> Vec<&'n PersonId> {
        let (strengths, view) = (self.ground.strengths(), self.ground.strengths().all());
        let (Some(seat), Some(other)) = (strengths.number(self.seat), strengths.number(id)) else {
            return Vec::new();
        };
        let tied = |z: usize| view.weight(seat, z) >= 0.1 && view.weight(z, other) >= 0.1;
        view.ties(other).map(|(z, _)| z).filter(|&z| z != seat && tied(z)).map(|z| &view.people()[z]).collect()
    }

    /// Returns the rank of a person among the seat's ties by strength, the strongest 0.
    #[must_use]
    pub fn rank(&self, id: &PersonId) -> usize {
        let ranks = self.ranks.get_or_init(|| {
            let mut known: Vec<_> =
                self.candidates().map(|it| (self.strength(it), it)).filter(|it| it.0 > 0.0).collect();
            known.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            known.into_iter().enumerate().map(|(rank, (_, it))| (it, rank)).collect()
        });
        ranks.get(id).copied().unwrap_or(usize::MAX)
    }

    /// Returns what lies around the seat along ties.
    pub(super) fn around(&self) -> Option<&Around<'n>> {
        let around = || self.ground.proximity().around(self.ground.strengths().all(), self.seat);
        self.around.get_or_init(around).as_ref()
    }

    /// Returns a person's current position.
    #[must_use]
    pub fn position(&self, id: &PersonId) -> Option<&'n Position> {
        self.person(id)?.position_on(self.today())
    }

    /// Returns the organization a person works at now.
    #[must_use]
    pub fn organization(&self, id: &PersonId) -> Option<OrganizationId> {
        self.position(id)?.organization()
    }

    /// Returns what a person's current titles say, with the titles.
    #[must_use]
    pub fn readings(&self, id: &PersonId) -> Vec<Rc<Titled>> {
        let positions = self.person(id).into_iter().flat_map(|it| it.positions_on(self.today()));
        positions.map(|it| self.ground.titled(&it.title)).collect()
    }

    /// Returns ego's slots and how well each is covered; another seat has none.
    #[must_use]
    pub fn slots(&self) -> &[Coverage] {
        self.slots.get_or_init(|| if self.is_ego() { super::slots::coverage(self) } else { Vec::new() })
    }

    /// Returns the shortest interval that the slots a person holds ask for, days.
    #[must_use]
    pub fn cadence_by_slot(&self, id: &PersonId) -> Option<u32> {
        // Who holds what, all titles tell; who holds nothing, one's own, and only as long as that is not known of all.
        if self.slots.get().is_none() && !super::slots::may_hold(self, id) {
            return None;
        }
        self.slots().iter().filter(|it| it.holders.contains(id)).filter_map(|it| it.cadence).min()
    }
}
