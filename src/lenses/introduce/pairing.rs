//! Pairing: who could be introduced to whom, found by topic and not by trying all pairs, and what stands against it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::standing::highest;
use super::super::talents::{ABLE, Talent, skill};
use crate::lenses::Scene;
use crate::measures::is_protected;
use crate::network::title::Level;
use crate::network::{Date, OrganizationId, Person, PersonId, Purpose, TopicId};

/// Weaker ties than this one does not introduce.
pub(super) const LEAST_STRENGTH: f64 = 0.4;
/// From this strength on two people know each other.
const TIED: f64 = 0.1;
/// Who met in a company larger than this may not know each other.
const COMPANY: usize = 8;
/// So many introductions are asked of one person at most in so many days (our default).
pub(super) const BUDGET: usize = 2;
const MONTH: i32 = 30;

/// What two people could do for each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Need<'n> {
    /// What the first seeks and the other has.
    gets: Option<&'n TopicId>,
    /// What the other seeks and the first has.
    gives: Option<&'n TopicId>,
    /// What both seek.
    shares: Option<&'n TopicId>,
}

/// Why two people are not introduced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal<'n> {
    Tied,
    Met(Date),
    Proposed(Date),
    Asked(&'n PersonId),
    /// Both lead at one organization: they know each other, whatever is recorded.
    Lead(OrganizationId),
}

/// Two people who could be introduced, in the order of their ids.
#[derive(Debug)]
pub(super) struct Pairing<'n> {
    pub(super) one: &'n Person,
    pub(super) other: &'n Person,
    pub(super) need: Need<'n>,
    /// How strongly the seat is tied to each, 0..1.
    pub(super) strengths: (f64, f64),
    pub(super) refusal: Option<Refusal<'n>>,
}

/// All pairings, and who is in which.
#[derive(Debug)]
pub(in crate::lenses) struct Introductions<'n> {
    pairings: Vec<Pairing<'n>>,
    /// Of each person in a pairing the others, and the places of the pairings.
    of: BTreeMap<&'n PersonId, BTreeMap<&'n PersonId, usize>>,
}

type Known<'n> = BTreeMap<&'n PersonId, f64>;

impl<'n> Introductions<'n> {
    pub(super) fn of(scene: &Scene<'n>) -> Self {
        let known = scene.candidates().map(|it| (it, scene.strength(it))).filter(|it| it.1 >= LEAST_STRENGTH);
        let known: Known<'_> = known.collect();
        let mut found = Self { pairings: Vec::new(), of: BTreeMap::new() };
        for (&topic, talent) in &scene.ground().talents().by_topic {
            found.by(topic, talent, &known);
        }
        found.pairings.iter_mut().for_each(|it| it.refusal = refusal(scene, it.one, it.other));
        found
    }

    /// Notes who of those known seeks what others have, and who seek the same.
    fn by(&mut self, topic: &'n TopicId, talent: &Talent<'n>, known: &Known<'n>) {
        let among = |people: &[&'n Person]| -> Vec<&'n Person> {
            people.iter().copied().filter(|it| known.contains_key(&it.id)).collect()
        };
        let (seeking, offering) = (among(&talent.seeking), among(&talent.offering));
        let able = among(&talent.skilled).into_iter().filter(|it| skill(it, topic) >= ABLE);
        let able: Vec<_> = able.filter(|it| !it.offers.contains(topic)).collect();
        for seeker in &seeking {
            let ahead = able.iter().filter(|it| skill(it, topic) > skill(seeker, topic));
            offering.iter().chain(ahead).for_each(|it| {
                self.note(seeker, it, known, |need, first| {
                    let side = if first { &mut need.gets } else { &mut need.gives };
                    side.get_or_insert(topic);
                })
            });
            seeking.iter().for_each(|it| {
                self.note(seeker, it, known, |need, _| {
                    need.shares.get_or_insert(topic);
                })
            });
        }
    }

    /// Notes something of a pair; `first` tells whether `one` is the first of it.
    fn note(&mut self, one: &'n Person, other: &'n Person, known: &Known<'n>, note: impl Fn(&mut Need<'n>, bool)) {
        if one.id == other.id {
            return;
        }
        let first = one.id < other.id;
        let (one, other) = if first { (one, other) } else { (other, one) };
        let strength = |it: &Person| known.get(&it.id).copied().unwrap_or_default();
        let at = self.place(one, other, (strength(one), strength(other)));
        note(&mut self.pairings[at].need, first);
    }

    /// Returns the place of the pairing of two people, who are named in the order of their ids.
    fn place(&mut self, one: &'n Person, other: &'n Person, strengths: (f64, f64)) -> usize {
        let next = self.pairings.len();
        let at = *self.of.entry(&one.id).or_default().entry(&other.id).or_insert(next);
        if at == next {
            self.of.entry(&other.id).or_default().insert(&one.id, next);
            self.pairings.push(Pairing { one, other, need: Need::default(), strengths, refusal: None });
        }
        at
    }

