//! The cryptographic edge of signing in: access tokens, passwords, opaque secrets, limits. Entropy and the clock are handed in.

pub mod limits;
pub mod passwords;
mod provider;
pub mod secrets;
pub mod tokens;
