//! The judges' part: the mean of their totals, with or without the extremes. Who is absent or recused makes a smaller panel, never a zero.

use crate::{Figure, Ratio, ScoringError, rubric};
use model::Mark;
use model::rules::{Component, ComponentKind, Rounding};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One judge's signed marks, in the order of the rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The judge's code.
    pub judge: String,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// What the panel gives, with everything that is needed to recompute it by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// How many sheets were signed.
    pub sheets: usize,
    /// Each judge's total.
    pub totals: BTreeMap<String, Mark>,
    /// The judges whose totals were dropped as the highest.
    pub dropped_high: Vec<String>,
    /// The judges whose totals were dropped as the lowest.
    pub dropped_low: Vec<String>,
    /// The mean of what was kept.
    pub figure: Figure,
    /// The mean of all totals.
    pub untrimmed_mean: Ratio,
}

/// The judges' part of one proposal.
///
/// # Errors
/// [`ScoringError::TooFew`] below the quorum.
pub fn panel(
    sheets: &[Sheet],
    rule: &Component,
    quorum: i64,
    rounding: Option<Rounding>,
) -> Result<Panel, ScoringError> {
    let enough = i64::try_from(sheets.len()).is_ok_and(|given| given >= quorum.max(1));
    let totals: BTreeMap<String, Mark> = sheets.iter().map(|s| (s.judge.clone(), rubric::total(&s.marks))).collect();
    let all: Vec<Mark> = totals.values().copied().collect();
    let too_few = ScoringError::TooFew { given: sheets.len(), needed: quorum };
    let Some(untrimmed_mean) = Ratio::mean(&all).filter(|_| enough) else {
        return Err(too_few);
    };
    let each_side = trim(rule, totals.len());
    if each_side.saturating_mul(2) >= totals.len() {
        return Err(too_few);
    }
    let (dropped_low, dropped_high) = extremes(&totals, each_side);
    let kept: Vec<Mark> = totals
        .iter()
        .filter(|(judge, _)| !dropped_low.contains(judge) && !dropped_high.contains(judge))
        .map(|(_, t)| *t)
        .collect();
    let exact = match rule.kind {
        ComponentKind::PanelMedian => median(&all).unwrap_or(untrimmed_mean),
        _ => Ratio::mean(&kept).ok_or(too_few)?,
    };
    Ok(Panel {
        sheets: sheets.len(),
        totals,
        dropped_high,
        dropped_low,
        figure: Figure::new(exact, rounding),
        untrimmed_mean,
    })
}

/// How many totals are dropped on each side of a panel of this size. Where none would be left there is no score.
fn trim(rule: &Component, sheets: usize) -> usize {
    if rule.kind != ComponentKind::PanelTrimmed {
        return 0;
    }
    let size = u32::try_from(sheets).unwrap_or(u32::MAX);
    let table = rule.trim_table.iter().filter(|step| size >= step.from_sheets).max_by_key(|step| step.from_sheets);
    let single = rule.trim_each_side.filter(|_| size >= rule.trim_from_sheets.unwrap_or(0));
    let each_side = if rule.trim_table.is_empty() { single } else { table.map(|step| step.each_side) };
    usize::try_from(each_side.unwrap_or(0)).unwrap_or(usize::MAX)
}

/// The judges who are dropped: the low ones are chosen before the high ones, and among equals always the lowest code not yet dropped.
fn extremes(totals: &BTreeMap<String, Mark>, each_side: usize) -> (Vec<String>, Vec<String>) {
    let mut rising: Vec<(&String, Mark)> = totals.iter().map(|(j, t)| (j, *t)).collect();
    rising.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(b.0)));
    let low: Vec<String> = rising.iter().take(each_side).map(|(j, _)| (*j).clone()).collect();
    let mut falling: Vec<(&String, Mark)> = rising.into_iter().filter(|(j, _)| !low.contains(j)).collect();
    falling.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let high = falling.iter().take(each_side).map(|(j, _)| (*j).clone()).collect();
    (low, high)
}

fn median(totals: &[Mark]) -> Option<Ratio> {
    let mut sorted = totals.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let even = sorted.len().is_multiple_of(2);
    let first = if even { middle.checked_sub(1)? } else { middle };
    Ratio::mean(sorted.get(first..=middle)?)
}
