//! `path`: the warm path to somebody.

use std::fmt::{self, Write};

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use super::parts::told::{self, Step, rounded};
use super::parts::{candidates, who};
use crate::error::Error;
use crate::lenses::{Ground, Reach, Scene};
use crate::network::{Network, Node, Organization, PersonId, title};
use crate::reply::Reply;
use crate::store::Store;

/// Find the strongest chain of ties to a person, a role or a department
///
/// At most two people stand between, unless --hops says otherwise. Up to two alternatives share no tie with it.
///
/// Example: acquaint path "Alan Turing"
/// Example: acquaint path --role cfo --at acme --hops 3
#[derive(Clone, Debug, Args)]
#[command(group = clap::ArgGroup::new("whither").required(true).multiple(true))]
pub(super) struct Path {
    /// To whom
    #[arg(group = "whither", conflicts_with_all = ["role", "at", "department"], add = candidates::people())]
    name: Option<String>,
    /// To whoever holds this role, as a title says it: cfo, "head of sales"
    #[arg(long, group = "whither")]
    role: Option<String>,
    /// To somebody at this organization
    #[arg(long, value_name = "ORGANIZATION", group = "whither", add = candidates::organizations())]
    at: Option<String>,
    /// To somebody of this department
    #[arg(long, group = "whither", add = candidates::departments())]
    department: Option<String>,
    /// From whom, if not from you
    #[arg(long, value_name = "PERSON", add = candidates::people())]
    from: Option<String>,
    /// How many people may stand between
    #[arg(long, value_name = "1-5", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=MOST_BETWEEN))]
    hops: u8,
    /// How many other paths to show, if there are as many
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=20))]
    alternatives: u8,
}

#[derive(Serialize)]
struct Answer {
    from: String,
    to: String,
    strength: f64,
    steps: Vec<Step>,
    alternatives: Vec<Alternative>,
    #[serde(skip)]
    text: String,
}

#[derive(Serialize)]
struct Alternative {
    strength: f64,
    steps: Vec<Step>,
}

/// A request that passes more hands than that is nobody's any more.
const MOST_BETWEEN: i64 = 5;

impl Path {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let network = store.network();
        let ground = Ground::of(network, session.today);
        let from =
            self.from.as_deref().map_or_else(|| Ok(network.ego().clone()), |it| who::person(session, network, it))?;
        let scene = Scene::of(&ground, &from);
        let goals = self.goals(session, &scene)?;
        let between = usize::from(self.hops);
        let Some(to) = nearest(&ground, &from, &goals, between) else {
            return Err(unreachable(&ground, &goals, &from, between));
        };
        Ok(Reply::of(&self.answer(&store, &ground, &from, to)))
    }

    fn answer(&self, store: &Store, ground: &Ground<'_>, from: &PersonId, to: &PersonId) -> Answer {
        let paths = ground.ways_apart(from, to, usize::from(self.hops), usize::from(self.alternatives));
        let told = |path: &Reach| Alternative {
            strength: rounded(path.strength),
            steps: told::steps(store, ground, &path.people),
        };
        let mut told: Vec<Alternative> = paths.iter().map(told).collect();
        let text = text(ground.network, from, to, &told, ground);
        let best = told.remove(0);
        let (strength, steps) = (best.strength, best.steps);
        Answer { from: from.to_string(), to: to.to_string(), strength, steps, alternatives: told, text }
    }

    /// Returns everybody the question may mean.
    fn goals(&self, session: &Session, scene: &Scene<'_>) -> Result<Vec<PersonId>, Error> {
        let network = scene.network();
        if let Some(name) = &self.name {
            let to = who::person(session, network, name)?;
            return if to == *scene.seat() {
                Err(Error::unfit("the path begins and ends with the same person", "name somebody else"))
            } else {
                Ok(vec![to])
            };
        }
        let (circles, roles) = self.wanted(session, network)?;
        let fits = |id: &&PersonId| {
            let belongs = network.graph().circles(id, session.today);
            let holds = |roles: &Vec<title::Reading>| {
                scene.readings(id).iter().flat_map(|it| &it.roles).any(|it| roles.contains(it))
            };
            circles.iter().all(|circle| belongs.contains(&circle)) && roles.as_ref().is_none_or(holds)
        };
        let others = network.people().keys().filter(|id| *id != scene.seat());
        let goals: Vec<PersonId> = others.filter(fits).cloned().collect();
        if goals.is_empty() {
            return Err(Error::unfit(
                format!("nobody is recorded {}", self.asked()),
                "`acquaint list people` names all; `acquaint suggest` says whom to ask",
            ));
        }
        Ok(goals)
    }

    /// Returns the organization and department asked for, and the roles.
    fn wanted(&self, session: &Session, network: &Network) -> Result<(Vec<Node>, Option<Vec<title::Reading>>), Error> {
        let named = |it| who::named::<Organization>(session, network, it);
        let at = self.at.as_deref().map(named).transpose()?;
        let within = |it| who::department(session, network, it, at.as_ref());
        let department = self.department.as_deref().map(within).transpose()?;
        let roles = self.role.as_deref().map(role).transpose()?;
        let circles = department.map(Node::Department).into_iter();
        Ok((circles.chain(at.map(Node::Organization)).collect(), roles))
    }

    fn asked(&self) -> String {
        let parts = [("as", &self.role), ("at", &self.at), ("in", &self.department)];
        let parts: Vec<_> =
            parts.into_iter().filter_map(|(words, it)| Some(format!("{words} `{}`", it.as_ref()?))).collect();
        parts.join(" ")
    }
}

