//! Reminders that were sent: each subject has one of each kind.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::delivery::reminder;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, Round, Timestamp};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Notes that somebody was reminded.
///
/// # Errors
/// [`Error::Taken`] when it was noted before: the key keeps a second process from reminding again.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, round: &Round, of: (Uuid, &str), now: Timestamp) -> Result<(), Error> {
    let (subject, kind) = of;
    diesel::insert_into(reminder::table)
        .values((
            reminder::tenant.eq(Id::of(actor.tenant)),
            reminder::subject.eq(Id::of(subject)),
            reminder::kind.eq(kind),
            reminder::round.eq(Id::of(round.id)),
            reminder::at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// What was reminded of in a round: `(subject, kind)`.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<BTreeSet<(Uuid, String)>, Error> {
    let mine = reminder::tenant.eq(Id::of(actor.tenant)).and(reminder::round.eq(Id::of(round.id)));
    let rows: Vec<(Id, String)> = reminder::table.filter(mine).select((reminder::subject, reminder::kind)).rows(tx)?;
    Ok(rows.into_iter().map(|(subject, kind)| (subject.0, kind)).collect())
}
