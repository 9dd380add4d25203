//! Milestones: agreed, reported with evidence, accepted or sent back, cancelled with their project.

use crate::{Error, Record, letters, record};
use model::{Actor, Code, Day, EventId, MilestoneId, Proposal, ProposalId, Round, Timestamp};
use notification::LetterKind;
use serde_json::json;
pub use storage::milestones::{Milestone, Planned, Report};
use storage::{Tx, milestones, proposals, rounds};
use workflow::Refusal;
use workflow::calendar::day_of;
use workflow::evaluations::reference_day;
use workflow::milestones::{Assessment, Reported, assess};
use workflow::projects::{Command, decide};
use workflow::roles::{self, Duty};

/// What is agreed about a milestone.
#[derive(Debug, Clone)]
pub struct NewMilestone {
    /// Its code.
    pub code: Code,
    /// Its title.
    pub title: String,
    /// The agreed day.
    pub due_on: Day,
    /// The kind of evidence.
    pub evidence: String,
    /// What is planned up to it.
    pub planned: Vec<Planned>,
}

/// Writes the milestones of an agreement down, as a part of drawing it up.
///
/// # Errors
/// [`storage::Error::Taken`] for a code that stands twice.
pub(crate) fn agree(
    tx: &mut Tx<'_>,
    actor: &Actor,
    proposal: &Proposal,
    new: Vec<NewMilestone>,
    now: Timestamp,
) -> Result<(), Error> {
    for one in new {
        let milestone = Milestone {
            id: tx.id::<MilestoneId>(now),
            proposal: proposal.id,
            code: one.code,
            title: one.title,
            due_on: one.due_on,
            evidence: one.evidence,
            planned: one.planned,
            state: "planned".into(),
            reports: Vec::new(),
        };
        milestones::insert(tx, actor, &milestone)?;
    }
    Ok(())
}

/// Reports on a milestone with so many pieces of evidence; the day is today.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Refusal::WrongState`] while a report waits or once it is accepted.
pub fn report(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: MilestoneId,
    evidence_count: i64,
    now: Timestamp,
) -> Result<Milestone, Error> {
    let (old, proposal) = milestones::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    decide(Command::Report, &proposal, &round, actor)?;
    if old.state != "planned" && old.state != "returned" {
        return Err(Refusal::WrongState { command: "report", state: "reported_or_settled" }.into());
    }
    let report = Report {
        no: old.reports.last().map_or(1, |r| r.no.saturating_add(1)),
        reported_on: day_of(&round.document.calendar, now),
        evidence_count,
        accepted_on: None,
        returned_on: None,
        reason: None,
    };
    milestones::insert_report(tx, actor, &old, &report)?;
    milestones::advance(tx, &old, "reported")?;
    let body = json!({ "code": old.code, "no": report.no, "evidence_count": evidence_count });
    record(tx, actor, Record::new("milestone.reported", round.id, id, body), now)?;
    Ok(milestones::find(tx, actor, id)?.0)
}

/// What becomes of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is accepted.
    Accept,
    /// It is sent back, with the reason.
    Return(String),
}

/// Accepts a report or sends it back; done by the organiser, never by who hosts the applicant.
///
/// # Errors
/// [`Refusal::NotYourRole`], [`Refusal::Conflicted`], [`Refusal::WrongState`] without a report that waits.
pub fn answer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: MilestoneId,
    answer: &Answer,
    now: Timestamp,
) -> Result<Milestone, Error> {
    let (old, proposal) = milestones::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    decide(Command::Accept, &proposal, &round, actor)?;
    independent(tx, actor, &proposal)?;
    let waiting = old.reports.last().filter(|_| old.state == "reported").cloned();
    let waiting = waiting.ok_or(Refusal::WrongState { command: "answer", state: "not_reported" })?;
    let today = Some(day_of(&round.document.calendar, now));
    let (state, kind, settled) = match answer {
        Answer::Accept => ("accepted", "milestone.accepted", Report { accepted_on: today, ..waiting }),
        Answer::Return(reason) => {
            ("returned", "milestone.returned", Report { returned_on: today, reason: Some(reason.clone()), ..waiting })
        }
    };
    milestones::settle_report(tx, &old, &settled)?;
    milestones::advance(tx, &old, state)?;
    let behalf = roles::may(actor, &round, Duty::Check)?;
    let body = json!({ "code": old.code, "no": settled.no });
    let event = record(tx, actor, Record::new(kind, round.id, id, body).on_behalf_of(behalf), now)?;
    if let Answer::Return(reason) = answer {
        let stands = view(&round, &old, now)?;
        let facts = json!({
            "milestone": old.title, "reasons": [reason], "due_on": stands.map_or(old.due_on, |s| s.due),
        });
        letters::to_applicant(tx, actor, (&round, &proposal, event), (LetterKind::MilestoneReturned, facts), now)?;
    }
    Ok(milestones::find(tx, actor, id)?.0)
}

