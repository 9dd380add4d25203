//! z-scores: each judge's marks measured by that judge's own mean and spread.
//!
//! A sum of square roots is no fraction, so this is the one place of aggregation with floating-point numbers.
//! The sums are exact integers, what is left is one subtraction, one square root and one division each, in a fixed order;
//! the result is cut to [`DECIMALS`] decimals by rounding half to even, and from there on everything is exact again.
//! Where judges saw groups of unequal quality, z-scores can do harm: they take the group's quality for the judge's severity.
#![expect(
    clippy::float_arithmetic,
    reason = "z-scores need square roots; the module doc says how they become exact again"
)]

use super::{Quotient, row};
use crate::ScoringError;
use crate::marks::MarkTable;
use crate::rules::{Method, PanelRule};
use model::Mark;
use num_traits::ToPrimitive;

/// To how many decimals a z-score is kept.
pub(super) const DECIMALS: u32 = 10;

/// Sums of one judge, or of all: how many, their sum, the sum of their squares; in ten-thousandths.
#[derive(Clone, Copy, Default)]
struct Sums {
    count: i128,
    sum: i128,
    squares: i128,
}

impl Sums {
    fn take(&mut self, mark: Mark) {
        let units = i128::from(mark.as_units());
        self.count = self.count.saturating_add(1);
        self.sum = self.sum.saturating_add(units);
        self.squares = self.squares.saturating_add(units.saturating_mul(units));
    }

    /// n times the sum of squared deviations, exactly.
    fn deviation(self) -> i128 {
        self.count.saturating_mul(self.squares).saturating_sub(self.sum.saturating_mul(self.sum))
    }

    /// The sample standard deviation with n - 1, in ten-thousandths; 0 for fewer than two marks.
    fn spread(self) -> f64 {
        if self.count < 2 {
            return 0.0;
        }
        (float(self.deviation()) / float(self.count) / float(self.count.saturating_sub(1))).sqrt()
    }

    /// (x - mean) / spread; 0 where there is no spread.
    fn z(self, mark: Mark) -> f64 {
        let from_mean = self.count.saturating_mul(i128::from(mark.as_units())).saturating_sub(self.sum);
        let spread = self.spread();
        if spread > 0.0 { float(from_mean) / float(self.count) / spread } else { 0.0 }
    }
}

fn float(whole: i128) -> f64 {
    whole.to_f64().unwrap_or(0.0)
}

pub(super) fn figures(table: &MarkTable, rule: &PanelRule) -> Option<Vec<Option<Quotient>>> {
    connected(table).ok()?;
    let mut judges = vec![Sums::default(); table.judges.len()];
    let mut all = Sums::default();
    for marks in table.rows() {
        for (mark, sums) in marks.iter().zip(&mut judges) {
            mark.iter().for_each(|m| sums.take(*m));
            mark.iter().for_each(|m| all.take(*m));
        }
    }
    let (mean, spread) = match rule.method {
        // Without any mark these are no numbers, and no proposal asks for them.
        Method::RescaledZ => {
            let unit = float(i128::from(Mark::UNIT));
            (float(all.sum) / float(all.count) / unit, all.spread() / unit)
        }
        _ => (0.0, 1.0),
    };
    let figure = |marks: &[Option<Mark>]| {
        let mut given: Vec<f64> = marks.iter().zip(&judges).filter_map(|(m, sums)| m.map(|m| sums.z(m))).collect();
        row::enough(given.len(), rule).ok()?;
        // The order of summation must not depend on the order of the judges.
        given.sort_unstable_by(f64::total_cmp);
        let z = given.iter().sum::<f64>() / float(i128::try_from(given.len()).ok()?);
        let kept = ((mean + spread * z) * 10_f64.powi(i32::try_from(DECIMALS).ok()?)).round_ties_even().to_i128()?;
        let size = 10_i128.pow(DECIMALS.saturating_sub(4));
        Some(Quotient::new(kept, size, rule.rounding))
    };
    Some(table.rows().map(figure).collect())
}

/// Whether chains of shared proposals join all judges; where they do not, no severity can be told from a group's quality.
pub(super) fn connected(table: &MarkTable) -> Result<(), ScoringError> {
    let mut group: Vec<usize> = (0..table.judges.len()).collect();
    for marks in table.rows() {
        let mut present = marks.iter().enumerate().filter(|(_, m)| m.is_some()).map(|(at, _)| at);
        let Some(first) = present.next().and_then(|at| group.get(at).copied()) else { continue };
        let others: Vec<usize> = present.filter_map(|at| group.get(at).copied()).filter(|g| *g != first).collect();
        if !others.is_empty() {
            group.iter_mut().filter(|g| others.contains(g)).for_each(|g| *g = first);
        }
    }
    let marking = |judge: &usize| table.rows().any(|marks| marks.get(*judge).is_some_and(Option::is_some));
    let judges: Vec<usize> = (0..table.judges.len()).filter(marking).collect();
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut names: Vec<usize> = judges.iter().filter_map(|j| group.get(*j).copied()).collect();
    names.sort_unstable();
    names.dedup();
    for name in &names {
        let members = judges.iter().filter(|j| group.get(**j) == Some(name));
        groups.push(members.filter_map(|j| table.judges.get(*j).cloned()).collect());
    }
    if groups.len() > 1 { Err(ScoringError::Disconnected { groups }) } else { Ok(()) }
}
