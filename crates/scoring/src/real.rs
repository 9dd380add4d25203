//! Whole numbers as floats, for statistics only: what is ranked or published never comes here.

use num_traits::ToPrimitive;

/// The nearest float.
pub(crate) fn real<N: ToPrimitive + Copy>(whole: N) -> f64 {
    whole.to_f64().unwrap_or(f64::NAN)
}

/// A length as a number that is calculated with.
pub(crate) fn whole(length: usize) -> i128 {
    i128::try_from(length).unwrap_or(i128::MAX)
}
