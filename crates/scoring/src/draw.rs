//! Lots that anybody can draw again from the words that were said.
//!
//! The ids are sorted by their bytes; a key is hashed out of a domain, the words and the ids; a stream of numbers is made with the key; and the ids are shuffled by it (Fisher and Yates 1938, in Durstenfeld's form of 1964), without favour for any place.
//! [`Announcement::draw`] adds what a public drawing needs so that nobody can steer it: a commitment, its reveal, and a beacon that is named beforehand.

mod ceremony;
mod numbers;

pub use ceremony::{Announcement, Ceremony, Commitment, PublicDraw, REVEAL_BYTES, Reveal};
pub use numbers::Numbers;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The domain of an ordinary drawing: the first bytes that are hashed.
pub const DOMAIN: &str = "draw-v1";

/// What was drawn, with everything that is needed to draw it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// The domain: keeps drawings for different purposes apart, though the words and ids are the same.
    pub domain: String,
    /// The words that people gave, in order; any of them may be empty.
    pub seed_parts: Vec<String>,
    /// What was drawn for, sorted by bytes.
    pub codes: Vec<String>,
    /// The key, in lower-case hex.
    pub key_hex: String,
    /// The order that came out.
    pub order: Vec<String>,
}

/// Draws in the ordinary domain, [`DOMAIN`].
///
/// # Errors
/// [`DrawError::Duplicate`] when two ids are the same.
///
/// ```
/// let words = ["organiser-reveal".to_owned(), "beacon-42".to_owned()];
/// let drawn = scoring::draw::draw(&words, &["A".to_owned(), "B".to_owned(), "C".to_owned()])?;
/// assert_eq!(drawn.order, ["C", "B", "A"]);
/// # Ok::<(), scoring::draw::DrawError>(())
/// ```
pub fn draw(seed_parts: &[String], codes: &[String]) -> Result<Transcript, DrawError> {
    draw_in(DOMAIN, seed_parts, codes)
}

/// Draws in a domain of the caller's own.
///
/// # Errors
/// [`DrawError::Duplicate`] when two ids are the same.
pub fn draw_in(domain: &str, seed_parts: &[String], codes: &[String]) -> Result<Transcript, DrawError> {
    let mut codes = codes.to_vec();
    codes.sort_unstable();
    let twice = codes.iter().zip(codes.iter().skip(1)).find(|(one, next)| one == next);
    if let Some((id, _)) = twice {
        return Err(DrawError::Duplicate { id: id.clone() });
    }
    let key = key(domain, seed_parts, &codes);
    let order = Numbers::new(&key).shuffled(&codes);
    Ok(Transcript { domain: domain.into(), seed_parts: seed_parts.to_vec(), codes, key_hex: hex(&key), order })
}

/// The key of a drawing: SHA-256 of the domain, a zero byte, and each word and then each id behind its length in eight big-endian bytes.
///
/// The lengths keep `["ab", "c"]` and `["a", "bc"]` apart. The ids are taken as they stand; [`draw_in`] sorts them before.
#[must_use]
pub fn key(domain: &str, seed_parts: &[String], codes: &[String]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(domain.as_bytes());
    hash.update([0]);
    for part in seed_parts.iter().chain(codes) {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// Draws a transcript again.
///
/// # Errors
/// [`DrawError::Duplicate`] when two of its ids are the same, [`DrawError::Differs`] when something else comes out.
pub fn verify(transcript: &Transcript) -> Result<(), DrawError> {
    let again = draw_in(&transcript.domain, &transcript.seed_parts, &transcript.codes)?;
    let first = [
        ("codes", again.codes == transcript.codes),
        ("key_hex", again.key_hex == transcript.key_hex),
        ("order", again.order == transcript.order),
    ];
    first.into_iter().find(|(_, same)| !same).map_or(Ok(()), |(part, _)| Err(DrawError::Differs { part }))
}

/// Why lots are not drawn, or a transcript is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// Two ids are the same, so that one of them would have two chances.
    #[error("the id {id:?} is given twice; every id may stand once")]
    Duplicate {
        /// The id.
        id: String,
    },
    /// What was revealed is not what was committed to.
    #[error("the reveal does not hash to the commitment that was published")]
    RevealDiffers,
    /// A text is not the lower-case hex of 32 bytes.
    #[error("{text:?} is not 64 lower-case hex digits")]
    NotHex {
        /// The text.
        text: String,
    },
    /// Drawing again gives something else than the transcript says.
    #[error("drawing again gives another value for {part}")]
    Differs {
        /// The first part that differs.
        part: &'static str,
    },
}

impl DrawError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Duplicate { .. } => "draw_id_twice",
            Self::RevealDiffers => "reveal_differs",
            Self::NotHex { .. } => "not_hex",
            Self::Differs { .. } => "transcript_differs",
        }
    }

    /// The figures that show it.
    #[must_use]
    pub fn facts(&self) -> Value {
        match self {
            Self::Duplicate { id } => json!({ "id": id }),
            Self::RevealDiffers => json!({}),
            Self::NotHex { text } => json!({ "text": text }),
            Self::Differs { part } => json!({ "part": part }),
        }
    }
}

fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
