//! Diagnostics of judges: the published figures, small tables by hand, and favour for the own against plain counting.
#![cfg(test)]
#![expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    reason = "figures are compared within a tolerance, by plain definitions"
)]

use model::Mark;
use proptest::prelude::*;
use scoring::judges::{CriterionMarks, FlagKind, Homes, affinity, diagnose, halo};
use scoring::marks::MarkTable;
use scoring::reliability::Undefined;
use serde_json::Value;
use std::collections::BTreeMap;

fn table(rows: &[Vec<Option<i64>>]) -> MarkTable {
    MarkTable {
        proposals: (0..rows.len()).map(|n| format!("P{n}")).collect(),
        judges: (0..rows.first().map_or(0, Vec::len)).map(|n| format!("J{n}")).collect(),
        cells: rows.iter().flatten().map(|mark| mark.map(Mark::points)).collect(),
    }
}

fn full(rows: &[Vec<i64>]) -> MarkTable {
    table(&rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect::<Vec<_>>())
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-12 * wanted.abs().max(1.0), "{found} is not {wanted}");
}

fn shrout_fleiss() -> MarkTable {
    let file: Value = serde_json::from_str(include_str!("data/icc_shrout_fleiss_1979.json")).unwrap();
    let row = |row: &Value| row.as_array().unwrap().iter().map(Value::as_i64).collect();
    table(&file["scores"].as_array().unwrap().iter().map(row).collect::<Vec<_>>())
}

#[test]
fn the_judges_of_shrout_and_fleiss_come_out() {
    let file: Value = serde_json::from_str(include_str!("data/computed_expected.json")).unwrap();
    let expected = &file["shrout_fleiss"]["aggregates"];
    let reports = diagnose(&shrout_fleiss());
    let mean: f64 = reports.iter().map(|r| r.mean.unwrap()).sum::<f64>() / 4.0;
    for (at, report) in reports.iter().enumerate() {
        let printed = expected["judge_mean"][at].as_f64().unwrap();
        assert!((report.mean.unwrap() - printed).abs() < 5e-7);
        near(report.severity.unwrap(), report.mean.unwrap() - mean);
        near(report.spearman_rest.unwrap(), expected["spearman_judge_vs_sum_of_others"][at].as_f64().unwrap());
        near(report.rmse_rest.unwrap(), beside_the_others(&shrout_fleiss(), at));
    }
}

/// The root of the mean squared difference from the mean of the others, by its definition.
fn beside_the_others(table: &MarkTable, judge: usize) -> f64 {
    let points = |mark: &Option<Mark>| mark.unwrap().as_units() as f64 / Mark::UNIT as f64;
    let squared = |row: &[Option<Mark>]| {
        let others: Vec<f64> = row.iter().enumerate().filter(|(at, _)| *at != judge).map(|(_, m)| points(m)).collect();
        (points(&row[judge]) - others.iter().sum::<f64>() / others.len() as f64).powi(2)
    };
    (table.rows().map(squared).sum::<f64>() / table.proposals.len() as f64).sqrt()
}

#[test]
fn a_small_table_by_hand() {
    let reports = diagnose(&full(&[vec![10, 20, 30], vec![30, 20, 10], vec![20, 20, 20]]));
    let (first, second) = (&reports[0], &reports[1]);
    assert_eq!((first.mean, first.severity, first.standard_deviation), (Ok(20.0), Ok(0.0), Ok(10.0)));
    assert_eq!((first.spread, second.spread), (Ok(1.0), Ok(0.0)));
    // Beside the others' means 25, 15 and 20.
    near(first.rmse_rest.unwrap(), (450.0_f64 / 3.0).sqrt());
    assert_eq!((first.spearman_rest, second.spearman_rest), (Ok(-1.0), Err(Undefined::NoVariation)));
    assert_eq!((first.central, second.central), (Ok(1.0 / 3.0), Ok(1.0)));
    assert_eq!((first.straight_lining, second.straight_lining), (Ok(1.0 / 3.0), Ok(1.0)));
    assert_eq!(first.severity_z, Err(Undefined::NoVariation));
}

