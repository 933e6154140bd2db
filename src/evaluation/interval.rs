//! A mean and how sure it is: the bootstrap's percentiles (Efron & Tibshirani 1993), drawn by lots that are always the same.

use crate::measures::lot;

/// So many samples are drawn.
const SAMPLES: usize = 1_000;
/// This share of them lies below the interval, and above it.
const TAIL: f64 = 0.025;

/// A mean with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The mean; 0 of nothing.
    pub mean: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Of how many values.
    pub n: usize,
}

impl Interval {
    /// Returns the mean of the values and its interval; of one value, the value itself.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let n = values.len();
        if n == 0 {
            return Self::default();
        }
        let draw = |sample: usize, at: usize| values[(lot(sample, at + SAMPLES) % n as u64) as usize];
        let sample = |sample: usize| (0..n).map(|at| draw(sample, at)).sum::<f64>() / n as f64;
        let mut means: Vec<f64> = (0..SAMPLES).map(sample).collect();
        means.sort_by(f64::total_cmp);
        let at = |share: f64| means[((SAMPLES as f64 * share) as usize).min(SAMPLES - 1)];
        Self { mean: values.iter().sum::<f64>() / n as f64, low: at(TAIL), high: at(1.0 - TAIL), n }
    }
}

#[cfg(test)]
mod tests {
    use super::Interval;

    #[test]
    fn the_interval_is_that_of_the_mean() {
        // A hundred values, half of them 0 and half 1: the mean's standard error is .05.
        let values: Vec<f64> = (0..100).map(|it| f64::from(it % 2)).collect();
        let found = Interval::of(&values);
        assert!((found.mean - 0.5).abs() < 1e-12 && found.n == 100);
        assert!((found.low - 0.402).abs() < 0.02 && (found.high - 0.598).abs() < 0.02, "{found:?}");
        assert_eq!(Interval::of(&[0.3; 7]), Interval { mean: 0.3, low: 0.3, high: 0.3, n: 7 });
        assert_eq!(Interval::of(&[]), Interval::default());
    }
}
