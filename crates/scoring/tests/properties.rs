//! What must hold for any marks at all.
#![cfg(test)]

use model::rules::{Rounding, RoundingMode};
use model::{Mark, Money};
use proptest::prelude::*;
use scoring::Ratio;
use scoring::aggregate::{explained, figures};
use scoring::allocation::{Candidate, allocate};
use scoring::marks::MarkTable;
use scoring::ranks::competition;
use scoring::rules::{Method, PanelRule, TrimStep};

const TWO: Option<Rounding> = Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp });

fn rule(method: Method) -> PanelRule {
    let trim = vec![TrimStep { from_sheets: 5, low: 1, high: 1 }, TrimStep { from_sheets: 9, low: 2, high: 2 }];
    PanelRule { method, trim, quorum: 1, rounding: TWO }
}

/// Rows of equal length with gaps.
fn tables(gaps: bool) -> impl Strategy<Value = MarkTable> {
    let cell = prop_oneof![9 => (0_i64..=200).prop_map(Some), if gaps { 1 } else { 0 } => Just(None)];
    (1_usize..7, 1_usize..12).prop_flat_map(move |(proposals, judges)| {
        prop::collection::vec(cell.clone(), proposals * judges).prop_map(move |cells| MarkTable {
            proposals: (0..proposals).map(|n| format!("P{n}")).collect(),
            judges: (0..judges).map(|n| format!("J{n:02}")).collect(),
            cells: cells.into_iter().map(|c| c.map(|c| Mark::units(c * 5_000))).collect(),
        })
    })
}

/// The same table with proposals and judges in the opposite order.
fn turned(table: &MarkTable) -> MarkTable {
    let mut all = table.clone();
    all.proposals.reverse();
    all.judges.reverse();
    all.cells.reverse();
    all
}

const ROW_METHODS: [Method; 4] = [Method::Mean, Method::Trimmed, Method::Winsorised, Method::Median];
const ALL_METHODS: [Method; 9] = [
    Method::Mean,
    Method::Trimmed,
    Method::Winsorised,
    Method::Median,
    Method::Sum,
    Method::Borda,
    Method::MeanRank,
    Method::Z,
    Method::RescaledZ,
];

/// What a spreadsheet would do: sort, cut, add.
fn by_hand(marks: &[Option<Mark>], rule: &PanelRule) -> Option<Ratio> {
    let mut sorted: Vec<Mark> = marks.iter().flatten().copied().collect();
    sorted.sort();
    let (low, high) = rule.drops(sorted.len());
    if sorted.len() <= low + high {
        return None;
    }
    let middle = sorted[low..sorted.len() - high].to_vec();
    match rule.method {
        Method::Trimmed => Ratio::mean(&middle),
        Method::Winsorised => {
            let ends = [vec![middle[0]; low], vec![middle[middle.len() - 1]; high], middle].concat();
            Ratio::mean(&ends)
        }
        Method::Median => Ratio::mean(&sorted[(sorted.len() - 1) / 2..=sorted.len() / 2]),
        _ => Ratio::mean(&sorted),
    }
}

proptest! {
    #[test]
    fn a_row_gives_what_sorting_and_cutting_gives(table in tables(true)) {
        for rule in ROW_METHODS.map(rule) {
            for (found, marks) in figures(&table, &rule).into_iter().zip(table.rows()) {
                let exact = by_hand(marks, &rule);
                prop_assert_eq!(found.map(|f| f.exact()), exact);
                let published = exact.map(|e| e.rounded(2, RoundingMode::HalfUp));
                let units = |u| Ratio::new(u, i128::from(Mark::UNIT));
                prop_assert_eq!(found.and_then(|f| f.published).map(units), published);
            }
        }
    }

    #[test]
    fn the_order_of_judges_and_proposals_does_not_matter(table in tables(true)) {
        for rule in ALL_METHODS.map(rule) {
            let (ours, theirs) = (explained(&table, &rule), explained(&turned(&table), &rule));
            prop_assert_eq!(ours.is_ok(), theirs.is_ok());
            if let (Ok(ours), Ok(mut theirs)) = (ours, theirs) {
                theirs.reverse();
                prop_assert_eq!(ours, theirs);
            }
        }
    }

    #[test]
    fn a_higher_mark_never_lowers_its_proposal(table in tables(true), at in any::<prop::sample::Index>(), more in 1_i64..50) {
        let mut raised = table.clone();
        let at = at.index(table.cells.len());
        let Some(mark) = raised.cells[at].as_mut() else { return Ok(()) };
        *mark = mark.plus(Mark::units(more * 5_000));
        let proposal = at / table.judges.len();
        for rule in [Method::Mean, Method::Trimmed, Method::Winsorised, Method::Median, Method::Borda].map(rule) {
            let key = |of: &MarkTable| figures(of, &rule).iter().map(|f| f.map(|f| f.exact())).collect::<Vec<_>>();
            let (before, after) = (key(&table), key(&raised));
            prop_assert!(after[proposal] >= before[proposal]);
            let beaten = |keys: &[Option<Ratio>]| keys.iter().filter(|k| **k < keys[proposal]).count();
            prop_assert!(beaten(&after) >= beaten(&before));
        }
    }

    #[test]
    fn a_figure_lies_between_the_lowest_and_the_highest_mark(table in tables(true)) {
        for rule in ROW_METHODS.map(rule) {
            for (found, marks) in figures(&table, &rule).into_iter().zip(table.rows()) {
                let Some(found) = found else { continue };
                let ends = (marks.iter().flatten().min(), marks.iter().flatten().max());
                prop_assert!(Some(found.exact()) >= ends.0.map(|m| Ratio::of(*m)));
                prop_assert!(Some(found.exact()) <= ends.1.map(|m| Ratio::of(*m)));
            }
        }
    }

    #[test]
    fn one_judge_more_generous_to_all_leaves_the_ranks_under_the_mean(table in tables(false), more in 1_i64..100) {
        let mut moved = table.clone();
        let judges = table.judges.len();
        for mark in moved.cells.iter_mut().step_by(judges).flatten() {
            *mark = mark.plus(Mark::points(more));
        }
        let ranks = |of: &MarkTable| {
            let keys: Vec<_> = figures(of, &rule(Method::Mean)).iter().map(|f| std::cmp::Reverse(f.map(|f| f.exact()))).collect();
            competition(&keys)
        };
        prop_assert_eq!(ranks(&table), ranks(&moved));
    }

    #[test]
    fn every_judge_stands_in_one_list(table in tables(true)) {
        for rule in ALL_METHODS.map(rule) {
            for outcome in explained(&table, &rule).unwrap_or_default() {
                let mut all = [outcome.kept, outcome.dropped_low, outcome.dropped_high, outcome.absent].concat();
                all.sort();
                prop_assert_eq!(&all, &table.judges);
            }
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
