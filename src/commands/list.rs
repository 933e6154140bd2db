//! `list`: lists what is recorded.

mod asked;

use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::parts::circles::Circles;
use super::parts::session::Session;
use super::parts::table::table;
use super::parts::{candidates, told};
use crate::error::Error;
use crate::lenses::Ground;
use crate::network::{Kind, Node, Person};
use crate::reply::Reply;

/// List people, organizations, departments, communities, topics, ties, meetings, asks or skips
///
/// Without a kind all are listed. People can be chosen by where they belong.
///
/// Example: acquaint list people --at acme --tag board
#[derive(Clone, Debug, Args)]
pub(super) struct List {
    /// people, organizations, departments, communities, topics, ties, meetings, asks or skips
    kind: Option<String>,
    /// Only people of this organization
    #[arg(long, value_name = "ORGANIZATION", add = candidates::organizations())]
    at: Option<String>,
    /// Only people of this department, and of those inside it
    #[arg(long, add = candidates::departments())]
    department: Option<String>,
    /// Only people of this community
    #[arg(long, add = candidates::communities())]
    community: Option<String>,
    /// Only people with this tag
    #[arg(long)]
    tag: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    lists: Map<String, Value>,
}

impl List {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let ground = Ground::of(store.network(), session.today);
        let words = (self.at.as_deref(), self.department.as_deref(), self.community.as_deref());
        let chosen = Circles::meant(session, ground.network, words)?;
        let filtered = self.at.is_some() || self.department.is_some() || self.community.is_some() || self.tag.is_some();
        let kinds = match &self.kind {
            Some(word) => vec![fitting(kind_of(word)?, filtered)?],
            None if filtered => vec![Kind::Person],
            None => kinds().collect(),
        };
        let mut lists = Map::new();
        let mut text = Vec::new();
        for kind in &kinds {
            let (told, values) = self.listed(*kind, &ground, &chosen);
            let heading =
                if kinds.len() > 1 { format!("{} ({})\n", kind.plural(), values.len()) } else { String::new() };
            if !values.is_empty() || kinds.len() == 1 {
                text.push(format!("{heading}{told}"));
            }
            lists.insert(kind.plural().to_owned(), Value::Array(values));
        }
        let nobody = filtered && lists.values().all(|it| it.as_array().is_some_and(Vec::is_empty));
        let notes = if nobody { vec!["nobody on record fits".to_owned()] } else { Vec::new() };
        let text = if nobody { String::new() } else { text.join("\n\n") };
        Ok(Reply::new(text, &Answer { lists }).with_notes(notes))
    }

    fn listed(&self, kind: Kind, ground: &Ground<'_>, chosen: &Circles) -> (String, Vec<Value>) {
        match kind {
            Kind::Person => self.people(ground, chosen),
            Kind::Organization => organizations(ground),
            Kind::Department => departments(ground),
            Kind::Community => communities(ground),
            Kind::Topic => topics(ground),
            Kind::Tie => ties(ground),
            Kind::Meeting => meetings(ground),
            Kind::Ask => asked::asks(ground),
            Kind::Skip => asked::skips(ground),
            Kind::Network => (String::new(), Vec::new()),
        }
    }

    fn people(&self, ground: &Ground<'_>, chosen: &Circles) -> (String, Vec<Value>) {
        let network = ground.network;
        let people: Vec<&Person> = network.people().values().filter(|it| self.is_chosen(it, ground, chosen)).collect();
        let told = |person: &&Person| {
            let strength = ground.strengths().of_ego(&person.id);
            let position = person.position_on(ground.today);
            json!({
                "id": person.id.as_str(), "name": person.name,
                "title": position.map(|it| it.title.clone()),
                "at": position.and_then(|it| it.at.as_ref()).map(ToString::to_string),
                "department": position.and_then(|it| it.department.as_ref()).map(ToString::to_string),
                "strength": told::rounded(strength.value), "last_met": strength.last.map(|it| it.to_string()),
                "communities": person.communities, "tags": person.tags,
            })
        };
        let row = |person: &&Person| {
            let strength = ground.strengths().of_ego(&person.id);
            let last = strength.last.map_or_else(String::new, |it| it.to_string());
            let value = if person.id == *network.ego() { "me".to_owned() } else { format!("{:.2}", strength.value) };
            vec![
                person.id.to_string(),
                person.name.clone(),
                told::place(network, &person.id, ground.today),
                value,
                last,
            ]
        };
        (
            table(&["id", "name", "position", "strength", "last met"], people.iter().map(row)),
            people.iter().map(told).collect(),
        )
    }

    fn is_chosen(&self, person: &Person, ground: &Ground<'_>, chosen: &Circles) -> bool {
        chosen.hold(ground.network, &person.id, ground.today)
            && self.tag.as_ref().is_none_or(|tag| person.tags.contains(tag))
    }
}

/// Returns all that can be listed.
fn kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|it| *it != Kind::Network)
}

