//! A drawing that nobody can steer: commitment first, then reveal and contributions, and last a beacon that was named beforehand.
//!
//! The organiser publishes the SHA-256 of 32 random bytes and the name of a beacon, such as a lottery draw of a later hour.
//! Before the beacon falls, the organiser reveals the bytes and people in the room add words of their own.
//! Whoever speaks before the beacon cannot know what their words will do, and the organiser, who could still withhold the reveal, gains nothing by it:
//! in place of a withheld reveal stands the empty word, and the drawing goes on with the rest.
//! When the reveal was due is for the caller to hold, because this crate knows no clock.

use super::{DrawError, Transcript, draw_in, hex, verify};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many random bytes are committed to.
pub const REVEAL_BYTES: usize = 32;

/// What is published before: the SHA-256 of the 32 bytes, in lower-case hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Commitment(String);

impl Commitment {
    /// The commitment to 32 random bytes.
    #[must_use]
    pub fn to(secret: &[u8; REVEAL_BYTES]) -> Self {
        Self(hex(&Sha256::digest(secret).into()))
    }

    /// Whether these are the bytes that were committed to, in lower-case hex.
    ///
    /// # Errors
    /// [`DrawError::RevealDiffers`], [`DrawError::NotHex`].
    pub fn opens(&self, reveal: &str) -> Result<(), DrawError> {
        if Self::to(&bytes(reveal)?) == *self { Ok(()) } else { Err(DrawError::RevealDiffers) }
    }

    /// The 64 hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Commitment {
    type Error = DrawError;

    fn try_from(text: String) -> Result<Self, DrawError> {
        bytes(&text).map(|_| Self(text))
    }
}

impl From<Commitment> for String {
    fn from(commitment: Commitment) -> Self {
        commitment.0
    }
}

/// What becomes of the committed bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reveal {
    /// The 32 bytes in lower-case hex; this text is the first word of the drawing.
    Given(String),
    /// They were not revealed in time; the empty word is the first word of the drawing.
    Withheld,
}

/// What is published before the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    /// The domain, usually [`super::DOMAIN`].
    pub domain: String,
    /// What is drawn for.
    pub codes: Vec<String>,
    /// The organiser's commitment.
    pub commitment: Commitment,
    /// Which public number of a later hour is the last word, in words, such as a round of a public beacon.
    pub beacon: String,
}

/// What is said at the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceremony {
    /// The organiser's reveal.
    pub reveal: Reveal,
    /// The words of people in the room, in the order in which they spoke.
    pub contributions: Vec<String>,
    /// What the beacon said.
    pub beacon_value: String,
}

/// The whole drawing, as it is published after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicDraw {
    /// What was published before.
    pub announcement: Announcement,
    /// What was said.
    pub ceremony: Ceremony,
    /// What came out.
    pub transcript: Transcript,
}

impl Announcement {
    /// Draws: the reveal or the empty word, the contributions, the beacon.
    ///
    /// # Errors
    /// [`DrawError::RevealDiffers`], [`DrawError::NotHex`], [`DrawError::Duplicate`].
    pub fn draw(&self, ceremony: &Ceremony) -> Result<PublicDraw, DrawError> {
        let first = match &ceremony.reveal {
            Reveal::Given(text) => {
                self.commitment.opens(text)?;
                text.clone()
            }
            Reveal::Withheld => String::new(),
        };
        let mut words = vec![first];
        words.extend(ceremony.contributions.iter().cloned());
        words.push(ceremony.beacon_value.clone());
        let transcript = draw_in(&self.domain, &words, &self.codes)?;
        Ok(PublicDraw { announcement: self.clone(), ceremony: ceremony.clone(), transcript })
    }
}

impl PublicDraw {
    /// Goes through the whole drawing again: the reveal against the commitment, the words, the order.
    ///
    /// # Errors
    /// What does not hold.
    pub fn verify(&self) -> Result<(), DrawError> {
        verify(&self.transcript)?;
        if self.announcement.draw(&self.ceremony)?.transcript == self.transcript {
            Ok(())
        } else {
            Err(DrawError::Differs { part: "transcript" })
        }
    }
}

/// The bytes behind 64 lower-case hex digits.
fn bytes(text: &str) -> Result<[u8; REVEAL_BYTES], DrawError> {
    let wrong = || DrawError::NotHex { text: text.to_owned() };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != REVEAL_BYTES || !rest.is_empty() {
        return Err(wrong());
    }
    let mut found = [0; REVEAL_BYTES];
    for (byte, [high, low]) in found.iter_mut().zip(pairs) {
        let digit = |d: &u8| match d {
            b'0'..=b'9' => Some(d - b'0'),
            b'a'..=b'f' => Some(d - b'a' + 10),
            _ => None,
        };
        *byte = digit(high).zip(digit(low)).map(|(h, l)| h * 16 + l).ok_or_else(wrong)?;
    }
    Ok(found)
}
