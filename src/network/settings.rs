//! What `network.ron` says: the format, whose network it is, and the slots ego needs covered.

use serde::{Deserialize, Serialize};

use super::id::PersonId;
use super::role::Slot;

/// The format this program writes.
pub const FORMAT: u32 = 1;

/// The head of a network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Network", deny_unknown_fields)]
pub struct Settings {
    /// The format number of all files of the network.
    pub format: u32,
    /// Whose network it is.
    pub ego: PersonId,
    /// The role template the slots came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// The roles ego needs covered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
    /// How many meetings a month ego has time for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity_per_month: Option<u32>,
}

impl Settings {
    /// Returns the head of an empty network of `ego`.
    #[must_use]
    pub fn of(ego: PersonId) -> Self {
        Self { format: FORMAT, ego, template: None, slots: Vec::new(), capacity_per_month: None }
    }
}
