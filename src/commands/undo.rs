//! `undo`: takes back the last command.

use clap::Args;

use super::parts::session::Session;
use super::parts::written::{Said, written};
use crate::error::Error;
use crate::reply::Reply;
use crate::store::Committed;

/// Take back the last command whole: an import is one
///
/// Refuses where a record was edited by hand since. Undoing again takes back the command before.
///
/// Example: acquaint undo --dry-run
#[derive(Clone, Debug, Args)]
pub(super) struct Undo {}

impl Undo {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let undone = session.commit().undo()?;
        let took = if session.dry_run { "taken back" } else { "took back" };
        let text = format!("{took}: {}", undone.answer.words);
        let Committed { changed, warnings, n, .. } = undone;
        Ok(written(session, Committed { answer: Said { text, notes: Vec::new() }, changed, warnings, n }))
    }
}
