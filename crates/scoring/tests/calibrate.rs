//! Models of severity: closed forms on complete tables, exact recovery on incomplete ones, simulated panels, refusals.
#![cfg(test)]
#![expect(clippy::float_arithmetic, clippy::as_conversions, reason = "estimates are compared within a tolerance")]

use model::Mark;
use proptest::prelude::*;
use scoring::calibrate::{Group, Refused, additive, groups, random_effects};
use scoring::marks::MarkTable;
use scoring::reliability::anova_two_way;
use serde_json::Value;

fn table(rows: &[Vec<Option<i64>>]) -> MarkTable {
    MarkTable {
        proposals: (0..rows.len()).map(|n| format!("P{n}")).collect(),
        judges: (0..rows.first().map_or(0, Vec::len)).map(|n| format!("J{n}")).collect(),
        cells: rows.iter().flatten().map(|mark| mark.map(Mark::points)).collect(),
    }
}

fn near(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance * wanted.abs().max(1.0), "{found} is not {wanted}");
}

fn shrout_fleiss() -> Vec<Vec<Option<i64>>> {
    let file: Value = serde_json::from_str(include_str!("data/icc_shrout_fleiss_1979.json")).unwrap();
    let row = |row: &Value| row.as_array().unwrap().iter().map(Value::as_i64).collect();
    file["scores"].as_array().unwrap().iter().map(row).collect()
}

fn mean(list: impl Iterator<Item = i64>) -> f64 {
    let list: Vec<i64> = list.collect();
    list.iter().sum::<i64>() as f64 / list.len() as f64
}

#[test]
fn on_a_complete_table_worth_is_the_row_mean_and_severity_the_column_mean() {
    let rows = shrout_fleiss();
    let found = additive(&table(&rows)).unwrap();
    let grand = mean(rows.iter().flatten().flatten().copied());
    for (worth, row) in found.proposals.iter().zip(&rows) {
        near(*worth, mean(row.iter().flatten().copied()), 1e-12);
    }
    for (at, severity) in found.judges.iter().enumerate() {
        near(*severity, mean(rows.iter().map(|row| row[at].unwrap())) - grand, 1e-12);
    }
}

