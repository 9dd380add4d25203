//! Random effects: mark = mean + worth + severity + rest, each normal; variances by restricted likelihood, effects by best linear unbiased prediction.

use super::matrix::{Factor, Matrix};
use super::{Cell, Refused, connected};
use crate::marks::MarkTable;
use crate::real::real;

/// So many rounds at most; a variance that ends at zero needs the most.
const ROUNDS: usize = 1_500;
/// A relative change below this ends the search.
const STILL: f64 = 1e-11;

/// A predicted effect, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The best linear unbiased prediction.
    pub value: f64,
    /// Its posterior standard deviation, the variances taken as known.
    pub deviation: f64,
}

/// What the model says.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomEffects {
    /// The overall mean, in points.
    pub mean: f64,
    /// The variance of worth between proposals, in points squared.
    pub between_proposals: f64,
    /// The variance of severity between judges.
    pub between_judges: f64,
    /// The variance of what is left.
    pub residual: f64,
    /// Each proposal's worth less the mean, in the order of the table.
    pub proposals: Vec<Effect>,
    /// Each judge's severity, above zero for lenient.
    pub judges: Vec<Effect>,
    /// The expected rank of each proposal: 1 + the sum over the others of the probability of being worth more, their predictions taken as independent.
    pub expected_ranks: Vec<f64>,
}

/// Restricted maximum likelihood by expectation and maximisation (Patterson and Thompson 1971; Dempster, Laird and Rubin 1977), effects from the mixed-model equations (Henderson 1975).
///
/// Proposals are eliminated one by one, so that a round costs the cube of the number of judges only.
///
/// # Errors
/// [`Refused`] as [`super::additive`], and when all marks are equal.
pub fn random_effects(table: &MarkTable) -> Result<RandomEffects, Refused> {
    let cells = connected(table)?;
    let (n, m) = (table.proposals.len(), table.judges.len());
    let mean = cells.iter().map(|c| c.points).sum::<f64>() / real(cells.len());
    let spread = cells.iter().map(|c| (c.points - mean) * (c.points - mean)).sum::<f64>() / real(cells.len());
    if spread <= 0.0 || n < 2 || m < 2 {
        return Err(Refused::FewMarks);
    }
    let mut variances = Variances { proposals: spread / 3.0, judges: spread / 3.0, residual: spread / 3.0 };
    for _ in 0..ROUNDS {
        let solved = Solved::of(&cells, (n, m), &variances).ok_or(Refused::FewMarks)?;
        let next = solved.variances(&cells, &variances);
        let still = next.near(&variances);
        variances = next;
        if still {
            break;
        }
    }
    let solved = Solved::of(&cells, (n, m), &variances).ok_or(Refused::FewMarks)?;
    Ok(solved.effects(&variances))
}

#[derive(Debug, Clone, Copy)]
struct Variances {
    proposals: f64,
    judges: f64,
    residual: f64,
}

impl Variances {
    fn near(&self, other: &Self) -> bool {
        let scale = self.proposals + self.judges + self.residual;
        let close = |a: f64, b: f64| (a - b).abs() <= STILL * scale;
        close(self.proposals, other.proposals)
            && close(self.judges, other.judges)
            && close(self.residual, other.residual)
    }
}

/// The solution of the mixed-model equations. The first unknown is the mean, the rest are the judges.
struct Solved {
    unknown: Vec<f64>,
    inverse: Matrix,
    worth: Vec<f64>,
    /// The diagonal of the inverse at the proposals, times the residual variance: posterior variances.
    worth_variance: Vec<f64>,
}

impl Solved {
    fn of(cells: &[Cell], size: (usize, usize), v: &Variances) -> Option<Self> {
        let (n, m) = size;
        let (shrink, judge_shrink) = (v.residual / v.proposals, v.residual / v.judges);
        let mut normal = Matrix::zero(m + 1);
        let mut right = vec![0.0; m + 1];
        for row in cells.chunk_by(|a, b| a.proposal == b.proposal) {
            let part = 1.0 / (real(row.len()) + shrink);
            let sum: f64 = row.iter().map(|c| c.points).sum();
            let count = real(row.len());
            normal.add(0, 0, count - count * count * part);
            add(&mut right, 0, sum - count * part * sum);
            for cell in row {
                let at = cell.judge + 1;
                normal.add(at, at, 1.0);
                normal.add(0, at, 1.0 - count * part);
                normal.add(at, 0, 1.0 - count * part);
                row.iter().for_each(|other| normal.add(at, other.judge + 1, -part));
                add(&mut right, at, cell.points - part * sum);
            }
        }
        (1..=m).for_each(|at| normal.add(at, at, judge_shrink));
        let factor: Factor = normal.factor()?;
        let unknown = factor.solve(&right);
        let inverse = factor.inverse();
        let mut solved = Self { unknown, inverse, worth: vec![0.0; n], worth_variance: vec![v.proposals; n] };
        for row in cells.chunk_by(|a, b| a.proposal == b.proposal) {
            solved.eliminated(row, shrink, v.residual);
        }
        Some(solved)
    }

