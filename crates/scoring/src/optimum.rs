//! The choice of projects with the greatest total value under a budget and limits for groups, with a proof.
//!
//! With the budget alone a dynamic programme over a common unit of cost is exact (Bellman 1957), where it is small enough.
//! Otherwise limits that couple many projects are priced (Lagrangian relaxation, Geoffrion 1974); groups that may have one award
//! keep their best choice. The prices give an upper bound, and every better choice differs from the priced one by deviations
//! whose losses add up to no more than what separates the bound from the best known value: these are searched through.
//! All arithmetic is on whole numbers, so the bound is exact. A limit on the steps ends a search that would take too long;
//! then the gap says what is not proven.

mod dual;
mod model;
mod search;
mod start;
mod table;

pub(crate) use table::gcd;

use model::Model;
use serde::{Deserialize, Serialize};

/// One thing that a project can get, for instance a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What it costs, in any unit.
    pub cost: u64,
    /// What it is worth.
    pub value: i64,
}

/// A project: at most one of its choices is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// What it can get, the preferred first.
    pub choices: Vec<Choice>,
    /// The limits that it counts in, by their place in [`Problem::limits`].
    pub limits: Vec<usize>,
}

/// A limit for a group of projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// So many awards at most.
    AwardsAtMost(u64),
    /// So much cost at most.
    CostAtMost(u64),
    /// So many awards at least.
    AwardsAtLeast(u64),
}

/// What is to be chosen from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problem {
    /// What may be spent.
    pub budget: u64,
    /// The projects, the best rank first.
    pub items: Vec<Item>,
    /// The limits.
    pub limits: Vec<Limit>,
}

/// What was reached, and what cannot be exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The total value of the choice.
    pub value: i64,
    /// What no choice exceeds.
    pub bound: i64,
    /// The difference; 0 is a proof.
    pub gap: i64,
}

impl Certificate {
    const fn new(value: i64, bound: i64) -> Self {
        let bound = if bound < value { value } else { bound };
        Self { value, bound, gap: bound.saturating_sub(value) }
    }
}

/// Whether the preferred one of several best choices is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// It is: of two best choices the one is preferred that gives more to the best-ranked project in which they differ.
    Settled,
    /// The steps ran out before; this is one of the best.
    Open,
}

/// The best choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Optimum {
    /// For each item the place of what it gets, or `None`.
    pub chosen: Vec<Option<usize>>,
    /// Its value and the proof.
    pub certificate: Certificate,
    /// Whether it is the preferred of all best ones.
    pub ties: Ties,
}

/// Nothing was found that keeps every limit: what is asked for at least cannot be had, or not within the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no choice was found that gives every group what it must have at least")]
pub struct NoneFound;

/// As many steps as about a second allows.
pub const STEPS: u64 = 1_500_000;

/// Finds the best choice in at most so many steps (see [`STEPS`]).
///
/// ```
/// use scoring::optimum::{Choice, Item, Problem, STEPS, solve};
/// let item = |cost, value| Item { choices: vec![Choice { cost, value }], limits: vec![] };
/// let problem = Problem { budget: 10, items: vec![item(6, 9), item(5, 7), item(5, 7)], limits: vec![] };
/// let best = solve(&problem, STEPS).unwrap();
/// assert_eq!(best.chosen, [None, Some(0), Some(0)]);
/// assert_eq!((best.certificate.value, best.certificate.gap), (14, 0));
/// ```
///
/// # Errors
/// [`NoneFound`].
pub fn solve(problem: &Problem, steps: u64) -> Result<Optimum, NoneFound> {
    if let Some(chosen) = table::solve(problem) {
        let value = problem.value(&chosen);
        return Ok(Optimum { chosen, certificate: Certificate::new(value, value), ties: Ties::Settled });
    }
    let model = Model::of(problem);
    let prices = dual::prices(&model);
    search::search(problem, &model, &prices, steps)
}

impl Problem {
    /// The total value of a choice.
    #[must_use]
    pub fn value(&self, chosen: &[Option<usize>]) -> i64 {
        self.taken(chosen).map(|(_, choice)| choice.value).fold(0, i64::saturating_add)
    }

    /// The total cost of a choice.
    #[must_use]
    pub fn cost(&self, chosen: &[Option<usize>]) -> u64 {
        self.taken(chosen).map(|(_, choice)| choice.cost).fold(0, u64::saturating_add)
    }

    fn taken<'a>(&'a self, chosen: &'a [Option<usize>]) -> impl Iterator<Item = (&'a Item, &'a Choice)> {
        let choice = |item: &'a Item, n: &Option<usize>| n.and_then(|n| item.choices.get(n)).map(|c| (item, c));
        self.items.iter().zip(chosen).filter_map(move |(item, n)| choice(item, n))
    }

    /// Whether a choice keeps the budget and every limit.
    #[must_use]
    pub fn admits(&self, chosen: &[Option<usize>]) -> bool {
        let mut held = vec![(0_u64, 0_u64); self.limits.len()];
        for (item, choice) in self.taken(chosen) {
            for limit in &item.limits {
                if let Some((awards, cost)) = held.get_mut(*limit) {
                    *awards = awards.saturating_add(1);
                    *cost = cost.saturating_add(choice.cost);
                }
            }
        }
        let kept = |(limit, (awards, cost)): (&Limit, (u64, u64))| match *limit {
            Limit::AwardsAtMost(most) => awards <= most,
            Limit::CostAtMost(most) => cost <= most,
            Limit::AwardsAtLeast(least) => awards >= least,
        };
        self.cost(chosen) <= self.budget && self.limits.iter().zip(held).all(kept)
    }
}
