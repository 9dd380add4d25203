//! The running projects: milestones, activities, vouchers, evaluations.

use super::Book;
use crate::Error;
use crate::milestones::{due_by_reference, view as stand};
use model::{Money, Proposal};
use serde_json::{Map, Value, json};
use storage::deliveries::Voucher;
use storage::evaluations::{Decision, Evaluation};
use storage::milestones::Milestone;
use storage::{Tx, deliveries};
use workflow::milestones::{Assessment, gate_met_on};

pub(super) fn view(tx: &mut Tx<'_>, book: &Book) -> Result<Value, Error> {
    let vouchers: Vec<Voucher> =
        deliveries::list_vouchers(tx, &book.funded)?.into_iter().filter(|v| v.state != "returned").collect();
    Ok(json!({
        "milestones": milestones(book)?,
        "activity_totals": activities(tx, book)?,
        "vouchers": by_class(book, &vouchers),
        "budget_against_actual": book.by_code().into_iter().map(|p| budget(book, p, &vouchers)).collect::<Vec<_>>(),
        "mid_term": mid_term(book),
        "final_evaluation": final_evaluation(book),
    }))
}

fn milestones(book: &Book) -> Result<Value, Error> {
    let mut rows = Vec::new();
    let mut all: Vec<Assessment> = Vec::new();
    for project in book.by_code() {
        let theirs: Vec<Milestone> = book.milestones.iter().filter(|m| m.proposal == project.id).cloned().collect();
        let mut shown = Vec::new();
        for milestone in &theirs {
            let Some(found) = stand(&book.round, milestone, book.now)? else {
                continue;
            };
            let evidence = milestone.reports.last().map_or(0, |r| r.evidence_count);
            shown.push(json!({
                "id": milestone.code, "due": found.due, "state": found.state, "accepted_on": found.accepted_on, "evidence_count": evidence,
                "returned_once": found.returned_once, "days_late": found.days_late, "report_again_by": found.report_again_by,
            }));
            all.push(found);
        }
        rows.push(gate(book, project, &theirs, &shown));
    }
    let count = |state: &str| all.iter().filter(|a| a.state == state).count();
    Ok(json!({
        "total": all.len(), "accepted_on_time": count("accepted_on_time"), "accepted_late": count("accepted_late"),
        "never_reported": count("never_reported"), "cancelled": count("cancelled"), "returned_once": all.iter().filter(|a| a.returned_once).count(),
        "days_late_sum": all.iter().map(|a| a.days_late).sum::<i64>(),
        "gate_met": rows.iter().filter(|r| r["second_instalment_gate_met_on"].is_string()).count(), "rows": rows,
    }))
}

fn gate(book: &Book, project: &Proposal, theirs: &[Milestone], shown: &[Value]) -> Value {
    let holding = due_by_reference(&book.round, theirs);
    let accepted: Vec<_> = holding.iter().map(|m| m.reports.last().and_then(|r| r.accepted_on)).collect();
    let passed = book
        .evaluation(project.id, "mid_term")
        .and_then(|e| e.sheet.decision.as_ref())
        .filter(|d| d.outcome == "passed");
    json!({
        "proposal": project.code, "milestones": shown, "due_by_reference_day": holding.iter().map(|m| &m.code).collect::<Vec<_>>(),
        "all_of_them_accepted": accepted.iter().all(Option::is_some),
        "second_instalment_gate_met_on": passed.and_then(|d| gate_met_on(d.decided_on, &accepted)),
    })
}

