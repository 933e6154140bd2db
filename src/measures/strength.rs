//! Tie strength, 0..1: what is declared and what was seen, decayed.
//!
//! `R = Σ w(channel) · 1/(g−1) · dur · 2^(−Δdays/H)`, `A = 1 − e^(−R/3)`, `D = 2^(−gap/730)`,
//! `S = 1 − (1−A)·(1 − 0.8·C·D)`; then noisy-OR with ego's declared ties. An event of `g` people counts `1/(g−1)` a pair
//! (Newman 2001); closeness is the best single indicator (Marsden & Campbell 1984); the half-life of 110 days is what
//! Burt's "nine in ten bridges are gone next year" implies (Burt 2000), 180 days where a tie is embedded (Burt 2002).

use std::collections::{BTreeMap, HashMap};

use super::OneMode;
use crate::network::{Date, Meeting, Network, Person, PersonId, Tie, TieKind, days_between};

/// Days in which what was seen loses half its weight.
const HALF_LIFE: f64 = 110.0;
/// The same where ego and alter share three people or more, and between others.
const EMBEDDED_HALF_LIFE: f64 = 180.0;
/// How many shared people embed a tie.
const EMBEDDING: usize = 3;
/// Days in which closeness loses half its weight without contact.
const CLOSENESS_HALF_LIFE: f64 = 730.0;
/// What a contact counts that went one way only.
const ONE_WAY: f64 = 0.3;
/// Beyond this company a meeting says nothing about who knows whom: each pair would gain a fiftieth of a meeting.
const CROWD: usize = 50;
/// Ties weaker than this are none.
pub(crate) const FAINTEST: f64 = 0.1;
/// Tags of people whose closeness does not fade (Roberts & Dunbar 2015: family does not decay).
const UNFADING: [&str; 2] = ["family", "always"];

/// What one contact is worth and how many days ago it was.
pub type Evidence = (f64, f64);

/// Returns activity `A` in 0..1 from contacts, each decayed by the half-life in days.
#[must_use]
pub fn activity(contacts: &[Evidence], half_life: f64) -> f64 {
    let seen: f64 = contacts.iter().map(|(worth, days)| worth * (-days / half_life).exp2()).sum();
    1.0 - (-seen / 3.0).exp()
}

/// Returns the decay `D` of closeness after `gap` days without contact; 1 if no contact is recorded.
#[must_use]
pub fn closeness_decay(gap: Option<f64>) -> f64 {
    gap.map_or(1.0, |days| (-days / CLOSENESS_HALF_LIFE).exp2())
}

/// Returns strength from activity, closeness (0..1) and its decay.
#[must_use]
pub fn combined(activity: f64, closeness: f64, decay: f64) -> f64 {
    1.0 - (1.0 - activity) * (1.0 - 0.8 * closeness * decay)
}

/// Returns what a meeting is worth to each pair of those who were there.
fn worth(meeting: &Meeting) -> f64 {
    let length =
        meeting.minutes.map_or(1.0, |minutes| (f64::from(minutes) / 30.0).sqrt().clamp(0.5, 2.0));
    let reply = if meeting.by.is_some() { ONE_WAY } else { 1.0 };
    let others = meeting.company().saturating_sub(1).max(1);
    meeting.via.richness() * length * reply / others as f64
}

/// Returns what a meeting still says today about each pair of those who were there.
pub(super) fn seen(meeting: &Meeting, today: Date) -> f64 {
    worth(meeting) * (-f64::from(days_between(meeting.on, today)) / EMBEDDED_HALF_LIFE).exp2()
}

fn noisy_or(strengths: impl Iterator<Item = f64>) -> f64 {
    1.0 - strengths.map(|it| 1.0 - it).product::<f64>()
}

/// How strong ego's tie to an alter is, and from what.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strength {
    /// The strength, 0..1.
    pub value: f64,
    /// Activity `A`, 0..1.
    pub activity: f64,
    /// Closeness `C`, 0..1, and its decay `D`, 0..1.
    pub closeness: (f64, f64),
    /// Noisy-OR of ego's declared ties to the alter, 0..1.
    pub declared: f64,
    /// The half-life used, days.
    pub half_life: f64,
    /// How many meetings and messages count.
    pub n_contacts: usize,
    /// The day of the last contact of any kind, either way.
    pub last: Option<Date>,
    /// The day of the last contact that resets the cadence: both ways, not a reaction, at most eight people.
    pub last_qualifying: Option<Date>,
}

/// The strengths of all ties of a network on one day.
#[derive(Debug)]
pub struct Strengths<'n> {
    network: &'n Network,
    today: Date,
    meetings: HashMap<&'n PersonId, Vec<&'n Meeting>>,
    of_ego: BTreeMap<&'n PersonId, Strength>,
    others: OneMode,
    all: OneMode,
}

