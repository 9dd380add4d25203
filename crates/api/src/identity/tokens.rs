//! Access tokens: who signed in on which device, for ten minutes.
//!
//! One algorithm, a known `kid`, our audience and issuer, our `typ`; times are checked against the clock that is handed in.

use super::provider;
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode,
};
use model::{SessionId, TenantId, Timestamp};
use serde::{Deserialize, Serialize};

/// How long an access token is good, in seconds.
pub const LIFE_SECONDS: i64 = 600;
/// How far another machine's clock may be ahead, in seconds.
const SKEW_SECONDS: i64 = 60;
const ISSUER: &str = "weiguang";
const AUDIENCE: &str = "weiguang-api";
/// RFC 9068: the media type of an access token.
const TYPE: &str = "at+jwt";

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    iss: String,
    aud: String,
    /// The session; who stands behind it is looked up with every request, so that a revoked role is gone at once.
    pub sid: SessionId,
    /// The tenant.
    pub tid: TenantId,
    iat: i64,
    exp: i64,
}

/// A token that is none, or no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the access token is not valid")]
pub struct BadToken;

/// The signing keys: the first signs, all of them verify, so that a key can be changed without signing everybody out.
pub struct Keys {
    keys: Vec<(String, EncodingKey, DecodingKey)>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.keys.iter().map(|(kid, _, _)| kid))
            .finish()
    }
}

impl Keys {
    /// Keys out of secrets of at least 32 bytes; the key id is derived from the secret.
    #[must_use]
    pub fn new(secrets: &[Vec<u8>]) -> Self {
        provider::install();
        let named = |secret: &Vec<u8>| {
            let kid: String = super::secrets::digest(&transparency::hex(secret))
                .chars()
                .take(8)
                .collect();
            (
                kid,
                EncodingKey::from_secret(secret),
                DecodingKey::from_secret(secret),
            )
        };
        Self {
            keys: secrets.iter().map(named).collect(),
        }
    }

    /// A token for this session from now on.
    ///
    /// # Errors
    /// [`BadToken`] when there is no key.
    pub fn issue(
        &self,
        session: SessionId,
        tenant: TenantId,
        now: Timestamp,
    ) -> Result<String, BadToken> {
        let (kid, key, _) = self.keys.first().ok_or(BadToken)?;
        let header = Header {
            typ: Some(TYPE.into()),
            kid: Some(kid.clone()),
            ..Header::new(Algorithm::HS256)
        };
        let claims = Claims {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sid: session,
            tid: tenant,
            iat: now.as_second(),
            exp: now.as_second().saturating_add(LIFE_SECONDS),
        };
        encode(&header, &claims, key).map_err(|_unsigned| BadToken)
    }

    /// What a token says, if it is ours and good now. At the instant of its end it is no longer good.
    ///
    /// # Errors
    /// [`BadToken`], without telling why.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Claims, BadToken> {
        let header = decode_header(token).map_err(|_malformed| BadToken)?;
        let kid = header.kid.ok_or(BadToken)?;
        if header.typ.as_deref() != Some(TYPE) {
            return Err(BadToken);
        }
        let (_, _, key) = self
            .keys
            .iter()
            .find(|(known, _, _)| *known == kid)
            .ok_or(BadToken)?;
        let mut rules = Validation::new(Algorithm::HS256);
        rules.set_audience(&[AUDIENCE]);
        rules.set_issuer(&[ISSUER]);
        rules.set_required_spec_claims(&["exp", "aud", "iss"]);
        rules.validate_exp = false;
        let claims = decode::<Claims>(token, key, &rules)
            .map_err(|_refused| BadToken)?
            .claims;
        let now = now.as_second();
        let good = now < claims.exp && claims.iat <= now.saturating_add(SKEW_SECONDS);
        if good { Ok(claims) } else { Err(BadToken) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOON: &str = "2026-11-24T04:00:00Z";

    fn keys() -> Keys {
        Keys::new(&[vec![7; 32], vec![9; 32]])
    }

    fn issued() -> (String, Timestamp) {
        let now: Timestamp = NOON.parse().unwrap();
        (
            keys()
                .issue(
                    SessionId(Uuid::from_u128(1)),
                    TenantId(Uuid::from_u128(2)),
                    now,
                )
                .unwrap(),
            now,
        )
    }

    #[test]
    fn a_token_is_good_for_ten_minutes_and_not_one_second_longer() {
        let (token, now) = issued();
        let at = |seconds: i64| {
            keys()
                .verify(&token, now + jiff::SignedDuration::from_secs(seconds))
                .is_ok()
        };
        assert_eq!(
            [at(-61), at(-60), at(0), at(599), at(600), at(601)],
            [false, true, true, true, false, false]
        );
    }

    #[test]
    fn a_retired_key_still_verifies_and_an_unknown_one_does_not() {
        let (token, now) = issued();
        assert!(
            Keys::new(&[vec![1; 32], vec![7; 32]])
                .verify(&token, now)
                .is_ok()
        );
        assert_eq!(Keys::new(&[vec![1; 32]]).verify(&token, now), Err(BadToken));
    }

    #[test]
    fn no_changed_bit_is_accepted() {
        let (token, now) = issued();
        for position in 0..token.len() {
            for bit in 0..8 {
                let mut bytes = token.clone().into_bytes();
                bytes[position] ^= 1 << bit;
                let Ok(forged) = String::from_utf8(bytes) else {
                    continue;
                };
                // The last character of a part carries unused bits: the same bytes written otherwise are the same token.
                if let Ok(claims) = keys().verify(&forged, now) {
                    assert_eq!(
                        claims,
                        keys().verify(&token, now).unwrap(),
                        "bit {bit} at {position}"
                    );
                }
            }
        }
    }

    #[test]
    fn another_algorithm_type_audience_or_issuer_is_refused() {
        let (_, now) = issued();
        let (kid, key, _) = &keys().keys[0];
        let claims = |iss: &str, aud: &str| serde_json::json!({ "iss": iss, "aud": aud, "sid": Uuid::nil(), "tid": Uuid::nil(), "iat": now.as_second(), "exp": now.as_second() + 600 });
        let header = |typ: &str| Header {
            typ: Some(typ.into()),
            kid: Some(kid.clone()),
            ..Header::new(Algorithm::HS256)
        };
        let made = |h: &Header, c| encode(h, &c, key).unwrap();
        assert!(
            keys()
                .verify(&made(&header(TYPE), claims(ISSUER, AUDIENCE)), now)
                .is_ok()
        );
        for wrong in [
            made(&header("JWT"), claims(ISSUER, AUDIENCE)),
            made(&header(TYPE), claims("someone", AUDIENCE)),
            made(&header(TYPE), claims(ISSUER, "another-api")),
            "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.".into(),
            String::new(),
        ] {
            assert_eq!(keys().verify(&wrong, now), Err(BadToken), "{wrong}");
        }
    }
}
