//! The desk review and the rubric of a sheet: the pass line, the cut and its ties, marks at the ends of their scale; and the analysis as JSON.
#![cfg(test)]

use model::Mark;
use model::rules::{DeskReview, Rubric};
use scoring::ScoringError;
use scoring::analysis::{agreement, margin};
use scoring::desk::{Desk, desk};
use scoring::marks::MarkTable;
use scoring::reliability::{Undefined, cronbach_alpha, icc, kendall_w, krippendorff_alphas};
use scoring::rubric::{fits, read, total};
use scoring::sensitivity::Margin;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn rubric() -> Rubric {
    let criteria = json!([{ "id": "need", "name": "需求", "max": 20 }, { "id": "plan", "name": "方案", "max": 10 }]);
    serde_json::from_value(json!({ "step": "0.5", "criteria": criteria })).unwrap()
}

fn marks(list: &[(&str, &str)]) -> BTreeMap<String, Mark> {
    list.iter().map(|(id, mark)| ((*id).to_owned(), mark.parse().unwrap())).collect()
}

#[test]
fn a_sheet_has_every_criterion_in_the_order_of_the_rubric() {
    let found = read(&rubric(), &marks(&[("plan", "10"), ("need", "0.5")])).unwrap();
    assert_eq!(found, ["0.5", "10"].map(|mark| mark.parse::<Mark>().unwrap()));
    assert_eq!(total(&found).to_string(), "10.5");
    let other = Err(ScoringError::OtherCriteria { expected: vec!["need".into(), "plan".into()] });
    for list in [&[("need", "1")][..], &[("need", "1"), ("team", "1")], &[("need", "1"), ("plan", "1"), ("team", "1")]]
    {
        assert_eq!(read(&rubric(), &marks(list)), other, "{list:?}");
    }
    assert_eq!(fits(&rubric(), "team", Mark::points(1)).err(), other.err());
}

#[test]
fn a_mark_lies_on_its_scale_both_ends_included() {
    let out = |max| Err(ScoringError::OutOfRange { criterion: if max == 20 { "need" } else { "plan" }.into(), max });
    let off = Err(ScoringError::OffStep { criterion: "plan".into(), step: "0.5".into() });
    for (criterion, units, expected) in [
        ("need", 0, Ok(())),
        ("need", 200_000, Ok(())),
        ("need", 205_000, out(20)),
        ("plan", 100_000, Ok(())),
        ("plan", 105_000, out(10)),
        ("plan", -5_000, out(10)),
        ("plan", 5_000, Ok(())),
        ("plan", 5_001, off),
    ] {
        assert_eq!(fits(&rubric(), criterion, Mark::units(units)), expected, "{criterion} {units}");
    }
}

fn review(aggregate: &str, tie_at_cut: &str) -> DeskReview {
    let rounding = json!({ "decimals": 2, "mode": "half_up" });
    serde_json::from_value(json!({
        "reviewers": 3, "quorum": 2, "aggregate": aggregate, "scale_max": 100, "pass": "60.00",
        "cut": "track.desk_quota", "tie_at_cut": tie_at_cut, "rounding": rounding,
    }))
    .unwrap()
}

fn reviewed(rule: &DeskReview, quota: Option<i64>, marks: &[(&str, &[i64])]) -> Desk {
    let points = |list: &[i64]| list.iter().copied().map(Mark::points).collect();
    let all: Vec<(String, Vec<Mark>)> = marks.iter().map(|(code, list)| ((*code).to_owned(), points(list))).collect();
    desk(&all, rule, quota)
}

/// Each row as code, score, rank and why it does not go on.
fn rows(of: &Desk) -> Vec<String> {
    let score = |figure: &scoring::Figure| figure.text.clone();
    of.rows
        .iter()
        .map(|row| {
            let rank = row.rank.map_or("-".to_owned(), |rank| rank.to_string());
            let score = row.figure.as_ref().map_or("-".to_owned(), score);
            format!("{} {score} {rank} {}", row.proposal, row.reason.as_deref().unwrap_or("on"))
        })
        .collect()
}

