//! What the shell completes: ids, never names, since shells paste what is completed without quotes.

use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

use crate::network::{Community, Department, Named, Organization, Person, Topic};
use crate::store::Store;

fn ids<R: Named>() -> Vec<CompletionCandidate> {
    // A network that cannot be read completes to nothing: the command itself will say why.
    let store = super::given::folder(None).ok().and_then(|folder| Store::open(&folder).ok());
    let Some(store) = store else { return Vec::new() };
    let candidate = |record: &R| {
        let help = crate::reply::inert(&record.name().replace('\n', " "), false);
        CompletionCandidate::new(record.id().to_string()).help(Some(help.into()))
    };
    R::shelf(store.network()).values().map(candidate).collect()
}

/// Ids of people.
pub(crate) fn people() -> ArgValueCandidates {
    ArgValueCandidates::new(ids::<Person>)
}

/// Ids of organizations.
pub(crate) fn organizations() -> ArgValueCandidates {
    ArgValueCandidates::new(ids::<Organization>)
}

/// Ids of departments.
pub(crate) fn departments() -> ArgValueCandidates {
    ArgValueCandidates::new(ids::<Department>)
}

/// Ids of communities.
pub(crate) fn communities() -> ArgValueCandidates {
    ArgValueCandidates::new(ids::<Community>)
}

/// Ids of topics.
pub(crate) fn topics() -> ArgValueCandidates {
    ArgValueCandidates::new(ids::<Topic>)
}
