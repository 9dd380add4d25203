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
