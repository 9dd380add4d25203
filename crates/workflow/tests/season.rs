//! The demo season's budgets and clocks give the figures that were computed for it independently.

#![cfg(test)]

use model::proposal::Content;
use model::rules::Rules;
use model::{Calendar, Day};
use serde_json::{Value, json};
use workflow::budget::{Moment, examine};
use workflow::calendar::{Workdays, add_days};

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

/// The lines and papers of a proposal as it was submitted: the first version where it was returned, else what it had before its first revision, else the proposal itself.
fn as_submitted(season: &Value, proposal: &Value) -> Content {
    let returned = rows(&season["eligibility_checks"]["returned"])
        .iter()
        .find(|row| row["proposal"] == proposal["code"] && !row["first_version"].is_null());
    let revision = &proposal["revisions"][0];
    let (lines, papers) = match returned {
        Some(row) => (&row["first_version"]["budget_lines"], &row["first_version"]["papers"]),
        None if !revision["budget_lines_before"].is_null() => (&revision["budget_lines_before"], &proposal["papers"]),
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
        let content = Content { budget_lines: serde_json::from_value(lines).unwrap(), ..Content::default() };
        let found = examine(&content, rules.intake().unwrap(), &[], Moment::Submission);
        let codes: Vec<_> = found.refuse.into_iter().map(|fault| fault.code).collect();
        let row = find(&expected["refused"], "attempt", &attempt);
        assert_eq!(json!(codes), json!([row["code"]]), "{attempt}");
    }
}

#[test]
fn every_clock_ends_on_its_day() {
    let (season, expected) = (season(), expected());
    let calendar = calendar(&season);
    let days = Workdays(&calendar);
    let mut counted = 0;
    for clock in rows(&expected["clocks"]) {
        let (from, n) = (day(&clock["from"]), clock["days"].as_i64().unwrap());
        let due = match clock["unit"].as_str() {
            Some("calendar_days") => days.moved_off_day_off(add_days(from, clock["days"].as_i64().unwrap())),
            _ if clock["first_day_counts"] == true => days.nth_working_day(from, n),
            _ => days.add_working_days(from, n),
        };
        assert_eq!(due, Ok(day(&clock["due"])), "{clock}");
        counted += 1;
    }
    assert_eq!(counted, 10);
}
