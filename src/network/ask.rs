//! Asks: what ego asked of somebody, and what came of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::id::{PersonId, TopicId};
use super::vocabulary::vocabulary;

vocabulary! {
    /// What one can ask of somebody.
    Purpose, "thing to ask for" {
        /// To be brought together with somebody.
        Introduction = "introduction",
        /// A word about one's work, for others to read.
        Testimonial = "testimonial",
        /// To be taught or guided.
        Mentoring = "mentoring",
        /// Anything else.
        Favour = "favour",
    }
}

vocabulary! {
    /// What came of asking.
    Outcome, "outcome" {
        /// They did it, or said they would.
        Yes = "yes",
        /// They would not.
        No = "no",
    }
}

/// What ego asked of somebody on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who was asked.
    pub of: PersonId,
    /// The day.
    #[serde(deserialize_with = "super::date::day")]
    pub on: Date,
    /// What for.
    #[serde(rename = "for")]
    pub purpose: Purpose,
    /// With whom they were to bring one together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PersonId>,
    /// What about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<TopicId>,
    /// What came of it; open if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Ego's words about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Ask {
    /// Returns an ask of which nothing is known but who was asked, when, and what for.
    #[must_use]
    pub fn of(of: PersonId, on: Date, purpose: Purpose) -> Self {
        Self { of, on, purpose, to: None, about: None, outcome: None, note: String::new() }
    }

    /// Returns whether it was made on `today` or in the `days` before.
    #[must_use]
    pub fn is_within(&self, days: i32, today: Date) -> bool {
        (0..=days).contains(&super::days_between(self.on, today))
    }
}

/// What makes an ask the one it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AskId {
    /// The day.
    pub on: Date,
    /// Who was asked.
    pub of: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// With whom they were to bring one together.
    pub to: Option<PersonId>,
    /// What about.
    pub about: Option<TopicId>,
}

impl fmt::Display for AskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.on, self.of, self.purpose)?;
        self.to.iter().try_for_each(|to| write!(f, " to {to}"))?;
        self.about.iter().try_for_each(|topic| write!(f, " about {topic}"))
    }
}
