//! 统一社会信用代码, the unified social credit code (GB 32100-2015): 18 characters, the last of which checks the others.

/// The alphabet: no I, O, S, V, Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Why a text is no credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadUscc {
    /// It has not 18 characters.
    #[error("a credit code has 18 characters")]
    Length,
    /// It has a character outside the alphabet.
    #[error("a credit code has digits and capital letters without I, O, S, V, Z")]
    Alphabet,
    /// The last character does not fit the others.
    #[error("the last character of the credit code does not fit the others")]
    CheckDigit,
}

impl BadUscc {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length => "uscc_length",
            Self::Alphabet => "uscc_alphabet",
            Self::CheckDigit => "uscc_check_digit",
        }
    }
}

/// Whether the last character fits: 31 minus the sum of values times powers of three, modulo 31.
///
/// The division code and the series are not looked up, since divisions change and a host may be a company or a committee.
///
/// ```
/// use workflow::uscc::{BadUscc, check};
///
/// assert_eq!(check("53110199MJ3101279D"), Ok(()));
/// // Every single wrong character is seen; 31 is a prime.
/// assert_eq!(check("53110199MJ3101278D"), Err(BadUscc::CheckDigit));
/// // Small letters are not read as capitals.
/// assert_eq!(check("53110199mj3101279d"), Err(BadUscc::Alphabet));
/// ```
///
/// # Errors
/// [`BadUscc`], the first reason found.
pub fn check(text: &str) -> Result<(), BadUscc> {
    if text.chars().count() != 18 {
        return Err(BadUscc::Length);
    }
    let value = |c: char| ALPHABET.chars().position(|a| a == c).and_then(|p| u32::try_from(p).ok());
    let values: Vec<u32> = text.chars().map(value).collect::<Option<_>>().ok_or(BadUscc::Alphabet)?;
    let (mut weight, mut sum) = (1_u32, 0_u32);
    for value in values.iter().take(17) {
        sum = (sum + value * weight) % 31;
        weight = weight * 3 % 31;
    }
    if values.last() == Some(&((31 - sum) % 31)) { Ok(()) } else { Err(BadUscc::CheckDigit) }
}
