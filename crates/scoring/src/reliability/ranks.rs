//! Agreement of rankings: mid-ranks, Kendall's W, Spearman.

use super::Undefined;
use crate::distribution::chi_square_tail;
use crate::marks::MarkTable;
use crate::real::{real, whole};

/// Kendall's coefficient of concordance with its test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kendall {
    /// W, from 0 to 1.
    pub w: f64,
    /// k (n - 1) W, Friedman's statistic.
    pub chi2: f64,
    /// Degrees of freedom: n - 1.
    pub df: i128,
    /// How often chance alone reaches this statistic, by the chi-square distribution.
    pub p: f64,
}

/// Kendall's W with the correction for ties (Kendall and Babington Smith 1939): `12 S / (k^2 (n^3 - n) - k sum T_j)`.
///
/// # Errors
/// [`Undefined`] with a gap, fewer than two proposals or judges, or when every judge ties everything.
pub fn kendall_w(table: &MarkTable) -> Result<Kendall, Undefined> {
    let (n, k) = (whole(table.proposals.len()), whole(table.judges.len()));
    if n < 2 {
        return Err(Undefined::FewProposals);
    }
    if k < 2 {
        return Err(Undefined::FewJudges);
    }
    let mut sums = vec![0_i128; table.proposals.len()];
    let mut tied = 0_i128;
    for judge in 0..table.judges.len() {
        let column: Option<Vec<i64>> = column(table, judge).map(|cell| cell.map(model::Mark::as_units)).collect();
        let (ranks, ties) = double_mid_ranks(&column.ok_or(Undefined::Gap)?);
        sums.iter_mut().zip(ranks).for_each(|(sum, rank)| *sum += rank);
        tied += ties;
    }
    let total: i128 = sums.iter().sum();
    // The ranks are doubled, so this is 4 n S.
    let deviation = n * sums.iter().map(|s| s * s).sum::<i128>() - total * total;
    let most = n * (k * k * (n * n * n - n) - k * tied);
    if most == 0 {
        return Err(Undefined::NoVariation);
    }
    let w = real(3 * deviation) / real(most);
    let chi2 = real(3 * deviation * k * (n - 1)) / real(most);
    let p = chi_square_tail(chi2, real(n - 1)).ok_or(Undefined::NoVariation)?;
    Ok(Kendall { w, chi2, df: n - 1, p })
}

fn column(table: &MarkTable, judge: usize) -> impl Iterator<Item = Option<model::Mark>> + '_ {
    table.rows().map(move |row| row.get(judge).copied().flatten())
}

/// Spearman's rank correlation of two lists of the same length: Pearson's on mid-ranks (Spearman 1904).
///
/// # Errors
/// [`Undefined`] for fewer than two pairs, or when a list holds one value only.
pub fn spearman<T: Ord, U: Ord>(a: &[T], b: &[U]) -> Result<f64, Undefined> {
    pearson(&double_mid_ranks(a).0, &double_mid_ranks(b).0)
}

/// Pearson's correlation of whole numbers; the caller keeps them small enough to be squared and summed.
pub(crate) fn pearson(a: &[i128], b: &[i128]) -> Result<f64, Undefined> {
    let n = whole(a.len().min(b.len()));
    if n < 2 {
        return Err(Undefined::FewProposals);
    }
    let sum = |list: &[i128]| list.iter().sum::<i128>();
    let products = |x: &[i128], y: &[i128]| n * x.iter().zip(y).map(|(p, q)| p * q).sum::<i128>();
    let (sa, sb) = (sum(a), sum(b));
    let (va, vb) = (products(a, a) - sa * sa, products(b, b) - sb * sb);
    if va == 0 || vb == 0 {
        return Err(Undefined::NoVariation);
    }
    let covariance = products(a, b) - sa * sb;
    // Where the square root is whole, as for two lists alike, the figure is exact.
    let below = if va == vb { real(va) } else { real(va).sqrt() * real(vb).sqrt() };
    Ok((real(covariance) / below).clamp(-1.0, 1.0))
}

/// Twice the mid-ranks, the lowest value first, so that they are whole numbers; and the sum over tied groups of t^3 - t.
pub(crate) fn double_mid_ranks<T: Ord>(values: &[T]) -> (Vec<i128>, i128) {
    let mut order: Vec<(usize, &T)> = values.iter().enumerate().collect();
    order.sort_by(|a, b| a.1.cmp(b.1));
    let mut ranks = vec![0; values.len()];
    let (mut before, mut tied) = (0_i128, 0_i128);
    for group in order.chunk_by(|a, b| a.1 == b.1) {
        let size = whole(group.len());
        for (at, _) in group {
            ranks.get_mut(*at).into_iter().for_each(|rank| *rank = 2 * before + size + 1);
        }
        before += size;
        tied += size * size * size - size;
    }
    (ranks, tied)
}