#[test]
fn the_pass_line_is_included_and_one_mark_is_below_the_quorum() {
    let found = reviewed(&review("mean", "admit"), None, &[("A", &[60, 60]), ("B", &[59, 60]), ("C", &[99])]);
    assert_eq!(rows(&found), ["A 60.00 1 on", "B 59.50 2 below_pass_line", "C - - below_quorum"]);
    assert_eq!((found.cut_score.as_deref(), found.tied_at_cut), (Some("60.00"), vec![]));
}

#[test]
fn a_median_is_the_middle_mark_or_the_mean_of_two() {
    let rule = review("median", "admit");
    let found = reviewed(&rule, None, &[("A", &[90, 61, 70]), ("B", &[80, 61, 71, 62]), ("C", &[61, 62])]);
    assert_eq!(rows(&found), ["A 70.00 1 on", "B 66.50 2 on", "C 61.50 3 on"]);
}

#[test]
fn who_shares_the_score_at_the_cut_goes_on_together_or_not_at_all() {
    let marks: &[(&str, &[i64])] = &[("A", &[90, 90]), ("B", &[80, 80]), ("C", &[80, 80]), ("D", &[70, 70])];
    let admitted = reviewed(&review("mean", "admit"), Some(2), marks);
    assert_eq!(rows(&admitted), ["A 90.00 1 on", "B 80.00 2 on", "C 80.00 2 on", "D 70.00 4 below_cut"]);
    assert_eq!(
        (admitted.cut_score.as_deref(), admitted.tied_at_cut),
        (Some("80.00"), vec!["B".to_owned(), "C".into()])
    );
    let excluded = reviewed(&review("mean", "exclude"), Some(2), marks);
    assert_eq!(rows(&excluded), ["A 90.00 1 on", "B 80.00 2 below_cut", "C 80.00 2 below_cut", "D 70.00 4 below_cut"]);
    let whole = reviewed(&review("mean", "exclude"), Some(3), marks);
    assert_eq!((rows(&whole)[3].as_str(), whole.tied_at_cut), ("D 70.00 4 below_cut", vec![]));
    let nobody = reviewed(&review("mean", "admit"), Some(0), marks);
    assert_eq!((rows(&nobody)[0].as_str(), nobody.cut_score), ("A 90.00 1 below_cut", None));
}

#[test]
fn the_analysis_says_each_figure_by_its_name_or_why_there_is_none() {
    let table = |rows: &[&[i64]]| MarkTable {
        proposals: (0..rows.len()).map(|n| format!("P{n}")).collect(),
        judges: (0..rows[0].len()).map(|n| format!("J{n}")).collect(),
        cells: rows.iter().flat_map(|row| row.iter().map(|mark| Some(Mark::points(*mark)))).collect(),
    };
    let say = |why: Undefined| why.code().to_owned();
    let marks = table(&[&[9, 7, 8], &[5, 6, 4], &[2, 3, 4]]);
    let found = agreement(&marks, say);
    let (icc, kendall) = (icc(&marks).unwrap(), kendall_w(&marks).unwrap());
    assert_eq!(found["icc"]["2_k"]["value"], json!(icc.two_mean.unwrap().value));
    assert_eq!(found["icc"]["1_1"]["low"], json!(icc.one_single.unwrap().low));
    assert_eq!(found["kendall_w"], json!({ "w": kendall.w, "chi2": kendall.chi2, "df": kendall.df, "p": kendall.p }));
    assert_eq!(found["cronbach_alpha"], json!(cronbach_alpha(&marks).unwrap()));
    for ((metric, alpha), name) in
        krippendorff_alphas(&marks).into_iter().zip(["nominal", "ordinal", "interval", "ratio"])
    {
        assert_eq!((metric.name(), &found["krippendorff_alpha"][name]), (name, &json!(alpha.unwrap())));
    }
    let equal = agreement(&table(&[&[4, 4], &[4, 4]]), say);
    assert_eq!((&equal["cronbach_alpha"], &equal["cronbach_alpha_reason"]), (&Value::Null, &json!("no_variation")));
}

#[test]
fn a_margin_names_the_mark_and_whom_it_moves() {
    let found = margin(&Margin {
        proposal: "P1".into(),
        judge: "J2".into(),
        from: Mark::points(90),
        to: Mark::points(70),
        awards_that_change: vec!["P2".into()],
    });
    let expected = json!({ "proposal": "P1", "judge": "J2", "from": "90", "to": "70", "change": "20", "awards_that_change": ["P2"] });
    assert_eq!(found, expected);
}
