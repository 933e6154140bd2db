//! Talents: who can do what, who seeks it and who offers it, by topic.

use std::collections::{BTreeMap, HashMap};

use super::Scene;
use crate::network::{Network, Person, PersonId, TopicId};

/// The best of five.
pub(super) const MASTER: u8 = 5;
/// From this skill on, of five, one can help others.
pub(super) const ABLE: u8 = 3;
/// By so much must who teaches be above who learns.
pub(super) const AHEAD: u8 = 2;

/// Returns whether somebody of that skill, 0 to 5, could teach somebody of the other: 3 at least, and two above.
#[must_use]
pub fn can_teach(theirs: u8, yours: u8) -> bool {
    theirs >= ABLE && theirs >= yours.saturating_add(AHEAD)
}

/// The people of one topic, each list in the order of their ids.
#[derive(Debug, Default)]
pub(super) struct Talent<'n> {
    /// Who has any skill in it.
    pub(super) skilled: Vec<&'n Person>,
    /// Who seeks it.
    pub(super) seeking: Vec<&'n Person>,
    /// Who offers it.
    pub(super) offering: Vec<&'n Person>,
}

/// The people of each topic.
#[derive(Debug, Default)]
pub(super) struct Talents<'n> {
    /// By the topic's id.
    pub(super) by_topic: BTreeMap<&'n TopicId, Talent<'n>>,
}

impl<'n> Talents<'n> {
    /// Looks through the people once.
    pub(super) fn of(network: &'n Network) -> Self {
        let mut talents = Self::default();
        for person in network.people().values() {
            person.skills.keys().for_each(|it| talents.of_topic(it).skilled.push(person));
            person.seeks.iter().for_each(|it| talents.of_topic(it).seeking.push(person));
            person.offers.iter().for_each(|it| talents.of_topic(it).offering.push(person));
        }
        talents
    }

    fn of_topic(&mut self, topic: &'n TopicId) -> &mut Talent<'n> {
        self.by_topic.entry(topic).or_default()
    }
}

/// Returns a person's skill in a topic, 0 (none) to 5.
pub(super) fn skill(person: &Person, topic: &TopicId) -> u8 {
    person.skills.get(topic).copied().unwrap_or(0).min(MASTER)
}

/// What one of two people could learn from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lesson<'n> {
    /// The topic.
    pub(super) topic: &'n TopicId,
    /// The seat's skill in it, 0 to 5.
    pub(super) yours: u8,
    /// The other's, 0 to 5.
    pub(super) theirs: u8,
}

/// The best lesson with each person.
pub(super) type Lessons<'n> = HashMap<&'n PersonId, Lesson<'n>>;

/// Returns what the seat seeks and others can teach: the topic of each person's greatest skill.
pub(super) fn teachers<'n>(scene: &Scene<'n>) -> Lessons<'n> {
    let Some(you) = scene.person(scene.seat()) else { return Lessons::new() };
    let sought = scene.sought().into_iter().filter_map(|it| scene.ground().talents().by_topic.get_key_value(it));
    let lesson =
        |topic: &'n TopicId, it: &'n Person| Lesson { topic, yours: skill(you, topic), theirs: skill(it, topic) };
    let all = sought.flat_map(|(topic, it)| it.skilled.iter().map(move |it| (&it.id, lesson(topic, it))));
    best(all.filter(|(_, it)| can_teach(it.theirs, it.yours)), |it| it.theirs)
}

/// Returns what others seek and the seat can teach: the topic in which the seat is furthest ahead of each.
pub(super) fn learners<'n>(scene: &Scene<'n>) -> Lessons<'n> {
    let Some(you) = scene.person(scene.seat()) else { return Lessons::new() };
    let known = you.skills.keys().filter_map(|it| scene.ground().talents().by_topic.get_key_value(it));
    let lesson =
        |topic: &'n TopicId, it: &'n Person| Lesson { topic, yours: skill(you, topic), theirs: skill(it, topic) };
    let all = known.flat_map(|(topic, it)| it.seeking.iter().map(move |it| (&it.id, lesson(topic, it))));
    best(all.filter(|(_, it)| it.yours >= it.theirs + AHEAD), |it| it.yours - it.theirs)
}

/// Returns the lesson of each person that is worth most; of equal ones that of the smaller topic.
fn best<'n>(all: impl Iterator<Item = (&'n PersonId, Lesson<'n>)>, worth: fn(&Lesson<'n>) -> u8) -> Lessons<'n> {
    let mut best = Lessons::new();
    for (id, lesson) in all {
        let known = best.entry(id).or_insert(lesson);
        if worth(&lesson) > worth(known) || (worth(&lesson) == worth(known) && lesson.topic < known.topic) {
            *known = lesson;
        }
    }
    best
}
