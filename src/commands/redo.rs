//! `redo`: does again what the last undo took back.

use clap::Args;

use super::parts::session::Session;
use super::undo::told;
use crate::error::Error;
use crate::reply::Reply;

/// Do again what the last undo took back
///
/// What `undo --to` took back comes back whole. After a new command there is nothing to do again.
///
/// Example: acquaint redo --dry-run
#[derive(Clone, Debug, Args)]
pub(super) struct Redo {}

impl Redo {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let done = session.braked(|commit| Ok(commit.redo()?))?;
        Ok(told(session, if session.dry_run { "done again" } else { "did again" }, done))
    }
}