fn role(text: &str) -> Result<Vec<title::Reading>, Error> {
    let roles = title::read(text);
    if roles.is_empty() {
        Err(Error::usage(format!("`{text}` names no role"), "write a title such as cfo or \"head of sales\""))
    } else {
        Ok(roles)
    }
}

/// Returns whom of these the strongest path leads to, at most `between` people between; of equal ones the smaller id.
fn nearest<'g>(ground: &Ground<'_>, from: &PersonId, goals: &'g [PersonId], between: usize) -> Option<&'g PersonId> {
    let (view, paths) = (ground.acquainted(), ground.ways(from, between)?);
    let reached = goals.iter().filter_map(|goal| Some((paths.to(view.number(goal)?)?.strength, goal)));
    reached.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, goal)| goal)
}

fn unreachable(ground: &Ground<'_>, goals: &[PersonId], from: &PersonId, between: usize) -> Error {
    let network = ground.network;
    let names: Vec<_> = goals.iter().take(3).map(|it| network.name(it)).collect();
    let (from_name, goal) = (network.name(from), names.join(", "));
    let message = format!("no chain with at most {between} people between leads from {from_name} to {goal}");
    let most = usize::try_from(MOST_BETWEEN).unwrap_or(between);
    match (between + 1..=most).find(|more| nearest(ground, from, goals, *more).is_some()) {
        Some(more) => Error::unfit(message, format!("`--hops {more}` finds one with {more} people between")),
        None => Error::unfit(
            message,
            "record ties among others with `acquaint tie A B`, or whom you met with `acquaint met`",
        ),
    }
}

fn text(network: &Network, from: &PersonId, to: &PersonId, paths: &[Alternative], ground: &Ground<'_>) -> String {
    let goal = told::named_place(network, to, ground.today);
    let mut text = format!("{} → {goal}\n", network.name(from));
    for (n, path) in paths.iter().enumerate() {
        let heading = if n == 0 { "strongest" } else { "or by other ties" };
        writeln!(text, "\n{heading}: {:.2}", path.strength).expect("a string takes all");
        path.steps.iter().for_each(|it| text.push_str(&line(it)));
    }
    text
}

fn line(step: &Step) -> String {
    let (file, at) = (step.evidence.file.as_deref(), step.evidence.line);
    let place = file.zip(at).map_or_else(String::new, |(file, at)| format!("  {file}:{at}"));
    // Where the tie itself is the evidence, its words are there already.
    let is_tie = file == Some("ties.ron");
    let kind = step.kind.as_ref().filter(|_| !is_tie).map_or_else(String::new, |it| format!("{it}, "));
    let asked = step.asked.as_ref().map_or_else(String::new, |it| format!(", {}", it.text));
    let Step { names, strength, evidence, .. } = step;
    format!("  {} → {}  {strength:.2}  {kind}{}{asked}{place}\n", names.0, names.1, evidence.text)
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
