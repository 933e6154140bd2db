//! Suggestions told: every number of each, as JSON has it, and the words beside it.

use serde::Serialize;

use super::words;
use crate::commands::parts::scored;
use crate::commands::parts::told::{self, FactorTold, Step, rounded};
use crate::lenses::{About, Scene};
use crate::network::Position;
use crate::ranking::{Answer, Suggestion};
use crate::reply::Reply;
use crate::store::Store;

/// What one lens says, as JSON tells it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LensTold {
    pub(crate) lens: &'static str,
    pub(crate) score: f64,
    pub(crate) weight: f64,
    pub(crate) memory: f64,
    pub(crate) rule: &'static str,
    pub(crate) factors: Vec<FactorTold>,
}

#[derive(Serialize)]
pub(super) struct Told {
    pub(super) rank: usize,
    id: Option<String>,
    other: Option<String>,
    slot: Option<String>,
    pub(super) name: String,
    title: Option<String>,
    at: Option<String>,
    department: Option<String>,
    lens: &'static str,
    pub(super) score: f64,
    pub(super) lenses: Vec<LensTold>,
    factors: Vec<FactorTold>,
    pub(super) path: Vec<Step>,
    pub(super) next: String,
}

#[derive(Serialize)]
struct Answers {
    today: String,
    ego: String,
    suggestions: Vec<Told>,
}

/// Returns what a lens says with the places of its records.
pub(crate) fn lens_told(store: &Store, answer: &Answer) -> LensTold {
    LensTold {
        lens: answer.lens.name,
        score: rounded(answer.sighting.score),
        weight: answer.lens.weight,
        memory: answer.memory,
        rule: answer.sighting.rule.as_str(),
        factors: told::factors(store, &answer.sighting.factors),
    }
}

/// Returns the suggestions as a reply, their factors in words if asked for.
pub(super) fn reply(store: &Store, scene: &Scene<'_>, chosen: &[Suggestion], (explain, nobody): (bool, &str)) -> Reply {
    let mut text = String::new();
    let mut suggestions = Vec::new();
    for (at, suggestion) in chosen.iter().enumerate() {
        let told = told(store, scene, suggestion, at + 1);
        text.push_str(&words::words(scene, suggestion, &told));
        if explain {
            told.lenses.iter().for_each(|it| text.push_str(&scored::words(it, scene)));
            text.push('\n');
        }
        suggestions.push(told);
    }
    if chosen.is_empty() {
        text.push_str(nobody);
    }
    let answers = Answers { today: scene.today().to_string(), ego: scene.seat().to_string(), suggestions };
    Reply::new(text, &answers)
}

fn told(store: &Store, scene: &Scene<'_>, suggestion: &Suggestion, rank: usize) -> Told {
    let main = suggestion.main();
    let (person, pair) = match &suggestion.about {
        About::Person(id) => (Some(id), None),
        About::Slot(_) => (None, None),
        About::Pair(one, other) => (None, Some((one, other))),
    };
    let reach = person.or(main.sighting.askers.first()).and_then(|id| scene.reach(id));
    let position = person.and_then(|id| scene.position(id));
    let at = position.and_then(Position::organization);
    let lenses: Vec<LensTold> = suggestion.answers.iter().map(|it| lens_told(store, it)).collect();
    Told {
        rank,
        id: person.or(pair.map(|it| it.0)).map(ToString::to_string),
        other: pair.map(|it| it.1.to_string()),
        slot: slot(&suggestion.about),
        name: name(scene, &suggestion.about),
        title: position.map(|it| it.title.clone()),
        at: at.map(|it| it.to_string()),
        department: position.and_then(|it| it.department.as_ref()).map(ToString::to_string),
        lens: main.lens.name,
        score: rounded(suggestion.score),
        factors: lenses[0].factors.clone(),
        lenses,
        path: reach.map(|it| told::steps(store, scene.ground(), &it.people)).unwrap_or_default(),
        next: words::next(scene, suggestion),
    }
}

fn slot(about: &About) -> Option<String> {
    match about {
        About::Slot(id) => Some(id.clone()),
        About::Person(_) | About::Pair(..) => None,
    }
}

fn name(scene: &Scene<'_>, about: &About) -> String {
    match about {
        About::Person(id) => scene.network().name(id).to_owned(),
        About::Slot(id) => words::slot_label(scene, id),
        About::Pair(one, other) => format!("{} and {}", scene.network().name(one), scene.network().name(other)),
    }
}
