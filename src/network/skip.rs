//! Skips: whom ego does not want to be suggested, for how long or why.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::id::PersonId;

/// A suggestion that ego turned down. With a last day it is put off until then; without one it is declined, which fades.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    /// Whom not to suggest.
    pub who: PersonId,
    /// The name of the one lens it is about; all if empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lens: String,
    /// The day it was said.
    #[serde(deserialize_with = "super::date::day")]
    pub on: Date,
    /// The day from which on they may be suggested again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Why, in ego's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

impl Skip {
    /// Returns a skip of somebody by all lenses, without a day or a reason.
    #[must_use]
    pub fn of(who: PersonId, on: Date) -> Self {
        Self { who, lens: String::new(), on, until: None, because: String::new() }
    }

    /// Returns whether it is about what that lens says.
    #[must_use]
    pub fn concerns(&self, lens: &str) -> bool {
        self.lens.is_empty() || self.lens == lens
    }
}

/// What makes a skip the one it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SkipId {
    /// Whom.
    pub who: PersonId,
    /// The name of the one lens it is about; all if empty.
    pub lens: String,
    /// The day it was said.
    pub on: Date,
}

impl fmt::Display for SkipId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.on, self.who)?;
        if self.lens.is_empty() { Ok(()) } else { write!(f, " ({})", self.lens) }
    }
}
