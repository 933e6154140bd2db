//! What a map is drawn from: the network on a day, and the numbers and labels the caller chose.

use crate::measures::Strengths;
use crate::network::{Date, DepartmentId, Network, PersonId};

/// The network on a day, and what decides about sizes and colours.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The network.
    pub network: &'a Network,
    /// Its ties' strengths.
    pub strengths: &'a Strengths<'a>,
    /// The day.
    pub today: Date,
    /// How much weight a person carries; any scale, what is not finite counts 0.
    pub sizes: &'a dyn Fn(&PersonId) -> f64,
    /// What the sizes are: "weighted betweenness".
    pub size_name: &'a str,
    /// What a person's colour stands for: a function, read from the title.
    pub group: &'a dyn Fn(&PersonId) -> Option<String>,
    /// What the groups are: "function".
    pub group_name: &'a str,
    /// Slots nobody fills.
    pub vacancies: &'a [Vacancy],
}

/// A slot nobody fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// What ego needs covered: "Head of Legal".
    pub label: String,
    /// The department it belongs to, if any.
    pub department: Option<DepartmentId>,
}

/// A warm path as ids, the asker first.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The people, the asker first.
    pub people: Vec<PersonId>,
    /// Its strength, 0..1.
    pub strength: f64,
}
