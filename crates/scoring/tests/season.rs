//! The demo season's marks give the figures that were computed for it independently, to the last digit.
#![cfg(test)]

use model::Mark;
use model::rules::{OnMisfit, Roadshow, RoundingMode, Rules};
use scoring::allocation::{Candidate, Grant, allocate};
use scoring::desk::desk;
use scoring::draw::draw;
use scoring::panel::Sheet;
use scoring::rules::{Link, RuleSet};
use scoring::standings::{Entry, Needed, NotSettled, Part, Standings, standings};
use scoring::ties::Act;
use serde_json::{Value, json};

fn season() -> Value {
    serde_json::from_str(include_str!("../../../demo/seasons/zhaohuimen-2.json")).unwrap()
}

fn expected() -> Value {
    serde_json::from_str(include_str!("../../../demo/seasons/zhaohuimen-2.expected.json")).unwrap()
}

fn rules() -> Rules {
    serde_json::from_value(season()["rules"].clone()).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(text).collect()
}

fn desk_marks() -> Vec<(String, Vec<Mark>)> {
    let season = season();
    let rows = season["desk_review"]["marks"].as_array().unwrap().clone();
    let marks = |row: &Value| {
        row["marks"].as_object().unwrap().values().filter(|m| !m.is_null()).map(|m| text(m).parse().unwrap()).collect()
    };
    rows.iter().map(|row| (text(&row["proposal"]), marks(row))).collect()
}

fn entries() -> Vec<Entry> {
    let (season, desk) = (season(), desk(&desk_marks(), rules().desk_review().unwrap(), Some(28)));
    let road = &season["roadshow"];
    let codes = texts(&road["order_draw"]["codes"]);
    let count = |code: &str, choice: &str| {
        let ballots = road["ballots"].as_array().unwrap().iter().find(|b| b["proposal"] == code).unwrap();
        i64::try_from(ballots[choice].as_array().unwrap().len()).unwrap()
    };
    let sheets = |code: &str| {
        let signed =
            road["sheets"].as_array().unwrap().iter().filter(|s| s["proposal"] == code && s["status"] == "signed");
        signed
            .map(|s| Sheet {
                judge: text(&s["judge"]),
                marks: texts(&s["marks"]).iter().map(|m| m.parse().unwrap()).collect(),
            })
            .collect()
    };
    let desk_score = |code: &str| desk.rows.iter().find(|r| r.proposal == code)?.figure.as_ref()?.published.as_mark();
    codes
        .iter()
        .map(|code| Entry {
            proposal: code.clone(),
            sheets: sheets(code),
            approve: count(code, "approve"),
            oppose: count(code, "oppose"),
            desk_score: desk_score(code),
            ..Entry::default()
        })
        .collect()
}

fn lots() -> Vec<Act> {
    let lot = &season()["roadshow"]["tie_lots"][0];
    vec![Act::lots(draw(&texts(&lot["seed_parts"]), &["P33".into(), "P25".into()]).order)]
}

fn official(rule: &Roadshow) -> Standings {
    standings(&entries(), &RuleSet::try_from(rule).unwrap(), &lots()).unwrap()
}

fn grants(found: &Standings, on_misfit: OnMisfit) -> Vec<Grant> {
    let (rules, season) = (rules(), season());
    let award = model::rules::AwardRules { on_misfit, ..rules.award().unwrap().clone() };
    let asked = |code: &str| {
        let proposal = season["proposals"].as_array().unwrap().iter().find(|p| p["code"] == code).unwrap();
        model::Money::fen(proposal["asked_fen"].as_i64().unwrap())
    };
    let candidates: Vec<Candidate> = found
        .rows
        .iter()
        .map(|row| Candidate {
            proposal: row.scored.proposal.clone(),
            score: row.scored.final_score.published,
            asked: asked(&row.scored.proposal),
        })
        .collect();
    allocate(&candidates, &rules.tracks[0].tiers, &award, rules.tracks[0].pool_fen.unwrap())
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
    let drawn = draw(&texts(&order["seed_parts"]), &texts(&order["codes"]));
    assert_eq!(json!({ "key_hex": drawn.key_hex, "order": drawn.order }), expected()["roadshow_order"]);
    assert!(scoring::draw::verify(&drawn));
}

#[test]
fn the_draw_vectors_come_out() {
    let vectors: Value = serde_json::from_str(include_str!("data/draw_vectors.json")).unwrap();
    for vector in vectors["vectors"].as_array().unwrap() {
        let drawn = draw(&texts(&vector["seed_parts"]), &texts(&vector["ids"]));
        assert_eq!((json!(drawn.key_hex), json!(drawn.order)), (vector["key_hex"].clone(), vector["order"].clone()));
    }
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
    let grants = grants(&found, OnMisfit::Skip);
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
    let base = rules().roadshows().next().unwrap().clone();
    let mut no_trim = base.clone();
    no_trim.components[0].kind = model::rules::ComponentKind::PanelMean;
    let mut panel_only = base.clone();
    panel_only.components.truncate(1);
    panel_only.components[0].weight = 100;
    let mut once = base.clone();
    once.rounding.retain(|r| r.stage == "final");
    let mut even = base.clone();
    even.rounding.iter_mut().for_each(|r| r.mode = RoundingMode::HalfEven);
    let cases = [
        ("no_trim", no_trim, OnMisfit::Skip),
        ("panel_only", panel_only, OnMisfit::Skip),
        ("round_once_at_the_end", once, OnMisfit::Skip),
        ("half_even", even, OnMisfit::Skip),
        ("stop_at_first_misfit", base.clone(), OnMisfit::Stop),
        ("downgrade_at_misfit", base, OnMisfit::Downgrade),
    ];
    for (name, rule, on_misfit) in cases {
        let found = official(&rule);
        let expected = &expected()["what_if_before_notice"][name];
        let order: Vec<&String> = found.rows.iter().map(|r| &r.scored.proposal).collect();
        assert_eq!(json!(order), expected["award_order"], "{name}");
        let grants = grants(&found, on_misfit);
        let funded: Vec<&Grant> = grants.iter().filter(|g| g.result == "proposed").collect();
        let spent: model::Money = funded.iter().filter_map(|g| g.amount_fen).sum();
        assert_eq!(
            (json!(funded.len()), json!(spent)),
            (expected["funded"].clone(), expected["spent_fen"].clone()),
            "{name}"
        );
    }
}