#[test]
fn near_means_within_a_twentieth_of_the_mean() {
    // The mean is 100; 94 and 106 are out, 95 and 105 are in.
    for (away, wanted) in [(4, 1.0), (5, 1.0), (6, 0.0)] {
        let reports = diagnose(&full(&[vec![100 - away, 1], vec![100 + away, 2]]));
        assert_eq!(reports[0].central, Ok(wanted));
    }
}

#[test]
fn a_severe_judge_is_flagged_with_the_figure() {
    let rows: Vec<Vec<i64>> = (0..10).map(|n| vec![60 + n, 61 + n, 62 + n, 63 + n, 20 + n]).collect();
    let flags: Vec<Vec<FlagKind>> =
        diagnose(&full(&rows)).iter().map(|r| r.flags.iter().map(|f| f.kind).collect()).collect();
    assert_eq!(flags, [vec![], vec![], vec![], vec![], vec![FlagKind::Severe]]);
}

#[test]
fn absent_judges_make_smaller_panels() {
    let reports = diagnose(&table(&[
        vec![Some(10), Some(30), None],
        vec![Some(10), Some(20), Some(30)],
        vec![None, None, Some(5)],
    ]));
    assert_eq!(reports.iter().map(|r| r.marks).collect::<Vec<_>>(), [2, 2, 2]);
    assert_eq!(reports[0].severity, Ok(-10.0));
    assert_eq!(reports[1].severity, Ok(5.0));
    // The third judge's other mark stands alone on its proposal.
    assert_eq!(reports[2].severity, Ok(10.0));
    assert_eq!(diagnose(&table(&[vec![Some(5)]]))[0].severity, Err(Undefined::FewJudges));
    assert_eq!(diagnose(&table(&[vec![None]]))[0].mean, Err(Undefined::FewProposals));
    let huge = table(&[vec![Some(1 << 40), Some(1)], vec![Some(2), Some(1)]]);
    assert_eq!(diagnose(&huge)[0].mean, Err(Undefined::TooLarge));
}

#[test]
fn halo_is_little_difference_between_criteria() {
    let criterion = |max: i64, rows: &[Vec<i64>]| CriterionMarks { max: Mark::points(max), marks: full(rows) };
    // In percent: the first judge 50, 50 and 80, 80; the second 20, 80 and 80, 20; the third has a gap.
    let mut second = criterion(20, &[vec![10, 16, 1], vec![16, 4, 1]]);
    second.marks.cells[2] = None;
    second.marks.cells[5] = None;
    let found = halo(&[criterion(10, &[vec![5, 2, 1], vec![8, 8, 1]]), second]);
    let (first, other) = (found[0].unwrap(), found[1].unwrap());
    assert_eq!((first.deviation, first.correlation), (0.0, Ok(1.0)));
    near(other.deviation, 1800.0_f64.sqrt());
    assert_eq!((first.relative, other.correlation), (Ok(0.0), Ok(-1.0)));
    near(other.relative.unwrap(), 2.0);
    assert_eq!(found[2], Err(Undefined::FewProposals));
    assert_eq!(halo(&[criterion(10, &[vec![5]])]), [Err(Undefined::NoVariation)]);
    // Where most judges see no difference at all there is nothing to compare with.
    let even = halo(&[criterion(10, &[vec![5, 7]]), criterion(20, &[vec![10, 14]])]);
    assert_eq!(even[0].unwrap().relative, Err(Undefined::NoVariation));
    assert_eq!(halo(&[]), []);
}

/// Every way to call `count` of the proposals the own.
fn by_counting(table: &MarkTable, homes: &Homes, judge: usize) -> f64 {
    let residual = |row: &[Option<Mark>]| {
        let marks: Vec<i64> = row.iter().flatten().map(|m| m.as_units()).collect();
        let mean = marks.iter().sum::<i64>() as f64 / marks.len() as f64;
        row[judge].map(|own| own.as_units() as f64 - mean)
    };
    let marked: Vec<(bool, f64)> = table
        .rows()
        .zip(&homes.proposals)
        .filter_map(|(row, home)| Some((*home == homes.judges[judge], residual(row)?)))
        .collect();
    let count = marked.iter().filter(|(own, _)| *own).count();
    let observed: f64 = marked.iter().filter(|(own, _)| *own).map(|(_, r)| r).sum();
    let (mut reached, mut all) = (0, 0);
    for subset in 0_u32..1 << marked.len() {
        if subset.count_ones() as usize == count {
            let sum: f64 = marked.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1).map(|(_, (_, r))| r).sum();
            all += 1;
            reached += usize::from(sum >= observed - 1e-6);
        }
    }
    reached as f64 / all as f64
}

