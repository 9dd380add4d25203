//! Reminders: the clock writes to an applicant when a milestone or a report is due soon, once for each.

use crate::evaluations::{Kind, late_from};
use crate::{Error, Record, letters, milestones, record};
use model::{Actor, Proposal, Round, RoundId, Timestamp};
use notification::LetterKind;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use storage::evaluations::{Evaluation, Sheet};
use storage::milestones::Milestone;
use storage::{Tx, proposals, reminders, rounds};
use uuid::Uuid;
use workflow::calendar::end_of;
use workflow::evaluations::final_report_late_from;
use workflow::reminders::{before_final, before_mid_term, is_due, milestones_run};

/// Something to remind of; subject and name are its key, which nothing has twice.
struct Reminder<'p> {
    proposal: &'p Proposal,
    subject: Uuid,
    name: &'static str,
    event: &'static str,
    letter: (LetterKind, Value),
}

/// Reminds everybody in a round whose time has come and who was not reminded before; the clock's own acts.
///
/// # Errors
/// When the database does not answer.
pub fn turn_due(tx: &mut Tx<'_>, clock: &Actor, id: RoundId, now: Timestamp) -> Result<(), Error> {
    let round = rounds::find_exclusively(tx, clock, id)?;
    let mut running = proposals::list(tx, clock, &round)?;
    running.retain(|proposal| milestones_run(proposal.state));
    if running.is_empty() {
        return Ok(());
    }
    let sent = reminders::list(tx, clock, &round)?;
    let agreed = storage::milestones::list(tx, &running)?;
    let evaluations = storage::evaluations::list(tx, &running)?;
    for proposal in &running {
        let mut due: Vec<Reminder<'_>> = agreed
            .iter()
            .filter(|milestone| milestone.proposal == proposal.id)
            .filter_map(|milestone| of_milestone(&round, proposal, milestone, now))
            .collect();
        let sheet = |kind: Kind| find_sheet(&evaluations, proposal, kind);
        due.extend(of_mid_term(&round, proposal, &sheet(Kind::MidTerm), now));
        due.extend(of_final(&round, proposal, &sheet(Kind::Final), now));
        for reminder in due {
            send(tx, clock, &round, (reminder, &sent), now)?;
        }
    }
    Ok(())
}

fn send(
    tx: &mut Tx<'_>,
    clock: &Actor,
    round: &Round,
    of: (Reminder<'_>, &BTreeSet<(Uuid, String)>),
    now: Timestamp,
) -> Result<(), Error> {
    let (reminder, sent) = of;
    if sent.contains(&(reminder.subject, reminder.name.to_owned())) {
        return Ok(());
    }
    reminders::insert(tx, clock, round, (reminder.subject, reminder.name), now)?;
    let body = json!({ "proposal": reminder.proposal.code, "of": reminder.name });
    let event = record(tx, clock, Record::new(reminder.event, round.id, reminder.subject, body), now)?;
    letters::to_applicant(tx, clock, (round, reminder.proposal, event), reminder.letter, now)
}

/// A milestone that nobody has reported on; its day is the one that counts, moved off a day off where the calendar knows it.
fn of_milestone<'p>(
    round: &Round,
    proposal: &'p Proposal,
    milestone: &Milestone,
    now: Timestamp,
) -> Option<Reminder<'p>> {
    let rule = round.document.rules.delivery()?;
    if !matches!(milestone.state.as_str(), "planned" | "returned") {
        return None;
    }
    // A calendar that does not reach so far must not stop the clock; the agreed day is never too late.
    let due_on = milestones::view(round, milestone, now).ok().flatten().map_or(milestone.due_on, |stands| stands.due);
    let calendar = &round.document.calendar;
    is_due(calendar, end_of(calendar, due_on), rule.remind_days_before, now).then(|| Reminder {
        proposal,
        subject: milestone.id.into(),
        name: "milestone",
        event: "milestone.reminded",
        letter: (LetterKind::MilestoneDue, json!({ "milestone": milestone.title, "due_on": due_on })),
    })
}

/// A self-report at half time that is not there; a round whose rules give no due day for it reminds nobody.
fn of_mid_term<'p>(round: &Round, proposal: &'p Proposal, sheet: &Sheet, now: Timestamp) -> Option<Reminder<'p>> {
    let rule = round.document.rules.mid_term()?;
    let due_at = late_from(round, sheet).ok()?;
    let waits = before_mid_term(proposal.state) && sheet.reported_at.is_none();
    let due = waits && is_due(&round.document.calendar, due_at, rule.remind_days_before, now);
    due.then(|| of_report(proposal, (Kind::MidTerm, "mid_term_report"), due_at))
}

/// A final report that is not there.
fn of_final<'p>(round: &Round, proposal: &'p Proposal, sheet: &Sheet, now: Timestamp) -> Option<Reminder<'p>> {
    let rule = round.document.rules.final_evaluation()?;
    let due_at = final_report_late_from(round, rule)?;
    let waits = before_final(proposal.state) && sheet.reported_at.is_none();
    let due = waits && is_due(&round.document.calendar, due_at, rule.remind_days_before, now);
    due.then(|| of_report(proposal, (Kind::Final, "final_report"), due_at))
}

fn of_report<'p>(proposal: &'p Proposal, of: (Kind, &'static str), due_at: Timestamp) -> Reminder<'p> {
    let (kind, name) = of;
    let facts = json!({ "report": kind.as_str(), "due_at": due_at });
    let (subject, letter) = (proposal.id.into(), (LetterKind::ReportDue, facts));
    Reminder { proposal, subject, name, event: "report.reminded", letter }
}

fn find_sheet(all: &[Evaluation], proposal: &Proposal, kind: Kind) -> Sheet {
    let found = all.iter().find(|e| e.proposal == proposal.id && e.kind == kind.as_str());
    found.map(|e| e.sheet.clone()).unwrap_or_default()
}
