//! Random rounds: rules with every computed option, over random sheets, votes, scores and rooms.

use model::Mark;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use scoring::panel::{PartialSheet, Sheet};
use scoring::rules::RuleSet;
use scoring::standings::Entry;
use serde_json::{Value, json};

/// The rules, and what was handed in.
pub(crate) type Round = (RuleSet, Vec<Entry>);

const LINKS: [&str; 6] =
    ["criterion:need", "untrimmed_mean", "head_to_head", "higher_lowest_mark", "public", "desk_score"];

/// Any round.
pub(crate) fn rounds() -> impl Strategy<Value = Round> {
    (rules(), entries()).prop_map(|(rules, entries)| (serde_json::from_value(rules).unwrap(), entries))
}

fn rules() -> impl Strategy<Value = Value> {
    let panel = (
        select(vec!["mean", "trimmed", "winsorised", "median", "sum", "borda", "mean_rank"]),
        select(vec!["judge_total", "criterion"]),
        1_i64..=2,
    );
    let rubric = (select(vec!["points", "weighted"]), select(vec!["renormalise", "incomplete"]));
    let ends = (
        select(vec!["competition", "dense", "ordinal", "fractional"]),
        select(vec!["published_figure", "exact_figure"]),
        any::<bool>(),
    );
    let chain = subsequence(LINKS.to_vec(), 0..=LINKS.len()).prop_shuffle();
    (panel, rubric, public(), equating(), roundings(), ends, chain).prop_map(|(panel, rubric, public, equating, roundings, ends, chain)| {
        let (method, scope, quorum) = panel;
        let alone = method == "mean_rank";
        let judged = json!({ "kind": "panel", "scope": scope,
            "rule": { "method": method, "trim": [{ "from_sheets": 3, "low": 1, "high": 1 }], "quorum": quorum } });
        let weights: &[i64] = if alone { &[10_000] } else { &[5_000, 2_500, 1_500, 1_000] };
        let sources = [("panel", judged), ("votes", public), ("desk", json!({ "kind": "carried_stage", "from": "desk_review" })), ("agreed", json!({ "kind": "panel_consensus" }))];
        let components: Vec<Value> =
            weights.iter().zip(sources).map(|(weight, (id, source))| json!({ "id": id, "weight": weight, "source": source })).collect();
        let extras = json!([{ "id": "gift", "kind": "bonus", "cap": "2" }, { "id": "late", "kind": "penalty", "cap": "1" }]);
        let rules = json!({
            "rubric": { "form": rubric.0, "missing": rubric.1, "criteria": [
                { "id": "need", "max": "10", "step": "0.5", "weight": 6500 }, { "id": "plan", "max": "10", "step": "0.5", "weight": 3500 } ] },
            "components": components,
            "extras": if alone { json!([]) } else { extras },
            "clip": if ends.2 { json!("12") } else { Value::Null },
            "equating": equating,
            "rounding": roundings,
            "tie_chain": chain,
            "ranking": ends.0,
            "rank_on": ends.1,
        });
        known(rules)
    })
}

/// The rules without the rounding of stages that they do not have.
fn known(mut rules: Value) -> Value {
    let stages = serde_json::from_value::<RuleSet>(rules.clone()).unwrap().stages();
    let has = |rounding: &Value| stages.iter().any(|s| rounding["stage"] == json!(s));
    rules["rounding"].as_array_mut().unwrap().retain(has);
    rules
}

fn public() -> impl Strategy<Value = Value> {
    select(vec![
        json!({ "kind": "vote_share" }),
        json!({ "kind": "vote_share", "of": "total" }),
        json!({ "kind": "donation_share", "of": "total" }),
        json!({ "kind": "vote_rank_step", "first": "10", "step": "4" }),
        json!({ "kind": "vote_rank_points", "points": ["12", "10", "8"] }),
        json!({ "kind": "ballot_count" }),
        json!({ "kind": "approval_rate", "quorum": 2 }),
    ])
}

fn equating() -> impl Strategy<Value = Value> {
    let some = (select(vec!["ratio", "linear_shift"]), select(vec!["pooled", "mean_of_means"]), 0_i64..2, 0_i64..2).prop_map(
        |(method, overall, low, high)| {
            json!({ "component": "panel", "method": method, "overall": overall, "drop_low": low, "drop_high": high })
        },
    );
    prop_oneof![Just(Value::Null), some]
}

fn roundings() -> impl Strategy<Value = Value> {
    let stages =
        ["panel", "criterion:need", "votes", "desk", "room_mean", "overall_mean", "coefficient", "equated", "final"];
    let one = |stage: &'static str| {
        (prop::option::of(0_u32..4), select(vec!["half_even", "half_up", "down"])).prop_map(move |(decimals, mode)| {
            decimals.map(|decimals| json!({ "stage": stage, "decimals": decimals, "mode": mode }))
        })
    };
    stages.map(one).to_vec().prop_map(|found| json!(found.into_iter().flatten().collect::<Vec<Value>>()))
}

/// What one proposal gets: marks with who is absent, four counts, the score of the desk and the one that was agreed on.
type Given = (Vec<(i64, i64, u8)>, Vec<i64>, Option<i64>, Option<i64>);

/// Six proposals in two rooms, each with up to four judges: few different marks, so that there are ties. In every second round all judges came.
fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let score = || prop::option::weighted(0.95, 6_i64..9);
    let marks = |all_came: bool| prop::collection::vec((0_i64..=4, 0_i64..=4, if all_came { 3_u8 } else { 0 }..12), 4);
    let one = move |all_came| (marks(all_came), prop::collection::vec(0_i64..5, 4), score(), score());
    any::<bool>().prop_flat_map(move |all_came| prop::collection::vec(one(all_came), 6)).prop_map(|all| {
        let entry = |(n, (marks, counts, desk, agreed)): (usize, Given)| Entry {
            desk_score: desk.map(Mark::points),
            agreed: agreed.into_iter().map(|score| ("agreed".to_owned(), Mark::points(score))).collect(),
            ..entry(n, &marks, &counts)
        };
        all.into_iter().enumerate().map(entry).collect()
    })
}

/// Of twelve judges two are absent and one leaves a criterion out.
fn entry(n: usize, marks: &[(i64, i64, u8)], counts: &[i64]) -> Entry {
    let points = |half: i64| Mark::units(half * 5_000 + 10_000);
    let given = || marks.iter().enumerate().map(|(j, m)| (format!("J{j}"), points(m.0), points(m.1), m.2));
    Entry {
        proposal: format!("P{n}"),
        sheets: given()
            .filter(|s| s.3 > 2)
            .map(|(judge, need, plan, _)| Sheet { judge, marks: vec![need, plan] })
            .collect(),
        partial: given()
            .filter(|s| s.3 == 2)
            .map(|(judge, need, _, _)| PartialSheet { judge, marks: vec![Some(need), None] })
            .collect(),
        approve: counts[0],
        oppose: counts[1],
        counts: [("votes".to_owned(), counts[0])].into(),
        extras: [("gift".to_owned(), points(counts[2])), ("late".to_owned(), points(counts[3]))].into(),
        room: Some(if n < 3 { "A" } else { "B" }.to_owned()),
        ..Entry::default()
    }
}
