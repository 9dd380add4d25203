//! Signed-in devices and the refresh tokens that keep them signed in.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::people::read_grant;
use crate::schema::people::{role_grant, session};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Grant, RoundId, SessionId, SessionKind, TenantId, Timestamp};
use uuid::Uuid;

/// A signed-in device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// What was shown to get in.
    pub kind: SessionKind,
    /// The person's, juror's or display's id.
    pub holder: Uuid,
    /// The only round it may touch, when it came from a card or a voting code.
    pub round: Option<RoundId>,
    /// All sessions that descend from one sign-in; revoked together.
    pub family: Uuid,
    /// The digest of its refresh token.
    pub refresh_hash: Option<String>,
    /// When its refresh token was exchanged for a successor.
    pub replaced_at: Option<Timestamp>,
    /// The first instant at which it is over.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When its device was last heard of; kept for judges and displays, to within some seconds.
    pub seen_at: Option<Timestamp>,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = session)]
struct Row {
    id: Id,
    tenant: Id,
    kind: String,
    holder: Id,
    round: Option<Id>,
    family: Id,
    refresh_hash: Option<String>,
    replaced_by_at: Option<Instant>,
    created_at: Instant,
    expires_at: Instant,
    revoked_at: Option<Instant>,
    seen_at: Option<Instant>,
}

impl Row {
    fn read(self) -> Result<Session, Error> {
        let row = self;
        Ok(Session {
            id: SessionId(row.id.0),
            kind: row.kind.parse().map_err(|e| Error::unreadable("session kind", e))?,
            holder: row.holder.0,
            round: row.round.map(|r| RoundId(r.0)),
            family: row.family.0,
            refresh_hash: row.refresh_hash,
            replaced_at: row.replaced_by_at.map(|t| t.0),
            expires_at: row.expires_at.0,
            revoked_at: row.revoked_at.map(|t| t.0),
            seen_at: row.seen_at.map(|t| t.0),
        })
    }
}

/// Opens a session.
///
/// # Errors
/// When the database does not answer.
pub fn insert(tx: &mut Tx<'_>, tenant: TenantId, new: &Session, now: Timestamp) -> Result<(), Error> {
    let row = Row {
        id: Id::of(new.id),
        tenant: Id::of(tenant),
        kind: new.kind.as_str().into(),
        holder: Id(new.holder),
        round: new.round.map(Id::of),
        family: Id(new.family),
        refresh_hash: new.refresh_hash.clone(),
        replaced_by_at: None,
        created_at: Instant(now),
        expires_at: Instant(new.expires_at),
        revoked_at: None,
        seen_at: new.seen_at.map(Instant),
    };
    diesel::insert_into(session::table).values(row).run(tx)?;
    Ok(())
}

/// A session by id, unscoped: it is what proves who asks.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_unscoped(tx: &mut Tx<'_>, tenant: TenantId, id: SessionId) -> Result<Session, Error> {
    let row: Row = session::table.find(Id::of(id)).filter(session::tenant.eq(Id::of(tenant))).first_row(tx)?;
    row.read()
}

/// Who stands behind a session, as far as it proves that: what every request begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// What was shown to get in.
    pub kind: SessionKind,
    /// The person's, juror's or display's id.
    pub id: Uuid,
    /// The only round it may touch.
    pub round: Option<RoundId>,
    /// The first instant at which it is over.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// The roles that the holder has at this moment.
    pub grants: Vec<Grant>,
}

/// The holder of a session with the roles of this moment, in one read, unscoped for the same reason; `None` when there is no such session.
///
/// # Errors
/// When the database does not answer.
pub fn find_holder_unscoped(tx: &mut Tx<'_>, tenant: TenantId, id: SessionId) -> Result<Option<Holder>, Error> {
    if let Some(known) = tx.known.holders.get(tenant, &id) {
        return Ok(Some(known));
    }
    type Columns = (String, Id, Option<Id>, Instant, Option<Instant>, Option<(String, Option<Id>, Option<Id>)>);
    let theirs = role_grant::tenant.eq(session::tenant).and(role_grant::person.eq(session::holder));
    let rows: Vec<Columns> = session::table
        .left_join(role_grant::table.on(theirs.and(role_grant::revoked_at.is_null())))
        .filter(session::id.eq(Id::of(id)).and(session::tenant.eq(Id::of(tenant))))
        .select((
            session::kind,
            session::holder,
            session::round,
            session::expires_at,
            session::revoked_at,
            (role_grant::role, role_grant::organisation, role_grant::round).nullable(),
        ))
        .rows(tx)?;
    let mut found = None;
    for (kind, holder, round, expires_at, revoked_at, grant) in rows {
        let held = match &mut found {
            Some(held) => held,
            none => none.insert(Holder {
                kind: kind.parse().map_err(|e| Error::unreadable("session kind", e))?,
                id: holder.0,
                round: round.map(|r| RoundId(r.0)),
                expires_at: expires_at.0,
                revoked_at: revoked_at.map(|t| t.0),
                grants: Vec::new(),
            }),
        };
        held.grants.extend(grant.map(|(role, body, round)| read_grant(&role, body, round)).transpose()?);
    }
    if let Some(holder) = &found {
        tx.known.holders.keep(tenant, id, holder);
    }
    Ok(found)
}

