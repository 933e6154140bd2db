//! What a job title means: the functions and levels it names, in the order it names them.
//!
//! The words stand in `titles.ron`, how they combine in `title/grammar.rs`. This module knows no person, no
//! organization and no date: whether a position is still held is a matter of its `until`, not of its title.

use std::fmt;

use serde::{Deserialize, Serialize};

mod grammar;
mod lexicon;
mod parts;
mod spelling;
mod words;

pub use spelling::spelled;

/// What somebody works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// The whole organization: chief executives, founders, owners, boards.
    General,
    /// Money: planning, accounting, treasury, tax, investors.
    Finance,
    /// Engineering, development and information technology.
    Technology,
    /// What is built, for whom and why.
    Product,
    /// Human resources, recruiting, learning, culture.
    People,
    /// Law, contracts and compliance.
    Legal,
    /// Selling, partners and revenue.
    Sales,
    /// Brand, demand and growth.
    Marketing,
    /// Customer success, support and service.
    Customer,
    /// Running the business: delivery, projects, supply, production, quality.
    Operations,
    /// Protecting systems, information and premises.
    Security,
    /// Data, analytics and machine learning.
    Data,
    /// Design and the experience of users.
    Design,
    /// Science, research and development.
    Research,
    /// Internal audit, risk, privacy and data protection.
    Audit,
    /// Buying and suppliers.
    Procurement,
    /// Press, public affairs and internal communication.
    Communications,
    /// Strategy, transformation, mergers and acquisitions.
    Strategy,
}

/// How far up a title stands, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Oversees the organization without running it.
    Board,
    /// Runs the organization, or one function of the whole of it.
    #[serde(alias = "c-level")]
    CLevel,
    /// Vice president, of whatever seniority, or partner of a firm.
    Vp,
    /// Heads a function or a department: head, director, lead of leads.
    Head,
    /// Manages people directly.
    Manager,
    /// Manages nobody that the title would tell of.
    Individual,
}

/// One role that a title names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reading {
    /// What the role works on, if the title says.
    pub function: Option<Function>,
    /// How far up the role stands.
    pub level: Level,
}

impl Function {
    /// The word for it, in kebab-case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Finance => "finance",
            Self::Technology => "technology",
            Self::Product => "product",
            Self::People => "people",
            Self::Legal => "legal",
            Self::Sales => "sales",
            Self::Marketing => "marketing",
            Self::Customer => "customer",
            Self::Operations => "operations",
            Self::Security => "security",
            Self::Data => "data",
            Self::Design => "design",
            Self::Research => "research",
            Self::Audit => "audit",
            Self::Procurement => "procurement",
            Self::Communications => "communications",
            Self::Strategy => "strategy",
        }
    }
}

impl Level {
    /// The word for it, in kebab-case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::CLevel => "c-level",
            Self::Vp => "vp",
            Self::Head => "head",
            Self::Manager => "manager",
            Self::Individual => "individual",
        }
    }

    /// The level of this one's deputy.
    fn deputy(self) -> Self {
        match self {
            Self::CLevel => Self::Vp,
            Self::Vp => Self::Head,
            Self::Head => Self::Manager,
            other => other,
        }
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The roles a title names and that are held now, in the title's order; none when nothing in it is understood.
pub fn read(title: &str) -> Vec<Reading> {
    grammar::roles(&words::cut(title))
}

/// Whether a word, folded, may begin what names this function in a title.
pub fn may_name(function: Function, word: &str) -> bool {
    lexicon::may_name(function, word)
}

/// The words of a title without accents, case and punctuation, a blank between each two.
pub fn fold(title: &str) -> String {
    let mut words = words::cut(title);
    words.retain(|word| !words::is_mark(word));
    words.join(" ")
}

#[cfg(test)]
mod tests;
