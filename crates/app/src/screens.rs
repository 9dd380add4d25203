//! Displays in the hall: a code each, for what the big screen of one round shows.

use crate::{Error, Record, record};
use model::{Actor, RoundId, SessionKind, TenantId, Timestamp, Who};
use serde_json::json;
pub use storage::screens::Screen;
use storage::sessions::Session;
use storage::{Tx, rounds, screens};
use workflow::roles::{self, Duty};

/// Adds a display; its code is shown once and kept as a digest.
///
/// # Errors
/// [`workflow::Refusal::NotYourRole`].
pub fn add(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    new: (String, String),
    now: Timestamp,
) -> Result<Screen, Error> {
    let round = rounds::find(tx, actor, id)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let (name, code_hash) = new;
    let screen = Screen { id: tx.id(now), round: id, name };
    screens::insert(tx, actor, &screen, &code_hash, now)?;
    record(tx, actor, Record::new("screen.added", id, screen.id, json!({})).on_behalf_of(behalf), now)?;
    Ok(screen)
}

/// Opens the session of a display. One code may serve several displays: what they show is the same.
///
/// # Errors
/// [`storage::Error::NotFound`] for an unknown code.
pub fn open_session(
    tx: &mut Tx<'_>,
    tenant: TenantId,
    code_hash: &str,
    refresh_hash: String,
    now: Timestamp,
) -> Result<Session, Error> {
    let screen = screens::find_by_code_unscoped(tx, tenant, code_hash)?;
    let holder = (SessionKind::Screen, screen.id.0, Some(screen.round));
    let session = crate::sessions::insert(tx, tenant, holder, refresh_hash, now)?;
    let actor = Actor { who: Who::Screen(screen.id), tenant, grants: Vec::new(), bound_to: Some(screen.round) };
    record(tx, &actor, Record::new("screen.opened", screen.round, screen.id, json!({})), now)?;
    Ok(session)
}
