//! A round can state every kind of component; votes without voters are refused before the call.
#![cfg(test)]

use model::rules::{Rules, Stage};
use serde_json::{Value, json};
use workflow::rounds::publishable;

fn rules(kind: &str) -> Rules {
    let mut rules: Value = serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap();
    rules["tracks"][0]["pool_fen"] = json!(1_000_000);
    let stages = rules["stages"].as_array_mut().unwrap();
    let roadshow = stages.iter_mut().find(|s| s["kind"] == "roadshow").unwrap();
    roadshow["components"][1]["kind"] = json!(kind);
    serde_json::from_value(rules).unwrap()
}

#[test]
fn every_kind_can_be_stated_and_published() {
    for kind in [
        "panel_mean",
        "panel_trimmed",
        "panel_winsorised",
        "panel_median",
        "panel_sum",
        "panel_borda",
        "panel_standardised",
        "panel_consensus",
        "approval_rate",
        "vote_share",
        "vote_rank_step",
        "ballot_count",
        "donation_share",
        "carried_stage",
        "bonus",
        "penalty",
    ] {
        assert_eq!(publishable(&rules(kind)), Ok(()), "{kind}");
    }
}

#[test]
fn votes_are_counted_only_where_somebody_votes() {
    for (kind, voters, counted) in
        [("vote_share", 0, false), ("vote_share", 1, true), ("ballot_count", 0, false), ("panel_borda", 0, true)]
    {
        let mut rules = rules(kind);
        for stage in &mut rules.stages {
            if let Stage::Roadshow(roadshow) = stage {
                roadshow.public_jury = voters;
            }
        }
        assert_eq!(publishable(&rules).is_ok(), counted, "{kind} of {voters}");
    }
}
