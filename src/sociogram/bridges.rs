//! Bridges between units: which are drawn, and which are missing.

use std::collections::BTreeSet;

use super::Subject;
use super::place::Place;
use super::units::{Bond, Units};
use crate::network::DepartmentId;

/// A tie this strong is a bridge.
pub(super) const FIRM: f64 = 0.1;
/// Units of fewer people need none of their own.
const FEWEST_PEOPLE: usize = 3;
const MOST_MISSING: usize = 5;
const MOST_MISSING_OF_ONE: usize = 2;

/// Returns the numbers of the bonds that are drawn, ascending: every unit's strongest, then the strongest; those at home
/// come before those that lead out, and these before those among others.
pub(super) fn drawn(units: &Units<'_>, bonds: &[Bond<'_>]) -> Vec<usize> {
    let mut order: Vec<_> = (0..bonds.len()).collect();
    let is_home = |unit: usize| matches!(units.places[unit], Place::Unit(_) | Place::Body);
    let n_home = |it: usize| usize::from(is_home(bonds[it].ends.0)) + usize::from(is_home(bonds[it].ends.1));
    order.sort_by(|&a, &b| {
        let outward = n_home(b).cmp(&n_home(a));
        outward.then(bonds[b].sum.total_cmp(&bonds[a].sum)).then(a.cmp(&b))
    });
    let mut reached = vec![false; units.places.len()];
    let is_first = |&it: &usize| {
        let (a, b) = bonds[it].ends;
        let is_new = !reached[a] || !reached[b];
        (reached[a], reached[b]) = (true, true);
        is_new
    };
    let first: BTreeSet<_> = order.iter().copied().filter(is_first).collect();
    let most = (3 * units.places.len() / 2).max(first.len());
    let rest = order.into_iter().filter(|it| !first.contains(it)).take(most - first.len());
    let drawn: BTreeSet<_> = first.iter().copied().chain(rest).collect();
    drawn.into_iter().collect()
}

/// Returns the units that no firm tie joins though they have to work together: of one parent, or both next to ego's.
pub(super) fn missing(subject: &Subject<'_>, units: &Units<'_>) -> Vec<(usize, usize)> {
    let (firm, _) = units.bonds(subject, FIRM);
    let joined: BTreeSet<_> = firm.iter().map(|it| it.ends).collect();
    let are_joined = |a: usize, b: usize| joined.contains(&(a.min(b), a.max(b)));
    let of_ego = units.of(subject.network.ego());
    let is_next = |unit: usize| of_ego.is_some_and(|ego| are_joined(ego, unit));
    let large: Vec<_> = (0..units.places.len()).filter(|&it| units.people[it].len() >= FEWEST_PEOPLE).collect();
    let department = |unit: usize| if let Place::Unit(id) = &units.places[unit] { Some(id) } else { None };
    let mut found = Vec::new();
    for (at, &a) in large.iter().enumerate() {
        for &b in &large[at + 1..] {
            let (Some(one), Some(other)) = (department(a), department(b)) else { continue };
            let together = are_of_one(subject, one, other) || (is_next(a) && is_next(b));
            found.extend((together && !are_joined(a, b)).then_some((a, b)));
        }
    }
    foremost(units, found)
}

fn are_of_one(subject: &Subject<'_>, one: &DepartmentId, other: &DepartmentId) -> bool {
    let within = |id: &DepartmentId| subject.network.departments().get(id).and_then(|it| it.within.clone());
    one.organization() == other.organization() && within(one) == within(other)
}

/// Returns as many as remain readable, between the largest units first.
fn foremost(units: &Units<'_>, mut found: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let n = |unit: usize| units.people[unit].len();
    let rank = |&(a, b): &(usize, usize)| (n(a).min(n(b)), n(a) + n(b));
    found.sort_by(|a, b| rank(b).cmp(&rank(a)).then(a.cmp(b)));
    let mut told = vec![0; units.places.len()];
    let is_room = |&(a, b): &(usize, usize)| {
        let is_room = told[a].max(told[b]) < MOST_MISSING_OF_ONE;
        if is_room {
            (told[a], told[b]) = (told[a] + 1, told[b] + 1);
        }
        is_room
    };
    found.into_iter().filter(is_room).take(MOST_MISSING).collect()
}

#[cfg(test)]
mod tests {
    use super::missing;
    use crate::measures::Strengths;
    use crate::network::{Date, Network, Position, sketch};
    use crate::sociogram::{Subject, units};

    /// Returns how many bridges are missing where a1, a2, a3 and so on work in a department a letter.
    fn n_missing(sketched: &str) -> usize {
        let sketched = sketch::network(sketched);
        let mut network = Network::new(sketched.settings().clone());
        for person in sketched.people().values() {
            let mut person = person.clone();
            let department = format!("acme/{}", &person.id.as_str()[..1]).parse().ok();
            person.positions.push(Position { department, ..Position::default() });
            network.load(person);
        }
        for tie in sketched.ties().values() {
            network.load(tie.clone());
        }
        let today = Date::constant(2026, 11, 20);
        let strengths = Strengths::of(&network, today);
        let subject = Subject::of(&network, &strengths, today);
        missing(&subject, &units::of(&subject)).len()
    }

    #[test]
    fn a_bridge_is_missing_between_units_of_three_that_nobody_joins() {
        assert_eq!(n_missing("a1-a2 a2-a3 b1-b2 b2-b3"), 1);
        assert_eq!(n_missing("a1-a2 a2-a3 b1-b2 b2-b3 a1-b1"), 0);
        assert_eq!(n_missing("a1-a2 a2-a3 b1-b2"), 0);
    }
}
