//! What a map is drawn from: sizes, colours, empty seats, warm paths, and names, or roles in their stead.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use clap::ValueEnum;

use crate::lenses::{Ground, Scene};
use crate::measures::{self, OneMode};
use crate::network::{Department, DepartmentId, PersonId, fold, title};
use crate::sociogram::{Vacancy, Way};

/// How many ties away a person still counts as near.
const STEPS: usize = 2;

/// What the size of a mark says.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Size {
    /// On how many shortest paths a person lies
    Betweenness,
    /// How much weight flows to a person
    Pagerank,
    /// How many ties a person has
    Degree,
    /// How many are at most two ties away
    Reach,
}

impl Size {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Betweenness => "weighted betweenness",
            Self::Pagerank => "PageRank",
            Self::Degree => "number of ties",
            Self::Reach => "reach by two ties",
        }
    }

    /// Returns the measure of everybody but ego: with ego in it, all paths would pass through ego.
    pub(super) fn of_all(self, ground: &Ground<'_>) -> HashMap<PersonId, f64> {
        let view = ground.strengths().others();
        let values = match self {
            Self::Betweenness => measures::weighted_betweenness(view),
            Self::Pagerank => measures::pagerank(view),
            Self::Degree => degrees(view),
            Self::Reach => measures::reach(view, STEPS),
        };
        view.people().iter().cloned().zip(values).collect()
    }
}

fn degrees(view: &OneMode) -> Vec<f64> {
    (0..view.n_people()).map(|it| view.degree(it) as f64).collect()
}

/// Returns what a person's title says they work on.
pub(super) fn function_of(scene: &Scene<'_>, id: &PersonId) -> Option<String> {
    let position = scene.position(id)?;
    let told = title::read(&position.title).into_iter().find_map(|it| it.function);
    let department = || scene.network().departments().get(position.department.as_ref()?)?.function;
    Some(told.or_else(department)?.to_string())
}

/// Returns the slots nobody fills, each with the department it belongs to: where somebody is chosen those of the chosen's
/// departments.
pub(super) fn vacancies(scene: &Scene<'_>, chosen: Option<&BTreeSet<PersonId>>) -> Vec<Vacancy> {
    let units = chosen.map(|it| units(scene, it));
    let fits = |it: &Vacancy| {
        let is_of = |units: &BTreeSet<_>| it.department.as_ref().is_some_and(|it| units.contains(it));
        units.as_ref().is_none_or(is_of)
    };
    let open =
        scene.slots().iter().filter(|it| it.holders.is_empty() && !it.each && !it.outside && it.importance >= 0.3);
    open.filter(|it| !it.functions.is_empty())
        .map(|it| Vacancy { department: department_for(scene, &it.functions), label: it.label.clone() })
        .filter(fits)
        .collect()
}

/// Returns the departments these people work in.
fn units<'n>(scene: &Scene<'n>, people: &BTreeSet<PersonId>) -> BTreeSet<&'n DepartmentId> {
    let (network, today) = (scene.network(), scene.today());
    let positions = people.iter().filter_map(|it| network.people().get(it)).flat_map(|it| it.positions_on(today));
    positions.filter_map(|it| it.department.as_ref()).collect()
}

/// Returns the department of ego's organization that an empty seat of these functions belongs to.
fn department_for(scene: &Scene<'_>, functions: &[title::Function]) -> Option<DepartmentId> {
    let home = scene.organization(scene.seat())?;
    let departments = scene.network().departments().values();
    let fits = |it: &&Department| it.id.organization() == home && it.function.is_some_and(|it| functions.contains(&it));
    departments.into_iter().find(fits).map(|it| it.id.clone())
}

/// Returns the warm paths to somebody, the best first.
pub(super) fn ways(ground: &Ground<'_>, to: &PersonId) -> Vec<Way> {
    let paths = ground.ways_apart(ground.network.ego(), to, measures::BETWEEN, 2);
    let view = ground.acquainted();
    let tie = |ends: &[PersonId]| view.between(&ends[0], &ends[1]);
    let way = |people: Vec<PersonId>, strength| Way { steps: people.windows(2).map(tie).collect(), people, strength };
    paths.into_iter().map(|it| way(it.people, it.strength)).collect()
}

/// Returns what stands for each name: the title held, numbered where several hold the same.
pub(super) fn aliases(ground: &Ground<'_>) -> HashMap<PersonId, String> {
    let mut held: BTreeMap<String, Vec<&PersonId>> = BTreeMap::new();
    // Numbers in the order of ids would tell whose they are.
    let mut people: Vec<_> = ground.network.people().iter().collect();
    people.sort_by_key(|it| (fold::hash(it.0.as_str().bytes()), it.0));
    for (id, person) in people {
        let title = person.position_on(ground.today).map(|it| it.title.trim()).filter(|it| !it.is_empty());
        held.entry(title.unwrap_or("Somebody").to_owned()).or_default().push(id);
    }
    let numbered = |(title, ids): (String, Vec<&PersonId>)| {
        let several = ids.len() > 1;
        let alias = move |n: usize| if several { format!("{title} {}", n + 1) } else { title.clone() };
        ids.into_iter().cloned().enumerate().map(move |(n, id)| (id, alias(n))).collect::<Vec<_>>()
    };
    held.into_iter().flat_map(numbered).collect()
}
