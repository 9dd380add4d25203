//! What a pair and a load cost: wishes of falling rank, packed into one number so that they are compared like words in a dictionary.
//!
//! Each wish has bits of its own. A path of exchanges passes every judge once at most, so that within the limits of a request no wish ever runs over into the next:
//! 2 x 4,096 pairs with lots below 2^10 stay below 2^23, and so on upwards.

use super::grid::Grid;
use super::request::{Balance, Request};
use crate::draw::{Numbers, key};
use std::collections::BTreeMap;
use std::ops::{Add, Sub};

/// Keeps the lot among equal plans apart from drawings for other purposes.
const DOMAIN: &str = "assignment-v1";
/// Lots are below this.
const LOTS: u16 = 1 << 10;

/// A cost. Every wish outranks all those below it, however many of them are hurt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost(i128);

/// A wish: hurting it once costs so much. They stand from the lowest to the highest.
#[derive(Debug, Clone, Copy)]
enum Wish {
    /// The lot.
    Lot,
    /// Fitness, with the weighted load where the request wishes so.
    Fit,
    /// Even loads: the squares of the loads, added up.
    Even,
    /// Pairs of the standing plan.
    Standing,
    /// The least loads.
    AtLeast,
    /// The most loads.
    AtMost,
    /// Conflicts.
    Conflict,
}

impl Cost {
    /// A wish that is hurt so often.
    fn of(wish: Wish, times: u64) -> Self {
        let bits = match wish {
            Wish::Lot => 0,
            Wish::Fit => 26,
            Wish::Even => 62,
            Wish::Standing => 84,
            Wish::AtLeast => 100,
            Wish::AtMost => 104,
            Wish::Conflict => 108,
        };
        Self(i128::from(times) << bits)
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }
}

impl Sub for Cost {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.wrapping_sub(other.0))
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct PairPrice {
    conflict: bool,
    standing: bool,
    unfit: u32,
    lot: u16,
    /// What all this costs together.
    cost: Cost,
}

impl PairPrice {
    fn priced(mut self) -> Self {
        self.cost = Cost::of(Wish::Conflict, u64::from(self.conflict))
            + Cost::of(Wish::Standing, u64::from(!self.standing))
            + Cost::of(Wish::Fit, u64::from(self.unfit))
            + Cost::of(Wish::Lot, u64::from(self.lot));
        self
    }
}

/// What every pair and every further proposal of a judge cost.
#[derive(Debug)]
pub(super) struct Prices {
    pairs: Grid<PairPrice>,
    loads: Vec<(u32, u32)>,
    balance: Balance,
}

/// Codes by their place in the sorted list.
fn places<'a>(codes: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    codes.enumerate().map(|(n, code)| (code, n)).collect()
}

impl Prices {
    /// The prices of a request whose lists are sorted.
    pub(super) fn of(request: &Request) -> Self {
        let rows = places(request.proposals.iter().map(String::as_str));
        let cols = places(request.judges.iter().map(|j| j.code.as_str()));
        let mut pairs = drawn(request);
        let mut change = |(proposal, judge): (&String, &String), how: &dyn Fn(&mut PairPrice)| {
            if let (Some(row), Some(col)) = (rows.get(proposal.as_str()), cols.get(judge.as_str())) {
                let mut price = pairs.at(*row, *col);
                how(&mut price);
                pairs.set(*row, *col, price.priced());
            }
        };
        for fit in &request.fits {
            change((&fit.proposal, &fit.judge), &|price| price.unfit = price.unfit.max(fit.cost));
        }
        for conflict in &request.conflicts {
            change((&conflict.proposal, &conflict.judge), &|price| price.conflict = true);
        }
        for pair in &request.standing {
            change((&pair.proposal, &pair.judge), &|price| price.standing = true);
        }
        let loads = request.judges.iter().map(|j| (j.at_least, j.at_most)).collect();
        Self { pairs, loads, balance: request.balance }
    }

    /// The cost of a pair, never negative.
    pub(super) fn pair(&self, proposal: usize, judge: usize) -> Cost {
        self.pairs.at(proposal, judge).cost
    }

    /// What every judge costs for a proposal.
    pub(super) fn pairs(&self, proposal: usize) -> impl Iterator<Item = Cost> {
        self.pairs.row(proposal).iter().map(|price| price.cost)
    }

    /// The price of a judge's next proposal after so many, never negative and never falling.
    pub(super) fn next(&self, judge: usize, load: u32) -> Cost {
        let (at_least, at_most) = self.bounds(judge);
        let even = match self.balance {
            Balance::First => Cost::of(Wish::Even, u64::from(load).saturating_mul(2).saturating_add(1)),
            Balance::Weighted(weight) => Cost::of(Wish::Fit, u64::from(load).saturating_mul(u64::from(weight))),
        };
        even + Cost::of(Wish::AtMost, u64::from(load >= at_most)) + Cost::of(Wish::AtLeast, u64::from(load >= at_least))
    }

    /// Whether a judge is kept away from a proposal.
    pub(super) fn is_conflict(&self, proposal: usize, judge: usize) -> bool {
        self.pairs.at(proposal, judge).conflict
    }

    /// Whether the standing plan has the pair.
    pub(super) fn is_standing(&self, proposal: usize, judge: usize) -> bool {
        self.pairs.at(proposal, judge).standing
    }

    /// How badly a judge fits a proposal.
    pub(super) fn unfit(&self, proposal: usize, judge: usize) -> u64 {
        u64::from(self.pairs.at(proposal, judge).unfit)
    }

    /// What a judge should take at least and can take at most.
    pub(super) fn bounds(&self, judge: usize) -> (u32, u32) {
        self.loads.get(judge).copied().unwrap_or_default()
    }
}

/// A number for every pair out of the words, so that nobody is favoured for the letters of their code.
fn drawn(request: &Request) -> Grid<PairPrice> {
    let codes: Vec<String> =
        request.proposals.iter().cloned().chain(request.judges.iter().map(|j| j.code.clone())).collect();
    let mut numbers = Numbers::new(&key(DOMAIN, &request.seed_parts, &codes));
    let (rows, cols) = (request.proposals.len(), request.judges.len());
    let mut pairs = Grid::new(rows, cols);
    let mut ready = Vec::new();
    for (row, col) in (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col))) {
        if ready.is_empty() {
            let bytes = numbers.draw().to_be_bytes();
            ready.extend(bytes.as_chunks::<2>().0.iter().rev().map(|two| u16::from_be_bytes(*two) % LOTS));
        }
        let price = PairPrice { lot: ready.pop().unwrap_or_default(), ..PairPrice::default() };
        pairs.set(row, col, price.priced());
    }
    pairs
}
