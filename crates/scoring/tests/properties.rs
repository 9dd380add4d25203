//! What must hold for any marks at all.
#![cfg(test)]

use model::rules::{Component, ComponentKind, Rounding, RoundingMode};
use model::{Mark, Money};
use proptest::prelude::*;
use scoring::allocation::{Candidate, allocate};
use scoring::panel::{Sheet, panel};

fn rule(kind: ComponentKind) -> Component {
    Component {
        id: "panel".into(),
        kind,
        weight: 100,
        trim_scope: None,
        trim_each_side: Some(1),
        trim_from_sheets: Some(5),
        trim_table: Vec::new(),
        from: None,
    }
}

fn sheets(totals: &[i64]) -> Vec<Sheet> {
    totals
        .iter()
        .enumerate()
        .map(|(n, t)| Sheet { judge: format!("J{n:02}"), marks: vec![Mark::units(t * 5_000)] })
        .collect()
}

const TWO: Option<Rounding> = Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp });
const KINDS: [ComponentKind; 3] = [ComponentKind::PanelMean, ComponentKind::PanelTrimmed, ComponentKind::PanelMedian];

proptest! {
    #[test]
    fn the_order_of_the_sheets_does_not_matter(totals in prop::collection::vec(0_i64..=200, 3..12)) {
        let mut turned = sheets(&totals);
        turned.reverse();
        for kind in KINDS {
            prop_assert_eq!(panel(&sheets(&totals), &rule(kind), 3, TWO), panel(&turned, &rule(kind), 3, TWO));
        }
    }

    #[test]
    fn a_higher_mark_never_lowers_the_score(totals in prop::collection::vec(0_i64..=199, 3..12), who in 0_usize..12, more in 1_i64..50) {
        let mut raised = totals.clone();
        let who = who % totals.len();
        raised[who] += more;
        for kind in KINDS {
            let before = panel(&sheets(&totals), &rule(kind), 3, TWO).unwrap();
            let after = panel(&sheets(&raised), &rule(kind), 3, TWO).unwrap();
            prop_assert!(after.figure.exact >= before.figure.exact);
        }
    }

    #[test]
    fn no_more_than_the_pool_is_given_away(asked in prop::collection::vec(100_000_i64..=1_000_000, 0..40), pool in 0_i64..5_000_000) {
        let rules: model::rules::Rules = serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap();
        let candidates: Vec<Candidate> = asked.iter().enumerate().map(|(n, a)| Candidate {
            proposal: format!("P{n:02}"), score: scoring::Ratio::new(100 - i128::try_from(n).unwrap(), 1), asked: Money::fen(*a),
        }).collect();
        use model::rules::OnMisfit::{Downgrade, Part, Skip, Stop};
        for on_misfit in [Skip, Stop, Downgrade, Part] {
            let award = model::rules::AwardRules { on_misfit, ..rules.award().unwrap().clone() };
            let grants = allocate(&candidates, &rules.tracks[0].tiers, &award, Money::fen(pool));
            let spent: Money = grants.iter().filter(|g| g.result == "proposed").filter_map(|g| g.amount_fen).sum();
            prop_assert!(spent <= Money::fen(pool));
            let left = grants.last().map_or(Money::fen(pool), |g| g.pool_left_fen);
            prop_assert_eq!(spent.plus(left), Money::fen(pool));
        }
    }
}
