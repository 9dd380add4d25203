//! The demo season's budgets, clocks, instalments, milestones and evaluations give the figures that were computed for it independently.

#![cfg(test)]

use model::proposal::Content;
use model::rules::Rules;
use model::{Calendar, Day, Mark, Money, Period};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use workflow::budget::{Moment, examine};
use workflow::calendar::Workdays;
use workflow::instalments::split;
use workflow::milestone_days::{Lateness, Report, falls_away, gate_met_on, holds_gate, lateness};
use workflow::settlement::{
    ban_until, band_of, failed, final_settlement, reference_day, satisfaction_percent, score,
    self_report_due,
};

fn season() -> Value {
    serde_json::from_str(include_str!("../../../demo/seasons/zhaohuimen-2.json")).unwrap()
}

fn expected() -> Value {
    let text = include_str!("../../../demo/seasons/zhaohuimen-2.expected.json");
    serde_json::from_str(text).unwrap()
}

fn rules(season: &Value) -> Rules {
    serde_json::from_value(season["rules"].clone()).unwrap()
}

fn calendar(season: &Value) -> Calendar {
    serde_json::from_value(season["calendar"].clone()).unwrap()
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn find<'a>(list: &'a Value, key: &str, code: &Value) -> &'a Value {
    rows(list).iter().find(|row| &row[key] == code).unwrap()
}

fn day(value: &Value) -> Day {
    value.as_str().unwrap().parse().unwrap()
}

fn some_day(value: &Value) -> Option<Day> {
    value.as_str().map(|text| text.parse().unwrap())
}

fn fen(value: &Value) -> Money {
    Money::fen(value.as_i64().unwrap())
}

fn marks(value: &Value) -> BTreeMap<String, Mark> {
    serde_json::from_value(value.clone()).unwrap()
}

fn delivery(season: &Value) -> Period {
    let days = &season["round"]["delivery"];
    Period {
        from: day(&days[0]),
        to: day(&days[1]),
    }
}

/// The lines and papers of a proposal as it was submitted: the first version where it was returned, else what it had before its first revision, else the proposal itself.
fn as_submitted(season: &Value, proposal: &Value) -> Content {
    let returned = rows(&season["eligibility_checks"]["returned"])
        .iter()
        .find(|row| row["proposal"] == proposal["code"] && !row["first_version"].is_null());
    let revision = &proposal["revisions"][0];
    let (lines, papers) = match returned {
        Some(row) => (
            &row["first_version"]["budget_lines"],
            &row["first_version"]["papers"],
        ),
        None if !revision["budget_lines_before"].is_null() => {
            (&revision["budget_lines_before"], &proposal["papers"])
        }
        None => (&proposal["budget_lines"], &proposal["papers"]),
    };
    Content {
        category: proposal["category"].as_str().unwrap().to_owned(),
        budget_lines: serde_json::from_value(lines.clone()).unwrap(),
        papers: serde_json::from_value(papers.clone()).unwrap(),
        ..Content::default()
    }
}

#[test]
fn every_budget_is_accepted_and_warned_and_returned_as_it_was() {
    let (season, expected) = (season(), expected());
    let rules = rules(&season);
    let intake = rules.intake().unwrap();
    let categories: Vec<String> = serde_json::from_value(season["categories"].clone()).unwrap();
    for proposal in rows(&season["proposals"]) {
        let content = as_submitted(&season, proposal);
        let code = &proposal["code"];
        let handed_in = examine(&content, intake, &categories, Moment::Submission);
        assert_eq!(handed_in.refuse, [], "{code}");
        let checked = examine(&content, intake, &categories, Moment::Check);
        let row = find(&expected["eligibility"]["outcomes"], "proposal", code);
        let mut returned_for = row["returned_for"].clone();
        // Whether a price is supported is seen by the checker, not by arithmetic.
        let seen = |code: &Value| code != "subtotal_not_supported";
        returned_for.as_array_mut().unwrap().retain(seen);
        assert_eq!(json!(checked.return_for), returned_for, "{code}");
        assert_eq!(json!(checked.warnings), row["warnings"], "{code}");
        assert_eq!(json!(checked.lines), row["lines"], "{code}");
    }
}

