//! Presets and the demo season's rules can be written down in the rule language.
#![cfg(test)]

use model::rules::Rules;

#[test]
fn the_default_preset_reads_and_writes_itself() {
    let text = include_str!("../../../presets/weiguang_street_round.json");
    let rules: Rules = serde_json::from_str(text).unwrap();
    assert_eq!(rules.stages.len(), 12);
    let again: Rules = serde_json::from_slice(&model::canonical::bytes(&rules).unwrap()).unwrap();
    assert_eq!(again, rules);
}

#[test]
fn the_demo_season_has_rules_of_the_same_shape() {
    let text = include_str!("../../../demo/seasons/zhaohuimen-2.json");
    let season: serde_json::Value = serde_json::from_str(text).unwrap();
    let rules: Rules = serde_json::from_value(season["rules"].clone()).unwrap();
    assert_eq!(rules.tracks[0].pool_fen, Some(model::Money::fen(10_000_000)));
    assert_eq!(rules.roadshows().count(), 1);
}
