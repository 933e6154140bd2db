//! placeholder
use serde::{Deserialize, Serialize};
/// f
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// id
    pub id: String,
    /// held
    #[serde(default)]
    pub held_by: Vec<String>,
}
