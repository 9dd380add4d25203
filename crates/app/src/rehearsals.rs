//! Rehearsals: a practice evening beside the real one, with the same people and projects. What is marked in it never counts, and goes with its end.

use crate::seats::PRACTICE;
use crate::stage::find_evening;
use crate::{Error, Record, record};
use model::{Actor, RoundId, SlotId, Timestamp};
use serde_json::json;
use storage::roadshows::Slot;
use storage::stage::Stage;
use storage::{Tx, roadshows, rounds, stage};
use workflow::Refusal;
use workflow::roles::{self, Duty};
use workflow::stage::{Command, decide};

/// Begins a rehearsal: the running order is copied, and every mark and vote goes to the copy.
///
/// # Errors
/// [`Refusal::WrongState`] while one is on; [`Refusal::NotNow`] with `slot_open` while a real slot takes marks.
pub fn start(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Stage, Error> {
    rounds::find_exclusively(tx, actor, id)?;
    let evening = find_evening(tx, actor, id)?;
    decide(Command::Rehearse, &evening.round, actor)?;
    if evening.stage.rehearsal_since.is_some() {
        return Err(Refusal::WrongState { command: "rehearse", state: "rehearsing" }.into());
    }
    if evening.slots.iter().any(|s| s.state == "scoring") {
        return Err(Refusal::not_now("slot_open", json!({})).into());
    }
    for slot in &evening.slots {
        let copy = Slot {
            id: tx.id(now),
            stage: format!("{PRACTICE}{}", slot.stage),
            state: "waiting".into(),
            opened_at: None,
            sealed_at: None,
            voting: "closed".into(),
            revealed_at: None,
            ..slot.clone()
        };
        roadshows::insert(tx, actor, &copy)?;
    }
    let next = Stage { rehearsal_since: Some(now), ..evening.stage };
    stage::put(tx, actor, &next, now)?;
    let behalf = roles::may(actor, &evening.round, Duty::Stage)?;
    record(tx, actor, Record::new("rehearsal.started", id, id, json!({})).on_behalf_of(behalf), now)?;
    Ok(next)
}

/// Ends the rehearsal and takes away all that was marked, voted and shown in it; the timer stands again, and the screen says welcome.
///
/// # Errors
/// [`Refusal::WrongState`] when none is on.
pub fn end(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Stage, Error> {
    rounds::find_exclusively(tx, actor, id)?;
    let evening = find_evening(tx, actor, id)?;
    decide(Command::Rehearse, &evening.round, actor)?;
    if evening.stage.rehearsal_since.is_none() {
        return Err(Refusal::WrongState { command: "end_rehearsal", state: "not_rehearsing" }.into());
    }
    let slots: Vec<SlotId> = evening.slots.iter().map(|s| s.id).collect();
    roadshows::delete_practice(tx, &slots)?;
    stage::withdraw_scenes(tx, actor.tenant, &evening.stage, now)?;
    let next = Stage { rehearsal_since: None, kept: Vec::new(), timer: None, ..evening.stage };
    stage::put(tx, actor, &next, now)?;
    let behalf = roles::may(actor, &evening.round, Duty::Stage)?;
    record(tx, actor, Record::new("rehearsal.ended", id, id, json!({})).on_behalf_of(behalf), now)?;
    Ok(next)
}
