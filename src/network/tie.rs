//! Ties: who knows whom.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::date::{Date, PartialDate};
use super::id::PersonId;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What holds two people together.
    TieKind, "kind of tie" {
        /// They know each other; symmetric.
        Knows = "knows",
        /// They work together; symmetric.
        WorksWith = "works_with",
        /// They are friends; symmetric.
        Friend = "friend",
        /// The first reports to the second.
        ReportsTo = "reports_to",
        /// The first mentors the second.
        Mentors = "mentors",
        /// The first advises the second.
        Advises = "advises",
        /// The first influences the second.
        Influences = "influences",
        /// The first introduced the second to ego.
        Introduced = "introduced",
    }
}

impl TieKind {
    /// Returns whether the tie has no direction.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        matches!(self, Self::Knows | Self::WorksWith | Self::Friend)
    }

    /// Returns the strength of a tie of this kind that has none of its own, 0..1 (our defaults, no published value).
    #[must_use]
    pub fn default_strength(self) -> f64 {
        match self {
            Self::ReportsTo | Self::Friend => 0.8,
            Self::Mentors => 0.7,
            Self::WorksWith | Self::Advises => 0.6,
            Self::Influences => 0.5,
            Self::Knows | Self::Introduced => 0.4,
        }
    }
}

/// A declared tie between two people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// One end; the one the direction starts from, if the kind has one.
    pub from: PersonId,
    /// The other end.
    pub to: PersonId,
    /// What holds them together.
    pub kind: TieKind,
    /// The declared strength, 0..1; the kind's default if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<f64>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// Until when; a tie that ended counts no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// Where the record came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Ego's words about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Tie {
    /// Returns a tie of which nothing but ends and kind is known.
    #[must_use]
    pub fn between(from: PersonId, to: PersonId, kind: TieKind) -> Self {
        Self { from, to, kind, strength: None, since: None, until: None, source: String::new(), note: String::new() }
    }

    /// Returns the declared strength, or the kind's, 0..1.
    #[must_use]
    pub fn declared_strength(&self) -> f64 {
        self.strength.unwrap_or_else(|| self.kind.default_strength()).clamp(0.0, 1.0)
    }

    /// Returns whether the tie holds on `today`.
    #[must_use]
    pub fn holds_on(&self, today: Date) -> bool {
        self.since.is_none_or(|since| since.first_day() <= today)
            && self.until.is_none_or(|until| until.last_day() >= today)
    }

    /// Returns the other end, seen from `one`, if `one` is an end.
    #[must_use]
    pub fn other(&self, one: &PersonId) -> Option<&PersonId> {
        match one {
            _ if *one == self.from => Some(&self.to),
            _ if *one == self.to => Some(&self.from),
            _ => None,
        }
    }
}

/// What makes a tie the one it is: its ends and its kind. The ends of a symmetric tie stand in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TieId {
    /// One end.
    pub from: PersonId,
    /// The other end.
    pub to: PersonId,
    /// The kind.
    pub kind: TieKind,
}

impl TieId {
    /// Returns the identity of a tie of `kind` from `from` to `to`.
    #[must_use]
    pub fn new(from: PersonId, to: PersonId, kind: TieKind) -> Self {
        if kind.is_symmetric() && to < from { Self { from: to, to: from, kind } } else { Self { from, to, kind } }
    }
}

impl fmt::Display for TieId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arrow = if self.kind.is_symmetric() { "–" } else { "→" };
        write!(f, "{} {arrow} {} ({})", self.from, self.to, self.kind)
    }
}
