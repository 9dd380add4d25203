//! How sure a ranking is: the figures computed independently, and the fast ways against the plain ones.
#![cfg(test)]
#![expect(clippy::float_arithmetic, reason = "probabilities are compared within a tolerance")]

use model::Mark;
use model::rules::{Rounding, RoundingMode};
use proptest::prelude::*;
use scoring::aggregate::figures;
use scoring::marks::MarkTable;
use scoring::reliability::Undefined;
use scoring::rules::{Method, PanelRule, TrimStep};
use scoring::sensitivity::{
    Margin, Place, Resampling, Scale, Scoring, award_margin, bands, bootstrap, leave_one_judge_out, places,
};
use serde_json::Value;

fn table(rows: &[Vec<Option<i64>>], unit: i64) -> MarkTable {
    MarkTable {
        proposals: (0..rows.len()).map(|n| format!("P{n:02}")).collect(),
        judges: (0..rows.first().map_or(0, Vec::len)).map(|n| format!("J{n:02}")).collect(),
        cells: rows.iter().flatten().map(|mark| mark.map(|m| Mark::units(m * unit))).collect(),
    }
}

fn rule(method: Method, drops: u32, decimals: u32) -> PanelRule {
    PanelRule {
        method,
        trim: vec![TrimStep { from_sheets: 0, low: drops, high: drops }],
        quorum: 1,
        rounding: Some(Rounding { decimals, mode: RoundingMode::HalfUp }),
    }
}

fn expected() -> (MarkTable, Value) {
    let file: Value = serde_json::from_str(include_str!("data/icc_shrout_fleiss_1979.json")).unwrap();
    let row = |row: &Value| row.as_array().unwrap().iter().map(Value::as_i64).collect();
    let rows: Vec<Vec<Option<i64>>> = file["scores"].as_array().unwrap().iter().map(row).collect();
    let expected: Value = serde_json::from_str(include_str!("data/computed_expected.json")).unwrap();
    (table(&rows, Mark::UNIT), expected["shrout_fleiss"].clone())
}

/// The best two places get an award, and whoever shares the second.
fn best_two(places: &[Option<Place>]) -> Vec<bool> {
    places.iter().map(|place| place.is_some_and(|p| p.rank <= 2)).collect()
}

#[test]
fn thirty_five_outcomes_of_four_judges() {
    let (marks, expected) = expected();
    let expected = &expected["exact_bootstrap"];
    let rule = rule(Method::Mean, 0, 2);
    let found = bootstrap(&marks, Scoring::Panel(&rule), Some(&best_two)).unwrap();
    assert_eq!((found.method, found.outcomes), (Resampling::Exact, 35));
    for (at, odds) in found.proposals.iter().enumerate() {
        for (rank, p) in odds.ranks.iter().enumerate() {
            assert!((p - expected["p_rank"][at][rank].as_f64().unwrap()).abs() < 1e-12);
        }
        assert!((odds.expected_rank.unwrap() - expected["expected_rank"][at].as_f64().unwrap()).abs() < 1e-12);
        let interval = odds.interval_90.unwrap();
        assert_eq!(serde_json::json!([interval.0, interval.1]), expected["rank_interval_90"][at]);
        assert!((odds.award.unwrap() - odds.ranks[0] - odds.ranks[1]).abs() < 1e-12);
    }
}

/// So much work is shared among the cores; each outcome is counted once all the same.
#[test]
fn a_large_panel_is_counted_in_full() {
    let rows: Vec<Vec<Option<i64>>> = (0..20).map(|p| (0..9).map(|j| Some((p * 7 + j * p) % 41)).collect()).collect();
    let (marks, rule) = (table(&rows, Mark::UNIT), rule(Method::Mean, 0, 2));
    let found = bootstrap(&marks, Scoring::Panel(&rule), None).unwrap();
    assert_eq!((found.method, found.outcomes), (Resampling::Exact, 24_310));
    for odds in &found.proposals {
        assert!((odds.ranks.iter().sum::<f64>() - 1.0).abs() < 1e-12 && odds.unranked == 0.0, "{odds:?}");
    }
}

#[test]
fn without_each_judge_in_turn() {
    let (marks, expected) = expected();
    let found = leave_one_judge_out(&marks, Scoring::Panel(&rule(Method::Mean, 0, 2)), Some(&best_two));
    let ranks: Vec<_> = found.iter().map(|one| one.ranks.iter().flatten().copied().collect::<Vec<u32>>()).collect();
    assert_eq!(serde_json::json!(ranks), expected["aggregates"]["leave_one_judge_out_rank_mean"]);
    // Without the second judge the first proposal shares the second place.
    let changes: Vec<&[String]> = found.iter().map(|one| one.awards_that_change.as_slice()).collect();
    assert_eq!(changes, [&[][..], &["P00".to_owned()], &[], &[]]);
}

