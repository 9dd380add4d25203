//! Coaching: who was helped, when, and with what.

use crate::{Error, Record, record};
use model::rules::Severity;
use model::{Actor, CoachingSessionId, OrganisationId, Proposal, Round, RoundId, Timestamp};
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

/// Whether these applicants attended as many sessions as the round asks for: those who did not are put on record, or keep the order from being drawn, as the round says.
///
/// # Errors
/// `coaching_missing`, naming the applicants.
pub(crate) fn attended_enough(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    pitching: &[Proposal],
    now: Timestamp,
) -> Result<(), Error> {
    let Some(rule) = round.document.rules.coaching().filter(|rule| rule.when_short != Severity::Ignore) else {
        return Ok(());
    };
    let held = coaching::list(tx, actor, round)?;
    let sessions = |who| held.iter().filter(|s| s.attended.contains(&who)).count();
    let least = usize::try_from(rule.min_sessions).unwrap_or(0);
    let applicants = pitching.iter().map(|p| p.applicant);
    let short: Vec<OrganisationId> = applicants.filter(|who| sessions(*who) < least).collect();
    let facts = json!({ "applicants": short, "min_sessions": least });
    match rule.when_short {
        _ if short.is_empty() => Ok(()),
        Severity::Warn => record(tx, actor, Record::new("coaching.short", round.id, round.id, facts), now).map(drop),
        _ => Err(Refusal::not_now("coaching_missing", facts).into()),
    }
}

/// The sessions of a round.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Session>, Error> {
    let round = rounds::find(tx, actor, id)?;
    Ok(coaching::list(tx, actor, &round)?)
}
