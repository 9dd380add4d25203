//! Coaching: who was helped, when, and with what.

use crate::{Error, Record, record};
use model::{Actor, CoachingSessionId, RoundId, Timestamp};
use serde_json::json;
pub use storage::coaching::Session;
use storage::{Tx, coaching, organisations, rounds};
use workflow::Refusal;
use workflow::roles::{self, Duty};

/// Records a session that was held; sessions count from the opening of the call.
///
/// # Errors
/// [`Refusal::NotYourRole`], [`Refusal::NotYet`], [`storage::Error::Taken`] for its code.
pub fn hold(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, new: Session, now: Timestamp) -> Result<Session, Error> {
    let round = rounds::find(tx, actor, id)?;
    let behalf = roles::may(actor, &round, Duty::Coach)?;
    let opens = round.document.schedule.call_opens_at;
    if new.at < opens {
        return Err(Refusal::NotYet { code: "call_not_open", opens }.into());
    }
    if new.at > now {
        return Err(Refusal::rule("/at", "session_in_the_future", json!({ "now": now })).into());
    }
    for applicant in &new.attended {
        organisations::find(tx, actor, *applicant)?;
    }
    let session = Session { id: tx.id::<CoachingSessionId>(now), ..new };
    coaching::insert(tx, actor, &round, &session)?;
    let body = json!({ "code": session.code, "attended": session.attended.len() });
    record(tx, actor, Record::new("coaching.held", id, session.id, body).on_behalf_of(behalf), now)?;
    Ok(session)
}

/// The sessions of a round.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Session>, Error> {
    let round = rounds::find(tx, actor, id)?;
    Ok(coaching::list(tx, actor, &round)?)
}