#[test]
fn neighbours_with_overlapping_intervals_are_too_close_to_call() {
    let (marks, _) = expected();
    let rule = rule(Method::Mean, 0, 2);
    let odds = bootstrap(&marks, Scoring::Panel(&rule), None).unwrap().proposals;
    let found = bands(&odds, &places(&marks, Scoring::Panel(&rule)));
    // In order the intervals are 1-1, 2-3, 2-3, 4-5, 4-6, 5-6; only the last three have a place in common.
    let said: Vec<(String, String)> = found.iter().map(|band| (band.zh(), band.en())).collect();
    let wanted = [
        ("第 2-3 名难分高下", "places 2 to 3 are too close to call"),
        ("第 4-6 名难分高下", "places 4 to 6 are too close to call"),
    ];
    assert_eq!(said, wanted.map(|(zh, en)| (zh.to_owned(), en.to_owned())));
    assert_eq!(found[0].proposals, ["P02", "P00"]);
}

#[test]
fn what_cannot_be_resampled_says_why() {
    let rule = rule(Method::Mean, 0, 2);
    let none = table(&[vec![], vec![]], 1);
    assert_eq!(bootstrap(&none, Scoring::Panel(&rule), None), Err(Undefined::FewJudges));
    let many = table(&vec![vec![Some(1)]; 3_001], 1);
    assert_eq!(bootstrap(&many, Scoring::Panel(&rule), None), Err(Undefined::TooMany));
    assert!(bootstrap(&table(&vec![vec![Some(1)]; 300], 1), Scoring::Panel(&rule), None).is_ok());
    let alone = bootstrap(&table(&[vec![None]], 1), Scoring::Panel(&rule), None).unwrap();
    let odds = &alone.proposals[0];
    assert_eq!((odds.unranked, odds.expected_rank, odds.interval_90), (1.0, None, None));
}

fn any_rule() -> impl Strategy<Value = PanelRule> {
    let mode = prop::sample::select(vec![RoundingMode::HalfUp, RoundingMode::HalfEven, RoundingMode::Down]);
    let method = prop::sample::select(vec![Method::Mean, Method::Trimmed]);
    let steps = prop::collection::vec((0_u32..6, 0_u32..3, 0_u32..3), 0..3);
    (method, steps, 0_u32..4, prop::option::of((0_u32..5, mode))).prop_map(|(method, steps, quorum, rounding)| {
        PanelRule {
            method,
            trim: steps.into_iter().map(|(from_sheets, low, high)| TrimStep { from_sheets, low, high }).collect(),
            quorum,
            rounding: rounding.map(|(decimals, mode)| Rounding { decimals, mode }),
        }
    })
}

