//! Whole numbers that are never wrong: machine words that notice when they are too short, and numbers of any length.

use num_bigint::BigUint;

/// A whole number; `None` where the result does not fit.
pub(super) trait Whole: Clone + Ord {
    fn of(number: u64) -> Self;
    fn plus(&self, other: &Self) -> Option<Self>;
    /// The difference; the other one is not larger.
    fn less(&self, other: &Self) -> Option<Self>;
    fn times(&self, number: u64) -> Option<Self>;
    /// Divided by a number that divides it.
    fn over(&self, number: u64) -> Self;
    /// The greatest number that divides both; never 0.
    fn common(&self, number: u64) -> u64;
}

impl Whole for u128 {
    fn of(number: u64) -> Self {
        number.into()
    }
    fn plus(&self, other: &Self) -> Option<Self> {
        self.checked_add(*other)
    }
    fn less(&self, other: &Self) -> Option<Self> {
        self.checked_sub(*other)
    }
    fn times(&self, number: u64) -> Option<Self> {
        self.checked_mul(number.into())
    }
    fn over(&self, number: u64) -> Self {
        self.checked_div(number.into()).unwrap_or_default()
    }
    fn common(&self, number: u64) -> u64 {
        let rest = self.checked_rem(number.into()).and_then(|rest| u64::try_from(rest).ok());
        crate::optimum::gcd(number, rest.unwrap_or(0)).max(1)
    }
}

impl Whole for BigUint {
    fn of(number: u64) -> Self {
        number.into()
    }
    fn plus(&self, other: &Self) -> Option<Self> {
        Some(self + other)
    }
    fn less(&self, other: &Self) -> Option<Self> {
        (self >= other).then(|| self - other)
    }
    fn times(&self, number: u64) -> Option<Self> {
        Some(self * number)
    }
    fn over(&self, number: u64) -> Self {
        self / number.max(1)
    }
    fn common(&self, number: u64) -> u64 {
        let rest = (self % number.max(1)).iter_u64_digits().next().unwrap_or(0);
        crate::optimum::gcd(number, rest).max(1)
    }
}
