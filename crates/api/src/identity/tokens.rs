//! Access tokens: who signed in on which device, for ten minutes.
//!
//! One algorithm, a known `kid`, our audience and issuer, our `typ`; times are checked against the clock that is handed in.

use super::provider;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use model::{RoundId, SessionId, SessionKind, TenantId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long an access token is good, in seconds.
pub const LIFE_SECONDS: i64 = 600;
/// How far another machine's clock may be ahead, in seconds.
const SKEW_SECONDS: i64 = 60;
const ISSUER: &str = "weiguang";
const AUDIENCE: &str = "weiguang-api";
/// RFC 9068: the media type of an access token.
const TYPE: &str = "at+jwt";

/// The signing keys: the first signs, all of them verify, so that a key can be changed without signing everybody out.
pub struct Keys {
    algorithm: Algorithm,
    keys: Vec<Key>,
}

struct Key {
    kid: String,
    signing: EncodingKey,
    verifying: DecodingKey,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|key| &key.kid)).finish()
    }
}

/// By what tokens are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signing {
    /// HMAC-SHA-256: who can check a token could make one.
    #[default]
    Hs256,
    /// Ed25519: who checks a token need not hold the key that makes one.
    Eddsa,
}

impl std::str::FromStr for Signing {
    type Err = BadSigning;

    fn from_str(text: &str) -> Result<Self, BadSigning> {
        match text {
            "hs256" => Ok(Self::Hs256),
            "eddsa" => Ok(Self::Eddsa),
            other => Err(BadSigning(other.to_owned())),
        }
    }
}

/// What tokens cannot be signed by.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("tokens are signed by hs256 or eddsa, not by {0:?}")]
pub struct BadSigning(String);

impl Keys {
    /// Keys of this kind out of the installation's secrets, newest first; an Ed25519 seed is derived from each (RFC 2104), so that one file of secrets serves both.
    #[must_use]
    pub fn derived(signing: Signing, secrets: &[Vec<u8>]) -> Self {
        match signing {
            Signing::Hs256 => Self::new(secrets),
            Signing::Eddsa => {
                let seeds: Vec<[u8; 32]> =
                    secrets.iter().filter_map(|secret| super::secrets::derived(secret, b"ed25519", b"")).collect();
                Self::ed25519(&seeds)
            }
        }
    }

    /// HS256 keys out of secrets of at least 32 bytes; the key id is derived from the secret.
    #[must_use]
    pub fn new(secrets: &[Vec<u8>]) -> Self {
        provider::install();
        let named = |secret: &Vec<u8>| Key {
            kid: kid(secret),
            signing: EncodingKey::from_secret(secret),
            verifying: DecodingKey::from_secret(secret),
        };
        Self { algorithm: Algorithm::HS256, keys: secrets.iter().map(named).collect() }
    }

    /// `EdDSA` (Ed25519) keys out of random seeds; the key id is derived from the public half. Dearer to verify than HS256, but whoever checks a token need not hold the key that makes one.
    #[must_use]
    pub fn ed25519(seeds: &[[u8; 32]]) -> Self {
        provider::install();
        let named = |seed: &[u8; 32]| {
            let (signing, verifying, public) = provider::ed25519(seed);
            Key { kid: kid(&public), signing, verifying }
        };
        Self { algorithm: Algorithm::EdDSA, keys: seeds.iter().map(named).collect() }
    }

    /// The token that says this, signed with the first key.
    ///
    /// # Errors
    /// [`BadToken`] when there is no key.
    pub fn issue(&self, claims: &Claims) -> Result<String, BadToken> {
        let key = self.keys.first().ok_or(BadToken)?;
        let header = Header { typ: Some(TYPE.into()), kid: Some(key.kid.clone()), ..Header::new(self.algorithm) };
        encode(&header, claims, &key.signing).map_err(|_unsigned| BadToken)
    }

    /// What a token says, if it is ours and good now. At the instant of its end it is no longer good.
    ///
    /// # Errors
    /// [`BadToken`], without telling why.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Claims, BadToken> {
        let header = decode_header(token).map_err(|_malformed| BadToken)?;
        if header.typ.as_deref() != Some(TYPE) {
            return Err(BadToken);
        }
        let kid = header.kid.ok_or(BadToken)?;
        let key = self.keys.iter().find(|key| key.kid == kid).ok_or(BadToken)?;
        let claims = decode::<Claims>(token, &key.verifying, &self.rules()).map_err(|_refused| BadToken)?.claims;
        if claims.good(now) { Ok(claims) } else { Err(BadToken) }
    }

    fn rules(&self) -> Validation {
        let mut rules = Validation::new(self.algorithm);
        rules.set_audience(&[AUDIENCE]);
        rules.set_issuer(&[ISSUER]);
        rules.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        // The library reads the machine's clock; ours is handed in.
        rules.validate_exp = false;
        rules.validate_nbf = false;
        rules
    }
}

/// A name for a key that does not give it away.
fn kid(key: &[u8]) -> String {
    let digest = super::secrets::digest(&transparency::hex(key));
    digest.chars().take(8).collect()
}

/// What a token says. Rights are not among it: who stands behind the session is looked up with every request, so that a revoked role is gone at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    iss: String,
    aud: String,
    /// The person's, juror's or display's id.
    pub sub: Uuid,
    /// The tenant.
    pub tid: TenantId,
    /// The session.
    pub sid: SessionId,
    /// What was shown to get in.
    pub kind: SessionKind,
    /// The only round that the session may touch, when it came from a card or a voting code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rid: Option<RoundId>,
    iat: i64,
    exp: i64,
}

impl Claims {
    /// What is said of a holder from now on, for [`LIFE_SECONDS`].
    #[must_use]
    pub fn new(holder: Holder, now: Timestamp) -> Self {
        Self {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sub: holder.subject,
            tid: holder.tenant,
            sid: holder.session,
            kind: holder.kind,
            rid: holder.round,
            iat: now.as_second(),
            exp: now.as_second().saturating_add(LIFE_SECONDS),
        }
    }

    fn good(&self, now: Timestamp) -> bool {
        let now = now.as_second();
        let latest_end = self.iat.saturating_add(LIFE_SECONDS);
        let latest_start = now.saturating_add(SKEW_SECONDS);
        now < self.exp && self.exp <= latest_end && self.iat <= latest_start
    }
}

/// Who a token is made out to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The session.
    pub session: SessionId,
    /// The tenant.
    pub tenant: TenantId,
    /// The person's, juror's or display's id.
    pub subject: Uuid,
    /// What was shown to get in.
    pub kind: SessionKind,
    /// The only round that the session may touch; `None` for a person.
    pub round: Option<RoundId>,
}

/// A token that is none, or no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the access token is not valid")]
pub struct BadToken;

#[cfg(test)]
mod tests;
