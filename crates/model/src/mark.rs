//! Marks: exact decimals with up to four places, written as strings in JSON.

use std::{fmt, str::FromStr};

/// A mark, a total or a bound, in ten-thousandths; `"8.5"` is 85,000.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Mark(i64);

/// Why a text is no mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a mark is a decimal number with at most four places, such as 8.5")]
pub struct BadMark;

impl Mark {
    /// How many units one point has.
    pub const UNIT: i64 = 10_000;

    /// A mark of that many ten-thousandths.
    #[must_use]
    pub const fn units(units: i64) -> Self {
        Self(units)
    }

    /// The mark in ten-thousandths.
    #[must_use]
    pub const fn as_units(self) -> i64 {
        self.0
    }

    /// A whole number of points.
    #[must_use]
    pub const fn points(points: i64) -> Self {
        Self(points.saturating_mul(Self::UNIT))
    }

    /// The sum, or the nearest end of the range.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Written with exactly that many places (at most four); places that would be lost must be zero, which holds for sums of marks on one step.
    #[must_use]
    pub fn with_places(self, places: usize) -> String {
        let (whole, part) = (self.0.unsigned_abs() / 10_000, self.0.unsigned_abs() % 10_000);
        // By hand: an evening writes marks by the ten thousand, and the machinery of `format!` took three times as long.
        let mut text = whole.to_string();
        if self.0 < 0 {
            text.insert(0, '-');
        }
        if places > 0 {
            text.push('.');
            let digits = [1_000, 100, 10, 1].map(|unit| u32::try_from(part / unit % 10).unwrap_or_default());
            text.extend(digits.into_iter().take(places).filter_map(|digit| char::from_digit(digit, 10)));
        }
        text
    }

    /// The number of places needed to write it in full.
    #[must_use]
    pub const fn places(self) -> usize {
        match self.0 {
            v if v % 10_000 == 0 => 0,
            v if v % 1_000 == 0 => 1,
            v if v % 100 == 0 => 2,
            v if v % 10 == 0 => 3,
            _ => 4,
        }
    }
}

impl FromStr for Mark {
    type Err = BadMark;
    /// Reads `12`, `12.5` or `-3.25`; no exponent, no sign but a minus, no white space.
    fn from_str(text: &str) -> Result<Self, BadMark> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
        let clean = |d: &str| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit());
        if !clean(whole) || whole.len() > 12 || part.is_some_and(|p| !clean(p) || p.len() > 4) {
            return Err(BadMark);
        }
        let places = part.unwrap_or_default().bytes().chain(std::iter::repeat(b'0')).take(4);
        let digits = whole.bytes().chain(places).map(|digit| i64::from(digit - b'0'));
        let units = digits.fold(0_i64, |units, digit| units * 10 + digit);
        Ok(Self(if negative { -units } else { units }))
    }
}
impl fmt::Display for Mark {
    /// As short as it can be written in full.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_places(self.places()))
    }
}
impl TryFrom<String> for Mark {
    type Error = BadMark;
    fn try_from(text: String) -> Result<Self, BadMark> {
        text.parse()
    }
}
impl From<Mark> for String {
    fn from(mark: Mark) -> Self {
        mark.with_places(mark.places())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_and_writes_itself() {
        for (text, units) in [("0", 0), ("4.7", 47_000), ("15.5", 155_000), ("-3.25", -32_500), ("85", 850_000)] {
            let mark: Mark = text.parse().unwrap();
            assert_eq!((mark.as_units(), mark.to_string().as_str()), (units, text));
        }
        assert_eq!("8.0".parse::<Mark>().unwrap().with_places(1), "8.0");
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for text in ["", ".", "1.", ".5", "1e3", "+1", " 1", "1.00001", "NaN", "1,5", "１"] {
            assert_eq!(text.parse::<Mark>(), Err(BadMark), "{text}");
        }
    }
}
