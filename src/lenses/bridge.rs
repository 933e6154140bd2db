//! Bridge: who opens a department, community or organization that ego has no way into?
//!
//! Sees weakly tied people who can be reached and belong where ego knows nobody well. Few shared contacts are best, not
//! none (an inverted U, Rajkumar et al. 2022): `u(m) = (m/m₀)·e^(1−m/m₀)`, m₀ = 3.

use super::sighting::{About, Citation, Factor, Rule, Sighting};
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

/// Returns the records of the path that count for it alone: one that says of a member of the circle also covers that, and
/// beyond the best number, one shared contact less is better.
fn opening(scene: &Scene<'_>, circle: &Node, reach: &Reach, mutual: usize) -> Vec<Citation> {
    let members = scene.network().graph().members(circle, scene.today());
    let covers = |key: &Key| match key {
        Key::Meeting(id) => scene.network().meetings().get(id).is_none_or(|it| {
            let with_ego = !it.without_ego && it.with.iter().any(|it| members.contains(&it));
            it.company() > 2 || with_ego
        }),
        Key::Tie(id) => {
            let ends = [&id.from, &id.to];
            ends.contains(&scene.seat()) && ends.iter().any(|it| members.contains(it))
        }
        Key::Person(id) => members.contains(&id),
        _ => false,
    };
    let few = mutual as f64 <= BEST_SHARED;
    scene.records_of_path(reach).into_iter().filter(|it| !it.supports || (few && !covers(&it.key))).collect()
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
    let near = Factor::new("reach", reach.strength, 0.3, format!("reach {:.2}", reach.strength)).from(opening(
        scene,
        circle,
        &reach,
        mutual.len(),
    ));
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
