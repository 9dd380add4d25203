//! What must hold for any marks at all.
#![cfg(test)]

use model::Mark;
use model::rules::{Component, ComponentKind, Rounding, RoundingMode};
use proptest::prelude::*;
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
}
