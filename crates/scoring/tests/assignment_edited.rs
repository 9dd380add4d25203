//! A plan that people changed by hand: what the computer planned passes, and every fault is named in both languages.
#![cfg(test)]

use proptest::prelude::*;
use scoring::assign::{AssignmentError, Balance, Conflict, Judge, Pair, PairFault, Request, edited, judges};
use scoring::rules::Lang;

fn request(proposals: usize, loads: &[(u32, u32)], per_proposal: u32, barred: &[(usize, usize)]) -> Request {
    let judge = |(n, (at_least, at_most)): (usize, &(u32, u32))| Judge {
        code: format!("J{n}"),
        at_least: *at_least,
        at_most: *at_most,
    };
    let conflict = |(p, j): &(usize, usize)| Conflict {
        proposal: format!("P{p}"),
        judge: format!("J{j}"),
        reason: "same_community".into(),
    };
    Request {
        proposals: (0..proposals).rev().map(|n| format!("P{n}")).collect(),
        judges: loads.iter().enumerate().map(judge).collect(),
        per_proposal,
        conflicts: barred.iter().map(conflict).collect(),
        fits: Vec::new(),
        standing: Vec::new(),
        balance: Balance::First,
        seed_parts: Vec::new(),
    }
}

fn pairs(of: &[(usize, usize)]) -> Vec<Pair> {
    of.iter().map(|(p, j)| Pair { proposal: format!("P{p}"), judge: format!("J{j}") }).collect()
}

#[test]
fn every_fault_is_named_in_its_order_and_in_both_languages() {
    let of = request(2, &[(0, 1), (1, 2), (0, 2)], 1, &[(1, 2)]);
    let mut changed = pairs(&[(0, 0), (0, 0), (1, 0), (1, 2)]);
    changed.push(Pair { proposal: "P9".into(), judge: "J0".into() });
    changed.push(Pair { proposal: "P0".into(), judge: "J9".into() });
    let found = edited(&of, &changed).unwrap_err();
    let told: Vec<(&str, Option<usize>, String, String)> =
        found.iter().map(|f| (f.code(), f.pair(), f.told(Lang::Zh), f.told(Lang::En))).collect();
    let row = |code, pair, zh: &str, en: &str| (code, pair, zh.to_owned(), en.to_owned());
    assert_eq!(
        told,
        [
            row("assignment_pair_twice", Some(1), "J0 评 P0 写了两次。", "J0 stands twice for P0."),
            row(
                "assignment_conflict",
                Some(3),
                "J2 要回避 P1（same_community）。",
                "J2 is kept away from P1 by same_community."
            ),
            row(
                "assignment_code_unknown",
                Some(4),
                "P9 既不是待评项目，也不是评委。",
                "P9 is neither a proposal to judge nor a judge."
            ),
            row(
                "assignment_code_unknown",
                Some(5),
                "J9 既不是待评项目，也不是评委。",
                "J9 is neither a proposal to judge nor a judge."
            ),
            row(
                "assignment_judges_of_proposal",
                None,
                "P1 有 2 位评委，应当正好 1 位。",
                "P1 has 2 judges and should have exactly 1."
            ),
            row(
                "assignment_above_most",
                None,
                "J0 要评 2 件，最多 1 件。",
                "J0 has 2 proposals and can take at most 1."
            ),
            row(
                "assignment_below_least",
                None,
                "J1 只评 0 件，至少 1 件。",
                "J1 has 0 proposals and should take at least 1."
            ),
        ]
    );
}

#[test]
fn loads_are_held_at_their_very_bounds() {
    let of = request(4, &[(1, 2), (0, 4)], 1, &[]);
    let above = PairFault::AboveMost { judge: "J0".into(), given: 3, at_most: 2 };
    let below = PairFault::BelowLeast { judge: "J0".into(), given: 0, at_least: 1 };
    for (mine, fault) in [(0, Some(below)), (1, None), (2, None), (3, Some(above))] {
        let all: Vec<(usize, usize)> = (0..4).map(|p| (p, usize::from(p >= mine))).collect();
        assert_eq!(edited(&of, &pairs(&all)).err(), fault.map(|f| vec![f]), "{mine} proposals");
    }
}

#[test]
fn what_stands_in_the_way_is_told_in_chinese_too() {
    let told = |of: &Request| match judges(of).unwrap_err() {
        error @ AssignmentError::Infeasible(_) => [Lang::Zh, Lang::En].map(|lang| error.told(lang)),
        other => panic!("{other}"),
    };
    assert_eq!(
        told(&request(1, &[(0, 1), (0, 1)], 2, &[(0, 1)])),
        [
            ["P0 要 2 位评委，可以评的只有 J0。", "要么放开 J1 对 P0 的回避（same_community），要么另请一位评委。"],
            [
                "P0 should get 2 judges; free for it: J0.",
                "Let J1 judge P0 in spite of same_community, or invite another judge."
            ],
        ]
    );
    assert_eq!(told(&request(1, &[(0, 1)], 1, &[(0, 0)]))[0][0], "P0 要 1 位评委，没有一位可以评。");
    assert_eq!(
        told(&request(3, &[(0, 1), (0, 1)], 1, &[]))[0][0],
        "3 个项目（P0、P1、P2）要由 2 位评委（J0、J1）评 3 份，而他们合计最多评 2 份。"
    );
    assert_eq!(
        told(&request(2, &[(0, 9), (2, 9), (1, 9)], 1, &[]))[0],
        ["2 位评委（J1、J2）合计至少要评 3 份，而他们能评的只有 2 份。", "把 J1 的最少件数从 2 降到 1。"]
    );
    let few = judges(&request(1, &[(0, 1)], 2, &[])).unwrap_err();
    assert_eq!(few.told(Lang::Zh), ["每个项目要 2 位评委，一共只有 1 位。"]);
    assert_eq!(few.told(Lang::En), ["each proposal should get 2 judges, and there are 1."]);
}

proptest! {
    #[test]
    fn what_was_planned_passes_and_one_judge_more_does_not(
        proposals in 1_usize..6, judges_count in 2_usize..5, barred in prop::collection::vec((0_usize..6, 0_usize..5), 0..4)
    ) {
        let barred: Vec<(usize, usize)> = barred.into_iter().filter(|(p, j)| *p < proposals && *j < judges_count).collect();
        let of = request(proposals, &vec![(0, 9); judges_count], 1, &barred);
        if let Ok(planned) = judges(&of) {
            prop_assert_eq!(&edited(&of, &planned.pairs), &Ok(planned.clone()));
            let more: Vec<Pair> = (0..judges_count).map(|j| Pair { proposal: "P0".into(), judge: format!("J{j}") }).collect();
            let mut changed = planned.pairs.clone();
            changed.extend(more.into_iter().filter(|pair| !planned.pairs.contains(pair)));
            prop_assert!(edited(&of, &changed).is_err());
        }
    }
}
