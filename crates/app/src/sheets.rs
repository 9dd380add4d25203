//! Score sheets: saved, signed, reopened by the chair. A sheet is its author's alone until its slot is sealed.

use crate::seats::may_mark;
use crate::{Error, Record, record};
use model::rules::Roadshow;
use model::{Actor, Mark, PersonId, ProposalId, Role, Round, Timestamp};
use serde_json::json;
use std::collections::BTreeMap;
use storage::roadshows::Slot;
pub use storage::sheets::Sheet;
use storage::{Tx, proposals, roadshows, rounds, seats, sheets};
use workflow::Refusal;
use workflow::roadshows::{Command, decide};
use workflow::roles::{self, Duty};

struct Desk {
    round: Round,
    slot: Slot,
    judge: PersonId,
    sheet: Option<Sheet>,
}

/// Finds where the judge marks and what the judge has marked there, in the order of refusal: visibility, role, conflict, state.
fn sit_down(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, command: Command) -> Result<Desk, Error> {
    let proposal = proposals::find_outline(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    roles::may(actor, &round, Duty::Mark)?;
    let slot = roadshows::find_shared_by_proposal(tx, actor, id)?;
    let place = may_mark(tx, actor, &round, (&slot.stage, Some(slot.id)), &proposal)?;
    crate::seats::has_declared(&place)?;
    decide(command, &slot.state, &round, actor)?;
    Ok(Desk { round, slot, judge: place.seat.person, sheet: place.sheet })
}

/// The rules of the roadshow that a stage belongs to.
///
/// # Errors
/// When the round has no such roadshow, which is a bug.
pub(crate) fn rule<'r>(round: &'r Round, stage: &str) -> Result<&'r Roadshow, Error> {
    let panel = crate::seats::panel(stage);
    let found = round.document.rules.roadshows().enumerate().find(|(n, _)| crate::seats::roadshow(*n) == panel);
    found.map(|(_, rule)| rule).ok_or_else(|| Error::broken("a slot of a stage that the round does not have"))
}

/// Saves marks as far as they are. The later edit of the same judge counts, the earlier one stays as a version.
///
/// # Errors
/// [`Refusal::Conflicted`] with `recused`; `mark_not_on_step`, `mark_out_of_range`; [`Refusal::NotNow`] outside the slot.
pub fn save(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: (BTreeMap<String, Mark>, Option<String>),
    now: Timestamp,
) -> Result<Sheet, Error> {
    let desk = sit_down(tx, actor, id, Command::Save)?;
    let (marks, comment) = new;
    let rule = rule(&desk.round, &desk.slot.stage)?;
    for (criterion, mark) in &marks {
        scoring::rubric::fits(&rule.rubric, criterion, *mark)?;
    }
    let old = desk.sheet;
    if old.as_ref().is_some_and(|s| s.state != "saved") {
        return Err(Refusal::WrongState { command: "save", state: "signed" }.into());
    }
    let sheet = Sheet {
        id: old.as_ref().map_or_else(|| tx.id(now), |s| s.id),
        slot: desk.slot.id,
        judge: desk.judge,
        state: "saved".into(),
        marks,
        comment,
        version: old.as_ref().map_or(1, |s| s.version.saturating_add(1)),
        saved_at: now,
        signed_at: None,
    };
    match &old {
        Some(old) => sheets::replace(tx, actor, old, &sheet)?,
        None => sheets::insert(tx, actor, &sheet)?,
    }
    // The marks stay out of the event: it is read by others before the slot is sealed.
    record(tx, actor, Record::new("sheet.saved", desk.round.id, sheet.id, json!({ "version": sheet.version })), now)?;
    Ok(sheet)
}

