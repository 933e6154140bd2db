//! What a fit found, and where fits are kept between commands.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::features::Features;
use crate::measures::OneMode;

/// Raised when another model is fitted, or the same in another way.
const MODEL: u32 = 2;

/// What the fit found: worth keeping, since it takes longer than all the rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// What the mean pair has of each factor that knows somebody in common, but not each other.
    pub(super) means: Vec<f64>,
    /// The logarithm of each factor's odds ratio at value 1.
    pub(super) slopes: Vec<f64>,
    /// The logarithm of the odds product of the median tie that was hidden from the fit.
    pub(super) reference: f64,
    /// How often a tie that was hidden comes before a pair that is not tied, 0..1; none if nothing is fitted.
    pub(super) hit: Option<f64>,
}

impl Fit {
    /// Returns what each factor adds to the logarithm of the odds, against what the mean pair has of it.
    pub(super) fn each<'f>(&'f self, x: &'f [f64], means: &'f [f64]) -> impl Iterator<Item = f64> + 'f {
        x.iter().zip(means).zip(&self.slopes).map(|((x, mean), slope)| slope * (x - mean))
    }

    pub(super) fn log_odds(&self, x: &[f64], means: &[f64]) -> f64 {
        self.each(x, means).sum()
    }
}

/// Where fits are kept from one day's command to the next. What is given back is what was kept under that print.
pub trait Fits: std::fmt::Debug {
    /// Returns the fit to ties and affiliations of that print, if it was kept.
    fn recall(&self, print: u64) -> Option<Fit>;
    /// Keeps it.
    fn keep(&self, print: u64, fit: &Fit);
}

/// Returns a number that differs as soon as a tie or an affiliation does.
pub(super) fn print(features: &Features, others: &OneMode, numbers: &[usize]) -> u64 {
    let mut hasher = DefaultHasher::new();
    MODEL.hash(&mut hasher);
    features.feed(&mut hasher);
    numbers.hash(&mut hasher);
    others.pairs().for_each(|(u, v, weight)| (u, v, weight.to_bits()).hash(&mut hasher));
    hasher.finish()
}
