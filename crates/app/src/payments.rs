//! Payments: requested, approved, approved again by another person, paid; and refunds. Every fen is booked in the act's own transaction.

use crate::{Error, Record, letters, record};
use model::rules::{Gate, PaymentStep};
use model::{Actor, EventId, InstalmentId, Money, PersonId, Proposal, ProposalId, Role, Round, Timestamp};
use notification::LetterKind;
use serde_json::json;
use storage::ledger::{self, Transfer};
pub use storage::payments::{Instalment, Refund, Step};
use storage::{Tx, agreements, payments, proposals, rounds};
use workflow::Refusal;
use workflow::calendar::day_of;
use workflow::instalments::{self, Progress};
use workflow::projects::{Command, decide};
use workflow::roles::{self, Duty};

/// Does one step of the payment of an instalment. The instalment is held alone, a step is a unique row, and what is paid is booked once: three locks on the same door.
///
/// # Errors
/// In the order role, conflict (`second_approver_must_differ`), state, gate.
pub fn step(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: InstalmentId,
    next: (PaymentStep, Option<String>),
    now: Timestamp,
) -> Result<Instalment, Error> {
    let (old, proposal) = payments::find_exclusively(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let (step, reference) = next;
    let done = done(tx, &old)?;
    let state = old.state.parse::<PaymentStep>().map_or_else(
        |_| {
            if old.state == "planned" { "planned" } else { "cancelled" }
        },
        PaymentStep::as_str,
    );
    instalments::step(step, state, &done, &round, actor)?;
    crate::agreements::unfrozen(tx, actor, (&round, &proposal))?;
    if step == PaymentStep::Requested {
        gate(tx, actor, (&round, &proposal), &old)?;
    }
    if step == PaymentStep::Paid && reference.is_none() {
        return Err(Refusal::rule("/reference", "reference_missing", json!({})).into());
    }
    let instalment = Instalment { state: step.as_str().into(), version: old.version.saturating_add(1), ..old.clone() };
    payments::advance(tx, &old, &instalment)?;
    let person = actor.person().ok_or(Refusal::NotYours)?;
    payments::insert_step(tx, actor, &Step { instalment: id, step: step.as_str().into(), person, at: now, reference })?;
    let kind = match step {
        PaymentStep::Requested => "instalment.requested",
        PaymentStep::Approved => "instalment.approved",
        PaymentStep::ApprovedAgain => "instalment.approved_again",
        PaymentStep::Paid => "instalment.paid",
    };
    let body = json!({ "proposal": proposal.code, "part": old.part, "amount_fen": old.amount });
    let event = record(tx, actor, Record::new(kind, round.id, id, body), now)?;
    if step == PaymentStep::Paid {
        pay(tx, actor, (&round, &proposal), &instalment, event, now)?;
    }
    Ok(instalment)
}

fn done(tx: &mut Tx<'_>, of: &Instalment) -> Result<Vec<(PaymentStep, PersonId)>, Error> {
    let steps = payments::steps(tx, std::slice::from_ref(of))?;
    steps.into_iter().map(|s| Ok((s.step.parse().map_err(Error::broken)?, s.person))).collect()
}

fn gate(tx: &mut Tx<'_>, actor: &Actor, of: (&Round, &Proposal), instalment: &Instalment) -> Result<(), Error> {
    let (round, proposal) = of;
    let gate: Gate = serde_json::from_value(json!(instalment.gate)).map_err(Error::broken)?;
    let milestones_accepted = crate::milestones::gate_accepted(tx, actor, round, proposal)?;
    if instalment.amount == Money::ZERO {
        return Err(Refusal::not_now("nothing_to_pay", json!({ "part": instalment.part })).into());
    }
    Ok(instalments::pass(gate, Progress { state: proposal.state, milestones_accepted })?)
}

fn pay(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Proposal),
    paid: &Instalment,
    event: EventId,
    now: Timestamp,
) -> Result<(), Error> {
    let (round, proposal) = of;
    let transfer = Transfer {
        kind: "instalment_paid",
        from: "committed",
        to: "paid",
        track: proposal.track.clone(),
        proposal: Some(proposal.id),
        part: Some(paid.part),
        amount: paid.amount,
    };
    ledger::book(tx, actor, round, &transfer, now)?;
    let clock = Actor::clock(actor.tenant);
    if let Ok(state) = decide(Command::Start, proposal, round, &clock) {
        proposals::advance(tx, proposal, &proposal.advanced(state))?;
        record(
            tx,
            &clock,
            Record::new("project.started", round.id, proposal.id, json!({ "proposal": proposal.code }))
                .caused_by(event),
            now,
        )?;
    }
    let payee = agreements::find(tx, actor, proposal.id)?.payee;
    let mut to = crate::people::find_contacts(tx, actor, proposal.applicant, &[Role::Applicant])?;
    to.extend(crate::people::find_contacts(tx, actor, payee, &[Role::Applicant])?);
    to.sort_unstable();
    to.dedup();
    let steps = payments::steps(tx, std::slice::from_ref(paid))?;
    let reference = steps.iter().rev().find_map(|s| s.reference.clone()).unwrap_or_default();
    let facts = json!({
        "title": proposal.content.title, "code": proposal.code, "no": paid.part, "amount_fen": paid.amount,
        "paid_on": day_of(&round.document.calendar, now), "reference": reference,
    });
    letters::to_people(tx, actor, (round, event), &to, (LetterKind::InstalmentPaid, facts), now)
}

