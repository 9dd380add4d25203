//! Opaque secrets: refresh tokens, card and voting codes, first passwords. Stored as digests only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The letters and digits that people do not mistake for one another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What is stored of a secret: its SHA-256 in hexadecimal. A plain digest is enough, because these secrets are random and not chosen.
#[must_use]
pub fn digest(secret: &str) -> String {
    transparency::hex(&Sha256::digest(secret.as_bytes()))
}

/// Whether this is the secret whose digest is stored; how long it takes does not tell how much of it was right.
#[must_use]
pub fn matches(given: &str, stored: &str) -> bool {
    digest(given).as_bytes().ct_eq(stored.as_bytes()).into()
}

/// A refresh token out of 32 random bytes, in base64url: 43 characters that need no escaping in a cookie.
#[must_use]
pub fn refresh_token(entropy: &[u8; 32]) -> String {
    base64url(entropy)
}

/// Bytes in base64url without padding (RFC 4648, section 5).
pub(super) fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Bytes that only who knows the secret can make again: HMAC-SHA-256 (RFC 2104) over a purpose and what is said.
pub(super) fn derived(secret: &[u8], purpose: &[u8], said: &[u8]) -> Option<[u8; 32]> {
    let keyed = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    Some(keyed.chain_update(purpose).chain_update([0]).chain_update(said).finalize().into_bytes().into())
}

/// The token that follows this one; always the same, so that a lost answer can be asked for again.
#[must_use]
pub fn successor(secret: &[u8], token: &str) -> Option<String> {
    derived(secret, b"refresh", token.as_bytes()).map(|made| base64url(&made))
}

/// The fingerprint of a request. It is keyed, because a body may hold a password that somebody chose, and a plain digest of that can be guessed at.
#[must_use]
pub fn fingerprint(secret: &[u8], said: &str) -> Option<String> {
    derived(secret, b"fingerprint", said.as_bytes()).map(|made| transparency::hex(&made))
}

/// The code for a card, a vote or a display that belongs to a seed; the seed may be kept, the code comes back only with the secret.
#[must_use]
pub fn code_of(secret: &[u8], seed: &str) -> Option<String> {
    let made = derived(secret, b"code", seed.as_bytes())?;
    made.first_chunk::<12>().map(card_code)
}

/// A password that belongs to a seed: whoever holds the secret can print it again, and nothing of it is stored.
#[must_use]
pub fn password_of(secret: &[u8], seed: &str) -> Option<String> {
    let made = derived(secret, b"password", seed.as_bytes())?;
    made.first_chunk::<16>().map(first_password)
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
    let letter = |byte: &u8| LETTERS.get(usize::from(byte & 31)).copied().map_or('0', char::from);
    let letters: Vec<char> = entropy.iter().map(letter).collect();
    letters.chunks(size).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
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
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_printed_however_it_was_typed() {
        let printed = card_code(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        assert_eq!(printed, "1234-5678-9ABC");
        for typed in [
            "1234-5678-9ABC",
            "1234-5678-9abc",
            "l234 5678 9ABC",
            "I234 5678 9ABC",
            "１２３４５６７８９ＡＢＣ",
            "１２３４－５６７８－９ａｂｃ",
            "1234\u{3000}5678\u{2014}9ABC",
            "  123 456 789 abc\n",
            "123456789abc",
        ] {
            assert_eq!(read_code(typed), printed, "{typed}");
        }
        assert_eq!(read_code("o0O0-0000-0000"), card_code(&[0; 12]));
        for other in ["1234-5678-9AB", "1234-5678-9ABCD", "1234-5678-9ABD", ""] {
            assert_ne!(read_code(other), printed, "{other}");
        }
    }

    #[test]
    fn every_letter_is_as_likely_and_reads_back() {
        let mut seen = [0_u32; 128];
        for byte in 0..=u8::MAX {
            let code = card_code(&[byte; 12]);
            assert_eq!(read_code(&code.to_lowercase()), code);
            seen[usize::from(code.as_bytes()[0])] += 1;
        }
        let letters: Vec<u32> = seen.into_iter().filter(|&n| n > 0).collect();
        assert_eq!(letters, vec![8; 32]);
        for mistakable in b"ILOU" {
            assert_eq!(seen[usize::from(*mistakable)], 0);
        }
    }

    #[test]
    fn every_random_byte_counts() {
        for position in 0..12 {
            let mut entropy = [0; 12];
            entropy[position] = 1;
            assert_ne!(card_code(&entropy), card_code(&[0; 12]), "{position}");
        }
        for position in 0..32 {
            let mut entropy = [0; 32];
            entropy[position] = 1;
            assert_ne!(refresh_token(&entropy), refresh_token(&[0; 32]));
        }
    }

    #[test]
    fn a_first_password_can_be_read_aloud_and_is_acceptable() {
        let password = first_password(&[9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
        assert_eq!(password, "9abc-defg-hjkm-npqr");
        assert!(crate::identity::passwords::acceptable(&password));
    }

    #[test]
    fn a_password_of_a_seed_comes_back_with_the_secret_only() {
        let made = password_of(b"secret", "K1").unwrap();
        assert_eq!(password_of(b"secret", "K1").unwrap(), made);
        assert_ne!(password_of(b"other", "K1").unwrap(), made);
        assert_ne!(password_of(b"secret", "K2").unwrap(), made);
        assert!(crate::identity::passwords::acceptable(&made));
    }

    #[test]
    fn a_refresh_token_is_32_bytes_in_base64url_and_only_its_digest_is_kept() {
        let token = refresh_token(&[0xfb; 32]);
        assert_eq!(token, "-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s");
        let stored = digest(&token);
        assert_eq!(stored.len(), 64);
        assert!(matches(&token, &stored));
        assert!(!matches(&token, &token));
        assert!(!matches(&token, ""));
        assert!(!matches(token.trim_start_matches('-'), &stored));
        assert!(!matches(&refresh_token(&[0xfa; 32]), &stored));
    }

    /// FIPS 180-2, the one-block example.
    #[test]
    fn a_digest_is_the_published_one() {
        assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_successor_is_always_the_same_and_never_the_token() {
        let token = refresh_token(&[5; 32]);
        let next = successor(b"secret", &token).unwrap();
        assert_eq!(next.len(), token.len());
        assert_eq!(successor(b"secret", &token).unwrap(), next);
        assert_ne!(next, token);
        assert_ne!(successor(b"other", &token).unwrap(), next);
        assert_ne!(successor(b"secret", &next).unwrap(), next);
    }
}
