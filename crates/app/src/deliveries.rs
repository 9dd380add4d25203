//! What a running project records: activities and vouchers.

use crate::{Error, Record, record};
use model::{Actor, Code, Day, Money, Proposal, ProposalId, Timestamp, VoucherId};
use serde_json::json;
pub use storage::deliveries::{Activity, Voucher};
use storage::{Tx, deliveries, proposals, rounds};
use workflow::Refusal;
use workflow::projects::{Command, decide};
use workflow::roles::{self, Duty};

/// Records activities over a period.
///
/// # Errors
/// [`Refusal::NotYours`]; `period_wrong`, `kind_unknown`.
pub fn record_activity(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: Activity,
    now: Timestamp,
) -> Result<Activity, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    decide(Command::Report, &proposal, &round, actor)?;
    if new.period.from > new.period.to {
        return Err(Refusal::rule("/to", "period_wrong", json!({})).into());
    }
    let kinds = ["case", "group", "activity", "visit", "mediation"];
    if let Some(unknown) = new.counts.keys().find(|k| !kinds.contains(&k.as_str())) {
        return Err(Refusal::rule("/counts", "kind_unknown", json!({ "kind": unknown, "known": kinds })).into());
    }
    let activity = Activity { id: tx.id(now), proposal: id, ..new };
    deliveries::insert_activity(tx, actor, &activity, now)?;
    let body = json!({ "proposal": proposal.code, "counts": activity.counts, "person_times": activity.person_times });
    record(tx, actor, Record::new("activity.recorded", round.id, activity.id, body), now)?;
    Ok(activity)
}

/// A voucher to be handed in.
#[derive(Debug, Clone)]
pub struct NewVoucher {
    /// Its code; made from the id when none is given.
    pub code: Option<Code>,
    /// The budget line it is for.
    pub line: i64,
    /// How much.
    pub amount: Money,
    /// The number on the invoice.
    pub invoice_number: String,
    /// The day it was paid.
    pub paid_on: Day,
}

/// Hands a voucher in. An invoice number counts once in the whole programme, and the vouchers of a line may reach what the round allows of it.
///
/// # Errors
/// [`Refusal::NotYours`]; `duplicate_voucher`, `line_unknown`, `over_budget_line`.
pub fn submit_voucher(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: NewVoucher,
    now: Timestamp,
) -> Result<Voucher, Error> {
    let proposal = proposals::find_exclusively(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    decide(Command::Report, &proposal, &round, actor)?;
    if deliveries::is_used(tx, actor, round.programme, &new.invoice_number)? {
        return Err(Refusal::not_now("duplicate_voucher", json!({ "invoice_number": new.invoice_number })).into());
    }
    let percent =
        round.document.rules.delivery().and_then(|d| d.vouchers.as_ref()).map_or(100, |v| v.line_limit_percent);
    within_line(tx, &proposal, &new, percent)?;
    let voucher_id: VoucherId = tx.id(now);
    let code = match new.code {
        Some(code) => code,
        None => Code::parse(&format!("voucher-{voucher_id}")).map_err(Error::broken)?,
    };
    let voucher = Voucher {
        id: voucher_id,
        programme: round.programme,
        proposal: id,
        code,
        line: new.line,
        amount: new.amount,
        invoice_number: new.invoice_number,
        paid_on: new.paid_on,
        state: "submitted".into(),
        submitted_at: now,
    };
    deliveries::insert_voucher(tx, actor, &voucher)?;
    let body =
        json!({ "proposal": proposal.code, "code": voucher.code, "line": voucher.line, "amount_fen": voucher.amount });
    record(tx, actor, Record::new("voucher.submitted", round.id, voucher.id, body), now)?;
    Ok(voucher)
}

fn within_line(tx: &mut Tx<'_>, proposal: &Proposal, new: &NewVoucher, percent: u32) -> Result<(), Error> {
    let line = proposal.content.budget_lines.iter().find(|l| l.no == new.line);
    let line = line.ok_or_else(|| {
        Refusal::rule("/line", "line_unknown", json!({ "lines": proposal.content.budget_lines.len() }))
    })?;
    let handed_in = deliveries::list_vouchers(tx, std::slice::from_ref(proposal))?;
    let before: Money =
        handed_in.iter().filter(|v| v.line == new.line && v.state != "returned").map(|v| v.amount).sum();
    let limit = line.subtotal_fen.percent_floor(percent);
    if before.plus(new.amount) > limit {
        let facts = json!({ "line": new.line, "limit_fen": limit, "before_fen": before });
        return Err(Refusal::not_now("over_budget_line", facts).into());
    }
    Ok(())
}

/// Verifies a voucher against its original; done by the funder's finance.
///
/// # Errors
/// [`Refusal::NotYourRole`], [`Refusal::WrongState`].
pub fn verify_voucher(tx: &mut Tx<'_>, actor: &Actor, id: VoucherId, now: Timestamp) -> Result<Voucher, Error> {
    settle(tx, actor, id, ("verified", "voucher.verified"), now)
}

/// Sends a voucher back; it counts no longer.
///
/// # Errors
/// [`Refusal::NotYourRole`], [`Refusal::WrongState`].
pub fn return_voucher(tx: &mut Tx<'_>, actor: &Actor, id: VoucherId, now: Timestamp) -> Result<Voucher, Error> {
    settle(tx, actor, id, ("returned", "voucher.returned"), now)
}

fn settle(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: VoucherId,
    to: (&str, &'static str),
    now: Timestamp,
) -> Result<Voucher, Error> {
    let (old, proposal) = deliveries::find_voucher(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    roles::may(actor, &round, Duty::Finance)?;
    if old.state != "submitted" {
        return Err(Refusal::WrongState { command: "settle", state: "settled" }.into());
    }
    deliveries::advance_voucher(tx, &old, to.0)?;
    record(tx, actor, Record::new(to.1, round.id, id, json!({ "code": old.code })), now)?;
    Ok(Voucher { state: to.0.into(), ..old })
}

/// The vouchers of a project.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list_vouchers(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Vec<Voucher>, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    Ok(deliveries::list_vouchers(tx, &[proposal])?)
}
