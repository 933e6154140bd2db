//! `history`: what was done, in words.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use super::parts::table::table;
use crate::error::Error;
use crate::reply::Reply;

/// List what was done, the latest last
///
/// Example: acquaint history --last 5
#[derive(Clone, Debug, Args)]
pub(super) struct History {
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
}

#[derive(Serialize)]
struct Answer {
    entries: Vec<Done>,
}

fn counted(text: &str) -> Result<usize, String> {
    let n = text.parse().ok().filter(|n| *n > 0);
    n.ok_or_else(|| "write a whole number from 1".to_owned())
}

impl History {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let all = session.open()?.history()?;
        let undone: std::collections::BTreeSet<u64> = all.iter().filter_map(|it| it.undoes).collect();
        let last = all.len().saturating_sub(self.last);
        let done = |it: &crate::store::Entry| Done {
            n: it.n,
            at: it.at.to_string(),
            words: it.words.clone(),
            changes: it.changes.len(),
            undone: undone.contains(&it.n),
        };
        Ok(Reply::of(&Answer { entries: all[last..].iter().map(done).collect() }))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.entries.is_empty() {
            return f.write_str("nothing was done yet");
        }
        let row = |it: &Done| {
            let words = if it.undone { format!("{} (taken back)", it.words) } else { it.words.clone() };
            vec![it.n.to_string(), it.at.clone(), words, it.changes.to_string()]
        };
        f.write_str(&table(&["n", "day", "what", "changes"], self.entries.iter().map(row)))
    }
}
