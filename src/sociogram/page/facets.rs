//! What the page is filtered by: department, community, function, coldness.

use std::collections::{BTreeMap, BTreeSet};

use crate::measures::Grade;
use crate::sociogram::{Mark, Sociogram, Who};

/// One thing to filter by.
pub(super) struct Facet {
    /// Its name among the attributes of a row.
    pub(super) name: &'static str,
    /// Its name for the reader.
    pub(super) label: &'static str,
    /// What can be chosen, with how many marks have it.
    pub(super) options: Vec<(String, usize)>,
    /// The numbers of the options every mark has.
    pub(super) of: Vec<Vec<usize>>,
}

/// An option before it has a number: what stands last has the higher rank.
type Told = (usize, String);

const LAST: usize = usize::MAX;

/// Returns all facets of a map.
pub(super) fn all(map: &Sociogram) -> [Facet; 4] {
    let several = |mark: &Mark| or_none(mark.card.communities.clone(), "no community");
    let function = |mark: &Mark| or_none(mark.card.function.iter().cloned().collect(), "unknown");
    [
        Facet::of("coldness", "Your tie", people(map, coldness)),
        Facet::of("department", "Department", departments(map)),
        Facet::of("function", "Function", people(map, function)),
        Facet::of("community", "Community", people(map, several)),
    ]
}

impl Facet {
    fn of(name: &'static str, label: &'static str, told: Vec<Vec<Told>>) -> Self {
        let mut counts: BTreeMap<&Told, usize> = BTreeMap::new();
        told.iter().flatten().for_each(|it| *counts.entry(it).or_default() += 1);
        let numbers: BTreeMap<&Told, usize> = counts.keys().enumerate().map(|(number, it)| (*it, number)).collect();
        let of = told.iter().map(|it| it.iter().map(|it| numbers[it]).collect()).collect();
        let options = counts.iter().map(|(it, n)| (it.1.clone(), *n)).collect();
        Self { name, label, options, of }
    }
}

/// Returns what is told of every person; an empty seat, a community or a department has nothing of it.
fn people(map: &Sociogram, told: impl Fn(&Mark) -> Vec<Told>) -> Vec<Vec<Told>> {
    map.marks.iter().map(|mark| if mark.is_person() { told(mark) } else { Vec::new() }).collect()
}

fn or_none(mut words: Vec<String>, none: &str) -> Vec<Told> {
    words.retain(|it| !it.is_empty());
    if words.is_empty() { vec![(LAST, none.to_owned())] } else { words.into_iter().map(|it| (0, it)).collect() }
}

fn coldness(mark: &Mark) -> Vec<Told> {
    if mark.is_ego && mark.card.strength <= 0.0 {
        return Vec::new();
    }
    let grade = Grade::of(mark.card.strength);
    vec![(Grade::Strong as usize - grade as usize, grade.told().to_owned())]
}

/// Returns everybody's department, or organization where none is known; an empty seat lies where its neighbours work.
fn departments(map: &Sociogram) -> Vec<Vec<Told>> {
    let known = map.marks.iter().filter_map(|it| Some((it.card.department.clone()?, it.card.place.clone())));
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (department, place) in known {
        places.entry(department).or_default().insert(place);
    }
    let name = |mark: &Mark| match &mark.card.department {
        Some(it) if places.get(it).is_some_and(|places| places.len() == 1) => it.clone(),
        _ => mark.card.place.clone(),
    };
    let told = |mark: &Mark| or_none(vec![name(mark)], "none known");
    let mut by_area = BTreeMap::new();
    for mark in map.marks.iter().filter(|it| it.is_person()) {
        by_area.entry(mark.area).or_insert_with(|| told(mark));
    }
    let beside = |mark: &Mark| mark.area.and_then(|_| by_area.get(&mark.area).cloned()).unwrap_or_default();
    let either = |mark: &Mark| match mark.who {
        Who::Person(_) => told(mark),
        Who::Seat(_) => beside(mark),
        Who::Community(_) | Who::Unit { .. } => Vec::new(),
    };
    map.marks.iter().map(either).collect()
}

#[cfg(test)]
mod tests {
    use super::{Facet, LAST};

    #[test]
    fn options_are_sorted_counted_and_numbered() {
        let told = |rank: usize, word: &str| (rank, word.to_owned());
        let of = vec![vec![told(LAST, "none")], vec![told(0, "b"), told(0, "a")], vec![told(0, "b")], vec![]];
        let facet = Facet::of("name", "Name", of);
        let words: Vec<_> = facet.options.iter().map(|(word, n)| (word.as_str(), *n)).collect();
        assert_eq!(words, [("a", 1), ("b", 2), ("none", 1)]);
        assert_eq!(facet.of, [vec![2], vec![1, 0], vec![1], vec![]]);
    }
}
