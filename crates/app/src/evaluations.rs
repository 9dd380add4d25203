//! Evaluations by the third party: reported, marked, put right, decided; the decision settles the money.

use crate::milestones::{cancel_later, independent};
use crate::{Error, Record, letters, organisations, payments, record};
use model::{Actor, EvaluationId, Mark, Money, Proposal, ProposalId, ProposalState, Round, Timestamp};
use notification::LetterKind;
use serde_json::{Value, json};
use std::collections::BTreeMap;
pub use storage::evaluations::{Decision, Evaluation, Extension, Rectification, Sheet};
use storage::{Tx, evaluations, proposals, rounds};
use workflow::Refusal;
use workflow::calendar::{Workdays, day_of};
use workflow::evaluations as rules;
use workflow::projects::{Command, decide};
use workflow::roles::{self, Duty};

/// Which evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// At half time.
    MidTerm,
    /// At the end.
    Final,
}

impl Kind {
    /// The one spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MidTerm => "mid_term",
            Self::Final => "final",
        }
    }
}

struct Open {
    proposal: Proposal,
    round: Round,
    evaluation: Option<Evaluation>,
}

impl Open {
    fn sheet(&self) -> Sheet {
        self.evaluation.as_ref().map(|e| e.sheet.clone()).unwrap_or_default()
    }
}

