//! The methods that look at one proposal's marks only: mean, trimmed, Winsorised, median, sum.

use super::{Quotient, Unscored};
use crate::rules::{Method, PanelRule};
use model::Mark;

/// How many are dropped of a panel of this size, low and high.
///
/// # Errors
/// Why there is no score: the quorum is missed, or the drops leave nothing.
pub(super) fn enough(sheets: usize, rule: &PanelRule) -> Result<(usize, usize), Unscored> {
    let wanted = usize::try_from(rule.quorum.max(1)).unwrap_or(usize::MAX);
    let (low, high) = rule.drops(sheets);
    if sheets < wanted {
        Err(Unscored::BelowQuorum)
    } else if sheets <= low.saturating_add(high) {
        Err(Unscored::TooFewForTrim)
    } else {
        Ok((low, high))
    }
}

/// The figure of one proposal; `scratch` is reused from row to row, so that nothing is allocated for each.
pub(super) fn figure(marks: &[Option<Mark>], rule: &PanelRule, scratch: &mut Vec<i64>) -> Option<Quotient> {
    let given = marks.iter().flatten().count();
    let (low, high) = enough(given, rule).ok()?;
    let count = i128::try_from(given).ok()?;
    let left = count.saturating_sub(i128::try_from(low.saturating_add(high)).ok()?);
    let (total, divisor) = match (rule.method, low, high) {
        (Method::Sum, ..) => (marks.iter().flatten().map(units).sum(), 1),
        // The usual panel: one pass without sorting.
        (Method::Trimmed, 0 | 1, 0 | 1) => (without_one(marks, low, high), left),
        (Method::Trimmed, ..) => (sum(between(fill(marks, scratch), low, high)), left),
        (Method::Winsorised, ..) => (drawn_in(fill(marks, scratch), low, high), count),
        (Method::Median, ..) => median(fill(marks, scratch)),
        (Method::Mean | Method::Borda | Method::MeanRank | Method::Z | Method::RescaledZ, ..) => {
            (marks.iter().flatten().map(units).sum(), count)
        }
    };
    Some(Quotient::new(total, divisor, rule.rounding))
}

fn units(mark: &Mark) -> i128 {
    i128::from(mark.as_units())
}

fn fill<'a>(marks: &[Option<Mark>], scratch: &'a mut Vec<i64>) -> &'a mut [i64] {
    scratch.clear();
    scratch.extend(marks.iter().flatten().map(|mark| mark.as_units()));
    scratch
}

/// The sum without the lowest and the highest, or without one of the two.
fn without_one(marks: &[Option<Mark>], low: usize, high: usize) -> i128 {
    let (mut sum, mut lowest, mut highest) = (0_i128, i64::MAX, i64::MIN);
    for mark in marks.iter().flatten() {
        let units = mark.as_units();
        sum = sum.saturating_add(i128::from(units));
        lowest = lowest.min(units);
        highest = highest.max(units);
    }
    let lowest = if low == 1 { i128::from(lowest) } else { 0 };
    let highest = if high == 1 { i128::from(highest) } else { 0 };
    sum.saturating_sub(lowest).saturating_sub(highest)
}

fn sum(units: &[i64]) -> i128 {
    units.iter().map(|u| i128::from(*u)).sum()
}

/// The marks that the drops leave, the lowest first.
fn between(units: &mut [i64], low: usize, high: usize) -> &[i64] {
    units.sort_unstable();
    units.get(low..units.len().saturating_sub(high)).unwrap_or_default()
}

fn drawn_in(units: &mut [i64], low: usize, high: usize) -> i128 {
    let left = between(units, low, high);
    let end = |mark: Option<&i64>, times: usize| {
        i128::from(mark.copied().unwrap_or(0)).saturating_mul(i128::try_from(times).unwrap_or(0))
    };
    let (lowest, highest) = (end(left.first(), low), end(left.last(), high));
    sum(left).saturating_add(lowest).saturating_add(highest)
}

fn median(units: &mut [i64]) -> (i128, i128) {
    let even = units.len().is_multiple_of(2);
    let half = units.len() / 2;
    if half >= units.len() {
        return (0, 1);
    }
    let (below, upper, _) = units.select_nth_unstable(half);
    match below.iter().max().filter(|_| even) {
        Some(lower) => (i128::from(*lower).saturating_add(i128::from(*upper)), 2),
        None => (i128::from(*upper), 1),
    }
}

/// The judges whose marks are dropped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dropped {
    /// As the lowest, in the order of dropping.
    pub low: Vec<String>,
    /// As the highest, in the order of dropping.
    pub high: Vec<String>,
}

impl Dropped {
    /// The low ones are chosen first, then the high ones; each time the judge with the lowest name in byte order who is not yet dropped.
    #[must_use]
    pub fn choose(present: &[(&str, Mark)], drops: (usize, usize)) -> Self {
        let (low, high) = match drops {
            (0, 0) => return Self::default(),
            some => some,
        };
        let mut rising = present.to_vec();
        rising.sort_unstable_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(b.0)));
        let mut falling = rising.split_off(low.min(rising.len()));
        falling.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let names = |of: &[(&str, Mark)]| of.iter().map(|(judge, _)| (*judge).to_owned()).collect();
        falling.truncate(high);
        Self { low: names(&rising), high: names(&falling) }
    }
}
