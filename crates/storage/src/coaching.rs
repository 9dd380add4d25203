//! Coaching sessions and who came.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::reviews::{coaching_attendance, coaching_session};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, CoachingSessionId, Code, OrganisationId, Round, Timestamp};

/// One meeting at which applicants were coached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: CoachingSessionId,
    /// Its code, unique in the round.
    pub code: Code,
    /// When it was held.
    pub at: Timestamp,
    /// How: in a group, one to one, a rehearsal.
    pub kind: String,
    /// About what.
    pub topic: String,
    /// The applicants who came.
    pub attended: Vec<OrganisationId>,
}

/// Records a session.
///
/// # Errors
/// [`Error::Taken`] when the code is in use.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, round: &Round, new: &Session) -> Result<(), Error> {
    diesel::insert_into(coaching_session::table)
        .values((
            coaching_session::id.eq(Id::of(new.id)),
            coaching_session::tenant.eq(Id::of(actor.tenant)),
            coaching_session::round.eq(Id::of(round.id)),
            coaching_session::code.eq(new.code.as_str()),
            coaching_session::at.eq(Instant(new.at)),
            coaching_session::kind.eq(&new.kind),
            coaching_session::topic.eq(&new.topic),
        ))
        .run(tx)?;
    for applicant in &new.attended {
        diesel::insert_into(coaching_attendance::table)
            .values((
                coaching_attendance::tenant.eq(Id::of(actor.tenant)),
                coaching_attendance::session.eq(Id::of(new.id)),
                coaching_attendance::applicant.eq(Id::of(*applicant)),
            ))
            .run(tx)?;
    }
    Ok(())
}

/// The sessions of a round that the caller has found before, in order.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Session>, Error> {
    let mine = coaching_session::tenant.eq(Id::of(actor.tenant)).and(coaching_session::round.eq(Id::of(round.id)));
    let rows: Vec<(Id, String, Instant, String, String)> = coaching_session::table
        .filter(mine)
        .select((
            coaching_session::id,
            coaching_session::code,
            coaching_session::at,
            coaching_session::kind,
            coaching_session::topic,
        ))
        .order((coaching_session::at, coaching_session::id))
        .rows(tx)?;
    let ids: Vec<Id> = rows.iter().map(|r| r.0).collect();
    let came: Vec<(Id, Id)> = coaching_attendance::table
        .filter(coaching_attendance::session.eq_any(ids))
        .select((coaching_attendance::session, coaching_attendance::applicant))
        .rows(tx)?;
    let read = |(id, code, at, kind, topic): (Id, String, Instant, String, String)| {
        Ok(Session {
            id: CoachingSessionId(id.0),
            code: code.parse().map_err(|e| Error::unreadable("session code", e))?,
            at: at.0,
            kind,
            topic,
            attended: came.iter().filter(|(s, _)| *s == id).map(|(_, a)| OrganisationId(a.0)).collect(),
        })
    };
    rows.into_iter().map(read).collect()
}
