//! What a lens answers: whom it sees, how much, and the factors that give the score.

use crate::network::{Key, PersonId, Purpose};

/// What a number may differ by and be the same: sums in another order.
const SAME: f64 = 1e-12;

/// Whom or what a sighting is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// An alter.
    Person(PersonId),
    /// An empty slot, by its id.
    Slot(String),
    /// Two alters who could be introduced, in the order of their ids.
    Pair(PersonId, PersonId),
}

impl About {
    /// Returns the pair of these two, whichever is named first.
    #[must_use]
    pub fn pair(one: PersonId, other: PersonId) -> Self {
        if other < one { Self::Pair(other, one) } else { Self::Pair(one, other) }
    }
}

/// How the factors give the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The product of the values.
    Product,
    /// The mean of the values by their weights.
    Mean,
    /// `1 / (1 + e^(−Σ weight·value))`: odds, turned into 0..1.
    Odds,
    /// The first value times the mean of the others by their weights.
    Scaled,
}

impl Rule {
    /// Returns the score the factors give, 0..1.
    #[must_use]
    pub fn score(self, factors: &[Factor]) -> f64 {
        let weighted = |factors: &[Factor]| factors.iter().map(|it| it.weight * it.value).sum::<f64>();
        match self {
            Self::Product => factors.iter().map(|it| it.value).product(),
            Self::Mean => mean(factors.iter().map(|it| (it.weight, it.value))),
            Self::Odds => 1.0 / (1.0 + (-weighted(factors)).exp()),
            Self::Scaled => factors
                .split_first()
                .map_or(0.0, |(first, others)| first.value * mean(others.iter().map(|it| (it.weight, it.value)))),
        }
    }

    /// Returns its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Mean => "mean",
            Self::Odds => "odds",
            Self::Scaled => "scaled",
        }
    }
}

/// Returns the mean of values by the weights before them, 0 if there are none.
pub(super) fn mean(weighted: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (weights, sum) = weighted.fold((0.0, 0.0), |(all, sum), (weight, value)| (all + weight, sum + weight * value));
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// What the score is without a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Without {
    /// Lower: the record supports it.
    Lower,
    /// Higher: the record speaks against it.
    Higher,
    /// Another, and whether lower or higher is not known: what the record says counts in more than one way.
    Another,
}

impl Without {
    /// Returns its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Higher => "higher",
            Self::Another => "another",
        }
    }
}

/// A record behind a factor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The record.
    pub key: Key,
    /// The id of the slot in it, where the record is the head of the network and a slot is meant.
    pub slot: Option<String>,
    /// What the score is without it.
    pub without: Without,
}

impl Citation {
    /// Returns a record that raises the score.
    #[must_use]
    pub fn supporting(key: Key) -> Self {
        Self { key, slot: None, without: Without::Lower }
    }

    /// Returns the slot of that id, which raises the score.
    #[must_use]
    pub fn of_slot(id: &str) -> Self {
        Self { key: Key::Network, slot: Some(id.to_owned()), without: Without::Lower }
    }

    /// Returns a record that lowers the score.
    #[must_use]
    pub fn opposing(key: Key) -> Self {
        Self { key, slot: None, without: Without::Higher }
    }

    /// Returns a record that the score stands on, and nobody knows which way.
    #[must_use]
    pub fn bearing(key: Key) -> Self {
        Self { key, slot: None, without: Without::Another }
    }

    /// Returns the record as what it is by the score now and the one without it; nothing if it makes no difference.
    pub(super) fn by(key: Key, score: f64, rest: f64) -> Option<Self> {
        if is_less(rest, score) {
            return Some(Self::supporting(key));
        }
        is_less(score, rest).then(|| Self::opposing(key))
    }

    /// Returns whether the score is lower without it.
    #[must_use]
    pub fn supports(&self) -> bool {
        self.without == Without::Lower
    }
}

/// Returns whether one number is less than another by more than sums in another order differ.
pub(super) fn is_less(one: f64, other: f64) -> bool {
    one < other - SAME
}

/// One named number that goes into a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// Its name.
    pub name: &'static str,
    /// Its value: 0..1, unless the rule is odds.
    pub value: f64,
    /// Its weight: 1 in a product and of what scales a mean; the share in a mean; the logarithm of the odds ratio at
    /// value 1 in odds.
    pub weight: f64,
    /// What it says in words, with its numbers.
    pub text: String,
    /// The records it comes from.
    pub records: Vec<Citation>,
}

impl Factor {
    /// Returns a factor without records.
    #[must_use]
    pub fn new(name: &'static str, value: f64, weight: f64, text: impl Into<String>) -> Self {
        Self { name, value, weight, text: text.into(), records: Vec::new() }
    }

    /// Returns the factor with the records it comes from.
    #[must_use]
    pub fn from(self, records: Vec<Citation>) -> Self {
        Self { records, ..self }
    }
}

/// One lens's answer about one alter or empty slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighting {
    /// Whom or what it is about.
    pub about: About,
    /// How the factors give the score.
    pub rule: Rule,
    /// The factors, at most five and for odds the reference they are held against.
    pub factors: Vec<Factor>,
    /// The score, 0..1: what the rule makes of the factors.
    pub score: f64,
    /// The two or three things that matter most, in words.
    pub because: Vec<String>,
    /// The smallest useful step, in words.
    pub step: String,
    /// Who could help, the best first: for an empty slot.
    pub askers: Vec<PersonId>,
    /// What the step asks the alter for, if for anything.
    pub asks: Option<Purpose>,
}

impl Sighting {
    /// Returns the sighting that the factors give by the rule. Nothing supports a score of nothing.
    #[must_use]
    pub fn new(about: About, rule: Rule, mut factors: Vec<Factor>) -> Self {
        let score = rule.score(&factors).clamp(0.0, 1.0);
        if !is_less(0.0, score) {
            factors.iter_mut().for_each(|it| it.records.retain(|record| !record.supports()));
        }
        Self { about, rule, factors, score, because: Vec::new(), step: String::new(), askers: Vec::new(), asks: None }
    }

    /// Returns the sighting with its reasons in words.
    #[must_use]
    pub fn because(self, because: Vec<String>) -> Self {
        Self { because, ..self }
    }

    /// Returns the sighting, its step asking the alter for something.
    #[must_use]
    pub fn asks(self, purpose: Purpose) -> Self {
        Self { asks: Some(purpose), ..self }
    }

    /// Returns the sighting with the smallest useful step in words.
    #[must_use]
    pub fn step(self, step: impl Into<String>) -> Self {
        Self { step: step.into(), ..self }
    }
}
