//! Whether a judge marks proposals of the own community or organisation higher than the panel does, and how often chance alone would do that.

use crate::marks::MarkTable;
use crate::real::{real, whole};
use crate::reliability::Undefined;
use model::Mark;
use std::collections::BTreeMap;

/// More different sums than this are not counted; real panels have some thousands.
const MOST_SUMS: usize = 400_000;

/// Where judges and proposals belong, in the order of the table; `None` belongs nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Homes {
    /// Of the proposals.
    pub proposals: Vec<Option<String>>,
    /// Of the judges.
    pub judges: Vec<Option<String>>,
}

/// A judge's favour for the own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affinity {
    /// How many of the marked proposals are the judge's own.
    pub own: usize,
    /// The mean over the own of mark less the panel's mean, less the same mean over all that the judge marked, in points; above zero favours them.
    pub favour: f64,
    /// The probability that as many proposals, taken by chance out of those marked, show at least this favour. Exact; one-sided.
    pub p: f64,
}

/// The favour of the judge in that column, by an exact permutation test (Fisher 1935; used on these panels by Emerson, Seltzer and Lin 2009).
///
/// # Errors
/// [`Undefined::FewProposals`] without an own and another proposal, [`Undefined::TooLarge`] when the sums are too many to be counted.
pub fn affinity(table: &MarkTable, homes: &Homes, judge: usize) -> Result<Affinity, Undefined> {
    let home = homes.judges.get(judge).and_then(Option::as_ref).ok_or(Undefined::FewProposals)?;
    let residuals = residuals(table, judge)?;
    let is_own = |at: &usize| homes.proposals.get(*at).and_then(Option::as_ref) == Some(home);
    let own: Vec<i128> = residuals.values.iter().filter(|(at, _)| is_own(at)).map(|(_, r)| *r).collect();
    let all: Vec<i128> = residuals.values.iter().map(|(_, r)| *r).collect();
    if own.is_empty() || own.len() == all.len() {
        return Err(Undefined::FewProposals);
    }
    let observed: i128 = own.iter().sum();
    let p = chance(&all, own.len(), observed)?;
    let unit = real(residuals.parts) * real(Mark::UNIT);
    let mean = |list: &[i128]| real(list.iter().sum::<i128>()) / real(list.len()) / unit;
    Ok(Affinity { own: own.len(), favour: mean(&own) - mean(&all), p })
}

/// Mark less panel mean, in whole parts of a unit.
struct Residuals {
    parts: i128,
    values: Vec<(usize, i128)>,
}

fn residuals(table: &MarkTable, judge: usize) -> Result<Residuals, Undefined> {
    let mut found = Vec::new();
    for (at, row) in table.rows().enumerate() {
        let size = whole(row.iter().flatten().count());
        if let Some(own) = row.get(judge).copied().flatten().filter(|_| size > 1) {
            let sum: i128 = row.iter().flatten().map(|mark| i128::from(mark.as_units())).sum();
            found.push((at, size, size * i128::from(own.as_units()) - sum));
        }
    }
    let parts = found.iter().try_fold(1_i128, |all, (_, size, _)| {
        let multiple = num_rational::Ratio::new(all, *size);
        multiple.numer().checked_mul(*size).filter(|m| *m < 1 << 60)
    });
    let parts = parts.ok_or(Undefined::TooLarge)?;
    let value = |size: i128, residual: i128| residual.checked_mul(parts / size).filter(|r| r.abs() < 1 << 100);
    let values: Option<Vec<(usize, i128)>> =
        found.into_iter().map(|(at, size, residual)| Some((at, value(size, residual)?))).collect();
    Ok(Residuals { parts, values: values.ok_or(Undefined::TooLarge)? })
}

/// The probability that `count` of these, drawn without returning, sum to at least `observed`.
///
/// One item after the other is taken with probability (still wanted) / (still there), so every state keeps its exact share.
fn chance(all: &[i128], count: usize, observed: i128) -> Result<f64, Undefined> {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    let mut states: Vec<BTreeMap<i128, f64>> = vec![BTreeMap::new(); count + 1];
    states.iter_mut().take(1).for_each(|none| {
        none.insert(0, 1.0);
    });
    for (seen, item) in sorted.iter().enumerate() {
        let there = real(sorted.len() - seen);
        let mut next: Vec<BTreeMap<i128, f64>> = vec![BTreeMap::new(); count + 1];
        for (taken, sums) in states.iter().enumerate() {
            let take = real(count - taken) / there;
            for (sum, share) in sums {
                add(&mut next, taken + 1, sum + item, share * take);
                add(&mut next, taken, *sum, share * (1.0 - take));
            }
        }
        states = next;
        if states.iter().map(BTreeMap::len).sum::<usize>() > MOST_SUMS {
            return Err(Undefined::TooLarge);
        }
    }
    let reached = states.iter().flatten().filter(|(sum, _)| **sum >= observed);
    Ok(reached.map(|(_, share)| share).sum::<f64>().min(1.0))
}

fn add(states: &mut [BTreeMap<i128, f64>], taken: usize, sum: i128, share: f64) {
    if let (Some(sums), true) = (states.get_mut(taken), share > 0.0) {
        *sums.entry(sum).or_insert(0.0) += share;
    }
}
