//! Measures of agreement give the published figures, and those computed independently, to full precision.
#![cfg(test)]
#![expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    reason = "figures are compared within a tolerance, by plain definitions"
)]

use model::Mark;
use proptest::prelude::*;
use scoring::marks::MarkTable;
use scoring::reliability::{
    Limits, Metric, Undefined, anova_two_way, cronbach_alpha, icc, kendall_w, krippendorff_alpha, spearman,
};
use serde_json::{Value, json};

fn vector(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn computed() -> Value {
    vector(include_str!("data/computed_expected.json"))
}

/// A table out of rows of whole points; `None` is a gap.
fn table(rows: &[Vec<Option<i64>>]) -> MarkTable {
    MarkTable {
        proposals: (0..rows.len()).map(|n| format!("P{n}")).collect(),
        judges: (0..rows.first().map_or(0, Vec::len)).map(|n| format!("J{n}")).collect(),
        cells: rows.iter().flatten().map(|mark| mark.map(Mark::points)).collect(),
    }
}

fn rows(value: &Value) -> Vec<Vec<Option<i64>>> {
    let row = |row: &Value| row.as_array().unwrap().iter().map(Value::as_i64).collect();
    value.as_array().unwrap().iter().map(row).collect()
}

fn turned(rows: &[Vec<Option<i64>>]) -> Vec<Vec<Option<i64>>> {
    (0..rows[0].len()).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}

fn shrout_fleiss() -> MarkTable {
    table(&rows(&vector(include_str!("data/icc_shrout_fleiss_1979.json"))["scores"]))
}

fn krippendorff() -> MarkTable {
    table(&turned(&rows(&vector(include_str!("data/krippendorff_alpha_canonical.json"))["scores"])))
}

fn near(found: f64, wanted: &Value) {
    let wanted = wanted.as_f64().unwrap();
    assert!((found - wanted).abs() <= 1e-12 * wanted.abs().max(1e-3), "{found} is not {wanted}");
}

fn printed(found: f64, wanted: &Value, decimals: i32) {
    let scale = 10_f64.powi(decimals);
    assert_eq!((found * scale).round() / scale + 0.0, wanted.as_f64().unwrap(), "{found}");
}

const FORMS: [(&str, &str); 6] = [
    ("ICC(1,1)", "ICC(1,1)"),
    ("ICC(2,1)", "ICC(2,1)"),
    ("ICC(3,1)", "ICC(3,1)"),
    ("ICC(1,k)", "ICC(1,4)"),
    ("ICC(2,k)", "ICC(2,4)"),
    ("ICC(3,k)", "ICC(3,4)"),
];

fn forms(table: &MarkTable) -> [Limits; 6] {
    let found = icc(table).unwrap();
    [found.one_single, found.two_single, found.three_single, found.one_mean, found.two_mean, found.three_mean]
        .map(Result::unwrap)
}

#[test]
fn the_table_of_shrout_and_fleiss_gives_six_forms_with_their_intervals() {
    let published = vector(include_str!("data/icc_shrout_fleiss_1979.json"));
    let expected = &computed()["shrout_fleiss"];
    for ((name, printed_name), found) in FORMS.iter().zip(forms(&shrout_fleiss())) {
        near(found.value, &expected["icc"][name]);
        near(found.low, &expected["icc_ci95"][name][0]);
        near(found.high, &expected["icc_ci95"][name][1]);
        printed(found.value, &published["published"][printed_name], 2);
    }
    near(cronbach_alpha(&shrout_fleiss()).unwrap(), &expected["cronbach_alpha_judges_as_items"]);
}

/// Satterthwaite's degrees of freedom are 0.006 and 0.004 here, and the upper quantile of F is beyond every number; the ends were computed with fifty digits.
#[test]
fn an_interval_stays_one_where_hardly_any_degrees_of_freedom_are_left() {
    for (sheets, low, high) in [
        (["0.4,7,9,0,0.4,9", "3,10,0.2,0.5,10,4.5"], -0.209_213_992_525_883_7, -0.208_448_748_284_584_5),
        (["45,37.5,85,60", "46.5,71,7.5,91"], -0.633_740_790_437_291_4, -0.633_629_104_282_826_4),
    ] {
        let judges: String = (0..sheets[0].split(',').count()).map(|n| format!(",J{n}")).collect();
        let csv = format!("p{judges}\nA,{}\nB,{}\n", sheets[0], sheets[1]);
        let found = icc(&MarkTable::from_csv(csv.as_bytes()).unwrap()).unwrap().two_single.unwrap();
        near(found.low, &json!(low));
        near(found.high, &json!(high));
        assert!(found.value < -0.2);
    }
}

#[test]
fn its_mean_squares_and_its_concordance_come_out() {
    let expected = &computed()["shrout_fleiss"];
    let found = anova_two_way(&shrout_fleiss()).unwrap();
    assert_eq!((found.df_proposals, found.df_judges), (5, 3));
    for (value, name) in
        [(found.proposals, "MSB"), (found.within, "MSW"), (found.judges, "MSJ"), (found.residual, "MSE")]
    {
        near(value, &expected["mean_squares"][name]);
    }
    let found = kendall_w(&shrout_fleiss()).unwrap();
    near(found.w, &expected["kendall_w"]["W"]);
    near(found.chi2, &expected["kendall_w"]["chi2"]);
    near(found.p, &expected["kendall_w"]["p"]);
    assert_eq!(i64::try_from(found.df).unwrap(), expected["kendall_w"]["df"].as_i64().unwrap());
}

const METRICS: [(Metric, &str); 4] = [
    (Metric::Nominal, "nominal"),
    (Metric::Ordinal, "ordinal"),
    (Metric::Interval, "interval"),
    (Metric::Ratio, "ratio"),
];

#[test]
fn alpha_takes_gaps_in_four_metrics() {
    let published = vector(include_str!("data/krippendorff_alpha_canonical.json"));
    for (metric, name) in METRICS {
        let found = krippendorff_alpha(&krippendorff(), metric).unwrap();
        near(found, &computed()["krippendorff_canonical"][name]);
        printed(found, &published["published"][name], 3);
    }
    for (metric, name) in METRICS.iter().take(3) {
        let found = krippendorff_alpha(&shrout_fleiss(), *metric).unwrap();
        near(found, &computed()["shrout_fleiss"]["krippendorff_alpha"][name]);
    }
}

/// A tasting as marks: the wine that a judge ranks first has the most points.
fn tasting(value: &Value) -> (Vec<String>, Vec<Vec<i64>>) {
    let judges = value["rankings"].as_object().unwrap();
    let marks = |ranks: &Value| ranks.as_array().unwrap().iter().map(|r| 100 - r.as_i64().unwrap()).collect();
    (judges.keys().cloned().collect(), judges.values().map(marks).collect())
}

#[test]
fn six_tastings_give_their_printed_concordance_and_correlations() {
    let all = vector(include_str!("data/kendall_w_wine_tastings.json"));
    for one in all["tastings"].as_array().unwrap() {
        let (names, judges) = tasting(one);
        let columns: Vec<Vec<Option<i64>>> = judges.iter().map(|j| j.iter().copied().map(Some).collect()).collect();
        let found = kendall_w(&table(&turned(&columns))).unwrap();
        printed(found.w, &one["published"]["W"], 4);
        printed(found.p, &one["published"]["p_chi2"], 4);
        let sum = |wine: usize| judges.iter().map(|marks| marks[wine]).sum::<i64>();
        for (name, wanted) in one["published"]["corr_with_rest"].as_object().unwrap() {
            let own = &judges[names.iter().position(|n| n == name).unwrap()];
            let rest: Vec<i64> = own.iter().enumerate().map(|(wine, mark)| sum(wine) - mark).collect();
            printed(spearman(own, &rest).unwrap(), wanted, 4);
        }
    }
}

#[test]
fn what_is_not_defined_says_why() {
    let some = |rows: &[&[i64]]| table(&rows.iter().map(|r| r.iter().copied().map(Some).collect()).collect::<Vec<_>>());
    let gap = table(&[vec![Some(1), None], vec![Some(2), Some(3)]]);
    for (table, why) in [
        (table(&[]), Undefined::FewProposals),
        (some(&[&[1, 2, 3]]), Undefined::FewProposals),
        (some(&[&[1], &[2]]), Undefined::FewJudges),
        (gap, Undefined::Gap),
        (some(&[&[4, 4], &[4, 4]]), Undefined::NoVariation),
        (some(&[&[4, 6], &[4, 6]]), Undefined::NoVariation),
        (some(&[&[0, 1], &[i64::MAX / 20_000, 0]]), Undefined::TooLarge),
    ] {
        assert_eq!(icc(&table).unwrap_err(), why, "{table:?}");
        assert_eq!(cronbach_alpha(&table).unwrap_err(), why);
    }
    assert_eq!(kendall_w(&some(&[&[4, 6], &[4, 6]])), Err(Undefined::NoVariation));
    assert_eq!(krippendorff_alpha(&some(&[&[4, 4], &[4, 4]]), Metric::Interval), Err(Undefined::NoVariation));
    let alone = table(&[vec![Some(1), None], vec![None, Some(3)]]);
    assert_eq!(krippendorff_alpha(&alone, Metric::Interval), Err(Undefined::FewJudges));
    assert_eq!(krippendorff_alpha(&some(&[&[0, 0], &[0, 0]]), Metric::Ratio), Err(Undefined::NoVariation));
    assert_eq!(spearman(&[1, 1], &[1, 2]), Err(Undefined::NoVariation));
    assert_eq!(spearman(&[1], &[1]), Err(Undefined::FewProposals));
}

#[test]
fn judges_who_differ_by_a_constant_agree_fully_in_the_third_form() {
    let shifted = table(&[vec![Some(1), Some(3)], vec![Some(2), Some(4)], vec![Some(5), Some(7)]]);
    let found = icc(&shifted).unwrap();
    let full = Limits { value: 1.0, low: 1.0, high: 1.0 };
    assert_eq!((found.three_single, found.three_mean), (Ok(full), Ok(full)));
    let two = found.two_single.unwrap();
    assert!(two.low < two.value && two.value < two.high && two.value < 1.0, "{two:?}");
    assert_eq!(kendall_w(&shifted).unwrap().w, 1.0);
}

#[test]
fn disagreement_stays_negative() {
    let against = table(&[vec![Some(1), Some(3)], vec![Some(2), Some(2)], vec![Some(3), Some(1)]]);
    let found = icc(&against).unwrap();
    assert_eq!(found.one_single.unwrap().value, -1.0);
    assert_eq!(found.one_mean, Err(Undefined::NoVariation));
    assert!(krippendorff_alpha(&against, Metric::Interval).unwrap() < 0.0);
}

/// Alpha by its definition: the whole matrix of coincidences.
fn alpha_by_hand(rows: &[Vec<Option<i64>>], distance: &dyn Fn(i64, i64, &[f64]) -> f64) -> Option<f64> {
    let size = 12;
    let mut o = vec![vec![0.0; size]; size];
    for row in rows {
        let given: Vec<usize> = row.iter().flatten().map(|x| usize::try_from(*x).unwrap()).collect();
        for (a, x) in given.iter().enumerate() {
            for (b, y) in given.iter().enumerate() {
                o[*x][*y] += if a == b { 0.0 } else { 1.0 / (given.len() as f64 - 1.0) };
            }
        }
    }
    let counts: Vec<f64> = o.iter().map(|row| row.iter().sum()).collect();
    let n: f64 = counts.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for c in 0..size {
        for k in 0..size {
            let d = distance(c as i64, k as i64, &counts);
            observed += o[c][k] * d;
            expected += counts[c] * counts[k] * d;
        }
    }
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

fn by_metric(metric: Metric, c: i64, k: i64, counts: &[f64]) -> f64 {
    let place = |value: i64| usize::try_from(value).unwrap();
    let (low, high) = (place(c.min(k)), place(c.max(k)));
    match metric {
        Metric::Nominal => f64::from(u8::from(c != k)),
        Metric::Ordinal => (counts[low..=high].iter().sum::<f64>() - (counts[low] + counts[high]) / 2.0).powi(2),
        Metric::Interval => ((c - k) as f64).powi(2),
        Metric::Ratio if c + k == 0 => 0.0,
        Metric::Ratio => ((c - k) as f64 / (c + k) as f64).powi(2),
    }
}

proptest! {
    #[test]
    fn alpha_is_what_its_definition_says(rows in prop::collection::vec(prop::collection::vec(prop::option::of(0_i64..12), 4), 1..9)) {
        for (metric, _) in METRICS {
            let wanted = alpha_by_hand(&rows, &|c, k, counts| by_metric(metric, c, k, counts));
            match (krippendorff_alpha(&table(&rows), metric).ok(), wanted) {
                (Some(found), Some(wanted)) => prop_assert!((found - wanted).abs() < 1e-9, "{found} {wanted}"),
                (found, wanted) => prop_assert_eq!(found, wanted),
            }
        }
    }

    #[test]
    fn order_shift_and_scale_change_nothing(rows in prop::collection::vec(prop::collection::vec(0_i64..101, 5), 2..9), shift in 0_i64..50, scale in 1_i64..9) {
        let as_is: Vec<Vec<Option<i64>>> = rows.iter().map(|r| r.iter().copied().map(Some).collect()).collect();
        let other: Vec<Vec<Option<i64>>> =
            rows.iter().rev().map(|r| r.iter().rev().map(|x| Some(x * scale + shift)).collect()).collect();
        prop_assert_eq!(icc(&table(&as_is)), icc(&table(&other)));
        prop_assert_eq!(kendall_w(&table(&as_is)), kendall_w(&table(&other)));
    }
}
