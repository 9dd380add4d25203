//! A round can state every kind of component; what the service does not collect is refused before the call.
#![cfg(test)]

use model::rules::{ComponentKind, Rules, Stage};
use serde_json::{Value, json};
use workflow::rounds::publishable;
use workflow::{Fault, Refusal};

fn rules(kind: &str) -> Rules {
    let mut rules: Value = serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap();
    rules["tracks"][0]["pool_fen"] = json!(1_000_000);
    let stages = rules["stages"].as_array_mut().unwrap();
    let roadshow = stages.iter_mut().find(|s| s["kind"] == "roadshow").unwrap();
    roadshow["components"][1]["kind"] = json!(kind);
    serde_json::from_value(rules).unwrap()
}

#[test]
fn every_kind_can_be_stated_and_those_without_a_source_are_refused() {
    let with_source = [
        "panel_mean",
        "panel_trimmed",
        "panel_winsorised",
        "panel_median",
        "panel_sum",
        "panel_borda",
        "panel_standardised",
        "approval_rate",
        "vote_share",
        "vote_rank_step",
        "ballot_count",
        "carried_stage",
    ];
    let without = ["panel_consensus", "donation_share", "bonus", "penalty"];
    for kind in with_source {
        assert_eq!(publishable(&rules(kind)), Ok(()), "{kind}");
    }
    for kind in without {
        let rules = rules(kind);
        let at = rules.stages.iter().position(|s| matches!(s, Stage::Roadshow(_))).unwrap();
        let pointer = format!("/rules/stages/{at}/components/1/kind");
        let facts = json!({ "component": "public", "kind": kind });
        let refusal = Refusal::of(vec![Fault::new(pointer, "component_without_source", facts)]);
        assert_eq!(publishable(&rules), refusal, "{kind}");
    }
    assert!(!ComponentKind::Bonus.has_source());
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
