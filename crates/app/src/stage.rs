//! Leading an evening: what the big screen shows, how results come out, the timer, the residents' vote.

mod rows;
mod view;

pub use rows::{Judged, Part, Row};
pub use view::{Awarded, Card, Device, Favourite, SlotShown, StageShown, view};
pub(crate) use view::{card, is_told, list_cards};

use crate::seats::{self as panels, PRACTICE};
use crate::{Error, Record, record};
use model::rules::Roadshow;
use model::stage::{RevealMode, SceneKind, TimerPhase};
use model::{Actor, EventId, ProposalId, Round, RoundId, SlotId, Timestamp};
use serde_json::json;
use storage::roadshows::Slot;
pub use storage::stage::{Scene, Stage, Timer};
use storage::{Tx, roadshows, rounds, stage};
use workflow::Refusal;
use workflow::roles::{self, Duty};
use workflow::stage::{Command, Place, decide};

/// An evening with what rules and fills it.
pub(crate) struct Evening {
    pub(crate) round: Round,
    pub(crate) stage: Stage,
    pub(crate) rule: Roadshow,
    /// The running order; in a rehearsal that of the rehearsal.
    pub(crate) slots: Vec<Slot>,
}

impl Evening {
    /// The slots as far as showing their results goes.
    pub(crate) fn places(&self) -> Vec<Place> {
        let place = |s: &Slot| Place {
            sealed: s.state == "sealed",
            revealed: s.revealed_at.is_some(),
            kept: self.stage.kept.contains(&s.id),
        };
        self.slots.iter().map(place).collect()
    }

    /// The slots whose results the hall sees now.
    fn shown(&self) -> Vec<SlotId> {
        let (order, rule) = (self.places(), (&self.rule.reveal, self.stage.mode));
        let hall = model::stage::Audience::Screen;
        let shows = |n: &usize| workflow::stage::shows(hall, rule, self.round.state, &order, *n);
        self.slots.iter().enumerate().filter(|(n, _)| shows(n)).map(|(_, s)| s.id).collect()
    }
}