    /// The worth of one proposal, out of the mean and its judges.
    fn eliminated(&mut self, row: &[Cell], shrink: f64, residual: f64) {
        let part = 1.0 / (real(row.len()) + shrink);
        let count = real(row.len());
        let mean = self.unknown.first().copied().unwrap_or_default();
        let rest: f64 =
            row.iter().map(|c| c.points - mean - self.unknown.get(c.judge + 1).copied().unwrap_or_default()).sum();
        let mut form = count * count * self.inverse.get(0, 0);
        for cell in row {
            form += 2.0 * count * self.inverse.get(0, cell.judge + 1);
            form += row.iter().map(|other| self.inverse.get(cell.judge + 1, other.judge + 1)).sum::<f64>();
        }
        let Some(at) = row.first().map(|cell| cell.proposal) else { return };
        self.worth.get_mut(at).into_iter().for_each(|worth| *worth = part * rest);
        let variance = residual * (part + part * part * form);
        self.worth_variance.get_mut(at).into_iter().for_each(|own| *own = variance);
    }

    fn judges(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.unknown.iter().enumerate().skip(1).map(|(at, value)| (*value, self.inverse.get(at, at)))
    }

    /// One step of expectation and maximisation.
    fn variances(&self, cells: &[Cell], v: &Variances) -> Variances {
        let n = real(self.worth.len());
        let m = real(self.unknown.len() - 1);
        let of_worth: f64 = self.worth.iter().zip(&self.worth_variance).map(|(f, var)| f * f + var).sum();
        let of_judges: f64 = self.judges().map(|(b, var)| b * b + v.residual * var).sum();
        // With the mixed-model equations s^2 = y'(y - fitted) / (N - 1) holds at the optimum (Henderson 1984).
        let mean = self.unknown.first().copied().unwrap_or_default();
        let left = |c: &Cell| {
            let worth = self.worth.get(c.proposal).copied().unwrap_or_default();
            c.points - mean - worth - self.unknown.get(c.judge + 1).copied().unwrap_or_default()
        };
        let residual: f64 = cells.iter().map(|c| (c.points - mean) * left(c)).sum();
        let least = 1e-12 * (v.proposals + v.judges + v.residual);
        Variances {
            proposals: (of_worth / n).max(least),
            judges: (of_judges / m).max(least),
            residual: (residual / real(cells.len() - 1)).max(least),
        }
    }

    fn effects(&self, v: &Variances) -> RandomEffects {
        let proposals: Vec<Effect> = self
            .worth
            .iter()
            .zip(&self.worth_variance)
            .map(|(value, variance)| Effect { value: *value, deviation: variance.max(0.0).sqrt() })
            .collect();
        let judges = self.judges().map(|(value, own)| Effect { value, deviation: (v.residual * own).max(0.0).sqrt() });
        RandomEffects {
            mean: self.unknown.first().copied().unwrap_or_default(),
            between_proposals: v.proposals,
            between_judges: v.judges,
            residual: v.residual,
            judges: judges.collect(),
            expected_ranks: proposals.iter().map(|own| expected_rank(own, &proposals)).collect(),
            proposals,
        }
    }
}

fn add(to: &mut [f64], at: usize, value: f64) {
    to.get_mut(at).into_iter().for_each(|cell| *cell += value);
}

/// The proposal itself counts a half in the sum, so a half is added instead of one.
fn expected_rank(own: &Effect, all: &[Effect]) -> f64 {
    let above = |other: &Effect| {
        let deviation = (own.deviation * own.deviation + other.deviation * other.deviation).sqrt();
        if deviation > 0.0 {
            libm::erfc((own.value - other.value) / deviation / std::f64::consts::SQRT_2) / 2.0
        } else {
            0.5
        }
    };
    0.5 + all.iter().map(above).sum::<f64>()
}
