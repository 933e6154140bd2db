//! `map`: draws the network.

mod asked;
mod choice;
mod file;
mod known;
mod moment;
mod stakes;
mod told;

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};

use super::parts::session::Session;
use super::parts::{candidates, who};
use crate::error::Error;
use crate::lenses::{Ground, Scene};
use crate::measures::Strengths;
use crate::network::{Network, PersonId};
use crate::reply::Reply;
use crate::sociogram::{self, Drawing, Engine, Kind, Layout, Named, Output, Scale, Sociogram, Subject, Way};
use asked::Size;
use choice::Choice;
use moment::Moment;
use told::Answer;

/// Draw a map: influence, everybody around you, reporting lines, departments, communities, stakeholders, or the way to somebody
///
/// The file's ending says what is written: .svg, .html, .png, .pdf or .dot. Positions are ours; Graphviz draws where it
/// is installed, our own pen where not. PDF needs Graphviz, and so does PNG unless acquaint was built with `--features png`.
///
/// A grid places whoever holds a role by the role's power and urgency, unless the attributes `power` and `interest` of a
/// person say otherwise, each 0 to 1.
///
/// Example: acquaint map influence -o influence.html
/// Example: acquaint map path "Alan Turing" -o path.svg
#[derive(Clone, Debug, Args)]
pub(super) struct Map {
    /// What to draw
    #[arg(value_parser = kinds())]
    kind: String,
    /// To whom, of a path; around whom, of an ego map
    #[arg(add = candidates::people())]
    name: Option<String>,
    /// The file to write [default: the kind, as SVG]
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Which pen draws
    #[arg(long)]
    engine: Option<Pen>,
    /// Which layout of Graphviz places the marks, in the place of ours
    #[arg(long)]
    layout: Option<Placing>,
    /// What the size of a mark says
    #[arg(long, default_value = "betweenness")]
    size: Size,
    /// What the colour of a mark says
    #[arg(long, default_value = "function")]
    colour: Colour,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    moment: Moment,
    /// Roles in the place of names, and no dates of meetings
    #[arg(long)]
    redact: bool,
    /// Open the file when it is written
    #[arg(long)]
    show: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Pen {
    Builtin,
    Graphviz,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Placing {
    /// Springs, for many people
    Sfdp,
    /// Springs, for few
    Neato,
    /// Layers, for reporting lines and paths
    Dot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// What people work on
    Function,
    /// How cold your ties to them are
    Coldness,
}

impl Map {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let ground = Ground::of(store.network(), self.moment.day(session)?);
        let kind = self.kind().name;
        let file = self.output.clone().unwrap_or_else(|| PathBuf::from(format!("{kind}.svg")));
        let output = file::output(&file)?;
        let sociogram = self.sociogram(session, &ground, output == Output::Html)?;
        let drawing = self.drawing(&sociogram, output)?;
        if !session.dry_run {
            file::written(&file, &drawing.bytes)?;
        }
        let answer = Answer::of(&file, self.kind(), drawing);
        let mut notes: Vec<_> = answer.warnings.iter().map(|it| format!("warning: {it}")).collect();
        notes.extend(if self.show && !session.dry_run { file::opened(&file) } else { Vec::new() });
        Ok(Reply::new(answer.text(self.kind(), session), &answer).with_notes(notes))
    }

    fn drawing(&self, sociogram: &Sociogram, output: Output) -> Result<Drawing, sociogram::Error> {
        let engine = self.engine.map(|it| match it {
            Pen::Builtin => Engine::Builtin,
            Pen::Graphviz => Engine::Graphviz,
        });
        let layout = self.layout.map(|it| match it {
            Placing::Sfdp => Layout::Sfdp,
            Placing::Neato => Layout::Neato,
            Placing::Dot => Layout::Dot,
        });
        sociogram::draw_laid_out(sociogram, output, engine, layout)
    }

    fn kind(&self) -> &'static Kind {
        Kind::named(&self.kind).expect("the parser knows the kinds")
    }

    /// Returns whom the map is about.
    fn about(&self, session: &Session, network: &Network) -> Result<PersonId, Error> {
        let kind = self.kind();
        match (&self.name, kind.named) {
            (Some(_), Named::No) => Err(Error::usage(
                format!("a map of {kind} is of everybody"),
                "leave the name out, or draw `map ego NAME`",
            )),
            (Some(name), _) => who::person(session, network, name),
            (None, Named::Must) => {
                Err(Error::usage("to whom should the path lead?", "acquaint map path \"Alan Turing\" -o path.svg"))
            }
            (None, _) => Ok(network.ego().clone()),
        }
    }

