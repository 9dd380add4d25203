//! What lets the public check: digests now, the log and its proofs later. Pure.

use model::canonical::{self, NotCanonical};
use sha2::{Digest, Sha256};

/// The SHA-256 of a document's canonical bytes, in lower-case hex.
///
/// # Errors
/// [`NotCanonical`] when the document cannot be written canonically.
///
/// ```
/// let one = transparency::digest(&serde_json::json!({"b": 1, "a": 2})).unwrap();
/// let other = transparency::digest(&serde_json::json!({"a": 2, "b": 1})).unwrap();
/// assert_eq!(one, other);
/// assert_eq!(one.len(), 64);
/// ```
pub fn digest<T: serde::Serialize>(document: &T) -> Result<String, NotCanonical> {
    Ok(hex(&Sha256::digest(canonical::bytes(document)?)))
}

/// Bytes in lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .filter_map(|nibble| char::from_digit(nibble.into(), 16))
        .collect()
}
