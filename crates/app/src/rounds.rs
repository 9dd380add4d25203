//! Rounds from the first draft to the archive, and the clock that opens and closes them.

use crate::{Error, Record, record};
use jiff::SignedDuration;
use model::{
    Actor, Code, HostingId, OrganisationId, ProgrammeId, Role, Round, RoundDocument, RoundId, RoundState, Timestamp,
};
use serde_json::json;
use std::sync::Arc;
pub use storage::rounds::{Hosting, Programme};
use storage::{Tx, organisations, rounds};
use workflow::Refusal;
use workflow::rounds::{Command, decide};

/// Starts a programme.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`storage::Error::Taken`] when the code is in use.
pub fn create_programme(
    tx: &mut Tx<'_>,
    actor: &Actor,
    organiser: OrganisationId,
    named: (Code, String),
    now: Timestamp,
) -> Result<Programme, Error> {
    keeps(actor, organiser)?;
    let (code, name) = named;
    let programme = Programme { id: tx.id::<ProgrammeId>(now), code, name, organiser };
    rounds::insert_programme(tx, actor.tenant, &programme, now)?;
    record(tx, actor, Record::outside("programme.created", programme.id, json!({ "code": programme.code })), now)?;
    Ok(programme)
}

/// A programme and its rounds are made by its organiser's officers and by administrators.
fn keeps(actor: &Actor, organiser: OrganisationId) -> Result<(), Refusal> {
    let needs = [Role::Organiser, Role::Administrator];
    if needs.iter().any(|role| actor.has_for(*role, organiser)) {
        Ok(())
    } else {
        Err(Refusal::NotYourRole { needs: needs.to_vec() })
    }
}

/// What a round starts with.
#[derive(Debug, Clone)]
pub struct NewRound {
    /// Its code.
    pub code: Code,
    /// Its programme.
    pub programme: ProgrammeId,
    /// Its name.
    pub name: String,
    /// Organiser, operator, funder, evaluator.
    pub organiser: OrganisationId,
    /// Runs it on behalf of the organiser.
    pub operator: Option<OrganisationId>,
    /// Owns the money.
    pub funder: OrganisationId,
    /// Evaluates.
    pub evaluator: Option<OrganisationId>,
    /// What rules it.
    pub document: RoundDocument,
}

/// Drafts a round.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`storage::Error::Taken`] when the code is in use.
pub fn create(tx: &mut Tx<'_>, actor: &Actor, new: NewRound, now: Timestamp) -> Result<Round, Error> {
    keeps(actor, new.organiser)?;
    rounds::find_programme(tx, actor, new.programme)?;
    for body in [Some(new.organiser), new.operator, Some(new.funder), new.evaluator].into_iter().flatten() {
        organisations::find(tx, actor, body)?;
    }
    let round = Round {
        id: tx.id(now),
        code: new.code,
        programme: new.programme,
        name: new.name,
        organiser: new.organiser,
        operator: new.operator,
        funder: new.funder,
        evaluator: new.evaluator,
        state: RoundState::Draft,
        document: Arc::new(new.document),
        document_version: 1,
        frozen: None,
        version: 0,
    };
    let digest = digest(&round.document)?;
    rounds::insert(tx, actor, &round, &digest, now)?;
    record(
        tx,
        actor,
        Record::new("round.created", round.id, round.id, json!({ "code": round.code, "digest": digest })),
        now,
    )?;
    Ok(round)
}

/// Replaces the document of a draft.
///
/// # Errors
/// [`Refusal::WrongState`] once it is published; [`storage::Error::Conflict`] on a stale version.
pub fn edit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    version: i64,
    document: RoundDocument,
    now: Timestamp,
) -> Result<Round, Error> {
    let old = rounds::find_exclusively(tx, actor, id)?;
    decide(Command::Edit, &old, actor, now)?;
    unchanged(old.version, version)?;
    replace_document(tx, actor, &old, document, "round.edited", now)
}

