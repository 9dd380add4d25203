//! Intraclass correlation in six forms (Shrout and Fleiss 1979), with intervals, and Cronbach's alpha.

use super::Undefined;
use super::anova::Squares;
use super::grid::Grid;
use crate::distribution::f_quantile;
use crate::marks::MarkTable;
use crate::real::real;

/// Each interval leaves out 2.5 % on either side.
const UPPER: f64 = 0.975;

/// A figure with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The figure.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The six forms. A form whose denominator is zero is undefined by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Icc {
    /// ICC(1,1): each proposal has judges of its own; one judge.
    pub one_single: Result<Limits, Undefined>,
    /// ICC(2,1): the judges are a sample, and their severity counts; one judge.
    pub two_single: Result<Limits, Undefined>,
    /// ICC(3,1): these judges and no others, severity apart; one judge.
    pub three_single: Result<Limits, Undefined>,
    /// ICC(1,k): the mean of all judges.
    pub one_mean: Result<Limits, Undefined>,
    /// ICC(2,k): the mean of all judges.
    pub two_mean: Result<Limits, Undefined>,
    /// ICC(3,k): the mean of all judges.
    pub three_mean: Result<Limits, Undefined>,
}

/// The six forms of the intraclass correlation, from -1 / (k - 1) or below to 1. Negative figures stay negative.
///
/// # Errors
/// [`Undefined`] as [`super::anova_two_way`], and when neither proposals nor residuals vary.
pub fn icc(table: &MarkTable) -> Result<Icc, Undefined> {
    let (s, n, k) = varied(table)?;
    let within = Against { error: s.residual + s.judges, df: n * (k - 1), b: s.proposals, n, k };
    let residual = Against::residual(&s, n, k);
    Ok(Icc {
        one_single: within.single(),
        two_single: two_single(&s, n, k),
        three_single: residual.single(),
        one_mean: within.mean(),
        two_mean: two_mean(&s, n, k),
        three_mean: residual.mean(),
    })
}

/// Cronbach's alpha with the judges as items (Cronbach 1951): the same figure as ICC(3,k).
///
/// # Errors
/// [`Undefined`] as [`icc`], and when the proposals' sums do not vary.
pub fn cronbach_alpha(table: &MarkTable) -> Result<f64, Undefined> {
    let (s, n, k) = varied(table)?;
    Against::residual(&s, n, k).mean_value()
}

/// The sums of squares, where anything varies, with the numbers of proposals and judges.
fn varied(table: &MarkTable) -> Result<(Squares, i128, i128), Undefined> {
    let grid = Grid::of(table)?;
    let s = Squares::of(&grid);
    if s.proposals == 0 && s.residual == 0 {
        return Err(Undefined::NoVariation);
    }
    Ok((s, grid.rows, grid.columns))
}

fn quotient(numerator: i128, denominator: i128) -> Result<f64, Undefined> {
    if denominator == 0 { Err(Undefined::NoVariation) } else { Ok(real(numerator) / real(denominator)) }
}

/// Proposals against one kind of error: within for the first form, residual for the third.
struct Against {
    error: i128,
    df: i128,
    b: i128,
    n: i128,
    k: i128,
}

impl Against {
    const fn residual(s: &Squares, n: i128, k: i128) -> Self {
        Self { error: s.residual, df: (n - 1) * (k - 1), b: s.proposals, n, k }
    }

    /// MSB and the error's mean square as whole numbers of the same size: both times n k (n - 1) df.
    fn mean_squares(&self) -> (i128, i128) {
        (self.b * self.df, self.error * (self.n - 1))
    }

    fn single(&self) -> Result<Limits, Undefined> {
        let (b, e) = self.mean_squares();
        let value = quotient(b - e, b + (self.k - 1) * e)?;
        let k = real(self.k);
        let ends = self.ratios().map(|(l, u)| ((l - 1.0) / (l + k - 1.0), (u - 1.0) / (u + k - 1.0)));
        Ok(limits(value, ends))
    }

    fn mean_value(&self) -> Result<f64, Undefined> {
        let (b, e) = self.mean_squares();
        quotient(b - e, b)
    }

    fn mean(&self) -> Result<Limits, Undefined> {
        let value = self.mean_value()?;
        Ok(limits(value, self.ratios().map(|(l, u)| (1.0 - 1.0 / l, 1.0 - 1.0 / u))))
    }

    /// The F ratio at both ends; none without error, where the interval is the figure itself.
    fn ratios(&self) -> Option<(f64, f64)> {
        let (b, e) = self.mean_squares();
        let f = quotient(b, e).ok()?;
        let (d1, d2) = (real(self.n - 1), real(self.df));
        Some((f / f_quantile(UPPER, d1, d2)?, f * f_quantile(UPPER, d2, d1)?))
    }
}

fn limits(value: f64, ends: Option<(f64, f64)>) -> Limits {
    let (low, high) = ends.unwrap_or((value, value));
    Limits { value, low, high }
}

fn two_single(s: &Squares, n: i128, k: i128) -> Result<Limits, Undefined> {
    let (b, e, j) = mean_squares(s, n, k);
    let value = quotient(n * (b - e), n * b + n * (k - 1) * e + k * (j - e))?;
    Ok(limits(value, two_ends(s, n, k, value)))
}

fn two_mean(s: &Squares, n: i128, k: i128) -> Result<Limits, Undefined> {
    let (b, e, j) = mean_squares(s, n, k);
    let value = quotient(n * (b - e), n * b + j - e)?;
    let single = two_single(s, n, k)?;
    let several = |r: f64| r * real(k) / (1.0 + r * real(k - 1));
    Ok(limits(value, two_ends(s, n, k, single.value).map(|(low, high)| (several(low), several(high)))))
}

/// MSB, MSE and MSJ, each times n k (n - 1) (k - 1).
fn mean_squares(s: &Squares, n: i128, k: i128) -> (i128, i128, i128) {
    (s.proposals * (k - 1), s.residual, s.judges * (n - 1))
}

/// Satterthwaite's interval for the second form. Everything is multiplied by MSE, so that a residual of zero is no special case.
fn two_ends(s: &Squares, n: i128, k: i128, r: f64) -> Option<(f64, f64)> {
    let (b, e, j) = mean_squares(s, n, k);
    let (msb, mse, msj) = (real(b), real(e), real(j));
    let (nf, kf) = (real(n), real(k));
    let own = kf * r * msj;
    let rest = (nf * (1.0 + (kf - 1.0) * r) - kf * r) * mse;
    let below = (nf - 1.0) * own * own + rest * rest;
    if below <= 0.0 {
        return None;
    }
    let v = (kf - 1.0) * (nf - 1.0) * (own + rest) * (own + rest) / below;
    let (first, second) = (f_quantile(UPPER, nf - 1.0, v)?, f_quantile(UPPER, v, nf - 1.0)?);
    let spread = kf * msj + real(k * n - k - n) * mse;
    // Where hardly any degrees of freedom are left, the quantile is beyond every number, and its share nothing.
    let low = nf * (msb / first - mse) / (spread + nf * msb / first);
    let high = nf * (second * msb - mse) / (spread + nf * second * msb);
    (low + high).is_finite().then_some((low, high))
}
