//! People: the record of a person, whoever it is, ego included.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::date::{Date, PartialDate};
use super::id::{CommunityId, DepartmentId, OrganizationId, PersonId, TopicId};
use super::maps;

/// A person as recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The id, unique among people.
    pub id: PersonId,
    /// The name as it is shown.
    pub name: String,
    /// Other names the person goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// E-mail addresses, the preferred one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Telephone numbers as typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// Web addresses: profiles and pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// Positions held, now or before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// Communities the person belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communities: Vec<CommunityId>,
    /// What the person can do, 1 (beginner) to 5 (master) a topic.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "maps::unrepeated")]
    pub skills: BTreeMap<TopicId, u8>,
    /// Topics the person wants to learn or needs help with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seeks: Vec<TopicId>,
    /// Topics the person is glad to help with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<TopicId>,
    /// Ego's own word on the tie to this person, 0 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closeness: Option<u8>,
    /// The wished interval between contacts, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<u32>,
    /// Free marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What an import knew and acquaint has no field for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "maps::unrepeated")]
    pub attributes: BTreeMap<String, String>,
    /// Ego's words about the person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where the record came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Ids this person had before; they still resolve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<PersonId>,
}

/// A title at an organization, in a department if known, from – until.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The title as it is on the card; may be empty if only the place is known.
    pub title: String,
    /// The organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<OrganizationId>,
    /// The department of that organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// The first day, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// The last day, as far as known; a position without it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

impl Position {
    /// Returns the organization, also where only the department is named.
    #[must_use]
    pub fn organization(&self) -> Option<OrganizationId> {
        self.at.clone().or_else(|| self.department.as_ref().map(DepartmentId::organization))
    }

    /// Returns whether the position is held on `today`.
    #[must_use]
    pub fn held_on(&self, today: Date) -> bool {
        self.since.is_none_or(|since| since.first_day() <= today)
            && self.until.is_none_or(|until| until.last_day() >= today)
    }
}

impl Person {
    /// Returns a person of whom nothing but id and name is known.
    #[must_use]
    pub fn named(id: PersonId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            aliases: Vec::new(),
            emails: Vec::new(),
            phones: Vec::new(),
            links: Vec::new(),
            positions: Vec::new(),
            communities: Vec::new(),
            skills: BTreeMap::new(),
            seeks: Vec::new(),
            offers: Vec::new(),
            closeness: None,
            cadence: None,
            tags: Vec::new(),
            attributes: BTreeMap::new(),
            note: String::new(),
            source: String::new(),
            was: Vec::new(),
        }
    }

    /// Returns the positions held on `today`, in the order of the file.
    pub fn positions_on(&self, today: Date) -> impl Iterator<Item = &Position> {
        self.positions.iter().filter(move |position| position.held_on(today))
    }

    /// Returns the first position held on `today`.
    #[must_use]
    pub fn position_on(&self, today: Date) -> Option<&Position> {
        self.positions_on(today).next()
    }
}
