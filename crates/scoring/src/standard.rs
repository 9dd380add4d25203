//! Standard scores of figures that are fractions already.
#![expect(
    clippy::float_arithmetic,
    reason = "a standard deviation needs a square root; the result is cut to decimals and exact from there on"
)]

use crate::Ratio;
use num_traits::ToPrimitive;

/// To how many decimals a standard score is kept.
pub const DECIMALS: u32 = 10;

/// (raw - mean) / sample standard deviation of the figures, to [`DECIMALS`] decimals; 0 where there is no spread.
///
/// The deviations are formed exactly; only their squares, their sum in the given order and one root are floating-point.
/// `None` where the figures have more digits than fit.
#[must_use]
pub fn score(raw: Ratio, figures: &[Ratio]) -> Option<Ratio> {
    let count = Ratio::new(i128::try_from(figures.len()).ok()?, 1);
    let sum = figures.iter().try_fold(Ratio::ZERO, |sum, one| sum.try_plus(*one))?;
    let mean = sum.try_over(count)?;
    let mut squares = 0.0;
    for figure in figures {
        let off = float(figure.try_minus(mean)?)?;
        squares += off * off;
    }
    let freedom = figures.len().saturating_sub(1).to_f64()?;
    if squares <= 0.0 {
        return Some(Ratio::ZERO);
    }
    let z = float(raw.try_minus(mean)?)? / (squares / freedom).sqrt();
    let kept = (z * 10_f64.powi(i32::try_from(DECIMALS).ok()?)).round_ties_even().to_i128()?;
    Some(Ratio::new(kept, 10_i128.pow(DECIMALS)))
}

fn float(ratio: Ratio) -> Option<f64> {
    Some(ratio.numerator().to_f64()? / ratio.denominator().to_f64()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean is 5 and the deviations are -3, -1 and 4, so that the variance is 13.
    #[test]
    fn scores_are_kept_to_ten_decimals() {
        let figures = [2, 4, 9].map(|n| Ratio::new(n, 1));
        let kept = |n| Some(Ratio::new(n, 10_i128.pow(10)));
        assert_eq!(
            figures.map(|raw| score(raw, &figures)),
            [kept(-8_320_502_943), kept(-2_773_500_981), kept(11_094_003_925)]
        );
        let equal = [Ratio::new(7, 2); 3];
        assert_eq!(score(equal[0], &equal), Some(Ratio::ZERO));
        assert_eq!(score(figures[0], &figures[..1]), Some(Ratio::ZERO));
    }
}
