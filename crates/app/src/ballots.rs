//! Residents' votes: one credential, one voting session, one ballot per proposal, changeable until the slot is sealed.

use crate::{Error, Record, record};
use model::{Actor, Code, JurorId, OrganisationId, ProposalId, RoundId, SessionKind, TenantId, Timestamp, Who};
use serde_json::json;
pub use storage::ballots::{Ballot, Juror};
use storage::sessions::Session;
use storage::{Tx, ballots, proposals, roadshows, rounds, sessions};
use workflow::Refusal;
use workflow::roadshows::{Command, decide};
use workflow::roles::{self, Duty};

/// Gives a resident a vote; the credential is shown once and kept as a digest.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`storage::Error::Taken`] for the code.
pub fn register(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    new: (Code, String, Option<OrganisationId>, String),
    now: Timestamp,
) -> Result<Juror, Error> {
    let round = rounds::find(tx, actor, id)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let (code, name, community, credential_hash) = new;
    let juror = Juror { id: tx.id(now), round: id, code, name, community };
    ballots::insert_juror(tx, actor, &juror, &credential_hash)?;
    record(
        tx,
        actor,
        Record::new("juror.registered", id, juror.id, json!({ "code": juror.code })).on_behalf_of(behalf),
        now,
    )?;
    Ok(juror)
}

/// Opens the voting session of a credential. A new device ends the old one, so there is never more than one.
///
/// # Errors
/// [`storage::Error::NotFound`] for an unknown credential.
pub fn open_session(
    tx: &mut Tx<'_>,
    tenant: TenantId,
    credential_hash: &str,
    refresh_hash: String,
    now: Timestamp,
) -> Result<(Juror, Session), Error> {
    let juror = ballots::find_by_credential_unscoped(tx, tenant, credential_hash)?;
    let clock = Actor::clock(tenant);
    let round = rounds::find(tx, &clock, juror.round)?;
    sessions::revoke_in_round(tx, tenant, juror.id.0, round.id, now)?;
    let holder = (SessionKind::Juror, juror.id.0, Some(round.id));
    let session = crate::sessions::insert(tx, tenant, holder, refresh_hash, now)?;
    let actor = Actor { who: Who::Juror(juror.id), tenant, grants: Vec::new(), bound_to: Some(round.id) };
    record(tx, &actor, Record::new("juror.session_opened", round.id, juror.id, json!({ "code": juror.code })), now)?;
    Ok((juror, session))
}

/// Casts a ballot, or changes it.
///
/// # Errors
/// [`Refusal::NotNow`] outside the slot; [`Refusal::Conflicted`] when the juror is excluded from this vote.
pub fn vote(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, choice: &str, now: Timestamp) -> Result<(), Error> {
    let Who::Juror(juror) = actor.who else {
        return Err(Refusal::NotYours.into());
    };
    let slot = roadshows::find_shared_by_proposal(tx, actor, id)?;
    let round = rounds::find(tx, actor, slot.round)?;
    decide(Command::Vote, &slot.state, &round, actor)?;
    workflow::roadshows::may_vote(&slot.voting)?;
    let ballot = Ballot { slot: slot.id, juror, choice: choice.into(), reason: None };
    match ballots::put(tx, actor, &ballot, now) {
        Err(storage::Error::Conflict) => {
            return Err(Refusal::Conflicted { code: "excluded_from_vote", facts: json!({}) }.into());
        }
        other => other?,
    }
    // How somebody voted stays out of the event.
    record(tx, actor, Record::new("ballot.cast", round.id, slot.id, json!({})), now)?;
    Ok(())
}

/// Excludes a resident from one vote, with the reason on record: a member of the group, a relative.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`storage::Error::NotFound`].
pub fn exclude(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    of: (Code, String),
    now: Timestamp,
) -> Result<JurorId, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let (code, reason) = of;
    let juror = ballots::list_jurors(tx, actor, &round)?
        .into_iter()
        .find(|j| j.code == code)
        .ok_or(storage::Error::NotFound)?;
    let slot = roadshows::find_shared_by_proposal(tx, actor, id)?;
    if slot.state == "sealed" {
        return Err(Refusal::not_now("slot_sealed", json!({})).into());
    }
    let ballot = Ballot { slot: slot.id, juror: juror.id, choice: "excluded".into(), reason: Some(reason) };
    ballots::put(tx, actor, &ballot, now)?;
    record(
        tx,
        actor,
        Record::new("juror.excluded", round.id, slot.id, json!({ "juror": juror.code })).on_behalf_of(behalf),
        now,
    )?;
    Ok(juror.id)
}
