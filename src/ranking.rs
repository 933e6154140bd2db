//! From sightings to suggestions: combined by alter, diversified, remembered. It knows no lens by name.

use std::collections::BTreeMap;

use crate::lenses::{About, Lens, Scene, Sighting};
use crate::network::{CommunityId, DepartmentId, OrganizationId, PersonId};

/// How much relevance counts against novelty in the mixed list (maximal marginal relevance, Carbonell & Goldstein 1998).
const RELEVANCE: f64 = 0.7;
/// The mixed list is diversified in blocks of so many.
const BLOCK: usize = 5;
/// At most so many of one lens, and through one introducer, in a block.
const CAP: usize = 2;

/// What one lens says about an alter, with what it weighs in the mixed list.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The lens.
    pub lens: &'static Lens,
    /// How much of it is left after declines and snoozes, 0..1.
    pub memory: f64,
    /// What it sees.
    pub sighting: Sighting,
}

impl Answer {
    /// Returns what the answer contributes, 0..1: weight · memory · score.
    #[must_use]
    pub fn contribution(&self) -> f64 {
        self.lens.weight * self.memory * self.sighting.score
    }
}

/// All answers about an alter or an empty slot, and what they come to.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// Whom or what it is about.
    pub about: About,
    /// `1 − Π(1 − weight·memory·score)` over lenses; with one lens alone, that lens's own score.
    pub score: f64,
    /// The answers, the one that contributes most first.
    pub answers: Vec<Answer>,
}

impl Suggestion {
    /// Returns the answer that contributes most.
    #[must_use]
    pub fn main(&self) -> &Answer {
        self.answers.first().expect("a suggestion has an answer at least")
    }
}

/// Returns the suggestions of one lens by its own score alone, nothing moved.
#[must_use]
pub fn by_lens(lens: &'static Lens, scene: &Scene<'_>) -> Vec<Suggestion> {
    let answers =
        lens.look(scene).into_iter().map(|sighting| Answer { lens, memory: 1.0, sighting });
    let mut all: Vec<_> = answers
        .map(|it| Suggestion {
            about: it.sighting.about.clone(),
            score: it.sighting.score,
            answers: vec![it],
        })
        .collect();
    sort(&mut all);
    all
}

/// Returns the suggestions of several lenses, combined by alter, the best first.
#[must_use]
pub fn combined(lenses: &'static [Lens], scene: &Scene<'_>) -> Vec<Suggestion> {
    let mut by_alter: BTreeMap<About, Vec<Answer>> = BTreeMap::new();
    for lens in lenses {
        for sighting in lens.look(scene).into_iter().filter(|it| (lens.mixes)(it)) {
            by_alter.entry(sighting.about.clone()).or_default().push(Answer {
                lens,
                memory: 1.0,
                sighting,
            });
        }
    }
    let mut all: Vec<_> =
        by_alter.into_iter().map(|(about, answers)| suggestion(about, answers)).collect();
    sort(&mut all);
    all
}

fn suggestion(about: About, mut answers: Vec<Answer>) -> Suggestion {
    let score = 1.0 - answers.iter().map(|it| 1.0 - it.contribution()).product::<f64>();
    answers.sort_by(|a, b| b.contribution().total_cmp(&a.contribution()));
    Suggestion { about, score, answers }
}

fn sort(suggestions: &mut [Suggestion]) {
    suggestions.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.about.cmp(&b.about)));
}

/// Returns the first `top` of a combined list, each block of five diversified: like suggestions make room for others.
#[must_use]
pub fn diversified(all: Vec<Suggestion>, scene: &Scene<'_>, top: usize) -> Vec<Suggestion> {
    let mut open: Vec<(Suggestion, Profile)> =
        all.into_iter().map(|it| (profile(&it, scene), it)).map(|(p, s)| (s, p)).collect();
    let mut chosen: Vec<(Suggestion, Profile)> = Vec::new();
    while chosen.len() < top && !open.is_empty() {
        let block = &chosen[chosen.len() / BLOCK * BLOCK..];
        let at = next(&open, block, true)
            .or_else(|| next(&open, block, false))
            .expect("there is somebody left");
        let pick = open.remove(at);
        chosen.push(pick);
    }
    chosen.into_iter().map(|(suggestion, _)| suggestion).collect()
}