#[test]
fn on_a_complete_table_the_variances_are_those_of_the_analysis_of_variance() {
    let rows = shrout_fleiss();
    let squares = anova_two_way(&table(&rows)).unwrap();
    let found = random_effects(&table(&rows)).unwrap();
    let (n, k) = (6.0, 4.0);
    near(found.residual, squares.residual, 1e-9);
    near(found.between_proposals, (squares.proposals - squares.residual) / k, 1e-9);
    near(found.between_judges, (squares.judges - squares.residual) / n, 1e-9);
    let grand = mean(rows.iter().flatten().flatten().copied());
    near(found.mean, grand, 1e-9);
    let shrunk = k * found.between_proposals / (k * found.between_proposals + found.residual);
    for (effect, row) in found.proposals.iter().zip(&rows) {
        near(effect.value, shrunk * (mean(row.iter().flatten().copied()) - grand), 1e-9);
    }
    near(found.expected_ranks.iter().sum(), 21.0, 1e-9);
    let best = found.expected_ranks.iter().cloned().fold(f64::MAX, f64::min);
    assert_eq!(best, found.expected_ranks[4]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn marks_without_a_rest_give_worth_and_severity_back(worth in prop::collection::vec(10_i64..80, 6), severity in prop::collection::vec(-5_i64..6, 4), gaps in prop::collection::vec(0_usize..4, 6)) {
        let rows: Vec<Vec<Option<i64>>> = worth.iter().zip(&gaps).enumerate().map(|(p, (w, gap))| {
            // The first proposal has every judge, so that all connect.
            severity.iter().enumerate().map(|(j, s)| (p == 0 || j != *gap).then_some(w + s)).collect()
        }).collect();
        let found = additive(&table(&rows)).unwrap();
        let middle = severity.iter().sum::<i64>() as f64 / 4.0;
        for (found, wanted) in found.judges.iter().zip(&severity) {
            prop_assert!((found - (*wanted as f64 - middle)).abs() < 1e-9);
        }
        for (found, wanted) in found.proposals.iter().zip(&worth) {
            prop_assert!((found - (*wanted as f64 + middle)).abs() < 1e-9);
        }
        prop_assert!(found.judges.iter().sum::<f64>().abs() < 1e-9);
    }
}

/// Restricted likelihood on a complete table has closed forms (Searle, Casella and `McCulloch` 1992): the mean squares, pooled where a variance would fall below zero.
fn closed_form(rows: &[Vec<Option<i64>>]) -> Option<(f64, f64, f64)> {
    let squares = anova_two_way(&table(rows)).ok()?;
    let (n, m) = (rows.len() as f64, rows[0].len() as f64);
    let (of_n, of_m, rest) = (n - 1.0, m - 1.0, (n - 1.0) * (m - 1.0));
    let (p, j, e) = (squares.proposals, squares.judges, squares.residual);
    let pooled_judges = (of_m * j + rest * e) / (of_m + rest);
    let pooled_proposals = (of_n * p + rest * e) / (of_n + rest);
    let none = (0.0, 0.0, (of_n * p + of_m * j + rest * e) / (n * m - 1.0));
    // The lesser mean square is pooled first; the other is then compared with the pool.
    Some(match p < j {
        _ if e <= 0.0 => return None,
        _ if p > e && j > e => ((p - e) / m, (j - e) / n, e),
        true if j > pooled_proposals => (0.0, (j - pooled_proposals) / n, pooled_proposals),
        false if p > pooled_judges => ((p - pooled_judges) / m, 0.0, pooled_judges),
        _ => none,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn on_any_complete_table_the_variances_have_their_closed_forms(worth in prop::collection::vec(0_i64..12, 5), severity in prop::collection::vec(0_i64..8, 4), rest in prop::collection::vec(0_i64..16, 20)) {
        let mark = |p: usize, j: usize| Some(40 + worth[p] + severity[j] + rest[p * 4 + j]);
        let rows: Vec<Vec<Option<i64>>> = (0..5).map(|p| (0..4).map(|j| mark(p, j)).collect()).collect();
        if let Some((proposals, judges, residual)) = closed_form(&rows) {
            let found = random_effects(&table(&rows)).unwrap();
            near(found.between_proposals, proposals, 1e-9);
            near(found.between_judges, judges, 1e-9);
            near(found.residual, residual, 1e-9);
        }
    }
}

#[test]
fn a_variance_of_nothing_is_exactly_zero() {
    // The judges agree on average to the point, so that all that differs is worth and rest.
    let rows = [[9, 7, 8], [5, 6, 4], [2, 3, 4]].map(|row| row.map(Some).to_vec());
    let found = random_effects(&table(&rows)).unwrap();
    assert_eq!(found.between_judges, 0.0);
    assert!(found.judges.iter().all(|judge| judge.value == 0.0 && judge.deviation == 0.0));
    assert!(found.between_proposals > 1.0);
    // The other way round: proposals do not differ, so each is expected in the middle.
    let turned: Vec<Vec<Option<i64>>> = (0..3).map(|at| rows.iter().map(|row| row[at]).collect()).collect();
    let found = random_effects(&table(&turned)).unwrap();
    assert_eq!(found.between_proposals, 0.0);
    assert_eq!(found.expected_ranks, [2.0, 2.0, 2.0]);
}

#[test]
fn where_nothing_is_left_the_variances_are_those_of_worth_and_severity() {
    let (worth, severity) = ([50, 61, 47, 80, 72], [0, 3, -4, 6]);
    let rows: Vec<Vec<Option<i64>>> = worth.iter().map(|w| severity.iter().map(|s| Some(w + s)).collect()).collect();
    let found = random_effects(&table(&rows)).unwrap();
    let variance = |list: &[i64]| {
        let middle = mean(list.iter().copied());
        list.iter().map(|x| (*x as f64 - middle).powi(2)).sum::<f64>() / (list.len() - 1) as f64
    };
    near(found.between_proposals, variance(&worth), 1e-6);
    near(found.between_judges, variance(&severity), 1e-6);
    assert!(found.residual < 1e-6);
}

#[test]
fn groups_that_share_nothing_are_named() {
    let apart = table(&[vec![Some(1), Some(2), None], vec![Some(2), Some(2), None], vec![None, None, Some(5)]]);
    let group = |proposals: &[&str], judges: &[&str]| Group {
        proposals: proposals.iter().map(|p| (*p).to_owned()).collect(),
        judges: judges.iter().map(|j| (*j).to_owned()).collect(),
    };
    let wanted = vec![group(&["P0", "P1"], &["J0", "J1"]), group(&["P2"], &["J2"])];
    assert_eq!(groups(&apart), wanted);
    assert_eq!(additive(&apart), Err(Refused::Disconnected(wanted.clone())));
    assert_eq!(random_effects(&apart), Err(Refused::Disconnected(wanted)));
    assert_eq!(groups(&table(&[])), []);
    let alone = table(&[vec![Some(1)]]);
    assert_eq!(additive(&alone), Err(Refused::FewMarks));
    let equal = table(&[vec![Some(4), Some(4)], vec![Some(4), Some(4)]]);
    assert_eq!(random_effects(&equal), Err(Refused::FewMarks));
}

/// A sum of twelve even figures, less six: close to normal, with variance 1.
struct Chance(u64);

impl Chance {
    fn normal(&mut self) -> f64 {
        let mut even = || {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 11) as f64 / (1_u64 << 53) as f64
        };
        (0..12).map(|_| even()).sum::<f64>() - 6.0
    }
}

#[test]
fn simulated_panels_of_five_give_their_variances_back() {
    let mut chance = Chance(7);
    let (n, m) = (300, 24);
    let worth: Vec<f64> = (0..n).map(|_| 8.0 * chance.normal()).collect();
    let severity: Vec<f64> = (0..m).map(|_| 4.0 * chance.normal()).collect();
    let mut marks = MarkTable {
        proposals: (0..n).map(|p| format!("P{p}")).collect(),
        judges: (0..m).map(|j| format!("J{j}")).collect(),
        cells: vec![None; n * m],
    };
    for (p, w) in worth.iter().enumerate() {
        for seat in 0..5 {
            let judge = (p * 7 + seat * 5) % m;
            let points = 60.0 + w + severity[judge] + 3.0 * chance.normal();
            marks.cells[p * m + judge] = format!("{points:.2}").parse().ok();
        }
    }
    let found = random_effects(&marks).unwrap();
    near(found.residual, 9.0, 0.1);
    near(found.between_proposals, 64.0, 0.2);
    near(found.between_judges, 16.0, 0.6);
    // Nine in ten effects lie within 1.645 posterior deviations of what was simulated, up to the common shift.
    let off = |at: usize| found.mean + found.proposals[at].value - 60.0 - worth[at];
    let shift = (0..n).map(off).sum::<f64>() / n as f64;
    let inside = (0..n).filter(|at| (off(*at) - shift).abs() <= 1.645 * found.proposals[*at].deviation).count();
    assert!((250..=290).contains(&inside), "{inside} of {n}");
}
