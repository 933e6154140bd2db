//! Reconnect: which tie was strong once, has gone quiet, and is worth waking?
//!
//! Sees dormant ties (see `dormancy`). Advice from them is as good as from current ones; the best are novel, of standing
//! and trusted, and people wrongly choose the comfortable ones (Levin, Walter & Murnighan 2011; Walter, Levin &
//! Murnighan 2015). Blind to why it went quiet. Score: `.30 peak + .25 status + .25 novelty + .20 trust`.

use super::dormancy::Dormancy;
use super::part::{Part, mean_known, unknown};
use super::sighting::{About, Citation, Rule, Sighting, is_less};
use super::standing::{highest, standing};
use super::{Lens, Scene};
use crate::network::{Key, Node, PersonId, Record};

pub(super) const LENS: Lens = Lens {
    name: "reconnect",
    asks: "Which tie was strong once and is worth waking?",
    source: "Levin, Walter & Murnighan 2011; Walter, Levin & Murnighan 2015",
    weight: 0.6,
    gate,
    rate,
    sight,
    ..super::PLAIN
};

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    match Dormancy::of(scene, person) {
        Err(awake) => Some(awake.words()),
        Ok(_) => super::planned(scene, person),
    }
}

/// Returns what the person belongs to that the seat's ties cover least, and how well they do, 0..1.
fn newest<'n>(scene: &Scene<'n>, person: &PersonId) -> Option<(&'n Node, f64)> {
    let circles = scene.network().graph().circles(person, scene.today()).into_iter();
    let covered = circles.map(|it| (it, scene.circle_coverage(it)));
    covered.min_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(b.0)))
}

fn parts(scene: &Scene<'_>, person: &PersonId) -> [Part; 4] {
    [
        Part::new("peak", 0.3, Dormancy::of(scene, person).ok().map(|it| it.peak.1)),
        Part::new("status", 0.25, highest(scene, person).map(standing)),
        Part::new("novelty", 0.25, newest(scene, person).map(|it| 1.0 - it.1)),
        Part::new("trust", 0.2, scene.closeness(person).map(|it| f64::from(it) / 5.0)),
    ]
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    mean_known(&parts(scene, person))
}

/// Returns the meeting of the best day as what it is: without it the tie was weaker then, and may be weaker today, so that
/// there is more news.
fn strongest_by<'n>(scene: &Scene<'n>, person: &PersonId, dormancy: &Dormancy<'n>) -> Option<Citation> {
    let key = Key::Meeting(dormancy.peak.0.id());
    let Some(peak) = dormancy.peak_without(scene, person) else { return Some(Citation::supporting(key)) };
    let left = scene.ground().strengths().without((scene.seat(), person), &key);
    let alone = scene.is_of_one_tie((scene.seat(), person), &key);
    let mut rest = parts(scene, person);
    rest[0].value = Some(peak);
    // What it says of others may leave any circle less covered.
    rest[2].value = rest[2].value.map(|_| if alone { novelty_if(scene, person, left) } else { 1.0 });
    let (score, rest) = (rate(scene, person), mean_known(&rest));
    if alone || is_less(rest, score) {
        return Citation::by(key, score, rest);
    }
    is_less(peak, dormancy.peak.1).then(|| Citation::bearing(key))
}

/// Returns how much news there is, 0..1, if the tie to the person had that strength.
fn novelty_if(scene: &Scene<'_>, person: &PersonId, strength: f64) -> f64 {
    let circles = scene.network().graph().circles(person, scene.today()).into_iter();
    1.0 - circles.map(|it| scene.coverage_if(it, (person, strength))).fold(1.0, f64::min)
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let dormancy = Dormancy::of(scene, person).expect("the gate let pass who is dormant");
    let parts = parts(scene, person);
    let (best, strength) = dormancy.peak;
    let quiet =
        format!("{} days without contact both ways, strength {strength:.2} at best, on {}", dormancy.quiet, best.on);
    let level = highest(scene, person).map(|it| format!("{it} by title"));
    let open = newest(scene, person).map(|(it, covered)| (scene.circle_name(it), covered));
    let open = open.map(|(name, covered)| format!("of {name}, where your coverage is {covered:.2}"));
    let trust = scene.closeness(person).map(|it| format!("closeness {it} of 5"));
    let own = || [Key::Person(person.clone())];
    let factors = [
        parts[0].told(quiet.clone(), strongest_by(scene, person, &dormancy).into_iter().collect()),
        parts[1].told(level.clone().unwrap_or_default(), parts[1].raised_by(own())),
        parts[2].told(open.clone().unwrap_or_default(), parts[2].raised_by(own())),
        parts[3].told(trust.clone().unwrap_or_default(), parts[3].raised_by(own())),
    ];
    // What ego knows well already is no news of theirs.
    let news = open.filter(|_| parts[2].value > Some(0.5));
    let because = [Some(quiet), news, trust, unknown(&parts)];
    Sighting::new(About::Person(person.clone()), Rule::Mean, factors.into_iter().flatten().collect())
        .because(because.into_iter().flatten().collect())
        .step("write three lines: what made you think of them, and one question")
}

#[cfg(test)]
mod tests;
