//! Every clock that ran: from which day, how many days of which kind, until when.

use super::Book;
use crate::Error;
use crate::checks::unknown_day;
use model::Day;
use model::rules::{DueDayOff, NoticeSubject};
use serde_json::{Value, json};
use workflow::calendar::{Workdays, day_of};
use workflow::evaluations::{reference_day, self_report_due};

pub(super) fn view(book: &Book) -> Result<Vec<Value>, Error> {
    let mut all = notices(book);
    all.extend(objections(book));
    all.extend(corrections(book));
    all.extend(first_payments(book)?);
    all.extend(mid_term(book)?);
    all.extend(rectifications(book));
    Ok(all)
}

fn working(clock: &str, subject: &str, from: Day, days: i64, due: Day) -> Value {
    json!({ "clock": clock, "subject": subject, "from": from, "unit": "working_days", "days": days, "first_day_counts": false, "due_day_off": null, "due": due })
}

fn notices(book: &Book) -> Vec<Value> {
    let Some(rule) = book.round.document.rules.notice(NoticeSubject::Award) else {
        return Vec::new();
    };
    let (unit, days) = match (rule.working_days, rule.days) {
        (Some(n), _) => ("working_days", n),
        (None, n) => ("calendar_days", n.unwrap_or(0)),
    };
    let clock = |(n, notice): (usize, &storage::notices::Notice)| {
        let name = if n == 0 { "award_notice" } else { "reserve_notice" };
        json!({
            "clock": name, "subject": book.round.code, "from": notice.from, "unit": unit, "days": days, "first_day_counts": rule.first_day_counts,
            "due_day_off": null, "due": notice.due_on,
        })
    };
    book.notices.iter().enumerate().map(clock).collect()
}

fn objections(book: &Book) -> Vec<Value> {
    let days = book.round.document.rules.notice(NoticeSubject::Award).map_or(0, |r| r.recheck_working_days);
    let clock = |o: &storage::notices::Objection| {
        Some(working("objection_recheck", o.code.as_str(), o.accepted_on?, days, o.recheck_due?))
    };
    book.objections.iter().filter_map(clock).collect()
}

fn corrections(book: &Book) -> Vec<Value> {
    let days = book.round.document.rules.eligibility().map_or(0, |r| r.correction_working_days);
    let clock = |c: &storage::checks::Check| {
        let proposal = book.proposal(c.proposal)?;
        Some(working(
            "correction",
            proposal.code.as_str(),
            day_of(&book.round.document.calendar, c.at),
            days,
            c.due_on?,
        ))
    };
    book.checks.iter().filter_map(clock).collect()
}

fn first_payments(book: &Book) -> Result<Vec<Value>, Error> {
    let Some(days) = book.round.document.rules.agreement().and_then(|a| a.first_payment_within_working_days) else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    for agreement in &book.agreements {
        let (Some(from), Some(proposal)) = (agreement.signed_on, book.proposal(agreement.proposal)) else {
            continue;
        };
        let due = Workdays(&book.round.document.calendar).add_working_days(from, days).map_err(unknown_day)?;
        all.push(working("first_payment", proposal.code.as_str(), from, days, due));
    }
    Ok(all)
}

fn mid_term(book: &Book) -> Result<Vec<Value>, Error> {
    let (Some(rule), Some(delivery)) = (book.round.document.rules.mid_term(), book.round.document.schedule.delivery)
    else {
        return Ok(Vec::new());
    };
    let off = match rule.due_day_off {
        DueDayOff::NextWorkingDay => Some("next_working_day"),
        DueDayOff::Stays => None,
    };
    let due = self_report_due(&book.round, delivery, rule).map_err(unknown_day)?;
    Ok(vec![json!({
        "clock": "mid_term_self_report", "subject": book.round.code, "from": reference_day(delivery, rule), "unit": "calendar_days",
        "days": rule.self_report_days, "first_day_counts": false, "due_day_off": off, "due": due,
    })])
}

fn rectifications(book: &Book) -> Vec<Value> {
    let days = book.round.document.rules.mid_term().map_or(0, |r| r.rectification_working_days);
    let clock = |e: &storage::evaluations::Evaluation| {
        let order = e.sheet.rectification.as_ref()?;
        Some(working("rectification", book.proposal(e.proposal)?.code.as_str(), order.ordered_on, days, order.due_on))
    };
    book.evaluations.iter().filter_map(clock).collect()
}
