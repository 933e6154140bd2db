//! `show`: one record, with what is derived from it.

mod circle;
mod person;

use clap::Args;
use serde::Serialize;
use serde_json::Value;

use super::parts::session::Session;
use super::parts::{candidates, who};
use crate::error::Error;
use crate::lenses::Ground;
use crate::network::{Key, Node};
use crate::reply::Reply;

/// Show all that is recorded of a person, organization, department, community or topic
///
/// With what follows from it: tie strength, last contact, overdue, ties, meetings, members.
///
/// Example: acquaint show grace
#[derive(Clone, Debug, Args)]
pub(super) struct Show {
    /// Who or what; `me` is you
    #[arg(required = true, add = candidates::people())]
    words: Vec<String>,
    /// How many meetings
    #[arg(long, value_name = "N", default_value_t = 10)]
    meetings: usize,
}

#[derive(Serialize)]
struct Answer {
    id: String,
    kind: String,
    file: Option<String>,
    line: Option<usize>,
    #[serde(flatten)]
    rest: Value,
}

impl Show {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let network = store.network();
        let ground = Ground::of(network, session.today);
        let key = who::anything(session, network, &self.words.join(" "))?;
        let (text, rest) = match &key {
            Key::Person(id) => person::person(&store, &ground, id, (self.meetings, session.json)),
            Key::Topic(id) => circle::topic(&ground, id),
            other => unit(&ground, other),
        };
        let place = store.place(&key);
        let text = match &place {
            Some(place) => format!("{text}\n{}:{}\n", place.file, place.line),
            None => text,
        };
        let answer = Answer {
            id: key.to_string(),
            kind: key.kind().to_string(),
            line: place.as_ref().map(|it| it.line),
            file: place.map(|it| it.file),
            rest,
        };
        Ok(Reply::new(text, &answer))
    }
}

/// Returns an organization, department or community.
fn unit(ground: &Ground<'_>, key: &Key) -> (String, Value) {
    let network = ground.network;
    match key {
        Key::Organization(id) => {
            let it = &network.organizations()[id];
            let (aliases, links) = (it.aliases.join(", "), it.links.join(", "));
            let lines =
                [("industry", it.industry.as_str()), ("also called", &aliases), ("links", &links), ("note", &it.note)];
            circle::circle(ground, &Node::Organization(id.clone()), it, &lines)
        }
        Key::Department(id) => {
            let it = &network.departments()[id];
            let within = it.within.as_ref().map_or_else(String::new, ToString::to_string);
            let head = it.head.as_ref().map_or("", |head| network.name(head));
            let lines = [("within", within.as_str()), ("head", head), ("note", &it.note)];
            circle::circle(ground, &Node::Department(id.clone()), it, &lines)
        }
        Key::Community(id) => {
            let it = &network.communities()[id];
            let kind = it.kind.map_or_else(String::new, |kind| kind.to_string());
            let links = it.links.join(", ");
            let lines = [("kind", kind.as_str()), ("links", &links), ("note", &it.note)];
            circle::circle(ground, &Node::Community(id.clone()), it, &lines)
        }
        _ => (String::new(), Value::Null),
    }
}
