//! The same key gives the same answer; key and answer are stored in the transaction of the act itself.

use crate::Error;
use model::{Actor, Timestamp};
use storage::{Tx, keys};
use workflow::Refusal;

/// What a client said about its request, so that a repeat is recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The client's own name for this request.
    pub text: String,
    /// The digest of method, path and body: the same key for something else is refused.
    pub fingerprint: String,
}

/// Does the act, or gives the answer that was given before. Refusals are not kept: a refused act may be tried again.
///
/// # Errors
/// What the act refuses; `key_reused` when the key was used for another request.
pub fn once(
    tx: &mut Tx<'_>,
    actor: &Actor,
    key: &Key,
    now: Timestamp,
    act: impl FnOnce(&mut Tx<'_>) -> Result<String, Error>,
) -> Result<String, Error> {
    match keys::find(tx, actor, &key.text)? {
        Some(kept) if kept.fingerprint == key.fingerprint => Ok(kept.answer),
        Some(_) => Err(Refusal::rule("/headers/Idempotency-Key", "key_reused", serde_json::json!({})).into()),
        None => {
            let answer = act(tx)?;
            let kept = keys::Kept { fingerprint: key.fingerprint.clone(), answer };
            keys::keep(tx, actor, &key.text, &kept, now)?;
            Ok(kept.answer)
        }
    }
}
