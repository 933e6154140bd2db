//! `map`: draws the network.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::parts::session::Session;
use super::parts::told::counted;
use super::parts::{candidates, who};
use crate::error::Error;
use crate::lenses::{Ground, Scene};
use crate::measures;
use crate::network::{Network, PersonId, title};
use crate::reply::Reply;
use crate::sociogram::{self, Engine, Kind, Named, Output, Sociogram, Subject, Vacancy, Way};
use crate::store;

/// Draw a map: influence in the organization, everybody around you, or the way to somebody
///
/// The file's ending says what is written: .svg, .html, .png, .pdf or .dot. Positions are ours; Graphviz draws where it
/// is installed, our own pen where not. PNG and PDF need Graphviz.
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
    /// What the size of a mark says
    #[arg(long, default_value = "betweenness")]
    size: Size,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Pen {
    Builtin,
    Graphviz,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Size {
    /// On how many shortest paths a person lies
    Betweenness,
    /// How much weight flows to a person
    Pagerank,
}

#[derive(Serialize)]
struct Hidden {
    people: usize,
    ties: usize,
}

#[derive(Serialize)]
struct Answer {
    file: String,
    kind: String,
    engine: String,
    layout: &'static str,
    people: usize,
    ties: usize,
    hidden: Hidden,
}

impl Map {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let ground = Ground::of(store.network(), session.today);
        let kind = self.kind().name;
        let file = self.output.clone().unwrap_or_else(|| PathBuf::from(format!("{kind}.svg")));
        let output = output_of(&file)?;
        let sociogram = self.sociogram(session, &ground)?;
        let engine = self.engine.map(|it| match it {
            Pen::Builtin => Engine::Builtin,
            Pen::Graphviz => Engine::Graphviz,
        });
        let drawing = sociogram::draw(&sociogram, output, engine)?;
        if !session.dry_run {
            written(&file, &drawing.bytes)?;
        }
        let answer = Answer {
            file: file.display().to_string(),
            kind: kind.to_owned(),
            engine: drawing.engine.to_string(),
            layout: drawing.layout,
            people: drawing.n_people,
            ties: drawing.n_ties,
            hidden: Hidden { people: drawing.hidden.people, ties: drawing.hidden.ties },
        };
        Ok(Reply::new(text(&answer, session), &answer))
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

    fn sociogram<'n>(&self, session: &Session, ground: &'n Ground<'n>) -> Result<Sociogram, Error> {
        let about = self.about(session, ground.network)?;
        if self.kind().named == Named::Must {
            check_way(ground, &about)?;
        }
        let weights = self.weights(ground);
        let sizes = |id: &PersonId| weights.get(id).copied().unwrap_or_default();
        let scene = Scene::of(ground, ground.network.ego());
        let group = |id: &PersonId| function_of(&scene, id);
        let vacancies = vacancies(&scene);
        let subject = Subject {
            sizes: &sizes,
            size_name: self.size_name(),
            group: &group,
            group_name: "function",
            ways: &|to| ways(ground, to),
            vacancies: &vacancies,
            ..Subject::of(ground.network, ground.strengths(), ground.today)
        };
        Ok((self.kind().draw)(&subject, &about))
    }

    fn size_name(&self) -> &'static str {
        match self.size {
            Size::Betweenness => "weighted betweenness",
            Size::Pagerank => "PageRank",
        }
    }

    /// Returns the measure of everybody but ego: with ego in it, all paths would pass through ego.
    fn weights(&self, ground: &Ground<'_>) -> HashMap<PersonId, f64> {
        let view = ground.strengths().others();
        let values = match self.size {
            Size::Betweenness => measures::weighted_betweenness(view),
            Size::Pagerank => measures::pagerank(view),
        };
        view.people().iter().cloned().zip(values).collect()
    }
}

/// Returns what the file's ending asks for.
fn output_of(file: &Path) -> Result<Output, Error> {
    let endings = "use a file that ends in .svg, .html, .png, .pdf or .dot";
    let shown = file.display();
    if file.extension().is_none() {
        return Err(Error::usage(format!("`{shown}` has no ending that says what to write"), endings));
    }
    Output::of_path(file).map_err(|error| Error::usage(format!("{shown}: {error}"), endings))
}

fn written(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    match (store::write_file(file, bytes), folder) {
        (Err(error), Some(folder)) if error.hint().is_none() => Err(Error::unfit(
            error.to_string(),
            format!("is there a folder `{}` that can be written to?", folder.display()),
        )),
        (result, _) => Ok(result?),
    }
}

/// Returns what a person's title says they work on.
fn function_of(scene: &Scene<'_>, id: &PersonId) -> Option<String> {
    let position = scene.position(id)?;
    let told = title::read(&position.title).into_iter().find_map(|it| it.function);
    let department = || scene.network().departments().get(position.department.as_ref()?)?.function;
    Some(told.or_else(department)?.to_string())
}

fn vacancies(scene: &Scene<'_>) -> Vec<Vacancy> {
    let open =
        scene.slots().iter().filter(|it| it.holders.is_empty() && !it.each && !it.outside && it.importance >= 0.3);
    open.filter(|it| !it.functions.is_empty())
        .map(|it| Vacancy { department: department_for(scene, &it.functions), label: it.label.clone() })
        .collect()
}

/// Returns the department of ego's organization that an empty seat of these functions belongs to.
fn department_for(scene: &Scene<'_>, functions: &[title::Function]) -> Option<crate::network::DepartmentId> {
    let home = scene.organization(scene.seat())?;
    let departments = scene.network().departments().values();
    let fits = |it: &&crate::network::Department| {
        it.id.organization() == home && it.function.is_some_and(|f| functions.contains(&f))
    };
    departments.into_iter().find(fits).map(|it| it.id.clone())
}

fn ways(ground: &Ground<'_>, to: &PersonId) -> Vec<Way> {
    let paths = ground.ways_apart(ground.network.ego(), to, measures::BETWEEN, 2);
    paths.into_iter().map(|it| Way { people: it.people, strength: it.strength }).collect()
}

fn check_way(ground: &Ground<'_>, to: &PersonId) -> Result<(), Error> {
    if to == ground.network.ego() {
        return Err(Error::unfit("the path begins and ends with the same person", "name somebody else"));
    }
    if ways(ground, to).is_empty() {
        return Err(Error::unfit(
            format!("no warm path leads to {}", ground.network.name(to)),
            "record ties among others with `acquaint tie A B`",
        ));
    }
    Ok(())
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(Kind::ALL.map(|it| PossibleValue::new(it.name).help(it.shows)))
}

fn text(answer: &Answer, session: &Session) -> String {
    let verb = if session.dry_run { "would write" } else { "wrote" };
    let people = counted(answer.hidden.people, "person", "people");
    let ties = counted(answer.hidden.ties, "weaker tie", "weaker ties");
    let hidden = match (answer.hidden.people, answer.hidden.ties) {
        (0, 0) => String::new(),
        (0, _) => format!("; left out {ties}"),
        (_, 0) => format!("; left out {people}"),
        _ => format!("; left out {people} and {ties}"),
    };
    format!(
        "{verb} {}: {} and {}{hidden}\nlayout: {}, drawn by: {}",
        answer.file,
        counted(answer.people, "person", "people"),
        counted(answer.ties, "tie", "ties"),
        answer.layout,
        answer.engine
    )
}
