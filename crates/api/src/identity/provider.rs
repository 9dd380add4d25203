//! The two algorithms that access tokens may be signed with, HMAC-SHA-256 and Ed25519, as a provider for `jsonwebtoken`.
//!
//! Its own providers bring RSA and other curves along, which nothing here uses (and an `rsa` crate with an open advisory).
//! Every other algorithm ends in an error here as well, behind the allow-list of [`super::tokens`].

use ed25519_dalek::ed25519::signature::Signer as _;
use ed25519_dalek::{SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::signature::{self, Signer, Verifier};
use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey, EncodingKey};
use sha2::Sha256;

struct Hs256(Hmac<Sha256>);

impl Hs256 {
    fn of(secret: &[u8]) -> Result<Self, Error> {
        Hmac::new_from_slice(secret).map(Self).map_err(|_length| ErrorKind::InvalidKeyFormat.into())
    }
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.0.clone().chain_update(message).finalize().into_bytes().to_vec())
    }
}
impl Verifier<Vec<u8>> for Hs256 {
    /// Compares in constant time.
    fn verify(&self, message: &[u8], given: &Vec<u8>) -> Result<(), signature::Error> {
        self.0.clone().chain_update(message).verify_slice(given).map_err(|_wrong| signature::Error::new())
    }
}
impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}
impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

struct EdSigner(SigningKey);

impl Signer<Vec<u8>> for EdSigner {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.0.sign(message).to_bytes().to_vec())
    }
}
impl JwtSigner for EdSigner {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDSA
    }
}

struct EdVerifier(VerifyingKey);

impl Verifier<Vec<u8>> for EdVerifier {
    /// The strict check: keys of small order and second spellings of a signature are refused.
    fn verify(&self, message: &[u8], given: &Vec<u8>) -> Result<(), signature::Error> {
        ed25519_dalek::Signature::from_slice(given)
            .and_then(|signature| self.0.verify_strict(message, &signature))
            .map_err(|_wrong| signature::Error::new())
    }
}
impl JwtVerifier for EdVerifier {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDSA
    }
}

fn thirty_two(bytes: &[u8]) -> Result<&[u8; 32], Error> {
    bytes.try_into().map_err(|_length| ErrorKind::InvalidEddsaKey.into())
}

fn signer(algorithm: &Algorithm, key: &EncodingKey) -> Result<Box<dyn JwtSigner>, Error> {
    match (algorithm, key.family()) {
        (Algorithm::HS256, AlgorithmFamily::Hmac) => Ok(Box::new(Hs256::of(key.as_bytes())?)),
        (Algorithm::EdDSA, AlgorithmFamily::Ed) => {
            let seed = thirty_two(key.as_bytes())?;
            Ok(Box::new(EdSigner(SigningKey::from_bytes(seed))))
        }
        _ => Err(ErrorKind::InvalidAlgorithm.into()),
    }
}

fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>, Error> {
    match (algorithm, key.family()) {
        (Algorithm::HS256, AlgorithmFamily::Hmac) => Ok(Box::new(Hs256::of(key.try_get_as_bytes()?)?)),
        (Algorithm::EdDSA, AlgorithmFamily::Ed) => {
            let public = VerifyingKey::from_bytes(thirty_two(key.try_get_as_bytes()?)?)
                .map_err(|_off_the_curve| Error::from(ErrorKind::InvalidEddsaKey))?;
            Ok(Box::new(EdVerifier(public)))
        }
        _ => Err(ErrorKind::InvalidAlgorithm.into()),
    }
}

static PROVIDER: CryptoProvider =
    CryptoProvider { signer_factory: signer, verifier_factory: verifier, key_utils: KeyUtils::new_unimplemented() };

/// Makes this provider the process's own; doing it again changes nothing.
pub(super) fn install() {
    let _already = PROVIDER.install_default();
}

/// An Ed25519 pair out of its seed, in the form in which this provider reads it back, and the public half in bytes.
pub(super) fn ed25519(seed: &[u8; 32]) -> (EncodingKey, DecodingKey, [u8; 32]) {
    let public = SigningKey::from_bytes(seed).verifying_key().to_bytes();
    // The library calls these bytes DER but hands them on unread; raw keys spare a parser.
    (EncodingKey::from_ed_der(seed), DecodingKey::from_ed_der(&public), public)
}
