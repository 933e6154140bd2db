//! A whole network follows the ids that have moved.

use super::followed::head;
use super::{Clash, Followed, Moves, joined};
use crate::network::{Department, Meeting, Network, Revision, Tie};

/// Makes every reference to an id that has moved one to the id it is now. Records that become one are joined.
pub fn follow(revision: &mut Revision<'_>, moves: &Moves) -> Vec<Clash> {
    if moves.is_empty() {
        return Vec::new();
    }
    let settings = head(revision.settings().clone(), moves);
    revision.set(settings);
    let mut clashes = follow_all::<Department>(revision, moves);
    clashes.extend(follow_all::<Tie>(revision, moves));
    clashes.extend(follow_all::<Meeting>(revision, moves));
    clashes
}

fn follow_all<R: Followed>(revision: &mut Revision<'_>, moves: &Moves) -> Vec<Clash> {
    let network: &Network = revision;
    let moved = R::shelf(network).values().filter_map(|record| {
        let after = record.clone().followed(moves);
        (after.as_ref() != Some(record)).then(|| (record.id(), after))
    });
    let moved: Vec<_> = moved.collect();
    let mut clashes = Vec::new();
    for (id, after) in moved {
        revision.follows(R::key(id.clone()));
        revision.remove::<R>(&id);
        let Some(after) = after else { continue };
        revision.follows(R::key(after.id()));
        let (record, more) = match revision.get::<R>(&after.id()).cloned() {
            Some(there) => joined(there, after),
            None => (after, Vec::new()),
        };
        revision.put(record);
        clashes.extend(more);
    }
    clashes
}
