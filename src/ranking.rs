//! From sightings to suggestions: combined by alter, diversified, remembered. It knows no lens by name.

pub mod ascent;
mod diversity;
mod memory;

use std::collections::BTreeMap;

pub use diversity::diversified;
pub use memory::Memory;

use crate::lenses::{About, Lens, Scene, Sighting};

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
