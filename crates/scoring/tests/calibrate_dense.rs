//! Random effects on incomplete panels against the textbook: every matrix written out in full and inverted.
#![cfg(test)]
#![expect(clippy::float_arithmetic, reason = "estimates are compared within a tolerance")]

use model::Mark;
use proptest::prelude::*;
use scoring::calibrate::{Effect, RandomEffects, random_effects};
use scoring::marks::MarkTable;

type Matrix = Vec<Vec<f64>>;

/// The inverse and the logarithm of the determinant, by elimination with the largest pivot.
fn inverse(of: &Matrix) -> (Matrix, f64) {
    let n = of.len();
    let unit = |at: usize| (0..n).map(move |other| if at == other { 1.0 } else { 0.0 });
    let mut rows: Matrix =
        of.iter().enumerate().map(|(at, row)| row.iter().copied().chain(unit(at)).collect()).collect();
    let mut logarithm = 0.0;
    for at in 0..n {
        let largest = (at..n).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs())).unwrap();
        rows.swap(at, largest);
        let pivot = rows[at][at];
        logarithm += pivot.abs().ln();
        rows[at].iter_mut().for_each(|value| *value /= pivot);
        for other in (0..n).filter(|other| *other != at) {
            let factor = rows[other][at];
            let lead = rows[at].clone();
            rows[other].iter_mut().zip(lead).for_each(|(value, lead)| *value -= factor * lead);
        }
    }
    (rows.into_iter().map(|row| row[n..].to_vec()).collect(), logarithm)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The marks that were given: proposal, judge, points.
struct Given(Vec<(usize, usize, f64)>);

/// What the textbook says at given variances: y = mean + Zp worth + Zj severity + rest.
struct Textbook {
    mean: f64,
    likelihood: f64,
    /// V^-1 less what the mean takes out.
    projection: Matrix,
    projected: Vec<f64>,
}

impl Given {
    fn at(&self, [worth, severity, rest]: [f64; 3]) -> Textbook {
        let covariance = |a: &(usize, usize, f64), b: &(usize, usize, f64), same: bool| {
            let part = |is: bool, variance: f64| if is { variance } else { 0.0 };
            part(a.0 == b.0, worth) + part(a.1 == b.1, severity) + part(same, rest)
        };
        let rows = self.0.iter().enumerate();
        let v: Matrix =
            rows.map(|(i, a)| self.0.iter().enumerate().map(|(j, b)| covariance(a, b, i == j)).collect()).collect();
        let (inverted, determinant) = inverse(&v);
        let sums: Vec<f64> = inverted.iter().map(|row| row.iter().sum()).collect();
        let all: f64 = sums.iter().sum();
        let projection: Matrix = inverted
            .iter()
            .zip(&sums)
            .map(|(row, own)| row.iter().zip(&sums).map(|(value, sum)| value - own * sum / all).collect())
            .collect();
        let marks: Vec<f64> = self.0.iter().map(|cell| cell.2).collect();
        let projected: Vec<f64> = projection.iter().map(|row| dot(row, &marks)).collect();
        let likelihood = -(determinant + all.ln() + dot(&marks, &projected)) / 2.0;
        Textbook { mean: dot(&sums, &marks) / all, likelihood, projection, projected }
    }

    /// Best linear unbiased predictions of one factor, with their prediction error variances (Henderson 1975).
    fn predictions(&self, at: &Textbook, variance: f64, of: impl Fn(&(usize, usize, f64)) -> bool) -> (f64, f64) {
        let own: Vec<usize> = (0..self.0.len()).filter(|n| of(&self.0[*n])).collect();
        let sum: f64 = own.iter().map(|n| at.projected[*n]).sum();
        let form: f64 = own.iter().flat_map(|a| own.iter().map(|b| at.projection[*a][*b])).sum();
        (variance * sum, variance - variance * variance * form)
    }
}

fn near(found: f64, wanted: f64) -> Result<(), TestCaseError> {
    prop_assert!((found - wanted).abs() <= 1e-7 * wanted.abs().max(1.0), "{} is not {}", found, wanted);
    Ok(())
}

fn is_textbook(given: &Given, found: &RandomEffects) -> Result<(), TestCaseError> {
    let top = [found.between_proposals, found.between_judges, found.residual];
    let textbook = given.at(top);
    near(found.mean, textbook.mean)?;
    for (n, effect) in found.proposals.iter().enumerate() {
        is_predicted(effect, given.predictions(&textbook, found.between_proposals, |cell| cell.0 == n))?;
    }
    for (n, effect) in found.judges.iter().enumerate() {
        is_predicted(effect, given.predictions(&textbook, found.between_judges, |cell| cell.1 == n))?;
    }
    for (own, rank) in found.proposals.iter().zip(&found.expected_ranks) {
        near(*rank, 0.5 + found.proposals.iter().map(|other| ahead(own, other)).sum::<f64>())?;
    }
    // No variance can be moved to a likelier place; one that is zero can only be raised.
    for at in 0..3 {
        for factor in [0.9, 0.999, 1.001, 1.1] {
            let mut moved = top;
            moved[at] = if top[at] > 0.0 { top[at] * factor } else { (factor - 1.0) * found.residual };
            if moved[at] >= 0.0 {
                prop_assert!(given.at(moved).likelihood <= textbook.likelihood + 1e-9, "{:?} to {:?}", top, moved);
            }
        }
    }
    Ok(())
}

fn is_predicted(effect: &Effect, (value, variance): (f64, f64)) -> Result<(), TestCaseError> {
    near(effect.value, value)?;
    near(effect.deviation * effect.deviation, variance)
}

/// The probability that the other is worth more; a half of oneself.
fn ahead(own: &Effect, other: &Effect) -> f64 {
    let variance = own.deviation * own.deviation + other.deviation * other.deviation;
    if variance > 0.0 { libm::erfc((own.value - other.value) / (2.0 * variance).sqrt()) / 2.0 } else { 0.5 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn an_incomplete_panel_has_the_effects_of_the_textbook(
        worth in prop::collection::vec(0_i64..30, 6),
        severity in prop::collection::vec(0_i64..12, 4),
        rest in prop::collection::vec(0_i64..12, 24),
        gaps in prop::collection::vec((0_usize..4, 0_usize..4), 6),
    ) {
        // The first proposal has every judge, so that all connect.
        let seen = |p: usize, j: usize| p == 0 || (j != gaps[p].0 && j != gaps[p].1);
        let mark = |p: usize, j: usize| 40 + worth[p] + severity[j] + rest[p * 4 + j];
        let cells = || (0..6).flat_map(|p| (0..4).map(move |j| (p, j)));
        let table = MarkTable {
            proposals: (0..6).map(|n| format!("P{n}")).collect(),
            judges: (0..4).map(|n| format!("J{n}")).collect(),
            cells: cells().map(|(p, j)| seen(p, j).then(|| Mark::points(mark(p, j)))).collect(),
        };
        let points = |(p, j): (usize, usize)| (p, j, f64::from(i32::try_from(mark(p, j)).unwrap()));
        let given = Given(cells().filter(|(p, j)| seen(*p, *j)).map(points).collect());
        is_textbook(&given, &random_effects(&table).unwrap())?;
    }
}