fn open(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, kind: Kind, command: Command) -> Result<Open, Error> {
    let proposal = proposals::find_exclusively(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    decide(command, &proposal, &round, actor)?;
    if command == Command::Evaluate {
        independent(tx, actor, &proposal)?;
    }
    let evaluation =
        evaluations::list(tx, std::slice::from_ref(&proposal))?.into_iter().find(|e| e.kind == kind.as_str());
    if evaluation.as_ref().is_some_and(|e| e.sheet.decision.is_some()) {
        return Err(Refusal::WrongState { command: command.as_str(), state: "decided" }.into());
    }
    Ok(Open { proposal, round, evaluation })
}

type Done = (Kind, &'static str, Value);

fn save(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: &Open,
    sheet: Sheet,
    done: Done,
    now: Timestamp,
) -> Result<(Evaluation, model::EventId), Error> {
    let (kind, event, facts) = done;
    let evaluation = match &of.evaluation {
        Some(old) => {
            evaluations::replace(tx, old, &sheet)?;
            Evaluation { sheet, version: old.version.saturating_add(1), ..old.clone() }
        }
        None => {
            let new = Evaluation {
                id: tx.id::<EvaluationId>(now),
                proposal: of.proposal.id,
                kind: kind.as_str().into(),
                sheet,
                version: 0,
            };
            evaluations::insert(tx, actor, &new)?;
            new
        }
    };
    let mut body = json!({ "proposal": of.proposal.code });
    if let (Some(body), Value::Object(facts)) = (body.as_object_mut(), facts) {
        body.extend(facts);
    }
    let event = record(tx, actor, Record::new(event, of.round.id, evaluation.id, body), now)?;
    Ok((evaluation, event))
}

/// Asks for more time before the self-report is due.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Refusal::Closed`] when it is due already.
pub fn ask_extension(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    reason: String,
    now: Timestamp,
) -> Result<Evaluation, Error> {
    let open = open(tx, actor, id, Kind::MidTerm, Command::Report)?;
    let at = late_from(&open.round, &open.sheet())?;
    if now >= at {
        return Err(Refusal::Closed { code: "report_due", at }.into());
    }
    let asked_on = day_of(&open.round.document.calendar, now);
    let sheet =
        Sheet { extension: Some(Extension { reason, asked_on, approved_at: None, until: None }), ..open.sheet() };
    save(tx, actor, &open, sheet, (Kind::MidTerm, "extension.asked", json!({})), now).map(|done| done.0)
}

/// Gives more time. Given before the due instant it makes a later report timely; given after it, it does not.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::NotNow`] with `not_asked_for`.
pub fn approve_extension(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    until: Timestamp,
    now: Timestamp,
) -> Result<Evaluation, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    roles::may(actor, &round, Duty::Programme)?;
    let evaluation =
        evaluations::list(tx, std::slice::from_ref(&proposal))?.into_iter().find(|e| e.kind == Kind::MidTerm.as_str());
    let open = Open { proposal, round, evaluation };
    if open.sheet().decision.is_some() {
        return Err(Refusal::WrongState { command: "approve_extension", state: "decided" }.into());
    }
    let asked = open.sheet().extension.ok_or_else(|| Refusal::not_now("not_asked_for", json!({})))?;
    let sheet =
        Sheet { extension: Some(Extension { approved_at: Some(now), until: Some(until), ..asked }), ..open.sheet() };
    save(tx, actor, &open, sheet, (Kind::MidTerm, "extension.approved", json!({ "until": until })), now)
        .map(|done| done.0)
}

/// The first instant at which the self-report at half time is late, an extension included.
///
/// # Errors
/// [`Refusal::NotNow`] for a round without that evaluation, or a day the calendar does not know.
pub(crate) fn late_from(round: &Round, sheet: &Sheet) -> Result<Timestamp, Refusal> {
    let rule = round.document.rules.mid_term().ok_or_else(|| Refusal::not_now("no_mid_term", json!({})))?;
    let due = rules::self_report_late_from(round, rule)?;
    let extension = sheet.extension.as_ref().filter(|e| e.approved_at.is_some_and(|at| at < due));
    Ok(extension.and_then(|e| e.until).map_or(due, |until| until.max(due)))
}

/// What an applicant reports about itself.
#[derive(Debug, Clone, Default)]
pub struct SelfReport {
    /// Why it comes late.
    pub late_reason: Option<String>,
    /// Those who were asked whether they are satisfied, and those who are.
    pub satisfaction: Option<(i64, i64)>,
}

/// Hands in a self-report. It is taken late, too, but a late one without a reason has failed.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Refusal::WrongState`] when it was handed in.
pub fn report(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    of: (Kind, SelfReport),
    now: Timestamp,
) -> Result<Evaluation, Error> {
    let (kind, new) = of;
    let open = open(tx, actor, id, kind, Command::Report)?;
    let old = open.sheet();
    if old.reported_at.is_some() {
        return Err(Refusal::WrongState { command: "report", state: "reported" }.into());
    }
    if new.satisfaction.is_some_and(|(asked, satisfied)| satisfied > asked || satisfied < 0) {
        return Err(Refusal::rule("/satisfaction", "more_satisfied_than_asked", json!({})).into());
    }
    let late = match kind {
        Kind::MidTerm => now >= late_from(&open.round, &open.sheet())?,
        Kind::Final => open.round.document.schedule.final_report_due.is_some_and(|at| now >= at),
    };
    let sheet =
        Sheet { reported_at: Some(now), late, late_reason: new.late_reason, satisfaction: new.satisfaction, ..old };
    let event = if kind == Kind::MidTerm { "mid_term.reported" } else { "final.reported" };
    save(tx, actor, &open, sheet, (kind, event, json!({ "late": late })), now).map(|done| done.0)
}

/// The evaluator's marks by dimension, and the spending that the vouchers prove.
///
/// # Errors
/// [`Refusal::NotYourRole`], [`Refusal::Conflicted`]; `mark_out_of_range`, `mark_missing`, `dimension_unknown`.
pub fn mark(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    of: (Kind, BTreeMap<String, Mark>, Option<Money>),
    now: Timestamp,
) -> Result<Evaluation, Error> {
    let (kind, marks, verified) = of;
    let open = open(tx, actor, id, kind, Command::Evaluate)?;
    let score = rules::score(&marks, dimensions(&open.round, kind)?)?;
    let old = open.sheet();
    let sheet = Sheet { marks: Some(marks), verified_spending: verified.or(old.verified_spending), ..old };
    let event = if kind == Kind::MidTerm { "mid_term.marked" } else { "final.marked" };
    save(tx, actor, &open, sheet, (kind, event, json!({ "score": score })), now).map(|done| done.0)
}

fn dimensions(round: &Round, kind: Kind) -> Result<&BTreeMap<String, i64>, Refusal> {
    let rules = &round.document.rules;
    let found = match kind {
        Kind::MidTerm => rules.mid_term().map(|m| &m.dimensions),
        Kind::Final => rules.final_evaluation().map(|f| &f.dimensions),
    };
    found.ok_or_else(|| Refusal::not_now("no_such_evaluation", json!({})))
}

/// Orders that something be put right; the decision waits for the re-check.
///
/// # Errors
/// [`Refusal::NotYourRole`], [`Refusal::WrongState`].
pub fn order_rectification(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    point: &str,
    now: Timestamp,
) -> Result<Evaluation, Error> {
    let open = open(tx, actor, id, Kind::MidTerm, Command::Evaluate)?;
    let state = decide(Command::Rectify, &open.proposal, &open.round, actor)?;
    let rule = open.round.document.rules.mid_term().ok_or_else(|| Refusal::not_now("no_mid_term", json!({})))?;
    let calendar = &open.round.document.calendar;
    let ordered_on = day_of(calendar, now);
    let due_on = Workdays(calendar)
        .add_working_days(ordered_on, rule.rectification_working_days)
        .map_err(crate::checks::unknown_day)?;
    let order = Rectification {
        point: point.to_owned(),
        ordered_on,
        due_on,
        done_on: None,
        rechecked: None,
        rechecked_on: None,
    };
    let sheet = Sheet { rectification: Some(order), ..open.sheet() };
    proposals::advance(tx, &open.proposal, &open.proposal.advanced(state))?;
    let (evaluation, event) =
        save(tx, actor, &open, sheet, (Kind::MidTerm, "rectification.ordered", json!({ "due_on": due_on })), now)?;
    let facts = json!({ "reasons": [point], "due_on": due_on });
    let letter = (LetterKind::RectificationOrdered, facts);
    letters::to_applicant(tx, actor, (&open.round, &open.proposal, event), letter, now)?;
    Ok(evaluation)
}

/// The applicant has put it right.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Refusal::NotNow`] with `no_rectification`.
pub fn complete_rectification(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    now: Timestamp,
) -> Result<Evaluation, Error> {
    let open = open(tx, actor, id, Kind::MidTerm, Command::Report)?;
    let order = open.sheet().rectification.ok_or_else(|| Refusal::not_now("no_rectification", json!({})))?;
    let done_on = Some(day_of(&open.round.document.calendar, now));
    let sheet = Sheet { rectification: Some(Rectification { done_on, ..order }), ..open.sheet() };
    save(tx, actor, &open, sheet, (Kind::MidTerm, "rectification.completed", json!({ "done_on": done_on })), now)
        .map(|done| done.0)
}

/// What the re-check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recheck {
    /// It is put right.
    Passed,
    /// It is not.
    Failed,
}

