//! The eligibility check: sent back for correction, eligible, or not, with coded reasons.

use crate::{Error, Record, letters, proposals as verbs, record};
use model::{Actor, Day, Proposal, ProposalId, ProposalState, Round, Timestamp};
use notification::LetterKind;
use serde_json::json;
pub use storage::checks::{Check, Found};
use storage::{Tx, checks, organisations, proposals, rounds};
use workflow::budget::{Moment, examine};
use workflow::calendar::{Workdays, day_of, end_of};
use workflow::eligibility::{Facts, grounds};
use workflow::proposals::{Command, decide};
use workflow::{Refusal, roles};

/// Sends a proposal back with the reasons and the fields to mend; the correction is due some working days later.
///
/// # Errors
/// [`Refusal::Invalid`] when a reason is not one the round sends back for.
pub fn send_back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    found: Found,
    now: Timestamp,
) -> Result<Proposal, Error> {
    let old = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, old.round)?;
    let state = decide(Command::Return, &old, &round, actor, now)?;
    independent_of_host(tx, actor, &old)?;
    let rule = round.document.rules.eligibility().ok_or_else(|| Refusal::not_now("no_eligibility_stage", json!({})))?;
    let unknown: Vec<&String> = found.reasons.iter().filter(|r| !rule.return_for.contains(r)).collect();
    if found.reasons.is_empty() || !unknown.is_empty() {
        return Err(Refusal::rule("/reasons", "reason_unknown", json!({ "known": rule.return_for })).into());
    }
    let calendar = &round.document.calendar;
    let today = day_of(calendar, now);
    let due = Workdays(calendar).add_working_days(today, rule.correction_working_days).map_err(unknown_day)?;
    let next = old.advanced(state);
    proposals::advance(tx, &old, &next)?;
    let check =
        Check { id: tx.id(now), proposal: id, outcome: "returned".into(), findings: found, due_on: Some(due), at: now };
    checks::insert(tx, actor, &check)?;
    let behalf = roles::may(actor, &round, roles::Duty::Check)?;
    let body =
        json!({ "code": next.code, "reasons": check.findings.reasons, "lines": check.findings.lines, "due_on": due });
    let event = record(tx, actor, Record::new("proposal.returned", round.id, id, body).on_behalf_of(behalf), now)?;
    let facts = json!({
        "reasons": letters::lines(&check.findings.reasons), "correct_before_at": end_of(calendar, due),
    });
    letters::to_applicant(tx, actor, (&round, &next, event), (LetterKind::ProposalReturned, facts), now)?;
    Ok(next)
}

/// A calendar that does not know a day refuses: a deadline is never guessed.
pub(crate) fn unknown_day(unknown: workflow::calendar::UnknownDay) -> Refusal {
    Refusal::not_now("calendar_unknown_day", json!({ "day": unknown.day, "known_until": unknown.known_until }))
}

fn independent_of_host(tx: &mut Tx<'_>, actor: &Actor, proposal: &Proposal) -> Result<(), Error> {
    let hosting = rounds::find_hosting(tx, actor, proposal.round, proposal.applicant)?;
    let hosts: Vec<_> = hosting.into_iter().map(|h| h.host).collect();
    Ok(roles::independent_of(actor, &hosts)?)
}

