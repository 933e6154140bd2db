//! Whether there is anything to draw: an empty map says less than a sentence.

use crate::error::Error;
use crate::network::Network;

/// Refuses a map of communities or roles where none are recorded.
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
        _ => Ok(()),
    }
}
