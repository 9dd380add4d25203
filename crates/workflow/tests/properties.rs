//! What must hold for any amounts and any days at all.

#![cfg(test)]

use model::proposal::{BudgetLine, Content};
use model::rules::{Delivery, InstalmentRule, Rules};
use model::{Calendar, Day, Money};
use proptest::prelude::*;
use workflow::budget::{MOST_FEN, Moment, examine, sums};
use workflow::calendar::{Workdays, add_days, next};
use workflow::instalments::split;
use workflow::uscc::check;

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

fn calendar() -> Calendar {
    serde_json::from_str(include_str!("../../../presets/calendars/cn-2025.json")).unwrap()
}

fn rules() -> Rules {
    let text = include_str!("../../../presets/weiguang_street_round.json");
    serde_json::from_str(text).unwrap()
}

/// A plan whose shares end at the given cuts of a hundred.
fn plan(mut cuts: Vec<u32>) -> Delivery {
    cuts.extend([0, 100]);
    cuts.sort_unstable();
    cuts.dedup();
    let rule = rules().delivery().unwrap().clone();
    let gate = rule.instalments[0].gate;
    let shares = cuts.windows(2).map(|pair| pair[1] - pair[0]);
    Delivery { instalments: shares.map(|percent| InstalmentRule { percent, gate }).collect(), ..rule }
}

fn day_of_2025() -> impl Strategy<Value = Day> {
    let first = Day::constant(2025, 1, 1);
    (0_i64..365).prop_map(move |n| add_days(first, n))
}

fn lines() -> impl Strategy<Value = Vec<BudgetLine>> {
    let figure = || prop_oneof![any::<i64>(), 0..=MOST_FEN, Just(i64::MAX), Just(i64::MIN)];
    let line = [figure(), figure(), figure(), figure(), figure(), figure()];
    let line = line.prop_map(|[qty, price, subtotal, asked, own, in_kind]| BudgetLine {
        no: 1,
        class: "管理费用".into(),
        name: "现金".into(),
        unit: "项".into(),
        qty,
        unit_price_fen: Money::fen(price),
        subtotal_fen: Money::fen(subtotal),
        asked_fen: Money::fen(asked),
        own_fen: Money::fen(own),
        in_kind_fen: Money::fen(in_kind),
    });
    proptest::collection::vec(line, 0..4)
}

proptest! {
    #[test]
    fn the_parts_add_up_to_the_grant(
        grant in 0..=MOST_FEN,
        cuts in proptest::collection::vec(1_u32..100, 0..6),
    ) {
        let rule = plan(cuts);
        let parts = split(Money::fen(grant), &rule);
        let sum: Money = parts.iter().map(|part| part.amount).sum();
        prop_assert_eq!(sum, Money::fen(grant));
        prop_assert!(parts.iter().all(|part| part.amount >= Money::ZERO));
        // No part but the last is above its exact share, and none is a whole fen below it.
        let shares = &rule.instalments;
        if grant > 300_000 {
            for (part, share) in parts.iter().zip(shares).take(shares.len() - 1) {
                let below = i128::from(grant) * i128::from(share.percent)
                    - i128::from(part.amount.as_fen()) * 100;
                prop_assert!((0..100).contains(&below));
            }
        }
    }

    #[test]
    fn adding_working_days_and_counting_them_agree(from in day_of_2025(), n in 1_i64..15) {
        let calendar = calendar();
        let days = Workdays(&calendar);
        let end = days.add_working_days(from, n).unwrap();
        prop_assert_eq!(days.is_working_day(end), Ok(true));
        prop_assert_eq!(days.working_days_inclusive(next(from), end), Ok(n));
        prop_assert_eq!(days.nth_working_day(next(from), n), Ok(end));
        let later = days.add_working_days(next(from), n).unwrap();
        prop_assert!(later >= end);
    }

    #[test]
    fn a_moved_day_is_the_first_working_day(day in day_of_2025()) {
        let calendar = calendar();
        let days = Workdays(&calendar);
        let moved = days.moved_off_day_off(day).unwrap();
        prop_assert_eq!(days.working_days_inclusive(day, moved), Ok(1));
        prop_assert_eq!(days.moved_off_day_off(moved), Ok(moved));
    }

    #[test]
    fn a_single_wrong_character_is_always_seen(place in 0_usize..18, letter in 0_usize..31) {
        let code = "53110199MJ3101279D";
        let letter = ALPHABET.chars().nth(letter).unwrap();
        let changed: String = code
            .chars()
            .enumerate()
            .map(|(n, c)| if n == place { letter } else { c })
            .collect();
        prop_assert_eq!(check(&changed).is_ok(), changed == code);
    }

    #[test]
    fn a_budget_without_wrong_sums_is_bounded_and_none_overflows(budget_lines in lines()) {
        let content = Content { budget_lines, ..Content::default() };
        let rules = rules();
        let intake = rules.intake().unwrap();
        for moment in [Moment::Submission, Moment::Check] {
            let found = examine(&content, intake, &[], moment);
            prop_assert!(found.refuse.len() >= sums(&content).len());
        }
        if sums(&content).is_empty() {
            for line in &content.budget_lines {
                prop_assert!((0..=MOST_FEN).contains(&line.subtotal_fen.as_fen()));
            }
        }
    }
}