/// Decides on the eligibility from what the registry, the host and the proposal itself show; the checker looks, the rules judge.
///
/// # Errors
/// [`Refusal::NotNow`] with `return_first` while something is to be mended that the round only sends back for.
pub fn check(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, now: Timestamp) -> Result<(Proposal, Check), Error> {
    let old = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, old.round)?;
    decide(Command::Check, &old, &round, actor, now)?;
    independent_of_host(tx, actor, &old)?;
    let (reasons, findings) = judge(tx, actor, &round, &old, now)?;
    let (state, outcome, kind) = if reasons.is_empty() {
        (ProposalState::Eligible, "eligible", "proposal.found_eligible")
    } else {
        (ProposalState::Ineligible, "ineligible", "proposal.found_ineligible")
    };
    let lines = if reasons.iter().any(|r| r == "forbidden_budget_line") { findings.lines } else { Vec::new() };
    let found = Found { reasons, warnings: findings.warnings, lines, papers: Vec::new() };
    let next = old.advanced(state);
    proposals::advance(tx, &old, &next)?;
    let check = Check { id: tx.id(now), proposal: id, outcome: outcome.into(), findings: found, due_on: None, at: now };
    checks::insert(tx, actor, &check)?;
    let behalf = roles::may(actor, &round, roles::Duty::Check)?;
    let body = json!({ "code": next.code, "reasons": check.findings.reasons, "warnings": check.findings.warnings });
    let event = record(tx, actor, Record::new(kind, round.id, id, body).on_behalf_of(behalf), now)?;
    if state == ProposalState::Ineligible {
        let facts = json!({ "reasons": letters::lines(&check.findings.reasons) });
        letters::to_applicant(tx, actor, (&round, &next, event), (LetterKind::ProposalIneligible, facts), now)?;
    }
    Ok((next, check))
}

fn judge(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    proposal: &Proposal,
    now: Timestamp,
) -> Result<(Vec<String>, workflow::budget::Findings), Error> {
    let rules = &round.document.rules;
    let missing = || Refusal::not_now("no_eligibility_stage", json!({}));
    let (rule, intake) = rules.eligibility().zip(rules.intake()).ok_or_else(missing)?;
    let findings = examine(&proposal.content, intake, &round.document.categories, Moment::Check);
    let applicant = organisations::find(tx, actor, proposal.applicant)?;
    let host_confirmed = rounds::find_hosting(tx, actor, round.id, proposal.applicant)?.map(|h| h.state == "confirmed");
    let expired = expired(tx, round, proposal, now)?;
    let today = day_of(&round.document.calendar, now);
    let facts = Facts { applicant: &applicant, host_confirmed, findings: &findings, expired: &expired, today };
    let reasons = grounds(rule, &facts);
    let open: Vec<&String> = findings.return_for.iter().filter(|code| !reasons.contains(code)).collect();
    if reasons.is_empty() && !open.is_empty() {
        return Err(Refusal::not_now("return_first", json!({ "for": open })).into());
    }
    Ok((reasons, findings))
}

/// What it was sent back for, when the day for the correction has passed; a correction that is still possible stands in the way of the check.
fn expired(tx: &mut Tx<'_>, round: &Round, proposal: &Proposal, now: Timestamp) -> Result<Vec<String>, Error> {
    if proposal.state != ProposalState::Returned {
        return Ok(Vec::new());
    }
    let Some((due, found)) = last_return(tx, proposal)? else {
        return Ok(Vec::new());
    };
    let ends = end_of(&round.document.calendar, due);
    if now < ends { Err(Refusal::NotYet { code: "correction_open", opens: ends }.into()) } else { Ok(found.reasons) }
}

/// By when the last correction is due, and what for.
pub(crate) fn last_return(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<Option<(Day, Found)>, Error> {
    let looks = checks::list(tx, std::slice::from_ref(proposal))?;
    Ok(looks.into_iter().rev().find(|c| c.outcome == "returned").and_then(|c| Some((c.due_on?, c.findings))))
}

/// Ends every correction whose day has passed: the clock's own check.
///
/// # Errors
/// When the database does not answer.
pub fn turn_due(tx: &mut Tx<'_>, clock: &Actor, round: &Round, now: Timestamp) -> Result<(), Error> {
    for proposal in proposals::list(tx, clock, round)? {
        if proposal.state != ProposalState::Returned {
            continue;
        }
        let due = last_return(tx, &proposal)?.map(|(due, _)| end_of(&round.document.calendar, due));
        if due.is_some_and(|ends| now >= ends) {
            check(tx, clock, proposal.id, now)?;
        }
    }
    Ok(())
}

/// All looks at a proposal.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Vec<Check>, Error> {
    let proposal = verbs::find(tx, actor, id)?;
    Ok(checks::list(tx, &[proposal])?)
}
