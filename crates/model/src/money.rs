//! Money in fen, the hundredth of a yuan. There is no other unit and no fraction.

use std::{fmt, iter::Sum};

/// An amount in fen; negative only in ledger entries and differences.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// That many fen.
    #[must_use]
    pub const fn fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    #[must_use]
    pub const fn as_fen(self) -> i64 {
        self.0
    }

    /// The sum, or the nearest end of the range: amounts are bounded at the edge, so the end is never met in earnest.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, with the same care as [`Money::plus`].
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// That many percent of the amount, rounded down to the fen.
    ///
    /// ```
    /// assert_eq!(model::Money::fen(246_071).percent_floor(50), model::Money::fen(123_035));
    /// ```
    #[must_use]
    pub fn percent_floor(self, percent: u32) -> Self {
        let exact = i128::from(self.0) * i128::from(percent);
        Self(i64::try_from(exact.div_euclid(100)).unwrap_or(i64::MAX))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}
impl fmt::Display for Money {
    /// Yuan with two decimals, as people write it: `99582.35`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}
