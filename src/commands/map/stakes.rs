//! What a grid is drawn from: who holds the roles ego needs, and which of them nobody holds.

use crate::lenses::{Coverage, Scene};
use crate::network::PersonId;
use crate::sociogram::Stake;

/// Returns a stake for every holder of a role, and one for a role nobody holds unless only people are asked for.
pub(super) fn of(scene: &Scene<'_>, only_people: bool) -> Vec<Stake> {
    let stakes = scene.slots().iter().flat_map(|slot| held(scene, slot));
    stakes.filter(|it| it.who.is_some() || !only_people).collect()
}

fn held(scene: &Scene<'_>, slot: &Coverage) -> Vec<Stake> {
    let (power, _, urgency) = slot.salience;
    let empty = Stake { who: None, label: slot.label.clone(), power, interest: urgency, coverage: 0.0 };
    let holders = slot.holders.iter().zip(&slot.kept);
    let mut stakes: Vec<_> = holders
        .map(|(id, &coverage)| Stake {
            who: Some(id.clone()),
            power: set(scene, id, "power").unwrap_or(power),
            interest: set(scene, id, "interest").unwrap_or(urgency),
            coverage,
            ..empty.clone()
        })
        .collect();
    // Without reports there is no seat to fill: a tie to ego makes them.
    if stakes.is_empty() && !slot.each {
        stakes.push(empty);
    }
    stakes
}

/// Returns what an attribute of a person sets, 0..1.
fn set(scene: &Scene<'_>, id: &PersonId, name: &str) -> Option<f64> {
    let value: f64 = scene.person(id)?.attributes.get(name)?.trim().parse().ok()?;
    (0.0..=1.0).contains(&value).then_some(value)
}