/// Signs a complete sheet; from then on only the chair can reopen it.
///
/// # Errors
/// `criteria_differ` while a mark is missing; `comment_required` for a total far below or above.
pub fn sign(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, now: Timestamp) -> Result<Sheet, Error> {
    let desk = sit_down(tx, actor, id, Command::Sign)?;
    let old = desk.sheet.ok_or(storage::Error::NotFound)?;
    if old.state != "saved" {
        return Err(Refusal::WrongState { command: "sign", state: "signed" }.into());
    }
    let rule = rule(&desk.round, &desk.slot.stage)?;
    let total = scoring::rubric::total(&scoring::rubric::read(&rule.rubric, &old.marks)?);
    if let Some(bounds) = &rule.rubric.comment_required
        && (total < bounds.total_below || total > bounds.total_above)
        && old.comment.as_deref().is_none_or(|c| c.trim().is_empty())
    {
        let facts = json!({ "total": total, "below": bounds.total_below, "above": bounds.total_above });
        return Err(Refusal::rule("/comment", "comment_required", facts).into());
    }
    let sheet =
        Sheet { state: "signed".into(), signed_at: Some(now), version: old.version.saturating_add(1), ..old.clone() };
    sheets::replace(tx, actor, &old, &sheet)?;
    record(tx, actor, Record::new("sheet.signed", desk.round.id, sheet.id, json!({ "version": sheet.version })), now)?;
    Ok(sheet)
}

/// The judge's own sheet; `None` while there is none.
///
/// # Errors
/// [`storage::Error::NotFound`] without a slot; [`Refusal::NotYours`] for who is no judge.
pub fn find_own(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Option<Sheet>, Error> {
    proposals::find_outline(tx, actor, id)?;
    let slot = roadshows::find_by_proposal(tx, actor, id)?;
    let judge = actor.person().ok_or(Refusal::NotYours)?;
    Ok(sheets::find_own(tx, actor, slot.id, judge)?)
}

/// Reopens a signed sheet before its slot is sealed; only the chair may, with the reason on record.
///
/// # Errors
/// [`Refusal::NotYourRole`] for who is not the chair.
pub fn reopen(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    of: (PersonId, String),
    now: Timestamp,
) -> Result<Sheet, Error> {
    let proposal = proposals::find_outline(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    if !actor.has_in(Role::Chair, round.id) {
        return Err(Refusal::NotYourRole { needs: vec![Role::Chair] }.into());
    }
    let (judge, reason) = of;
    let slot = roadshows::find_shared_by_proposal(tx, actor, id)?;
    workflow::roadshows::is_open(&slot.state)?;
    let old = sheets::find_own(tx, actor, slot.id, judge)?.ok_or(storage::Error::NotFound)?;
    if old.state != "signed" {
        return Err(Refusal::WrongState { command: "reopen", state: "saved" }.into());
    }
    let sheet = Sheet { state: "saved".into(), signed_at: None, version: old.version.saturating_add(1), ..old.clone() };
    sheets::replace(tx, actor, &old, &sheet)?;
    record(tx, actor, Record::new("sheet.reopened", round.id, sheet.id, json!({ "reason": reason })), now)?;
    Ok(sheet)
}

/// Puts on record that a judge was not there: the panel is smaller for this pitch.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::WrongState`] when the judge has signed.
pub fn note_absent(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    judge: PersonId,
    now: Timestamp,
) -> Result<Sheet, Error> {
    let proposal = proposals::find_outline(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let slot = roadshows::find_shared_by_proposal(tx, actor, id)?;
    if seats::find_of(tx, actor, &round, crate::seats::panel(&slot.stage), judge)?.is_none() {
        return Err(storage::Error::NotFound.into());
    }
    workflow::roadshows::is_open(&slot.state)?;
    let old = sheets::find_own(tx, actor, slot.id, judge)?;
    let absent = |id, version| Sheet {
        id,
        slot: slot.id,
        judge,
        state: "absent".into(),
        marks: BTreeMap::new(),
        comment: None,
        version,
        saved_at: now,
        signed_at: None,
    };
    let sheet = match &old {
        Some(signed) if signed.state == "signed" => {
            return Err(Refusal::WrongState { command: "note_absent", state: "signed" }.into());
        }
        Some(old) => absent(old.id, old.version.saturating_add(1)),
        None => absent(tx.id(now), 1),
    };
    match &old {
        Some(old) => sheets::replace(tx, actor, old, &sheet)?,
        None => sheets::insert(tx, actor, &sheet)?,
    }
    record(
        tx,
        actor,
        Record::new("judge.absent", round.id, sheet.id, json!({ "judge": judge })).on_behalf_of(behalf),
        now,
    )?;
    Ok(sheet)
}
