//! Introduce: which two people ego knows well should know each other?
//!
//! Sees pairs of whom one seeks what the other offers or can do, or who seek the same, and who are not known to know each
//! other. Blind to ties nobody recorded: hence both are asked first. Score:
//! `√(S_a·S_b) · (.50 need + .25 cross + .25 fit)`. Those who join others take part in more innovation (Obstfeld 2005).

mod pairing;

pub(super) use pairing::Introductions;

use pairing::{Pairing, Refusal};

use super::part::{Part, mean_known, unknown};
use super::sighting::{About, Citation, Factor, Rule, Sighting, is_less};
use super::{Lens, Pairs, Scene};
use crate::network::{Key, PersonId};

pub(super) const LENS: Lens = Lens {
    name: "introduce",
    asks: "Which two people I know should know each other?",
    source: "Obstfeld 2005; Burt 2004",
    weight: 0.6,
    gate,
    rate,
    sight,
    pairs: Some(Pairs { look, sight: pair_sight }),
    ..super::PLAIN
};

fn introductions<'s, 'n>(scene: &'s Scene<'n>) -> &'s Introductions<'n> {
    scene.kept().introductions.get_or_init(|| Introductions::of(scene))
}

/// Of one person it says what it says of the best pair they are in.
fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    let strength = scene.strength(person);
    if strength < pairing::LEAST_STRENGTH {
        return Some(format!("the tie's strength is {strength:.2}, below {}", pairing::LEAST_STRENGTH));
    }
    let introductions = introductions(scene);
    if best(scene, person).is_some() {
        return None;
    }
    let refused = introductions.with(person).find_map(|it| Some((it, it.refusal.as_ref()?)));
    Some(match refused {
        Some((pairing, refusal)) => refused_in_words(scene, pairing.other(person), refusal),
        None => "nobody else you know well seeks what they can do, or the reverse".to_owned(),
    })
}

fn refused_in_words(scene: &Scene<'_>, other: &PersonId, refusal: &Refusal<'_>) -> String {
    let (network, other) = (scene.network(), scene.network().name(other));
    match refusal {
        Refusal::Tied => format!("{other} and they know each other already"),
        Refusal::Lead(at) => format!("{other} and they both lead at {at}, and know each other"),
        Refusal::Met(on) => format!("{other} and they have met, on {on}"),
        Refusal::Proposed(on) => format!("an introduction to {other} was proposed on {on}"),
        Refusal::Asked(who) => {
            format!("{} was asked for {} introductions in a month, that is enough", network.name(who), pairing::BUDGET)
        }
    }
}

/// Returns the best pair a person is in, of equal ones that with the smaller id.
fn best<'s>(scene: &'s Scene<'_>, person: &PersonId) -> Option<&'s Pairing<'s>> {
    let open = introductions(scene).with(person).filter(|it| it.refusal.is_none());
    open.map(|it| (score(it), it)).reduce(|best, it| if it.0 > best.0 { it } else { best }).map(|it| it.1)
}

fn parts(pairing: &Pairing<'_>) -> [Part; 3] {
    [
        Part::new("need", 0.5, pairing.need.value()),
        Part::new("different circles", 0.25, pairing.cross()),
        Part::new("shared tags", 0.25, pairing.fit()),
    ]
}

fn score(pairing: &Pairing<'_>) -> f64 {
    pairing.tied() * mean_known(&parts(pairing))
}

fn look(scene: &Scene<'_>) -> Vec<(About, f64)> {
    let open = introductions(scene).all().filter(|it| it.refusal.is_none());
    open.map(|it| (About::Pair(it.one.id.clone(), it.other.id.clone()), score(it))).collect()
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    best(scene, person).map_or(0.0, score)
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    told(scene, best(scene, person).expect("the gate let pass who is in a pair"))
}

fn pair_sight(scene: &Scene<'_>, one: &PersonId, other: &PersonId) -> Option<Sighting> {
    let pairing = introductions(scene).pairing(one, other).filter(|it| it.refusal.is_none());
    pairing.map(|it| told(scene, it))
}

/// Returns the records of the two ties without which they are less together: a meeting of all three can make one of them
/// stronger by not being there.
fn tied_by(scene: &Scene<'_>, pairing: &Pairing<'_>) -> Vec<Citation> {
    let (strengths, ends) = (scene.ground().strengths(), [&pairing.one.id, &pairing.other.id]);
    let without = |key: &Key| ends.map(|it| strengths.without((scene.seat(), it), key)).into_iter().product();
    let now = pairing.strengths.0 * pairing.strengths.1;
    let counts = |key: &Key| matches!(key, Key::Person(_)) || is_less(without(key), now);
    let ties = ends.into_iter().flat_map(|it| scene.records_of_tie(scene.seat(), it));
    ties.filter(counts).map(Citation::supporting).collect()
}

fn told(scene: &Scene<'_>, pairing: &Pairing<'_>) -> Sighting {
    let (one, other) = (pairing.one, pairing.other);
    let parts = parts(pairing);
    let tied = format!("your ties: {} {:.2}, {} {:.2}", one.name, pairing.strengths.0, other.name, pairing.strengths.1);
    let ties = tied_by(scene, pairing);
    let need = pairing.need.words(scene, one, other);
    let both = || [one, other].map(|it| Key::Person(it.id.clone()));
    let cross = pairing.cross_in_words(scene);
    let fit = pairing.fit_in_words();
    let factors = [
        Some(Factor::new("ties", pairing.tied(), 1.0, tied).from(ties)),
        parts[0].told(need.clone(), parts[0].raised_by(both())),
        parts[1].told(cross.clone(), Vec::new()),
        parts[2].told(fit, parts[2].raised_by(both())),
    ];
    let known = parts[1].value.map(|_| cross);
    let because = [Some(need), known, Some("no tie between them on record".to_owned()), unknown(&parts)];
    Sighting::new(About::Pair(one.id.clone(), other.id.clone()), Rule::Scaled, factors.into_iter().flatten().collect())
        .because(because.into_iter().flatten().collect())
        .step("ask each alone whether they would like it, and join them when both said yes")
}

#[cfg(test)]
mod tests;
