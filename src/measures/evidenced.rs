//! What strengths are computed from: all records, or those that bear on one person.

use std::collections::BTreeSet;

use crate::network::{Date, Meeting, Network, Person, PersonId, Tie};

/// People in the order of their ids, meetings in order of date, ties in the order of their identities.
#[derive(Debug)]
pub(super) struct Evidenced<'n> {
    pub(super) people: Vec<&'n Person>,
    pub(super) meetings: Vec<&'n Meeting>,
    pub(super) ties: Vec<&'n Tie>,
}

impl<'n> Evidenced<'n> {
    /// Returns all records.
    pub(super) fn all(network: &'n Network) -> Self {
        Self {
            people: network.people().values().collect(),
            meetings: network.meetings().values().collect(),
            ties: network.ties().values().collect(),
        }
    }

    /// Returns the records that tell how strong ego's tie to the alter is: those of the alter, and those that tell whom
    /// of the alter's own ties ego knows, since these embed it. `meetings` are those that name the alter.
    pub(super) fn around(
        network: &'n Network,
        (alter, mut meetings): (&'n PersonId, Vec<&'n Meeting>),
        today: Date,
    ) -> Self {
        let ego = network.ego();
        let (mut ties, own): (Vec<&Tie>, Vec<&Tie>) =
            network.ties_naming(&[alter, ego]).into_iter().partition(|tie| tie.other(alter).is_some());
        let met = meetings.iter().flat_map(|it| &it.with);
        let tied = ties.iter().filter_map(|tie| tie.other(alter));
        let near: BTreeSet<&PersonId> = met.chain(tied).filter(|it| *it != ego && *it != alter).collect();
        ties.extend(own.into_iter().filter(|tie| tie.other(ego).is_some_and(|it| near.contains(it))));
        let known = network.meetings_with_ego(&near, today).into_iter();
        meetings.extend(known.filter(|it| !it.with.contains(alter)));
        let people: BTreeSet<&PersonId> = near.into_iter().chain([ego, alter]).collect();
        Self { people: people.into_iter().filter_map(|id| network.get::<Person>(id)).collect(), meetings, ties }
    }
}
