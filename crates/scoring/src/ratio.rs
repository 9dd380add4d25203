//! Exact fractions.

use model::Mark;
use model::rules::RoundingMode;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use std::fmt;

type Fraction = num_rational::Ratio<i128>;

/// An exact fraction; written `187/2`, or `94` when it is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ratio(Fraction);

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self(Fraction::new_raw(0, 1));

    /// `numerator / denominator`; a denominator of 0 gives 0, and no caller has one.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        // Most figures fit a machine word, where the common divisor is found several times faster.
        if let (Ok(numerator), Ok(denominator)) = (i64::try_from(numerator), i64::try_from(denominator))
            && denominator > 0
            && numerator > i64::MIN
        {
            let (n, d) = num_rational::Ratio::new(numerator, denominator).into_raw();
            return Self(Fraction::new_raw(n.into(), d.into()));
        }
        Self(Fraction::new(numerator, denominator))
    }

    /// A mark as a fraction.
    #[must_use]
    pub fn of(mark: Mark) -> Self {
        Self::new(i128::from(mark.as_units()), i128::from(Mark::UNIT))
    }

    /// The mean of marks; `None` of none.
    #[must_use]
    pub fn mean(marks: &[Mark]) -> Option<Self> {
        let count = i128::try_from(marks.len()).ok().filter(|n| *n > 0)?;
        let sum: i128 = marks.iter().map(|m| i128::from(m.as_units())).sum();
        Some(Self::new(sum, count * i128::from(Mark::UNIT)))
    }

    /// The mean; `None` of none, or where it has more digits than fit.
    #[must_use]
    pub fn mean_of(mut ratios: impl ExactSizeIterator<Item = Self>) -> Option<Self> {
        let count = i128::try_from(ratios.len()).ok()?;
        let sum = ratios.try_fold(Self::ZERO, Self::try_plus)?;
        sum.try_over(Self::new(count, 1))
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// The sum; `None` where it has more digits than fit.
    #[must_use]
    pub fn try_plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(&other.0).map(Self)
    }

    /// The difference; `None` where it has more digits than fit.
    #[must_use]
    pub fn try_minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).map(Self)
    }

    /// The product; `None` where it has more digits than fit.
    #[must_use]
    pub fn try_times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(&other.0).map(Self)
    }

    /// The quotient; `None` for a division by 0 and where it has more digits than fit.
    #[must_use]
    pub fn try_over(self, other: Self) -> Option<Self> {
        self.0.checked_div(&other.0).map(Self)
    }

    /// The numerator in lowest terms.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        *self.0.numer()
    }

    /// The denominator in lowest terms; at least 1.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        *self.0.denom()
    }

    /// Rounded to so many decimals (at most four), a negative figure as its positive counterpart.
    ///
    /// ```
    /// use model::rules::RoundingMode::{Down, HalfEven, HalfUp};
    /// let half = scoring::Ratio::new(57, 8); // 7.125
    /// assert_eq!(half.rounded(2, HalfUp).to_string(), "713/100");
    /// assert_eq!(half.rounded(2, HalfEven).to_string(), "178/25");
    /// assert_eq!(half.rounded(2, Down).to_string(), "178/25");
    /// let minus_half = scoring::Ratio::new(-57, 8);
    /// assert_eq!(minus_half.rounded(2, HalfUp).to_string(), "-713/100"); // away from zero
    /// ```
    #[must_use]
    pub fn rounded(self, decimals: u32, mode: RoundingMode) -> Self {
        let (numerator, size) = (self.numerator().unsigned_abs(), self.denominator().unsigned_abs());
        let (mut units, mut rest) = (numerator / size, numerator % size);
        for _ in 0..decimals.min(4) {
            rest = rest.saturating_mul(10);
            units = units.saturating_mul(10).saturating_add(rest / size);
            rest %= size;
        }
        let up = match (mode, rest.cmp(&size.saturating_sub(rest))) {
            (RoundingMode::Down, _) | (_, std::cmp::Ordering::Less) => false,
            (RoundingMode::HalfEven, std::cmp::Ordering::Equal) => units % 2 != 0,
            (RoundingMode::HalfUp, std::cmp::Ordering::Equal) | (_, std::cmp::Ordering::Greater) => true,
        };
        let units = i128::try_from(units.saturating_add(u128::from(up))).unwrap_or(i128::MAX);
        Self::new(units.saturating_mul(self.numerator().signum()), 10_i128.pow(decimals.min(4)))
    }

    /// As a decimal with exactly so many places; only for figures that were rounded to them.
    #[must_use]
    pub fn with_places(self, places: u32) -> String {
        let scale = 10_i128.pow(places.min(4));
        let units = (self.0 * scale).to_integer();
        let (sign, units) = if units < 0 { ("-", -units) } else { ("", units) };
        match usize::try_from(places) {
            Ok(width) if width > 0 => format!("{sign}{}.{:0width$}", units / scale, units % scale),
            _ => format!("{sign}{units}"),
        }
    }

    /// As a mark, when it has no more than four decimals.
    #[must_use]
    pub fn as_mark(self) -> Option<Mark> {
        let units = self.0 * i128::from(Mark::UNIT);
        let whole = units.fract().is_zero().then(|| units.to_integer())?;
        i64::try_from(whole).ok().map(Mark::units)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl serde::Serialize for Ratio {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Ratio {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (numerator, denominator) = text.split_once('/').unwrap_or((&text, "1"));
        let read = |part: &str| part.parse::<i128>().map_err(serde::de::Error::custom);
        Ok(Self::new(read(numerator)?, read(denominator)?))
    }
}