/// The instalments of a project with the steps done so far.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Vec<(Instalment, Vec<Step>)>, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let parts = payments::list(tx, &[proposal])?;
    let steps = payments::steps(tx, &parts)?;
    Ok(parts
        .into_iter()
        .map(|part| {
            let done = steps.iter().filter(|s| s.instalment == part.id).cloned().collect();
            (part, done)
        })
        .collect())
}

/// How a project's money stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// What was granted.
    pub grant: Money,
    /// What was paid so far.
    pub paid: Money,
}

/// How a project's money stands now.
///
/// # Errors
/// When the database does not answer.
pub fn find_position(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<Position, Error> {
    let parts = payments::list(tx, std::slice::from_ref(proposal))?;
    let grant = parts.iter().map(|p| p.planned).sum();
    let paid = parts.iter().filter(|p| p.state == "paid").map(|p| p.amount).sum();
    Ok(Position { grant, paid })
}

/// Cancels every part that is not paid and gives its money back to the pool: the project ended.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn cancel_open(
    tx: &mut Tx<'_>,
    clock: &Actor,
    of: (&Round, &Proposal),
    cause: EventId,
    now: Timestamp,
) -> Result<Vec<Money>, Error> {
    let (round, proposal) = of;
    let mut cancelled = Vec::new();
    for part in payments::list(tx, std::slice::from_ref(proposal))? {
        if part.state == "paid" || part.state == "cancelled" {
            continue;
        }
        payments::advance(tx, &part, &Instalment { state: "cancelled".into(), ..part.clone() })?;
        release(tx, clock, (round, proposal), part.amount, now)?;
        let body = json!({ "proposal": proposal.code, "part": part.part, "amount_fen": part.amount });
        record(tx, clock, Record::new("instalment.cancelled", round.id, part.id, body).caused_by(cause), now)?;
        cancelled.push(part.amount);
    }
    Ok(cancelled)
}

/// Sets the last open part to what the settlement leaves of it; the difference goes back to the pool.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn settle_tail(
    tx: &mut Tx<'_>,
    clock: &Actor,
    of: (&Round, &Proposal),
    tail: Money,
    cause: EventId,
    now: Timestamp,
) -> Result<(), Error> {
    let (round, proposal) = of;
    let parts = payments::list(tx, std::slice::from_ref(proposal))?;
    let mut open: Vec<Instalment> = parts.into_iter().filter(|p| p.state == "planned").collect();
    let last = open.pop();
    for part in open {
        payments::advance(tx, &part, &Instalment { state: "cancelled".into(), ..part.clone() })?;
        release(tx, clock, (round, proposal), part.amount, now)?;
    }
    let Some(last) = last else { return Ok(()) };
    let state = if tail == Money::ZERO { "cancelled" } else { "planned" };
    payments::advance(tx, &last, &Instalment { amount: tail, state: state.into(), ..last.clone() })?;
    release(tx, clock, (round, proposal), last.amount.minus(tail), now)?;
    let body = json!({ "proposal": proposal.code, "part": last.part, "planned_fen": last.planned, "amount_fen": tail });
    record(tx, clock, Record::new("instalment.settled", round.id, last.id, body).caused_by(cause), now)?;
    Ok(())
}

fn release(
    tx: &mut Tx<'_>,
    clock: &Actor,
    of: (&Round, &Proposal),
    amount: Money,
    now: Timestamp,
) -> Result<(), Error> {
    let (round, proposal) = of;
    let transfer = Transfer {
        kind: "award_released",
        from: "committed",
        to: "pool",
        track: proposal.track.clone(),
        proposal: Some(proposal.id),
        part: None,
        amount,
    };
    Ok(ledger::book(tx, clock, round, &transfer, now)?)
}

/// Writes down that a project owes money back.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn owe(
    tx: &mut Tx<'_>,
    clock: &Actor,
    of: (&Round, &Proposal),
    amount: Money,
    cause: EventId,
    now: Timestamp,
) -> Result<(), Error> {
    let (round, proposal) = of;
    if amount == Money::ZERO {
        return Ok(());
    }
    payments::insert_refund(tx, clock, &Refund { proposal: proposal.id, amount, received_at: None }, now)?;
    let body = json!({ "proposal": proposal.code, "amount_fen": amount });
    record(tx, clock, Record::new("refund.due", round.id, proposal.id, body).caused_by(cause), now)?;
    Ok(())
}

/// The refund came in; it goes back to the pool it came from.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`storage::Error::NotFound`] when nothing is owed; [`storage::Error::Conflict`] when it came in before.
pub fn receive_refund(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, now: Timestamp) -> Result<Refund, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find_exclusively(tx, actor, proposal.round)?;
    roles::may(actor, &round, Duty::Finance)?;
    let owed =
        payments::refunds(tx, std::slice::from_ref(&proposal))?.into_iter().next().ok_or(storage::Error::NotFound)?;
    payments::receive_refund(tx, actor, id, now)?;
    let transfer = Transfer {
        kind: "refund_received",
        from: "paid",
        to: "pool",
        track: proposal.track.clone(),
        proposal: Some(id),
        part: None,
        amount: owed.amount,
    };
    ledger::book(tx, actor, &round, &transfer, now)?;
    record(
        tx,
        actor,
        Record::new("refund.received", round.id, id, json!({ "proposal": proposal.code, "amount_fen": owed.amount })),
        now,
    )?;
    Ok(Refund { received_at: Some(now), ..owed })
}
