//! The roles ego needs covered: what a slot is, and the templates of slots for the jobs people hold.
//!
//! Templates stand in `roles/`, one file per job; `init` copies one into the network, where a hand may change it. This
//! module knows no person and no tie: who fills a slot is for those to say who know the network.

use serde::{Deserialize, Serialize};

use crate::network::title::{Function, Level, Reading, fold, read, spelled};

mod templates;

pub use templates::{names, template};

/// A role ego needs covered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// What the slot is called in files, in kebab-case.
    pub id: String,
    /// What people call it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What its holder works on, any of these; anything if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<Function>,
    /// How far up its holder stands, any of these; anywhere if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Topics to talk about with its holder.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The tie to ego that makes a holder, whatever the title and the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Words of which the title must hold at least one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Where a title counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Scope,
    /// How many holders ego needs.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
    /// How much it matters to ego.
    #[serde(default, skip_serializing_if = "is_default")]
    pub importance: Importance,
    /// The wished interval between contacts, days; once is enough if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<u32>,
    /// The wished interval during the first 90 days in a position, days; the same as later if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence_at_first: Option<u32>,
    /// The day of ego's time in a position by which the first meeting should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_met_by: Option<u32>,
    /// Who holds it by the user's own word: ids of people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held_by: Vec<String>,
}

/// A tie to ego by which a slot is held; each person found this way is a slot of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Ego reports to them.
    Boss,
    /// They report to ego.
    #[serde(alias = "direct-report")]
    DirectReport,
    /// They report to somebody who reports to ego.
    #[serde(alias = "skip-level")]
    SkipLevel,
    /// They mentor ego.
    Mentor,
}

/// Where a title counts for a slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// At ego's organization.
    #[default]
    Inside,
    /// At any other.
    Outside,
}

/// Power, legitimacy and urgency of a stakeholder, each 0 to 1 (Mitchell, Agle & Wood 1997).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "(f64, f64, f64)", into = "(f64, f64, f64)")]
pub struct Importance(pub f64, pub f64, pub f64);

impl Importance {
    /// The mean of the three: rises with each, as the theory asks.
    pub fn value(self) -> f64 {
        (self.0 + self.1 + self.2) / 3.0
    }
}

impl Default for Importance {
    fn default() -> Self {
        Self(0.5, 0.5, 0.5)
    }
}

impl From<(f64, f64, f64)> for Importance {
    fn from((power, legitimacy, urgency): (f64, f64, f64)) -> Self {
        Self(power, legitimacy, urgency)
    }
}

impl From<Importance> for (f64, f64, f64) {
    fn from(Importance(power, legitimacy, urgency): Importance) -> Self {
        (power, legitimacy, urgency)
    }
}

impl Slot {
    /// Whether a title read so, its words folded by [`fold`](crate::network::title::fold), makes a holder; never if a
    /// title cannot tell.
    pub fn fits(&self, reading: &Reading, title_words: &str) -> bool {
        let functions = self.functions.is_empty() || reading.function.is_some_and(|f| self.functions.contains(&f));
        let levels = self.levels.is_empty() || self.levels.contains(&reading.level);
        let words = self.words.is_empty() || title_words.split(' ').any(|word| self.words.iter().any(|w| w == word));
        self.is_told_by_title() && functions && levels && words
    }

    /// A title whose holder fills the slot: the first that its label says, else one made of its functions, levels and
    /// words; none if a title cannot tell.
    pub fn title(&self) -> Option<String> {
        let fits = |title: &String| read(title).iter().any(|reading| self.fits(reading, &fold(title)));
        labelled(&self.label).chain(self.spelled()).find(fits)
    }

    fn spelled(&self) -> impl Iterator<Item = String> {
        let levels = if self.levels.is_empty() { &[Level::Individual, Level::Head][..] } else { &self.levels };
        let functions = if self.functions.is_empty() { &[Function::General][..] } else { &self.functions };
        let roles = functions.iter().flat_map(move |&it| levels.iter().map(move |&level| spelled(it, level)));
        let words = || std::iter::once("").chain(self.words.iter().map(String::as_str));
        roles.flat_map(move |role| words().map(move |word| capital(&format!("{word} {role}"))))
    }

    /// Whether nothing but ego's own word can tell who holds it.
    pub fn is_held_by_word(&self) -> bool {
        !self.held_by.is_empty() || (!self.is_told_by_title() && self.relation.is_none())
    }

    /// Whether a title can tell who holds it.
    pub fn is_told_by_title(&self) -> bool {
        !(self.functions.is_empty() && self.levels.is_empty() && self.words.is_empty())
    }
}

/// The parts of a label that are as short as a title, for one: "CPO / head of product", "Staff engineers", "A lawyer".
fn labelled(label: &str) -> impl Iterator<Item = String> {
    let parts = label.split([',', '/']).flat_map(|it| it.split(" or "));
    let short = parts.filter_map(|part| {
        let part = part.trim();
        let part = ["A ", "An ", "Peer "].iter().find_map(|it| part.strip_prefix(it)).unwrap_or(part);
        let is_short = part.split(' ').count() <= 2 || part.to_lowercase().starts_with("head of ");
        is_short.then(|| capital(part))
    });
    short.map(|it| match it.strip_suffix('s') {
        Some(one) if !one.ends_with('s') => one.to_owned(),
        _ => it,
    })
}

/// The text, trimmed, its first letter a capital.
fn capital(text: &str) -> String {
    let mut letters = text.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn one() -> u32 {
    1
}

fn is_one(count: &u32) -> bool {
    *count == 1
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests;