fn replace_document(
    tx: &mut Tx<'_>,
    actor: &Actor,
    old: &Round,
    document: RoundDocument,
    kind: &'static str,
    now: Timestamp,
) -> Result<Round, Error> {
    let next = Round {
        document: Arc::new(document),
        document_version: old.document_version.saturating_add(1),
        version: old.version.saturating_add(1),
        ..old.clone()
    };
    let digest = digest(&next.document)?;
    rounds::replace_document(tx, actor, old, &next, &digest, now)?;
    let body = json!({ "document_version": next.document_version, "digest": digest });
    record(tx, actor, Record::new(kind, next.id, next.id, body), now)?;
    Ok(next)
}

/// Announces a round. Its rules must be complete: a stage without behaviour, weights that do not add up or a missing pool are refused.
///
/// # Errors
/// [`Refusal::Invalid`] with every fault.
pub fn publish(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Round, Error> {
    let old = rounds::find_exclusively(tx, actor, id)?;
    let state = decide(Command::Publish, &old, actor, now)?;
    workflow::rounds::publishable(&old.document.rules)?;
    crate::rules::scorable(&old.document.rules)?;
    advance(tx, actor, &old, state, "round.published", now)
}

/// Opens the call: from here on the rules are frozen under their digest. The clock does it when the instant has come.
///
/// # Errors
/// [`Refusal::NotYet`] before that.
pub fn open(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Round, Error> {
    let old = rounds::find_exclusively(tx, actor, id)?;
    let state = decide(Command::Open, &old, actor, now)?;
    let digest = digest(&old.document)?;
    let frozen = Round { frozen: Some((now, digest.clone())), ..old.clone() };
    let next = moved(frozen, state);
    rounds::advance(tx, &old, &next)?;
    record(tx, actor, Record::new("round.opened", id, id, json!({ "digest": digest })), now)?;
    Ok(next)
}

/// Gives the call more time; a new version of the document that everybody can see.
///
/// # Errors
/// [`Refusal::Invalid`] when the new instant is not later than the old one.
pub fn extend(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, closes: Timestamp, now: Timestamp) -> Result<Round, Error> {
    let old = rounds::find_exclusively(tx, actor, id)?;
    decide(Command::Extend, &old, actor, now)?;
    let before = old.document.schedule.call_closes_at;
    if before.is_some_and(|at| closes <= at || now >= at) {
        return Err(Refusal::rule("/closes_at", "extension_not_later", json!({ "closes_at": before })).into());
    }
    let mut document = RoundDocument::clone(&old.document);
    document.schedule.call_closes_at = Some(closes);
    replace_document(tx, actor, &old, document, "round.extended", now)
}

/// Closes the call. It takes the round alone, so a submission is either before it or after it.
///
/// # Errors
/// [`Refusal::NotYet`] before the closing instant.
pub fn close_call(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Round, Error> {
    let old = rounds::find_exclusively(tx, actor, id)?;
    let state = decide(Command::CloseCall, &old, actor, now)?;
    advance(tx, actor, &old, state, "round.call_closed", now)
}

/// Calls a round off, with the reason on record.
///
/// # Errors
/// [`Refusal::WrongState`] once awards are on their way.
pub fn cancel(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, reason: &str, now: Timestamp) -> Result<Round, Error> {
    let old = rounds::find_exclusively(tx, actor, id)?;
    let state = decide(Command::Cancel, &old, actor, now)?;
    let next = moved(old.clone(), state);
    rounds::advance(tx, &old, &next)?;
    record(tx, actor, Record::new("round.cancelled", id, id, json!({ "reason": reason })), now)?;
    Ok(next)
}

/// Moves a round on and records it; used by the acts of other subjects that carry a round along.
///
/// # Errors
/// [`storage::Error::Conflict`].
pub(crate) fn advance(
    tx: &mut Tx<'_>,
    actor: &Actor,
    old: &Round,
    state: RoundState,
    kind: &'static str,
    now: Timestamp,
) -> Result<Round, Error> {
    let next = moved(old.clone(), state);
    rounds::advance(tx, old, &next)?;
    let behalf = workflow::roles::may(actor, old, workflow::roles::Duty::Programme).unwrap_or(None);
    record(tx, actor, Record::new(kind, old.id, old.id, json!({ "state": state })).on_behalf_of(behalf), now)?;
    Ok(next)
}

fn moved(round: Round, state: RoundState) -> Round {
    Round { state, version: round.version.saturating_add(1), ..round }
}

pub(crate) fn unchanged(stored: i64, read: i64) -> Result<(), Error> {
    if stored == read { Ok(()) } else { Err(storage::Error::Conflict.into()) }
}

fn digest(document: &RoundDocument) -> Result<String, Error> {
    transparency::digest(document).map_err(Error::broken)
}

/// Opens and closes every call whose instant has come; the clock's own acts, each with its event.
///
/// # Errors
/// When the database does not answer.
pub fn turn_due(tx: &mut Tx<'_>, clock: &Actor, now: Timestamp) -> Result<(), Error> {
    for round in rounds::list(tx, clock)? {
        let schedule = &round.document.schedule;
        if round.state == RoundState::Published && now >= schedule.call_opens_at {
            open(tx, clock, round.id, now)?;
        }
        if round.state == RoundState::Open && schedule.call_closes_at.is_some_and(|at| now >= at) {
            close_call(tx, clock, round.id, now)?;
        }
        if matches!(round.state, RoundState::Open | RoundState::Checking) {
            crate::checks::turn_due(tx, clock, &round, now)?;
        }
        if matches!(round.state, RoundState::InNotice | RoundState::Running) {
            crate::notices::turn_due(tx, clock, round.id, now)?;
            crate::agreements::turn_due(tx, clock, round.id, now)?;
        }
        if round.state == RoundState::Running {
            crate::reminders::turn_due(tx, clock, round.id, now)?;
        }
    }
    Ok(())
}

/// A round.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Round, Error> {
    Ok(rounds::find(tx, actor, id)?)
}

/// The rounds the actor may see.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Round>, Error> {
    Ok(rounds::list(tx, actor)?)
}

/// An applicant names its host in a round.
///
/// # Errors
/// [`Refusal::NotYours`]; [`storage::Error::Taken`] when one is named already.
pub fn ask_host(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    pair: (OrganisationId, OrganisationId),
    now: Timestamp,
) -> Result<Hosting, Error> {
    let (applicant, host) = pair;
    let round = rounds::find(tx, actor, id)?;
    if workflow::roles::may(actor, &round, workflow::roles::Duty::Programme).is_err() {
        workflow::organisations::speaks_for(actor, applicant)?;
    }
    organisations::find(tx, actor, host)?;
    let hosting = Hosting { id: tx.id::<HostingId>(now), round: id, applicant, host, state: "asked".into() };
    rounds::insert_hosting(tx, actor, &hosting, now)?;
    let body = json!({ "applicant": applicant, "host": host });
    record(tx, actor, Record::new("hosting.asked", id, hosting.id, body), now)?;
    Ok(hosting)
}

/// The host answers; the consent is its own act, not a scan.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Refusal::WrongState`] when it answered before.
pub fn answer_host(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    applicant: OrganisationId,
    answer: HostAnswer,
    now: Timestamp,
) -> Result<Hosting, Error> {
    rounds::find(tx, actor, id)?;
    let hosting = rounds::find_hosting(tx, actor, id, applicant)?.ok_or(storage::Error::NotFound)?;
    workflow::organisations::speaks_for(actor, hosting.host)?;
    let (state, kind) = match answer {
        HostAnswer::Confirm => ("confirmed", "hosting.confirmed"),
        HostAnswer::Decline => ("declined", "hosting.declined"),
    };
    if hosting.state != "asked" {
        return Err(Refusal::WrongState { command: "answer", state: "answered" }.into());
    }
    rounds::answer_hosting(tx, actor, hosting.id, state, now)?;
    record(tx, actor, Record::new(kind, id, hosting.id, json!({ "applicant": applicant })), now)?;
    Ok(Hosting { state: state.into(), ..hosting })
}

/// What a host answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostAnswer {
    /// It takes the money and keeps the vouchers.
    Confirm,
    /// It does not.
    Decline,
}

/// How far a call may be moved at once; a guard against slips of a digit, a year being the longest round seen.
pub const LONGEST_EXTENSION: SignedDuration = SignedDuration::from_hours(366 * 24);
