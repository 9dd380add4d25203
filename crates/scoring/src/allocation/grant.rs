//! Who asks for money, and what comes out for each: how much, what bounds it, and why not more.

use super::{AllocationRule, GroupKind};
use crate::Ratio;
use crate::optimum::Certificate;
use model::Money;
use serde::{Deserialize, Serialize};

/// One proposal in the order of award.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Its code.
    pub proposal: String,
    /// Its published final score.
    pub score: Ratio,
    /// What it asked for.
    pub asked: Money,
    /// What the panel proposed.
    pub proposed: Option<Money>,
    /// The organisation that applied.
    pub organisation: Option<String>,
    /// Its category.
    pub category: Option<String>,
    /// The community that it serves.
    pub community: Option<String>,
}

impl Candidate {
    /// Its group of that kind; without one no cap of that kind holds it.
    #[must_use]
    pub fn group(&self, by: GroupKind) -> Option<&str> {
        match by {
            GroupKind::Organisation => self.organisation.as_deref(),
            GroupKind::Category => self.category.as_deref(),
            GroupKind::Community => self.community.as_deref(),
        }
    }
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
    /// What bounds the amount.
    pub limited_by: Option<LimitedBy>,
    /// Whether it is funded.
    pub result: Outcome,
    /// Why it is not.
    pub reason: Option<Reason>,
    /// The cap that kept it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<Constraint>,
    /// The reservation that it was served from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserved_for: Option<Constraint>,
    /// What was left of the pool after this decision; reservations are decided before the rest.
    pub pool_left_fen: Money,
}

/// Whether a proposal is funded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Funded, unless an objection is upheld.
    Proposed,
    /// Next when money is freed.
    Reserve,
    /// Neither.
    NotSelected,
}

/// What bounds an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitedBy {
    /// What was asked.
    Asked,
    /// What the tier gives.
    Tier,
    /// What was asked is what the tier gives.
    Both,
    /// What the panel proposed.
    Panel,
    /// What was left of the pool.
    Pool,
    /// What the cap of a group left.
    Cap,
}

/// Why a proposal is not funded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Its score is below the pass line.
    BelowPassLine,
    /// It reaches no band.
    NoTier,
    /// The band gives it nothing: the panel proposed no amount, or a percentage came to less than a fen.
    NoAmount,
    /// What is left of the pool is less than its amount.
    DoesNotFit,
    /// The giving stopped at one before it that did not fit.
    AfterStop,
    /// Its group has what it may have.
    CapReached,
    /// It fits, but another choice is worth more.
    NotInOptimum,
}

/// What may stand in the way of an award.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// The pool.
    Pool,
    /// A group's cap or reservation.
    Group {
        /// The kind of group.
        by: GroupKind,
        /// Which one.
        group: String,
    },
}

/// A constraint that kept somebody out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The constraint.
    pub constraint: Constraint,
    /// Whom it kept out, in the order of award.
    pub proposals: Vec<String>,
}

/// How a pool was given away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// What came out for each, in the order of award.
    pub grants: Vec<Grant>,
    /// What is left of the pool.
    pub left_fen: Money,
    /// Who moves up when money is freed, in order.
    pub reserves: Vec<String>,
    /// The constraints that kept somebody out.
    pub binding: Vec<Binding>,
    /// The reservations that could not be filled, with how many awards are missing.
    pub unfilled: Vec<(Constraint, u32)>,
    /// For an optimum the total of scores in ten-thousandths of a point, what it can be at most, and the gap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
}

impl Allocation {
    /// Sums up the grants of a pool under a rule.
    pub(super) fn of(grants: Vec<Grant>, candidates: &[Candidate], rule: &AllocationRule, pool: Money) -> Self {
        let spent: Money = grants.iter().filter_map(Grant::awarded).sum();
        let reserves = grants.iter().filter(|g| g.result == Outcome::Reserve).map(|g| g.proposal.clone()).collect();
        let mut binding: Vec<Binding> = Vec::new();
        for grant in &grants {
            let pool = (grant.reason == Some(Reason::DoesNotFit)).then_some(Constraint::Pool);
            let Some(constraint) = grant.held_by.clone().or(pool) else { continue };
            match binding.iter_mut().find(|known| known.constraint == constraint) {
                Some(known) => known.proposals.push(grant.proposal.clone()),
                None => binding.push(Binding { constraint, proposals: vec![grant.proposal.clone()] }),
            }
        }
        let mut unfilled = Vec::new();
        for one in &rule.reservations {
            let funded = candidates
                .iter()
                .zip(&grants)
                .filter(|(c, g)| g.result == Outcome::Proposed && c.group(one.by) == Some(one.group.as_str()));
            let short = one.awards.saturating_sub(u32::try_from(funded.count()).unwrap_or(u32::MAX));
            if short > 0 {
                unfilled.push((Constraint::Group { by: one.by, group: one.group.clone() }, short));
            }
        }
        Self { grants, left_fen: pool.minus(spent), reserves, binding, unfilled, certificate: None }
    }

    /// What was given away.
    #[must_use]
    pub fn spent(&self) -> Money {
        self.grants.iter().filter_map(Grant::awarded).sum()
    }

    /// How many are funded.
    #[must_use]
    pub fn funded(&self) -> usize {
        self.grants.iter().filter(|g| g.result == Outcome::Proposed).count()
    }
}

impl Grant {
    /// What it gets, if it is funded.
    #[must_use]
    pub fn awarded(&self) -> Option<Money> {
        self.amount_fen.filter(|_| self.result == Outcome::Proposed)
    }
}