/// Nobody judges their own, and a host does not judge those it hosts.
pub(crate) fn independent(tx: &mut Tx<'_>, actor: &Actor, proposal: &Proposal) -> Result<(), Error> {
    let mut bodies = workflow::proposals::bodies(proposal);
    bodies.extend(rounds::find_hosting(tx, actor, proposal.round, proposal.applicant)?.map(|h| h.host));
    Ok(roles::independent_of(actor, &bodies)?)
}

/// Cancels the milestones that are due after their project ended.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn cancel_later(
    tx: &mut Tx<'_>,
    clock: &Actor,
    of: (&Round, &Proposal),
    from: Day,
    cause: EventId,
    now: Timestamp,
) -> Result<(), Error> {
    let (round, proposal) = of;
    for milestone in milestones::list(tx, std::slice::from_ref(proposal))? {
        if milestone.due_on > from && milestone.state != "accepted" {
            milestones::advance(tx, &milestone, "cancelled")?;
            let body = json!({ "code": milestone.code });
            record(tx, clock, Record::new("milestone.cancelled", round.id, milestone.id, body).caused_by(cause), now)?;
        }
    }
    Ok(())
}

/// How a milestone stands today by the round's calendar.
///
/// # Errors
/// [`Refusal::NotNow`] with `calendar_unknown_day`.
pub fn view(round: &Round, milestone: &Milestone, now: Timestamp) -> Result<Option<Assessment>, Error> {
    let Some(rule) = round.document.rules.delivery().and_then(|d| d.milestones.as_ref()) else {
        return Ok(None);
    };
    let reports: Vec<Reported> = milestone
        .reports
        .iter()
        .map(|r| Reported { on: r.reported_on, accepted_on: r.accepted_on, returned_on: r.returned_on })
        .collect();
    let calendar = &round.document.calendar;
    let cancelled = milestone.state == "cancelled";
    let found = assess(milestone.due_on, cancelled, &reports, rule, calendar, day_of(calendar, now));
    Ok(Some(found.map_err(crate::checks::unknown_day)?))
}

/// The milestones agreed for a day up to the reference day of the mid-term evaluation: the agreed day decides, not the moved one.
pub(crate) fn due_by_reference<'m>(round: &Round, all: &'m [Milestone]) -> Vec<&'m Milestone> {
    let reference = round
        .document
        .schedule
        .delivery
        .zip(round.document.rules.mid_term())
        .map(|(days, rule)| reference_day(days, rule));
    all.iter().filter(|m| reference.is_some_and(|day| m.due_on <= day)).collect()
}

/// Whether every milestone that holds an instalment is accepted.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn gate_accepted(
    tx: &mut Tx<'_>,
    _actor: &Actor,
    round: &Round,
    proposal: &Proposal,
) -> Result<bool, Error> {
    let all = milestones::list(tx, std::slice::from_ref(proposal))?;
    Ok(due_by_reference(round, &all).iter().all(|m| m.state == "accepted"))
}

/// The milestones of a project with how they stand.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    now: Timestamp,
) -> Result<Vec<(Milestone, Option<Assessment>)>, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let all = milestones::list(tx, &[proposal])?;
    all.into_iter()
        .map(|m| {
            let stands = view(&round, &m, now)?;
            Ok((m, stands))
        })
        .collect()
}