/// The evening that is on, or the last one; before any order is drawn the first one, without slots.
pub(crate) fn find_evening(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Evening, Error> {
    let round = rounds::find(tx, actor, id)?;
    let mut found = None;
    for (n, rule) in round.document.rules.roadshows().enumerate() {
        let name = panels::roadshow(n);
        let slots = roadshows::list(tx, actor, &round, &name)?;
        if found.is_none() || !slots.is_empty() {
            found = Some((name, rule.clone(), slots));
        }
    }
    let (name, rule, mut slots) = found.ok_or(storage::Error::NotFound)?;
    let stage = stage::find(tx, actor.tenant, id, &name)?.unwrap_or_else(|| Stage {
        round: id,
        evening: name.clone(),
        mode: RevealMode::OneByOne,
        kept: Vec::new(),
        timer: None,
        rehearsal_since: None,
        version: 0,
    });
    if stage.rehearsal_since.is_some() {
        slots = roadshows::list(tx, actor, &round, &format!("{PRACTICE}{name}"))?;
    }
    Ok(Evening { round, stage, rule, slots })
}

/// Writes how the evening is led from now on, and the event of it.
fn save(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Stage),
    what: (&'static str, serde_json::Value),
    now: Timestamp,
) -> Result<EventId, Error> {
    let (round, new) = of;
    stage::put(tx, actor, new, now)?;
    let behalf = roles::may(actor, round, Duty::Stage)?;
    record(tx, actor, Record::new(what.0, round.id, round.id, what.1).on_behalf_of(behalf), now)
}

/// Tells the big screen what to show.
///
/// # Errors
/// `proposal_missing` for a scene about a project that names none; `proposal_unknown` for one that does not pitch on this evening.
pub fn show(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    new: (SceneKind, Option<ProposalId>, i64),
    now: Timestamp,
) -> Result<Scene, Error> {
    let evening = find_evening(tx, actor, id)?;
    decide(Command::Show, &evening.round, actor)?;
    let (kind, proposal, step) = new;
    let about_one = matches!(kind, SceneKind::Card | SceneKind::Waiting | SceneKind::Single);
    if about_one && proposal.is_none() {
        return Err(Refusal::rule("/proposal", "proposal_missing", json!({})).into());
    }
    if proposal.is_some_and(|p| evening.slots.iter().all(|s| s.proposal != p)) {
        return Err(Refusal::rule("/proposal", "proposal_unknown", json!({})).into());
    }
    let scene = Scene { id: tx.id(now), kind, proposal, step };
    stage::insert_scene(tx, actor, &evening.stage, &scene, now)?;
    let body = json!({ "kind": kind, "step": step });
    let behalf = roles::may(actor, &evening.round, Duty::Stage)?;
    record(tx, actor, Record::new("stage.scene_shown", id, scene.id, body).on_behalf_of(behalf), now)?;
    Ok(scene)
}

/// Takes the scene back; the one before it is shown again.
///
/// # Errors
/// [`Refusal::NotNow`] with `no_scene` when there is none.
pub fn withdraw_scene(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Option<Scene>, Error> {
    let evening = find_evening(tx, actor, id)?;
    decide(Command::Show, &evening.round, actor)?;
    let shown = stage::find_scene(tx, actor.tenant, &evening.stage)?;
    let shown = shown.ok_or_else(|| Refusal::not_now("no_scene", json!({})))?;
    stage::withdraw_scene(tx, shown.id, now)?;
    let behalf = roles::may(actor, &evening.round, Duty::Stage)?;
    record(tx, actor, Record::new("stage.scene_withdrawn", id, shown.id, json!({})).on_behalf_of(behalf), now)?;
    Ok(stage::find_scene(tx, actor.tenant, &evening.stage)?)
}

/// Chooses how results come out. Freezing keeps what the hall sees at this moment.
///
/// # Errors
/// [`Refusal::NotYourRole`], [`Refusal::WrongState`].
pub fn set_mode(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, mode: RevealMode, now: Timestamp) -> Result<Stage, Error> {
    let evening = find_evening(tx, actor, id)?;
    decide(Command::Reveal, &evening.round, actor)?;
    let kept = if mode == RevealMode::Frozen { evening.shown() } else { Vec::new() };
    let next = Stage { mode, kept, ..evening.stage.clone() };
    save(tx, actor, (&evening.round, &next), ("stage.mode_set", json!({ "mode": mode })), now)?;
    Ok(next)
}

/// What the host does to the timer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimerAct {
    /// Start it, or go on after a pause.
    Start,
    /// Stop it where it is.
    Pause,
    /// Set it back to its whole length.
    Reset,
}

/// Starts, pauses or resets the timer. Its length is what the rules give to the phase.
///
/// # Errors
/// [`Refusal::NotYourRole`], [`Refusal::WrongState`].
pub fn set_timer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    of: (TimerPhase, TimerAct),
    now: Timestamp,
) -> Result<Stage, Error> {
    let evening = find_evening(tx, actor, id)?;
    decide(Command::Time, &evening.round, actor)?;
    let (phase, act) = of;
    let length_secs = match phase {
        TimerPhase::Present => evening.rule.present_secs,
        TimerPhase::Questions => evening.rule.questions_secs,
    };
    let held = evening.stage.timer.filter(|t| t.phase == phase);
    let left = held.map_or(length_secs, |t| left_secs(&t, now));
    let fresh = Timer { phase, length_secs, started_at: None, left_secs: None };
    let timer = match act {
        TimerAct::Start => {
            let gone = jiff::SignedDuration::from_secs(length_secs.saturating_sub(left));
            Timer { started_at: now.saturating_sub(gone).ok(), ..fresh }
        }
        TimerAct::Pause => Timer { left_secs: Some(left), ..fresh },
        TimerAct::Reset => fresh,
    };
    let next = Stage { timer: Some(timer), ..evening.stage.clone() };
    save(tx, actor, (&evening.round, &next), ("stage.timer_set", json!({ "phase": phase, "act": act })), now)?;
    Ok(next)
}