proptest! {
    #[test]
    fn favour_for_the_own_has_the_probability_that_counting_gives(rows in prop::collection::vec(prop::collection::vec(0_i64..20, 3), 4..11), own in 1_usize..4) {
        let homes = Homes {
            proposals: (0..rows.len()).map(|n| (n < own).then(|| "here".into())).collect(),
            judges: vec![Some("here".into()), None, None],
        };
        let found = affinity(&full(&rows), &homes, 0).unwrap();
        prop_assert!((found.p - by_counting(&full(&rows), &homes, 0)).abs() < 1e-12);
        prop_assert_eq!(found.own, own);
    }

    #[test]
    fn the_order_of_proposals_moves_no_digit(rows in prop::collection::vec(prop::collection::vec(prop::option::of(0_i64..100), 4), 2..12)) {
        let turned: Vec<_> = rows.iter().rev().cloned().collect();
        prop_assert_eq!(diagnose(&table(&rows)), diagnose(&table(&turned)));
    }
}

#[test]
fn favour_is_what_the_own_get_beyond_what_all_get() {
    // Above the mean of the two by 1, 1 and -1: the own by 1, all by a third.
    let marks = full(&[vec![9, 7], vec![8, 6], vec![5, 7]]);
    let homes = Homes { proposals: vec![Some("here".into()), None, None], judges: vec![Some("here".into()), None] };
    near(affinity(&marks, &homes, 0).unwrap().favour, 2.0 / 3.0);
}

#[test]
fn without_own_and_other_proposals_there_is_no_favour() {
    let marks = full(&[vec![1, 2], vec![2, 1]]);
    for proposals in [vec![None, None], vec![Some("here".to_owned()), Some("here".to_owned())]] {
        let homes = Homes { proposals, judges: vec![Some("here".into()), None] };
        assert_eq!(affinity(&marks, &homes, 0), Err(Undefined::FewProposals));
        assert_eq!(affinity(&marks, &homes, 1), Err(Undefined::FewProposals));
    }
}

/// The marks of one panel at Sydney 2000 with the countries of judges and divers.
fn sydney() -> Option<BTreeMap<String, (MarkTable, Homes)>> {
    let Some(folder) = std::env::var_os("WEIGUANG_VECTORS") else {
        assert_ne!(std::env::var_os("CI"), Some("true".into()), "WEIGUANG_VECTORS names no folder");
        println!("not run: WEIGUANG_VECTORS names no folder");
        return None;
    };
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join("diving_sydney_2000.csv")).unwrap();
    let mut panels: BTreeMap<String, (MarkTable, Homes)> = BTreeMap::new();
    for (number, line) in text.lines().skip(1).enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        let (table, homes) = panels.entry(format!("{} {}", cells[0], cells[1])).or_default();
        table.proposals.push(number.to_string());
        table.judges = cells[14..21].iter().map(|c| (*c).to_owned()).collect();
        table.cells.extend(cells[7..14].iter().map(|mark| Some(mark.parse::<Mark>().unwrap())));
        homes.proposals.push(Some(cells[3].to_owned()));
        homes.judges = table.judges.iter().cloned().map(Some).collect();
    }
    Some(panels)
}

#[test]
fn at_sydney_most_judges_favoured_their_own_country() {
    let Some(panels) = sydney() else { return };
    let found: Vec<_> =
        panels.values().flat_map(|(table, homes)| (0..7).map(|judge| affinity(table, homes, judge))).collect();
    let known: Vec<_> = found.iter().filter_map(|one| one.ok()).collect();
    let favouring = known.iter().filter(|one| one.favour > 0.0).count();
    let striking = known.iter().filter(|one| one.p < 0.01).count();
    println!("{} judges with divers of their own, {favouring} favour them, {striking} with p below 0.01", known.len());
    assert!(favouring * 2 > known.len() && striking > 0);
    assert!(found.iter().all(|one| one.is_ok() || *one == Err(Undefined::FewProposals)));
}
