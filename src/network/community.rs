//! Communities, informal and across organizations, and topics, which one can know or seek.

use serde::{Deserialize, Serialize};

use super::id::{CommunityId, TopicId};
use super::vocabulary::vocabulary;

vocabulary! {
    /// What a community is.
    CommunityKind, "kind of community" {
        /// A body one joins.
        Association = "association",
        /// An event that comes back.
        Conference = "conference",
        /// A place to talk.
        Forum = "forum",
        /// Former members of something.
        Alumni = "alumni",
        /// People who work on one thing.
        Team = "team",
        /// Anything else.
        Other = "other",
    }
}

/// An informal circle that crosses organizations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Community {
    /// The id, unique among communities.
    pub id: CommunityId,
    /// The name as it is shown.
    pub name: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CommunityKind>,
    /// Web addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// Ego's words about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Community {
    /// Returns a community of which nothing but id and name is known.
    #[must_use]
    pub fn named(id: CommunityId, name: impl Into<String>) -> Self {
        Self { id, name: name.into(), kind: None, links: Vec::new(), note: String::new() }
    }
}

/// Something one can know or seek.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The id, unique among topics.
    pub id: TopicId,
    /// The name as it is shown.
    pub name: String,
    /// Other names it goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

impl Topic {
    /// Returns a topic of which nothing but id and name is known.
    #[must_use]
    pub fn named(id: TopicId, name: impl Into<String>) -> Self {
        Self { id, name: name.into(), aliases: Vec::new() }
    }
}
