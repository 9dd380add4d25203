//! Whole numbers that are never wrong: machine words that notice when they are too short, and numbers of any length.

use num_bigint::BigUint;

/// A whole number; `None` where the result does not fit.
pub(super) trait Whole: Clone + Ord {
    fn of(number: u64) -> Self;
    fn plus(&self, other: &Self) -> Option<Self>;
    /// The difference; `None` where the other one is larger.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What holds for both kinds of numbers.
    fn counts<N: Whole + std::fmt::Debug>() {
        let n = N::of;
        assert_eq!(n(5).plus(&n(7)), Some(n(12)));
        for (from, off, rest) in [(7, 5, Some(2)), (5, 5, Some(0)), (4, 5, None)] {
            assert_eq!(n(from).less(&n(off)), rest.map(n), "{from} - {off}");
        }
        assert_eq!((n(6).times(7), n(6).times(0)), (Some(n(42)), Some(n(0))));
        assert_eq!((n(42).over(7), n(42).over(1)), (n(6), n(42)));
        for (number, other, common) in [(12, 18, 6), (18, 12, 6), (0, 5, 5), (5, 0, 1), (7, 9, 1), (0, 0, 1)] {
            assert_eq!(n(number).common(other), common, "{number} and {other}");
        }
    }

    #[test]
    fn both_kinds_of_numbers_count_alike() {
        counts::<u128>();
        counts::<BigUint>();
    }

    #[test]
    fn a_word_that_is_too_short_says_so_and_a_long_number_goes_on() {
        let (most, one) = (u128::MAX, 1_u128);
        assert_eq!((most.plus(&one), most.times(2), most.less(&one)), (None, None, Some(u128::MAX - 1)));
        let long = BigUint::from(u128::MAX);
        let next = long.plus(&Whole::of(1)).unwrap();
        assert_eq!((next.less(&Whole::of(1)), next.over(2).times(2)), (Some(long), Some(next)));
    }
}
