//! What must hold of the records together: no circle of reports, nobody twice.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use crate::network::fold::{self, address};
use crate::network::{Key, Node, PersonId, TieKind};

impl Check<'_> {
    pub(super) fn reporting_cycles(&mut self) {
        let reports = self.network.ties.values().filter(|tie| tie.kind == TieKind::ReportsTo);
        let reports = reports.filter(|tie| tie.holds_on(self.today));
        let recorded = |id: &PersonId| self.network.people.contains_key(id);
        let mut above: BTreeMap<&PersonId, BTreeSet<&PersonId>> = BTreeMap::new();
        for tie in reports.filter(|tie| recorded(&tie.from) && recorded(&tie.to)) {
            above.entry(&tie.from).or_default().insert(&tie.to);
        }
        let bosses = |id: &PersonId| above.get(id).into_iter().flatten().map(|&it| it.clone()).collect::<Vec<_>>();
        let mut cleared = BTreeSet::new();
        for start in above.keys().map(|&it| it.clone()) {
            if let Some(cycle) = cycle_from(&start, &bosses, &mut cleared) {
                let names: Vec<_> = cycle.iter().map(PersonId::as_str).collect();
                let message = format!("{} report to each other in a circle", names.join(", "));
                self.error(&Key::Person(start), message, "remove one of these reports-to ties");
            }
        }
    }

    pub(super) fn likely_duplicates(&mut self) {
        let mut seen: BTreeMap<String, &PersonId> = BTreeMap::new();
        let mut pairs = Vec::new();
        for person in self.network.people.values() {
            let keys = person.emails.iter().chain(&person.links).map(|it| address(it));
            for key in keys.filter(|key| !key.is_empty()).collect::<BTreeSet<_>>() {
                match seen.get(&key) {
                    Some(first) => pairs.push((person.id.clone(), (*first).clone(), key)),
                    None => drop(seen.insert(key, &person.id)),
                }
            }
        }
        for (second, first, address) in pairs {
            self.warn(
                &Key::Person(second.clone()),
                format!("`{second}` and `{first}` share `{address}`"),
                format!("if they are one person, `acquaint merge {first} {second}`"),
            );
        }
        self.namesakes_in_one_place();
    }

    pub(super) fn namesakes_in_one_place(&mut self) {
        let mut seen: BTreeMap<(String, Vec<&Node>), &PersonId> = BTreeMap::new();
        let mut pairs = Vec::new();
        for person in self.network.people.values() {
            let circles = self.network.graph().circles(&person.id, self.today);
            let places: Vec<_> =
                circles.into_iter().filter(|it| matches!(it, Node::Organization(_) | Node::Department(_))).collect();
            if let Some(first) = seen.insert((fold::words(&person.name).join(" "), places), &person.id) {
                pairs.push((person.id.clone(), first.clone()));
            }
        }
        for (second, first) in pairs {
            self.warn(
                &Key::Person(second.clone()),
                format!("`{second}` and `{first}` have one name and one place"),
                format!("if they are one person, `acquaint merge {first} {second}`"),
            );
        }
    }
}

/// Follows the bosses of `start`, without recursion; returns the circle `start` stands in, once for each circle.
fn cycle_from(
    start: &PersonId,
    bosses: &impl Fn(&PersonId) -> Vec<PersonId>,
    cleared: &mut BTreeSet<PersonId>,
) -> Option<Vec<PersonId>> {
    let mut path: Vec<(PersonId, Vec<PersonId>)> = vec![(start.clone(), bosses(start))];
    while let Some((_, open)) = path.last_mut() {
        match open.pop() {
            Some(next) if next == *start => {
                let cycle: Vec<_> = path.into_iter().map(|(id, _)| id).collect();
                cleared.extend(cycle.iter().cloned());
                return Some(cycle);
            }
            Some(next) if cleared.contains(&next) || path.iter().any(|(id, _)| *id == next) => {}
            Some(next) => {
                let above = bosses(&next);
                path.push((next, above));
            }
            None => {
                let (done, _) = path.pop().expect("the loop's condition");
                cleared.insert(done);
            }
        }
    }
    None
}
