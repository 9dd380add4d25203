//! A checker in another language recomputes every published figure from the printed trace alone, and sees every changed digit.
#![cfg(test)]

#[path = "season/input.rs"]
mod input;
#[path = "season/rounds.rs"]
mod rounds;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use scoring::ScoringError;
use scoring::draw::draw;
use scoring::rules::RuleSet;
use scoring::standings::{NotSettled, standings};
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

/// Some ten thousand rounds, in batches of up to two hundred: the same ones each time, or new ones, as many batches as `PROPTEST_CASES` says.
#[test]
fn random_rounds_are_recomputed_from_their_traces() {
    let config = Config { max_shrink_iters: 300, failure_persistence: None, ..Config::default() };
    let config = match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => Config { cases: 100, rng_seed: RngSeed::Fixed(1), ..config },
    };
    let found = TestRunner::new(config).run(&prop::collection::vec(rounds::rounds(), 0..=200), |rounds| {
        let traces = json!(rounds.iter().filter_map(trace).collect::<Vec<Value>>());
        if let Some((fine, said)) = check(&traces) {
            prop_assert!(fine, "{said}\n{traces}");
        }
        Ok(())
    });
    if let Err(e) = found {
        panic!("{e}");
    }
}

/// The printed trace; `None` where the rooms or the sums cannot be compared.
fn trace((rules, entries): &rounds::Round) -> Option<Value> {
    assert_eq!(rules.validate(), []);
    match standings(entries, rules, &[]) {
        Ok(found) => Some(json!({ "rules": rules, "standings": found })),
        Err(NotSettled::Scoring(
            ScoringError::RoomMeanZero { .. } | ScoringError::TooFew { .. } | ScoringError::PanelsDiffer { .. },
        )) => None,
        Err(e) => panic!("{e} {rules:?} {entries:?}"),
    }
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
