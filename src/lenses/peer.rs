//! Peer: who does elsewhere what ego does here?
//!
//! Sees people of ego's function and level, or one level away, in another department or organization. Blind to people
//! without a readable title. Score: `(1 − S) · (.40 role + .20 context + .20 reach + .20 RA/max RA)`: the more alike two
//! are, the likelier a tie (McPherson, Smith-Lovin & Cook 2001), and what both know through others makes the first talk
//! easy (Zhou, Lü & Zhang 2009).

mod context;
mod kin;

pub(super) use kin::Peers;

use context::context;
use kin::Kin;

use super::part::{Part, mean_known, unknown};
use super::sighting::{About, Citation, Factor, Rule, Sighting, is_less};
use super::{Lens, Scene};
use crate::network::{Key, PersonId};

pub(super) const LENS: Lens = Lens {
    name: "peer",
    asks: "Who does elsewhere what I do here?",
    source: "McPherson, Smith-Lovin & Cook 2001; Zhou, Lü & Zhang 2009",
    weight: 0.7,
    gate,
    rate,
    sight,
    least,
    ..super::PLAIN
};

/// Below this a peer is hardly one, or known so well that there is no news in it.
const LEAST: f64 = 0.2;

/// A tie weaker than this is none.
const TIED: f64 = 0.1;

fn least(_: &Scene<'_>) -> f64 {
    LEAST
}

fn peers<'s, 'n>(scene: &'s Scene<'n>) -> &'s Peers<'n> {
    scene.kept().peers.get_or_init(|| Peers::of(scene))
}

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    match peers(scene).kin(person) {
        Err(apart) => Some(apart.words().to_owned()),
        Ok(_) => super::planned(scene, person),
    }
}

/// Returns how new the tie would be, and what speaks for it.
fn parts(scene: &Scene<'_>, person: &PersonId, kin: &Kin) -> (f64, [Part; 4]) {
    let parts = [
        Part::new("role", 0.4, kin.alike()),
        Part::new("context", 0.2, context(scene, person).map(|it| it.value)),
        Part::new("reach", 0.2, scene.reach(person).map_or(0.0, |it| it.strength)),
        Part::new("shared contacts", 0.2, peers(scene).allocated(kin)),
    ];
    (1.0 - scene.strength(person), parts)
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    let Ok(kin) = peers(scene).kin(person) else { return 0.0 };
    let (new, parts) = parts(scene, person, kin);
    new * mean_known(&parts)
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let kin = peers(scene).kin(person).expect("the gate let pass who is a peer");
    let (new, parts) = parts(scene, person, kin);
    let strength = scene.strength(person);
    let ties = scene.records_of_tie(scene.seat(), person).into_iter();
    let ties = ties.filter(|it| strength >= TIED && scene.is_of_one_tie((scene.seat(), person), it));
    let new = Factor::new("new", new, 1.0, format!("the tie's strength is {strength:.2}"))
        .from(ties.map(Citation::opposing).collect());
    let around = context(scene, person).map(|it| it.words);
    let shared = shared(scene, person);
    let factors = [
        Some(new),
        parts[0].told(kin.words(), parts[0].raised_by([Key::Person(person.clone())])),
        parts[1].told(around.clone().unwrap_or_default(), Vec::new()),
        near(scene, person, parts[2]),
        parts[3].told(shared.clone(), allocated_by(scene, person, parts[3])),
    ];
    let tied = (strength >= TIED).then(|| format!("tied at {strength:.2} so far"));
    let because = [Some(kin.words()), tied, around, Some(shared), unknown(&parts)];
    Sighting::new(About::Person(person.clone()), Rule::Scaled, factors.into_iter().flatten().collect())
        .because(because.into_iter().flatten().collect())
        .step("half an hour on what you both face; ask what they would do differently")
}

fn near(scene: &Scene<'_>, person: &PersonId, part: Part) -> Option<Factor> {
    let Some(reach) = scene.reach(person) else { return part.told("no warm path on record", Vec::new()) };
    // The first steps lead to other peers, too, against whose shared contacts this one's are held.
    let last = scene.footing(&reach).into_iter().filter(|it| it.ends.1 == person && is_less(it.rest, reach.strength));
    let records = last.filter(|it| is_others(scene, person, (it.ends, &it.key))).map(|it| it.key);
    part.told(format!("reach {:.2}", reach.strength), part.raised_by(records))
}

/// Returns whether a record holds up no tie of the seat's, which could speak against meeting: there is none to the person,
/// and it embeds none.
fn is_others(scene: &Scene<'_>, person: &PersonId, (ends, key): ((&PersonId, &PersonId), &Key)) -> bool {
    let alone = scene.is_of_one_tie(ends, key) || *key == Key::Person(person.clone());
    scene.strength(person) <= 0.0 && alone
}

fn shared(scene: &Scene<'_>, person: &PersonId) -> String {
    let mutual = scene.mutual(person);
    let names: Vec<_> = mutual.iter().take(3).map(|it| scene.network().name(it)).collect();
    match names.is_empty() {
        true => "no shared contacts".to_owned(),
        false => format!("{} shared: {}", mutual.len(), names.join(", ")),
    }
}

/// Returns the ties that share contacts; of who has most of all peers, none alone makes a difference.
fn allocated_by(scene: &Scene<'_>, person: &PersonId, part: Part) -> Vec<Citation> {
    let counts = part.value.is_some_and(|it| it < 1.0);
    let mutual = scene.mutual(person).into_iter().filter(|_| counts);
    let records = mutual.flat_map(|it| scene.records_of_tie(it, person).into_iter().map(move |key| (it, key)));
    let alone = records.filter(|(it, key)| is_others(scene, person, ((it, person), key)));
    part.raised_by(alone.filter(|(it, key)| shares_less(scene, person, it, key)).map(|it| it.1).take(5))
}

/// Returns whether without a record of their tie to the person somebody would hand on less of what they share.
fn shares_less(scene: &Scene<'_>, person: &PersonId, by: &PersonId, key: &Key) -> bool {
    let (strengths, view) = (scene.ground().strengths(), scene.ground().strengths().all());
    let Some((seat, by)) = view.number(scene.seat()).zip(view.number(by)).filter(|_| !matches!(key, Key::Person(_)))
    else {
        return true;
    };
    let (near, far) = (view.weight(seat, by), strengths.between(&view.people()[by], person));
    let left = strengths.without((&view.people()[by], person), key);
    let handed = |far: f64, all: f64| if far > 0.0 { (near + far) / all } else { 0.0 };
    let all = view.weighted_degree(by);
    is_less(handed(left, all - far + left), handed(far, all))
}

#[cfg(test)]
mod tests;
