//! The budget alone: a dynamic programme over a common unit of cost, from the last rank to the first.

use super::Problem;

/// How many cells the table may have; one byte each.
const CELLS: usize = 48_000_000;

/// The preferred best choice, or `None` where there are limits or the table would be too large.
pub(super) fn solve(problem: &Problem) -> Option<Vec<Option<usize>>> {
    let fits = |limit: &super::Limit| !matches!(limit, super::Limit::AwardsAtLeast(0));
    if problem.limits.iter().any(fits) || problem.items.iter().any(|item| item.choices.len() > 254) {
        return None;
    }
    let costs = problem.items.iter().flat_map(|item| &item.choices).map(|choice| choice.cost);
    let total =
        problem.items.iter().filter_map(|i| i.choices.iter().map(|c| c.cost).max()).fold(0, u64::saturating_add);
    let unit = costs.fold(0, gcd).max(1);
    let width = usize::try_from(problem.budget.min(total) / unit).ok()?.checked_add(1)?;
    if width.checked_mul(problem.items.len())? > CELLS {
        return None;
    }
    let mut best = vec![0_i64; width];
    let mut table: Vec<Vec<u8>> = Vec::with_capacity(problem.items.len());
    for item in problem.items.iter().rev() {
        let (next, row) = row(item, &best, unit);
        best = next;
        table.push(row);
    }
    let mut left = width.checked_sub(1)?;
    let mut chosen = Vec::with_capacity(problem.items.len());
    for (item, row) in problem.items.iter().zip(table.iter().rev()) {
        let number = row.get(left).copied().filter(|n| *n != NONE).map(usize::from);
        let choice = number.and_then(|n| item.choices.get(n));
        left = left.saturating_sub(choice.map_or(0, |c| steps(c.cost, unit)));
        chosen.push(number);
    }
    Some(chosen)
}

const NONE: u8 = u8::MAX;

/// For every sum the best value with this item and all after it, and which choice reaches it; the preferred of equals.
fn row(item: &super::Item, after: &[i64], unit: u64) -> (Vec<i64>, Vec<u8>) {
    let (mut best, mut taken) = (after.to_vec(), vec![NONE; after.len()]);
    for (choice, number) in item.choices.iter().zip(0_u8..).collect::<Vec<_>>().into_iter().rev() {
        let cost = steps(choice.cost, unit);
        let cells = best.iter_mut().zip(&mut taken).skip(cost);
        for ((value, mark), before) in cells.zip(after) {
            let new = before.saturating_add(choice.value);
            if new >= *value {
                (*value, *mark) = (new, number);
            }
        }
    }
    (best, taken)
}

fn steps(cost: u64, unit: u64) -> usize {
    usize::try_from(cost / unit).unwrap_or(usize::MAX)
}

/// The greatest number that divides both.
pub(crate) const fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
