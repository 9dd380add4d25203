//! A checker in another language recomputes every published figure from the printed trace alone, and sees every changed digit.
#![cfg(test)]

#[path = "season/input.rs"]
mod input;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use scoring::draw::draw;
use scoring::rules::RuleSet;
use scoring::standings::{Entry, standings};
use scoring::ties::Act;
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

/// What the checker says about a trace; `None` where there is no Node.
fn check(trace: &Value) -> Option<(bool, String)> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../verifier/check-trace.mjs");
    let child = Command::new("node").args([script, "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "node is missing");
        println!("not run: node is missing");
        return None;
    };
    child.stdin.take().unwrap().write_all(trace.to_string().as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    Some((out.status.success(), String::from_utf8(out.stdout).unwrap()))
}

fn season() -> Value {
    let rules = RuleSet::try_from(input::rules().roadshows().next().unwrap()).unwrap();
    let lots = input::tie_draw();
    let acts = vec![Act::lots(lots.order.clone())];
    let found = standings(&input::entries(), &rules, &acts).unwrap();
    json!({ "rules": rules, "standings": found, "acts": acts, "draws": [lots] })
}

#[test]
fn the_season_is_recomputed_from_its_trace() {
    let Some((fine, said)) = check(&season()) else { return };
    assert!(fine, "{said}");
    let last = said.trim_end().lines().last().unwrap();
    let count: usize = last.split(' ').next().unwrap().parse().unwrap();
    assert!(count > 900, "{last}");
}

/// The text with its last digit changed.
fn last_digit(text: &str) -> Option<String> {
    let last = text.chars().last().filter(char::is_ascii_digit)?;
    let other = if last == '9' { '8' } else { char::from(u8::try_from(last).ok()? + 1) };
    Some(format!("{}{other}", text.strip_suffix(last)?))
}

/// Every place of a trace that holds a figure as a text.
fn figures(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (n, v) in items.iter().enumerate() {
                figures(v, &format!("{at}/{n}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, v) in fields {
                figures(v, &format!("{at}/{key}"), found);
            }
        }
        Value::String(text)
            if last_digit(text).is_some() && text.parse::<model::Mark>().is_ok() | text.contains('/') =>
        {
            found.push(at.to_owned());
        }
        _ => {}
    }
}

#[test]
fn one_changed_digit_is_seen_wherever_it_stands() {
    let trace = season();
    let mut places = Vec::new();
    figures(&trace["standings"]["rows"], "/standings/rows", &mut places);
    places.retain(|p| p.contains("/steps/") || p.contains("/final_score/"));
    assert!(places.len() > 1_000);
    for place in places.iter().step_by(places.len() / 40) {
        let mut changed = trace.clone();
        let text = changed.pointer(place).unwrap().as_str().unwrap().to_owned();
        *changed.pointer_mut(place).unwrap() = json!(last_digit(&text).unwrap());
        let Some((fine, _)) = check(&changed) else { return };
        assert!(!fine, "{place} {text}");
    }
    for (place, value) in [
        ("/standings/rows/0/rank", json!(2)),
        ("/standings/rows/5/award_order", json!(7)),
        ("/standings/ties/0/decided_by", json!("lot")),
        ("/draws/0/order", json!(["P33", "P25", "P01"])),
        ("/draws/0/seed_parts/0", json!("another word")),
    ] {
        let mut changed = trace.clone();
        *changed.pointer_mut(place).unwrap() = value;
        let Some((fine, _)) = check(&changed) else { return };
        assert!(!fine, "{place}");
    }
}

/// Rules with every computed option, over random sheets, votes and rooms.
fn rounds() -> impl Strategy<Value = (RuleSet, Vec<Entry>)> {
    let methods = prop::sample::select(vec!["mean", "trimmed", "winsorised", "median"]);
    let scopes = prop::sample::select(vec!["judge_total", "criterion"]);
    let forms = prop::sample::select(vec!["points", "weighted"]);
    let equated = prop::sample::select(vec!["ratio", "linear_shift"]);
    let marks = prop::collection::vec((0_i64..=8, 0_i64..=8, 0_u8..9), 4 * 6);
    let votes = prop::collection::vec(0_i64..6, 6 * 2);
    (methods, scopes, forms, equated, marks, votes, 0_u32..4).prop_map(|(method, scope, form, equated, marks, votes, decimals)| {
        let rules = json!({
            "rubric": { "form": form, "missing": "renormalise", "criteria": [
                { "id": "need", "max": "10", "step": "0.5", "weight": 6500 }, { "id": "plan", "max": "10", "step": "0.5", "weight": 3500 } ] },
            "components": [
                { "id": "panel", "weight": 5000, "source": { "kind": "panel", "scope": scope,
                  "rule": { "method": method, "trim": [{ "from_sheets": 3, "low": 1, "high": 1 }], "quorum": 1 } } },
                { "id": "votes", "weight": 3000, "source": { "kind": "vote_share" } },
                { "id": "hall", "weight": 2000, "source": { "kind": "vote_rank_step", "first": "10", "step": "4" } },
            ],
            "extras": [{ "id": "gift", "kind": "bonus", "cap": "2" }, { "id": "late", "kind": "penalty", "cap": "1" }],
            "clip": "60",
            "equating": { "component": "panel", "method": equated, "drop_low": 0, "drop_high": 1 },
            "rounding": [{ "stage": "panel", "decimals": decimals, "mode": "half_even" }, { "stage": "room_mean", "decimals": 2, "mode": "half_up" },
                         { "stage": "final", "decimals": 1, "mode": "down" }],
            "tie_chain": ["criterion:need", "head_to_head", "higher_lowest_mark", "public"],
        });
        (serde_json::from_value(rules).unwrap(), random_entries(&marks, &votes))
    })
}

fn random_entries(marks: &[(i64, i64, u8)], votes: &[i64]) -> Vec<Entry> {
    let points = |half: i64| model::Mark::units(half * 5_000 + 10_000);
    let entry = |(n, sheets): (usize, &[(i64, i64, u8)])| {
        let judge = |j: usize| format!("J{j}");
        let given = sheets.iter().enumerate();
        Entry {
            proposal: format!("P{n}"),
            sheets: given
                .clone()
                .filter(|(j, m)| *j == 0 || m.2 > 1)
                .map(|(j, m)| scoring::panel::Sheet { judge: judge(j), marks: vec![points(m.0), points(m.1)] })
                .collect(),
            partial: given
                .filter(|(j, m)| *j > 0 && m.2 == 1)
                .map(|(j, m)| scoring::panel::PartialSheet { judge: judge(j), marks: vec![Some(points(m.0)), None] })
                .collect(),
            counts: [("votes".to_owned(), votes[2 * n]), ("hall".to_owned(), votes[2 * n + 1])].into(),
            extras: [("gift".to_owned(), points(votes[2 * n])), ("late".to_owned(), points(votes[2 * n + 1]))].into(),
            room: Some(if n < 3 { "A" } else { "B" }.to_owned()),
            ..Entry::default()
        }
    };
    marks.chunks(4).enumerate().map(entry).collect()
}

#[test]
fn random_rounds_are_recomputed_from_their_traces() {
    let mut runner =
        TestRunner::new(Config { cases: 24, max_shrink_iters: 20, failure_persistence: None, ..Config::default() });
    runner
        .run(&rounds(), |(rules, entries)| {
            prop_assert_eq!(rules.validate(), []);
            let found = standings(&entries, &rules, &[]).unwrap();
            let trace = json!({ "rules": rules, "standings": found, "acts": [], "draws": [] });
            if let Some((fine, said)) = check(&trace) {
                prop_assert!(fine, "{said}\n{trace}");
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_part_is_called_as_it_is_written() {
    let rules = RuleSet::try_from(input::rules().roadshows().next().unwrap()).unwrap();
    let found = standings(&input::entries(), &rules, &[Act::lots(input::tie_draw().order)]).unwrap();
    for part in found.rows.iter().flat_map(|row| row.scored.parts.values()) {
        let written = json!(part);
        assert_eq!(written.as_object().unwrap().keys().collect::<Vec<_>>(), [part.kind()]);
    }
}

#[test]
fn the_draw_of_a_tie_is_the_one_that_was_said() {
    assert_eq!(input::tie_draw(), draw(&input::tie_draw().seed_parts, &["P25".into(), "P33".into()]).unwrap());
}
