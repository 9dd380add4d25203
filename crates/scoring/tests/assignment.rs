//! Assigning judges: constraints hold, wishes are met in their order, and what is infeasible names exactly what to relax.
#![cfg(test)]

use proptest::prelude::*;
use scoring::assign::{
    AssignmentError, Balance, Conflict, Fit, Judge, Pair, Plan, Relax, Request, Violation, Violator, judges,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

fn request(proposals: usize, loads: &[(u32, u32)], per_proposal: u32) -> Request {
    let judge = |(n, (at_least, at_most)): (usize, &(u32, u32))| Judge {
        code: format!("J{n}"),
        at_least: *at_least,
        at_most: *at_most,
    };
    Request {
        proposals: (0..proposals).map(|n| format!("P{n}")).collect(),
        judges: loads.iter().enumerate().map(judge).collect(),
        per_proposal,
        conflicts: Vec::new(),
        fits: Vec::new(),
        standing: Vec::new(),
        balance: Balance::First,
        seed_parts: vec!["words".into()],
    }
}

fn conflict(proposal: usize, judge: usize) -> Conflict {
    Conflict { proposal: format!("P{proposal}"), judge: format!("J{judge}"), reason: "same_community".into() }
}

fn pair(proposal: usize, judge: usize) -> Pair {
    Pair { proposal: format!("P{proposal}"), judge: format!("J{judge}") }
}

fn loads(plan: &Plan) -> Vec<u32> {
    plan.loads.iter().map(|l| l.proposals).collect()
}

fn infeasible(request: &Request) -> Violation {
    match judges(request).unwrap_err() {
        AssignmentError::Infeasible(found) => *found,
        other => panic!("{other}"),
    }
}

/// Every set of pairs that gives each proposal its judges and keeps conflicts and bounds: the slow and certain way.
fn every_plan(of: &Request) -> Vec<BTreeSet<(usize, usize)>> {
    let barred: BTreeSet<(String, String)> =
        of.conflicts.iter().map(|c| (c.proposal.clone(), c.judge.clone())).collect();
    let mut plans = vec![BTreeSet::new()];
    for p in 0..of.proposals.len() {
        let chosen = (0_u32..1 << of.judges.len()).filter(|set| set.count_ones() == of.per_proposal);
        let sets: Vec<Vec<usize>> = chosen
            .map(|set| (0..of.judges.len()).filter(|j| set & (1 << j) != 0).collect::<Vec<_>>())
            .filter(|set| set.iter().all(|j| !barred.contains(&(of.proposals[p].clone(), of.judges[*j].code.clone()))))
            .collect();
        plans = plans
            .iter()
            .flat_map(|plan| {
                sets.iter().map(move |set| plan.iter().copied().chain(set.iter().map(|j| (p, *j))).collect())
            })
            .collect();
    }
    let load = |plan: &BTreeSet<(usize, usize)>, j: usize| {
        u32::try_from(plan.iter().filter(|(_, other)| *other == j).count()).unwrap()
    };
    plans.retain(|plan| {
        of.judges.iter().enumerate().all(|(j, judge)| (judge.at_least..=judge.at_most).contains(&load(plan, j)))
    });
    plans
}

fn relaxed<'a>(request: &Request, relax: impl Iterator<Item = &'a Relax>) -> Request {
    let mut next = request.clone();
    for one in relax {
        match one {
            Relax::Conflict { proposal, judge, .. } => {
                next.conflicts.retain(|c| (&c.proposal, &c.judge) != (proposal, judge));
            }
            Relax::AtMost { judge, to, .. } => {
                next.judges.iter_mut().filter(|j| j.code == *judge).for_each(|j| j.at_most = *to);
            }
            Relax::AtLeast { judge, to, .. } => {
                next.judges.iter_mut().filter(|j| j.code == *judge).for_each(|j| j.at_least = *to);
            }
        }
    }
    next
}

