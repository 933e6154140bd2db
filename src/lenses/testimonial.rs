//! Testimonial: who could say in public what was achieved together?
//!
//! Sees strong ties with a success on record in the last year. Blind to success nobody wrote down. Score:
//! `.35 S + .25·2^(−age/90) + .20 authority + .20 reciprocity`. People say yes to a direct ask about twice as often as
//! those who ask expect (Flynn & Lake 2008): the step says so.

mod given;

use given::Given;

use std::collections::HashMap;

use super::asked::came_of;
use super::part::{Part, mean_known, unknown};
use super::sighting::{About, Citation, Rule, Sighting, is_less};
use super::standing::{highest, standing};
use super::{Lens, Scene};
use crate::network::{Key, Meeting, PersonId, Purpose, Record};

pub(super) const LENS: Lens = Lens {
    name: "testimonial",
    asks: "Who could say in public what we achieved together?",
    source: "Flynn & Lake 2008; Gouldner 1960",
    weight: 0.5,
    gate,
    rate,
    sight,
    ..super::PLAIN
};

/// Of a tie weaker than this no testimonial is asked.
const LEAST_STRENGTH: f64 = 0.45;
/// A success is told, and a testimonial asked for, once in so many days.
const YEAR: i32 = 365;
/// Of one person no more than one favour is asked in so many days (our default).
const FAVOUR: i32 = 90;
/// Days in which a success loses half its freshness.
const HALF_LIFE: f64 = 90.0;

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    if !scene.is_ego() {
        return Some("asks are ego's; this is another seat".to_owned());
    }
    if success(scene, person).is_none() {
        return Some("no success of the last year is on record: `acquaint met NAME --success TEXT`".to_owned());
    }
    let strength = scene.strength(person);
    if strength < LEAST_STRENGTH {
        return Some(format!("the tie's strength is {strength:.2}, below {LEAST_STRENGTH}"));
    }
    let asked = scene.ground().asks();
    if let Some(ask) = asked.lately_for(Purpose::Testimonial, person, YEAR).next_back() {
        return Some(format!("{}; once a year is enough", came_of(ask)));
    }
    let favour = asked.lately(person, FAVOUR).next_back();
    favour.map(|it| format!("{} was asked of them on {}; one favour in {FAVOUR} days is enough", it.purpose, it.on))
}

/// Returns the last meeting of the last year with which a success is recorded.
fn success<'n>(scene: &Scene<'n>, person: &PersonId) -> Option<&'n Meeting> {
    scene.kept().successes.get_or_init(|| successes(scene)).get(person).copied()
}

fn successes<'n>(scene: &Scene<'n>) -> HashMap<&'n PersonId, &'n Meeting> {
    let meetings = scene.ground().strengths().meetings_of(scene.seat()).iter().copied().rev();
    let recent = meetings.take_while(|it| scene.days_since(it.on) <= YEAR);
    let told = recent.filter(|it| !it.without_ego && !it.success.trim().is_empty());
    let mut last = HashMap::new();
    for (who, meeting) in told.flat_map(|it| it.with.iter().map(move |who| (who, it))) {
        last.entry(who).or_insert(meeting);
    }
    last
}

fn parts(scene: &Scene<'_>, person: &PersonId) -> [Part; 4] {
    let reciprocity = Given::of(scene, person).value();
    parts_of(scene, person, (scene.strength(person), success(scene, person), reciprocity))
}

fn parts_of(
    scene: &Scene<'_>,
    person: &PersonId,
    (strength, success, reciprocity): (f64, Option<&Meeting>, Option<f64>),
) -> [Part; 4] {
    let fresh = success.map(|it| (-f64::from(scene.days_since(it.on)) / HALF_LIFE).exp2());
    [
        Part::new("strength", 0.35, strength),
        Part::new("freshness", 0.25, fresh),
        Part::new("authority", 0.2, highest(scene, person).map(standing)),
        Part::new("reciprocity", 0.2, reciprocity),
    ]
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    mean_known(&parts(scene, person))
}

/// Returns a meeting, tie or ask as what it is for the score; nothing if it makes no difference.
fn cited(scene: &Scene<'_>, person: &PersonId, key: Key) -> Option<Citation> {
    let (ends, score) = ((scene.seat(), person), rate(scene, person));
    let rest = rest(scene, person, &key);
    let exact = matches!(key, Key::Ask(_)) || scene.is_of_one_tie(ends, &key);
    match exact || is_less(rest, score) {
        true => Citation::by(key, score, rest),
        false => None,
    }
}

/// Returns the score without a meeting, tie or ask, 0..1; at most that, where it says of more than the two.
fn rest(scene: &Scene<'_>, person: &PersonId, key: &Key) -> f64 {
    let strength = match key {
        Key::Person(_) => 0.0,
        Key::Ask(_) => scene.strength(person),
        key => scene.ground().strengths().without((scene.seat(), person), key),
    };
    let recent = scene.ground().strengths().meetings_between(scene.seat(), person).into_iter();
    let mut told = recent.filter(|it| scene.days_since(it.on) <= YEAR && !it.success.trim().is_empty());
    let success = told.rfind(|it| Key::Meeting(it.id()) != *key);
    if strength < LEAST_STRENGTH || success.is_none() {
        return 0.0;
    }
    let reciprocity = Given::of(scene, person).without(key).value();
    mean_known(&parts_of(scene, person, (strength, success, reciprocity)))
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let success = success(scene, person).expect("the gate let pass with whom there was success");
    let (parts, given) = (parts(scene, person), Given::of(scene, person));
    let tied = format!("strength {:.2}", scene.strength(person));
    let told = format!("{}, {} days ago", quoted(&success.success), scene.days_since(success.on));
    let level = highest(scene, person).map(|it| format!("{it} by title"));
    let ties = scene.records_of_tie(scene.seat(), person);
    let cited = |keys: Vec<Key>| keys.into_iter().filter_map(|it| cited(scene, person, it)).collect::<Vec<_>>();
    let supported = |keys: Vec<Key>| {
        let mut records = cited(keys.into_iter().filter(|it| !given.is_taken(it)).collect());
        records.retain(Citation::supports);
        records
    };
    let factors = [
        parts[0].told(tied.clone(), supported(ties)),
        parts[1].told(told.clone(), supported(vec![Key::Meeting(success.id())])),
        parts[2].told(level.unwrap_or_default(), parts[2].raised_by([Key::Person(person.clone())])),
        parts[3].told(given.words(), cited(given.records())),
    ];
    let because = [Some(told), Some(tied), parts[3].value.map(|_| given.words()), unknown(&parts)];
    Sighting::new(About::Person(person.clone()), Rule::Mean, factors.into_iter().flatten().collect())
        .because(because.into_iter().flatten().collect())
        .step("ask for two sentences, with a draft; people say yes far more often than one expects (Flynn & Lake 2008)")
        .asks(Purpose::Testimonial)
}

/// Returns ego's words on one line, in quotes, shortened where they are long.
fn quoted(words: &str) -> String {
    const LONGEST: usize = 80;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("\"{}…\"", line[..end].trim_end()),
        None => format!("\"{line}\""),
    }
}

#[cfg(test)]
mod tests;
