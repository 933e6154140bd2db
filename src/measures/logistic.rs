//! Ridge logistic regression whose ridge pulls towards a prior, not towards zero (le Cessie & van Houwelingen 1992).
//!
//! Minimises `Σ[ln(1 + e^η) − y·η] + Σ_j (β_j − μ_j)²/(2σ²)`, `η = β₀ + Σ β_j x_j`, the intercept free, by Newton's
//! method with halved steps.

/// One observation: the factors, whether it happened, and for how many like it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The factors, as many in each.
    pub x: Vec<f64>,
    /// Whether it happened.
    pub y: bool,
    /// For how many it stands, above 0.
    pub weight: f64,
}

/// A fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic {
    /// The logarithm of the odds where all factors are 0.
    pub intercept: f64,
    /// The logarithm of the odds ratio of each factor at value 1.
    pub slopes: Vec<f64>,
    /// The standard error of each slope.
    pub errors: Vec<f64>,
}

const MOST_ROUNDS: usize = 50;
const TOLERANCE: f64 = 1e-9;

impl Logistic {
    /// Fits the observations, pulled towards a prior: for each factor its mean and `1/σ²`.
    ///
    /// None if all or none of them happened: there is nothing to tell apart.
    #[must_use]
    pub fn fit(observations: &[Observation], prior: &[(f64, f64)]) -> Option<Self> {
        let weight = |of: bool| observations.iter().filter(|it| it.y == of).map(|it| it.weight).sum::<f64>();
        let (happened, not) = (weight(true), weight(false));
        if happened <= 0.0 || not <= 0.0 {
            return None;
        }
        let means = prior.iter().map(|(mean, _)| *mean);
        let mut beta: Vec<f64> = std::iter::once((happened / not).ln()).chain(means).collect();
        let problem = Problem { observations, prior };
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
        let n = prior.len();
        let error = |j: usize| {
            let unit = (0..=n).map(|k| if k == j + 1 { 1.0 } else { 0.0 }).collect();
            Some(solve(hessian.clone(), unit)?[j + 1].max(0.0).sqrt())
        };
        let errors = (0..n).map(error).collect::<Option<_>>()?;
        Some(Self { intercept: beta[0], slopes: beta.split_off(1), errors })
    }
}

struct Problem<'a> {
    observations: &'a [Observation],
    prior: &'a [(f64, f64)],
}

impl Problem<'_> {
    fn eta(beta: &[f64], x: &[f64]) -> f64 {
        beta[0] + x.iter().zip(&beta[1..]).map(|(x, b)| x * b).sum::<f64>()
    }

    fn loss(&self, beta: &[f64]) -> f64 {
        let misfit = |it: &Observation| {
            let eta = Self::eta(beta, &it.x);
            // ln(1 + e^η) without overflow.
            it.weight * (eta.max(0.0) + (-eta.abs()).exp().ln_1p() - if it.y { eta } else { 0.0 })
        };
        let pull: f64 = self.prior.iter().zip(&beta[1..]).map(|((m, ridge), b)| ridge * (b - m) * (b - m)).sum();
        self.observations.iter().map(misfit).sum::<f64>() + pull / 2.0
    }

    /// Returns the negative gradient and the Hessian at `beta`.
    fn derivatives(&self, beta: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let n = beta.len();
        let mut gradient = vec![0.0; n];
        let mut hessian = vec![vec![0.0; n]; n];
        for it in self.observations {
            let p = 1.0 / (1.0 + (-Self::eta(beta, &it.x)).exp());
            let (residual, weight) = (it.weight * (f64::from(u8::from(it.y)) - p), it.weight * p * (1.0 - p));
            let row = |j: usize| if j == 0 { 1.0 } else { it.x[j - 1] };
            for j in 0..n {
                let (slope, line) = (weight * row(j), &mut hessian[j]);
                gradient[j] += residual * row(j);
                line[0] += slope;
                line[1..=j].iter_mut().zip(&it.x).for_each(|(sum, x)| *sum += slope * x);
            }
        }
        for (j, (mean, ridge)) in self.prior.iter().enumerate() {
            gradient[j + 1] -= ridge * (beta[j + 1] - mean);
            hessian[j + 1][j + 1] += ridge;
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

    fn table(cells: &[(&[f64], usize, usize)]) -> Vec<Observation> {
        let like = |x: &[f64], y: bool, n: usize| std::iter::repeat_n(Observation { x: x.to_vec(), y, weight: 1.0 }, n);
        cells.iter().flat_map(|&(x, tied, untied)| like(x, true, tied).chain(like(x, false, untied))).collect()
    }

    /// The published vector of one factor.
    #[test]
    fn one_factor() {
        let cells: [(&[f64], usize, usize); 2] = [(&[1.0], 30, 170), (&[0.0], 20, 1780)];
        let fit = Logistic::fit(&table(&cells), &[(4.0_f64.ln(), 1.0)]).unwrap();
        close(fit.intercept, -4.42702, 5);
        close(fit.slopes[0], 2.64229, 5);
        close(fit.slopes[0].exp(), 14.0454, 4);
        close(fit.errors[0], 0.28475, 5);
        let free = Logistic::fit(&table(&cells), &[(4.0_f64.ln(), 1e-12)]).unwrap();
        close(free.slopes[0].exp(), 15.7059, 4);
        close(free.intercept.exp(), 0.011236, 6);
    }

    /// The published vector of two factors.
    #[test]
    fn two_factors() {
        let cells: [(&[f64], usize, usize); 4] =
            [(&[1.0, 1.0], 24, 96), (&[1.0, 0.0], 6, 74), (&[0.0, 1.0], 12, 168), (&[0.0, 0.0], 18, 1602)];
        let fit = Logistic::fit(&table(&cells), &[(4.0_f64.ln(), 1.0), (3.0_f64.ln(), 1.0)]).unwrap();
        close(fit.intercept, -4.37695, 5);
        close(fit.slopes[0], 1.52059, 5);
        close(fit.slopes[1], 1.54732, 5);
        close(fit.errors[0], 0.30036, 5);
        close(fit.errors[1], 0.30061, 5);
    }

    #[test]
    fn one_that_stands_for_many_is_as_good_as_many() {
        let cells: [(&[f64], usize, usize); 2] = [(&[1.0], 30, 170), (&[0.0], 20, 1780)];
        let weighed = |x: f64, y, n: usize| Observation { x: vec![x], y, weight: n as f64 };
        let few = [weighed(1.0, true, 30), weighed(1.0, false, 170), weighed(0.0, true, 20), weighed(0.0, false, 1780)];
        let (many, few) = (Logistic::fit(&table(&cells), &[(0.0, 1.0)]), Logistic::fit(&few, &[(0.0, 1.0)]));
        let (many, few) = (many.unwrap(), few.unwrap());
        close(few.slopes[0], many.slopes[0], 9);
        close(few.errors[0], many.errors[0], 9);
    }

    #[test]
    fn nothing_to_tell_apart_is_no_fit() {
        assert!(Logistic::fit(&table(&[(&[1.0], 5, 0)]), &[(0.0, 1.0)]).is_none());
        assert!(Logistic::fit(&[], &[(0.0, 1.0)]).is_none());
    }
}
