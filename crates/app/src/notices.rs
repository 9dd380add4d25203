//! Public notices, and the objections that hold only the project they are about.

use crate::awards::{self, Because};
use crate::checks::unknown_day;
use crate::{Error, Record, letters, record};
use model::rules::{NoticeSubject, ObjectionsBy, PublicNotice};
use model::{
    Actor, Code, Day, NoticeId, ObjectionId, Proposal, ProposalId, ProposalState, Round, RoundId, RoundState, Timestamp,
};
use serde_json::json;
pub use storage::notices::{Notice, Objection};
use storage::{Tx, notices, proposals, rounds};
use workflow::Refusal;
use workflow::calendar::{Workdays, add_days, day_of, end_of};
use workflow::projects::{Command, decide};
use workflow::roles::{self, Duty};

/// Puts every proposed award that has had no notice yet up for objections: the first list, and later the reserves that moved up.
///
/// # Errors
/// [`Refusal::NotNow`] with `nothing_to_notice`, or `calendar_unknown_day`: a deadline is never guessed.
pub fn publish(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Notice, Error> {
    let round = rounds::find_exclusively(tx, actor, id)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let rule = rule(&round)?;
    let all = proposals::list(tx, actor, &round)?;
    let proposed: Vec<Proposal> = all.into_iter().filter(|p| p.state == ProposalState::Proposed).collect();
    if proposed.is_empty() {
        return Err(Refusal::not_now("nothing_to_notice", json!({})).into());
    }
    let from = day_of(&round.document.calendar, now);
    let due_on = last_day(&round, rule, from)?;
    let notice = Notice {
        id: tx.id::<NoticeId>(now),
        round: id,
        about: "award".into(),
        from,
        due_on,
        ends_at: end_of(&round.document.calendar, due_on),
        proposals: proposed.iter().map(|p| p.id).collect(),
        state: "open".into(),
    };
    notices::insert(tx, actor, &notice)?;
    for proposal in &proposed {
        proposals::advance(tx, proposal, &proposal.advanced(decide(Command::Notice, proposal, &round, actor)?))?;
    }
    if round.state == RoundState::AwardProposed {
        let state = workflow::rounds::decide(workflow::rounds::Command::PublishNotice, &round, actor, now)?;
        let next = Round { state, version: round.version.saturating_add(1), ..round.clone() };
        rounds::advance(tx, &round, &next)?;
    }
    let codes: Vec<&str> = proposed.iter().map(|p| p.code.as_str()).collect();
    let body = json!({ "from": from, "due_on": due_on, "proposals": codes });
    let event = record(tx, actor, Record::new("notice.published", id, notice.id, body).on_behalf_of(behalf), now)?;
    letters::notices::announce(tx, actor, (&round, &notice, event), &proposed, now)?;
    Ok(notice)
}

fn rule(round: &Round) -> Result<&PublicNotice, Refusal> {
    round.document.rules.notice(NoticeSubject::Award).ok_or_else(|| Refusal::not_now("no_notice_stage", json!({})))
}

/// The last day of a notice, in working days or in calendar days as the round says.
pub(crate) fn last_day(round: &Round, rule: &PublicNotice, from: Day) -> Result<Day, Refusal> {
    let days = Workdays(&round.document.calendar);
    match (rule.working_days, rule.days) {
        (Some(n), _) if rule.first_day_counts => days.nth_working_day(from, n).map_err(unknown_day),
        (Some(n), _) => days.add_working_days(from, n).map_err(unknown_day),
        (None, Some(n)) if rule.first_day_counts => Ok(add_days(from, n.saturating_sub(1))),
        (None, Some(n)) => Ok(add_days(from, n)),
        (None, None) => Err(Refusal::not_now("notice_length", json!({}))),
    }
}

/// Ends every notice whose last day has passed and confirms what no objection holds; the clock's own act.
///
/// # Errors
/// When the database does not answer.
pub fn turn_due(tx: &mut Tx<'_>, clock: &Actor, id: RoundId, now: Timestamp) -> Result<(), Error> {
    let round = rounds::find_exclusively(tx, clock, id)?;
    let open: Vec<Notice> =
        notices::list(tx, clock, &round)?.into_iter().filter(|n| n.state == "open" && now >= n.ends_at).collect();
    for notice in &open {
        notices::end(tx, notice.id)?;
        let body = json!({ "about": notice.about, "due_on": notice.due_on });
        let event = record(tx, clock, Record::new("notice.ended", id, notice.id, body), now)?;
        for proposal in &notice.proposals {
            let proposal = proposals::find(tx, clock, *proposal)?;
            if proposal.state == ProposalState::InNotice {
                awards::confirm(tx, clock, (&round, &proposal), event, now)?;
            }
        }
    }
    if !open.is_empty() && round.state == RoundState::InNotice {
        let state = workflow::rounds::decide(workflow::rounds::Command::EndNotice, &round, clock, now)?;
        crate::rounds::advance(tx, clock, &round, state, "round.notice_ended", now)?;
    }
    Ok(())
}

/// What somebody objects to.
#[derive(Debug, Clone)]
pub struct NewObjection {
    /// Its code; made from the id when none is given.
    pub code: Option<Code>,
    /// Who objects; `None` for nobody who gives a name.
    pub by_name: Option<String>,
    /// Where to write to them; it goes into the letters and nowhere else.
    pub email: Option<String>,
    /// Why.
    pub grounds: String,
}

/// Receives an objection from anybody. One without a name is kept as a lead, one that comes too late is recorded as not accepted; both hold nothing.
///
/// # Errors
/// [`storage::Error::NotFound`] for a proposal that no notice has shown.
pub fn object(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: NewObjection,
    now: Timestamp,
) -> Result<Objection, Error> {
    // A notice is public, so whoever objects may name what it shows, and nothing else.
    let proposal = proposals::find(tx, &Actor::clock(actor.tenant), id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let shown = notices::list(tx, actor, &round)?
        .into_iter()
        .rfind(|n| n.proposals.contains(&id))
        .ok_or(storage::Error::NotFound)?;
    let rule = rule(&round)?;
    let reason = if new.by_name.is_none() && rule.objections == ObjectionsBy::RealName {
        Some("anonymous")
    } else if now >= shown.ends_at {
        Some("notice_over")
    } else {
        None
    };
    let objection_id: ObjectionId = tx.id(now);
    let code = match new.code {
        Some(code) => code,
        None => Code::parse(&format!("objection-{objection_id}")).map_err(Error::broken)?,
    };
    let objection = Objection {
        id: objection_id,
        round: round.id,
        code,
        proposal: id,
        received_at: now,
        by_name: new.by_name,
        email: new.email,
        grounds: new.grounds,
        state: if reason.is_some() { "not_accepted".into() } else { "received".into() },
        reason: reason.map(str::to_owned),
        accepted_on: None,
        recheck_due: None,
        answered_on: None,
        finding: None,
    };
    notices::insert_objection(tx, actor, &objection)?;
    let body = json!({ "code": objection.code, "proposal": proposal.code, "state": objection.state, "reason": objection.reason });
    let event = record(tx, actor, Record::new("objection.received", round.id, objection.id, body), now)?;
    letters::notices::confirm_objection(tx, actor, (&round, &proposal, event), (&objection, rule), now)?;
    Ok(objection)
}

fn find_held(tx: &mut Tx<'_>, actor: &Actor, id: ObjectionId) -> Result<(Objection, Round, Proposal), Error> {
    let objection = notices::find_objection_unscoped(tx, actor, id)?;
    let round = rounds::find_exclusively(tx, actor, objection.round)?;
    roles::may(actor, &round, Duty::Programme)?;
    let proposal = proposals::find(tx, actor, objection.proposal)?;
    Ok((objection, round, proposal))
}

/// Accepts an objection: it holds its own project, and nothing else, until it is answered.
///
/// # Errors
/// [`Refusal::WrongState`] when it is not waiting.
pub fn accept(tx: &mut Tx<'_>, actor: &Actor, id: ObjectionId, now: Timestamp) -> Result<Objection, Error> {
    let (old, round, proposal) = find_held(tx, actor, id)?;
    if old.state != "received" {
        return Err(Refusal::WrongState { command: "accept", state: "accepted" }.into());
    }
    let today = day_of(&round.document.calendar, now);
    let due = Workdays(&round.document.calendar)
        .add_working_days(today, rule(&round)?.recheck_working_days)
        .map_err(unknown_day)?;
    let next = Objection { state: "inquiry".into(), accepted_on: Some(today), recheck_due: Some(due), ..old.clone() };
    notices::advance_objection(tx, actor, &old, &next)?;
    if proposal.state != ProposalState::OnHold {
        let state = decide(Command::Hold, &proposal, &round, actor)?;
        proposals::advance(tx, &proposal, &proposal.advanced(state))?;
    }
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let body = json!({ "code": next.code, "proposal": proposal.code, "recheck_due": due });
    record(tx, actor, Record::new("objection.accepted", round.id, id, body).on_behalf_of(behalf), now)?;
    Ok(next)
}

/// What the re-check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The objection is right: the award is cancelled and a reserve moves up.
    Upheld,
    /// It is not: the project goes on.
    Rejected,
}

/// Answers an accepted objection.
///
/// # Errors
/// [`Refusal::WrongState`] when it is not under inquiry.
pub fn answer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ObjectionId,
    of: (Decision, String),
    now: Timestamp,
) -> Result<Objection, Error> {
    let (old, round, proposal) = find_held(tx, actor, id)?;
    if old.state != "inquiry" {
        return Err(Refusal::WrongState { command: "answer", state: "not_under_inquiry" }.into());
    }
    let (decision, finding) = of;
    let state = match decision {
        Decision::Upheld => "upheld",
        Decision::Rejected => "rejected",
    };
    let today = day_of(&round.document.calendar, now);
    let next = Objection { state: state.into(), answered_on: Some(today), finding: Some(finding), ..old.clone() };
    notices::advance_objection(tx, actor, &old, &next)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let body = json!({ "code": next.code, "proposal": proposal.code, "decision": state });
    let event = record(tx, actor, Record::new("objection.answered", round.id, id, body).on_behalf_of(behalf), now)?;
    letters::notices::answer_objection(tx, actor, (&round, &proposal, event), &next, now)?;
    let others = notices::list_objections(tx, actor, &round)?;
    let held = others.iter().any(|o| o.proposal == proposal.id && o.state == "inquiry");
    match decision {
        Decision::Upheld => {
            let because = Because {
                code: "objection_upheld",
                objection: Some(next.code.to_string()),
                proposal: proposal.code.to_string(),
            };
            awards::end(tx, actor, (&round, &proposal), (Command::Cancel, because), event, now)?;
        }
        Decision::Rejected if held => {}
        Decision::Rejected => resume(tx, actor, (&round, &proposal), event, now)?,
    }
    Ok(next)
}

/// The project goes on where it was held: in its notice, or confirmed when the notice is over.
fn resume(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Proposal),
    event: model::EventId,
    now: Timestamp,
) -> Result<(), Error> {
    let (round, proposal) = of;
    let released = proposal.advanced(decide(Command::Release, proposal, round, actor)?);
    proposals::advance(tx, proposal, &released)?;
    let over = notices::list(tx, actor, round)?
        .iter()
        .rfind(|n| n.proposals.contains(&proposal.id))
        .is_none_or(|n| n.state == "ended");
    if over {
        awards::confirm(tx, &Actor::clock(actor.tenant), (round, &released), event, now)?;
    }
    Ok(())
}

/// The notices of a round: they are public.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Notice>, Error> {
    let round = rounds::find(tx, actor, id)?;
    Ok(notices::list(tx, actor, &round)?)
}

/// The objections of a round, for those who answer or oversee them.
///
/// # Errors
/// [`Refusal::NotYourRole`].
pub fn list_objections(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Objection>, Error> {
    let round = rounds::find(tx, actor, id)?;
    roles::may(actor, &round, Duty::Programme).or_else(|_| roles::may(actor, &round, Duty::Oversee))?;
    Ok(notices::list_objections(tx, actor, &round)?)
}
