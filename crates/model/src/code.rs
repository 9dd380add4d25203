//! Codes: the short names by which people, reports, draws and seasons call a subject.

use std::{fmt, str::FromStr};

/// A short printable name, unique in its round (for organisations: in the installation); 1 to 64 characters, no white space, no control characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code has 1 to 64 characters without white space or control characters")]
pub struct BadCode;

impl Code {
    /// Reads a code.
    ///
    /// # Errors
    /// [`BadCode`] when it is empty, too long, or has white space or control characters in it.
    pub fn parse(text: &str) -> Result<Self, BadCode> {
        let fits = !text.is_empty() && text.chars().count() <= 64;
        let clean = text.chars().all(|c| !c.is_whitespace() && !c.is_control());
        if fits && clean { Ok(Self(text.to_owned())) } else { Err(BadCode) }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl FromStr for Code {
    type Err = BadCode;
    fn from_str(text: &str) -> Result<Self, BadCode> {
        Self::parse(text)
    }
}
impl TryFrom<String> for Code {
    type Error = BadCode;
    fn try_from(text: String) -> Result<Self, BadCode> {
        Self::parse(&text)
    }
}
impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}