/// Kept pairs lost, unevenness, unfitness: the wishes in their order.
fn wishes(of: &Request, plan: &BTreeSet<(usize, usize)>) -> (usize, u64, u64) {
    let named = |p: usize, j: usize| (of.proposals[p].clone(), of.judges[j].code.clone());
    let standing: BTreeSet<(String, String)> =
        of.standing.iter().map(|s| (s.proposal.clone(), s.judge.clone())).collect();
    let costs: BTreeMap<(String, String), u64> =
        of.fits.iter().map(|f| ((f.proposal.clone(), f.judge.clone()), u64::from(f.cost))).collect();
    let load = |j: usize| u64::try_from(plan.iter().filter(|(_, other)| *other == j).count()).unwrap();
    (
        plan.iter().filter(|(p, j)| !standing.contains(&named(*p, *j))).count(),
        (0..of.judges.len()).map(|j| load(j) * load(j)).sum(),
        plan.iter().map(|(p, j)| costs.get(&named(*p, *j)).copied().unwrap_or(0)).sum(),
    )
}

/// Into how many pieces a plan falls: labels spread along the pairs until nothing changes.
fn pieces(plan: &BTreeSet<(usize, usize)>) -> usize {
    let mut label: BTreeMap<(usize, usize), usize> = plan.iter().copied().zip(0..).collect();
    for _ in 0..plan.len() {
        for (one, other) in plan.iter().flat_map(|one| plan.iter().map(move |other| (*one, *other))) {
            if one.0 == other.0 || one.1 == other.1 {
                let low = label[&one].min(label[&other]);
                label.insert(one, low);
                label.insert(other, low);
            }
        }
    }
    label.values().collect::<BTreeSet<_>>().len()
}

fn numbered(of: &Request, plan: &Plan) -> BTreeSet<(usize, usize)> {
    let place = |pair: &Pair| {
        let p = of.proposals.iter().position(|code| *code == pair.proposal).unwrap();
        (p, of.judges.iter().position(|j| j.code == pair.judge).unwrap())
    };
    plan.pairs.iter().map(place).collect()
}