/// Returns the place of the next pick: the most relevant that is least like those chosen, within the caps if asked.
fn next(
    open: &[(Suggestion, Profile)],
    block: &[(Suggestion, Profile)],
    capped: bool,
) -> Option<usize> {
    let free = |profile: &Profile| {
        let same = |like: fn(&Profile, &Profile) -> bool| {
            block.iter().filter(|(_, it)| like(it, profile)).count()
        };
        same(|a, b| a.lens == b.lens) < CAP
            && same(|a, b| a.introducer.is_some() && a.introducer == b.introducer) < CAP
    };
    let value = |(suggestion, profile): &(Suggestion, Profile)| {
        let likeness = block.iter().map(|(_, it)| it.likeness(profile)).fold(0.0, f64::max);
        RELEVANCE * suggestion.score - (1.0 - RELEVANCE) * likeness
    };
    let mut best: Option<(usize, f64)> = None;
    for (at, candidate) in
        open.iter().enumerate().filter(|(_, (_, profile))| !capped || free(profile))
    {
        // The list is in order: once even no likeness at all could not help, nobody further down can win.
        if best.is_some_and(|(_, most)| RELEVANCE * candidate.0.score <= most) {
            break;
        }
        let worth = value(candidate);
        if best.is_none_or(|(_, most)| worth > most) {
            best = Some((at, worth));
        }
    }
    best.map(|(at, _)| at)
}

/// What makes two suggestions alike.
struct Profile {
    lens: &'static str,
    organization: Option<OrganizationId>,
    departments: Vec<DepartmentId>,
    communities: Vec<CommunityId>,
    introducer: Option<PersonId>,
}

fn profile(suggestion: &Suggestion, scene: &Scene<'_>) -> Profile {
    let lens = suggestion.main().lens.name;
    match &suggestion.about {
        About::Person(id) => Profile {
            lens,
            organization: scene.organization(id),
            departments: scene.departments(id).into_iter().cloned().collect(),
            communities: scene.communities(id).into_iter().cloned().collect(),
            introducer: scene.introducer(id),
        },
        About::Slot(_) => {
            let introducer = suggestion.main().sighting.askers.first().cloned();
            Profile {
                lens,
                organization: None,
                departments: Vec::new(),
                communities: Vec::new(),
                introducer,
            }
        }
    }
}

impl Profile {
    fn likeness(&self, other: &Self) -> f64 {
        let unit = if self.departments.is_empty() && other.departments.is_empty() {
            self.organization.is_some() && self.organization == other.organization
        } else {
            self.departments.iter().any(|it| other.departments.contains(it))
        };
        let shared = self.communities.iter().filter(|it| other.communities.contains(it)).count();
        let either = self.communities.len() + other.communities.len() - shared;
        let jaccard = if either == 0 { 0.0 } else { shared as f64 / either as f64 };
        let one = |same: bool| f64::from(u8::from(same));
        0.4 * one(self.lens == other.lens)
            + 0.3 * one(unit)
            + 0.2 * jaccard
            + 0.1 * one(self.introducer.is_some() && self.introducer == other.introducer)
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, suggestion};
    use crate::lenses::{About, Factor, Lens, Rule, Sighting};

    #[test]
    fn two_lenses_combine_as_published() {
        let about = About::Person("dana".parse().unwrap());
        let answer = |lens: &str, score: f64| Answer {
            lens: Lens::named(lens).unwrap(),
            memory: 1.0,
            sighting: Sighting::new(
                about.clone(),
                Rule::Product,
                vec![Factor::new("it", score, 1.0, "")],
            ),
        };
        let both =
            suggestion(about.clone(), vec![answer("overdue", 0.43), answer("stakeholder", 0.5945)]);
        assert!((both.score - 0.7514).abs() < 0.00005);
        assert_eq!(both.main().lens.name, "stakeholder");
    }
}
