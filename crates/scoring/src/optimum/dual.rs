//! Prices for the limits that couple the classes, so that the bound they give is as low as can be found quickly.
//!
//! The bound is convex in the prices. For a given price of the budget the other prices are improved one by one, each to its
//! exact minimum; the price of the budget itself is found by halving: while the priced choice costs too much, it is too low. Any prices give a true bound, so nothing here
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
    let high = model.classes.iter().flatten().map(dearest).max().unwrap_or(1);
    let mut prices = vec![0; model.limits.len()];
    let mut best = (Wide::MAX, prices.clone());
    halve(&coupled, model, (0, high, high >> 24), (&mut prices, &mut best));
    descend(&coupled, model, &mut best);
    best.1
}

/// How many steps all prices take together.
const DESCENT: usize = 160;

/// Moves all prices at once against what is over or under used (subgradients with Polyak's step, 1969), because improving
/// one by one can come to rest too early; the target is brought nearer when it is not approached.
fn descend(coupled: &Coupled, model: &Model, best: &mut (Wide, Vec<Wide>)) {
    let (mut prices, mut hope, mut since) = (best.1.clone(), best.0 >> 17, 0);
    let sizes = sizes(model);
    for _ in 0..DESCENT {
        let here = bound(model, &prices);
        if here < best.0 {
            (*best, since) = ((here, prices.clone()), 0);
        } else if since >= 12 {
            (prices, hope, since) = (best.1.clone(), hope / 2, 0);
        }
        since += 1;
        let held = held(model, &prices);
        let left: Vec<Wide> = model.limits.iter().zip(&held).map(|(limit, held)| limit - held).collect();
        let idle = |price: Wide, left: Wide| price == 0 && left >= 0;
        let moving = || prices.iter().zip(&left).zip(&sizes).filter(|((p, l), _)| !idle(**p, **l));
        let norm: Wide = moving().map(|((_, l), size)| ((l * l) << 16) / (size * size)).sum();
        let far = (here - best.0 + hope).max(0);
        if norm == 0 || far == 0 {
            break;
        }
        for ((price, left), size) in prices.iter_mut().zip(&left).zip(&sizes) {
            if !idle(*price, *left) {
                *price = (*price - ((far * left) << 16) / (size * size * norm)).max(0);
            }
        }
    }
    let mut settled = best.1.clone();
    coupled.improve(model, &mut settled);
    keep(best, bound(model, &settled), &settled);
}

/// The mean use of each limit, so that money and counts can be moved together.
fn sizes(model: &Model) -> Vec<Wide> {
    let mut sums: Vec<(Wide, Wide)> = vec![(0, 0); model.limits.len()];
    for (limit, amount) in model.classes.iter().flatten().flat_map(|a| &a.uses) {
        sums.get_mut(*limit).into_iter().for_each(|(sum, count)| (*sum, *count) = (*sum + amount.abs(), *count + 1));
    }
    sums.into_iter().map(|(sum, count)| (sum / count.max(1)).max(1)).collect()
}

/// Halves a range of prices of the budget until it is narrow; keeps the best prices met.
fn halve(coupled: &Coupled, model: &Model, range: (Wide, Wide, Wide), state: (&mut Vec<Wide>, &mut (Wide, Vec<Wide>))) {
    let ((mut low, mut high, narrow), (prices, best)) = (range, state);
    let budget = model.limits.first().copied().unwrap_or(0);
    let mut price = low;
    loop {
        prices.first_mut().into_iter().for_each(|first| *first = price);
        coupled.improve(model, prices);
        keep(best, bound(model, prices), prices);
        let spent = held(model, prices).first().copied().unwrap_or(0);
        if spent > budget {
            low = price;
        } else {
            high = price;
        }
        if high - low <= narrow.max(1) {
            return;
        }
        price = low + (high - low) / 2;
    }
}

