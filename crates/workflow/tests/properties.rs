//! What must hold for any amounts and any days at all.

#![cfg(test)]

use model::proposal::{BudgetLine, Content};
use model::rules::{Delivery, InstalmentRule, Rounding, RoundingMode, Rules};
use model::{Calendar, Day, Money, Period};
use proptest::prelude::*;
use workflow::budget::{MOST_FEN, Moment, examine, sums};
use workflow::calendar::{Workdays, add_days, days_between, next};
use workflow::instalments::{faults, split};
use workflow::milestone_days::{Report, counts_by};
use workflow::settlement::{failed, final_settlement, reference_day, satisfaction_percent};
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
    Delivery {
        instalments: shares
            .map(|percent| InstalmentRule { percent, gate })
            .collect(),
        ..rule
    }
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
        prop_assert_eq!(faults("", &rule), vec![]);
        let parts = split(Money::fen(grant), &rule);
        let sum: Money = parts.iter().map(|part| part.amount_fen).sum();
        prop_assert_eq!(sum, Money::fen(grant));
        prop_assert!(parts.iter().all(|part| part.amount_fen >= Money::ZERO));
        // No part but the last is above its exact share, and none is a whole fen below it.
        let shares = &rule.instalments;
        if grant > 300_000 {
            for (part, share) in parts.iter().zip(shares).take(shares.len() - 1) {
                let below = i128::from(grant) * i128::from(share.percent)
                    - i128::from(part.amount_fen.as_fen()) * 100;
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
    fn a_report_counts_by_one_of_its_days_and_never_by_a_later_one(
        first in day_of_2025(),
        waits in proptest::collection::vec((0_i64..5, 0_i64..15), 0..4),
    ) {
        let rules = rules();
        let rule = rules.delivery().unwrap().milestones.as_ref().unwrap();
        let calendar = Calendar { days_known_until: Day::constant(2027, 12, 31), ..calendar() };
        let (mut day, mut reports) = (first, Vec::new());
        for (until_return, until_again) in waits {
            let returned = add_days(day, until_return);
            reports.push(Report { reported_on: day, returned_on: Some(returned), accepted_on: None });
            day = add_days(returned, until_again);
        }
        reports.push(Report { reported_on: day, returned_on: None, accepted_on: None });
        let counted = counts_by(&reports, rule, &Workdays(&calendar)).unwrap().unwrap();
        prop_assert!(counted >= first && counted <= day);
        prop_assert!(reports.iter().any(|report| report.reported_on == counted));
    }

    #[test]
    fn a_settlement_neither_makes_nor_loses_money(
        grant in 0..=MOST_FEN,
        paid_percent in 0_i64..=100,
        verified in 0..=MOST_FEN,
        percent in 0_u32..=100,
    ) {
        let paid = Money::fen(grant / 100 * paid_percent);
        let (grant, verified) = (Money::fen(grant), Money::fen(verified));
        let full = final_settlement(grant, paid, verified, 100);
        let kept = paid.plus(full.tail_fen).minus(full.refund_fen);
        prop_assert_eq!(kept, full.payable_fen);
        prop_assert!(full.payable_fen <= grant && full.payable_fen <= verified);
        prop_assert!(full.tail_fen == Money::ZERO || full.refund_fen == Money::ZERO);
        let cut = final_settlement(grant, paid, verified, percent);
        prop_assert_eq!(cut.refund_fen, full.refund_fen);
        prop_assert!(cut.tail_fen >= Money::ZERO && cut.tail_fen <= full.tail_fen);
        let ended = failed(paid, verified);
        prop_assert_eq!(ended.payable_fen.plus(ended.refund_fen), paid);
        prop_assert!(ended.payable_fen <= verified && ended.refund_fen >= Money::ZERO);
    }

    #[test]
    fn the_reference_day_lies_in_the_delivery(
        from in day_of_2025(), length in 0_i64..800, percent in 0_u32..100,
    ) {
        let delivery = Period { from, to: add_days(from, length) };
        let reference = reference_day(delivery, percent);
        prop_assert!(reference >= from && reference <= delivery.to);
        let exact = (length + 1) * i64::from(percent);
        prop_assert!((0..100).contains(&(exact - days_between(from, reference) * 100)));
    }

    #[test]
    fn a_share_is_never_further_from_the_truth_than_half_a_unit(
        asked in 1_i64..1_000_000, part in 0_i64..=1_000_000, decimals in 0_u32..=4,
    ) {
        let satisfied = part.min(asked);
        let share = |mode| {
            let text = satisfaction_percent(satisfied, asked, Rounding { decimals, mode }).unwrap();
            text.replace('.', "").parse::<i128>().unwrap()
        };
        let unit = 10_i128.pow(decimals);
        let exact = i128::from(satisfied) * 100 * unit;
        let asked = i128::from(asked);
        for mode in [RoundingMode::HalfUp, RoundingMode::HalfEven] {
            prop_assert!((share(mode) * asked - exact).abs() * 2 <= asked);
        }
        prop_assert!((0..asked).contains(&(exact - share(RoundingMode::Down) * asked)));
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
