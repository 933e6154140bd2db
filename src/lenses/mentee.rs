//! Mentee: whom could ego help on with something ego can do?
//!
//! Sees people who seek a topic in which ego is two of five above them, while ego mentors fewer than three. Blind to
//! needs nobody recorded. Score: `.45 match + .20 strength + .20 likeness + .15 (1 − load)`. Mentoring goes with a better
//! career for the mentor, too (Ghosh & Reio 2013).

use super::likeness::Likeness;
use super::part::{Part, mean_known, unknown};
use super::sighting::{About, Citation, Rule, Sighting};
use super::talents::{Lesson, MASTER, learners};
use super::{Lens, Scene};
use crate::network::{Key, PersonId, Record, Tie, TieKind};

pub(super) const LENS: Lens = Lens {
    name: "mentee",
    asks: "Whom can I help on with what I know?",
    source: "Ghosh & Reio 2013; Eby et al. 2013",
    weight: 0.5,
    gate,
    rate,
    sight,
    ..super::PLAIN
};

/// So many mentees are enough: an hour for each every second week is a day a month (our default).
const ENOUGH: usize = 3;

fn lesson<'n>(scene: &Scene<'n>, person: &PersonId) -> Option<Lesson<'n>> {
    scene.kept().learners.get_or_init(|| learners(scene)).get(person).copied()
}

/// Returns whom the seat mentors now.
fn mentees<'s, 'n>(scene: &'s Scene<'n>) -> &'s [&'n PersonId] {
    let led = || scene.network().graph().led_to(scene.seat(), TieKind::Mentors, scene.today());
    scene.kept().mentees.get_or_init(led)
}

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    if lesson(scene, person).is_none() {
        return Some("seeks no topic on record in which you are two of five ahead".to_owned());
    }
    let mentees = mentees(scene);
    if mentees.contains(&person) {
        return Some("you mentor them already".to_owned());
    }
    if mentees.len() >= ENOUGH {
        return Some(format!("you mentor {} already, {ENOUGH} are enough", mentees.len()));
    }
    super::planned(scene, person)
}

fn parts(scene: &Scene<'_>, person: &PersonId) -> [Part; 4] {
    let ahead = lesson(scene, person).map_or(0, |it| it.yours - it.theirs);
    [
        Part::new("match", 0.45, f64::from(ahead) / f64::from(MASTER)),
        Part::new("strength", 0.2, scene.strength(person)),
        Part::new("likeness", 0.2, Likeness::of(scene, person).map(|it| it.value())),
        Part::new("free time", 0.15, 1.0 - (mentees(scene).len() as f64 / ENOUGH as f64).min(1.0)),
    ]
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    mean_known(&parts(scene, person))
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let lesson = lesson(scene, person).expect("the gate let pass who can learn");
    let parts = parts(scene, person);
    let topic = scene.topic_name(lesson.topic);
    let sought = format!("seeks {topic}: you {} of 5, they {}", lesson.yours, lesson.theirs);
    let tied = format!("strength {:.2}", scene.strength(person));
    let alike = Likeness::of(scene, person).map(|it| it.words(scene));
    let n = mentees(scene).len();
    let load = format!("you mentor {n} of the {ENOUGH} that are enough");
    let own = || [Key::Person(person.clone())];
    let ties = scene.records_of_tie(scene.seat(), person);
    let factors = [
        parts[0].told(sought.clone(), parts[0].raised_by(own())),
        parts[1].told(tied, parts[1].raised_by(ties)),
        parts[2].told(alike.clone().unwrap_or_default(), parts[2].raised_by(own())),
        parts[3].told(load.clone(), mentoring(scene, person)),
    ];
    let because = [Some(sought), alike, (n > 0).then_some(load), unknown(&parts)];
    Sighting::new(About::Person(person.clone()), Rule::Mean, factors.into_iter().flatten().collect())
        .because(because.into_iter().flatten().collect())
        .step(format!("offer half an hour on {topic}, once"))
}

/// Returns the ties that say whom the seat mentors: each leaves less time, and may embed the tie to the person.
fn mentoring(scene: &Scene<'_>, person: &PersonId) -> Vec<Citation> {
    let strengths = scene.ground().strengths();
    let ties = mentees(scene).iter().flat_map(|it| strengths.declared_between(scene.seat(), it));
    let ties = ties.filter(|it| it.kind == TieKind::Mentors && it.from == *scene.seat());
    let embeds =
        |tie: &Tie, key: &Key| strengths.is_barely_embedded(person) && strengths.embeds((&tie.from, &tie.to), key);
    let cited = |tie: &Tie| {
        let key = Key::Tie(tie.id());
        if embeds(tie, &key) { Citation::bearing(key) } else { Citation::opposing(key) }
    };
    ties.map(cited).collect()
}

#[cfg(test)]
mod tests;
