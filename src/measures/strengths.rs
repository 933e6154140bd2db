//! The strengths of all ties of a network on one day: ego's, and those among others.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use super::OneMode;
use super::attendance::Attendance;
use super::evidenced::Evidenced;
use super::strength::{
    EMBEDDED_HALF_LIFE, EMBEDDING, Evidence, Strength, activity, closeness_decay, combined, half_life, noisy_or,
    qualifies, worth,
};
use super::together::Together;
use crate::network::{Date, Meeting, Network, PartialDate, Person, PersonId, Quick, Tie, days_between};

/// Tags of people whose closeness does not fade (Roberts & Dunbar 2015: family does not decay).
const UNFADING: [&str; 2] = ["family", "always"];

/// Ego's ties by alter.
type OfEgo<'n> = HashMap<&'n PersonId, Strength, BuildHasherDefault<Quick>>;

/// The strengths of all ties of a network on one day.
#[derive(Debug)]
pub struct Strengths<'n> {
    ego: &'n PersonId,
    today: Date,
    attendance: Attendance<'n>,
    of_ego: OfEgo<'n>,
    others: OneMode,
    all: OneMode,
}

impl<'n> Strengths<'n> {
    /// Computes them.
    #[must_use]
    pub fn of(network: &'n Network, today: Date) -> Self {
        let records = Evidenced::all(network);
        let mut strengths = Self::among(&records, network.ego(), today);
        strengths.all = strengths.with_ego(&records);
        strengths
    }

    /// Computes ego's tie to one alter: what [`Strengths::of_ego`] says of it, from the records that bear on it, of which
    /// the meetings that name the alter, in order of date, are given.
    #[must_use]
    pub fn of_one(network: &'n Network, today: Date, alter: (&'n PersonId, Vec<&'n Meeting>)) -> Strength {
        let id = alter.0;
        Self::among(&Evidenced::around(network, alter, today), network.ego(), today).of_ego(id)
    }

    fn among(records: &Evidenced<'n>, ego: &'n PersonId, today: Date) -> Self {
        let mut attendance = Attendance::of(records, ego, today);
        let (others, all) = (attendance.others(&records.people, ego), OneMode::new([], []));
        let mut strengths = Self { ego, today, attendance, of_ego: OfEgo::default(), all, others };
        strengths.of_ego = strengths.ego_strengths(records);
        strengths
    }

    /// Returns the day they were computed for.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// Returns ego's tie to an alter; nothing of strength 0 if there is none.
    #[must_use]
    pub fn of_ego(&self, alter: &PersonId) -> Strength {
        self.of_ego.get(alter).copied().unwrap_or_default()
    }

    /// Returns a person's number in the view of all ties.
    #[must_use]
    pub fn number(&self, id: &PersonId) -> Option<usize> {
        self.attendance.number(id)
    }

    /// Returns the strength of a tie, 0..1, whoever the two are.
    #[must_use]
    pub fn between(&self, one: &PersonId, other: &PersonId) -> f64 {
        if one == self.ego {
            return self.of_ego(other).value;
        }
        if other == self.ego {
            return self.of_ego(one).value;
        }
        let ends = self.number(one).zip(self.number(other));
        ends.map_or(0.0, |(u, v)| self.all.weight(u, v))
    }

    /// Returns who first met whom at the same meeting, people by their place in the order of ids.
    #[must_use]
    pub fn together(&self) -> &Together {
        self.attendance.together()
    }

    /// Returns the ties among people other than ego.
    #[must_use]
    pub fn others(&self) -> &OneMode {
        &self.others
    }

    /// Returns all ties, ego's included.
    #[must_use]
    pub fn all(&self) -> &OneMode {
        &self.all
    }

    /// Returns the meetings a person was at, in order of date; ego's are those of all alters.
    #[must_use]
    pub fn meetings_of(&self, person: &PersonId) -> &[&'n Meeting] {
        self.attendance.meetings(person)
    }

