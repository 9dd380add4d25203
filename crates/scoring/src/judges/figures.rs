//! The figures of each judge, summed as whole numbers.

use super::JudgeReport;
use crate::marks::MarkTable;
use crate::real::{real, whole};
use crate::reliability::{Undefined, spearman};
use model::Mark;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Above this no square is summed; a hundred million points are no mark.
const LARGEST: i64 = 1 << 40;

/// One mark beside the panel's.
#[derive(Debug, Clone, Copy)]
struct Given {
    /// The mark.
    own: i128,
    /// The sum of all marks of the proposal.
    sum: i128,
    /// How many they are.
    size: i128,
}

pub(super) fn of(table: &MarkTable) -> Vec<JudgeReport> {
    let too_large = table.cells.iter().flatten().any(|mark| mark.as_units().abs() > LARGEST);
    let panels: Vec<(i128, i128)> = table.rows().map(panel).collect();
    let one = |(at, judge): (usize, &String)| {
        let given: Vec<Given> = table
            .rows()
            .zip(&panels)
            .filter_map(|(row, (sum, size))| {
                let own = row.get(at).copied().flatten()?;
                Some(Given { own: own.as_units().into(), sum: *sum, size: *size })
            })
            .collect();
        report(judge, &given, too_large.then_some(Undefined::TooLarge))
    };
    table.judges.iter().enumerate().map(one).collect()
}

fn panel(row: &[Option<Mark>]) -> (i128, i128) {
    (row.iter().flatten().map(|mark| i128::from(mark.as_units())).sum(), whole(row.iter().flatten().count()))
}

fn report(judge: &str, given: &[Given], refused: Option<Undefined>) -> JudgeReport {
    let beside: Vec<Given> = given.iter().copied().filter(|g| g.size > 1).collect();
    let figure = |found: Option<f64>, why: Undefined| refused.map_or_else(|| found.ok_or(why), Err);
    let own: Vec<i128> = given.iter().map(|g| g.own).collect();
    JudgeReport {
        judge: judge.to_owned(),
        marks: given.len(),
        mean: figure(mean(&own), Undefined::FewProposals),
        severity: figure(severity(&beside), Undefined::FewJudges),
        severity_z: Err(Undefined::NoVariation),
        standard_deviation: figure(deviation(&own), Undefined::FewProposals),
        spread: Err(Undefined::NoVariation),
        spearman_rest: refused.map_or_else(|| spearman_rest(&beside), Err),
        rmse_rest: figure(rmse_rest(&beside), Undefined::FewJudges),
        central: figure(central(&own), Undefined::FewProposals),
        straight_lining: figure(straight_lining(&own), Undefined::FewProposals),
        flags: Vec::new(),
    }
}

fn points(sum: i128, count: i128) -> f64 {
    real(sum) / real(count * i128::from(Mark::UNIT))
}

fn mean(own: &[i128]) -> Option<f64> {
    (!own.is_empty()).then(|| points(own.iter().sum(), whole(own.len())))
}

fn deviation(own: &[i128]) -> Option<f64> {
    let n = whole(own.len());
    let sum: i128 = own.iter().sum();
    let squares = n * own.iter().map(|x| x * x).sum::<i128>() - sum * sum;
    (n > 1).then(|| (real(squares) / real(n * (n - 1))).sqrt() / real(Mark::UNIT))
}

/// Whole sums by panel size, so that the order of the proposals moves no digit.
fn by_size(given: &[Given], term: impl Fn(&Given) -> i128) -> BTreeMap<i128, i128> {
    let mut sums = BTreeMap::new();
    for g in given {
        *sums.entry(g.size).or_insert(0) += term(g);
    }
    sums
}

fn severity(given: &[Given]) -> Option<f64> {
    let sums = by_size(given, |g| g.size * g.own - g.sum);
    let sum: f64 = sums.into_iter().map(|(size, sum)| points(sum, size)).sum();
    (!given.is_empty()).then(|| sum / real(given.len()))
}

fn rmse_rest(given: &[Given]) -> Option<f64> {
    let sums = by_size(given, |g| (g.size * g.own - g.sum) * (g.size * g.own - g.sum));
    let sum: f64 = sums.into_iter().map(|(size, sum)| real(sum) / real((size - 1) * (size - 1))).sum();
    (!given.is_empty()).then(|| (sum / real(given.len())).sqrt() / real(Mark::UNIT))
}

/// The mean of the other judges, compared by cross multiplication.
#[derive(Clone, Copy)]
struct Rest {
    sum: i128,
    size: i128,
}

impl PartialEq for Rest {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Rest {}
impl PartialOrd for Rest {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Rest {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.sum * other.size).cmp(&(other.sum * self.size))
    }
}

fn spearman_rest(given: &[Given]) -> Result<f64, Undefined> {
    if given.is_empty() {
        return Err(Undefined::FewJudges);
    }
    let own: Vec<i128> = given.iter().map(|g| g.own).collect();
    let rest: Vec<Rest> = given.iter().map(|g| Rest { sum: g.sum - g.own, size: g.size - 1 }).collect();
    spearman(&own, &rest)
}

/// A mark is near when 20 |x - mean| <= mean.
fn central(own: &[i128]) -> Option<f64> {
    let (n, sum) = (whole(own.len()), own.iter().sum::<i128>());
    let near = own.iter().filter(|x| 20 * (n * **x - sum).abs() <= sum.abs()).count();
    (n > 0).then(|| real(near) / real(n))
}

fn straight_lining(own: &[i128]) -> Option<f64> {
    let mut sorted = own.to_vec();
    sorted.sort_unstable();
    let most = sorted.chunk_by(PartialEq::eq).map(<[i128]>::len).max()?;
    Some(real(most) / real(own.len()))
}
