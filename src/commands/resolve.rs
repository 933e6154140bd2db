//! `resolve`: settles what a merge left open.

mod listed;
mod settle;

use clap::Args;

use super::parts::session::Session;
use super::parts::{candidates, who};
use crate::error::Error;
use crate::network::three_way::{Matter, Moves, Side};
use crate::network::{Network, PersonId};
use crate::reply::Reply;
use crate::store::{self, Unsettled, value_text};
use listed::{concerns, listed, told};
use settle::Settled;

/// List what a merge left open, or settle it
///
/// Where two machines changed the same value, the merge keeps this side's and notes the other's in a comment line above
/// the record. With a name this settles what is open of that record, and of its ties and meetings; with a field only that.
/// Asks on a terminal. An id that somebody bore before can be named, too: whatever still names it follows.
///
/// Example: acquaint resolve grace closeness --theirs
#[derive(Clone, Debug, Args)]
pub(super) struct Resolve {
    /// Whose conflicts to settle; without a name all are listed
    #[arg(add = candidates::people())]
    name: Option<String>,
    /// Only this field, as the list names it
    field: Option<String>,
    /// Keep what stands in the record
    #[arg(long, conflicts_with = "theirs")]
    ours: bool,
    /// Take what the other side has
    #[arg(long)]
    theirs: bool,
    /// Settle all there are
    #[arg(long, conflicts_with_all = ["name", "field"])]
    all: bool,
}

impl Resolve {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let network = store.network();
        let open = store::unsettled(&session.folder)?;
        if self.name.is_none() && !self.all {
            if self.ours || self.theirs {
                return Err(Error::usage("nothing is named to settle", "name a record, or say --all"));
            }
            return Ok(listed(network, open));
        }
        let old = self.name.as_ref().and_then(|it| it.trim().parse::<PersonId>().ok());
        if let Some(old) = old.filter(|id| moved(network).get(id).is_some()) {
            return settle::follow(session, &old);
        }
        let picked = self.picked(session, network, open)?;
        let sides = picked.iter().map(|it| self.side(session, it)).collect::<Result<Vec<_>, _>>()?;
        let settled: Vec<Settled> = picked.into_iter().zip(sides).map(|(open, side)| Settled { open, side }).collect();
        settle::settle(session, settled)
    }

    fn picked(&self, session: &Session, network: &Network, open: Vec<Unsettled>) -> Result<Vec<Unsettled>, Error> {
        let Some(name) = &self.name else { return Ok(open) };
        let id = match open.iter().any(|it| concerns(&it.key, name.trim())) {
            true => name.trim().to_owned(),
            false => who::anything(session, network, name)?.to_string(),
        };
        let in_field = |it: &Unsettled| match (&self.field, &it.matter) {
            (None, _) => true,
            (Some(field), Some(Matter::Field { path, .. })) => path.lies_in(field),
            (Some(field), Some(Matter::Removed(_))) => field == "removed",
            (Some(_), None) => false,
        };
        let picked: Vec<_> = open.into_iter().filter(|it| concerns(&it.key, &id) && in_field(it)).collect();
        if picked.is_empty() {
            let field = self.field.as_ref().map_or_else(String::new, |it| format!(" in `{it}`"));
            return Err(Error::unfit(format!("no conflict is open of `{id}`{field}"), "`acquaint resolve` lists all"));
        }
        Ok(picked)
    }

    fn side(&self, session: &Session, open: &Unsettled) -> Result<Side, Error> {
        if self.ours || self.theirs {
            return Ok(if self.ours { Side::Ours } else { Side::Theirs });
        }
        let words = told(open);
        let choices = match &open.matter {
            Some(Matter::Field { theirs, .. }) => {
                ["keep what stands there".to_owned(), format!("take {}", value_text(theirs.as_ref()))]
            }
            Some(Matter::Removed(_)) => ["as on this side".to_owned(), "as on the other side".to_owned()],
            None => ["keep what stands there".to_owned(), "decide later".to_owned()],
        };
        match session.choose(&format!("{} {}: {words}; which", open.key.kind(), open.key), &choices)? {
            Some(0) => Ok(Side::Ours),
            Some(_) => Ok(Side::Theirs),
            None => Err(Error::usage("no side is chosen", "say --ours or --theirs")),
        }
    }
}

/// Returns the ids that somebody bore before and that something still names.
fn moved(network: &Network) -> Moves {
    let moves = Moves::standing(network.people());
    let head = network.settings();
    let held = head.slots.iter().flat_map(|it| &it.held_by).filter_map(|it| it.parse::<PersonId>().ok());
    let mut named: std::collections::BTreeSet<PersonId> = held.chain([head.ego.clone()]).collect();
    named.extend(network.ties().values().flat_map(|it| [it.from.clone(), it.to.clone()]));
    named.extend(network.meetings().values().flat_map(|it| it.with.clone()));
    named.extend(network.departments().values().filter_map(|it| it.head.clone()));
    moves.only(&named)
}
