//! `find`: looks for words in everything recorded.

mod letters;

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use super::parts::told::{self, rounded};
use crate::error::Error;
use crate::network::{Field, Key, Match};
use crate::reply::Reply;

/// Look for words in names, titles, organizations, departments, communities, tags and notes
///
/// Accents, case and the order of words do not matter; one typing error a word does not either.
///
/// Example: acquaint find finance munich
#[derive(Clone, Debug, Args)]
pub(super) struct Find {
    /// What to look for
    #[arg(required = true)]
    words: Vec<String>,
    /// Only so many
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    top: u16,
}

#[derive(Serialize)]
struct Hit {
    id: String,
    kind: String,
    name: String,
    score: f64,
    field: String,
    #[serde(skip)]
    line: String,
}

#[derive(Serialize)]
struct Answer {
    query: String,
    matches: Vec<Hit>,
    #[serde(skip)]
    more: usize,
}

impl Find {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let query = self.words.join(" ");
        let all = store.network().search(&query);
        let top = usize::from(self.top);
        let more = all.len().saturating_sub(top);
        let hit = |it: &Match| Hit {
            id: it.key.to_string(),
            kind: it.key.kind().to_string(),
            name: it.name.clone(),
            score: rounded(it.score),
            field: it.field.to_string(),
            line: line(it, &store, session),
        };
        let matches = all.iter().take(top).map(hit).collect();
        Ok(Reply::of(&Answer { query, matches, more }))
    }
}

fn line(hit: &Match, store: &crate::store::Store, session: &Session) -> String {
    let shown = letters::with_letters(hit);
    let place = match &hit.key {
        Key::Person(id) => told::place(store.network(), id, session.today),
        other => other.kind().to_string(),
    };
    let (name, rest) = match hit.field {
        Field::Name => (shown, String::new()),
        field => (hit.name.clone(), format!("  [{field}: {}]", shown.replace('\n', " "))),
    };
    let place = if place.is_empty() { place } else { format!(", {place}") };
    format!("{:<24} {name}{place}{rest}", hit.key.to_string())
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for hit in &self.matches {
            writeln!(f, "{}", hit.line)?;
        }
        if self.more > 0 {
            writeln!(f, "… and {} more: --top {}", self.more, self.more + self.matches.len())
        } else {
            Ok(())
        }
    }
}
