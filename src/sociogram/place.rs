//! Where a person is drawn: a department at home, an organization elsewhere.

use std::collections::BTreeMap;

use super::draft;
use super::{Area, Ground, Subject};
use crate::network::{DepartmentId, OrganizationId, PersonId};

/// Where a person is drawn; the order is that of the areas.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Body,
    Unit(DepartmentId),
    OtherUnits,
    Elsewhere(OrganizationId),
    OtherBodies,
    Nowhere,
}

/// Returns the place of a person, seen from that organization.
pub(super) fn of(subject: &Subject<'_>, home: Option<&OrganizationId>, id: &PersonId) -> Place {
    let positions = || {
        let person = subject.network.people().get(id);
        person.into_iter().flat_map(|it| it.positions_on(subject.today))
    };
    let units = positions().filter_map(|it| it.department.clone());
    let unit = units.into_iter().find(|it| home.is_none_or(|home| it.organization() == *home));
    match (unit, draft::organization(subject, id)) {
        (Some(unit), _) => Place::Unit(unit),
        (None, Some(body)) if Some(&body) == home => Place::Body,
        (None, Some(body)) => Place::Elsewhere(body),
        (None, None) => Place::Nowhere,
    }
}

/// Returns how many people stand at each place.
pub(super) fn counts<'a>(places: impl IntoIterator<Item = &'a Place>) -> BTreeMap<Place, usize> {
    let mut counts = BTreeMap::new();
    places.into_iter().for_each(|it| *counts.entry(it.clone()).or_default() += 1);
    counts
}

/// Returns what a place is called and what stands there.
pub(super) fn area(subject: &Subject<'_>, place: &Place) -> Area {
    let network = subject.network;
    let body =
        |id: &OrganizationId| network.organizations().get(id).map_or_else(|| id.to_string(), |it| it.name.clone());
    let home = draft::organization(subject, network.ego());
    match place {
        Place::Body => Area::of(home.as_ref().map(body).unwrap_or_default(), Ground::Home),
        Place::Unit(id) => {
            let name = network.departments().get(id).map_or_else(|| id.to_string(), |it| it.name.clone());
            let ground = if home.is_none_or(|home| id.organization() == home) { Ground::Home } else { Ground::Away };
            Area::of(name, ground)
        }
        Place::Elsewhere(id) => Area::of(body(id), Ground::Away),
        Place::OtherUnits => Area::of("Other departments", Ground::Home),
        Place::OtherBodies => Area::of("Other organizations", Ground::Away),
        Place::Nowhere => Area::of("No organization known", Ground::Unknown),
    }
}
