//! Answers kept under idempotency keys, written in the transaction of the act that they answer.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::events::act_key;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, Timestamp, Who};
use uuid::Uuid;

/// What was answered under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The digest of what was asked: the same key for something else is a mistake.
    pub fingerprint: String,
    /// The answer as it was sent.
    pub answer: String,
}

/// The answer that this actor got under this key before.
///
/// # Errors
/// When the database does not answer.
pub fn find(tx: &mut Tx<'_>, actor: &Actor, key: &str) -> Result<Option<Kept>, Error> {
    let kept: Option<(String, String)> = act_key::table
        .find((Id::of(actor.tenant), holder(actor), key))
        .select((act_key::fingerprint, act_key::answer))
        .first_row(tx)
        .optional()?;
    Ok(kept.map(|(fingerprint, answer)| Kept { fingerprint, answer }))
}

/// Keeps an answer.
///
/// # Errors
/// [`Error::Conflict`] when a twin that runs at the same time was faster.
pub fn keep(tx: &mut Tx<'_>, actor: &Actor, key: &str, kept: &Kept, now: Timestamp) -> Result<(), Error> {
    let done = diesel::insert_into(act_key::table)
        .values((
            act_key::tenant.eq(Id::of(actor.tenant)),
            act_key::actor.eq(holder(actor)),
            act_key::key.eq(key),
            act_key::fingerprint.eq(&kept.fingerprint),
            act_key::answer.eq(&kept.answer),
            act_key::at.eq(Instant(now)),
        ))
        .run(tx);
    match done.map_err(Error::from) {
        Ok(_) => Ok(()),
        Err(Error::Taken { .. }) => Err(Error::Conflict),
        Err(other) => Err(other),
    }
}

fn holder(actor: &Actor) -> Id {
    match actor.who {
        Who::Person(id) => Id::of(id),
        Who::Juror(id) => Id::of(id),
        Who::Screen(id) => Id::of(id),
        Who::Clock | Who::Public => Id(Uuid::nil()),
    }
}
