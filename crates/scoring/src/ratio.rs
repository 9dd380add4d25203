//! Exact fractions.

use model::Mark;
use model::rules::RoundingMode;
use num_traits::Zero;
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
        if denominator == 0 { Self::ZERO } else { Self(Fraction::new(numerator, denominator)) }
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

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// That many percent of it.
    #[must_use]
    pub fn percent(self, percent: u32) -> Self {
        Self(self.0 * Fraction::new(i128::from(percent), 100))
    }

    /// Rounded to so many decimals (at most four).
    ///
    /// ```
    /// use model::rules::RoundingMode::{HalfEven, HalfUp};
    /// let half = scoring::Ratio::new(57, 8); // 7.125
    /// assert_eq!(half.rounded(2, HalfUp).to_string(), "713/100");
    /// assert_eq!(half.rounded(2, HalfEven).to_string(), "178/25");
    /// ```
    #[must_use]
    pub fn rounded(self, decimals: u32, mode: RoundingMode) -> Self {
        let scale = 10_i128.pow(decimals.min(4));
        let scaled = self.0 * scale;
        let (floor, rest) = (scaled.floor(), scaled - scaled.floor());
        let up = match (mode, rest.cmp(&Fraction::new(1, 2))) {
            (RoundingMode::Down, _) | (_, std::cmp::Ordering::Less) => false,
            (RoundingMode::HalfEven, std::cmp::Ordering::Equal) => floor.to_integer() % 2 != 0,
            (RoundingMode::HalfUp, std::cmp::Ordering::Equal) | (_, std::cmp::Ordering::Greater) => true,
        };
        Self::new(floor.to_integer() + i128::from(up), scale)
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
