//! Bridge: who opens a department, community or organization that ego has no way into?
//!
//! Sees weakly tied people who can be reached and belong where ego knows nobody well. Few shared contacts are best, not
//! none (an inverted U, Rajkumar et al. 2022): `u(m) = (m/m₀)·e^(1−m/m₀)`, m₀ = 3.

use super::scene::Footing;
use super::sighting::{About, Citation, Factor, Rule, Sighting, is_less};
use super::{Lens, Reach, Scene};
use crate::network::{Key, Node, PersonId};

pub(super) const LENS: Lens = Lens {
    name: "bridge",
    asks: "Who opens a circle that I have no way into?",
    source: "Granovetter 1973; Burt 1992; Rajkumar et al. 2022",
    weight: 0.7,
    gate,
    rate,
    sight,
    ..super::PLAIN
};

/// A circle covered better than this is no new one.
const COVERED: f64 = 0.5;
/// A tie stronger than this is no weak one.
const WEAK: f64 = 0.2;
/// A tie weaker than this shares no contact.
const TIED: f64 = 0.1;
/// The number of shared contacts that is best.
const BEST_SHARED: f64 = 3.0;

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    let strength = scene.strength(person);
    if strength >= WEAK {
        return Some(format!("you know each other: strength {strength:.2}, no weak tie"));
    }
    if scene.reach(person).is_none() {
        return Some("no warm path leads there".to_owned());
    }
    match open_circle(scene, person) {
        None => Some("belongs to no department, community or organization on record".to_owned()),
        Some((circle, covered)) if covered >= COVERED => {
            Some(format!("{} is covered: {covered:.2}", scene.circle_name(circle)))
        }
        Some(_) => None,
    }
}

/// Returns the person's department, community or organization with the least coverage, `1 − Π(1 − S)` over its members.
fn open_circle<'n>(scene: &Scene<'n>, person: &PersonId) -> Option<(&'n Node, f64)> {
    let circles = scene.network().graph().circles(person, scene.today()).into_iter();
    let covered = circles.map(|it| (it, scene.circle_coverage(it)));
    covered.min_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(b.0)))
}

/// Returns how good `m` shared contacts are for a bridge, 0..1, best at three.
fn shared_value(m: usize) -> f64 {
    let share = m as f64 / BEST_SHARED;
    share * (1.0 - share).exp()
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    let covered = open_circle(scene, person).map_or(1.0, |(_, covered)| covered);
    let reached = scene.reach(person).map_or(0.0, |it| it.strength);
    0.4 * (1.0 - covered) + 0.3 * shared_value(scene.mutual(person).len()) + 0.3 * reached
}

/// Returns the records of the path without which the score is lower. One may also say of a member of the circle, which
/// speaks against it, or make one shared contact too many.
fn opening(scene: &Scene<'_>, person: &PersonId, reach: &Reach) -> Vec<Citation> {
    let score = rate(scene, person);
    let counts = |it: &Footing<'_>| rest(scene, person, it).is_some_and(|rest| is_less(rest, score));
    let records = scene.footing(reach).into_iter().filter(counts).map(|it| Citation::supporting(it.key));
    records.chain(scene.asks_on_path(reach)).collect()
}

/// Returns the score without a record of the path, at most; nothing if it says of more than one tie.
fn rest(scene: &Scene<'_>, person: &PersonId, record: &Footing<'_>) -> Option<f64> {
    let (covered, gone) = match &record.key {
        Key::Person(id) if id == person => return Some(0.0),
        Key::Person(id) => (covered_without(scene, person, id)?, true),
        key if !scene.is_of_one_tie(record.ends, key) => return None,
        key => {
            let left = scene.ground().strengths().without(record.ends, key);
            (covered_if(scene, person, (record.ends, left)), left < TIED)
        }
    };
    let shared = scene.mutual(person);
    let lost = |it: &PersonId| gone && shared.contains(&it) && (it == record.ends.0 || it == record.ends.1);
    let n_lost = [record.ends.0, record.ends.1].into_iter().filter(|it| lost(it)).count();
    Some(0.4 * (1.0 - covered) + 0.3 * shared_value(shared.len() - n_lost) + 0.3 * record.rest)
}

/// Returns the least coverage of what the person belongs to, 0..1, if a tie had that strength.
fn covered_if(scene: &Scene<'_>, person: &PersonId, (ends, strength): ((&PersonId, &PersonId), f64)) -> f64 {
    let circles = scene.network().graph().circles(person, scene.today()).into_iter();
    let covered = circles.map(|it| match scene.at_other_end(ends) {
        Some(member) => scene.coverage_if(it, (member, strength)),
        None => scene.circle_coverage(it),
    });
    covered.fold(1.0, f64::min)
}

/// Returns the same without somebody who belongs to none of it, and without whom no tie of ego's would be another.
fn covered_without(scene: &Scene<'_>, person: &PersonId, id: &PersonId) -> Option<f64> {
    let circles = scene.network().graph().circles(person, scene.today());
    let apart = !circles.iter().any(|it| scene.network().graph().members(it, scene.today()).contains(&id));
    let steady = !scene.ground().strengths().holds_up(id) && scene.only_strengthens(&Key::Person(id.clone()));
    open_circle(scene, person).map(|it| it.1).filter(|_| apart && steady)
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let (circle, covered) = open_circle(scene, person).expect("the gate let pass who belongs somewhere");
    let reach = scene.reach(person).expect("the gate let pass who can be reached");
    let mutual = scene.mutual(person);
    let name = scene.circle_name(circle);
    let open = Factor::new("new circle", 1.0 - covered, 0.4, format!("your coverage of {name} is {covered:.2}"))
        .from(vec![Citation::supporting(Key::Person(person.clone()))]);
    let names: Vec<_> = mutual.iter().take(3).map(|it| scene.network().name(it)).collect();
    let text = if names.is_empty() {
        "no shared contacts".to_owned()
    } else {
        format!("{} shared: {}", mutual.len(), names.join(", "))
    };
    let shared = Factor::new("shared contacts", shared_value(mutual.len()), 0.3, text.clone());
    let near = Factor::new("reach", reach.strength, 0.3, format!("reach {:.2}", reach.strength))
        .from(opening(scene, person, &reach));
    let because = vec![format!("opens {name}, where your coverage is {covered:.2}"), text];
    Sighting::new(About::Person(person.clone()), Rule::Mean, vec![open, shared, near])
        .because(because)
        .step("ask for a short introduction; one question about their field is enough")
}

#[cfg(test)]
mod tests {
    use super::shared_value;

    #[test]
    fn few_shared_contacts_are_best() {
        let expected = [(0, 0.0), (1, 0.649), (2, 0.930), (3, 1.0), (5, 0.856), (8, 0.504)];
        for (m, value) in expected {
            assert!((shared_value(m) - value).abs() < 0.0005, "{m}");
        }
    }
}
