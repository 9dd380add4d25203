//! What an assignment of judges is asked for, and the checks on it.

use super::violation::AssignmentError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The highest cost of a pair: the judge knows nothing of the proposal's field.
pub const HIGHEST_COST: u32 = 1_000;

/// The most judges of a request.
pub const MOST_JUDGES: usize = 4_096;
/// The most proposals of a request.
pub const MOST_PROPOSALS: usize = 100_000;

/// What is asked for. The order of every list is without meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The proposals' codes.
    pub proposals: Vec<String>,
    /// The judges with what each of them can take.
    pub judges: Vec<Judge>,
    /// How many judges each proposal gets.
    pub per_proposal: u32,
    /// Who may not judge what, and why.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// How well a judge fits a proposal; a pair that is not named fits perfectly, and of a pair that is named twice the higher cost counts.
    #[serde(default)]
    pub fits: Vec<Fit>,
    /// The pairs of the plan that stands; a new plan keeps as many of them as can be.
    #[serde(default)]
    pub standing: Vec<Pair>,
    /// How much an even load matters beside fitness.
    #[serde(default)]
    pub balance: Balance,
    /// The words out of which a lot is drawn among plans that are otherwise equal.
    #[serde(default)]
    pub seed_parts: Vec<String>,
}

/// A judge and the load that they can take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judge {
    /// Their code.
    pub code: String,
    /// So many proposals at least.
    #[serde(default)]
    pub at_least: u32,
    /// So many proposals at most.
    pub at_most: u32,
}

/// A judge who may not judge a proposal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The proposal's code.
    pub proposal: String,
    /// The judge's code.
    pub judge: String,
    /// Why, as a code: `same_community`, `family`, ...
    pub reason: String,
}

/// How well a judge fits a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fit {
    /// The proposal's code.
    pub proposal: String,
    /// The judge's code.
    pub judge: String,
    /// From 0 (their own field) to [`HIGHEST_COST`].
    pub cost: u32,
}

/// A judge for a proposal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The proposal's code.
    pub proposal: String,
    /// The judge's code.
    pub judge: String,
}

/// How much an even load matters beside fitness, a closed set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Balance {
    /// Loads are as even as can be, and among such plans fitness decides.
    #[default]
    First,
    /// Each further proposal of a judge costs so much more than the one before, on the scale of [`Fit::cost`].
    Weighted(u16),
}

impl Request {
    /// The same with its proposals and judges in the order of their codes.
    pub(super) fn sorted(&self) -> Self {
        let mut sorted = self.clone();
        sorted.proposals.sort_unstable();
        sorted.judges.sort_unstable_by(|a, b| a.code.cmp(&b.code));
        sorted
    }

    /// Refuses what nobody could plan with.
    ///
    /// # Errors
    /// Every kind but [`AssignmentError::Infeasible`].
    pub(super) fn check(&self) -> Result<(), AssignmentError> {
        let judges: Vec<&str> = self.judges.iter().map(|j| j.code.as_str()).collect();
        let proposals: Vec<&str> = self.proposals.iter().map(String::as_str).collect();
        let (known_judges, known_proposals) = (distinct(&judges)?, distinct(&proposals)?);
        if judges.len() > MOST_JUDGES || proposals.len() > MOST_PROPOSALS {
            return Err(AssignmentError::TooLarge { proposals: proposals.len(), judges: judges.len() });
        }
        if let Some(judge) = self.judges.iter().find(|j| j.at_least > j.at_most) {
            return Err(AssignmentError::LoadsCross { judge: judge.code.clone() });
        }
        let available = judges.len();
        if !proposals.is_empty() && usize::try_from(self.per_proposal).map_or(true, |needed| needed > available) {
            return Err(AssignmentError::TooFewJudges { needed: self.per_proposal, available });
        }
        // The plan that stands may name a judge who dropped out, or a proposal that was withdrawn; nothing else may.
        let named = self.conflicts.iter().map(|c| (&c.proposal, &c.judge));
        for (proposal, judge) in named.chain(self.fits.iter().map(|f| (&f.proposal, &f.judge))) {
            let unknown = |code: &String| AssignmentError::Unknown { code: code.clone() };
            known_proposals.get(proposal.as_str()).ok_or_else(|| unknown(proposal))?;
            known_judges.get(judge.as_str()).ok_or_else(|| unknown(judge))?;
        }
        match self.fits.iter().find(|f| f.cost > HIGHEST_COST) {
            Some(fit) => Err(AssignmentError::CostTooHigh { cost: fit.cost }),
            None => Ok(()),
        }
    }
}

fn distinct<'a>(codes: &[&'a str]) -> Result<BTreeSet<&'a str>, AssignmentError> {
    let mut seen = BTreeSet::new();
    match codes.iter().find(|code| !seen.insert(**code)) {
        Some(code) => Err(AssignmentError::Duplicate { code: (*code).to_owned() }),
        None => Ok(seen),
    }
}
