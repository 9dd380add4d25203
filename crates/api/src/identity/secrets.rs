//! Opaque secrets: refresh tokens, card and voting codes, first passwords. Stored as digests only.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The letters and digits that people do not mistake for one another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What is stored of a secret.
#[must_use]
pub fn digest(secret: &str) -> String {
    transparency::hex(&Sha256::digest(secret.as_bytes()))
}

/// A refresh token out of 32 random bytes.
#[must_use]
pub fn refresh_token(entropy: &[u8; 32]) -> String {
    transparency::hex(entropy)
}

/// The token that follows this one; always the same, so that a lost answer can be asked for again.
#[must_use]
pub fn successor(secret: &[u8], token: &str) -> Option<String> {
    let keyed = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    let made = keyed
        .chain_update(b"refresh\0")
        .chain_update(token.as_bytes())
        .finalize();
    Some(transparency::hex(&made.into_bytes()))
}

/// A code for a card or a vote: twelve letters in three groups, 60 random bits.
#[must_use]
pub fn card_code(entropy: &[u8; 12]) -> String {
    grouped(entropy, 4)
}

/// A first password that can be read aloud: sixteen letters in four groups, 80 random bits.
#[must_use]
pub fn first_password(entropy: &[u8; 16]) -> String {
    grouped(entropy, 4).to_lowercase()
}

fn grouped(entropy: &[u8], size: usize) -> String {
    let letter = |byte: &u8| {
        LETTERS
            .get(usize::from(byte & 31))
            .copied()
            .map_or('0', char::from)
    };
    let letters: Vec<char> = entropy.iter().map(letter).collect();
    letters
        .chunks(size)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

/// The code that somebody typed or scanned, as it was printed: case, spaces, hyphens and full-width letters do not matter.
#[must_use]
pub fn read_code(typed: &str) -> String {
    let half_width = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let printed = |c: char| match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let letters: Vec<char> = typed
        .chars()
        .map(half_width)
        .filter(char::is_ascii_alphanumeric)
        .map(|c| printed(c.to_ascii_uppercase()))
        .collect();
    letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_printed_however_it_was_typed() {
        let printed = card_code(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        assert_eq!(printed, "1234-5678-9ABC");
        for typed in [
            "1234-5678-9abc",
            "l234 5678 9ABC",
            "１２３４５６７８９ＡＢＣ",
            "123456789abc",
        ] {
            assert_eq!(read_code(typed), printed, "{typed}");
        }
    }

    #[test]
    fn a_successor_is_always_the_same_and_never_the_token() {
        let token = refresh_token(&[5; 32]);
        let next = successor(b"secret", &token).unwrap();
        assert_eq!(successor(b"secret", &token).unwrap(), next);
        assert_ne!(next, token);
        assert_ne!(successor(b"other", &token).unwrap(), next);
    }
}
