//! Which of two single values is kept where both records have one, and what is told of it.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::network::fold;

/// A field in which the two records differ, of which one value is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The field: `closeness`, `skills`.
    pub field: &'static str,
    /// What is kept.
    pub kept: String,
    /// What is not.
    pub left: String,
}

/// Which record decides where two differ, and where they did.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The fields that the record which goes decides.
    pub take: BTreeSet<String>,
    /// The fields in which the two differed, in the order they were looked at.
    pub differing: Vec<Differing>,
}

impl Choice {
    /// Returns a choice by which the record that goes decides these fields.
    #[must_use]
    pub fn taking(fields: &[String]) -> Self {
        Self { take: fields.iter().cloned().collect(), differing: Vec::new() }
    }

    pub(super) fn between<'v, T>(
        &mut self,
        field: &'static str,
        kept: &'v T,
        left: &'v T,
        told: impl Fn(&T) -> String,
    ) -> &'v T {
        let (kept, left) = if self.take.contains(field) { (left, kept) } else { (kept, left) };
        self.differing.push(Differing { field, kept: told(kept), left: told(left) });
        kept
    }

    pub(super) fn option<T: PartialEq + Clone + Display>(
        &mut self,
        field: &'static str,
        one: &Option<T>,
        other: &Option<T>,
    ) -> Option<T> {
        match (one, other) {
            (Some(one), Some(other)) if one != other => Some(self.between(field, one, other, T::to_string).clone()),
            _ => one.clone().or_else(|| other.clone()),
        }
    }

    pub(super) fn text(&mut self, field: &'static str, one: &String, other: &String) -> String {
        match (one.trim(), other.trim()) {
            (_, "") => one.clone(),
            ("", _) => other.clone(),
            (a, b) if a == b => one.clone(),
            _ => self.between(field, one, other, String::clone).clone(),
        }
    }

    /// Returns the name, and puts the other one among the aliases.
    pub(super) fn name(&mut self, one: &String, other: &String, aliases: &mut Vec<String>) -> String {
        let name = self.text("name", one, other);
        let said = [one.clone(), other.clone()];
        super::unite(aliases, &said, |it| fold::words(it));
        aliases.retain(|it| fold::words(it) != fold::words(&name));
        name
    }
}
