//! `suggest`: whom to meet next.

mod words;

use clap::Args;
use serde::Serialize;

use super::parts::fits::Kept;
use super::parts::recalled::recalled;
use super::parts::session::Session;
use super::parts::told::{self, FactorTold, Step, rounded};
use super::parts::{candidates, who};
use crate::error::Error;
use crate::lenses::{self, About, Ground, Lens, Scene};
use crate::network::{Network, PersonId, Position};
use crate::ranking::{self, Answer, Suggestion};
use crate::reply::{Reply, marked};
use crate::store::Store;

/// Say whom to meet next, why, and how to get there
///
/// Lenses: stakeholder (a role you need covered), overdue (past the interval you wish for), mentor (can teach what you
/// seek), peer (does elsewhere what you do), bridge (a way into a new circle), introduce (two who should know each other),
/// reconnect (strong once, long quiet), closure (around you and not yet met), testimonial (could say what you achieved
/// together), mentee (seeks what you know). The mixed list is diversified; --lens ranks by one lens alone.
///
/// Example: acquaint suggest --lens stakeholder --top 3
#[derive(Clone, Debug, Args)]
pub(super) struct Suggest {
    /// Only this lens
    #[arg(long, value_parser = lens_names())]
    lens: Option<String>,
    /// How many
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    top: u16,
    /// Only people the asker has no tie to
    #[arg(long)]
    new: bool,
    /// From another person's seat; may be repeated, @all is everybody
    #[arg(long = "as", value_name = "PERSON", add = candidates::people())]
    seats: Vec<String>,
}

/// What is said where there is nobody to suggest.
const NOBODY: &str = "nobody to suggest: record more people, ties and meetings, then ask again\n";

pub(super) fn lens_names() -> clap::builder::PossibleValuesParser {
    lenses::ALL
        .iter()
        .map(|lens| clap::builder::PossibleValue::new(lens.name).help(lens.asks))
        .collect::<Vec<_>>()
        .into()
}

/// What one lens says, as JSON tells it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LensTold {
    pub(super) lens: &'static str,
    pub(super) score: f64,
    weight: f64,
    memory: f64,
    pub(super) rule: &'static str,
    pub(super) factors: Vec<FactorTold>,
}

#[derive(Serialize)]
struct Told {
    rank: usize,
    id: Option<String>,
    other: Option<String>,
    slot: Option<String>,
    name: String,
    title: Option<String>,
    at: Option<String>,
    department: Option<String>,
    lens: &'static str,
    score: f64,
    lenses: Vec<LensTold>,
    factors: Vec<FactorTold>,
    path: Vec<Step>,
    next: String,
}

#[derive(Serialize)]
struct Answers {
    today: String,
    ego: String,
    suggestions: Vec<Told>,
}

/// Returns what a lens says with the places of its records.
pub(super) fn lens_told(store: &Store, answer: &Answer) -> LensTold {
    LensTold {
        lens: answer.lens.name,
        score: rounded(answer.sighting.score),
        weight: answer.lens.weight,
        memory: answer.memory,
        rule: answer.sighting.rule.as_str(),
        factors: told::factors(store, &answer.sighting.factors),
    }
}

impl Suggest {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let seats = self.seats(session, store.network())?;
        let question = format!("{self:?} {seats:?}");
        Ok(recalled(session, &store, &question, || self.answered(session, &store, &seats)))
    }

    fn answered(&self, session: &Session, store: &Store, seats: &[PersonId]) -> Reply {
        let fits = Kept(store);
        let ground = Ground::of(store.network(), session.today).keeping(&fits);
        let several = self.seats.len() > 1 || self.seats.iter().any(|it| it == "@all");
        Reply::joined(seats.iter().map(|seat| self.from(store, &ground, seat, several)).collect())
    }

    fn seats(&self, session: &Session, network: &Network) -> Result<Vec<PersonId>, Error> {
        if self.seats.is_empty() {
            return Ok(vec![network.ego().clone()]);
        }
        let mut seats = Vec::new();
        for typed in &self.seats {
            match typed.as_str() {
                "@all" => seats.extend(network.people().keys().cloned()),
                name => seats.push(who::person(session, network, name)?),
            }
        }
        Ok(seats)
    }

    /// Returns what is said where nothing is found.
    fn nobody(&self) -> String {
        let new = if self.new { "new " } else { "" };
        match &self.lens {
            Some(lens) => {
                format!("{lens} has nobody {new}to suggest: `acquaint why NAME` says why somebody is not seen\n")
            }
            None => NOBODY.to_owned(),
        }
    }

    fn from<'n>(&self, store: &Store, ground: &'n Ground<'n>, seat: &'n PersonId, several: bool) -> Reply {
        let scene = Scene::of(ground, seat);
        let mut all = match self.lens.as_deref().and_then(Lens::named) {
            Some(lens) => ranking::by_lens(lens, &scene),
            None => ranking::combined(lenses::ALL, &scene),
        };
        if self.new {
            all.retain(|it| matches!(&it.about, About::Person(id) if !scene.is_tied(id)));
        }
        let top = usize::from(self.top);
        let chosen = if self.lens.is_some() {
            all.into_iter().take(top).collect()
        } else {
            ranking::diversified(all, &scene, top)
        };
        let chosen: Vec<Suggestion> = chosen.into_iter().filter_map(|it| it.told(&scene)).collect();
        let heading = if several || !scene.is_ego() {
            format!("for {}:\n", marked(scene.network().name(scene.seat())))
        } else {
            String::new()
        };
        reply(store, &scene, &chosen, &self.nobody()).headed(&heading)
    }
}

fn reply(store: &Store, scene: &Scene<'_>, chosen: &[Suggestion], nobody: &str) -> Reply {
    let mut text = String::new();
    let mut suggestions = Vec::new();
    for (at, suggestion) in chosen.iter().enumerate() {
        let told = told(store, scene, suggestion, at + 1);
        text.push_str(&words::words(scene, suggestion, &told));
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

/// Returns today's page: what is planned, then three suggestions.
pub(super) fn today(session: &Session) -> Result<Reply, Error> {
    let store = session.open()?;
    Ok(recalled(session, &store, "today", || page(session, &store)))
}

fn page(session: &Session, store: &Store) -> Reply {
    let fits = Kept(store);
    let ground = Ground::of(store.network(), session.today).keeping(&fits);
    let scene = Scene::of(&ground, store.network().ego());
    let soon = |it: &&crate::network::Meeting| it.planned && (0..=7).contains(&-told_days(it.on, session));
    let planned: Vec<String> = store
        .network()
        .meetings()
        .values()
        .filter(soon)
        .map(|it| super::met::told_meeting(store.network(), it, session.today))
        .collect();
    let chosen = ranking::diversified(ranking::combined(lenses::ALL, &scene), &scene, 3);
    let chosen: Vec<Suggestion> = chosen.into_iter().filter_map(|it| it.told(&scene)).collect();
    let suggestions = reply(store, &scene, &chosen, NOBODY);
    let heading = format!("{}, {}\n", store.network().name(store.network().ego()), session.today);
    let planned = if planned.is_empty() { String::new() } else { format!("{}\n", planned.join("\n")) };
    suggestions.headed(&format!("{heading}{planned}\n"))
}

fn told_days(on: crate::network::Date, session: &Session) -> i32 {
    crate::network::days_between(on, session.today)
}