fn any_rows(judges: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<Option<i64>>>> {
    (judges, 1_usize..7).prop_flat_map(|(m, n)| {
        let cell = prop_oneof![8 => (0_i64..40).prop_map(Some), 1 => Just(None)];
        prop::collection::vec(prop::collection::vec(cell, m), n)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_fast_way_is_plain_aggregation_of_a_table_with_repeated_judges(rows in any_rows(1..6), rule in any_rule()) {
        let marks = table(&rows, 2_500);
        let plain = |drawn: &MarkTable| figures(drawn, &rule);
        let (fast, slow) = (Scoring::Panel(&rule), Scoring::Final(&plain));
        prop_assert_eq!(bootstrap(&marks, fast, Some(&best_two)), bootstrap(&marks, slow, Some(&best_two)));
        prop_assert_eq!(leave_one_judge_out(&marks, fast, Some(&best_two)), leave_one_judge_out(&marks, slow, Some(&best_two)));
    }

    /// So many proposals are ranked by counting; some marks are too large for narrow columns.
    #[test]
    fn many_proposals_and_large_marks_go_the_same_way(
        rows in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, 0_i64..40), 2), 100..130),
        (rule, large) in (any_rule(), prop::sample::select(vec![0, 1_i64 << 36])),
    ) {
        let mut marks = table(&rows, 2_500);
        marks.cells.iter_mut().flatten().take(3).for_each(|mark| *mark = Mark::units(mark.as_units() + large));
        let plain = |drawn: &MarkTable| figures(drawn, &rule);
        prop_assert_eq!(bootstrap(&marks, Scoring::Panel(&rule), None), bootstrap(&marks, Scoring::Final(&plain), None));
    }

    #[test]
    fn probabilities_add_up(rows in any_rows(1..6), rule in any_rule()) {
        for odds in bootstrap(&table(&rows, 2_500), Scoring::Panel(&rule), None).unwrap().proposals {
            prop_assert!((odds.ranks.iter().sum::<f64>() + odds.unranked - 1.0).abs() < 1e-12);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn sampled_draws_do_not_depend_on_the_order_of_rows_and_columns(rows in any_rows(10..13), rule in any_rule()) {
        let marks = table(&rows, 2_500);
        let mut turned = marks.clone();
        turned.proposals.reverse();
        turned.judges.reverse();
        turned.cells.reverse();
        let found = bootstrap(&marks, Scoring::Panel(&rule), None).unwrap();
        let mut other = bootstrap(&turned, Scoring::Panel(&rule), None).unwrap();
        other.proposals.reverse();
        prop_assert_eq!((found.method, found.outcomes), (Resampling::Sampled, 2_000));
        prop_assert_eq!(found, other);
    }
}

/// A pass line of 12 points, and places for two.
fn two_who_pass(places: &[Option<Place>]) -> Vec<bool> {
    let passes = |p: &Place| p.figure.published.is_some_and(|units| units >= 120_000);
    places.iter().map(|place| place.is_some_and(|p| p.rank <= 2 && passes(&p))).collect()
}

/// Every change of every mark, the small ones first.
fn margin_by_trying(marks: &MarkTable, rule: &PanelRule, scale: Scale) -> Option<i64> {
    let awards = |table: &MarkTable| two_who_pass(&places(table, Scoring::Panel(rule)));
    let official = awards(marks);
    (1..=20).find(|steps| {
        (0..marks.cells.len()).any(|cell| {
            [*steps, -steps].iter().any(|change| {
                let mut moved = marks.clone();
                let Some(mark) = marks.cells[cell] else { return false };
                let units = mark.as_units() + change * scale.step.as_units();
                moved.cells[cell] = Some(Mark::units(units));
                (0..=scale.max.unwrap().as_units()).contains(&units) && awards(&moved) != official
            })
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_award_margin_is_the_smallest_of_all_changes(
        rows in prop::collection::vec(prop::collection::vec(prop::option::of(0_i64..21), 4), 2..5),
        drops in 0_u32..2,
        method in prop::sample::select(vec![Method::Mean, Method::Trimmed, Method::Winsorised, Method::Median]),
    ) {
        let marks = table(&rows, Mark::UNIT);
        let rule = rule(method, drops, 2);
        let scale = Scale { min: Mark::points(0), max: Some(Mark::points(20)), step: Mark::points(1) };
        let found = award_margin(&marks, &rule, scale, &[Mark::points(12)], &two_who_pass).unwrap();
        let steps = found.as_ref().map(|margin| margin.change().as_units() / Mark::UNIT);
        prop_assert_eq!(steps, margin_by_trying(&marks, &rule, scale));
        if let Some(margin) = found {
            let at = |list: &[String], name: &str| list.iter().position(|n| n == name).unwrap();
            let cell = at(&marks.proposals, &margin.proposal) * 4 + at(&marks.judges, &margin.judge);
            prop_assert_eq!(marks.cells[cell], Some(margin.from));
            let mut moved = marks.clone();
            moved.cells[cell] = Some(margin.to);
            let (was, is) = (places(&marks, Scoring::Panel(&rule)), places(&moved, Scoring::Panel(&rule)));
            let differs = two_who_pass(&was).into_iter().zip(two_who_pass(&is)).zip(&marks.proposals);
            let changed: Vec<String> = differs.filter(|((a, b), _)| a != b).map(|(_, p)| p.clone()).collect();
            prop_assert_eq!(changed, margin.awards_that_change);
        }
    }
}

#[test]
fn without_an_upper_end_a_mark_may_rise_as_far_as_it_must() {
    let marks = table(&[vec![Some(90), Some(90)], vec![Some(80), Some(80)], vec![Some(10), Some(10)]], Mark::UNIT);
    let scale = Scale { min: Mark::points(0), max: None, step: Mark::points(1) };
    let best = |places: &[Option<Place>]| places.iter().map(|p| p.is_some_and(|p| p.rank == 1)).collect();
    let found = award_margin(&marks, &rule(Method::Mean, 0, 2), scale, &[], &best).unwrap().unwrap();
    // The first one less 20, or the second one more 20: both share the place then.
    let wanted = Margin {
        proposal: "P00".into(),
        judge: "J00".into(),
        from: Mark::points(90),
        to: Mark::points(70),
        awards_that_change: vec!["P01".into()],
    };
    assert_eq!(found, wanted);
    assert_eq!(award_margin(&marks, &rule(Method::Borda, 0, 2), scale, &[], &best), Err(Undefined::Entangled));
}
