//! Final scores that follow from the judges' totals: which rules they are for, and the smallest change of one total that changes an award as an exhaustive search finds it.
#![cfg(test)]

use model::Mark;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use scoring::Ratio;
use scoring::aggregate::Quotient;
use scoring::panel::Sheet;
use scoring::rules::RuleSet;
use scoring::sensitivity::{FinalScores, Place, Scale, final_award_margin};
use scoring::standings::{Entry, scores};
use serde_json::json;

const UNIT: i64 = Mark::UNIT;

fn published(entries: &[Entry], rules: &RuleSet) -> Vec<Option<Ratio>> {
    scores(entries, rules).unwrap().into_iter().map(|one| one.ok().map(|s| s.final_score.published)).collect()
}

fn printed(figures: &[Option<Quotient>]) -> Vec<Option<Ratio>> {
    figures.iter().map(|f| f.map(|f| f.published.map_or_else(|| f.exact(), |p| Ratio::new(p, UNIT.into())))).collect()
}

fn rules(panel: &serde_json::Value, more: &serde_json::Value) -> RuleSet {
    let mut rules = json!({
        "components": [
            { "id": "panel", "weight": 7000, "source": panel },
            { "id": "public", "weight": 3000, "source": { "kind": "approval_rate", "quorum": 1 } },
        ],
        "rounding": [{ "stage": "panel", "decimals": 2, "mode": "half_up" }, { "stage": "final", "decimals": 1, "mode": "half_up" }],
    });
    rules.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(rules).unwrap()
}

fn trimmed() -> serde_json::Value {
    let rule = json!({ "method": "trimmed", "trim": [{ "from_sheets": 4, "low": 1, "high": 1 }], "quorum": 2 });
    json!({ "kind": "panel", "scope": "judge_total", "rule": rule })
}

#[test]
fn what_is_not_one_panel_and_a_fixed_rest_is_refused() {
    let entries = |rules: &RuleSet| FinalScores::of(&entries_of(&[70, 80, 90, 60], &[3]), rules).is_some();
    assert!(entries(&rules(&trimmed(), &json!({}))));
    assert!(!entries(&rules(&trimmed(), &json!({ "clip": "100" }))));
    assert!(!entries(&rules(&trimmed(), &json!({ "equating": { "component": "panel", "method": "ratio" } }))));
    assert!(!entries(&rules(&json!({ "kind": "approval_rate", "quorum": 1 }), &json!({}))));
    let mut jury = trimmed();
    jury["jury"] = json!("experts");
    assert!(!entries(&rules(&jury, &json!({}))));
}

/// Four judges' totals for each proposal, and how many of four residents approve.
fn entries_of(totals: &[i64], approve: &[i64]) -> Vec<Entry> {
    let sheet = |(j, total): (usize, &i64)| Sheet { judge: format!("J{j}"), marks: vec![Mark::points(*total)] };
    let entry = |(n, (totals, approve)): (usize, (&[i64], &i64))| Entry {
        proposal: format!("P{n}"),
        sheets: totals.iter().enumerate().map(sheet).collect(),
        approve: *approve,
        oppose: 4 - approve,
        ..Entry::default()
    };
    totals.chunks(4).zip(approve).enumerate().map(entry).collect()
}

/// The two best from 60 on, equals in the order of the table.
fn awarded(scores: &[Option<Ratio>]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..scores.len()).filter(|n| scores[*n] >= Some(Ratio::new(60, 1))).collect();
    order.sort_by(|a, b| scores[*b].cmp(&scores[*a]));
    order.truncate(2);
    (0..scores.len()).map(|n| order.contains(&n)).collect()
}

/// The fewest points by which one total of these entries must change: every total is tried, nearest first.
fn tried(entries: &[Entry], rules: &RuleSet) -> Option<(i64, String, String, Mark)> {
    let official = awarded(&published(entries, rules));
    for points in 1..=100 {
        for (n, entry) in entries.iter().enumerate() {
            for (j, sheet) in entry.sheets.iter().enumerate() {
                for to in [points, -points].map(|by| sheet.marks[0].as_units() + Mark::points(by).as_units()) {
                    let mut changed = entries.to_vec();
                    changed[n].sheets[j].marks[0] = Mark::units(to);
                    let fits = (0..=Mark::points(100).as_units()).contains(&to);
                    if fits && awarded(&published(&changed, rules)) != official {
                        return Some((points, entry.proposal.clone(), sheet.judge.clone(), Mark::units(to)));
                    }
                }
            }
        }
    }
    None
}

#[test]
fn the_margin_of_final_scores_is_what_an_exhaustive_search_finds() {
    let cases = (prop::collection::vec(40_i64..=95, 16), prop::collection::vec(0_i64..=4, 4));
    let mut runner =
        TestRunner::new(Config { cases: 40, max_shrink_iters: 50, failure_persistence: None, ..Config::default() });
    let rules = rules(&trimmed(), &json!({}));
    runner
        .run(&cases, |(totals, approve)| {
            let entries = entries_of(&totals, &approve);
            let finals = FinalScores::of(&entries, &rules).unwrap();
            let by_place = |places: &[Option<Place>]| {
                awarded(&printed(&places.iter().map(|p| p.map(|p| p.figure)).collect::<Vec<_>>()))
            };
            let scale = Scale { min: Mark::default(), max: Some(Mark::points(100)), step: Mark::points(1) };
            let found = final_award_margin(&finals, scale, &[Mark::points(60)], &by_place).unwrap();
            let found = found.map(|m| (m.change().as_units() / Mark::UNIT, m.proposal, m.judge, m.to));
            prop_assert_eq!(found, tried(&entries, &rules));
            Ok(())
        })
        .unwrap();
}
