//! Events: appended, read, never changed (triggers on both engines see to that).

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::events::event;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, Event, EventId, OrganisationId, PersonId, RoundId, TenantId, Timestamp, Who};
use uuid::Uuid;

/// Appends an event.
///
/// # Errors
/// When the database does not answer.
pub fn append(tx: &mut Tx<'_>, new: &Event) -> Result<(), Error> {
    let (kind, actor) = match new.actor.who {
        Who::Person(id) => ("person", Some(Id::of(id))),
        Who::Juror(id) => ("juror", Some(Id::of(id))),
        Who::Clock => ("clock", None),
        // A display is nobody; what is about it names it.
        Who::Screen(_) | Who::Public => ("public", None),
    };
    diesel::insert_into(event::table)
        .values((
            event::id.eq(Id::of(new.id)),
            event::tenant.eq(Id::of(new.actor.tenant)),
            event::kind.eq(new.kind),
            event::round.eq(new.round.map(Id::of)),
            event::about.eq(Id(new.about)),
            event::actor_kind.eq(kind),
            event::actor.eq(actor),
            event::on_behalf_of.eq(new.on_behalf_of.map(Id::of)),
            event::at.eq(Instant(new.at)),
            event::caused_by.eq(new.caused_by.map(Id::of)),
            event::body.eq(Doc::of(&new.body)?),
        ))
        .run(tx)?;
    Ok(())
}

/// An event as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Its id.
    pub id: EventId,
    /// Subject and past tense.
    pub kind: String,
    /// What it was about.
    pub about: Uuid,
    /// The person who did it; `None` for the clock, residents and the public.
    pub person: Option<PersonId>,
    /// For which body it was done, if not the actor's own.
    pub on_behalf_of: Option<OrganisationId>,
    /// When.
    pub at: Timestamp,
    /// The event that led to it.
    pub caused_by: Option<EventId>,
    /// The facts.
    pub body: serde_json::Value,
}

type Columns = (Id, String, Id, String, Option<Id>, Option<Id>, Instant, Option<Id>, Doc);

fn read((id, kind, about, actor_kind, actor, behalf, at, cause, body): Columns) -> Result<Written, Error> {
    Ok(Written {
        id: EventId(id.0),
        kind,
        about: about.0,
        person: actor.filter(|_| actor_kind == "person").map(|a| PersonId(a.0)),
        on_behalf_of: behalf.map(|o| OrganisationId(o.0)),
        at: at.0,
        caused_by: cause.map(|e| EventId(e.0)),
        body: body.read("event body")?,
    })
}

/// When the newest event happened, of whatever tenant: a clock that stands before it is wrong.
///
/// # Errors
/// When the database does not answer.
pub fn find_newest_unscoped(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, Error> {
    let newest: Option<Instant> = event::table.select(event::at).order(event::at.desc()).first_row(tx).optional()?;
    Ok(newest.map(|at| at.0))
}

macro_rules! columns {
    () => {
        (
            event::id,
            event::kind,
            event::about,
            event::actor_kind,
            event::actor,
            event::on_behalf_of,
            event::at,
            event::caused_by,
            event::body,
        )
    };
}

/// The events of a round in the order in which they happened; the caller has found the round before.
///
/// # Errors
/// When the database does not answer.
pub fn list_of_round(tx: &mut Tx<'_>, actor: &Actor, round: RoundId, kinds: &[&str]) -> Result<Vec<Written>, Error> {
    let mine = event::tenant.eq(Id::of(actor.tenant)).and(event::round.eq(Id::of(round)));
    let rows: Vec<Columns> = event::table
        .filter(mine.and(event::kind.eq_any(kinds.to_vec())))
        .select(columns!())
        .order(event::id)
        .rows(tx)?;
    rows.into_iter().map(read).collect()
}

/// The events about one subject in order; the caller has found the subject before.
///
/// # Errors
/// When the database does not answer.
pub fn list_about(tx: &mut Tx<'_>, actor: &Actor, about: Uuid) -> Result<Vec<Written>, Error> {
    let mine = event::tenant.eq(Id::of(actor.tenant)).and(event::about.eq(Id(about)));
    let rows: Vec<Columns> = event::table.filter(mine).select(columns!()).order(event::id).rows(tx)?;
    rows.into_iter().map(read).collect()
}

/// How many events of these kinds a round has; the caller has found the round before.
///
/// # Errors
/// When the database does not answer.
pub fn count_of_round(tx: &mut Tx<'_>, tenant: TenantId, round: RoundId, kinds: &[&str]) -> Result<i64, Error> {
    let mine = event::tenant.eq(Id::of(tenant)).and(event::round.eq(Id::of(round)));
    Ok(event::table.filter(mine.and(event::kind.eq_any(kinds.to_vec()))).count().row(tx)?)
}