    /// Returns the last meeting at which both were.
    #[must_use]
    pub fn last_meeting_of(&self, one: &PersonId, other: &PersonId) -> Option<&'n Meeting> {
        self.both_at(one, other).next_back()
    }

    /// Returns the meetings at which both were, in order of date; none for somebody and themself.
    #[must_use]
    pub fn meetings_between(&self, one: &PersonId, other: &PersonId) -> Vec<&'n Meeting> {
        if one == other { Vec::new() } else { self.both_at(one, other).collect() }
    }

    fn both_at<'a>(
        &'a self,
        one: &'a PersonId,
        other: &'a PersonId,
    ) -> impl DoubleEndedIterator<Item = &'n Meeting> + use<'a, 'n> {
        let (few, whom) =
            if self.meetings_of(one).len() <= self.meetings_of(other).len() { (one, other) } else { (other, one) };
        let ego = self.ego;
        let there = move |meeting: &Meeting| {
            if whom == ego { !meeting.without_ego } else { meeting.with.contains(whom) }
        };
        self.meetings_of(few).iter().copied().filter(move |meeting| there(meeting))
    }

    /// Returns whose network it is.
    pub(super) fn ego(&self) -> &'n PersonId {
        self.ego
    }

    /// Returns who of two people is an alter, if the other is ego.
    pub(super) fn alter_of<'a>(&self, one: &'a PersonId, other: &'a PersonId) -> Option<&'a PersonId> {
        if one == self.ego { Some(other) } else { Some(one).filter(|_| other == self.ego) }
    }

    /// Returns how the half-life of the tie between two people follows from its age, both in days.
    pub(super) fn half_life_of(&self, one: &PersonId, other: &PersonId) -> impl Fn(f64) -> f64 {
        let alter = self.alter_of(one, other);
        let shared = alter.map(|it| self.n_shared(it));
        move |age| shared.map_or(EMBEDDED_HALF_LIFE, |n| half_life(n, age))
    }

    /// Returns how many people ego and an alter share.
    fn n_shared(&self, alter: &PersonId) -> usize {
        let is_alter = |z: usize| self.of_ego.contains_key(&self.others.people()[z]);
        self.others.number(alter).map_or(0, |p| self.others.ties(p).filter(|&(z, _)| is_alter(z)).count())
    }

    /// Returns whether one shared person less would no longer embed ego's tie to an alter, which then fades faster.
    #[must_use]
    pub fn is_barely_embedded(&self, alter: &PersonId) -> bool {
        self.of_ego.contains_key(alter) && self.n_shared(alter) == EMBEDDING
    }

    /// Returns the declared ties between two people that hold, the strongest first.
    #[must_use]
    pub fn declared_between(&self, one: &PersonId, other: &PersonId) -> Vec<&'n Tie> {
        let of = |id: &PersonId| self.attendance.ties(id);
        let (few, whom) = if of(one).len() <= of(other).len() { (one, other) } else { (other, one) };
        let mut ties: Vec<&Tie> = of(few).iter().copied().filter(|tie| tie.other(few) == Some(whom)).collect();
        ties.sort_by(|a, b| b.declared_strength().total_cmp(&a.declared_strength()));
        ties
    }

    fn with_ego(&self, records: &Evidenced<'n>) -> OneMode {
        let people: Vec<_> = records.people.iter().map(|it| it.id.clone()).collect();
        let number = |id: &PersonId| people.binary_search(id).ok();
        let ego = number(self.ego);
        // The others are all people but ego, in the same order.
        let shifted = |other: usize| other + usize::from(ego.is_some_and(|ego| other >= ego));
        let renumbered = |(u, v, weight)| (shifted(u), shifted(v), weight);
        let mut pairs: Vec<_> = self.others.pairs().map(renumbered).collect();
        let known = self.of_ego.iter().filter(|(_, strength)| strength.value > 0.0);
        pairs.extend(known.filter_map(|(id, strength)| Some((ego?, number(id)?, strength.value))));
        OneMode::of_numbers(people, pairs)
    }

    fn ego_strengths(&self, records: &Evidenced<'n>) -> OfEgo<'n> {
        let ego = self.ego;
        let mut declared: HashMap<&PersonId, Vec<&Tie>> = HashMap::new();
        for tie in self.attendance.ties(ego) {
            tie.other(ego).into_iter().for_each(|alter| declared.entry(alter).or_default().push(tie));
        }
        let known = |person: &Person| {
            person.closeness.unwrap_or(0) > 0
                || declared.contains_key(&person.id)
                || self.with_ego_at(&person.id).next().is_some()
        };
        let is_alter = |person: &&Person| person.id != *ego && known(person);
        let alters: Vec<&'n Person> = records.people.iter().copied().filter(is_alter).collect();
        let numbers: HashSet<_> = alters.iter().filter_map(|it| self.others.number(&it.id)).collect();
        let strength = |person: &&'n Person| {
            let ties = declared.get(&person.id).map_or(&[][..], Vec::as_slice);
            let shared = self
                .others
                .number(&person.id)
                .map_or(0, |p| self.others.ties(p).filter(|(z, _)| numbers.contains(z)).count());
            (&person.id, self.ego_strength(person, ties, shared))
        };
        alters.iter().map(strength).collect()
    }

    fn with_ego_at(&self, alter: &PersonId) -> impl Iterator<Item = &'n Meeting> {
        self.meetings_of(alter).iter().copied().filter(|meeting| !meeting.without_ego)
    }

    fn ego_strength(&self, person: &Person, ties: &[&Tie], shared: usize) -> Strength {
        let days = |date: Date| f64::from(days_between(date, self.today));
        let meetings: Vec<_> = self.with_ego_at(&person.id).collect();
        let contacts: Vec<Evidence> = meetings.iter().map(|it| (worth(it), days(it.on))).collect();
        let since = ties.iter().filter_map(|tie| tie.since).map(PartialDate::first_day);
        let first = since.chain(meetings.iter().map(|it| it.on)).min();
        let age = first.map_or(0.0, days);
        let half_life = half_life(shared, age);
        let last = meetings.iter().map(|it| it.on).max();
        let unfading = person.tags.iter().any(|tag| UNFADING.contains(&tag.as_str()));
        let decay = if unfading { 1.0 } else { closeness_decay(last.map(days)) };
        let closeness = f64::from(person.closeness.unwrap_or(0).min(5)) / 5.0;
        let activity = activity(&contacts, half_life);
        let declared = noisy_or(ties.iter().map(|tie| tie.declared_strength()));
        Strength {
            value: noisy_or([combined(activity, closeness, decay), declared].into_iter()),
            activity,
            closeness: (closeness, decay),
            declared,
            half_life,
            n_contacts: contacts.len(),
            last,
            last_qualifying: meetings.iter().filter(|it| qualifies(it)).map(|it| it.on).max(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, prop_assert_eq, proptest};

    use super::Strengths;
    use crate::network::sketch::{lying, person};
    use crate::network::{Channel, Date, Meeting, Network, Person, Settings, Tie, TieKind};

    const TODAY: Date = Date::constant(2026, 11, 21);

    proptest! {
        #[test]
        fn what_bears_on_one_tie_is_all_it_takes(
            closeness in prop::collection::vec(0..3_u8, 8),
            ties in prop::collection::vec((0..8_usize, 0..8_usize, 0..4_usize), 0..16),
            meetings in prop::collection::vec((1..28_i8, prop::collection::btree_set(1..8_usize, 1..5), 0..4_u8), 0..16),
        ) {
            let id = |n: usize| person(&format!("p{n}")).id;
            let mut network = Network::new(Settings::of(id(0)));
            for (n, closeness) in closeness.into_iter().enumerate() {
                network.load(Person { closeness: (closeness > 0).then_some(closeness), ..person(&format!("p{n}")) });
            }
            for (from, to, kind) in ties {
                network.load(Tie::between(id(from), id(to), TieKind::ALL[kind]));
            }
            for (day, with, kind) in meetings {
                let with = with.into_iter().map(id).collect();
                let (without_ego, planned) = (kind == 1, kind == 2);
                network.load(Meeting { without_ego, planned, ..Meeting::on(Date::constant(2026, 11, day), with, Channel::Lunch) });
            }
            let all = Strengths::of(&network, TODAY);
            for alter in (1..8).map(id) {
                let one = Strengths::of_one(&network, TODAY, (&alter, network.meetings_naming(&[&alter])));
                prop_assert_eq!(one, all.of_ego(&alter), "{}", alter);
                let lying = lying(&network);
                let again = Strengths::of_one(&lying, TODAY, (&alter, lying.meetings_naming(&[&alter])));
                prop_assert_eq!(again, one, "{}, from where it lies", alter);
            }
        }
    }
}
