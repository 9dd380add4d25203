//! The problem as the search sees it: classes of which one alternative at most is taken, and limits that couple them.

use super::table::gcd;
use super::{Item, Limit, Problem};
use std::collections::BTreeMap;

/// Wide enough for values times prices.
pub(super) type Wide = i128;

/// One alternative of a class.
#[derive(Debug, Clone)]
pub(super) struct Alternative {
    pub(super) item: usize,
    pub(super) choice: usize,
    pub(super) value: Wide,
    /// How much of which limit it uses; limit 0 is the budget. What must be had at least is used negatively.
    pub(super) uses: Vec<(usize, Wide)>,
}

/// Classes, and limits of the form: the sum of the uses is at most this.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) classes: Vec<Vec<Alternative>>,
    pub(super) limits: Vec<Wide>,
    /// One unit of value in the model, in units of the problem.
    pub(super) unit: i64,
}

impl Model {
    pub(super) fn of(problem: &Problem) -> Self {
        let members = members(problem);
        let single = |n: usize| matches!(problem.limits.get(n), Some(Limit::AwardsAtMost(1)));
        let class_of = |item: &Item| item.limits.iter().copied().find(|n| single(*n));
        let mut homes: Vec<Option<Option<usize>>> = vec![None; problem.limits.len()];
        for item in &problem.items {
            for limit in &item.limits {
                if let Some(home) = homes.get_mut(*limit) {
                    let same = home.is_none_or(|known| known == class_of(item));
                    *home = Some(if same { class_of(item) } else { None });
                }
            }
        }
        let holds_itself = |n: usize| homes.get(n).copied().flatten().flatten() == Some(n);
        let mut limits = vec![Wide::from(problem.budget)];
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, limit) in (0..).zip(&problem.limits) {
            let group = members.get(number).copied().unwrap_or_default();
            if !holds_itself(number) && can_bind(*limit, group) {
                places.insert(number, limits.len());
                limits.push(match *limit {
                    Limit::AwardsAtMost(most) | Limit::CostAtMost(most) => Wide::from(most),
                    Limit::AwardsAtLeast(least) => -Wide::from(least),
                });
            }
        }
        let all = problem.items.iter().flat_map(|item| &item.choices);
        let unit = all.clone().map(|c| c.value.unsigned_abs()).fold(0, gcd).max(1);
        let unit = i64::try_from(unit).unwrap_or(1);
        let coin = Wide::from(all.map(|c| c.cost).fold(0, gcd).max(1));
        if let Some(budget) = limits.first_mut() {
            *budget /= coin;
        }
        let mut classes: BTreeMap<(Option<usize>, usize), Vec<Alternative>> = BTreeMap::new();
        for (item, number) in problem.items.iter().zip(0..) {
            let home = class_of(item);
            let key = (home, if home.is_some() { 0 } else { number });
            let class = classes.entry(key).or_default();
            let fitting = item.choices.iter().zip(0..).filter(|(c, _)| c.cost <= problem.budget);
            class.extend(fitting.map(|(c, choice)| Alternative {
                item: number,
                choice,
                value: Wide::from(c.value / unit),
                uses: uses(problem, item, c.cost, (&places, coin)),
            }));
        }
        Self { classes: classes.into_values().collect(), limits, unit }
    }
}

/// How many items count in each limit, and the most that they cost together.
fn members(problem: &Problem) -> Vec<(u64, u64)> {
    let mut found = vec![(0_u64, 0_u64); problem.limits.len()];
    for item in &problem.items {
        let dearest = item.choices.iter().map(|c| c.cost).max().unwrap_or(0);
        for limit in &item.limits {
            if let Some((count, cost)) = found.get_mut(*limit) {
                *count = count.saturating_add(1);
                *cost = cost.saturating_add(dearest);
            }
        }
    }
    found
}

const fn can_bind(limit: Limit, group: (u64, u64)) -> bool {
    match limit {
        Limit::AwardsAtMost(most) => group.0 > most,
        Limit::CostAtMost(most) => group.1 > most,
        Limit::AwardsAtLeast(least) => least > 0,
    }
}

fn uses(problem: &Problem, item: &Item, cost: u64, how: (&BTreeMap<usize, usize>, Wide)) -> Vec<(usize, Wide)> {
    let (places, coin) = how;
    let mut found = vec![(0, Wide::from(cost) / coin)];
    for limit in &item.limits {
        let use_of = match problem.limits.get(*limit) {
            Some(Limit::AwardsAtMost(_)) => 1,
            Some(Limit::CostAtMost(_)) => Wide::from(cost),
            Some(Limit::AwardsAtLeast(_)) => -1,
            None => continue,
        };
        found.extend(places.get(limit).map(|place| (*place, use_of)));
    }
    found
}