/// Returns the kind, unless people are chosen and it is not theirs.
fn fitting(kind: Kind, filtered: bool) -> Result<Kind, Error> {
    if filtered && kind != Kind::Person {
        return Err(Error::usage(
            format!("--at, --department, --community and --tag choose people, not {}", kind.plural()),
            "list people, or leave them out",
        ));
    }
    Ok(kind)
}

fn kind_of(word: &str) -> Result<Kind, Error> {
    let folded = word.trim().to_lowercase();
    let is = |kind: &Kind| kind.plural() == folded || kind.to_string() == folded;
    let names: Vec<_> = kinds().map(|it| format!("`{}`", it.plural())).collect();
    kinds().find(is).ok_or_else(|| {
        Error::usage(format!("`{word}` is no kind of record"), format!("choose one of {}", names.join(", ")))
    })
}

fn n_members(ground: &Ground<'_>, circle: Node) -> usize {
    ground.network.graph().members(&circle, ground.today).len()
}

fn organizations(ground: &Ground<'_>) -> (String, Vec<Value>) {
    let all = ground.network.organizations().values();
    let (rows, values) = all
        .map(|it| {
            let n = n_members(ground, Node::Organization(it.id.clone()));
            let row = vec![it.id.to_string(), it.name.clone(), it.industry.clone(), n.to_string()];
            (row, json!({"id": it.id.as_str(), "name": it.name, "industry": it.industry, "people": n}))
        })
        .unzip::<_, _, Vec<_>, Vec<_>>();
    (table(&["id", "name", "industry", "people"], rows), values)
}

fn departments(ground: &Ground<'_>) -> (String, Vec<Value>) {
    let all = ground.network.departments().values();
    let (rows, values) = all
        .map(|it| {
            let n = n_members(ground, Node::Department(it.id.clone()));
            let head = it.head.as_ref().map_or("", |head| ground.network.name(head));
            let row = vec![it.id.to_string(), it.name.clone(), head.to_owned(), n.to_string()];
            (row, json!({"id": it.id.as_str(), "name": it.name, "within": it.within, "head": it.head, "people": n}))
        })
        .unzip::<_, _, Vec<_>, Vec<_>>();
    (table(&["id", "name", "head", "people"], rows), values)
}

fn communities(ground: &Ground<'_>) -> (String, Vec<Value>) {
    let all = ground.network.communities().values();
    let (rows, values) = all
        .map(|it| {
            let n = n_members(ground, Node::Community(it.id.clone()));
            let kind = it.kind.map(|kind| kind.to_string());
            let row = vec![it.id.to_string(), it.name.clone(), kind.clone().unwrap_or_default(), n.to_string()];
            (row, json!({"id": it.id.as_str(), "name": it.name, "kind": kind, "people": n}))
        })
        .unzip::<_, _, Vec<_>, Vec<_>>();
    (table(&["id", "name", "kind", "people"], rows), values)
}

fn topics(ground: &Ground<'_>) -> (String, Vec<Value>) {
    let all = ground.network.topics().values();
    let (rows, values) = all
        .map(|it| {
            let people = ground.network.people().values();
            let can = people.clone().filter(|person| person.skills.contains_key(&it.id)).count();
            let seek = people.filter(|person| person.seeks.contains(&it.id)).count();
            let row = vec![it.id.to_string(), it.name.clone(), can.to_string(), seek.to_string()];
            (row, json!({"id": it.id.as_str(), "name": it.name, "know": can, "seek": seek}))
        })
        .unzip::<_, _, Vec<_>, Vec<_>>();
    (table(&["id", "name", "know it", "seek it"], rows), values)
}

fn ties(ground: &Ground<'_>) -> (String, Vec<Value>) {
    let all = ground.network.ties().values();
    let (rows, values) = all.map(|it| {
        let strength = told::rounded(it.declared_strength());
        let row = vec![it.from.to_string(), it.kind.to_string(), it.to.to_string(), format!("{strength:.2}")];
        (row, json!({"from": it.from, "to": it.to, "kind": it.kind.to_string(), "strength": strength, "holds": it.holds_on(ground.today)}))
    }).unzip::<_, _, Vec<_>, Vec<_>>();
    (table(&["from", "kind", "to", "strength"], rows), values)
}

fn meetings(ground: &Ground<'_>) -> (String, Vec<Value>) {
    let all = ground.network.meetings().values();
    let (rows, values) = all.map(|it| {
        let with: Vec<_> = it.with.iter().map(|id| ground.network.name(id)).collect();
        let row = vec![it.on.to_string(), it.via.to_string(), with.join(", "), it.note.clone()];
        (row, json!({"on": it.on.to_string(), "with": it.with, "via": it.via.to_string(), "planned": it.planned, "note": it.note}))
    }).unzip::<_, _, Vec<_>, Vec<_>>();
    (table(&["day", "via", "with", "note"], rows), values)
}