impl<'n> Strengths<'n> {
    /// Computes them.
    #[must_use]
    pub fn of(network: &'n Network, today: Date) -> Self {
        let meetings = meetings_by_person(network, today);
        let others = others(network, today);
        let mut strengths =
            Self { network, today, meetings, of_ego: BTreeMap::new(), all: others.clone(), others };
        strengths.of_ego = strengths.ego_strengths();
        strengths.all = strengths.with_ego();
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

    /// Returns the strength of a tie, 0..1, whoever the two are.
    #[must_use]
    pub fn between(&self, one: &PersonId, other: &PersonId) -> f64 {
        let ego = self.network.ego();
        match (self.all.number(one), self.all.number(other)) {
            _ if one == ego => self.of_ego(other).value,
            _ if other == ego => self.of_ego(one).value,
            (Some(u), Some(v)) => self.all.weight(u, v),
            _ => 0.0,
        }
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
        self.meetings.get(person).map_or(&[], Vec::as_slice)
    }

    /// Returns the last meeting at which both were.
    #[must_use]
    pub fn last_meeting_of(&self, one: &PersonId, other: &PersonId) -> Option<&'n Meeting> {
        let (few, whom) = if self.meetings_of(one).len() <= self.meetings_of(other).len() {
            (one, other)
        } else {
            (other, one)
        };
        let ego = self.network.ego();
        let there = |meeting: &Meeting| {
            if whom == ego { !meeting.without_ego } else { meeting.with.contains(whom) }
        };
        self.meetings_of(few).iter().rev().find(|meeting| there(meeting)).copied()
    }

    /// Returns the declared ties between two people that hold, the strongest first.
    #[must_use]
    pub fn declared_between(&self, one: &PersonId, other: &PersonId) -> Vec<&'n Tie> {
        let id = |from: &PersonId, to: &PersonId, kind| {
            crate::network::TieId::new(from.clone(), to.clone(), kind)
        };
        let both = |&kind: &TieKind| [id(one, other, kind), id(other, one, kind)];
        let ids: std::collections::BTreeSet<_> = TieKind::ALL.iter().flat_map(both).collect();
        let mut ties: Vec<_> = ids
            .iter()
            .filter_map(|id| self.network.ties().get(id))
            .filter(|tie| tie.holds_on(self.today))
            .collect();
        ties.sort_by(|a, b| b.declared_strength().total_cmp(&a.declared_strength()));
        ties
    }

    fn with_ego(&self) -> OneMode {
        let people: Vec<_> = self.network.people().keys().cloned().collect();
        let numbers: HashMap<_, _> =
            people.iter().enumerate().map(|(n, id)| (id.clone(), n)).collect();
        let renumbered = |(u, v, weight)| {
            (numbers[&self.others.people()[u]], numbers[&self.others.people()[v]], weight)
        };
        let mut pairs: Vec<_> = self.others.pairs().map(renumbered).collect();
        let ego = numbers.get(self.network.ego()).copied();
        let known = self.of_ego.iter().filter(|(_, strength)| strength.value > 0.0);
        pairs.extend(
            known.filter_map(|(id, strength)| Some((ego?, *numbers.get(*id)?, strength.value))),
        );
        OneMode::of_numbers(people, pairs)
    }

    fn ego_strengths(&self) -> BTreeMap<&'n PersonId, Strength> {
        let ego = self.network.ego();
        let mut declared: HashMap<&PersonId, Vec<&Tie>> = HashMap::new();
        for tie in self.network.ties().values().filter(|tie| tie.holds_on(self.today)) {
            tie.other(ego)
                .into_iter()
                .for_each(|alter| declared.entry(alter).or_default().push(tie));
        }
        let known = |person: &Person| {
            person.closeness.unwrap_or(0) > 0
                || declared.contains_key(&person.id)
                || self.with_ego_at(&person.id).next().is_some()
        };
        let alters =
            self.network.people().values().filter(|person| person.id != *ego && known(person));
        let alters: Vec<_> = alters.collect();
        let numbers: std::collections::HashSet<_> =
            alters.iter().filter_map(|it| self.others.number(&it.id)).collect();
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
        let since =
            ties.iter().filter_map(|tie| tie.since).map(crate::network::PartialDate::first_day);
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

/// Returns the half-life of ego's tie, days: longer if embedded, shorter if new (Burt 2002: liability of newness).
#[must_use]
pub(crate) fn half_life(shared_people: usize, age_days: f64) -> f64 {
    let settled = if shared_people >= EMBEDDING { EMBEDDED_HALF_LIFE } else { HALF_LIFE };
    settled * (0.5 + 0.5 * (age_days / 365.0).clamp(0.0, 1.0))
}

