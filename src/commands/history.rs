//! `history`: what was done, in words.

use std::fmt::{self, Write};

use clap::Args;
use serde::Serialize;

use super::parts::candidates;
use super::parts::past;
use super::parts::session::Session;
use super::parts::table::table;
use crate::error::Error;
use crate::reply::Reply;
use crate::store::{self, Entry};

/// List what was done, the latest last
///
/// With --of what happened to one person, organization, department, community or topic, field by field, also under the
/// ids it had before.
///
/// Example: acquaint history --of grace --last 5
#[derive(Clone, Debug, Args)]
pub(super) struct History {
    /// Only what happened to this one; `me` is you
    #[arg(long, value_name = "NAME", add = candidates::people())]
    of: Option<String>,
    /// Only so many
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = counted)]
    last: usize,
}

#[derive(Serialize)]
struct Done {
    n: u64,
    at: String,
    words: String,
    changes: usize,
    undone: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Answer {
    entries: Vec<Done>,
    #[serde(skip)]
    of: Option<String>,
}

fn counted(text: &str) -> Result<usize, String> {
    let n = text.parse().ok().filter(|n| *n > 0);
    n.ok_or_else(|| "write a whole number from 1".to_owned())
}

impl Done {
    fn of(entry: &Entry, told: Option<Vec<String>>) -> Self {
        let (n, at, words) = (entry.n, entry.at.to_string(), entry.words.clone());
        Self { n, at, words, changes: entry.changes.len(), undone: entry.undone, told }
    }
}

impl History {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let all = store::history(&session.folder)?;
        let mut entries: Vec<Done> = match &self.of {
            None => all.iter().rev().take(self.last).map(|it| Done::of(it, None)).collect(),
            Some(name) => {
                let subject = past::subject(session, &all, name)?;
                let told = all.iter().rev().map(|it| (it, subject.told(it))).filter(|(_, told)| !told.is_empty());
                told.take(self.last).map(|(it, told)| Done::of(it, Some(told))).collect()
            }
        };
        entries.reverse();
        Ok(Reply::of(&Answer { entries, of: self.of.clone() }))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.of {
            None if self.entries.is_empty() => f.write_str("nothing was done yet"),
            Some(name) if self.entries.is_empty() => write!(f, "no command that is remembered changed `{name}`"),
            Some(_) => f.write_str(&listed(&self.entries)),
            None => {
                let row = |it: &Done| vec![it.n.to_string(), it.at.clone(), it.words(), it.changes.to_string()];
                f.write_str(&table(&["n", "day", "what", "changes"], self.entries.iter().map(row)))
            }
        }
    }
}

impl Done {
    fn words(&self) -> String {
        if self.undone { format!("{} (taken back)", self.words) } else { self.words.clone() }
    }
}

fn listed(entries: &[Done]) -> String {
    let mut text = String::new();
    for entry in entries {
        writeln!(text, "{}  {}  {}", entry.n, entry.at, entry.words()).expect("a string takes all");
        for line in entry.told.iter().flatten() {
            writeln!(text, "     {}", line.replace(['\n', '\r'], " ")).expect("a string takes all");
        }
    }
    text
}
