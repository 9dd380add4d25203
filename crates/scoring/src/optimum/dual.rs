//! Prices for the limits that couple the classes, so that the bound they give is as low as can be found quickly.
//!
//! The bound is convex in the prices. For a given price of the budget the other prices are improved one by one, each to its
//! exact minimum; the price of the budget itself is found by golden section. Any prices give a true bound, so nothing here
//! has to be perfect.

use super::model::{Alternative, Model, Wide};

/// One unit of value, in units of a price.
pub(super) const SCALE: Wide = 1 << 30;

/// A price for each limit, none below 0.
pub(super) fn prices(model: &Model) -> Vec<Wide> {
    let coupled = Coupled::of(model);
    let dearest = |a: &Alternative| {
        let cost = a.uses.first().map_or(1, |(_, cost)| *cost).max(1);
        (a.value.max(0) * SCALE / cost).saturating_add(1)
    };
    let (mut low, mut high) = (0, model.classes.iter().flatten().map(dearest).max().unwrap_or(1));
    let mut prices = vec![0; model.limits.len()];
    let narrow = (high >> 26).max(1);
    let at = |budget: Wide, prices: &mut Vec<Wide>| {
        if let Some(first) = prices.first_mut() {
            *first = budget;
        }
        coupled.improve(model, prices);
        bound(model, prices)
    };
    let inner = |low: Wide, high: Wide| (low + (high - low) * 382 / 1000, low + (high - low) * 618 / 1000);
    let (mut left, mut right) = inner(low, high);
    let (mut bound_left, mut bound_right) = (at(left, &mut prices), at(right, &mut prices));
    let mut best = (Wide::MAX, prices.clone());
    while high - low > narrow {
        if bound_left <= bound_right {
            (high, right, bound_right) = (right, left, bound_left);
            left = inner(low, high).0;
            bound_left = at(left, &mut prices);
            keep(&mut best, bound_left, &prices);
        } else {
            (low, left, bound_left) = (left, right, bound_right);
            right = inner(low, high).1;
            bound_right = at(right, &mut prices);
            keep(&mut best, bound_right, &prices);
        }
    }
    at(low, &mut prices);
    let end = bound(model, &prices);
    keep(&mut best, end, &prices);
    best.1
}

fn keep(best: &mut (Wide, Vec<Wide>), bound: Wide, prices: &[Wide]) {
    if bound < best.0 {
        *best = (bound, prices.to_vec());
    }
}

/// What an alternative is worth after the prices.
pub(super) fn worth(one: &Alternative, prices: &[Wide]) -> Wide {
    let paid: Wide = one.uses.iter().map(|(limit, amount)| prices.get(*limit).copied().unwrap_or(0) * amount).sum();
    one.value * SCALE - paid
}

/// What no choice exceeds, in units of `1 / SCALE`.
pub(super) fn bound(model: &Model, prices: &[Wide]) -> Wide {
    let held: Wide = model.limits.iter().zip(prices).map(|(limit, price)| limit * price).sum();
    let best = |class: &Vec<Alternative>| class.iter().map(|a| worth(a, prices)).max().unwrap_or(0).max(0);
    held + model.classes.iter().map(best).sum::<Wide>()
}

/// Which classes each limit touches; the budget apart.
struct Coupled(Vec<Vec<usize>>);

/// A class as one limit sees it: the worth before its price, and the use, of each alternative that could be the best.
type Seen = Vec<(Wide, Wide)>;

impl Coupled {
    fn of(model: &Model) -> Self {
        let mut found = vec![Vec::new(); model.limits.len()];
        for (class, number) in model.classes.iter().zip(0..) {
            let mut limits: Vec<usize> = class.iter().flat_map(|a| &a.uses).map(|(limit, _)| *limit).collect();
            limits.sort_unstable();
            limits.dedup();
            for limit in limits.into_iter().filter(|limit| *limit > 0) {
                if let Some(classes) = found.get_mut(limit) {
                    classes.push(number);
                }
            }
        }
        Self(found)
    }

    /// Moves each price but the budget's to where it minimises the bound, twice round.
    fn improve(&self, model: &Model, prices: &mut [Wide]) {
        for _ in 0..2 {
            for (limit, classes) in (0..).zip(&self.0).skip(1) {
                if let Some(price) = prices.get_mut(limit) {
                    *price = 0;
                }
                let seen: Vec<Seen> = classes
                    .iter()
                    .filter_map(|n| model.classes.get(*n))
                    .map(|class| see(class, limit, prices))
                    .collect();
                let found = lowest(&seen, model.limits.get(limit).copied().unwrap_or(0));
                if let Some(price) = prices.get_mut(limit) {
                    *price = found;
                }
            }
        }
    }
}

fn see(class: &[Alternative], limit: usize, prices: &[Wide]) -> Seen {
    let use_of = |a: &Alternative| a.uses.iter().find(|(l, _)| *l == limit).map_or(0, |(_, amount)| *amount);
    let mut seen: Seen = vec![(0, 0)];
    for (worth, amount) in class.iter().map(|a| (worth(a, prices), use_of(a))) {
        match seen.iter_mut().find(|(_, known)| *known == amount) {
            Some(known) => known.0 = known.0.max(worth),
            None => seen.push((worth, amount)),
        }
    }
    seen
}

/// The lowest price at which the classes use no more than the limit.
fn lowest(seen: &[Seen], limit: Wide) -> Wide {
    let used = |price: Wide| -> Wide {
        let best = |class: &Seen| class.iter().map(|(w, u)| (w - price * u, -u)).max().map_or(0, |(_, u)| -u);
        seen.iter().map(best).sum()
    };
    if used(0) <= limit {
        return 0;
    }
    let spread = seen.iter().flatten().map(|(worth, _)| worth.abs()).max().unwrap_or(0);
    let (mut low, mut high) = (0, spread.saturating_mul(2).saturating_add(1));
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if used(middle) <= limit { high = middle } else { low = middle }
    }
    high
}
