//! A first choice, so that the search knows what it must beat: down an order, whatever fits.

use super::{Limit, Problem};

/// Takes items in the order given, each with its first choice that fits: those that a group must still have before all others.
pub(super) fn greedy(problem: &Problem, order: &[usize]) -> Vec<Option<usize>> {
    let mut chosen = vec![None; problem.items.len()];
    let mut held =
        Held { left: problem.budget, awards: vec![0; problem.limits.len()], cost: vec![0; problem.limits.len()] };
    for owed_only in [true, false] {
        for number in order {
            let Some(item) = problem.items.get(*number) else { continue };
            let Some(slot) = chosen.get_mut(*number) else { continue };
            if slot.is_some() || (owed_only && !held.owes(problem, item)) {
                continue;
            }
            let fitting = item.choices.iter().position(|c| c.value >= 0 && held.admits(problem, item, c.cost));
            let must = || item.choices.iter().position(|c| held.admits(problem, item, c.cost));
            *slot = if owed_only { must() } else { fitting };
            let cost = slot.and_then(|n| item.choices.get(n)).map(|c| c.cost);
            if let Some(cost) = cost {
                held.take(item, cost);
            }
        }
    }
    chosen
}

struct Held {
    left: u64,
    awards: Vec<u64>,
    cost: Vec<u64>,
}

impl Held {
    fn of(&self, limit: usize) -> (u64, u64) {
        (self.awards.get(limit).copied().unwrap_or(0), self.cost.get(limit).copied().unwrap_or(0))
    }

    fn owes(&self, problem: &Problem, item: &super::Item) -> bool {
        item.limits
            .iter()
            .any(|n| matches!(problem.limits.get(*n), Some(Limit::AwardsAtLeast(least)) if self.of(*n).0 < *least))
    }

    fn admits(&self, problem: &Problem, item: &super::Item, cost: u64) -> bool {
        cost <= self.left
            && item.limits.iter().all(|n| match problem.limits.get(*n) {
                Some(Limit::AwardsAtMost(most)) => self.of(*n).0 < *most,
                Some(Limit::CostAtMost(most)) => self.of(*n).1.saturating_add(cost) <= *most,
                _ => true,
            })
    }

    fn take(&mut self, item: &super::Item, cost: u64) {
        self.left = self.left.saturating_sub(cost);
        for limit in &item.limits {
            if let Some(awards) = self.awards.get_mut(*limit) {
                *awards = awards.saturating_add(1);
            }
            if let Some(sum) = self.cost.get_mut(*limit) {
                *sum = sum.saturating_add(cost);
            }
        }
    }
}