/// The evaluator looks again.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::NotNow`] with `not_completed`.
pub fn recheck(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    found: Recheck,
    now: Timestamp,
) -> Result<Evaluation, Error> {
    let open = open(tx, actor, id, Kind::MidTerm, Command::Evaluate)?;
    let order = open.sheet().rectification.filter(|r| r.done_on.is_some());
    let order = order.ok_or_else(|| Refusal::not_now("not_completed", json!({})))?;
    let outcome = if found == Recheck::Passed { "passed" } else { "failed" };
    let rechecked_on = Some(day_of(&open.round.document.calendar, now));
    let sheet = Sheet {
        rectification: Some(Rectification { rechecked: Some(outcome.into()), rechecked_on, ..order }),
        ..open.sheet()
    };
    save(tx, actor, &open, sheet, (Kind::MidTerm, "rectification.rechecked", json!({ "outcome": outcome })), now)
        .map(|done| done.0)
}

/// Decides the mid-term evaluation. A failed one ends the project: what is not spent is given back, what is not paid is cancelled, and the applicant is excluded for a time.
///
/// # Errors
/// [`Refusal::NotNow`] with `report_missing`, `marks_missing`, `recheck_missing` or `verified_spending_missing`.
pub fn decide_mid_term(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    verified: Option<Money>,
    now: Timestamp,
) -> Result<Evaluation, Error> {
    let open = open(tx, actor, id, Kind::MidTerm, Command::Evaluate)?;
    let rule = open.round.document.rules.mid_term().ok_or_else(|| Refusal::not_now("no_mid_term", json!({})))?;
    let sheet = open.sheet();
    let reason = judge_mid_term(&open, &sheet)?;
    let decided_on = day_of(&open.round.document.calendar, now);
    let score = sheet.marks.as_ref().map(|m| rules::score(m, &rule.dimensions)).transpose()?.map(|s| s.with_places(2));
    let position = payments::find_position(tx, &open.proposal)?;
    let mut decision = Decision {
        decided_on,
        score,
        outcome: if reason.is_some() { "failed".into() } else { "passed".into() },
        reason: reason.map(str::to_owned),
        band: None,
        paid: position.paid,
        payable: None,
        tail: None,
        refund: None,
        cancelled: Vec::new(),
        banned_until: None,
        satisfaction_percent: None,
    };
    if reason.is_some() {
        let verified = verified
            .or(sheet.verified_spending)
            .ok_or_else(|| Refusal::not_now("verified_spending_missing", json!({})))?;
        let settled = rules::settle_failed(position.paid, verified);
        (decision.payable, decision.refund) = (Some(settled.payable), Some(settled.refund));
        decision.banned_until = rules::banned_until(decided_on, rule.ban_years_on_fail);
        decision.cancelled = open_parts(tx, &open.proposal)?;
    }
    let next =
        Sheet { verified_spending: verified.or(sheet.verified_spending), decision: Some(decision.clone()), ..sheet };
    let command = if reason.is_some() { Command::Terminate } else { Command::PassMidTerm };
    let state = decide(command, &open.proposal, &open.round, actor)?;
    proposals::advance(tx, &open.proposal, &open.proposal.advanced(state))?;
    let facts = json!({ "outcome": decision.outcome, "reason": decision.reason });
    let (evaluation, event) = save(tx, actor, &open, next, (Kind::MidTerm, "mid_term.decided", facts), now)?;
    let clock = Actor::clock(actor.tenant);
    if reason.is_some() {
        let project = (&open.round, &open.proposal);
        payments::cancel_open(tx, &clock, project, event, now)?;
        payments::owe(tx, &clock, project, decision.refund.unwrap_or_default(), event, now)?;
        cancel_later(tx, &clock, project, decided_on, event, now)?;
        exclude(tx, &clock, &open.proposal, decision.banned_until, now)?;
    }
    let facts = json!({ "outcome": decision.outcome, "score": decision.score.as_deref().unwrap_or("-") });
    let letter = (LetterKind::MidTermEvaluated, facts);
    letters::to_applicant(tx, actor, (&open.round, &open.proposal, event), letter, now)?;
    Ok(evaluation)
}

