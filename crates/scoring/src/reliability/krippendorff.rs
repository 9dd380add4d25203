//! Krippendorff's alpha: agreement over tables with gaps, the measure for panels that are not complete.

use super::Undefined;
use crate::marks::MarkTable;
use crate::real::{real, whole};
use std::collections::BTreeMap;

/// What makes two marks differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Metric {
    /// That they are not the same.
    Nominal,
    /// How many marks lie between them.
    Ordinal,
    /// The square of their difference.
    Interval,
    /// The square of their difference over their sum.
    Ratio,
}

impl Metric {
    /// All four, the least demanding scale first.
    pub const ALL: [Self; 4] = [Self::Nominal, Self::Ordinal, Self::Interval, Self::Ratio];

    /// What it is called in an analysis.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Ratio => "ratio",
        }
    }
}

/// Krippendorff's alpha (2011), `1 - (n - 1) sum o_ck d_ck / sum n_c n_k d_ck`; proposals with one mark are left out.
///
/// # Errors
/// [`Undefined`] when no proposal has two marks, or all marks are equal.
pub fn krippendorff_alpha(table: &MarkTable, metric: Metric) -> Result<f64, Undefined> {
    Pairable::of(table)?.alpha(metric)
}

/// The alpha of each metric, in the order of [`Metric::ALL`]; the marks are laid out once for all four.
pub fn krippendorff_alphas(table: &MarkTable) -> [(Metric, Result<f64, Undefined>); 4] {
    let pairable = Pairable::of(table);
    Metric::ALL.map(|metric| (metric, pairable.as_ref().map_err(|why| *why).and_then(|p| p.alpha(metric))))
}

/// The marks that have a second beside them.
struct Pairable {
    /// Those of each proposal, sorted.
    units: Vec<Vec<i128>>,
    /// How often each mark was given.
    counts: Counts,
}

impl Pairable {
    fn of(table: &MarkTable) -> Result<Self, Undefined> {
        let mut units: Vec<Vec<i128>> = table.rows().map(given).filter(|unit| unit.len() > 1).collect();
        if units.is_empty() || table.judges.len() < 2 {
            return Err(Undefined::FewJudges);
        }
        // Floats are added in an order that does not depend on the order of the proposals.
        units.sort_unstable();
        let mut counts = Counts::new();
        for same in units.iter().flat_map(|unit| unit.chunk_by(PartialEq::eq)) {
            let value = same.first().copied().unwrap_or_default();
            *counts.entry(value).or_default() += whole(same.len());
        }
        Ok(Self { units, counts })
    }

    fn alpha(&self, metric: Metric) -> Result<f64, Undefined> {
        let Self { units, counts } = self;
        let (observed, expected) = match metric {
            Metric::Nominal => nominal(units, counts),
            Metric::Ordinal => ordinal(units, counts)?,
            Metric::Interval => squared(units, counts)?,
            Metric::Ratio => ratio(units, counts),
        };
        if expected <= 0.0 {
            return Err(Undefined::NoVariation);
        }
        let pairable: i128 = counts.values().sum();
        Ok(1.0 - real(pairable - 1) * observed / expected)
    }
}

/// The marks that were given, sorted.
fn given(row: &[Option<model::Mark>]) -> Vec<i128> {
    let mut values: Vec<i128> = row.iter().flatten().map(|mark| i128::from(mark.as_units())).collect();
    values.sort_unstable();
    values
}

type Counts = BTreeMap<i128, i128>;

/// Whole sums that share a divisor are added first, then divided: m - 1 is the divisor of a proposal with m marks.
fn divided(sums: impl Iterator<Item = (usize, i128)>) -> f64 {
    let mut by_size: BTreeMap<usize, i128> = BTreeMap::new();
    for (size, sum) in sums {
        *by_size.entry(size).or_default() += sum;
    }
    by_size.into_iter().map(|(size, sum)| real(sum) / real(whole(size) - 1)).sum()
}

fn nominal(units: &[Vec<i128>], counts: &Counts) -> (f64, f64) {
    let differing = |all: i128, alike: i128| all * all - alike;
    let observed = divided(units.iter().map(|unit| {
        let alike = unit.chunk_by(PartialEq::eq).map(|same| whole(same.len()) * whole(same.len())).sum();
        (unit.len(), differing(whole(unit.len()), alike))
    }));
    let expected = differing(counts.values().sum(), counts.values().map(|c| c * c).sum());
    (observed, real(expected))
}

/// Between two values lie the marks from the one to the other, half of either end: the difference of their places on one line, which is taken twice to stay whole.
fn ordinal(units: &[Vec<i128>], counts: &Counts) -> Result<(f64, f64), Undefined> {
    let mut before = 0;
    let mut places: BTreeMap<i128, i128> = BTreeMap::new();
    for (value, count) in counts {
        places.insert(*value, 2 * before + count);
        before += count;
    }
    let placed = |value: &i128| places.get(value).copied().unwrap_or_default();
    let units: Vec<Vec<i128>> = units.iter().map(|unit| unit.iter().map(placed).collect()).collect();
    squared(&units, &counts.iter().map(|(value, count)| (placed(value), *count)).collect())
}

/// Sums of squared differences by moments: over ordered pairs they are 2 (m sum x^2 - (sum x)^2).
fn squared(units: &[Vec<i128>], counts: &Counts) -> Result<(f64, f64), Undefined> {
    let least = counts.keys().next().copied().unwrap_or_default();
    let most = counts.keys().next_back().copied().unwrap_or_default();
    let pairable: i128 = counts.values().sum();
    if (most - least).checked_mul(pairable).is_none_or(|sum| sum > 1 << 61) {
        return Err(Undefined::TooLarge);
    }
    let observed = divided(units.iter().map(|unit| {
        let sum: i128 = unit.iter().map(|x| x - least).sum();
        let squares: i128 = unit.iter().map(|x| (x - least) * (x - least)).sum();
        (unit.len(), 2 * (whole(unit.len()) * squares - sum * sum))
    }));
    let sum: i128 = counts.iter().map(|(x, count)| (x - least) * count).sum();
    let squares: i128 = counts.iter().map(|(x, count)| (x - least) * (x - least) * count).sum();
    Ok((observed, real(2 * (pairable * squares - sum * sum))))
}

/// ((c - k) / (c + k))^2, and nothing where both are zero.
fn ratio(units: &[Vec<i128>], counts: &Counts) -> (f64, f64) {
    let distance = |c: f64, k: f64| {
        let sum = c + k;
        if sum == 0.0 { 0.0 } else { (c - k) / sum * ((c - k) / sum) }
    };
    let mut observed = 0.0;
    for unit in units {
        let values: Vec<f64> = unit.iter().map(|x| real(*x)).collect();
        let mut pairs = 0.0;
        for (at, c) in values.iter().enumerate() {
            pairs += values.iter().skip(at + 1).map(|k| distance(*c, *k)).sum::<f64>();
        }
        observed += 2.0 * pairs / real(whole(unit.len()) - 1);
    }
    let all: Vec<(f64, f64)> = counts.iter().map(|(value, count)| (real(*value), real(*count))).collect();
    let mut expected = 0.0;
    for (at, (c, times)) in all.iter().enumerate() {
        let others: f64 = all.iter().skip(at + 1).map(|(k, count)| count * distance(*c, *k)).sum();
        expected += 2.0 * times * others;
    }
    (observed, expected)
}