    /// Returns all pairings, in the order of their ids.
    pub(super) fn all(&self) -> impl Iterator<Item = &Pairing<'n>> {
        let after = |(one, others): (&&'n PersonId, &BTreeMap<&'n PersonId, usize>)| {
            let after = others.iter().filter(|(other, _)| **other > *one).map(|(_, &at)| at);
            after.collect::<Vec<_>>()
        };
        self.of.iter().flat_map(after).map(|at| &self.pairings[at])
    }

    /// Returns the pairings a person is in, in the order of the others' ids.
    pub(super) fn with(&self, person: &PersonId) -> impl Iterator<Item = &Pairing<'n>> + use<'_, 'n> {
        self.of.get(person).into_iter().flatten().map(|(_, &at)| &self.pairings[at])
    }

    /// Returns the pairing of two people, whichever is named first.
    pub(super) fn pairing(&self, one: &PersonId, other: &PersonId) -> Option<&Pairing<'n>> {
        self.of.get(one)?.get(other).map(|&at| &self.pairings[at])
    }
}

/// Returns what stands against introducing two people, if anything does.
fn refusal<'n>(scene: &Scene<'n>, one: &'n Person, other: &'n Person) -> Option<Refusal<'n>> {
    let (ground, view) = (scene.ground(), scene.ground().acquainted());
    let ends = view.number(&one.id).zip(view.number(&other.id));
    let strength = ends.map_or(0.0, |(u, v)| view.weight(u, v));
    if strength >= TIED || !ground.ties_ever(&one.id, &other.id).is_empty() {
        return Some(Refusal::Tied);
    }
    if let Some(at) = lead_at(scene, &one.id).filter(|at| lead_at(scene, &other.id).as_ref() == Some(at)) {
        return Some(Refusal::Lead(at));
    }
    let mut met = ground.strengths().meetings_between(&one.id, &other.id).into_iter();
    if let Some(met) = met.rfind(|it| it.company() <= COMPANY) {
        return Some(Refusal::Met(met.on));
    }
    let asked = ground.asks();
    if let Some(ask) = asked.introduction(&one.id, &other.id) {
        return Some(Refusal::Proposed(ask.on));
    }
    let n_asked = |it: &PersonId| asked.lately_for(Purpose::Introduction, it, MONTH).count();
    [one, other].into_iter().find(|it| n_asked(&it.id) >= BUDGET).map(|it| Refusal::Asked(&it.id))
}

/// Returns the organization a person is head, or more, of something at.
fn lead_at(scene: &Scene<'_>, person: &PersonId) -> Option<OrganizationId> {
    highest(scene, person).filter(|it| *it <= Level::Head).and_then(|_| scene.organization(person))
}

impl<'n> Need<'n> {
    /// Returns what it counts, 0..1: both could help each other, one could, or both seek the same.
    pub(super) fn value(&self) -> f64 {
        match (self.gets, self.gives) {
            (Some(_), Some(_)) => 1.0,
            (None, None) => 0.3,
            _ => 0.7,
        }
    }

    pub(super) fn words(&self, scene: &Scene<'_>, one: &Person, other: &Person) -> String {
        let helped = |who: &Person, by: &Person, topic: &TopicId| {
            let name = scene.topic_name(topic);
            let how = match skill(by, topic) {
                0 => "offers it".to_owned(),
                n => format!("has {n} of 5"),
            };
            format!("{} seeks {name}, {} {how}", who.name, by.name)
        };
        let ways = [self.gets.map(|it| helped(one, other, it)), self.gives.map(|it| helped(other, one, it))];
        let ways: Vec<_> = ways.into_iter().flatten().collect();
        match self.shares.filter(|_| ways.is_empty()) {
            Some(topic) => format!("{} and {} both seek {}", one.name, other.name, scene.topic_name(topic)),
            None => ways.join("; "),
        }
    }
}

impl Pairing<'_> {
    /// Returns who of the two is not `person`.
    pub(super) fn other(&self, person: &PersonId) -> &PersonId {
        if self.one.id == *person { &self.other.id } else { &self.one.id }
    }

    /// Returns how strongly the seat is tied to both, `√(S_a·S_b)`.
    pub(super) fn tied(&self) -> f64 {
        (self.strengths.0 * self.strengths.1).sqrt()
    }

    /// Returns 1 if the two share no community, else 0; unknown if one of them is in none.
    pub(super) fn cross(&self) -> Option<f64> {
        let known = !self.one.communities.is_empty() && !self.other.communities.is_empty();
        let shared = self.one.communities.iter().any(|it| self.other.communities.contains(it));
        known.then(|| f64::from(u8::from(!shared)))
    }

    pub(super) fn cross_in_words(&self, scene: &Scene<'_>) -> String {
        let shared = self.one.communities.iter().find(|it| self.other.communities.contains(it));
        let name = |id| scene.network().communities().get(id).map_or_else(|| format!("{id}"), |it| it.name.clone());
        shared.map_or_else(|| "no circle in common".to_owned(), |id| format!("both in {}", name(id)))
    }

    /// Returns the share of the tags of either that both have, 0..1 (Jaccard 1901); unknown if one of them has none.
    pub(super) fn fit(&self) -> Option<f64> {
        let (one, other) = (tags(self.one), tags(self.other));
        let shared = one.intersection(&other).count() as f64;
        (!one.is_empty() && !other.is_empty()).then(|| shared / one.union(&other).count() as f64)
    }

    pub(super) fn fit_in_words(&self) -> String {
        let (one, other) = (tags(self.one), tags(self.other));
        let shared: Vec<_> = one.intersection(&other).copied().collect();
        if shared.is_empty() { "no tag in common".to_owned() } else { format!("both {}", shared.join(", ")) }
    }
}

fn tags(person: &Person) -> BTreeSet<&str> {
    person.tags.iter().filter(|it| !is_protected(it)).map(String::as_str).collect()
}
