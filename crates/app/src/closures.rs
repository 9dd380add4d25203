//! Completion: what is in the archive, the closing of projects, the closing of the round.

use crate::{Error, Record, letters, record};
use model::{Actor, Money, Proposal, ProposalId, ProposalState, Round, RoundId, Timestamp};
use notification::LetterKind;
use serde_json::json;
use storage::{Tx, evaluations, payments, proposals, rounds};
use workflow::Refusal;
use workflow::calendar::day_of;
use workflow::projects::{Command, decide};

/// Notes that an item of the round's check list is in the archive of a project.
///
/// # Errors
/// `item_unknown`; [`storage::Error::Taken`] when it was noted.
pub fn note(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, item: &str, now: Timestamp) -> Result<Vec<String>, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    decide(Command::Archive, &proposal, &round, actor)?;
    let known = checklist(&round);
    if !known.iter().any(|k| k == item) {
        return Err(Refusal::rule("/item", "item_unknown", json!({ "known": known })).into());
    }
    evaluations::insert_archive_item(tx, actor, id, item, now)?;
    record(
        tx,
        actor,
        Record::new("archive.noted", round.id, id, json!({ "proposal": proposal.code, "item": item })),
        now,
    )?;
    Ok(evaluations::list_archive(tx, &proposal)?)
}

fn checklist(round: &Round) -> &[String] {
    round.document.rules.closure().map(|c| c.archive_checklist.as_slice()).unwrap_or_default()
}

/// Closes a project whose archive is complete and whose money is settled.
///
/// # Errors
/// [`Refusal::NotNow`] with `archive_incomplete` or `money_open`.
pub fn close(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, now: Timestamp) -> Result<Proposal, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let state = decide(Command::Close, &proposal, &round, actor)?;
    let held = evaluations::list_archive(tx, &proposal)?;
    let missing: Vec<&String> = checklist(&round).iter().filter(|item| !held.contains(item)).collect();
    if !missing.is_empty() {
        return Err(Refusal::not_now("archive_incomplete", json!({ "missing": missing })).into());
    }
    settled(tx, std::slice::from_ref(&proposal))?;
    let next = proposal.advanced(state);
    proposals::advance(tx, &proposal, &next)?;
    let event =
        record(tx, actor, Record::new("project.closed", round.id, id, json!({ "proposal": proposal.code })), now)?;
    let money = crate::payments::find_position(tx, &proposal)?;
    let back: Money = payments::refunds(tx, std::slice::from_ref(&proposal))?.iter().map(|r| r.amount).sum();
    let facts = json!({
        "closed_on": day_of(&round.document.calendar, now), "granted_fen": money.grant, "spent_fen": money.paid.minus(back),
        "returned_fen": back,
    });
    letters::to_applicant(tx, actor, (&round, &next, event), (LetterKind::ProjectClosed, facts), now)?;
    Ok(next)
}

/// Whether no part is open and no refund is owed.
fn settled(tx: &mut Tx<'_>, of: &[Proposal]) -> Result<(), Error> {
    let parts = payments::list(tx, of)?.into_iter().filter(|p| p.state != "paid" && p.state != "cancelled").count();
    let owed = payments::refunds(tx, of)?.into_iter().filter(|r| r.received_at.is_none()).count();
    if parts == 0 && owed == 0 {
        Ok(())
    } else {
        Err(Refusal::not_now("money_open", json!({ "parts": parts, "refunds": owed })).into())
    }
}

/// Closes the round: no project runs any more, and all money is settled.
///
/// # Errors
/// [`Refusal::NotNow`] with `projects_open` or `money_open`.
pub fn close_round(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Round, Error> {
    use ProposalState as S;
    let round = rounds::find_exclusively(tx, actor, id)?;
    let state = workflow::rounds::decide(workflow::rounds::Command::Close, &round, actor, now)?;
    let all = proposals::list(tx, actor, &round)?;
    let running = [
        S::Proposed,
        S::InNotice,
        S::OnHold,
        S::Confirmed,
        S::Agreed,
        S::Active,
        S::Rectifying,
        S::MidPassed,
        S::Graded,
    ];
    let open: Vec<&str> = all.iter().filter(|p| running.contains(&p.state)).map(|p| p.code.as_str()).collect();
    if !open.is_empty() {
        return Err(Refusal::not_now("projects_open", json!({ "proposals": open })).into());
    }
    settled(tx, &all)?;
    crate::rounds::advance(tx, actor, &round, state, "round.closed", now)
}

/// Puts a closed round into the archive.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn archive_round(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Round, Error> {
    let round = rounds::find_exclusively(tx, actor, id)?;
    let state = workflow::rounds::decide(workflow::rounds::Command::Archive, &round, actor, now)?;
    crate::rounds::advance(tx, actor, &round, state, "round.archived", now)
}
