//! What the marks say about each judge: severity, spread, agreement, habits, favour for the own community. Hints with their evidence, never verdicts.
//!
//! Nothing here removes a judge or changes a mark; organisers read it and talk to people.
#![expect(clippy::float_arithmetic, reason = "diagnostics are real numbers")]

mod affinity;
mod figures;
mod flags;
mod halo;
mod robust;

pub use affinity::{Affinity, Homes, affinity};
pub use flags::{Flag, FlagKind};
pub use halo::{CriterionMarks, Halo, halo};

use crate::marks::MarkTable;
use crate::reliability::Undefined;

/// What the marks say about one judge.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgeReport {
    /// The judge's code.
    pub judge: String,
    /// How many proposals the judge marked.
    pub marks: usize,
    /// The mean of the judge's marks, in points.
    pub mean: Result<f64, Undefined>,
    /// The mean over the proposals of mark less panel mean, in points; below zero is severe.
    pub severity: Result<f64, Undefined>,
    /// How far the severity lies from the middle judge's, in standard deviations estimated by the median absolute deviation times 1.4826, or by the interquartile range over 1.349 where that is zero (Rousseeuw and Croux 1993).
    pub severity_z: Result<f64, Undefined>,
    /// The standard deviation of the judge's marks with n - 1, in points.
    pub standard_deviation: Result<f64, Undefined>,
    /// That standard deviation over the median of all judges'.
    pub spread: Result<f64, Undefined>,
    /// Spearman's correlation with the sum of the other judges; with their mean where panels differ in size.
    pub spearman_rest: Result<f64, Undefined>,
    /// The root of the mean squared difference from the mean of the others, in points.
    pub rmse_rest: Result<f64, Undefined>,
    /// The share of marks within 5 % of the judge's own mean, from 0 to 1.
    pub central: Result<f64, Undefined>,
    /// The share of the judge's most frequent mark, from 0 to 1.
    pub straight_lining: Result<f64, Undefined>,
    /// What an organiser may want to look at.
    pub flags: Vec<Flag>,
}

/// A report for each judge, in the order of the table.
///
/// A panel mean needs two marks, so proposals with one are left out of severity and agreement.
#[must_use]
pub fn diagnose(table: &MarkTable) -> Vec<JudgeReport> {
    let mut reports = figures::of(table);
    let spreads: Vec<f64> = reports.iter().filter_map(|r| r.standard_deviation.ok()).collect();
    let middle = robust::median(&spreads);
    let severities: Vec<f64> = reports.iter().filter_map(|r| r.severity.ok()).collect();
    for report in &mut reports {
        report.spread = report.standard_deviation.and_then(|s| match middle {
            Some(m) if m > 0.0 => Ok(s / m),
            _ => Err(Undefined::NoVariation),
        });
        report.severity_z = report.severity.and_then(|s| robust::z(s, &severities).ok_or(Undefined::NoVariation));
        report.flags = flags::of(report);
    }
    reports
}
