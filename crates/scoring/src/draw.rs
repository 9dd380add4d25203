//! Lots that anybody can draw again from the words that were said: draw-v1.
//!
//! The codes are sorted by their bytes; a key is hashed out of the words and the codes; a stream of numbers is made with the key; and the codes are shuffled by it (Fisher and Yates), without favour for any place.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The domain of this way of drawing: the first bytes that are hashed.
pub const DOMAIN: &str = "draw-v1";

/// What was drawn, with everything that is needed to draw it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// The way of drawing.
    pub domain: String,
    /// The words that people gave, in order.
    pub seed_parts: Vec<String>,
    /// What was drawn for, sorted.
    pub codes: Vec<String>,
    /// The key, in hex.
    pub key_hex: String,
    /// The order that came out.
    pub order: Vec<String>,
}

/// Draws.
#[must_use]
pub fn draw(seed_parts: &[String], codes: &[String]) -> Transcript {
    let mut codes = codes.to_vec();
    codes.sort_unstable();
    let key = key(seed_parts, &codes);
    let order = shuffled(&key, &codes);
    let key_hex = key.iter().map(|byte| format!("{byte:02x}")).collect();
    Transcript { domain: DOMAIN.into(), seed_parts: seed_parts.to_vec(), codes, key_hex, order }
}

fn key(seed_parts: &[String], codes: &[String]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(DOMAIN.as_bytes());
    hash.update([0]);
    for part in seed_parts.iter().chain(codes) {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

fn shuffled(key: &[u8; 32], codes: &[String]) -> Vec<String> {
    let mut order = codes.to_vec();
    let mut numbers = Numbers { key: *key, block: 0, ready: Vec::new() };
    for last in (1..order.len()).rev() {
        let chosen = numbers.below(u64::try_from(last).unwrap_or(u64::MAX).saturating_add(1));
        order.swap(last, usize::try_from(chosen).unwrap_or(last));
    }
    order
}

/// The stream: block i is HMAC-SHA-256 of i under the key, read as four big-endian numbers.
struct Numbers {
    key: [u8; 32],
    block: u64,
    ready: Vec<u64>,
}

impl Numbers {
    fn next(&mut self) -> u64 {
        if let Some(number) = self.ready.pop() {
            return number;
        }
        let Ok(keyed) = Hmac::<Sha256>::new_from_slice(&self.key) else {
            return 0;
        };
        let bytes = keyed.chain_update(self.block.to_be_bytes()).finalize().into_bytes();
        self.block = self.block.saturating_add(1);
        let (numbers, _) = bytes.as_chunks::<8>();
        self.ready = numbers.iter().rev().map(|eight| u64::from_be_bytes(*eight)).collect();
        self.ready.pop().unwrap_or(0)
    }

    /// An even number below the bound: what would favour the small ones is thrown away.
    fn below(&mut self, bound: u64) -> u64 {
        let spill = (u64::MAX % bound).wrapping_add(1) % bound;
        loop {
            let number = self.next();
            if spill == 0 || number < 0_u64.wrapping_sub(spill) {
                return number % bound;
            }
        }
    }
}

/// Whether a transcript is what its words give.
#[must_use]
pub fn verify(transcript: &Transcript) -> bool {
    transcript.domain == DOMAIN && draw(&transcript.seed_parts, &transcript.codes) == *transcript
}
