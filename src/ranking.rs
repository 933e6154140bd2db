//! From sightings to suggestions: combined by alter, diversified, remembered. It knows no lens by name.

pub mod ascent;
mod memory;

use std::collections::{BTreeMap, HashMap};

pub use memory::Memory;

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

/// An alter or empty slot with its scores, not yet in words.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Whom or what it is about.
    pub about: About,
    /// The score it is ranked by, 0..1.
    pub score: f64,
    /// The lenses that see it and what each contributes, the most first.
    lenses: Vec<(&'static Lens, f64)>,
}

impl Candidate {
    fn of(about: About, mut lenses: Vec<(&'static Lens, f64)>) -> Self {
        let score = 1.0 - lenses.iter().map(|(_, it)| 1.0 - it).product::<f64>();
        lenses.sort_by(|a, b| b.1.total_cmp(&a.1));
        Self { about, score, lenses }
    }

    fn main(&self) -> &'static str {
        self.lenses.first().map_or("", |(lens, _)| lens.name)
    }

    /// Returns the suggestion in words.
    #[must_use]
    pub fn told(self, scene: &Scene<'_>) -> Option<Suggestion> {
        let memory = Memory::of(scene);
        let answer = |lens: &'static Lens| {
            let left = memory.left(&self.about, lens.name);
            Some(Answer { lens, memory: left, sighting: lens.tell(scene, &self.about)? })
        };
        let answers: Vec<Answer> = self.lenses.iter().filter_map(|(lens, _)| answer(lens)).collect();
        (!answers.is_empty()).then_some(Suggestion { about: self.about, score: self.score, answers })
    }
}

/// Returns the candidates of one lens by its own score alone, nothing moved.
#[must_use]
pub fn by_lens(lens: &'static Lens, scene: &Scene<'_>) -> Vec<Candidate> {
    let seen = lens.look(scene).into_iter();
    let mut all: Vec<_> = seen.map(|(about, score)| Candidate { about, score, lenses: vec![(lens, score)] }).collect();
    sort(&mut all);
    all
}

/// Returns the candidates of several lenses, combined by alter, the best first.
#[must_use]
pub fn combined(lenses: &'static [Lens], scene: &Scene<'_>) -> Vec<Candidate> {
    let mut by_alter: BTreeMap<About, Vec<(&'static Lens, f64)>> = BTreeMap::new();
    let memory = Memory::of(scene);
    for lens in lenses {
        let least = (lens.least)(scene);
        for (about, score) in lens.look(scene).into_iter().filter(|(_, score)| *score >= least) {
            let left = memory.left(&about, lens.name);
            if left > 0.0 {
                by_alter.entry(about).or_default().push((lens, lens.weight * left * score));
            }
        }
    }
    let mut all: Vec<_> = by_alter.into_iter().map(|(about, lenses)| Candidate::of(about, lenses)).collect();
    sort(&mut all);
    all
}

fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.about.cmp(&b.about)));
}

/// Returns the first `top` of a combined list, each block of five diversified: like ones make room for others.
#[must_use]
pub fn diversified(mut open: Vec<Candidate>, scene: &Scene<'_>, top: usize) -> Vec<Candidate> {
    let mut profiles: HashMap<About, Profile> = HashMap::new();
    let mut chosen: Vec<Candidate> = Vec::new();
    while chosen.len() < top && !open.is_empty() {
        let block: Vec<Profile> = chosen[chosen.len() / BLOCK * BLOCK..].iter().map(|it| profile(it, scene)).collect();
        let last = block.len() + 1 == BLOCK || chosen.len() + 1 == top;
        let insisted = if last { insisting(&open, &block) } else { None };
        let picked = insisted.or_else(|| next(&open, &block, &mut profiles, scene, true));
        let at = picked.or_else(|| next(&open, &block, &mut profiles, scene, false)).expect("there is somebody left");
        chosen.push(open.remove(at));
    }
    chosen
}

/// Returns the place of the best candidate of a lens that insists on one and has none in the block.
fn insisting(open: &[Candidate], block: &[Profile]) -> Option<usize> {
    let insists = |lens: &Lens, worth: f64| lens.insists.is_some_and(|least| worth >= lens.weight * least);
    let lacks = |lens: &Lens| block.iter().all(|it| it.lens != lens.name);
    open.iter().position(|it| it.lenses.first().is_some_and(|(lens, worth)| insists(lens, *worth) && lacks(lens)))
}

/// Returns the place of the next pick: the most relevant that is least like those chosen, within the caps if asked.
fn next(
    open: &[Candidate],
    block: &[Profile],
    profiles: &mut HashMap<About, Profile>,
    scene: &Scene<'_>,
    capped: bool,
) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (at, candidate) in open.iter().enumerate() {
        // The list is in order: where even no likeness at all could not help, nobody further down can win.
        if best.is_some_and(|(_, most)| RELEVANCE * candidate.score <= most) {
            break;
        }
        if capped && block.iter().filter(|it| it.lens == candidate.main()).count() >= CAP {
            continue;
        }
        let profile = profiles.entry(candidate.about.clone()).or_insert_with(|| profile(candidate, scene));
        if capped
            && block.iter().filter(|it| it.introducer.is_some() && it.introducer == profile.introducer).count() >= CAP
        {
            continue;
        }
        let likeness = block.iter().map(|it| it.likeness(profile)).fold(0.0, f64::max);
        let worth = RELEVANCE * candidate.score - (1.0 - RELEVANCE) * likeness;
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

fn profile(candidate: &Candidate, scene: &Scene<'_>) -> Profile {
    let lens = candidate.main();
    match &candidate.about {
        About::Person(id) => Profile {
            lens,
            organization: scene.organization(id),
            departments: scene.departments(id).into_iter().cloned().collect(),
            communities: scene.communities(id).into_iter().cloned().collect(),
            introducer: scene.introducer(id),
        },
        About::Pair(one, other) => {
            let both = |of: &dyn Fn(&PersonId) -> Vec<CommunityId>| [of(one), of(other)].concat();
            let communities = both(&|it| scene.communities(it).into_iter().cloned().collect());
            Profile { lens, organization: None, departments: Vec::new(), communities, introducer: None }
        }
        About::Slot(_) => {
            let sighting = candidate.lenses.first().and_then(|(lens, _)| lens.tell(scene, &candidate.about));
            let introducer = sighting.and_then(|it| it.askers.first().cloned());
            Profile { lens, organization: None, departments: Vec::new(), communities: Vec::new(), introducer }
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
    use super::Candidate;
    use crate::lenses::{About, Lens};

    #[test]
    fn two_lenses_combine_as_published() {
        let lens = |name: &str, score: f64| {
            let lens = Lens::named(name).unwrap();
            (lens, lens.weight * score)
        };
        let about = About::Person("dana".parse().unwrap());
        let both = Candidate::of(about, vec![lens("overdue", 0.43), lens("stakeholder", 0.5945)]);
        assert!((both.score - 0.7514).abs() < 0.00005);
        assert_eq!(both.main(), "stakeholder");
    }
}
