//! A grant in parts: how much each part is, and what it waits for.

use crate::Fault;
use model::Money;
use model::rules::{Delivery, Gate};
use serde_json::json;

/// The only rounding there is: every part but the last is rounded down to the fen.
const ROUNDING: &str = "floor_last_takes_remainder";

/// One part of a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Part {
    /// Its number, from 1.
    pub no: i64,
    /// How much it is; 0 when the grant is too small for its percent, and then there is nothing to pay.
    pub amount_fen: Money,
    /// What must have happened before it may be requested.
    pub gate: Gate,
}

/// The parts of a grant, in order; they add up to the grant.
///
/// Every part but the last is rounded down to the fen and the last takes the remainder, so no fen is lost or made.
/// A small grant, up to the bound included, follows the plan for small grants where the round has one.
/// Nothing comes out when the plan has no part, which [`faults`] tells.
///
/// ```
/// use model::Money;
/// use model::rules::{Delivery, Gate, InstalmentRule};
/// use workflow::instalments::split;
///
/// let part = |percent, gate| InstalmentRule { percent, gate };
/// let rule = Delivery {
///     instalments: vec![
///         part(50, Gate::AgreementSigned),
///         part(40, Gate::MidTermPassed),
///         part(10, Gate::FinalPassed),
///     ],
///     rounding: "floor_last_takes_remainder".into(),
///     small_grant_split: None,
///     change_of_lines: None,
///     payment_steps: vec![],
///     milestones: None,
///     vouchers: None,
/// };
/// let amounts: Vec<i64> = split(Money::fen(246_071), &rule)
///     .iter()
///     .map(|part| part.amount_fen.as_fen())
///     .collect();
/// // 123,035.5 and 98,428.4 lose their fractions; the last part is more than its 24,607.1.
/// assert_eq!(amounts, [123_035, 98_428, 24_608]);
/// ```
#[must_use]
pub fn split(grant: Money, rule: &Delivery) -> Vec<Part> {
    let plan = plan(grant, rule);
    let last = plan.len();
    let (mut left, mut parts) = (grant, Vec::with_capacity(last));
    for (no, (percent, gate)) in (1_i64..).zip(plan) {
        let is_last = usize::try_from(no).is_ok_and(|n| n == last);
        let amount_fen = if is_last {
            left
        } else {
            grant.percent_floor(percent)
        };
        left = left.minus(amount_fen);
        parts.push(Part {
            no,
            amount_fen,
            gate,
        });
    }
    parts
}

/// The shares and gates that hold for a grant of this size.
fn plan(grant: Money, rule: &Delivery) -> Vec<(u32, Gate)> {
    match &rule.small_grant_split {
        Some(small) if grant <= small.up_to_fen => small
            .percent
            .iter()
            .copied()
            .zip(small.gates.iter().copied())
            .collect(),
        _ => rule
            .instalments
            .iter()
            .map(|part| (part.percent, part.gate))
            .collect(),
    }
}

/// What is wrong with a plan, with JSON pointers below `at`: no part, shares that do not add up to 100, a part of 0 percent, unequal lists, an unknown rounding.
#[must_use]
pub fn faults(at: &str, rule: &Delivery) -> Vec<Fault> {
    let mut faults = Vec::new();
    let shares: Vec<u32> = rule.instalments.iter().map(|part| part.percent).collect();
    check_shares(&format!("{at}/instalments"), &shares, &mut faults);
    if let Some(small) = &rule.small_grant_split {
        let at = format!("{at}/small_grant_split");
        check_shares(&format!("{at}/percent"), &small.percent, &mut faults);
        if small.percent.len() != small.gates.len() {
            let facts = json!({ "shares": small.percent.len(), "gates": small.gates.len() });
            faults.push(Fault::new(
                format!("{at}/gates"),
                "instalment_gates_unequal",
                facts,
            ));
        }
    }
    if rule.rounding != ROUNDING {
        faults.push(Fault::new(
            format!("{at}/rounding"),
            "instalment_rounding_unknown",
            json!({ "known": [ROUNDING] }),
        ));
    }
    faults
}

fn check_shares(at: &str, shares: &[u32], faults: &mut Vec<Fault>) {
    let sum: u64 = shares.iter().copied().map(u64::from).sum();
    if sum != 100 {
        faults.push(Fault::new(at, "instalments_not_100", json!({ "sum": sum })));
    }
    if shares.contains(&0) {
        faults.push(Fault::new(at, "instalment_empty", json!({})));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::rules::Rules;

    fn preset() -> Delivery {
        let text = include_str!("../../../presets/weiguang_street_round.json");
        let rules: Rules = serde_json::from_str(text).unwrap();
        rules.delivery().unwrap().clone()
    }

    fn amounts(fen: i64, rule: &Delivery) -> Vec<i64> {
        split(Money::fen(fen), rule)
            .iter()
            .map(|part| part.amount_fen.as_fen())
            .collect()
    }

    #[test]
    fn a_small_grant_has_its_own_plan_up_to_the_bound_included() {
        let rule = preset();
        for (grant, parts) in [
            (0, vec![0, 0]),
            (1, vec![0, 1]),
            (99, vec![59, 40]),
            (299_999, vec![179_999, 120_000]),
            (300_000, vec![180_000, 120_000]),
            (300_001, vec![150_000, 120_000, 30_001]),
            (1_000_000, vec![500_000, 400_000, 100_000]),
        ] {
            assert_eq!(amounts(grant, &rule), parts, "{grant}");
        }
        let small = split(Money::fen(300_000), &rule);
        let gates: Vec<Gate> = small.iter().map(|part| part.gate).collect();
        assert_eq!(gates, [Gate::AgreementSigned, Gate::FinalPassed]);
        assert_eq!(small.iter().map(|part| part.no).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn a_single_part_is_the_whole_grant() {
        let mut rule = preset();
        rule.small_grant_split = None;
        rule.instalments.truncate(1);
        rule.instalments[0].percent = 100;
        assert_eq!(amounts(246_071, &rule), [246_071]);
        assert_eq!(faults("", &rule), []);
        rule.instalments.clear();
        assert!(split(Money::fen(1), &rule).is_empty());
    }

    #[test]
    fn each_fault_of_a_plan_has_its_place_and_code() {
        let codes = |rule: &Delivery| -> Vec<(String, String)> {
            faults("/d", rule)
                .into_iter()
                .map(|fault| (fault.pointer, fault.code.into_owned()))
                .collect()
        };
        let pair = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
        assert_eq!(codes(&preset()), []);
        for (percent, wrong) in [(9, true), (10, false), (11, true), (u32::MAX, true)] {
            let mut rule = preset();
            rule.instalments[2].percent = percent;
            assert_eq!(!codes(&rule).is_empty(), wrong, "{percent}");
        }
        let mut rule = preset();
        rule.instalments[2].percent = 0;
        rule.instalments[0].percent = 60;
        assert_eq!(codes(&rule), [pair("/d/instalments", "instalment_empty")]);
        let mut rule = preset();
        let small = rule.small_grant_split.as_mut().unwrap();
        small.gates.pop();
        small.percent[0] = 61;
        rule.rounding = "nearest".into();
        assert_eq!(
            codes(&rule),
            [
                pair("/d/small_grant_split/percent", "instalments_not_100"),
                pair("/d/small_grant_split/gates", "instalment_gates_unequal"),
                pair("/d/rounding", "instalment_rounding_unknown"),
            ]
        );
    }
}
