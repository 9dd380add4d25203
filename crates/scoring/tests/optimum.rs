//! The optimum is what trying every choice finds, ties included, and its proof holds.
#![cfg(test)]

use proptest::prelude::*;
use scoring::optimum::{Choice, Item, Limit, NoneFound, Problem, STEPS, Ties, solve};

type Chosen = Vec<Option<usize>>;

/// Every choice there is; the preferred best one.
fn by_trying(problem: &Problem) -> Option<Chosen> {
    let mut all: Vec<Chosen> = vec![Vec::new()];
    for item in &problem.items {
        let options = |chosen: &Chosen| {
            let more = |n: Option<usize>| chosen.iter().copied().chain([n]).collect::<Chosen>();
            (0..item.choices.len()).map(Some).chain([None]).map(more).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(options).collect();
    }
    let kept = all.into_iter().filter(|chosen| problem.admits(chosen));
    // Choices come in the order of preference, so the first of equals is the preferred one.
    kept.fold(None, |best: Option<Chosen>, next| match best {
        Some(best) if problem.value(&best) >= problem.value(&next) => Some(best),
        _ => Some(next),
    })
}

fn item() -> impl Strategy<Value = Item> {
    let choice = (0_u64..12, 0_i64..9).prop_map(|(cost, value)| Choice { cost, value });
    let limits = prop::collection::btree_set(0_usize..5, 0..4);
    (prop::collection::vec(choice, 0..3), limits)
        .prop_map(|(choices, limits)| Item { choices, limits: limits.into_iter().collect() })
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1_u64..4).prop_map(Limit::AwardsAtMost),
        (0_u64..30).prop_map(Limit::CostAtMost),
        (0_u64..3).prop_map(Limit::AwardsAtLeast),
        Just(Limit::AwardsAtMost(1)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn nothing_is_better(budget in 0_u64..40, items in prop::collection::vec(item(), 0..8), limits in prop::collection::vec(limit(), 5)) {
        let problem = Problem { budget, items, limits };
        let found = solve(&problem, STEPS);
        match by_trying(&problem) {
            None => prop_assert_eq!(found, Err(NoneFound)),
            Some(best) => {
                let found = found.unwrap();
                prop_assert!(problem.admits(&found.chosen));
                prop_assert_eq!(found.certificate.value, problem.value(&best));
                prop_assert_eq!((found.certificate.gap, found.ties), (0, Ties::Settled));
                prop_assert_eq!(&found.chosen, &best);
            }
        }
    }

    #[test]
    fn the_budget_alone_is_spent_best(budget in 0_u64..40, mut items in prop::collection::vec(item(), 0..9)) {
        items.iter_mut().for_each(|i| i.limits.clear());
        let problem = Problem { budget, items, limits: vec![] };
        let found = solve(&problem, STEPS).unwrap();
        prop_assert_eq!(Some(found.chosen.clone()), by_trying(&problem));
        prop_assert_eq!(found.certificate.bound, problem.value(&found.chosen));
    }

    #[test]
    fn a_search_that_is_cut_short_says_so(budget in 10_u64..40, items in prop::collection::vec(item(), 6..9), steps in 0_u64..4) {
        let problem = Problem { budget, items, limits: vec![Limit::AwardsAtMost(2), Limit::AwardsAtMost(3), Limit::CostAtMost(20)] };
        let best = by_trying(&problem).map(|b| problem.value(&b)).unwrap();
        let found = solve(&problem, steps).unwrap().certificate;
        prop_assert!(found.value <= best && best <= found.bound);
        prop_assert_eq!(found.gap, found.bound - found.value);
    }
}

/// Numbers that look random and are the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// A large round: each organisation may have one award, each category so many; two categories must have some.
fn round(projects: u64, seed: u64) -> Problem {
    let (categories, organisations) = (40, 3 * projects / 5);
    let mut numbers = Numbers(seed);
    let at = |n: u64| usize::try_from(n).unwrap();
    let items = (0..projects)
        .map(|_| {
            let (cost, value) = (100_000 + 10_000 * numbers.below(91), 600_000 + 100 * numbers.below(4_001));
            let choices = vec![Choice { cost, value: i64::try_from(value).unwrap() }];
            let (category, organisation) = (numbers.below(categories), numbers.below(organisations));
            let floors = (category < 2).then(|| at(categories + organisations + category));
            Item { choices, limits: [at(category), at(categories + organisation)].into_iter().chain(floors).collect() }
        })
        .collect();
    let caps = (0..categories).map(|n| Limit::AwardsAtMost(projects / 200 + n % 7));
    let ones = (0..organisations).map(|_| Limit::AwardsAtMost(1));
    let floors = [Limit::AwardsAtLeast(projects / 250), Limit::AwardsAtLeast(1)];
    Problem { budget: projects * 70_000, items, limits: caps.chain(ones).chain(floors).collect() }
}

#[test]
fn large_rounds_are_proven() {
    for seed in 1..=3 {
        let problem = round(400, seed);
        let found = solve(&problem, STEPS).unwrap();
        assert!(problem.admits(&found.chosen), "seed {seed}");
        assert_eq!(found.certificate.gap, 0, "seed {seed}");
    }
}

/// The same round with values so fine that no two bounds are alike, and with sums of money as the limits of every other category.
fn fine(projects: u64, seed: u64, every: usize) -> Problem {
    let mut problem = round(projects, seed);
    for (item, n) in problem.items.iter_mut().zip(1..) {
        item.choices.iter_mut().for_each(|c| c.value = c.value * 1_000_000 + n * n);
    }
    for limit in problem.limits.iter_mut().take(40).step_by(every) {
        if let Limit::AwardsAtMost(most) = *limit {
            *limit = Limit::CostAtMost(most * 500_000);
        }
    }
    problem
}

/// Projects, seed, and every how many categories are limited by cost.
type Round = (u64, u64, usize);

/// Steps, value, bound, ties.
type After = (u64, i64, i64, Ties);

/// Rounds, and what is found in each after so many steps: the value and the bound, and whether ties are settled. Without a step the
/// bound is what the prices alone give. All is known to the last unit and the last step, so that another way to search shows whether it is better.
const SEARCHED: [(Round, &[After]); 5] = [
    (
        (200, 1, 40),
        &[
            (0, 44_068_900_696_788, 44_491_924_775_756, Ties::Open),
            (400, 44_068_900_696_788, 44_372_852_520_298, Ties::Open),
            (3_000, 44_068_900_696_788, 44_252_088_639_780, Ties::Open),
            (46_296, 44_213_300_707_083, 44_252_088_639_780, Ties::Open),
            (46_297, 44_213_300_707_083, 44_213_300_707_083, Ties::Settled),
        ],
    ),
    (
        (200, 2, 2),
        &[
            (0, 43_309_500_603_284, 43_448_904_482_478, Ties::Open),
            (37, 43_444_000_646_383, 43_448_904_482_478, Ties::Open),
            (38, 43_444_000_646_383, 43_444_000_646_383, Ties::Open),
            (99, 43_444_000_646_383, 43_444_000_646_383, Ties::Open),
            (100, 43_444_000_646_383, 43_444_000_646_383, Ties::Settled),
        ],
    ),
    (
        (200, 3, 1),
        &[
            (0, 47_051_500_759_941, 47_300_394_496_601, Ties::Open),
            (400, 47_051_500_759_941, 47_218_325_273_791, Ties::Open),
            (3_000, 47_141_200_752_042, 47_218_325_273_791, Ties::Open),
            (4_552, 47_200_300_735_317, 47_218_325_273_791, Ties::Open),
            (4_553, 47_200_300_735_317, 47_200_300_735_317, Ties::Settled),
        ],
    ),
    (
        (60, 5, 2),
        &[
            (0, 12_501_200_013_518, 13_161_932_575_894, Ties::Open),
            (53, 13_088_600_017_676, 13_161_932_575_894, Ties::Open),
            (54, 13_088_600_017_676, 13_088_600_017_676, Ties::Open),
            (123, 13_088_600_017_676, 13_088_600_017_676, Ties::Open),
            (124, 13_088_600_017_676, 13_088_600_017_676, Ties::Settled),
        ],
    ),
    (
        (90, 6, 40),
        &[
            (0, 17_342_100_054_754, 18_201_773_929_050, Ties::Open),
            (60, 17_342_100_054_754, 17_715_007_961_821, Ties::Open),
            (3_000, 17_417_100_048_915, 17_715_007_961_821, Ties::Open),
            (5_284, 17_667_600_052_187, 17_715_007_961_821, Ties::Open),
            (5_285, 17_667_600_052_187, 17_667_600_052_187, Ties::Settled),
        ],
    ),
];

#[test]
fn each_step_of_the_search_brings_the_value_and_the_bound_together() {
    for ((projects, seed, every), rows) in SEARCHED {
        let problem = fine(projects, seed, every);
        for (steps, value, bound, ties) in rows {
            let found = solve(&problem, *steps).unwrap();
            let shown = (found.certificate.value, found.certificate.bound, found.certificate.gap, found.ties);
            assert_eq!(shown, (*value, *bound, bound - value, *ties), "{projects} {seed} {every} after {steps}");
        }
    }
}

#[test]
fn limits_that_contradict_each_other_do_not_outbid_each_other_without_end() {
    // Two awards are owed to a group that may cost nothing, and each of its projects costs something.
    let item = |cost, value, limits: &[usize]| Item { choices: vec![Choice { cost, value }], limits: limits.to_vec() };
    let items = vec![item(4, 0, &[0, 1]), item(9, 1, &[]), item(1, 1, &[0, 1])];
    for (most, least, expected) in [
        (0, 2, Err(NoneFound)),
        (4, 2, Err(NoneFound)),
        (5, 2, Ok(vec![Some(0), None, Some(0)])),
        (0, 0, Ok(vec![None, Some(0), None])),
    ] {
        let limits = vec![Limit::CostAtMost(most), Limit::AwardsAtLeast(least)];
        let problem = Problem { budget: 9, items: items.clone(), limits };
        assert_eq!(solve(&problem, STEPS).map(|found| found.chosen), expected, "{most} {least}");
    }
}
