//! `tie`: records who knows whom.

use clap::Args;

use super::parts::session::{self, Session};
use super::parts::written::{Said, written};
use super::parts::{candidates, when, who};
use crate::error::Error;
use crate::network::{self, Record, TieKind};
use crate::reply::Reply;

/// Record who knows whom
///
/// Kinds without a direction: knows, works-with, friend. Kinds that lead from the first to the second: reports-to,
/// mentors, advises, influences, introduced. A tie recorded before is changed.
///
/// Example: acquaint tie "Bob Roth" grace --kind reports-to --since 2024-02
#[derive(Clone, Debug, Args)]
pub(super) struct Tie {
    /// One person; `me` is you
    #[arg(add = candidates::people())]
    from: String,
    /// The other
    #[arg(add = candidates::people())]
    to: String,
    /// What holds them together
    #[arg(long, default_value = "knows")]
    kind: TieKind,
    /// How strong it is, 0 to 1; the kind's default if left out
    #[arg(long, value_name = "0-1")]
    strength: Option<f64>,
    /// Since when
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Until when
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Your words; - reads them from standard input
    #[arg(long)]
    note: Option<String>,
}

impl Tie {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let note = self.note.as_deref().map(session::note).transpose()?;
        let committed = session.write(|revision| {
            let from = who::person(session, revision, &self.from)?;
            let to = who::person(session, revision, &self.to)?;
            if from == to {
                return Err(Error::unfit(
                    format!("`{from}` cannot be tied to itself"),
                    "name two different people",
                ));
            }
            let fresh = network::Tie::between(from.clone(), to.clone(), self.kind);
            let mut tie = revision.ties().get(&fresh.id()).cloned().unwrap_or(fresh);
            tie.strength = self.strength.or(tie.strength);
            tie.since = self
                .since
                .as_deref()
                .map(|it| when::partial(it, session.today))
                .transpose()?
                .or(tie.since);
            tie.until = self
                .until
                .as_deref()
                .map(|it| when::partial(it, session.today))
                .transpose()?
                .or(tie.until);
            note.iter().for_each(|it| tie.note.clone_from(it));
            let words = super::parts::told::tie_words(self.kind, true);
            let text = if self.kind.is_symmetric() {
                format!("tied {} and {}: {words}", revision.name(&from), revision.name(&to))
            } else {
                format!("tied {} {words} {}", revision.name(&from), revision.name(&to))
            };
            revision.put(tie);
            Ok((Said { text: text.clone(), notes: Vec::new() }, text))
        })?;
        Ok(written(session, committed))
    }
}
