//! The demo season's marks give the figures that were computed for it independently, to the last digit.
#![cfg(test)]

#[path = "season/input.rs"]
mod input;

use input::{desk_marks, entries, rules, season, text, texts, tie_draw};
use model::rules::Roadshow;
use scoring::allocation::{AllocationRule, Candidate, Grant, allocate};
use scoring::desk::desk;
use scoring::draw::draw;
use scoring::rules::{Link, RuleSet};
use scoring::sensitivity::{FinalScores, judges_totals};
use scoring::standings::{Needed, NotSettled, Part, Standings, scores, standings};
use scoring::ties::Act;
use scoring::what_if::{Alteration, Contest, what_if};
use serde_json::{Value, json};

fn expected() -> Value {
    serde_json::from_str(include_str!("../../../demo/seasons/zhaohuimen-2.expected.json")).unwrap()
}

fn lots() -> Vec<Act> {
    vec![Act::lots(tie_draw().order)]
}

fn official(rule: &Roadshow) -> Standings {
    standings(&entries(), &RuleSet::try_from(rule).unwrap(), &lots()).unwrap()
}

fn requests() -> Vec<Candidate> {
    let season = season();
    let request = |p: &Value| Candidate {
        proposal: text(&p["code"]),
        asked: model::Money::fen(p["asked_fen"].as_i64().unwrap()),
        ..Candidate::default()
    };
    season["proposals"].as_array().unwrap().iter().map(request).collect()
}

fn official_rules() -> scoring::what_if::Rules {
    let rules = rules();
    scoring::what_if::Rules {
        scoring: RuleSet::try_from(rules.roadshows().next().unwrap()).unwrap(),
        allocation: AllocationRule::of_track(&rules.tracks[0].tiers, rules.award().unwrap()),
    }
}

fn grants(found: &Standings) -> Vec<Grant> {
    let requests = requests();
    let candidates: Vec<Candidate> = found
        .rows
        .iter()
        .map(|row| Candidate {
            score: row.scored.final_score.published,
            ..requests.iter().find(|r| r.proposal == row.scored.proposal).unwrap().clone()
        })
        .collect();
    allocate(&candidates, &official_rules().allocation, rules().tracks[0].pool_fen.unwrap()).grants
}

#[test]
fn the_desk_review_cuts_where_it_should() {
    let (expected, found) = (expected(), desk(&desk_marks(), rules().desk_review().unwrap(), Some(28)));
    let expected = &expected["desk_review"];
    assert_eq!(found.cut_score.as_deref(), expected["cut_score"].as_str());
    assert_eq!(json!(found.tied_at_cut), expected["tied_at_cut"]);
    let rows: Vec<Value> = found
        .rows
        .iter()
        .map(|r| {
            let figure = r.figure.as_ref().unwrap();
            let result = if r.shortlisted { "shortlisted" } else { "not_shortlisted" };
            json!({ "proposal": r.proposal, "sheets": r.sheets, "exact": figure.exact, "score": figure.text, "rank": r.rank, "result": result, "reason": r.reason })
        })
        .collect();
    assert_eq!(json!(rows), expected["rows"]);
}

#[test]
fn the_order_of_the_roadshow_is_drawn() {
    let order = &season()["roadshow"]["order_draw"];
    let drawn = draw(&texts(&order["seed_parts"]), &texts(&order["codes"])).unwrap();
    assert_eq!(json!({ "key_hex": drawn.key_hex, "order": drawn.order }), expected()["roadshow_order"]);
    assert_eq!(scoring::draw::verify(&drawn), Ok(()));
}

#[test]
fn the_standings_are_exact() {
    let found = official(rules().roadshows().next().unwrap());
    let rows: Vec<Value> = found
        .rows
        .iter()
        .map(|row| {
            let (Some(Part::Panel(panel)), Some(Part::Public(public))) = (row.scored.parts.get("panel"), row.scored.parts.get("public")) else { panic!() };
            let totals: serde_json::Map<String, Value> = panel.totals.iter().map(|(j, t)| (j.clone(), json!(t.with_places(1)))).collect();
            json!({
                "award_order": row.award_order, "proposal": row.scored.proposal, "rank": row.rank, "final": row.scored.final_score.text,
                "final_exact": row.scored.final_score.exact, "decided_by": row.decided_by,
                "panel": {
                    "sheets": panel.sheets, "totals": totals, "dropped_high": panel.dropped_high.first(), "dropped_low": panel.dropped_low.first(),
                    "exact": panel.figure.exact, "score": panel.figure.text, "untrimmed_mean": panel.untrimmed_mean,
                },
                "public": { "approve": public.approve, "cast": public.cast, "exact": public.figure.exact, "score": public.figure.text },
            })
        })
        .collect();
    assert_eq!(json!(rows), expected()["standings"]);
    assert_eq!(json!(found.ties), expected()["ties"]);
}

#[test]
fn without_lots_the_tie_that_needs_them_is_named() {
    let rules = RuleSet::try_from(rules().roadshows().next().unwrap()).unwrap();
    let needed = Needed { rank: 27, proposals: vec!["P25".into(), "P33".into()], link: Link::Lot };
    assert_eq!(standings(&entries(), &rules, &[]), Err(NotSettled::ActsNeeded(vec![needed])));
}

#[test]
fn the_pool_is_given_away_to_the_fen() {
    let found = official(rules().roadshows().next().unwrap());
    let grants = grants(&found);
    let expected = expected();
    for (grant, row) in grants.iter().zip(expected["awards"]["rows"].as_array().unwrap()) {
        for (key, value) in serde_json::to_value(grant).unwrap().as_object().unwrap() {
            assert_eq!(value, &row[key], "{} {key}", grant.proposal);
        }
    }
    assert_eq!(grants.len(), 29);
}

#[test]
fn other_rules_give_what_was_computed_for_them() {
    let entries = entries();
    let requests = requests();
    let pool = rules().tracks[0].pool_fen.unwrap();
    let contest = Contest { entries: &entries, acts: &lots(), requests: &requests, pool };
    let official = official_rules();
    let found: serde_json::Map<String, Value> = Alteration::ALL
        .iter()
        .map(|alteration| {
            let name = text(&json!(alteration));
            (name, json!(what_if(&contest, &official, &alteration.of(&official)).unwrap()))
        })
        .collect();
    assert_eq!(json!(found), expected()["what_if_before_notice"]);
}

#[test]
fn the_official_rule_differs_from_itself_in_nothing() {
    let (entries, requests, official) = (entries(), requests(), official_rules());
    let pool = rules().tracks[0].pool_fen.unwrap();
    let contest = Contest { entries: &entries, acts: &lots(), requests: &requests, pool };
    let found = what_if(&contest, &official, &official).unwrap();
    assert_eq!((found.scores_that_differ, found.awards_that_differ), (0, vec![]));
}

#[test]
fn the_final_scores_follow_from_the_judges_totals() {
    let rules = RuleSet::try_from(rules().roadshows().next().unwrap()).unwrap();
    let finals = FinalScores::of(&entries(), &rules).unwrap();
    assert_eq!(finals.table, judges_totals(&entries(), &rules).unwrap());
    let found = finals.figures(&finals.table).into_iter().map(|f| f.and_then(|f| f.published));
    let units = |score: scoring::Ratio| score.as_mark().map(|mark| i128::from(mark.as_units()));
    let official = scores(&entries(), &rules).unwrap().into_iter();
    let official = official.map(|one| one.ok().and_then(|one| units(one.final_score.published)));
    assert_eq!(found.collect::<Vec<_>>(), official.collect::<Vec<_>>());
}
