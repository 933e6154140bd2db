//! Organizations and their departments.

use serde::{Deserialize, Serialize};

use super::id::{DepartmentId, OrganizationId, PersonId};
use super::title::Function;

/// A formal body: a company, an authority, a university.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The id, unique among organizations.
    pub id: OrganizationId,
    /// The name as it is shown.
    pub name: String,
    /// Other names it goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its internet domains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Its trade.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub industry: String,
    /// Its people, counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u32>,
    /// Web addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// Ego's words about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Organization {
    /// Returns an organization of which nothing but id and name is known.
    #[must_use]
    pub fn named(id: OrganizationId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            aliases: Vec::new(),
            domains: Vec::new(),
            industry: String::new(),
            size: None,
            links: Vec::new(),
            note: String::new(),
        }
    }
}

/// A formal unit of one organization; it may lie inside another department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// The id, `organization/department`.
    pub id: DepartmentId,
    /// The name as it is shown.
    pub name: String,
    /// The organization; the id's own if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<OrganizationId>,
    /// The department it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<DepartmentId>,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<PersonId>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<Function>,
    /// Ego's words about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Department {
    /// Returns a department of which nothing but id and name is known.
    #[must_use]
    pub fn named(id: DepartmentId, name: impl Into<String>) -> Self {
        let at = Some(id.organization());
        Self { id, name: name.into(), at, within: None, head: None, function: None, note: String::new() }
    }
}
