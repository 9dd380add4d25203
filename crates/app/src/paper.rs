//! Paper sheets: two people copy them, neither seeing the other's copy, and only where both agree is there a sheet.

use crate::{Error, Record, record};
use model::{Actor, Mark, PersonId, ProposalId, Timestamp};
use serde_json::json;
use std::collections::BTreeMap;
pub use storage::declarations::PaperEntry;
use storage::sheets::Sheet;
use storage::{Tx, declarations, proposals, roadshows, rounds, seats, sheets};
use workflow::Refusal;
use workflow::roles::{self, Duty};

/// What became of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// A second person has to copy it as well.
    AwaitingSecond,
    /// Two copies agree: the sheet counts as signed, the ballot is counted.
    Agreed,
}

/// Copies a paper sheet. With the second copy that agrees it becomes the judge's signed sheet, marked on the record as from paper.
///
/// # Errors
/// `criteria_differ` and the like for the marks; [`Refusal::NotNow`] with `paper_entries_differ`, naming the criteria and both copies.
pub fn copy(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: (PersonId, BTreeMap<String, Mark>, Option<String>),
    now: Timestamp,
) -> Result<Copied, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let typist = actor.person().ok_or(Refusal::NotYours)?;
    let slot = roadshows::find_exclusively_by_proposal(tx, actor, id)?;
    let (judge, marks, comment) = new;
    let panel = crate::seats::panel(&slot.stage);
    if seats::find_of(tx, actor, &round, panel, judge)?.is_none() {
        return Err(storage::Error::NotFound.into());
    }
    if seats::find_recusal(tx, actor, &round, panel, (judge, id))?.is_some() {
        return Err(Refusal::Conflicted { code: "recused", facts: json!({}) }.into());
    }
    workflow::roadshows::is_open(&slot.state)?;
    let rule = crate::sheets::rule(&round, &slot.stage)?;
    scoring::rubric::read(&rule.rubric, &marks)?;
    let old = sheets::find_own(tx, actor, slot.id, judge)?;
    if old.as_ref().is_some_and(|s| s.state != "saved") {
        return Err(Refusal::WrongState { command: "copy", state: "signed" }.into());
    }
    let entry = PaperEntry { slot: slot.id, judge, typist, marks, comment };
    let others = declarations::list_paper_by_others(tx, actor, (slot.id, judge), typist)?;
    if let Some(other) = others.first() {
        agree(&entry, other)?;
    }
    declarations::put_paper(tx, actor, &entry, now)?;
    let (kind, copied) = match others.first() {
        Some(_) => ("sheet.signed", Copied::Agreed),
        None => ("paper.copied", Copied::AwaitingSecond),
    };
    if copied == Copied::Agreed {
        sign(tx, actor, &entry, old.as_ref(), now)?;
    }
    let body = json!({ "judge": judge, "source": "paper" });
    record(tx, actor, Record::new(kind, round.id, slot.id, body).on_behalf_of(behalf), now)?;
    Ok(copied)
}

/// Refuses a copy that differs from the other, and shows both where they do: whoever compares them needs the paper and both copies.
fn agree(entry: &PaperEntry, other: &PaperEntry) -> Result<(), Refusal> {
    let differing: Vec<_> = entry
        .marks
        .iter()
        .filter(|(criterion, mark)| other.marks.get(*criterion) != Some(*mark))
        .map(|(criterion, mark)| json!({ "criterion": criterion, "first": other.marks.get(criterion), "second": mark }))
        .collect();
    if differing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::not_now("paper_entries_differ", json!({ "criteria": differing })))
    }
}

fn sign(tx: &mut Tx<'_>, actor: &Actor, entry: &PaperEntry, old: Option<&Sheet>, now: Timestamp) -> Result<(), Error> {
    let sheet = Sheet {
        id: old.map_or_else(|| tx.id(now), |s| s.id),
        slot: entry.slot,
        judge: entry.judge,
        state: "signed".into(),
        marks: entry.marks.clone(),
        comment: entry.comment.clone(),
        version: old.map_or(1, |s| s.version.saturating_add(1)),
        saved_at: now,
        signed_at: Some(now),
    };
    match old {
        Some(old) => Ok(sheets::replace(tx, actor, old, &sheet)?),
        None => Ok(sheets::insert(tx, actor, &sheet)?),
    }
}