/// The communities of everything that was handed in, by code.
pub(super) fn communities(book: &Book) -> Vec<(String, model::OrganisationId)> {
    let mut found: Vec<(String, model::OrganisationId)> = book
        .submitted
        .iter()
        .filter_map(|p| p.community)
        .filter_map(|id| Some((book.organisations.get(&id)?.code.to_string(), id)))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn activities(tx: &mut Tx<'_>, book: &Book) -> Result<Value, Error> {
    let records = deliveries::list_activities(tx, &book.funded)?;
    let total = |community: Option<model::OrganisationId>| {
        let theirs = || {
            records.iter().filter(move |r| {
                community.is_none() || book.proposal(r.proposal).and_then(|p| p.community) == community
            })
        };
        let kind = |name: &str| theirs().filter_map(|r| r.counts.get(name)).sum::<i64>();
        json!({
            "case": kind("case"), "group": kind("group"), "activity": kind("activity"), "visit": kind("visit"), "mediation": kind("mediation"),
            "person_times": theirs().map(|r| r.person_times).sum::<i64>(), "volunteer_times": theirs().map(|r| r.volunteer_times).sum::<i64>(),
        })
    };
    let by_community: Map<String, Value> =
        communities(book).into_iter().map(|(code, id)| (code, total(Some(id)))).collect();
    let projects = book.funded.iter().filter(|p| records.iter().any(|r| r.proposal == p.id)).count();
    Ok(json!({ "projects": projects, "all": total(None), "by_community": by_community }))
}

fn by_class(book: &Book, vouchers: &[Voucher]) -> Value {
    let mut classes = Map::new();
    for voucher in vouchers {
        let line =
            book.proposal(voucher.proposal).and_then(|p| p.content.budget_lines.iter().find(|l| l.no == voucher.line));
        let class = line.map(|l| l.class.clone()).unwrap_or_default();
        let held = classes.entry(class).or_insert_with(|| json!({ "count": 0, "sum_fen": 0 }));
        held["count"] = json!(held["count"].as_i64().unwrap_or(0).saturating_add(1));
        held["sum_fen"] = json!(held["sum_fen"].as_i64().unwrap_or(0).saturating_add(voucher.amount.as_fen()));
    }
    json!({ "count": vouchers.len(), "sum_fen": vouchers.iter().map(|v| v.amount).sum::<Money>(), "by_class": classes })
}

fn budget(book: &Book, project: &Proposal, vouchers: &[Voucher]) -> Value {
    let theirs: Vec<&Voucher> = vouchers.iter().filter(|v| v.proposal == project.id).collect();
    let actual = |line: i64| theirs.iter().filter(|v| v.line == line).map(|v| v.amount).sum::<Money>();
    let lines = &project.content.budget_lines;
    let over: Vec<i64> = lines.iter().filter(|l| actual(l.no) > l.subtotal_fen).map(|l| l.no).collect();
    let spent: Money = theirs.iter().map(|v| v.amount).sum();
    json!({
        "proposal": project.code, "vouchers": theirs.len(), "budget_fen": project.content.total(),
        "grant_fen": book.award(project.id).and_then(|a| a.amount), "actual_fen": spent, "left_of_budget_fen": project.content.total().minus(spent),
        "lines_budget_fen": lines.iter().map(|l| l.subtotal_fen).collect::<Vec<_>>(), "lines_actual_fen": lines.iter().map(|l| actual(l.no)).collect::<Vec<_>>(),
        "lines_over_budget": over,
    })
}

fn decided<'b>(book: &'b Book, kind: &'static str) -> Vec<(&'b Proposal, &'b Evaluation, &'b Decision)> {
    let of = |p: &'b Proposal| {
        let evaluation = book.evaluation(p.id, kind)?;
        Some((p, evaluation, evaluation.sheet.decision.as_ref()?))
    };
    book.by_code().into_iter().filter_map(of).collect()
}

fn mid_term(book: &Book) -> Value {
    let all = decided(book, "mid_term");
    let row = |(p, e, d): &(&Proposal, &Evaluation, &Decision)| {
        let failed = d.outcome == "failed";
        let put_right = e.sheet.rectification.as_ref().map(|r| json!({ "done_on": r.done_on, "due_on": r.due_on }));
        let until = e.sheet.extension.as_ref().and_then(|x| x.until).map(|at| at_offset(book, at));
        json!({
            "proposal": p.code, "score": d.score, "outcome": d.outcome, "extension_until": until, "rectification": put_right, "reason": d.reason,
            "paid_fen": failed.then_some(d.paid), "payable_fen": d.payable, "refund_fen": d.refund, "banned_until": d.banned_until,
            "cancelled_parts_fen": d.cancelled,
        })
    };
    let failed: Vec<&str> =
        all.iter().filter(|(_, _, d)| d.outcome == "failed").map(|(p, _, _)| p.code.as_str()).collect();
    json!({ "passed": all.len().saturating_sub(failed.len()), "failed": failed, "rows": all.iter().map(row).collect::<Vec<_>>() })
}

/// An instant in the offset of the round's zone.
fn at_offset(book: &Book, at: model::Timestamp) -> String {
    let here = at.to_zoned(workflow::calendar::zone(&book.round.document.calendar));
    here.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn final_evaluation(book: &Book) -> Value {
    let all = decided(book, "final");
    let mut bands = Map::new();
    for band in book.round.document.rules.final_evaluation().map(|f| f.bands.as_slice()).unwrap_or_default() {
        let count = all.iter().filter(|(_, _, d)| d.band.as_deref() == Some(&band.name)).count();
        bands.insert(band.name.clone(), json!(count));
    }
    let row = |(p, _, d): &(&Proposal, &Evaluation, &Decision)| {
        json!({
            "proposal": p.code, "score": d.score, "band": d.band, "paid_before_fen": d.paid, "payable_fen": d.payable, "tail_fen": d.tail,
            "refund_fen": d.refund, "satisfaction_percent": d.satisfaction_percent,
        })
    };
    json!({ "bands": bands, "rows": all.iter().map(row).collect::<Vec<_>>() })
}
