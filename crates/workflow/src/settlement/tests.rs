//! The boundaries of settlement, day by day and fen by fen.

use super::*;
use model::Calendar;
use model::rules::{DueDayOff, Rules};

fn rules() -> Rules {
    serde_json::from_str(include_str!(
        "../../../../presets/weiguang_street_round.json"
    ))
    .unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn settled(payable: i64, tail: i64, refund: i64) -> Settlement {
    Settlement {
        payable_fen: Money::fen(payable),
        tail_fen: Money::fen(tail),
        refund_fen: Money::fen(refund),
    }
}

#[test]
fn spending_at_each_bound_settles_to_the_fen() {
    for (verified, percent, expected) in [
        (0, 100, settled(0, 0, 900)),
        (899, 100, settled(899, 0, 1)),
        (900, 100, settled(900, 0, 0)),
        (901, 100, settled(901, 1, 0)),
        (999, 100, settled(999, 99, 0)),
        (1_000, 100, settled(1_000, 100, 0)),
        (1_001, 100, settled(1_000, 100, 0)),
        (999, 80, settled(999, 79, 0)),
        (1_000, 0, settled(1_000, 0, 0)),
        (899, 0, settled(899, 0, 1)),
        (-5, 100, settled(0, 0, 900)),
    ] {
        let found = final_settlement(
            Money::fen(1_000),
            Money::fen(900),
            Money::fen(verified),
            percent,
        );
        assert_eq!(found, expected, "{verified} at {percent}");
    }
}

#[test]
fn a_fail_keeps_what_was_spent_of_what_was_paid() {
    for (verified, expected) in [
        (0, settled(0, 0, 500)),
        (499, settled(499, 0, 1)),
        (500, settled(500, 0, 0)),
        (501, settled(500, 0, 0)),
        (-1, settled(0, 0, 500)),
    ] {
        let found = failed(Money::fen(500), Money::fen(verified));
        assert_eq!(found, expected, "{verified}");
    }
}

#[test]
fn the_reference_day_lies_inside_the_delivery() {
    for (from, to, percent, reference) in [
        ("2025-06-01", "2025-11-30", 0, "2025-06-01"),
        ("2025-06-01", "2025-11-30", 50, "2025-08-31"),
        ("2025-06-01", "2025-11-29", 50, "2025-08-31"),
        ("2025-06-01", "2025-12-01", 50, "2025-09-01"),
        ("2025-06-01", "2025-06-01", 50, "2025-06-01"),
        ("2024-02-28", "2024-02-29", 50, "2024-02-29"),
    ] {
        let delivery = Period {
            from: day(from),
            to: day(to),
        };
        assert_eq!(
            reference_day(delivery, percent),
            day(reference),
            "{to} {percent}"
        );
    }
}

#[test]
fn a_self_report_due_on_a_sunday_moves_to_the_monday_where_the_round_says_so() {
    let calendar: Calendar =
        serde_json::from_str(include_str!("../../../../presets/calendars/cn-2025.json")).unwrap();
    let mut rule = rules().mid_term().unwrap().clone();
    let due = |rule: &MidTerm| self_report_due(day("2025-08-31"), rule, &Workdays(&calendar));
    assert_eq!(due(&rule), Ok(day("2025-09-15")));
    rule.due_day_off = DueDayOff::Stays;
    assert_eq!(due(&rule), Ok(day("2025-09-14")));
}

#[test]
fn an_exclusion_ends_on_the_same_day_of_the_year() {
    for (decided, years, until) in [
        ("2025-09-30", 3, Some("2028-09-30")),
        ("2024-02-29", 3, Some("2027-02-28")),
        ("2024-02-29", 4, Some("2028-02-29")),
        ("2025-09-30", 0, None),
        ("2025-09-30", -1, None),
        ("2025-09-30", i64::MAX, Some("9999-12-31")),
    ] {
        assert_eq!(
            ban_until(day(decided), years),
            until.map(day),
            "{decided} {years}"
        );
    }
}

#[test]
fn the_bound_of_a_band_belongs_to_it() {
    let rules = rules();
    let bands = &rules.final_evaluation().unwrap().bands;
    let turned: Vec<Band> = bands.iter().rev().cloned().collect();
    for (score, name) in [
        ("100", Some("优秀")),
        ("90", Some("优秀")),
        ("89.9999", Some("良好")),
        ("80", Some("良好")),
        ("79.5", Some("合格")),
        ("60", Some("合格")),
        ("59.9999", Some("不合格")),
        ("0", Some("不合格")),
        ("-0.5", None),
    ] {
        let score: Mark = score.parse().unwrap();
        for list in [bands, &turned] {
            assert_eq!(band_of(score, list).map(|b| b.name.as_str()), name);
        }
    }
}

fn marks(list: &[(&str, &str)]) -> BTreeMap<String, Mark> {
    list.iter()
        .map(|(name, mark)| ((*name).to_owned(), mark.parse().unwrap()))
        .collect()
}

#[test]
fn a_score_is_the_sum_of_all_dimensions() {
    let rules = rules();
    let dimensions = &rules.mid_term().unwrap().dimensions;
    let full = [
        ("implementation", "40"),
        ("money", "25"),
        ("effect_satisfaction", "25"),
        ("people_materials", "10"),
    ];
    assert_eq!(score(&marks(&full), dimensions), Ok(Mark::points(100)));
    let none = full.map(|(name, _)| (name, "0"));
    assert_eq!(score(&marks(&none), dimensions), Ok(Mark::default()));
}

#[test]
fn every_wrong_mark_is_told_at_once() {
    let dimensions = BTreeMap::from([("a".to_owned(), 40), ("b".to_owned(), 25)]);
    let found = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        let faults = score(&marks(list), &dimensions).unwrap_err();
        let place = |fault: Fault| (fault.pointer, fault.code.into_owned());
        faults.into_iter().map(place).collect()
    };
    let pair = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(
        found(&[("a", "40.5"), ("b", "-0.5")]),
        [
            pair("/marks/a", "mark_out_of_range"),
            pair("/marks/b", "mark_out_of_range")
        ]
    );
    assert_eq!(
        found(&[("a", "40"), ("c/d", "1")]),
        [
            pair("/marks/c~1d", "dimension_unknown"),
            pair("/marks/b", "dimension_missing")
        ]
    );
}

