//! Every preset loads, adds up, and has a digest that the order of its keys does not change.
#![cfg(test)]

use scoring::rules::{Lang, Preset, RuleSet};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn presets() -> BTreeMap<String, String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../presets/scoring");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap())
    };
    std::fs::read_dir(folder).unwrap().map(read).collect()
}

#[test]
fn each_preset_loads_adds_up_and_can_be_scored_by() {
    let mut digests = BTreeSet::new();
    for (name, text) in presets() {
        let preset: Preset = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(preset.preset, name);
        assert_eq!(preset.components.iter().map(|c| c.percent).sum::<u32>(), 100, "{name}");
        let rules = RuleSet::from(preset);
        assert_eq!(rules.validate(), [], "{name}");
        assert!(rules.explain(Lang::Zh).len() > 1 && rules.explain(Lang::En).len() > 1);
        assert!(digests.insert(rules.digest().unwrap()), "{name} is another preset's twin");
    }
    assert_eq!(digests.len(), 12);
}

#[test]
fn the_order_of_keys_does_not_change_the_digest() {
    for (name, text) in presets() {
        let sorted: Value = serde_json::from_str(&text).unwrap();
        let digest = |text: &str| RuleSet::from(serde_json::from_str::<Preset>(text).unwrap()).digest().unwrap();
        assert_eq!(digest(&text), digest(&sorted.to_string()), "{name}");
        assert_eq!(digest(&text), digest(&backwards(&sorted)), "{name}");
    }
}

/// The document with the keys of every object in falling order.
fn backwards(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let all: Vec<String> =
                fields.iter().rev().map(|(key, v)| format!("{}:{}", Value::from(key.as_str()), backwards(v))).collect();
            format!("{{ {} }}", all.join(" ,\n"))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(backwards).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

#[test]
fn published_weights_are_the_published_ones() {
    let weights = |name: &str| {
        let preset: Preset = serde_json::from_str(&presets()[name]).unwrap();
        preset.components.iter().map(|c| c.percent).collect::<Vec<_>>()
    };
    let expected: [(&str, &[u32]); 6] = [
        ("dongguan_2011", &[60, 20, 20]),
        ("xiaolan_2025", &[60, 30, 10]),
        ("charity_fair_2016", &[70, 30]),
        ("charity_fair_2020", &[70, 30]),
        ("qingdao", &[15, 25, 60]),
        ("weiguang_street_round", &[70, 30]),
    ];
    for (name, percents) in expected {
        assert_eq!(weights(name), percents, "{name}");
    }
}

#[test]
fn the_street_round_is_scored_as_the_round_preset_says() {
    let round: model::rules::Rules =
        serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap();
    let from_round = RuleSet::try_from(round.roadshows().next().unwrap()).unwrap();
    let mut preset: RuleSet = serde_json::from_str::<Preset>(&presets()["weiguang_street_round"]).unwrap().into();
    preset.rubric.as_mut().unwrap().full_marks = None;
    assert_eq!(preset, from_round);
}

#[test]
fn a_jury_belongs_to_sheets_and_to_nothing_else() {
    let round: model::rules::Rules =
        serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap();
    let mut roadshow = round.roadshows().next().unwrap().clone();
    roadshow.components[0].jury = Some("departments".into());
    let read = RuleSet::try_from(&roadshow).unwrap();
    assert_eq!(serde_json::to_value(&read.components[0].source).unwrap()["jury"], "departments");
    roadshow.components[1].jury = Some("departments".into());
    let refused = RuleSet::try_from(&roadshow).unwrap_err();
    assert_eq!((refused.pointer.as_str(), refused.found.as_str()), ("/components/1/jury", "departments"));
}

#[test]
fn a_place_in_the_vote_is_worth_ten_points_and_half_a_point_less_for_each_below_where_nothing_is_said() {
    let round: model::rules::Rules =
        serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap();
    let mut roadshow = round.roadshows().next().unwrap().clone();
    roadshow.components[1].kind = model::rules::ComponentKind::VoteRankStep;
    let read = RuleSet::try_from(&roadshow).unwrap();
    let wanted = serde_json::json!({ "kind": "vote_rank_step", "first": "10", "step": "0.5" });
    assert_eq!(serde_json::to_value(&read.components[1].source).unwrap(), wanted);
}
