//! `undo`: takes back the last command, or all since some entry of the history.

use clap::Args;

use super::parts::session::Session;
use super::parts::written::{Said, written};
use crate::error::Error;
use crate::reply::Reply;
use crate::store::Committed;

/// Take back the last command whole: an import is one
///
/// Refuses where a record was edited by hand since. Undoing again takes back the command before; `acquaint redo` does it
/// again. With --to everything after that entry of `acquaint history` is taken back, or nothing.
///
/// Example: acquaint undo --to 12 --dry-run
#[derive(Clone, Debug, Args)]
pub(super) struct Undo {
    /// Take back all commands after this entry of the history; 0 stands for the beginning
    #[arg(long, value_name = "N")]
    to: Option<u64>,
}

impl Undo {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let undone = session.braked(|commit| Ok(self.to.map_or_else(|| commit.undo(), |n| commit.undo_to(n))?))?;
        let took = if session.dry_run { "taken back" } else { "took back" };
        Ok(told(session, took, undone))
    }
}

/// Returns the reply of commands taken back or done again.
pub(super) fn told(session: &Session, did: &str, committed: Committed<Vec<String>>) -> Reply {
    let Committed { answer, changed, warnings, n, toll } = committed;
    let text = match answer.as_slice() {
        [one] => format!("{did}: {one}"),
        several => format!("{did} {} commands:\n  {}", several.len(), several.join("\n  ")),
    };
    written(session, Committed { answer: Said { text, notes: Vec::new() }, changed, warnings, n, toll })
}
