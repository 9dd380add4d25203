//! The outbox: letters that wait to be carried.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::events::letter;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{EventId, LetterId, TenantId, Timestamp};

/// A letter that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// Its id; the Message-ID is made of it, so a repeat is recognised.
    pub id: LetterId,
    /// The event that caused it.
    pub event: EventId,
    /// Its kind, a name of `notification`'s closed list.
    pub kind: String,
    /// To whom.
    pub to_name: String,
    /// To which address.
    pub to_address: String,
    /// What it tells.
    pub facts: serde_json::Value,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was written.
    pub created_at: Timestamp,
}

/// Puts a letter into the outbox.
///
/// # Errors
/// When the database does not answer.
pub fn push(tx: &mut Tx<'_>, tenant: TenantId, new: &Waiting) -> Result<(), Error> {
    diesel::insert_into(letter::table)
        .values((
            letter::id.eq(Id::of(new.id)),
            letter::tenant.eq(Id::of(tenant)),
            letter::event.eq(Id::of(new.event)),
            letter::kind.eq(&new.kind),
            letter::to_name.eq(&new.to_name),
            letter::to_address.eq(&new.to_address),
            letter::facts.eq(Doc::of(&new.facts)?),
            letter::state.eq("waiting"),
            letter::attempts.eq(new.attempts),
            letter::next_at.eq(Instant(new.created_at)),
            letter::created_at.eq(Instant(new.created_at)),
        ))
        .run(tx)?;
    Ok(())
}

/// The letters that are due, oldest first, unscoped: the post office serves everybody.
///
/// # Errors
/// When the database does not answer.
pub fn due_unscoped(tx: &mut Tx<'_>, limit: i64, now: Timestamp) -> Result<Vec<Waiting>, Error> {
    type Columns = (Id, Id, String, String, String, Doc, i64, Instant);
    let rows: Vec<Columns> = letter::table
        .filter(letter::state.eq("waiting").and(letter::next_at.le(Instant(now))))
        .select((
            letter::id,
            letter::event,
            letter::kind,
            letter::to_name,
            letter::to_address,
            letter::facts,
            letter::attempts,
            letter::created_at,
        ))
        .order(letter::id)
        .limit(limit)
        .rows(tx)?;
    let read = |(id, event, kind, to_name, to_address, facts, attempts, at): Columns| {
        Ok(Waiting {
            id: LetterId(id.0),
            event: EventId(event.0),
            kind,
            to_name,
            to_address,
            facts: facts.read("letter facts")?,
            attempts,
            created_at: at.0,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Takes a letter for one try: whoever succeeds may carry it, and it comes back at `next_at` unless it was settled before.
///
/// # Errors
/// [`Error::Conflict`] when somebody else took it.
pub fn claim(tx: &mut Tx<'_>, of: &Waiting, next_at: Timestamp) -> Result<(), Error> {
    let untouched = letter::state.eq("waiting").and(letter::attempts.eq(of.attempts));
    let changed = diesel::update(letter::table.find(Id::of(of.id)).filter(untouched))
        .set((letter::attempts.eq(of.attempts.saturating_add(1)), letter::next_at.eq(Instant(next_at))))
        .run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// The letter has left.
///
/// # Errors
/// When the database does not answer.
pub fn settle_sent(tx: &mut Tx<'_>, id: LetterId, now: Timestamp) -> Result<(), Error> {
    diesel::update(letter::table.find(Id::of(id)))
        .set((letter::state.eq("sent"), letter::sent_at.eq(Instant(now))))
        .run(tx)?;
    Ok(())
}

/// The try failed: the letter waits until `next_at`, or is dead when there is no next try.
///
/// # Errors
/// When the database does not answer.
pub fn settle_failed(tx: &mut Tx<'_>, id: LetterId, why: &str, next_at: Option<Timestamp>) -> Result<(), Error> {
    let target = letter::table.find(Id::of(id));
    match next_at {
        Some(at) => {
            diesel::update(target).set((letter::last_error.eq(why), letter::next_at.eq(Instant(at)))).run(tx)?
        }
        None => diesel::update(target).set((letter::last_error.eq(why), letter::state.eq("dead"))).run(tx)?,
    };
    Ok(())
}

/// How many letters stand in each state: `(state, count)`.
///
/// # Errors
/// When the database does not answer.
pub fn count_unscoped(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>, Error> {
    Ok(letter::table.group_by(letter::state).select((letter::state, diesel::dsl::count_star())).rows(tx)?)
}