/// How many seconds a timer has left at this instant, never less than none.
fn left_secs(timer: &Timer, now: Timestamp) -> i64 {
    let running = timer.started_at.map(|at| timer.length_secs.saturating_sub(now.duration_since(at).as_secs()));
    running.or(timer.left_secs).unwrap_or(timer.length_secs).max(0)
}

/// Reveals one result, where results come out one by one.
///
/// # Errors
/// [`Refusal::NotNow`] with `not_revealable` before the round's reveal policy has come to it.
pub fn reveal(tx: &mut Tx<'_>, actor: &Actor, id: SlotId, now: Timestamp) -> Result<Slot, Error> {
    reveal_step(tx, actor, id, Some(now), now)
}

/// Takes a reveal back.
///
/// # Errors
/// [`Refusal::WrongState`] when it is not revealed.
pub fn conceal(tx: &mut Tx<'_>, actor: &Actor, id: SlotId, now: Timestamp) -> Result<Slot, Error> {
    reveal_step(tx, actor, id, None, now)
}

fn reveal_step(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: SlotId,
    revealed_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Slot, Error> {
    let old = roadshows::find_exclusively(tx, actor, id)?;
    let evening = find_evening(tx, actor, old.round)?;
    decide(Command::Reveal, &evening.round, actor)?;
    let n = evening.slots.iter().position(|s| s.id == id).ok_or(storage::Error::NotFound)?;
    let kind = match revealed_at {
        Some(_) if old.revealed_at.is_some() => {
            return Err(Refusal::WrongState { command: "reveal", state: "revealed" }.into());
        }
        None if old.revealed_at.is_none() => {
            return Err(Refusal::WrongState { command: "conceal", state: "hidden" }.into());
        }
        Some(_) => {
            workflow::stage::may_reveal(&evening.rule.reveal, &evening.places(), n)?;
            "slot.revealed"
        }
        None => "slot.concealed",
    };
    let next = Slot { revealed_at, ..old.clone() };
    roadshows::advance(tx, &old, &next)?;
    let behalf = roles::may(actor, &evening.round, Duty::Stage)?;
    let body = json!({ "position": next.position, "stage": next.stage });
    record(tx, actor, Record::new(kind, old.round, id, body).on_behalf_of(behalf), now)?;
    Ok(next)
}

/// Opens the residents' vote of a slot again.
///
/// # Errors
/// [`Refusal::NotNow`] with `slot_not_open`; [`Refusal::WrongState`] when it is open.
pub fn open_voting(tx: &mut Tx<'_>, actor: &Actor, id: SlotId, now: Timestamp) -> Result<Slot, Error> {
    voting_step(tx, actor, id, ("closed", "open", "voting.opened"), now)
}

/// Closes the residents' vote of a slot; the judges go on.
///
/// # Errors
/// As [`open_voting`].
pub fn close_voting(tx: &mut Tx<'_>, actor: &Actor, id: SlotId, now: Timestamp) -> Result<Slot, Error> {
    voting_step(tx, actor, id, ("open", "closed", "voting.closed"), now)
}

fn voting_step(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: SlotId,
    step: (&'static str, &'static str, &'static str),
    now: Timestamp,
) -> Result<Slot, Error> {
    let (from, to, kind) = step;
    let old = roadshows::find_exclusively(tx, actor, id)?;
    let round = rounds::find(tx, actor, old.round)?;
    decide(Command::Vote, &round, actor)?;
    workflow::roadshows::is_open(&old.state)?;
    if old.voting != from {
        return Err(Refusal::WrongState { command: "vote", state: to }.into());
    }
    let next = Slot { voting: to.into(), ..old.clone() };
    roadshows::advance(tx, &old, &next)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let body = json!({ "position": next.position, "stage": next.stage });
    record(tx, actor, Record::new(kind, round.id, id, body).on_behalf_of(behalf), now)?;
    Ok(next)
}