#[test]
fn the_attempts_against_the_budget_are_refused_with_their_codes() {
    let (season, expected) = (season(), expected());
    let rules = rules(&season);
    for attempt in ["X1", "X8"].map(Value::from) {
        let row = find(&season["refused_attempts"], "id", &attempt);
        let lines = row["input"]["budget_lines"].clone();
        let content = Content {
            budget_lines: serde_json::from_value(lines).unwrap(),
            ..Content::default()
        };
        let found = examine(&content, rules.intake().unwrap(), &[], Moment::Submission);
        let codes: Vec<_> = found.refuse.into_iter().map(|fault| fault.code).collect();
        let row = find(&expected["refused"], "attempt", &attempt);
        assert_eq!(json!(codes), json!([row["code"]]), "{attempt}");
    }
}

#[test]
fn every_clock_ends_on_its_day() {
    let (season, expected) = (season(), expected());
    let (rules, calendar) = (rules(&season), calendar(&season));
    let days = Workdays(&calendar);
    let mut counted = 0;
    for clock in rows(&expected["clocks"]) {
        let (from, n) = (day(&clock["from"]), clock["days"].as_i64().unwrap());
        let due = match clock["unit"].as_str() {
            Some("calendar_days") => self_report_due(from, rules.mid_term().unwrap(), &days),
            _ if clock["first_day_counts"] == true => days.nth_working_day(from, n),
            _ => days.add_working_days(from, n),
        };
        assert_eq!(due, Ok(day(&clock["due"])), "{clock}");
        counted += 1;
    }
    assert_eq!(counted, 10);
}

#[test]
fn every_grant_is_split_into_its_parts() {
    let (season, expected) = (season(), expected());
    let rules = rules(&season);
    let plans = rows(&expected["instalment_plans"]);
    for plan in plans {
        let parts: Vec<Money> = split(fen(&plan["grant_fen"]), rules.delivery().unwrap())
            .iter()
            .map(|part| part.amount_fen)
            .collect();
        assert_eq!(json!(parts), plan["parts_fen"], "{plan}");
    }
    assert_eq!(plans.len(), 26);
}

/// What the season says about one milestone: the agreed day, its reports, and the day of its acceptance.
struct Course {
    agreed_on: Day,
    reports: Vec<Report>,
    accepted_on: Option<Day>,
}

fn course(season: &Value, milestone: &Value) -> Course {
    let found = rows(&season["delivery"]["milestone_reports"])
        .iter()
        .find(|row| row["milestone"] == milestone["id"]);
    let reports: Vec<Report> = found
        .map(|row| rows(&row["reports"]))
        .unwrap_or_default()
        .iter()
        .map(|report| Report {
            reported_on: day(&report["reported_on"]),
            returned_on: some_day(&report["returned_on"]),
            accepted_on: some_day(&report["accepted_on"]),
        })
        .collect();
    Course {
        agreed_on: day(&milestone["due_on"]),
        accepted_on: reports.iter().find_map(|report| report.accepted_on),
        reports,
    }
}

fn state(course: &Course, found: &Lateness, terminated_on: Option<Day>) -> &'static str {
    match (course.accepted_on, found.days_late, terminated_on) {
        (Some(_), 0, _) => "accepted_on_time",
        (Some(_), _, _) => "accepted_late",
        (None, _, Some(end)) if falls_away(course.agreed_on, end) => "cancelled",
        (None, _, _) => "never_reported",
    }
}

#[test]
fn every_milestone_is_as_late_as_it_was() {
    let (season, expected) = (season(), expected());
    let (rules, calendar) = (rules(&season), calendar(&season));
    let rule = rules.delivery().unwrap().milestones.as_ref().unwrap();
    let mut late_sum = 0;
    for agreement in rows(&season["agreements"]) {
        let project = &agreement["proposal"];
        let row = find(&expected["milestones"]["rows"], "proposal", project);
        let mid = find(&expected["mid_term"]["rows"], "proposal", project);
        let decided = some_day(&season["mid_term"]["decided_on"]);
        let terminated_on = decided.filter(|_| mid["outcome"] == "failed");
        for milestone in rows(&agreement["milestones"]) {
            let course = course(&season, milestone);
            let (agreed_on, reports) = (course.agreed_on, &course.reports);
            let found = lateness(agreed_on, reports, rule, &Workdays(&calendar)).unwrap();
            let told = find(&row["milestones"], "id", &milestone["id"]);
            let figures = json!([
                found.due_on,
                found.days_late,
                found.report_again_by,
                state(&course, &found, terminated_on)
            ]);
            let expected = ["due", "days_late", "report_again_by", "state"].map(|key| &told[key]);
            assert_eq!(figures, json!(expected), "{}", milestone["id"]);
            late_sum += found.days_late;
        }
    }
    assert_eq!(json!(late_sum), expected["milestones"]["days_late_sum"]);
}

