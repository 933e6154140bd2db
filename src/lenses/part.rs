//! Parts: factors before they have words. What is unknown is left out of the mean, and named.

use super::sighting::{Citation, Factor, mean};
use crate::network::Key;

/// A factor's name, weight and value 0..1, where the value is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    name: &'static str,
    weight: f64,
    pub(super) value: Option<f64>,
}

impl Part {
    pub(super) fn new(name: &'static str, weight: f64, value: impl Into<Option<f64>>) -> Self {
        Self { name, weight, value: value.into() }
    }

    /// Returns the factor with its words and records, if its value is known.
    pub(super) fn told(self, text: impl Into<String>, records: Vec<Citation>) -> Option<Factor> {
        let value = self.value?;
        Some(Factor::new(self.name, value, self.weight, text).from(records))
    }

    /// Returns the records as those that raise the score, if the value is above nothing.
    pub(super) fn raised_by(self, records: impl IntoIterator<Item = Key>) -> Vec<Citation> {
        let counts = self.value > Some(0.0);
        records.into_iter().filter(|_| counts).map(Citation::supporting).collect()
    }

    /// Returns what is missing, if the value is unknown.
    fn missing(self) -> Option<&'static str> {
        self.value.is_none().then_some(self.name)
    }
}

/// Returns the mean of what is known by its weights, 0..1; 0 if nothing is.
pub(super) fn mean_known(parts: &[Part]) -> f64 {
    mean(parts.iter().filter_map(|it| Some((it.weight, it.value?))))
}

/// Returns in words what is unknown, if anything is.
pub(super) fn unknown(parts: &[Part]) -> Option<String> {
    let missing: Vec<_> = parts.iter().filter_map(|it| it.missing()).collect();
    (!missing.is_empty()).then(|| format!("unknown: {}", missing.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{Part, mean_known, unknown};

    #[test]
    fn what_is_unknown_is_left_out_and_named() {
        let parts = [Part::new("a", 0.4, 1.0), Part::new("b", 0.4, None), Part::new("c", 0.2, 0.25)];
        assert!((mean_known(&parts) - 0.75).abs() < 1e-12);
        assert_eq!(unknown(&parts).as_deref(), Some("unknown: b"));
        assert_eq!((mean_known(&parts[1..2]), unknown(&parts[..1])), (0.0, None));
    }
}
