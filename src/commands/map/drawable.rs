//! Whether there is anything to draw: an empty map says less than a sentence.

use crate::error::Error;
use crate::network::{Network, TieKind};

/// Refuses a map of communities, roles or reporting lines where none are recorded.
pub(super) fn check(kind: &str, network: &Network) -> Result<(), Error> {
    match kind {
        "communities" if network.people().values().all(|it| it.communities.is_empty()) => Err(Error::unfit(
            "nobody recorded belongs to a community",
            "acquaint add community \"CFO Circle\", then: acquaint edit NAME --community cfo-circle",
        )),
        "grid" if network.settings().slots.is_empty() => Err(Error::unfit(
            "no role to cover is recorded",
            "`acquaint init --role cto` writes a template's `slots` into network.ron",
        )),
        "orgchart" if !has_lines(network) => Err(Error::unfit(
            "nobody recorded reports to anybody",
            "acquaint tie NAME BOSS --kind reports-to, or give a department its head",
        )),
        _ => Ok(()),
    }
}

fn has_lines(network: &Network) -> bool {
    network.ties().values().any(|it| it.kind == TieKind::ReportsTo)
        || network.departments().values().any(|it| it.head.is_some())
}
