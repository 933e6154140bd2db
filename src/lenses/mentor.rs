//! Mentor: who is well ahead in something ego wants to learn?
//!
//! Sees people whose skill in a topic ego seeks is 3 of 5 at least and two above ego's own. Blind to skills nobody
//! recorded. Score: `.40 expertise + .25 likeness + .20 reach + .15 availability`. That mentoring helps a career, by
//! little, is Allen et al. 2004; that likeness below the surface makes it good, Eby et al. 2013.

use super::asked::came_of;
use super::likeness::Likeness;
use super::part::{Part, mean_known, unknown};
use super::sighting::{About, Citation, Rule, Sighting};
use super::talents::{Lesson, MASTER, teachers};
use super::{Lens, Scene};
use crate::network::{Ask, Key, Outcome, PersonId, Purpose, Record, TieKind};

pub(super) const LENS: Lens = Lens {
    name: "mentor",
    asks: "Who can teach me what I want to learn?",
    source: "Allen et al. 2004; Eby et al. 2013",
    weight: 0.8,
    gate,
    rate,
    sight,
    ..super::PLAIN
};

/// An ask that was answered is let rest for so many days (our default).
const ANSWERED: i32 = 180;
/// An ask without an answer is open for so many days (our default).
const OPEN: i32 = 90;

fn lesson<'n>(scene: &Scene<'n>, person: &PersonId) -> Option<Lesson<'n>> {
    scene.kept().teachers.get_or_init(|| teachers(scene)).get(person).copied()
}

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    if lesson(scene, person).is_none() {
        return Some(nothing_to_learn(scene).to_owned());
    }
    let mentors = scene.network().graph().led_from(scene.seat(), TieKind::Mentors, scene.today());
    if mentors.contains(&person) {
        return Some("mentors you already".to_owned());
    }
    let mut asked = scene.ground().asks().lately_for(Purpose::Mentoring, person, ANSWERED);
    match asked.rfind(|it| it.outcome.is_some()) {
        Some(ask) if ask.outcome == Some(Outcome::No) => Some(came_of(ask)),
        Some(ask) => Some(format!("{}: `acquaint tie` records that they mentor you", came_of(ask))),
        None => super::planned(scene, person),
    }
}

/// Returns the asks for mentoring that wait for an answer.
fn open_asks<'n>(scene: &Scene<'n>, person: &PersonId) -> Vec<&'n Ask> {
    let asked = scene.ground().asks().lately_for(Purpose::Mentoring, person, OPEN);
    asked.filter(|it| it.outcome.is_none()).collect()
}

fn nothing_to_learn(scene: &Scene<'_>) -> &'static str {
    if scene.sought().is_empty() {
        "you seek no topic on record: `acquaint edit me --seeks TOPIC`"
    } else {
        "no skill on record, of 3 at least and two above yours, in what you seek"
    }
}

fn parts(scene: &Scene<'_>, person: &PersonId) -> [Part; 4] {
    let expertise = lesson(scene, person).map_or(0.0, |it| f64::from(it.theirs) / f64::from(MASTER));
    [
        Part::new("expertise", 0.4, expertise),
        Part::new("likeness", 0.25, Likeness::of(scene, person).map(|it| it.value())),
        Part::new("reach", 0.2, scene.reach(person).map_or(0.0, |it| it.strength)),
        Part::new("availability", 0.15, 1.0 / (1.0 + open_asks(scene, person).len() as f64)),
    ]
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    mean_known(&parts(scene, person))
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let lesson = lesson(scene, person).expect("the gate let pass who can teach");
    let parts = parts(scene, person);
    let topic = scene.topic_name(lesson.topic);
    let skilled = format!("{topic}, which you seek: {} of 5, you {}", lesson.theirs, lesson.yours);
    let alike = Likeness::of(scene, person).map_or_else(String::new, |it| it.words(scene));
    let reach = scene.reach(person);
    let near =
        reach.as_ref().map_or_else(|| "no warm path on record".to_owned(), |it| format!("reach {:.2}", it.strength));
    let open = open_asks(scene, person);
    let waits = open.last().map(|it| came_of(it));
    let own = || [Key::Person(person.clone())];
    let factors = [
        parts[0].told(skilled.clone(), parts[0].raised_by(own())),
        parts[1].told(alike.clone(), parts[1].raised_by(own())),
        parts[2].told(near, reach.map(|it| scene.records_of_path(&it)).unwrap_or_default()),
        parts[3].told(
            waits.clone().unwrap_or_else(|| "no open ask".to_owned()),
            open.iter().map(|it| Citation::opposing(Key::Ask(it.id()))).collect(),
        ),
    ];
    let because = [Some(skilled), Some(alike).filter(|it| !it.is_empty()), waits, unknown(&parts)];
    Sighting::new(About::Person(person.clone()), Rule::Mean, factors.into_iter().flatten().collect())
        .because(because.into_iter().flatten().collect())
        .step(format!("ask for one hour on {topic}, with one question sent ahead"))
        .asks(Purpose::Mentoring)
}

#[cfg(test)]
mod tests;
