//! Signing in, staying signed in, and who asks.

use crate::Error;
use jiff::SignedDuration;
use model::{
    Actor, Grant, JurorId, PersonId, Role, RoundId, Scope, ScreenId, SessionId, SessionKind, TenantId, Timestamp, Who,
};
use storage::people::Person;
pub use storage::sessions::Session;
use storage::{Tx, people, rounds, sessions};
use uuid::Uuid;

/// How long a device stays signed in without being used.
pub const LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// For how long the token just exchanged gets the same successor again: an answer may be lost on bad Wi-Fi.
pub const GRACE: SignedDuration = SignedDuration::from_secs(30);

/// Who signs in with this e-mail address or phone number; `None` tells nobody whether the account exists.
///
/// # Errors
/// When the database does not answer.
pub fn find_login(tx: &mut Tx<'_>, tenant: TenantId, login: &str) -> Result<Option<Person>, Error> {
    match people::find_by_login_unscoped(tx, tenant, login) {
        Ok(person) => Ok(Some(person)),
        Err(storage::Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// Opens a session for a person whose password was right.
///
/// # Errors
/// When the database does not answer.
pub fn open(
    tx: &mut Tx<'_>,
    tenant: TenantId,
    person: PersonId,
    refresh_hash: String,
    now: Timestamp,
) -> Result<Session, Error> {
    insert(tx, tenant, (SessionKind::Person, person.0, None), refresh_hash, now)
}

/// Opens the first session of a family.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    tenant: TenantId,
    of: (SessionKind, Uuid, Option<RoundId>),
    refresh_hash: String,
    now: Timestamp,
) -> Result<Session, Error> {
    let id: SessionId = tx.id(now);
    let (kind, holder, round) = of;
    let session = Session {
        id,
        kind,
        holder,
        round,
        family: id.0,
        refresh_hash: Some(refresh_hash),
        replaced_at: None,
        expires_at: now.saturating_add(LIFE).map_err(Error::broken)?,
        revoked_at: None,
        seen_at: Some(now),
    };
    sessions::insert(tx, tenant, &session, now)?;
    Ok(session)
}

/// What came of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// The device stays signed in with this session; its token is the one that was derived.
    Signed(Session),
    /// The token is unknown, over, or was used again: everything that came from its sign-in has ended.
    Refused,
}

/// Exchanges a refresh token of this kind of session. The successor's text is derived from the old one, so a repeat within [`GRACE`] gets the same; any later reuse ends the family.
///
/// # Errors
/// When the database does not answer.
pub fn refresh(
    tx: &mut Tx<'_>,
    tenant: TenantId,
    of: (SessionKind, &str),
    successor_hash: String,
    now: Timestamp,
) -> Result<Refreshed, Error> {
    let (kind, hash) = of;
    let old = match sessions::find_by_refresh_unscoped(tx, tenant, hash) {
        Ok(old) => old,
        Err(storage::Error::NotFound) => return Ok(Refreshed::Refused),
        Err(other) => return Err(other.into()),
    };
    if old.kind != kind || old.revoked_at.is_some() || now >= old.expires_at || !is_good(tx, tenant, &old)? {
        return Ok(Refreshed::Refused);
    }
    match old.replaced_at {
        None => succeed(tx, tenant, &old, successor_hash, now).map(Refreshed::Signed),
        Some(at) if now.duration_since(at) <= GRACE => {
            Ok(Refreshed::Signed(sessions::find_successor(tx, tenant, &old)?))
        }
        Some(_) => {
            sessions::revoke_family(tx, tenant, old.family, now)?;
            Ok(Refreshed::Refused)
        }
    }
}

/// A judge's card is good until its round is sealed; the sessions that it opened are no longer renewed then.
fn is_good(tx: &mut Tx<'_>, tenant: TenantId, session: &Session) -> Result<bool, Error> {
    match session.round.filter(|_| session.kind == SessionKind::Judge) {
        None => Ok(true),
        Some(id) => {
            let round = rounds::find(tx, &Actor::clock(tenant), id)?;
            Ok(workflow::roadshows::card_is_good(round.state))
        }
    }
}

fn succeed(tx: &mut Tx<'_>, tenant: TenantId, old: &Session, hash: String, now: Timestamp) -> Result<Session, Error> {
    sessions::mark_replaced(tx, old.id, now)?;
    let next = Session {
        id: tx.id(now),
        refresh_hash: Some(hash),
        expires_at: now.saturating_add(LIFE).map_err(Error::broken)?,
        seen_at: Some(now),
        ..old.clone()
    };
    sessions::insert(tx, tenant, &next, now)?;
    Ok(next)
}

/// Signs a device out, and everything that came from the same sign-in.
///
/// # Errors
/// [`storage::Error::NotFound`] when there is no such session.
pub fn close(tx: &mut Tx<'_>, tenant: TenantId, id: SessionId, now: Timestamp) -> Result<(), Error> {
    let session = sessions::find_unscoped(tx, tenant, id)?;
    Ok(sessions::revoke_family(tx, tenant, session.family, now)?)
}

/// Notes that devices were heard of: what the host sees of the hall. It is no act, and leaves no event.
///
/// # Errors
/// When the database does not answer.
pub fn note_seen(tx: &mut Tx<'_>, ids: &[SessionId], now: Timestamp) -> Result<(), Error> {
    Ok(sessions::mark_seen(tx, ids, now)?)
}

/// Who stands behind a session at this moment, with the roles they hold now; `None` when the session is over.
///
/// # Errors
/// When the database does not answer.
pub fn find_actor(tx: &mut Tx<'_>, tenant: TenantId, id: SessionId, now: Timestamp) -> Result<Option<Actor>, Error> {
    let found = sessions::find_holder_unscoped(tx, tenant, id)?;
    let Some(holder) = found.filter(|h| h.revoked_at.is_none() && now < h.expires_at) else {
        return Ok(None);
    };
    let (who, held) = match holder.kind {
        SessionKind::Juror => (Who::Juror(JurorId(holder.id)), Vec::new()),
        SessionKind::Screen => (Who::Screen(ScreenId(holder.id)), Vec::new()),
        SessionKind::Person | SessionKind::Judge => (Who::Person(PersonId(holder.id)), holder.grants),
    };
    let grants = match holder.round {
        Some(round) => only_judging(held, round),
        None => held,
    };
    Ok(Some(Actor { who, tenant, grants, bound_to: holder.round }))
}

/// A judge's card opens its round and nothing else, whatever other roles its holder has.
fn only_judging(held: Vec<Grant>, round: model::RoundId) -> Vec<Grant> {
    let judging = |g: &Grant| matches!(g.role, Role::Judge | Role::Chair) && g.scope == Scope::Round(round);
    held.into_iter().filter(judging).collect()
}