    fn sociogram<'n>(&self, session: &Session, ground: &'n Ground<'n>, is_page: bool) -> Result<Sociogram, Error> {
        let about = self.about(session, ground.network)?;
        let kind = self.kind();
        self.suits(kind, ground.network)?;
        let ways = if kind.named == Named::Must { ways(ground, &about)? } else { Vec::new() };
        let sizes = self.size.of_all(ground);
        let scene = Scene::of(ground, ground.network.ego());
        // They take as long as the drawing, and only a page tells them.
        let reasons = if is_page { known::reasons(&scene) } else { HashMap::new() };
        let chosen = self.choice.of(session, ground, &sizes)?;
        let (vacancies, stakes) = (asked::vacancies(&scene, chosen.as_ref()), stakes::of(&scene, chosen.is_some()));
        let chosen = self.there(ground, chosen);
        let then = self.moment.then(ground.today)?.map(|it| Strengths::of(ground.network, it));
        let aliases = self.redact.then(|| asked::aliases(ground));
        let alias = |id: &PersonId| aliases.as_ref().and_then(|it| it.get(id)).cloned().unwrap_or_default();
        let name = |id: &PersonId| if self.redact { alias(id) } else { ground.network.name(id).to_owned() };
        let choice = self.choice.words(session, ground.network, &name)?;
        let subject = Subject {
            sizes: &|id| sizes.get(id).copied().unwrap_or_default(),
            size_name: self.size.words(),
            group: &|id| asked::function_of(&scene, id),
            group_name: "function",
            ways: &ways,
            vacancies: &vacancies,
            stakes: &stakes,
            known: &|id| known::known(&scene, &reasons, id),
            chosen: chosen.as_ref(),
            choice: &choice,
            least: self.choice.min_strength,
            then: then.as_ref(),
            alias: self.redact.then_some(&alias),
            scale: if self.colour == Colour::Coldness { Scale::Coldness } else { Scale::Groups },
            ..Subject::of(ground.network, ground.strengths(), ground.today)
        };
        Ok((kind.draw)(&subject, &about))
    }

    /// Returns who may be on the map: who was asked for and was there on the day.
    fn there(&self, ground: &Ground<'_>, chosen: Option<BTreeSet<PersonId>>) -> Option<BTreeSet<PersonId>> {
        let later = self.moment.later(ground.network, ground.today);
        if later.is_empty() {
            return chosen;
        }
        let all = chosen.unwrap_or_else(|| ground.network.people().keys().cloned().collect());
        Some(all.difference(&later).cloned().collect())
    }

    /// Refuses what a kind of map cannot show, at all or of this network.
    fn suits(&self, kind: &Kind, network: &Network) -> Result<(), Error> {
        if self.choice.min_strength > 0.0 && !kind.chooses_ties {
            return Err(Error::usage(
                format!("the lines of a map of {kind} are drawn however strong a tie is"),
                "leave --min-strength out",
            ));
        }
        if self.moment.asks_for_changes() && !kind.marks_changes {
            let others = Kind::ALL.into_iter().filter(|it| it.marks_changes).map(|it| it.name);
            return Err(Error::usage(
                format!("a map of {kind} does not show what became of ties"),
                format!("--since goes with {}", others.collect::<Vec<_>>().join(", ")),
            ));
        }
        (kind.lacks)(network).map_or(Ok(()), |(lacking, hint)| Err(Error::unfit(lacking, hint)))
    }
}

/// Returns the warm paths to somebody; there has to be one.
fn ways(ground: &Ground<'_>, to: &PersonId) -> Result<Vec<Way>, Error> {
    if to == ground.network.ego() {
        return Err(Error::unfit("the path begins and ends with the same person", "name somebody else"));
    }
    let ways = asked::ways(ground, to);
    if ways.is_empty() {
        return Err(Error::unfit(
            format!("no warm path leads to {}", ground.network.name(to)),
            "record ties among others with `acquaint tie A B`",
        ));
    }
    Ok(ways)
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(Kind::ALL.map(|it| PossibleValue::new(it.name).help(it.shows)))
}