/// What the priced choice uses of each limit.
fn held(model: &Model, prices: &[Wide]) -> Vec<Wide> {
    let mut held = vec![0; model.limits.len()];
    for class in &model.classes {
        let best = class.iter().map(|a| (worth(a, prices), a)).filter(|(worth, _)| *worth > 0).max_by_key(|(w, _)| *w);
        for (limit, amount) in best.map(|(_, a)| a.uses.as_slice()).unwrap_or_default() {
            held.get_mut(*limit).into_iter().for_each(|sum| *sum += amount);
        }
    }
    held
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

/// Which classes each limit touches, and the highest price that is worth trying.
struct Coupled {
    classes: Vec<Vec<usize>>,
    /// As much as all values together. Where limits contradict each other no price is high enough, and without an end
    /// each would outbid the other until the numbers overflow.
    highest: Wide,
}

/// A class as one limit sees it: the worth before its price, and the use, of each alternative that could be the best.
type Seen = Vec<(Wide, Wide)>;

impl Coupled {
    fn of(model: &Model) -> Self {
        let mut found = vec![Vec::new(); model.limits.len()];
        for (class, number) in model.classes.iter().zip(0..) {
            let mut limits: Vec<usize> = class.iter().flat_map(|a| &a.uses).map(|(limit, _)| *limit).collect();
            limits.sort_unstable();
            limits.dedup();
            for limit in limits {
                if let Some(classes) = found.get_mut(limit) {
                    classes.push(number);
                }
            }
        }
        let values = model.classes.iter().flatten().map(|a| a.value.abs());
        Self { classes: found, highest: SCALE * values.sum::<Wide>() }
    }

    /// Moves each price but the budget's to where it minimises the bound, twice round.
    fn improve(&self, model: &Model, prices: &mut [Wide]) {
        for _ in 0..2 {
            for (limit, classes) in (0..).zip(&self.classes).skip(1) {
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
                    *price = found.min(self.highest);
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

/// The lowest bound over the price of one limit. Where a whole range of prices gives it, the middle is taken: then no
/// alternative is worth exactly as much as another, and the priced choice uses just what the limit allows.
fn lowest(seen: &[Seen], limit: Wide) -> Wide {
    match evenly(seen) {
        Some((amount, thresholds)) if amount > 0 => middle(thresholds, limit.div_euclid(amount)),
        Some((amount, thresholds)) if amount < 0 => {
            // At least so many must take part: the others are those that may stay away.
            let away = Wide::try_from(thresholds.len()).unwrap_or(0) + limit.div_euclid(-amount);
            middle(thresholds, away)
        }
        Some(_) => 0,
        None => by_halving(seen, limit),
    }
}

/// The use that all classes have in common, and for each class the price at which it changes between that use and none.
fn evenly(seen: &[Seen]) -> Option<(Wide, Vec<Wide>)> {
    let mut amounts = seen.iter().flatten().map(|(_, amount)| *amount).filter(|amount| *amount != 0);
    let amount = amounts.next().unwrap_or(0);
    if amounts.any(|other| other != amount) {
        return None;
    }
    let of = |class: &Seen, amount: Wide| class.iter().find(|(_, u)| *u == amount).map(|(worth, _)| *worth);
    let threshold = |class: &Seen| Some((of(class, amount)? - of(class, 0)?).div_euclid(amount.max(-amount).max(1)));
    let sign = amount.signum();
    Some((amount, seen.iter().filter_map(threshold).map(|t| t * sign).collect()))
}

/// The middle of the prices below which no more than `count` thresholds lie above.
fn middle(mut thresholds: Vec<Wide>, count: Wide) -> Wide {
    thresholds.sort_unstable_by(|a, b| b.cmp(a));
    let at = |n: Wide| usize::try_from(n).ok().and_then(|n| thresholds.get(n)).copied();
    match at(count.max(0)) {
        Some(low) if low > 0 => low + at(count - 1).map_or(0, |high| (high - low) / 2),
        _ => 0,
    }
}

/// The lowest price at which the classes use no more than the limit.
fn by_halving(seen: &[Seen], limit: Wide) -> Wide {
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