fn small() -> impl Strategy<Value = Request> {
    let size = (1_usize..=4, 1_usize..=4);
    size.prop_flat_map(|(p, j)| {
        let load = (0_u32..=3, 0_u32..=3).prop_map(|(a, b)| (a.min(b), a.max(b)));
        let cells = prop::collection::vec((0_u32..10, 0_u32..4, 0_u32..4), p * j);
        (prop::collection::vec(load, j), 1..=u32::try_from(j).unwrap(), cells).prop_map(move |(loads, k, cells)| {
            let mut made = request(p, &loads, k);
            for (n, (barred, cost, stands)) in cells.into_iter().enumerate() {
                let (row, col) = (n / j, n % j);
                made.conflicts.extend((barred < 3).then(|| conflict(row, col)));
                made.standing.extend((stands == 0).then(|| pair(row, col)));
                made.fits.push(Fit { proposal: format!("P{row}"), judge: format!("J{col}"), cost });
            }
            made
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_best_plan_is_found_or_exactly_what_to_relax(of in small()) {
        let all = every_plan(&of);
        match judges(&of) {
            Ok(plan) => {
                let found = numbered(&of, &plan);
                prop_assert!(all.contains(&found));
                let (changed, uneven, unfit) = wishes(&of, &found);
                let best = all.iter().map(|plan| wishes(&of, plan)).min().unwrap();
                prop_assert_eq!((changed, uneven), (best.0, best.1));
                // Fitness is given up for one thing only: to join pieces of a plan that would be as good but for them.
                let fittest = all.iter().filter(|plan| wishes(&of, plan) == best).map(pieces).max().unwrap();
                prop_assert!(unfit == best.2 || pieces(&found) < fittest);
                prop_assert_eq!(plan.components.len(), pieces(&found));
                prop_assert_eq!(plan.cost, unfit);
            }
            Err(AssignmentError::Infeasible(found)) => {
                prop_assert!(all.is_empty());
                prop_assert!(judges(&relaxed(&of, found.relax.iter())).is_ok());
                prop_assert!(!every_plan(&relaxed(&of, found.relax.iter())).is_empty());
                let full = (1_u32 << found.relax.len()) - 1;
                for some in 0..full {
                    let part = found.relax.iter().enumerate().filter(|(n, _)| some & (1 << n) != 0).map(|(_, r)| r);
                    prop_assert!(every_plan(&relaxed(&of, part)).is_empty());
                }
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn the_order_of_every_list_is_without_meaning(of in small()) {
        let mut turned = of.clone();
        turned.proposals.reverse();
        turned.judges.reverse();
        turned.conflicts.reverse();
        turned.fits.reverse();
        turned.standing.reverse();
        prop_assert_eq!(judges(&turned), judges(&of));
    }

    #[test]
    fn without_conflicts_loads_differ_by_one_at_most(proposals in 1_usize..30, panel in 1_u32..5, more in 0_usize..8) {
        let count = usize::try_from(panel).unwrap() + more;
        let plan = judges(&request(proposals, &vec![(0, 1_000); count], panel)).unwrap();
        let found = loads(&plan);
        prop_assert!(found.iter().max().unwrap() - found.iter().min().unwrap() <= 1);
        prop_assert_eq!(plan.pairs.len(), proposals * usize::try_from(panel).unwrap());
    }

    #[test]
    fn when_a_judge_drops_out_only_their_pairs_change(proposals in 4_usize..20, gone in 0_usize..8) {
        let mut of = request(proposals, &[(0, 1_000); 8], 3);
        of.standing = judges(&of).unwrap().pairs;
        of.judges.remove(gone);
        let lost = of.standing.iter().filter(|s| s.judge == format!("J{gone}")).count();
        prop_assert_eq!(judges(&of).unwrap().kept, of.standing.len() - lost);
    }
}

#[test]
fn a_bound_that_just_suffices_is_enough_and_one_less_is_named() {
    // Four proposals with two judges each need eight places: bounds of 2, 3, 3 are just that.
    let enough = request(4, &[(0, 2), (0, 3), (0, 3)], 2);
    assert_eq!(loads(&judges(&enough).unwrap()), [2, 3, 3]);
    let found = infeasible(&request(4, &[(0, 2), (0, 3), (0, 2)], 2));
    assert_eq!(found.relax.len(), 1);
    assert_eq!(
        found.violators,
        [Violator::TooMuch {
            proposals: vec!["P0".into(), "P1".into(), "P2".into(), "P3".into()],
            judges: vec!["J0".into(), "J1".into(), "J2".into()],
            needed: 8,
            room: 7
        }]
    );
}

#[test]
fn three_judges_for_five_proposals_are_named_in_words_and_as_data() {
    let mut of = request(5, &[(0, 2), (0, 2), (0, 9), (0, 9)], 2);
    of.conflicts = (0..5).map(|p| conflict(p, 3)).collect();
    of.judges[2].at_most = 2;
    let found = infeasible(&of);
    let raised: u32 =
        found.relax.iter().map(|r| if let Relax::AtMost { from, to, .. } = r { to - from } else { 9 }).sum();
    assert_eq!(raised, 4);
    assert_eq!(
        found.violators[0].to_string(),
        "5 proposals (P0, P1, P2, P3, P4) need 10 places with 3 judges (J0, J1, J2), who have room for 6"
    );
    let error = AssignmentError::Infeasible(Box::new(found.clone()));
    assert_eq!(error.code(), "assignment_infeasible");
    assert_eq!(error.facts(), json!({ "relax": found.relax, "violators": found.violators }));
}

#[test]
fn a_proposal_whom_nobody_may_judge_names_the_conflict_with_its_reason() {
    let mut of = request(1, &[(0, 1), (0, 1)], 2);
    of.conflicts = vec![conflict(0, 1), Conflict { reason: "family".into(), ..conflict(0, 1) }];
    let found = infeasible(&of);
    assert_eq!(
        found.to_string(),
        "no assignment: P0 should get 2 judges; free for it: J0; \
         to make one possible: let J1 judge P0 in spite of family, same_community"
    );
}

#[test]
fn judges_who_should_take_more_than_there_is_are_named() {
    let found = infeasible(&request(2, &[(0, 9), (2, 9), (1, 9)], 1));
    assert_eq!(found.violators, [Violator::TooLittle { judges: vec!["J1".into(), "J2".into()], needed: 3, open: 2 }]);
    assert_eq!(found.relax.len(), 1);
}

#[test]
fn a_weight_lets_fitness_outdo_an_even_load() {
    let mut of = request(2, &[(0, 9), (0, 9)], 1);
    of.fits = (0..2).map(|p| Fit { proposal: format!("P{p}"), judge: "J1".into(), cost: 50 }).collect();
    assert_eq!(loads(&judges(&of).unwrap()), [1, 1]);
    for (weight, expected) in [(49, [2, 0]), (51, [1, 1])] {
        of.balance = Balance::Weighted(weight);
        assert_eq!(loads(&judges(&of).unwrap()), expected);
    }
}

#[test]
fn pieces_are_joined_by_an_exchange() {
    // Fitness alone would make two pieces of two proposals and two judges each.
    let mut of = request(4, &[(0, 2); 4], 2);
    for (p, j) in (0..4).flat_map(|p| (0..4).map(move |j| (p, j))) {
        let cost = if p / 2 == j / 2 { 0 } else { 10 };
        of.fits.push(Fit { proposal: format!("P{p}"), judge: format!("J{j}"), cost });
    }
    let plan = judges(&of).unwrap();
    assert_eq!((plan.components.len(), plan.cost, loads(&plan)), (1, 20, vec![2; 4]));
    // Of all exchanges the cheapest is made.
    let across = |fit: &&mut Fit| [("P1", "J3"), ("P3", "J1")].contains(&(fit.proposal.as_str(), fit.judge.as_str()));
    of.fits.iter_mut().filter(across).for_each(|fit| fit.cost = 3);
    let plan = judges(&of).unwrap();
    assert_eq!((plan.components.len(), plan.cost), (1, 6));
    of.conflicts = (0..4)
        .flat_map(|p| (0..4).map(move |j| (p, j)))
        .filter(|(p, j)| p / 2 != j / 2)
        .map(|(p, j)| conflict(p, j))
        .collect();
    let plan = judges(&of).unwrap();
    let judged: Vec<Vec<String>> = plan.components.iter().map(|c| c.judges.clone()).collect();
    assert_eq!((judged, plan.cost), (vec![vec!["J0".to_owned(), "J1".into()], vec!["J2".into(), "J3".into()]], 0));
}

#[test]
fn what_contradicts_itself_is_refused() {
    let of = || request(2, &[(0, 2), (0, 2)], 1);
    let mut twice = of();
    twice.proposals.push("P0".into());
    let mut crossed = of();
    crossed.judges[1] = Judge { code: "J1".into(), at_least: 3, at_most: 2 };
    let mut unknown = of();
    unknown.conflicts.push(conflict(7, 0));
    let mut high = of();
    high.fits.push(Fit { proposal: "P0".into(), judge: "J1".into(), cost: 1_000 });
    assert!(judges(&high).is_ok());
    high.fits.push(Fit { proposal: "P0".into(), judge: "J0".into(), cost: 1_001 });
    for (refused, code) in [
        (twice, "assignment_code_twice"),
        (crossed, "assignment_loads_cross"),
        (unknown, "assignment_code_unknown"),
        (high, "assignment_cost_too_high"),
        (request(2, &[(0, 2), (0, 2)], 3), "assignment_too_few_judges"),
    ] {
        assert_eq!(judges(&refused).unwrap_err().code(), code);
    }
    assert_eq!(judges(&request(0, &[], 3)).unwrap().pairs, []);
    assert_eq!(judges(&request(0, &[(0, 1); 4_096], 1)).unwrap().loads.len(), 4_096);
    assert_eq!(judges(&request(0, &[(0, 1); 4_097], 1)).unwrap_err().code(), "assignment_too_large");
}
