//! Residents' votes: one credential, one voting session, one ballot per proposal, changeable until the slot is sealed.

use crate::paper::Copied;
use crate::stage::Card;
use crate::{Error, Record, record};
use model::{
    Actor, Code, JurorId, OrganisationId, ProposalId, Round, RoundId, SessionKind, SlotId, TenantId, Timestamp, Who,
};
use serde_json::json;
pub use storage::ballots::{Ballot, Juror, PaperBallot};
use storage::roadshows::Slot;
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
    if ballots::list_own(tx, actor, juror, &[slot.id])?.iter().any(|(_, _, source)| source == "paper") {
        return Err(Refusal::not_now("already_voted", json!({ "source": "paper" })).into());
    }
    let ballot = Ballot { slot: slot.id, juror, choice: choice.into(), reason: None, source: "phone".into() };
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

/// Copies a paper ballot. With the second copy that agrees it is counted, once: a resident who voted by phone, or on paper before, is refused.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`storage::Error::NotFound`] for the code; [`Refusal::NotNow`] with `already_voted`, outside the vote, and with `paper_entries_differ`.
pub fn copy_paper(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    of: (Code, String),
    now: Timestamp,
) -> Result<Copied, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let typist = actor.person().ok_or(Refusal::NotYours)?;
    let slot = roadshows::find_exclusively_by_proposal(tx, actor, id)?;
    workflow::roadshows::is_open(&slot.state)?;
    let (code, choice) = of;
    let juror = entitled(tx, actor, &round, (&code, slot.id))?;
    let other = ballots::find_paper_by_another(tx, actor, (slot.id, juror), typist)?;
    if other.as_ref().is_some_and(|other| *other != choice) {
        return Err(Refusal::not_now("paper_entries_differ", json!({ "first": other, "second": choice })).into());
    }
    let copy = PaperBallot { slot: slot.id, juror, typist, choice: choice.clone() };
    ballots::put_paper(tx, actor, &copy, now)?;
    let (kind, copied) = match other {
        Some(_) => ("ballot.counted_from_paper", Copied::Agreed),
        None => ("ballot.copied_from_paper", Copied::AwaitingSecond),
    };
    if copied == Copied::Agreed {
        let ballot = Ballot { slot: slot.id, juror, choice, reason: None, source: "paper".into() };
        ballots::put(tx, actor, &ballot, now)?;
    }
    // How somebody voted stays out of the event.
    record(tx, actor, Record::new(kind, round.id, slot.id, json!({ "juror": code })).on_behalf_of(behalf), now)?;
    Ok(copied)
}

/// The resident with this code, unless their vote on this slot is there already or they are excluded from it.
fn entitled(tx: &mut Tx<'_>, actor: &Actor, round: &Round, of: (&Code, SlotId)) -> Result<JurorId, Error> {
    let (code, slot) = of;
    let jurors = ballots::list_jurors(tx, actor, round)?;
    let juror = jurors.into_iter().find(|j| j.code == *code).ok_or(storage::Error::NotFound)?;
    match ballots::list_own(tx, actor, juror.id, &[slot])?.first() {
        Some((_, held, _)) if held == "excluded" => {
            Err(Refusal::Conflicted { code: "excluded_from_vote", facts: json!({}) }.into())
        }
        Some(_) => Err(Refusal::not_now("already_voted", json!({ "juror": code })).into()),
        None => Ok(juror.id),
    }
}

/// How many credentials a round gave out, and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JurorCount {
    /// Given out; used and unused add up to it.
    pub issued: i64,
    /// Residents who opened a voting session or whose paper ballot counts.
    pub used: i64,
    /// Paper ballots that one person copied and a second has not.
    pub awaiting_second: i64,
}

/// How many residents have a vote in a round, how many of them have used it, and how many paper ballots still wait.
///
/// # Errors
/// [`Refusal::NotYourRole`].
pub fn list_count(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<JurorCount, Error> {
    let round = rounds::find(tx, actor, id)?;
    roles::may(actor, &round, Duty::Stage).or_else(|_| roles::may(actor, &round, Duty::Oversee))?;
    let issued = i64::try_from(ballots::list_jurors(tx, actor, &round)?.len()).unwrap_or(i64::MAX);
    let used = ballots::count_used(tx, actor, &round)?;
    Ok(JurorCount { issued, used, awaiting_second: ballots::count_awaiting(tx, actor, &round)? })
}

/// A resident's own list: every slot of the evening with what they chose there.
#[derive(Debug, Clone, PartialEq)]
pub struct Voting {
    /// The round.
    pub round: Round,
    /// The resident.
    pub juror: Juror,
    /// The slots, each with its project and the resident's own choice.
    pub slots: Vec<(Slot, Card, Option<String>)>,
}

/// The list of the resident who asks.
///
/// # Errors
/// [`Refusal::NotYours`] for who has no vote here.
pub fn find_voting(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Voting, Error> {
    let Who::Juror(who) = actor.who else {
        return Err(Refusal::NotYours.into());
    };
    let evening = crate::stage::find_evening(tx, actor, id)?;
    let jurors = ballots::list_jurors(tx, actor, &evening.round)?;
    let juror = jurors.into_iter().find(|j| j.id == who).ok_or(Refusal::NotYours)?;
    let ids: Vec<SlotId> = evening.slots.iter().map(|s| s.id).collect();
    let own = ballots::list_own(tx, actor, who, &ids)?;
    let cards = crate::stage::list_cards(tx, actor.tenant, &evening.round)?;
    let choice = |slot: SlotId| own.iter().find(|(id, _, _)| *id == slot).map(|(_, choice, _)| choice.clone());
    let listed = |s: Slot| Some((s.clone(), cards.iter().find(|c| c.id == s.proposal)?.clone(), choice(s.id)));
    Ok(Voting { slots: evening.slots.into_iter().filter_map(listed).collect(), round: evening.round, juror })
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
    let ballot = Ballot {
        slot: slot.id,
        juror: juror.id,
        choice: "excluded".into(),
        reason: Some(reason),
        source: "phone".into(),
    };
    ballots::put(tx, actor, &ballot, now)?;
    record(
        tx,
        actor,
        Record::new("juror.excluded", round.id, slot.id, json!({ "juror": juror.code })).on_behalf_of(behalf),
        now,
    )?;
    Ok(juror.id)
}