#[test]
fn every_gate_is_met_on_its_day() {
    let (season, expected) = (season(), expected());
    let percent = rules(&season).mid_term().unwrap().at_percent_of_period;
    let reference = reference_day(delivery(&season), percent);
    assert_eq!(json!(reference), season["round"]["mid_term_reference_day"]);
    let mut met = 0;
    for agreement in rows(&season["agreements"]) {
        let project = &agreement["proposal"];
        let row = find(&expected["milestones"]["rows"], "proposal", project);
        let mid = find(&expected["mid_term"]["rows"], "proposal", project);
        let holding: Vec<&Value> = rows(&agreement["milestones"])
            .iter()
            .filter(|milestone| holds_gate(day(&milestone["due_on"]), reference))
            .collect();
        let ids: Vec<&Value> = holding.iter().map(|milestone| &milestone["id"]).collect();
        assert_eq!(json!(ids), row["due_by_reference_day"], "{project}");
        let acceptances: Vec<Option<Day>> = holding
            .iter()
            .map(|milestone| course(&season, milestone).accepted_on)
            .collect();
        let recheck = some_day(&mid["rectification"]["done_on"]);
        let decided = recheck.or(some_day(&season["mid_term"]["decided_on"]));
        let passed_on = decided.filter(|_| mid["outcome"] == "passed");
        let found = gate_met_on(passed_on, &acceptances);
        let told = &row["second_instalment_gate_met_on"];
        assert_eq!(json!(found), *told, "{project}");
        met += i64::from(found.is_some());
    }
    assert_eq!(json!(met), expected["milestones"]["gate_met"]);
}

#[test]
fn every_mid_term_has_its_score_and_every_fail_its_settlement() {
    let (season, expected) = (season(), expected());
    let rules = rules(&season);
    let rule = rules.mid_term().unwrap();
    let decided = day(&season["mid_term"]["decided_on"]);
    for report in rows(&season["mid_term"]["reports"]) {
        let row = find(
            &expected["mid_term"]["rows"],
            "proposal",
            &report["proposal"],
        );
        if !report["marks"].is_null() {
            let total = score(&marks(&report["marks"]), &rule.dimensions).unwrap();
            assert_eq!(json!(total.with_places(2)), row["score"], "{row}");
            let rectified = !row["rectification"].is_null();
            let passed = total >= rule.pass || rectified;
            assert_eq!(passed, row["outcome"] == "passed", "{row}");
        }
        if row["outcome"] == "failed" {
            let verified = fen(&report["verified_spending_fen"]);
            let found = failed(fen(&row["paid_fen"]), verified);
            assert_eq!(json!(found.payable_fen), row["payable_fen"]);
            assert_eq!(json!(found.refund_fen), row["refund_fen"]);
            let until = ban_until(decided, rule.ban_years_on_fail);
            assert_eq!(json!(until), row["banned_until"]);
        }
    }
}

#[test]
fn every_final_evaluation_has_its_band_and_its_settlement() {
    let (season, expected) = (season(), expected());
    let rules = rules(&season);
    let rule = rules.final_evaluation().unwrap();
    let reports = rows(&season["final_evaluation"]["reports"]);
    for report in reports {
        let project = &report["proposal"];
        let row = find(&expected["final_evaluation"]["rows"], "proposal", project);
        let total = score(&marks(&report["marks"]), &rule.dimensions).unwrap();
        let band = band_of(total, &rule.bands).unwrap();
        let plan = find(&expected["instalment_plans"], "proposal", project);
        let (grant, paid) = (fen(&plan["grant_fen"]), fen(&row["paid_before_fen"]));
        let verified = fen(&report["verified_spending_fen"]);
        let settled = final_settlement(grant, paid, verified, band.tail_percent);
        let sample = |key: &str| report["satisfaction"][key].as_i64().unwrap();
        let share = satisfaction_percent(sample("satisfied"), sample("asked"), rule.satisfaction);
        let figures = json!({
            "proposal": project,
            "score": total.with_places(2),
            "band": band.name,
            "paid_before_fen": paid,
            "payable_fen": settled.payable_fen,
            "tail_fen": settled.tail_fen,
            "refund_fen": settled.refund_fen,
            "satisfaction_percent": share.unwrap(),
        });
        assert_eq!(figures, *row);
    }
    assert_eq!(reports.len(), 24);
}
