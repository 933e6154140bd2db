//! Ridge logistic regression whose ridge pulls towards a prior, not towards zero (le Cessie & van Houwelingen 1992).
//!
//! Minimises `Σ[ln(1 + e^η) − y·η] + Σ_j (β_j − μ_j)²/(2σ²)`, `η = β₀ + Σ β_j x_j`, the intercept free, by Newton's
//! method with halved steps.

/// One observation: the factors, and whether it happened.
pub type Observation<const K: usize> = ([f64; K], bool);

/// A fitted model of `K` factors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Logistic<const K: usize> {
    /// The logarithm of the odds where all factors are 0.
    pub intercept: f64,
    /// The logarithm of the odds ratio of each factor at value 1.
    pub slopes: [f64; K],
    /// The standard error of each slope.
    pub errors: [f64; K],
}

const MOST_ROUNDS: usize = 50;
const TOLERANCE: f64 = 1e-9;

impl<const K: usize> Logistic<K> {
    /// Fits the observations, pulled towards `prior` with standard deviation `sigma`.
    ///
    /// None if all or none of them happened: there is nothing to tell apart.
    #[must_use]
    pub fn fit(observations: &[Observation<K>], prior: [f64; K], sigma: f64) -> Option<Self> {
        let happened = observations.iter().filter(|it| it.1).count();
        if happened == 0 || happened == observations.len() {
            return None;
        }
        let odds = happened as f64 / (observations.len() - happened) as f64;
        let mut beta: Vec<f64> = std::iter::once(odds.ln()).chain(prior).collect();
        let problem = Problem { observations, prior, ridge: 1.0 / (sigma * sigma) };
        for _ in 0..MOST_ROUNDS {
            let (gradient, hessian) = problem.derivatives(&beta);
            let step = solve(hessian, gradient)?;
            let largest = step.iter().fold(0.0_f64, |most, it| most.max(it.abs()));
            beta = problem.descended(&beta, &step);
            if largest < TOLERANCE {
                break;
            }
        }
        let (_, hessian) = problem.derivatives(&beta);
        let mut errors = [0.0; K];
        for (j, error) in errors.iter_mut().enumerate() {
            let unit = (0..=K).map(|k| if k == j + 1 { 1.0 } else { 0.0 }).collect();
            *error = solve(hessian.clone(), unit)?[j + 1].max(0.0).sqrt();
        }
        Some(Self { intercept: beta[0], slopes: std::array::from_fn(|j| beta[j + 1]), errors })
    }
}

struct Problem<'a, const K: usize> {
    observations: &'a [Observation<K>],
    prior: [f64; K],
    ridge: f64,
}

impl<const K: usize> Problem<'_, K> {
    fn eta(beta: &[f64], x: &[f64; K]) -> f64 {
        beta[0] + x.iter().zip(&beta[1..]).map(|(x, b)| x * b).sum::<f64>()
    }

    fn loss(&self, beta: &[f64]) -> f64 {
        let misfit = |(x, y): &Observation<K>| {
            let eta = Self::eta(beta, x);
            // ln(1 + e^η) without overflow.
            eta.max(0.0) + (-eta.abs()).exp().ln_1p() - if *y { eta } else { 0.0 }
        };
        let pull: f64 = self.prior.iter().zip(&beta[1..]).map(|(m, b)| (b - m) * (b - m)).sum();
        self.observations.iter().map(misfit).sum::<f64>() + pull * self.ridge / 2.0
    }

    /// Returns the negative gradient and the Hessian at `beta`.
    fn derivatives(&self, beta: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let mut gradient = vec![0.0; K + 1];
        let mut hessian = vec![vec![0.0; K + 1]; K + 1];
        for (x, y) in self.observations {
            let p = 1.0 / (1.0 + (-Self::eta(beta, x)).exp());
            let (residual, weight) = (f64::from(u8::from(*y)) - p, p * (1.0 - p));
            let row = |j: usize| if j == 0 { 1.0 } else { x[j - 1] };
            for j in 0..=K {
                gradient[j] += residual * row(j);
                (0..=j).for_each(|k| hessian[j][k] += weight * row(j) * row(k));
            }
        }
        for j in 1..=K {
            gradient[j] -= self.ridge * (beta[j] - self.prior[j - 1]);
            hessian[j][j] += self.ridge;
        }
        mirror(&mut hessian);
        (gradient, hessian)
    }

    /// Takes the step, halved until it does not raise the loss by more than rounding does.
    fn descended(&self, beta: &[f64], step: &[f64]) -> Vec<f64> {
        let before = self.loss(beta);
        let most = before + 1e-12 * before.abs();
        let moved = |share: f64| beta.iter().zip(step).map(|(b, s)| b + share * s).collect::<Vec<_>>();
        let shares = std::iter::successors(Some(1.0), |share| Some(share / 2.0)).take(30);
        shares.map(moved).find(|it| self.loss(it) <= most).unwrap_or_else(|| beta.to_vec())
    }
}

