//! Decimal numbers of a file, as whole numbers of one smallest unit.

use serde::{Deserialize, Serialize};

/// The most digits before the point, and after it; so that every amount fits into 63 bits.
const WHOLE: usize = 12;
const PART: usize = 6;

/// How many decimals the numbers of a file have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Places(u32);

impl Places {
    /// How many decimals there are: 0 to 6.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        self.0
    }

    /// One whole, in smallest units.
    #[must_use]
    pub const fn unit(self) -> i64 {
        10_i64.pow(self.0)
    }

    /// Written as short as it can be in full: `1200`, `1200.5`.
    #[must_use]
    pub fn text(self, units: i128) -> String {
        let unit = i128::from(self.unit()).unsigned_abs();
        let (sign, size) = (if units < 0 { "-" } else { "" }, units.unsigned_abs());
        let width = usize::try_from(self.0).unwrap_or(0);
        let part = if width == 0 { String::new() } else { format!("{:0width$}", size % unit) };
        let part = part.trim_end_matches('0');
        let point = if part.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{part}", size / unit)
    }
}

/// A decimal number as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i64,
    places: Places,
}

impl Decimal {
    /// Reads `1200`, `1200.50` or `1200,50`; a sign only as a leading minus.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (negative, plain) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, part) = plain.split_once(['.', ',']).map_or((plain, None), |(w, p)| (w, Some(p)));
        let clean = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if !clean(whole) || part.is_some_and(|p| !clean(p)) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let part = part.unwrap_or("").trim_end_matches('0');
        if whole.len() > WHOLE || part.len() > PART {
            return None;
        }
        let size: i64 = if whole.len() + part.len() == 0 { 0 } else { format!("{whole}{part}").parse().ok()? };
        let places = Places(u32::try_from(part.len()).ok()?);
        Some(Self { digits: if negative { -size } else { size }, places })
    }

    pub(super) const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// The most decimals that any of these numbers has.
    pub(super) fn most_places<'a>(all: impl Iterator<Item = &'a Self>) -> Places {
        all.map(|one| one.places).max().unwrap_or_default()
    }

    /// In smallest units of `places`, which are at least its own.
    pub(super) fn units(self, places: Places) -> i64 {
        self.digits.saturating_mul(10_i64.pow(places.0.saturating_sub(self.places.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly() {
        for (text, digits, places) in [
            ("0", 0, 0),
            ("0.0", 0, 0),
            ("1200", 1_200, 0),
            ("1200.50", 12_005, 1),
            ("1200,5", 12_005, 1),
            ("-3.25", -325, 2),
            ("007", 7, 0),
            ("999999999999.999999", 999_999_999_999_999_999, 6),
        ] {
            assert_eq!(Decimal::read(text), Some(Decimal { digits, places: Places(places) }), "{text}");
        }
        for text in ["", "-", ".", "1.", ".5", "1e3", "+1", " 1", "NaN", "１", "1.2.3", "1000000000000", "0.1234567"] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_short_as_they_can_be() {
        for (units, places, text) in [
            (0, 0, "0"),
            (1_200, 0, "1200"),
            (120_050, 2, "1200.5"),
            (120_000, 2, "1200"),
            (5, 2, "0.05"),
            (-325, 2, "-3.25"),
        ] {
            assert_eq!(Places(places).text(units), text);
        }
    }
}
