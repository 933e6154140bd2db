//! `tie`: records who knows whom.

use clap::Args;

use super::parts::differences::differences;
use super::parts::session::Session;
use super::parts::written::{Said, written};
use super::parts::{candidates, typed, when, who};
use crate::error::Error;
use crate::network::{self, Network, Record, TieKind};
use crate::reply::Reply;

/// Record who knows whom
///
/// Kinds without a direction: knows, works-with, friend. Kinds that lead from the first to the second: reports-to,
/// mentors, advises, influences, introduced. A tie recorded before is changed; `none` clears a field of it.
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
    /// What holds them together, one of the kinds above
    #[arg(long, default_value = "knows")]
    kind: TieKind,
    /// How strong it is, 0 to 1; the kind's default if left out
    #[arg(long, value_name = "0-1", allow_hyphen_values = true)]
    strength: Option<String>,
    /// Since when: 2024, 2024-03 or a day
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Until when, if it has ended
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Your words; - reads them from standard input
    #[arg(long, allow_hyphen_values = true)]
    note: Option<String>,
}

impl Tie {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let note = self.note.as_deref().map(super::parts::given::note).transpose()?;
        let committed = session.write(|revision| {
            let from = who::person(session, revision, &self.from)?;
            let to = who::person(session, revision, &self.to)?;
            if from == to {
                return Err(Error::unfit(format!("`{from}` cannot be tied to itself"), "name two different people"));
            }
            let fresh = network::Tie::between(from, to, self.kind);
            let before = revision.ties().get(&fresh.id()).cloned();
            let tie = self.applied(before.clone().unwrap_or(fresh), note.as_deref(), session)?;
            let words = sentence(revision, &tie);
            let changes = before.map_or_else(|| "new".to_owned(), |it| differences(&it, &tie));
            revision.put(tie);
            let (text, words) = match changes.as_str() {
                "new" => (format!("recorded: {words}"), format!("recorded: {words}")),
                "" => (format!("{words} already"), words),
                _ => (format!("changed: {words}: {changes}"), format!("changed: {words}: {changes}")),
            };
            Ok((Said { text, notes: Vec::new() }, words))
        })?;
        Ok(written(session, committed))
    }

    fn applied(&self, mut tie: network::Tie, note: Option<&str>, session: &Session) -> Result<network::Tie, Error> {
        let day = |it: &str| when::partial(it, session.today);
        typed::cleared(&mut tie.strength, self.strength.as_deref(), typed::strength)?;
        typed::cleared(&mut tie.since, self.since.as_deref(), day)?;
        typed::cleared(&mut tie.until, self.until.as_deref(), day)?;
        typed::in_order(tie.since, tie.until)?;
        typed::text(&mut tie.note, note);
        Ok(tie)
    }
}

/// Returns a tie as a sentence: `Bob Roth reports to Grace Hopper`.
fn sentence(network: &Network, tie: &network::Tie) -> String {
    let (from, to) = (network.name(&tie.from), network.name(&tie.to));
    match tie.kind {
        TieKind::Knows => format!("{from} and {to} know each other"),
        TieKind::WorksWith => format!("{from} and {to} work together"),
        TieKind::Friend => format!("{from} and {to} are friends"),
        TieKind::ReportsTo => format!("{from} reports to {to}"),
        TieKind::Mentors => format!("{from} mentors {to}"),
        TieKind::Advises => format!("{from} advises {to}"),
        TieKind::Influences => format!("{from} influences {to}"),
        TieKind::Introduced => format!("{from} introduced {to}"),
    }
}