/// Why the mid-term evaluation fails; `None` when it is passed.
fn judge_mid_term(open: &Open, sheet: &Sheet) -> Result<Option<&'static str>, Error> {
    let rule = open.round.document.rules.mid_term().ok_or_else(|| Refusal::not_now("no_mid_term", json!({})))?;
    if sheet.reported_at.is_none() {
        return Err(Refusal::not_now("report_missing", json!({})).into());
    }
    if sheet.late && sheet.late_reason.is_none() && rule.late_without_reason == model::rules::LateReport::Fail {
        return Ok(Some("late_without_reason"));
    }
    let marks = sheet.marks.as_ref().ok_or_else(|| Refusal::not_now("marks_missing", json!({})))?;
    match sheet.rectification.as_ref().map(|r| r.rechecked.as_deref()) {
        Some(None) => return Err(Refusal::not_now("recheck_missing", json!({})).into()),
        Some(Some("failed")) => return Ok(Some("rectification_failed")),
        Some(Some(_)) | None => {}
    }
    Ok((rules::score(marks, &rule.dimensions)? < rule.pass).then_some("below_pass_line"))
}

fn open_parts(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<Vec<Money>, Error> {
    let parts = storage::payments::list(tx, std::slice::from_ref(proposal))?;
    Ok(parts.into_iter().filter(|p| p.state != "paid" && p.state != "cancelled").map(|p| p.amount).collect())
}

fn exclude(
    tx: &mut Tx<'_>,
    clock: &Actor,
    proposal: &Proposal,
    until: Option<model::Day>,
    now: Timestamp,
) -> Result<(), Error> {
    if let Some(until) = until {
        organisations::exclude(tx, clock, proposal.applicant, until, now)?;
    }
    Ok(())
}

/// Decides the final evaluation: the band releases the final instalment, and what was not spent is given back.
///
/// # Errors
/// [`Refusal::NotNow`] with `report_missing`, `marks_missing` or `verified_spending_missing`.
pub fn decide_final(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, now: Timestamp) -> Result<Evaluation, Error> {
    let open = open(tx, actor, id, Kind::Final, Command::Evaluate)?;
    if open.round.document.rules.mid_term().is_some() && open.proposal.state != ProposalState::MidPassed {
        return Err(Refusal::WrongState { command: "grade", state: open.proposal.state.as_str() }.into());
    }
    let rule = open.round.document.rules.final_evaluation().ok_or_else(|| Refusal::not_now("no_final", json!({})))?;
    let sheet = open.sheet();
    let missing = |code| Refusal::not_now(code, json!({}));
    sheet.reported_at.ok_or_else(|| missing("report_missing"))?;
    let marks = sheet.marks.as_ref().ok_or_else(|| missing("marks_missing"))?;
    let verified = sheet.verified_spending.ok_or_else(|| missing("verified_spending_missing"))?;
    let score = rules::score(marks, &rule.dimensions)?;
    let band = rules::band(score, rule).ok_or_else(|| missing("no_band"))?;
    let failed = band.tail_percent == 0;
    let position = payments::find_position(tx, &open.proposal)?;
    let settled = rules::settle_final((position.grant, position.paid), verified, band.tail_percent);
    let decided_on = day_of(&open.round.document.calendar, now);
    let decision = Decision {
        decided_on,
        score: Some(score.with_places(2)),
        outcome: if failed { "failed".into() } else { "passed".into() },
        reason: failed.then(|| "below_pass_line".into()),
        band: Some(band.name.clone()),
        paid: position.paid,
        payable: Some(settled.payable),
        tail: Some(settled.tail),
        refund: Some(settled.refund),
        cancelled: Vec::new(),
        banned_until: if failed { rules::banned_until(decided_on, rule.ban_years_on_fail) } else { None },
        satisfaction_percent: sheet
            .satisfaction
            .and_then(|(asked, ok)| rules::satisfaction(asked, ok, rule.satisfaction)),
    };
    let state = decide(Command::Grade, &open.proposal, &open.round, actor)?;
    proposals::advance(tx, &open.proposal, &open.proposal.advanced(state))?;
    let next = Sheet { decision: Some(decision.clone()), ..sheet };
    let facts = json!({ "band": decision.band, "tail_fen": settled.tail, "refund_fen": settled.refund });
    let (evaluation, event) = save(tx, actor, &open, next, (Kind::Final, "final.decided", facts), now)?;
    let (clock, project) = (Actor::clock(actor.tenant), (&open.round, &open.proposal));
    payments::settle_tail(tx, &clock, project, settled.tail, event, now)?;
    payments::owe(tx, &clock, project, settled.refund, event, now)?;
    exclude(tx, &clock, &open.proposal, decision.banned_until, now)?;
    let facts = json!({ "score": decision.score, "grade": decision.band, "tail_fen": settled.tail });
    let letter = (LetterKind::FinalEvaluated, facts);
    letters::to_applicant(tx, actor, (&open.round, &open.proposal, event), letter, now)?;
    Ok(evaluation)
}

/// The evaluations of a project.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Vec<Evaluation>, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    Ok(evaluations::list(tx, &[proposal])?)
}
