//! Topics ego wants and cannot yet do, and who could teach them.

use super::{LEAST_STRENGTH, State};
use crate::lenses::Scene;
use crate::lenses::talents::{ABLE, can_teach};
use crate::network::{PersonId, TopicId};

/// A topic ego seeks and who could teach it.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicGap {
    /// The topic.
    pub topic: TopicId,
    /// Unknown: nobody could teach it; cold: ego hardly knows any who could; else covered.
    pub state: State,
    /// Ego's own skill, 0..5.
    pub skill: u8,
    /// The best teacher, or, where nobody could teach it, who knows most, with their skill, 1..5.
    pub teacher: Option<(PersonId, u8)>,
}

/// Returns the topics ego seeks and cannot yet do, those without a teacher first, then by id.
#[must_use]
pub fn topics(scene: &Scene<'_>) -> Vec<TopicGap> {
    let Some(ego) = scene.person(scene.seat()) else { return Vec::new() };
    let skill = |topic: &TopicId| ego.skills.get(topic).copied().unwrap_or(0);
    let sought = ego.seeks.iter().filter(|it| skill(it) < ABLE);
    let mut gaps: Vec<TopicGap> = sought.map(|topic| gap(scene, topic, skill(topic))).collect();
    let rank = |it: &TopicGap| [State::Unknown, State::Cold].iter().position(|state| *state == it.state).unwrap_or(2);
    gaps.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.topic.cmp(&b.topic)));
    gaps.dedup_by(|a, b| a.topic == b.topic);
    gaps
}

fn gap(scene: &Scene<'_>, topic: &TopicId, skill: u8) -> TopicGap {
    let knows = |id: &PersonId| scene.person(id).and_then(|it| it.skills.get(topic).copied());
    let known = scene.candidates().filter_map(|id| Some((id, knows(id)?)));
    // Expertise weighs as in a slot: somebody near who knows less may teach better.
    let worth = |(id, level): &(&PersonId, u8)| {
        let reach = scene.reach(id).map_or(0.0, |it| it.strength);
        f64::from(*level) * (0.6 + 0.4 * reach)
    };
    // Who could teach comes before who could not, and of those whom ego knows before whom one would have to reach.
    let rank = |it: &(&PersonId, u8)| {
        (can_teach(it.1, skill), can_teach(it.1, skill) && scene.strength(it.0) >= LEAST_STRENGTH)
    };
    let best = known
        .max_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| worth(a).total_cmp(&worth(b))).then_with(|| b.0.cmp(a.0)));
    let state = match best {
        Some((_, level)) if !can_teach(level, skill) => State::Unknown,
        Some((id, _)) if scene.strength(id) < LEAST_STRENGTH => State::Cold,
        Some(_) => State::Covered,
        None => State::Unknown,
    };
    TopicGap { topic: topic.clone(), state, skill, teacher: best.map(|(id, level)| (id.clone(), level)) }
}