fn qualifies(meeting: &Meeting) -> bool {
    meeting.via.richness() >= 0.15 && meeting.by.is_none() && meeting.company() <= 8
}

fn meetings_by_person(network: &Network, today: Date) -> HashMap<&PersonId, Vec<&Meeting>> {
    let mut by_person: HashMap<&PersonId, Vec<&Meeting>> = HashMap::new();
    for meeting in network.meetings().values().filter(|it| it.happened_by(today)) {
        meeting.with.iter().for_each(|person| by_person.entry(person).or_default().push(meeting));
        if !meeting.without_ego {
            by_person.entry(network.ego()).or_default().push(meeting);
        }
    }
    by_person
}

/// Returns the ties among others: noisy-OR of what is declared and what was seen; those below 0.1 are left out.
fn others(network: &Network, today: Date) -> OneMode {
    let people: Vec<_> =
        network.people().keys().filter(|id| *id != network.ego()).cloned().collect();
    let numbers: HashMap<_, _> = people.iter().enumerate().map(|(n, id)| (id, n)).collect();
    let mut seen: HashMap<(usize, usize), f64> = HashMap::new();
    for meeting in
        network.meetings().values().filter(|it| it.happened_by(today) && it.with.len() <= CROWD)
    {
        let evidence = self::seen(meeting, today);
        let mut there: Vec<_> =
            meeting.with.iter().filter_map(|id| numbers.get(id).copied()).collect();
        there.sort_unstable();
        for (at, &u) in there.iter().enumerate() {
            there[at + 1..].iter().for_each(|&v| *seen.entry((u, v)).or_default() += evidence);
        }
    }
    let mut apart: HashMap<(usize, usize), f64> =
        seen.into_iter().map(|(ends, r)| (ends, (-r / 3.0).exp())).collect();
    for tie in network.ties().values().filter(|tie| tie.holds_on(today)) {
        if let (Some(&u), Some(&v)) = (numbers.get(&tie.from), numbers.get(&tie.to)) {
            *apart.entry((u.min(v), u.max(v))).or_insert(1.0) *= 1.0 - tie.declared_strength();
        }
    }
    let pairs: Vec<_> = apart
        .into_iter()
        .map(|((u, v), apart)| (u, v, 1.0 - apart))
        .filter(|it| it.2 >= FAINTEST)
        .collect();
    OneMode::of_numbers(people, pairs)
}

#[cfg(test)]
mod tests {
    use super::{activity, closeness_decay, combined, half_life};

    fn check(contacts: &[(f64, f64)], closeness: f64, gap: Option<f64>, expected: (f64, f64, f64)) {
        let r: f64 = contacts.iter().map(|(worth, days)| worth * (-days / 110.0_f64).exp2()).sum();
        let a = activity(contacts, 110.0);
        let s = combined(a, closeness, closeness_decay(gap));
        let close = |x: f64, y: f64| (x - y).abs() < 0.00005;
        assert!(
            close(r, expected.0) && close(a, expected.1) && close(s, expected.2),
            "{r} {a} {s} {expected:?}"
        );
    }

    /// The published test vectors of the engine: R, A, S.
    #[test]
    fn strength_gives_the_vectors() {
        let every = |n: u32, step: u32, worth: f64| {
            (0..n).map(|k| (worth, f64::from(k * step))).collect::<Vec<_>>()
        };
        check(&[(1.0, 0.0)], 0.0, Some(0.0), (1.0, 0.2835, 0.2835));
        check(&[(1.0, 0.0); 3], 0.0, Some(0.0), (3.0, 0.6321, 0.6321));
        check(&every(52, 7, 0.8), 0.0, Some(0.0), (16.6691, 0.9961, 0.9961));
        check(&every(12, 30, 0.8), 0.0, Some(0.0), (4.1639, 0.7504, 0.7504));
        check(&every(8, 90, 1.0), 0.0, Some(0.0), (2.2856, 0.5332, 0.5332));
        check(&[(0.15, 10.0)], 0.0, Some(10.0), (0.1408, 0.0459, 0.0459));
        check(&[(1.0 / 19.0, 30.0)], 0.0, Some(30.0), (0.0436, 0.0144, 0.0144));
        check(&[(1.0, 730.0)], 0.8, Some(730.0), (0.0101, 0.0033, 0.3223));
        check(&[(1.0, 64.0)], 0.6, Some(64.0), (0.6681, 0.1997, 0.5612));
        check(&[], 0.6, None, (0.0, 0.0, 0.48));
    }

    #[test]
    fn a_new_tie_fades_faster_and_an_embedded_one_slower() {
        assert!((half_life(0, 0.0) - 55.0).abs() < 1e-12);
        assert!((half_life(0, 400.0) - 110.0).abs() < 1e-12);
        assert!((half_life(3, 400.0) - 180.0).abs() < 1e-12);
    }
}