/// Copies the lower triangle of a square matrix onto the upper one.
fn mirror(matrix: &mut [Vec<f64>]) {
    for row in 1..matrix.len() {
        let (above, below) = matrix.split_at_mut(row);
        above.iter_mut().zip(&below[0]).for_each(|(it, &value)| it[row] = value);
    }
}

/// Solves a linear system by Gaussian elimination with pivoting; none if it is singular.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    for column in 0..n {
        let pivot = (column..n).max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()))?;
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        if matrix[column][column].abs() < 1e-300 {
            return None;
        }
        for row in column + 1..n {
            let share = matrix[row][column] / matrix[column][column];
            let (above, below) = matrix.split_at_mut(row);
            below[0].iter_mut().zip(&above[column]).for_each(|(it, top)| *it -= share * top);
            right[row] -= share * right[column];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::{Logistic, Observation};

    fn close(value: f64, expected: f64, places: i32) {
        assert!((value - expected).abs() < 0.5 * 10.0_f64.powi(-places), "{value} {expected}");
    }

    fn table<const K: usize>(cells: &[([f64; K], usize, usize)]) -> Vec<Observation<K>> {
        let cell = |&(x, tied, untied): &([f64; K], usize, usize)| {
            std::iter::repeat_n((x, true), tied).chain(std::iter::repeat_n((x, false), untied))
        };
        cells.iter().flat_map(cell).collect()
    }

    /// The published vector of one factor.
    #[test]
    fn one_factor() {
        let fit = Logistic::fit(&table(&[([1.0], 30, 170), ([0.0], 20, 1780)]), [4.0_f64.ln()], 1.0).unwrap();
        close(fit.intercept, -4.42702, 5);
        close(fit.slopes[0], 2.64229, 5);
        close(fit.slopes[0].exp(), 14.0454, 4);
        close(fit.errors[0], 0.28475, 5);
        let free = Logistic::fit(&table(&[([1.0], 30, 170), ([0.0], 20, 1780)]), [4.0_f64.ln()], 1e6).unwrap();
        close(free.slopes[0].exp(), 15.7059, 4);
        close(free.intercept.exp(), 0.011236, 6);
    }

    /// The published vector of two factors.
    #[test]
    fn two_factors() {
        let cells = [([1.0, 1.0], 24, 96), ([1.0, 0.0], 6, 74), ([0.0, 1.0], 12, 168), ([0.0, 0.0], 18, 1602)];
        let fit = Logistic::fit(&table(&cells), [4.0_f64.ln(), 3.0_f64.ln()], 1.0).unwrap();
        close(fit.intercept, -4.37695, 5);
        close(fit.slopes[0], 1.52059, 5);
        close(fit.slopes[1], 1.54732, 5);
        close(fit.errors[0], 0.30036, 5);
        close(fit.errors[1], 0.30061, 5);
    }

    #[test]
    fn nothing_to_tell_apart_is_no_fit() {
        assert!(Logistic::fit(&table(&[([1.0], 5, 0)]), [0.0], 1.0).is_none());
        assert!(Logistic::<1>::fit(&[], [0.0], 1.0).is_none());
    }
}
