//! The map of influence: who carries weight, where, and how warm ego's ties to them are.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{self, Draft};
use super::kind::{Kind, PLAIN};
use super::place::{self, Place};
use super::{Area, Hidden, Sociogram, Subject, Tone};
use super::{backbone, change, theme};
use crate::network::{DepartmentId, PersonId};

pub(super) const KIND: Kind = Kind {
    name: "influence",
    shows: "Who carries weight, and where",
    lines: |first| [format!("tie of {first}"), "tie of others".to_owned(), String::new()],
    // Ego is tied to most: as wide as others' ties, its own would be all one sees.
    width: |line| if line.tone == Tone::Lit { 0.5 } else { 1.0 } * theme::line_width(line.strength).min(theme::widest(line.tone)),
    ..PLAIN
};

/// More people than this are not drawn by name.
const MOST_PEOPLE: usize = 250;
/// However few the people, so many lines are no thicket.
const FEWEST_LINES: usize = 40;
/// With more areas than this, organizations of one person share one.
const MANY_AREAS: usize = 18;
/// More areas than this are not told apart: the smallest share one.
const MOST_AREAS: usize = 36;

/// Returns the map of influence: areas, sizes, and the ties that say something.
pub(super) fn influence(subject: &Subject<'_>) -> Sociogram {
    let people = foremost(subject);
    let mut draft = Draft::new(subject, subject.network.ego());
    let places = places(subject, &people);
    let areas = numbered(&places);
    for (id, place) in people.iter().zip(&places) {
        let area = areas.get(place).copied();
        let index = draft.person(id, Tone::Plain);
        draft.marks[index].area = area;
    }
    let areas = seats(subject, &mut draft, areas);
    let most = (2 * people.len()).clamp(FEWEST_LINES, backbone::MOST_LINES);
    let ties = backbone::of(subject, &people, most);
    let drawn = ties.drawn.len();
    for (u, v, strength) in ties.drawn {
        let touches = [u, v].contains(&subject.network.ego());
        draft.line(u, v, strength, if touches { Tone::Lit } else { Tone::Plain });
    }
    for (u, v, strength) in change::changed(subject) {
        draft.missing_line(u, v, strength);
    }
    let hidden = Hidden { people: subject.people().count() - people.len(), ties: ties.n - drawn };
    let rest = rest(subject, &people, &areas);
    let area = |it: &Place| Area { more: rest.get(it).copied().unwrap_or(0), ..place::area(subject, it) };
    let areas = areas.keys().map(area).collect();
    let name = draft::name(subject, subject.network.ego());
    draft.finish(&KIND, format!("Influence around {name}"), areas, Vec::new(), hidden)
}

/// Returns the people who are drawn, in the order of ids: ego, and the largest where there are too many.
fn foremost<'a>(subject: &Subject<'a>) -> Vec<&'a PersonId> {
    let ego = subject.network.ego();
    let mut people: Vec<_> = subject.people().collect();
    let weight = |id: &PersonId| (id == ego, draft::size(subject, id), subject.strengths.of_ego(id).value);
    people.sort_by(|a, b| {
        let ((ego_a, size_a, tie_a), (ego_b, size_b, tie_b)) = (weight(a), weight(b));
        ego_b.cmp(&ego_a).then(size_b.total_cmp(&size_a)).then(tie_b.total_cmp(&tie_a)).then(a.cmp(b))
    });
    people.truncate(MOST_PEOPLE);
    people.sort();
    people
}

/// Returns how many people of every place are not drawn; the places of some are gathered in others.
fn rest(subject: &Subject<'_>, drawn: &[&PersonId], areas: &BTreeMap<Place, usize>) -> BTreeMap<Place, usize> {
    let home = draft::organization(subject, subject.network.ego());
    let hidden = subject.people().filter(|it| drawn.binary_search(it).is_err());
    let place = |id| {
        let own = place::of(subject, home.as_ref(), id);
        let wider = match own {
            Place::Unit(_) => Place::OtherUnits,
            _ => Place::OtherBodies,
        };
        [own, wider].into_iter().find(|it| areas.contains_key(it))
    };
    place::counts(&hidden.filter_map(place).collect::<Vec<_>>())
}

fn places(subject: &Subject<'_>, people: &[&PersonId]) -> Vec<Place> {
    let home = draft::organization(subject, subject.network.ego());
    let place = |id: &&PersonId| place::of(subject, home.as_ref(), id);
    let mut places: Vec<_> = people.iter().map(place).collect();
    if numbered(&places).len() > MANY_AREAS {
        let counts = place::counts(&places);
        gather(&mut places, |it| matches!(it, Place::Elsewhere(_)) && counts[it] == 1);
    }
    fewer(&mut places, |it| matches!(it, Place::Elsewhere(_)));
    fewer(&mut places, |it| matches!(it, Place::Unit(_)));
    places
}

/// Gathers the smallest areas of a sort as long as there are too many in all.
fn fewer(places: &mut [Place], is_of_sort: impl Fn(&Place) -> bool) {
    let counts = place::counts(places.iter());
    let mut of_sort: Vec<_> = counts.iter().filter(|it| is_of_sort(it.0)).collect();
    of_sort.sort_by_key(|&(place, n)| (*n, std::cmp::Reverse(place)));
    let spare = counts.len().saturating_sub(MOST_AREAS);
    let least: BTreeSet<_> = of_sort.into_iter().take(if spare > 0 { spare + 1 } else { 0 }).map(|it| it.0).collect();
    gather(places, |it| least.contains(it));
}

fn gather(places: &mut [Place], is_small: impl Fn(&Place) -> bool) {
    for place in places.iter_mut().filter(|it| is_small(it)) {
        *place = if matches!(place, Place::Unit(_)) { Place::OtherUnits } else { Place::OtherBodies };
    }
}

fn numbered(places: &[Place]) -> BTreeMap<Place, usize> {
    let mut areas: BTreeMap<_, _> = places.iter().map(|it| (it.clone(), 0)).collect();
    areas.values_mut().enumerate().for_each(|(n, area)| *area = n);
    // People of whom nothing at all is known need no box around all of them.
    if areas.len() == 1 && areas.contains_key(&Place::Nowhere) {
        areas.clear();
    }
    areas
}

/// Adds empty seats to the areas they belong to; one whose department has nobody opens its area.
fn seats(subject: &Subject<'_>, draft: &mut Draft<'_>, mut areas: BTreeMap<Place, usize>) -> BTreeMap<Place, usize> {
    if areas.is_empty() && subject.vacancies.iter().all(|it| it.department.is_none()) {
        draft.seats(|_| None);
        return areas;
    }
    let of_ego = draft::organization(subject, subject.network.ego());
    let fallback = if of_ego.is_some() { Place::Body } else { Place::Nowhere };
    let place = |unit: Option<&DepartmentId>| unit.cloned().map_or(fallback.clone(), Place::Unit);
    let before = areas.clone();
    for vacancy in subject.vacancies {
        areas.entry(place(vacancy.department.as_ref())).or_insert(0);
    }
    if !draft.marks.is_empty() && before.is_empty() {
        areas.entry(Place::Nowhere).or_insert(0);
    }
    areas.values_mut().enumerate().for_each(|(n, area)| *area = n);
    let renumbered: BTreeMap<_, _> = before.iter().map(|(place, &n)| (n, areas[place])).collect();
    for mark in &mut draft.marks {
        mark.area = mark.area.map(|n| renumbered[&n]).or_else(|| areas.get(&Place::Nowhere).copied());
    }
    draft.seats(|unit| areas.get(&place(unit)).copied());
    areas
}
