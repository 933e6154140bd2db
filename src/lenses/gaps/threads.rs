//! Threads: what a covered slot hangs by. One tie into a unit is one resignation away from none (redundancy: Burt 1992).

use super::LEAST_STRENGTH;
use crate::lenses::{Coverage, Scene};
use crate::network::{Node, PersonId};

/// A slot of less importance may hang by one tie.
const MATTERS: f64 = 0.5;

/// What a slot hangs by.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// The department or organization, by name, into which there is no other tie; none where holders are lacking.
    pub unit: Option<String>,
    /// Who covers the slot, and how many should.
    pub filled: (usize, usize),
    /// Who else is recorded there and could be reached best.
    pub other: Option<PersonId>,
}

/// Returns the thread of a slot that has no second one.
pub(super) fn thread(scene: &Scene<'_>, slot: &Coverage) -> Option<Thread> {
    let tied: Vec<&PersonId> = slot.holders.iter().filter(|it| scene.strength(it) >= LEAST_STRENGTH).collect();
    let filled = (tied.len(), slot.count);
    if tied.len() < slot.count {
        let open: Vec<PersonId> = slot.holders.iter().filter(|it| !tied.contains(it)).cloned().collect();
        return Some(Thread { unit: None, filled, other: super::nearest(scene, &open) });
    }
    let [only] = tied[..] else { return None };
    let unit = unit(scene, slot, only).filter(|_| slot.importance >= MATTERS && !slot.each)?;
    let members = scene.network().graph().members(unit, scene.today());
    let others: Vec<PersonId> = members.into_iter().filter(|it| *it != only && *it != scene.seat()).cloned().collect();
    let is_only = others.iter().all(|it| scene.strength(it) < LEAST_STRENGTH);
    let other = super::nearest(scene, &others);
    is_only.then(|| Thread { unit: Some(scene.circle_name(unit)), filled, other })
}

/// Returns the unit that the holder is the tie into: inside the department, outside the organization; none that ego
/// belongs to.
fn unit<'n>(scene: &Scene<'n>, slot: &Coverage, holder: &PersonId) -> Option<&'n Node> {
    let graph = scene.network().graph();
    let mine = graph.circles(scene.seat(), scene.today());
    let counts = |it: &&Node| match it {
        Node::Department(_) => !slot.outside,
        Node::Organization(_) => slot.outside,
        _ => false,
    };
    graph.circles(holder, scene.today()).into_iter().filter(counts).find(|it| !mine.contains(it))
}
