//! Profiles: what a person belongs to, in numbers, so that many pairs can be compared quickly.

use std::collections::{BTreeSet, HashMap};

use crate::network::title::{self, Function, Level};
use crate::network::{Date, DepartmentId, Network, OrganizationId, Person, PersonId};

/// What one person belongs to.
#[derive(Debug, Default)]
pub(super) struct Profile {
    departments: Vec<usize>,
    communities: Vec<usize>,
    organizations: Vec<usize>,
    past: Vec<(usize, Option<Date>, Option<Date>)>,
    functions: BTreeSet<Function>,
    levels: BTreeSet<Level>,
}

/// What everybody belongs to.
#[derive(Debug)]
pub(super) struct Profiles {
    people: HashMap<PersonId, Profile>,
    outer: Vec<Option<usize>>,
    worth: Vec<f64>,
    nobody: Profile,
}

struct Numbers<'n> {
    departments: HashMap<&'n DepartmentId, usize>,
    organizations: HashMap<OrganizationId, usize>,
    communities: HashMap<String, usize>,
}

impl Profiles {
    pub(super) fn of(network: &Network, today: Date) -> Self {
        let numbers = Numbers {
            departments: network.departments().keys().enumerate().map(|(n, id)| (id, n)).collect(),
            organizations: network.organizations().keys().enumerate().map(|(n, id)| (id.clone(), n)).collect(),
            communities: network.communities().keys().enumerate().map(|(n, id)| (id.to_string(), n)).collect(),
        };
        let people: HashMap<_, _> =
            network.people().iter().map(|(id, person)| (id.clone(), profile(person, &numbers, today))).collect();
        let outer = network
            .departments()
            .values()
            .map(|it| it.within.as_ref().and_then(|id| numbers.departments.get(id)).copied());
        let mut members = vec![0_usize; network.communities().len()];
        people.values().flat_map(|it| &it.communities).for_each(|&n| members[n] += 1);
        let worth = members.into_iter().map(|n| if n < 2 { 0.0 } else { 1.0 / (n as f64).log2() });
        Self { people, outer: outer.collect(), worth: worth.collect(), nobody: Profile::default() }
    }

    pub(super) fn get(&self, id: &PersonId) -> &Profile {
        self.people.get(id).unwrap_or(&self.nobody)
    }

    pub(super) fn department(&self, one: &Profile, other: &Profile) -> f64 {
        let nested = |a: usize, b: usize| {
            self.outer[a] == Some(b)
                || self.outer[b] == Some(a)
                || (self.outer[a].is_some() && self.outer[a] == self.outer[b])
        };
        let pairs = || one.departments.iter().flat_map(|&a| other.departments.iter().map(move |&b| (a, b)));
        match () {
            () if pairs().any(|(a, b)| a == b) => 1.0,
            () if pairs().any(|(a, b)| nested(a, b)) => 0.5,
            () => 0.0,
        }
    }

    pub(super) fn community(&self, one: &Profile, other: &Profile) -> f64 {
        let shared = one.communities.iter().filter(|it| other.communities.contains(it));
        shared.map(|&it| self.worth[it]).sum::<f64>().min(1.0)
    }

    pub(super) fn organization(one: &Profile, other: &Profile) -> f64 {
        if one.organizations.iter().any(|it| other.organizations.contains(it)) {
            return 1.0;
        }
        let overlap = |a: &(usize, Option<Date>, Option<Date>), b: &(usize, Option<Date>, Option<Date>)| {
            let before =
                |end: Option<Date>, start: Option<Date>| end.zip(start).is_some_and(|(end, start)| end < start);
            a.0 == b.0 && !before(a.2, b.1) && !before(b.2, a.1)
        };
        if one.past.iter().any(|a| other.past.iter().any(|b| overlap(a, b))) { 0.5 } else { 0.0 }
    }

    pub(super) fn position(one: &Profile, other: &Profile) -> f64 {
        let half = |same: bool| if same { 0.5 } else { 0.0 };
        half(!one.functions.is_disjoint(&other.functions)) + half(!one.levels.is_disjoint(&other.levels))
    }
}

fn profile(person: &Person, numbers: &Numbers<'_>, today: Date) -> Profile {
    let mut profile = Profile::default();
    profile
        .communities
        .extend(person.communities.iter().filter_map(|id| numbers.communities.get(id.as_str()).copied()));
    for position in &person.positions {
        let at = position.at.clone().or_else(|| position.department.as_ref().map(DepartmentId::organization));
        let at = at.and_then(|id| numbers.organizations.get(&id).copied());
        let span = (
            position.since.map(crate::network::PartialDate::first_day),
            position.until.map(crate::network::PartialDate::last_day),
        );
        profile.past.extend(at.map(|at| (at, span.0, span.1)));
        if position.held_on(today) {
            profile.organizations.extend(at);
            profile.departments.extend(position.department.as_ref().and_then(|id| numbers.departments.get(id)));
            for role in title::read(&position.title) {
                profile.functions.extend(role.function);
                profile.levels.insert(role.level);
            }
        }
    }
    profile
}
