//! Displays in the hall, each with a code of its own for one round.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::people::screen;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, Round, RoundId, ScreenId, TenantId, Timestamp};

/// A display in the hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// Its id.
    pub id: ScreenId,
    /// The round that it shows.
    pub round: RoundId,
    /// What people call it.
    pub name: String,
}

/// Adds a display; its code is kept as a digest.
///
/// # Errors
/// When the database does not answer.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Screen, code_hash: &str, now: Timestamp) -> Result<(), Error> {
    diesel::insert_into(screen::table)
        .values((
            screen::id.eq(Id::of(new.id)),
            screen::tenant.eq(Id::of(actor.tenant)),
            screen::round.eq(Id::of(new.round)),
            screen::name.eq(&new.name),
            screen::code_hash.eq(code_hash),
            screen::created_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

fn read((id, round, name): (Id, Id, String)) -> Screen {
    Screen { id: ScreenId(id.0), round: RoundId(round.0), name }
}

/// Whose code this is, unscoped: the code is what proves it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_by_code_unscoped(tx: &mut Tx<'_>, tenant: TenantId, code_hash: &str) -> Result<Screen, Error> {
    let mine = screen::tenant.eq(Id::of(tenant)).and(screen::code_hash.eq(code_hash));
    Ok(read(screen::table.filter(mine).select((screen::id, screen::round, screen::name)).first_row(tx)?))
}

/// The displays of a round in the order in which they were added; the caller has found the round before.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Screen>, Error> {
    let mine = screen::tenant.eq(Id::of(actor.tenant)).and(screen::round.eq(Id::of(round.id)));
    let columns = (screen::id, screen::round, screen::name);
    let rows: Vec<(Id, Id, String)> = screen::table.filter(mine).select(columns).order(screen::id).rows(tx)?;
    Ok(rows.into_iter().map(read).collect())
}
