//! `suggest`: whom to meet next.

mod chosen;
mod today;
mod told;
mod words;

use clap::Args;

use chosen::Chosen;

use super::parts::fits::Kept;
use super::parts::recalled::recalled;
use super::parts::session::Session;
use super::parts::{candidates, who};
use crate::error::Error;
use crate::lenses::{self, Capacity, Ground, Lens, Scene};
use crate::network::{Network, PersonId};
use crate::ranking::{self, Suggestion};
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
///
/// Example: acquaint suggest --for kubernetes --at acme
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
    /// About a topic: who knows it, seeks it or has spoken of it, whether you seek it or not
    #[arg(long = "for", value_name = "TOPIC", add = candidates::topics())]
    topic: Option<String>,
    /// Only people of this organization
    #[arg(long, value_name = "ORGANIZATION", add = candidates::organizations())]
    at: Option<String>,
    /// Only people of this department, and of those inside it
    #[arg(long, add = candidates::departments())]
    department: Option<String>,
    /// With every factor, weight and record
    #[arg(long)]
    explain: bool,
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

pub(super) use today::today;
pub(crate) use told::{LensTold, lens_told};

impl Suggest {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let seats = self.seats(session, store.network())?;
        let chosen = Chosen::of(self, session, store.network())?;
        let question = format!("{self:?} {seats:?} {chosen:?}");
        Ok(recalled(session, &store, &question, || self.answered(session, &store, (&seats, &chosen))))
    }

    fn answered(&self, session: &Session, store: &Store, (seats, chosen): (&[PersonId], &Chosen)) -> Reply {
        let fits = Kept(store);
        let ground = Ground::of(store.network(), session.today).keeping(&fits);
        let several = self.seats.len() > 1 || self.seats.iter().any(|it| it == "@all");
        Reply::joined(seats.iter().map(|seat| self.from(store, (&ground, chosen), seat, several)).collect())
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
        let asked = [("about", &self.topic), ("at", &self.at), ("in", &self.department)];
        let asked: String =
            asked.into_iter().filter_map(|(word, it)| Some(format!(" {word} `{}`", it.as_ref()?))).collect();
        match &self.lens {
            Some(lens) => {
                format!("{lens} has nobody {new}to suggest{asked}: `acquaint why NAME` says why somebody is not seen\n")
            }
            None if !asked.is_empty() => format!("nobody {new}to suggest{asked}\n"),
            None => NOBODY.to_owned(),
        }
    }

    fn from<'n>(
        &self,
        store: &Store,
        (ground, chosen): (&'n Ground<'n>, &'n Chosen),
        seat: &'n PersonId,
        several: bool,
    ) -> Reply {
        let scene = Scene::of(ground, seat);
        let scene = chosen.topic.iter().fold(scene, Scene::about);
        let mut all = match self.lens.as_deref().and_then(Lens::named) {
            Some(lens) => ranking::by_lens(lens, &scene),
            None => ranking::combined(lenses::ALL, &scene),
        };
        all.retain(|it| chosen.fits(&scene, &it.about) && (!self.new || chosen::is_new(&scene, &it.about)));
        let top = usize::from(self.top);
        let picked = if self.lens.is_some() {
            all.into_iter().take(top).collect()
        } else {
            ranking::diversified(all, &scene, top)
        };
        let picked: Vec<Suggestion> = picked.into_iter().filter_map(|it| it.told(&scene)).collect();
        let heading = if several || !scene.is_ego() {
            format!("for {}:\n", marked(scene.network().name(scene.seat())))
        } else {
            String::new()
        };
        let notes = if several { Vec::new() } else { strained(&scene) };
        told::reply(store, &scene, &picked, (self.explain, &self.nobody())).headed(&heading).with_notes(notes)
    }
}

/// Says where ego's wishes take more than ego's pace: nobody keeps up with more than time allows.
fn strained(scene: &Scene<'_>) -> Vec<String> {
    let Some(Capacity { wished, pace, .. }) = Capacity::of(scene).filter(Capacity::is_strained) else {
        return Vec::new();
    };
    let words = format!(
        "note: the intervals you wish for ask for {wished:.0} contacts a year, the last 90 days make {pace:.0}; `acquaint \
         spread` puts off what is overdue, `acquaint edit NAME --cadence DAYS` asks for less"
    );
    vec![words]
}