/// A session by the digest of its refresh token, unscoped for the same reason.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_by_refresh_unscoped(tx: &mut Tx<'_>, tenant: TenantId, hash: &str) -> Result<Session, Error> {
    let mine = session::tenant.eq(Id::of(tenant)).and(session::refresh_hash.eq(hash));
    let row: Row = session::table.filter(mine).first_row(tx)?;
    row.read()
}

/// The first session that descends from this one: what its refresh token was exchanged for.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_successor(tx: &mut Tx<'_>, tenant: TenantId, of: &Session) -> Result<Session, Error> {
    let family = session::tenant.eq(Id::of(tenant)).and(session::family.eq(Id(of.family)));
    let after = family.and(session::id.gt(Id::of(of.id)));
    let row: Row = session::table.filter(after).order(session::id).first_row(tx)?;
    row.read()
}

/// Notes that a refresh token was exchanged.
///
/// # Errors
/// [`Error::Conflict`] when somebody exchanged it before.
pub fn mark_replaced(tx: &mut Tx<'_>, id: SessionId, now: Timestamp) -> Result<(), Error> {
    let open = session::table.find(Id::of(id)).filter(session::replaced_by_at.is_null());
    let changed = diesel::update(open).set(session::replaced_by_at.eq(Instant(now))).run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Ends a whole family of sessions.
///
/// # Errors
/// When the database does not answer.
pub fn revoke_family(tx: &mut Tx<'_>, tenant: TenantId, family: Uuid, now: Timestamp) -> Result<(), Error> {
    tx.known.holders.forget_all();
    let family = session::tenant.eq(Id::of(tenant)).and(session::family.eq(Id(family)));
    diesel::update(session::table.filter(family.and(session::revoked_at.is_null())))
        .set(session::revoked_at.eq(Instant(now)))
        .run(tx)?;
    Ok(())
}

/// Ends every session that a holder has in a round: a new device ends the old one.
///
/// # Errors
/// When the database does not answer.
pub fn revoke_in_round(
    tx: &mut Tx<'_>,
    tenant: TenantId,
    holder: Uuid,
    round: RoundId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.known.holders.forget_all();
    let theirs = session::tenant.eq(Id::of(tenant)).and(session::holder.eq(Id(holder)));
    let theirs = theirs.and(session::round.eq(Id::of(round))).and(session::revoked_at.is_null());
    diesel::update(session::table.filter(theirs)).set(session::revoked_at.eq(Instant(now))).run(tx)?;
    Ok(())
}

/// Notes that these devices were heard of; of those that are over nothing is noted.
///
/// # Errors
/// When the database does not answer.
pub fn mark_seen(tx: &mut Tx<'_>, ids: &[SessionId], now: Timestamp) -> Result<(), Error> {
    let ids: Vec<Id> = ids.iter().copied().map(Id::of).collect();
    let theirs = session::table.filter(session::id.eq_any(ids).and(session::revoked_at.is_null()));
    diesel::update(theirs).set(session::seen_at.eq(Instant(now))).run(tx)?;
    Ok(())
}

/// When the devices of judges and displays of a round were last heard of, by holder; the newest of each.
///
/// # Errors
/// When the database does not answer.
pub fn list_seen(
    tx: &mut Tx<'_>,
    tenant: TenantId,
    round: RoundId,
    kind: SessionKind,
) -> Result<Vec<(Uuid, Timestamp)>, Error> {
    let theirs = session::tenant.eq(Id::of(tenant)).and(session::round.eq(Id::of(round)));
    let theirs = theirs.and(session::kind.eq(kind.as_str())).and(session::revoked_at.is_null());
    let rows: Vec<(Id, Option<Instant>)> =
        session::table.filter(theirs).select((session::holder, session::seen_at)).order(session::seen_at).rows(tx)?;
    let mut newest = std::collections::BTreeMap::new();
    for (holder, at) in rows.into_iter().filter_map(|(holder, at)| Some((holder.0, at?.0))) {
        newest.entry(holder).and_modify(|seen: &mut Timestamp| *seen = at.max(*seen)).or_insert(at);
    }
    Ok(newest.into_iter().collect())
}
