//! Halo: marks of one sheet that are all alike, whatever the criterion asks.

use super::robust;
use crate::marks::MarkTable;
use crate::real::{real, whole};
use crate::reliability::{Undefined, pearson};
use model::Mark;

/// The marks of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionMarks {
    /// The highest mark that the criterion allows.
    pub max: Mark,
    /// The marks; every criterion has the same proposals and judges in the same order.
    pub marks: MarkTable,
}

/// How alike a judge's marks for different criteria are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Halo {
    /// The mean over the proposals of the standard deviation across the criteria with n - 1, in percent of each scale.
    pub deviation: f64,
    /// That figure over the median of all judges'; far below 1 is a hint of halo.
    pub relative: Result<f64, Undefined>,
    /// The mean of Pearson's correlation between each two criteria over the proposals.
    pub correlation: Result<f64, Undefined>,
}

/// A halo figure for each judge, in the order of the tables; a proposal counts where the judge marked every criterion.
#[must_use]
pub fn halo(criteria: &[CriterionMarks]) -> Vec<Result<Halo, Undefined>> {
    let judges = criteria.first().map_or(0, |one| one.marks.judges.len());
    let sheets: Vec<Vec<Vec<Mark>>> = (0..judges).map(|judge| sheets(criteria, judge)).collect();
    let deviations: Vec<Result<f64, Undefined>> = sheets.iter().map(|own| deviation(criteria, own)).collect();
    let known: Vec<f64> = deviations.iter().filter_map(|d| d.ok()).collect();
    let middle = robust::median(&known).filter(|m| *m > 0.0).ok_or(Undefined::NoVariation);
    let one = |(deviation, own): (Result<f64, Undefined>, &Vec<Vec<Mark>>)| {
        deviation.map(|d| Halo { deviation: d, relative: middle.map(|m| d / m), correlation: correlation(own) })
    };
    deviations.into_iter().zip(&sheets).map(one).collect()
}

/// The judge's complete sheets: for each proposal a mark per criterion.
fn sheets(criteria: &[CriterionMarks], judge: usize) -> Vec<Vec<Mark>> {
    let proposals = criteria.first().map_or(0, |one| one.marks.proposals.len());
    let sheet = |at: usize| criteria.iter().map(|one| one.marks.mark(at, judge)).collect();
    (0..proposals).filter_map(sheet).collect()
}

fn deviation(criteria: &[CriterionMarks], sheets: &[Vec<Mark>]) -> Result<f64, Undefined> {
    if sheets.is_empty() {
        return Err(Undefined::FewProposals);
    }
    if criteria.len() < 2 || criteria.iter().any(|one| one.max.as_units() <= 0) {
        return Err(Undefined::NoVariation);
    }
    let percent = |(mark, one): (&Mark, &CriterionMarks)| 100.0 * real(mark.as_units()) / real(one.max.as_units());
    let mut sum = 0.0;
    for sheet in sheets {
        let shares: Vec<f64> = sheet.iter().zip(criteria).map(percent).collect();
        let n = real(shares.len());
        let mean = shares.iter().sum::<f64>() / n;
        sum += (shares.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt();
    }
    Ok(sum / real(sheets.len()))
}

fn correlation(sheets: &[Vec<Mark>]) -> Result<f64, Undefined> {
    let criteria = sheets.first().map_or(0, Vec::len);
    let column = |at: usize| -> Vec<i128> {
        sheets.iter().filter_map(|sheet| sheet.get(at)).map(|mark| i128::from(mark.as_units())).collect()
    };
    let columns: Vec<Vec<i128>> = (0..criteria).map(column).collect();
    let pairs = columns.iter().enumerate().flat_map(|(at, a)| columns.iter().skip(at + 1).map(move |b| pearson(a, b)));
    let known: Vec<f64> = pairs.filter_map(Result::ok).collect();
    if known.is_empty() {
        return Err(Undefined::NoVariation);
    }
    Ok(known.iter().sum::<f64>() / real(whole(known.len())))
}