#[test]
fn satisfaction_rounds_as_the_rule_says() {
    let share = |satisfied, asked, decimals, mode| {
        satisfaction_percent(satisfied, asked, Rounding { decimals, mode }).unwrap()
    };
    use RoundingMode::{Down, HalfEven, HalfUp};
    for (satisfied, asked, decimals, [up, even, down]) in [
        (1, 3, 2, ["33.33", "33.33", "33.33"]),
        (2, 3, 2, ["66.67", "66.67", "66.66"]),
        (1, 800, 2, ["0.13", "0.12", "0.12"]),
        (3, 800, 2, ["0.38", "0.38", "0.37"]),
        (1, 200, 0, ["1", "0", "0"]),
        (0, 7, 2, ["0.00", "0.00", "0.00"]),
        (7, 7, 4, ["100.0000", "100.0000", "100.0000"]),
        (7, 7, 9, ["100.0000", "100.0000", "100.0000"]),
        (i64::MAX, i64::MAX, 2, ["100.00", "100.00", "100.00"]),
    ] {
        assert_eq!(share(satisfied, asked, decimals, HalfUp), up);
        assert_eq!(share(satisfied, asked, decimals, HalfEven), even);
        assert_eq!(share(satisfied, asked, decimals, Down), down);
    }
}

#[test]
fn a_share_of_nobody_is_refused() {
    let two = Rounding {
        decimals: 2,
        mode: RoundingMode::HalfUp,
    };
    for (satisfied, asked, code) in [
        (0, 0, "nobody_asked"),
        (0, -1, "nobody_asked"),
        (-1, 5, "satisfied_out_of_range"),
        (6, 5, "satisfied_out_of_range"),
    ] {
        let fault = satisfaction_percent(satisfied, asked, two).unwrap_err();
        assert_eq!(fault.code, code, "{satisfied} of {asked}");
    }
}
