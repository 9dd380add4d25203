//! Two ways to give the same pool away, side by side: who gains and who loses.

use super::Allocation;
use model::Money;
use serde::{Deserialize, Serialize};

/// One proposal whose award differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its code.
    pub proposal: String,
    /// What it gets by the official rule; 0 where it is not funded.
    pub official_fen: Money,
    /// What it gets by the other one.
    pub here_fen: Money,
}

/// Another way to give the pool away, beside the official one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// How many are funded by the other one.
    pub funded: usize,
    /// What it gives away.
    pub spent_fen: Money,
    /// What it leaves.
    pub left_fen: Money,
    /// Whose award differs, in the official order of award.
    pub awards_that_differ: Vec<Change>,
}

impl Comparison {
    /// Who gets more by the other way.
    pub fn gains(&self) -> impl Iterator<Item = &Change> {
        self.awards_that_differ.iter().filter(|c| c.here_fen > c.official_fen)
    }

    /// Who gets less by the other way.
    pub fn losses(&self) -> impl Iterator<Item = &Change> {
        self.awards_that_differ.iter().filter(|c| c.here_fen < c.official_fen)
    }
}

/// Compares another allocation of the same candidates with the official one.
#[must_use]
pub fn compare(official: &Allocation, other: &Allocation) -> Comparison {
    let awarded = |of: &Allocation, code: &str| {
        of.grants.iter().find(|g| g.proposal == code).and_then(super::Grant::awarded).unwrap_or_default()
    };
    let only_here = other.grants.iter().filter(|g| official.grants.iter().all(|o| o.proposal != g.proposal));
    let change = |code: &String| Change {
        proposal: code.clone(),
        official_fen: awarded(official, code),
        here_fen: awarded(other, code),
    };
    let all = official.grants.iter().chain(only_here).map(|g| change(&g.proposal));
    Comparison {
        funded: other.funded(),
        spent_fen: other.spent(),
        left_fen: other.left_fen,
        awards_that_differ: all.filter(|c| c.official_fen != c.here_fen).collect(),
    }
}
