//! Who gets how much out of a pool: down the order of award, each the smaller of what was asked and what the tier gives.

use crate::Ratio;
use model::Money;
use model::rules::{AwardRules, OnMisfit, Tier};
use serde::{Deserialize, Serialize};

/// One proposal in the order of award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its code.
    pub proposal: String,
    /// Its published final score.
    pub score: Ratio,
    /// What it asked for.
    pub asked: Money,
}

/// What came out for one proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Its code.
    pub proposal: String,
    /// Its tier.
    pub tier: Option<String>,
    /// What it asked for.
    pub asked_fen: Money,
    /// What it gets, or would get as a reserve.
    pub amount_fen: Option<Money>,
    /// What bounds the amount: `asked`, `tier`, `both` or `pool`.
    pub limited_by: Option<String>,
    /// `proposed`, `reserve` or `not_selected`.
    pub result: String,
    /// Why it is not proposed: `does_not_fit` or `below_pass_line`.
    pub reason: Option<String>,
    /// What is left of the pool afterwards.
    pub pool_left_fen: Money,
}

/// Gives the pool away, in the order of award.
#[must_use]
pub fn allocate(candidates: &[Candidate], tiers: &[Tier], rule: &AwardRules, pool: Money) -> Vec<Grant> {
    let (mut left, mut stopped) = (pool, false);
    let mut grants = Vec::with_capacity(candidates.len());
    for one in candidates {
        let grant = give(one, tiers, rule, left, stopped);
        if grant.result == "proposed" {
            left = left.minus(grant.amount_fen.unwrap_or_default());
        }
        stopped |= grant.result == "reserve" && rule.on_misfit == OnMisfit::Stop;
        grants.push(Grant { pool_left_fen: left, ..grant });
    }
    grants
}

/// The tiers that a score reaches, best first; the bounds are inclusive.
fn reached(score: Ratio, tiers: &[Tier]) -> Vec<&Tier> {
    let mut reached: Vec<&Tier> = tiers.iter().filter(|t| score >= Ratio::of(t.from)).collect();
    reached.sort_by_key(|tier| std::cmp::Reverse(tier.from));
    reached
}

fn give(one: &Candidate, tiers: &[Tier], rule: &AwardRules, left: Money, stopped: bool) -> Grant {
    let none = Grant {
        proposal: one.proposal.clone(),
        tier: None,
        asked_fen: one.asked,
        amount_fen: None,
        limited_by: None,
        result: "not_selected".into(),
        reason: Some("below_pass_line".into()),
        pool_left_fen: left,
    };
    let reached = reached(one.score, tiers);
    let Some(tier) = reached.first().filter(|_| one.score >= Ratio::of(rule.pass)) else {
        return none;
    };
    let full = within(one, tier, &none);
    let fits = full.amount_fen.is_some_and(|amount| amount <= left);
    match rule.on_misfit {
        _ if fits && !stopped => full,
        OnMisfit::Downgrade => {
            let lower = reached
                .iter()
                .skip(1)
                .map(|tier| within(one, tier, &none))
                .find(|g| g.amount_fen.is_some_and(|a| a <= left));
            lower.unwrap_or_else(|| reserve(full))
        }
        OnMisfit::Part if left > Money::ZERO => {
            Grant { amount_fen: Some(left), limited_by: Some("pool".into()), ..full }
        }
        OnMisfit::Skip | OnMisfit::Stop | OnMisfit::Part => reserve(full),
    }
}

fn within(one: &Candidate, tier: &Tier, none: &Grant) -> Grant {
    let limited_by = match one.asked.cmp(&tier.fen) {
        std::cmp::Ordering::Less => "asked",
        std::cmp::Ordering::Equal => "both",
        std::cmp::Ordering::Greater => "tier",
    };
    Grant {
        tier: Some(tier.name.clone()),
        amount_fen: Some(one.asked.min(tier.fen)),
        limited_by: Some(limited_by.into()),
        result: "proposed".into(),
        reason: None,
        ..none.clone()
    }
}

fn reserve(grant: Grant) -> Grant {
    Grant { result: "reserve".into(), reason: Some("does_not_fit".into()), ..grant }
}
