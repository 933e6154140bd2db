//! `untie`: removes ties between two people.

use clap::Args;

use super::parts::session::Session;
use super::parts::written::{Said, written};
use super::parts::{candidates, who};
use crate::error::Error;
use crate::network::{Tie, TieId, TieKind};
use crate::reply::Reply;

/// Remove the ties between two people, or those of one kind
///
/// A tie that ended is better kept with `acquaint tie A B --kind K --until DATE`.
///
/// Example: acquaint untie bob grace --kind reports-to
#[derive(Clone, Debug, Args)]
pub(super) struct Untie {
    /// One person; `me` is you
    #[arg(add = candidates::people())]
    from: String,
    /// The other
    #[arg(add = candidates::people())]
    to: String,
    /// Only ties of this kind
    #[arg(long)]
    kind: Option<TieKind>,
}

impl Untie {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let committed = session.write(|revision| {
            let from = who::person(session, revision, &self.from)?;
            let to = who::person(session, revision, &self.to)?;
            let kinds = TieKind::ALL.iter().copied().filter(|kind| self.kind.is_none_or(|asked| asked == *kind));
            let both = |kind| [TieId::new(from.clone(), to.clone(), kind), TieId::new(to.clone(), from.clone(), kind)];
            let removed: Vec<Tie> = kinds.flat_map(both).filter_map(|id| revision.remove::<Tie>(&id)).collect();
            let (one, other) = (revision.name(&from).to_owned(), revision.name(&to).to_owned());
            if removed.is_empty() {
                let kind = self.kind.map_or_else(String::new, |kind| format!("{kind} "));
                return Err(Error::unfit(
                    format!("no {kind}tie between {one} and {other} is recorded"),
                    format!("`acquaint show {from}` lists the ties there are"),
                ));
            }
            let kinds: Vec<_> = removed.iter().map(|tie| tie.kind.to_string()).collect();
            let text = format!("untied {one} and {other}: {}", kinds.join(", "));
            Ok((Said { text: text.clone(), notes: Vec::new() }, text))
        })?;
        Ok(written(session, committed))
    }
}
