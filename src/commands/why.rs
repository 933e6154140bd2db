//! `why`: what every lens says about one person.

mod ascent;

use std::fmt::Write;

use clap::Args;
use serde::Serialize;

use super::parts::fits::Kept;
use super::parts::session::Session;
use super::parts::{candidates, scored, told, who};
use super::suggest::{LensTold, lens_told};
use crate::error::Error;
use crate::lenses::{self, About, Ground, Scene};
use crate::network::PersonId;
use crate::ranking::{Answer, Memory};
use crate::reply::{Reply, marked};
use crate::store::Store;

/// Show every lens's factors for a person, with the records they come from
///
/// The factors give the score by the lens's rule: their product; their mean by weight; scaled, the first times the mean of
/// the others; or odds, 1 / (1 + e^-Σ weight·value). What is unknown is left out. Of an introduction, the best pair the
/// person is in is shown.
/// Without a record in brackets the score would be lower; without one after "against", higher; after "either way" stand
/// those without which it would be another, such as a tie from which odds are learnt.
/// Last comes the place in the mixed list, and what single record would bring the person among the first three.
///
/// Example: acquaint why grace
#[derive(Clone, Debug, Args)]
pub(super) struct Why {
    /// Who
    #[arg(add = candidates::people())]
    name: String,
    /// From another person's seat
    #[arg(long = "as", value_name = "PERSON", add = candidates::people())]
    seat: Option<String>,
    /// Only the lenses that do not apply
    #[arg(long)]
    not: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Score(LensTold),
    Gate { lens: &'static str, gate: String },
}

#[derive(Serialize)]
struct Answers {
    id: String,
    lenses: Vec<Said>,
    #[serde(flatten)]
    ascent: Option<ascent::Told>,
}

impl Why {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let fits = Kept(&store);
        let ground = Ground::of(store.network(), session.today).keeping(&fits);
        let seat = self
            .seat
            .as_deref()
            .map_or_else(|| Ok(store.network().ego().clone()), |it| who::person(session, store.network(), it))?;
        let id = who::person(session, store.network(), &self.name)?;
        if id == seat {
            return Err(Error::unfit("nobody is suggested to themself", "name somebody else"));
        }
        let scene = Scene::of(&ground, &seat);
        let mut lenses = said(&store, &scene, &id);
        lenses.retain(|it| !self.not || matches!(it, Said::Gate { .. }));
        let ascent = (!self.not).then(|| ascent::told(&store, &scene, &id));
        let text = text(&scene, &id, &lenses) + &ascent.as_ref().map(ascent::Told::words).unwrap_or_default();
        Ok(Reply::new(text, &Answers { id: id.to_string(), lenses, ascent }))
    }
}

fn said(store: &Store, scene: &Scene<'_>, id: &PersonId) -> Vec<Said> {
    let memory = Memory::of(scene);
    let left = |lens: &lenses::Lens| memory.left(&About::Person(id.clone()), lens.name);
    let said = |lens: &'static lenses::Lens| match (lens.gate)(scene, id) {
        Some(gate) => Said::Gate { lens: lens.name, gate },
        None => Said::Score(lens_told(store, &Answer { lens, memory: left(lens), sighting: (lens.sight)(scene, id) })),
    };
    lenses::ALL.iter().map(said).collect()
}

fn text(scene: &Scene<'_>, id: &PersonId, lenses: &[Said]) -> String {
    let place = told::place(scene.network(), id, scene.today());
    let place = if place.is_empty() { place } else { format!(", {place}") };
    let mut text = format!("{}{place}\n", marked(scene.network().name(id)));
    if !scene.is_ego() {
        writeln!(text, "from the seat of {}", scene.network().name(scene.seat())).expect("a string takes all");
    }
    if lenses.is_empty() {
        text.push_str("\nevery lens applies\n");
    }
    for said in lenses {
        match said {
            Said::Gate { lens, gate } => {
                write!(text, "\n{lens}: does not apply: {gate}\n").expect("a string takes all")
            }
            Said::Score(told) => text.push_str(&scored::words(told, scene)),
        }
    }
    text
}
