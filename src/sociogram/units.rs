//! Departments and organizations as wholes, and what ties each two of them.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{self, Place};
use super::{Subject, draft};
use crate::network::PersonId;

/// More units than this are not told apart: departments become organizations, small organizations one unit.
const MOST: usize = 30;
const MOST_ELSEWHERE: usize = 12;

/// Units with who works there, both in order.
pub(super) struct Units<'a> {
    pub(super) places: Vec<Place>,
    pub(super) people: Vec<Vec<&'a PersonId>>,
    /// How many organizations stand behind the one that is called other organizations.
    pub(super) n_other: usize,
    of: BTreeMap<&'a PersonId, usize>,
}

/// What ties two units.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bond<'a> {
    /// The units, the lower number first.
    pub(super) ends: (usize, usize),
    /// How many ties.
    pub(super) n: usize,
    /// Their strengths, summed.
    pub(super) sum: f64,
    /// The strongest of them.
    pub(super) best: (&'a PersonId, &'a PersonId, f64),
    /// Who is at the end of every one of them, if there are several.
    pub(super) alone: Option<&'a PersonId>,
}

/// Returns the units of everybody who may be on the map.
pub(super) fn of<'a>(subject: &Subject<'a>) -> Units<'a> {
    let home = draft::organization(subject, subject.network.ego());
    let mut places: BTreeMap<_, _> = subject.people().map(|id| (id, place::of(subject, home.as_ref(), id))).collect();
    let distinct = |places: &BTreeMap<&PersonId, Place>| places.values().cloned().collect::<BTreeSet<_>>();
    if home.is_none() && distinct(&places).len() > MOST {
        for place in places.values_mut() {
            if let Place::Unit(unit) = place {
                *place = Place::Elsewhere(unit.organization());
            }
        }
    }
    let n_other = gather(&mut places);
    let order = distinct(&places);
    let numbers: BTreeMap<_, _> = order.iter().enumerate().map(|(number, place)| (place, number)).collect();
    let of: BTreeMap<_, _> = places.iter().map(|(id, place)| (*id, numbers[place])).collect();
    let mut people = vec![Vec::new(); order.len()];
    of.iter().for_each(|(id, &unit)| people[unit].push(*id));
    Units { places: order.into_iter().collect(), people, n_other, of }
}

/// Makes one unit of the smallest organizations where there are many, and returns of how many.
fn gather(places: &mut BTreeMap<&PersonId, Place>) -> usize {
    let counts = place::counts(places.values());
    let is_home = |place: &Place| !matches!(place, Place::Elsewhere(_));
    let room = MOST.saturating_sub(counts.keys().filter(|it| is_home(it)).count()).min(MOST_ELSEWHERE);
    let mut elsewhere: Vec<_> = counts.into_iter().filter(|it| !is_home(&it.0)).collect();
    elsewhere.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let small: BTreeSet<_> = elsewhere.into_iter().skip(room).map(|it| it.0).collect();
    places.values_mut().filter(|it| small.contains(it)).for_each(|it| *it = Place::OtherBodies);
    small.len()
}

impl<'a> Units<'a> {
    /// Returns the unit of a person.
    pub(super) fn of(&self, id: &PersonId) -> Option<usize> {
        self.of.get(id).copied()
    }

    /// Returns what ties each two units by ties at least that strong, in order; the second are the ties within each.
    pub(super) fn bonds(&self, subject: &Subject<'a>, least: f64) -> (Vec<Bond<'a>>, Vec<usize>) {
        let view = subject.strengths.all();
        let mut bonds: BTreeMap<(usize, usize), Bond<'a>> = BTreeMap::new();
        let mut within = vec![0; self.places.len()];
        for (u, v, strength) in view.pairs().filter(|it| it.2 >= least) {
            let known = |number: usize| self.of.get_key_value(&view.people()[number]).map(|(id, unit)| (*id, *unit));
            let (Some(one), Some(other)) = (known(u), known(v)) else { continue };
            if one.1 == other.1 {
                within[one.1] += 1;
                continue;
            }
            let (one, other) = if one.1 < other.1 { (one, other) } else { (other, one) };
            let best = (one.0, other.0, strength);
            let ends = (one.1, other.1);
            let bond = bonds.entry(ends).or_insert(Bond { ends, n: 0, sum: 0.0, best, alone: None });
            let is_at_end = |id: &&PersonId| [one.0, other.0].contains(id);
            bond.alone = match bond.n {
                0 => None,
                1 => [bond.best.0, bond.best.1].into_iter().find(is_at_end),
                _ => bond.alone.filter(is_at_end),
            };
            (bond.n, bond.sum) = (bond.n + 1, bond.sum + strength);
            if strength > bond.best.2 {
                bond.best = best;
            }
        }
        (bonds.into_values().collect(), within)
    }
}
