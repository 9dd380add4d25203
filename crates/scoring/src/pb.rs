//! Participatory budgeting: residents vote on projects that share one budget; the file format of Pabulib and the usual rules, exactly.
//!
//! Every tie goes to the smaller id in byte order, the greedy rules included.

mod amount;
mod cells;
mod completion;
mod equal_shares;
mod greedy;
mod optimal;
mod phragmen;
mod poll;
mod read;
mod representation;
mod whole;
mod write;

pub use amount::Places;
pub use read::{FileError, read};
pub use representation::{Representation, represent};
pub use write::write;

use crate::optimum::Certificate;
use serde::{Deserialize, Serialize};

/// A vote on projects that share one budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    /// What the file says about itself, in its order.
    pub meta: Vec<(String, String)>,
    /// How residents voted.
    pub kind: VoteKind,
    /// The budget, in the smallest unit that the file writes.
    pub budget: u64,
    /// How many decimals an amount has.
    pub money: Places,
    /// How many decimals a point has.
    pub points: Places,
    /// The projects in the order of the file.
    pub projects: Vec<Project>,
    /// The ballots in the order of the file.
    pub voters: Vec<Voter>,
    /// What looks odd and changes nothing: a count that is not what the file announces.
    pub warnings: Vec<String>,
}

/// How residents voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteKind {
    /// They named projects.
    Approval,
    /// They gave points to projects.
    Cumulative,
    /// They put projects into order; the first is worth `max_length` points, each next one less.
    Ordinal,
}

/// One project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Its id.
    pub id: String,
    /// Its cost, in the smallest unit that the file writes.
    pub cost: u64,
    /// Whether the city funded it; `None` where the file does not say.
    pub selected: Option<bool>,
    /// The other columns, by name, in the order of the file.
    pub rest: Vec<(String, String)>,
}

/// One ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voter {
    /// The voter's number.
    pub id: String,
    /// The projects by their place in [`Election::projects`], with what each gets: 1 by approval, else points.
    pub choices: Vec<(usize, i64)>,
    /// The other columns, by name, in the order of the file.
    pub rest: Vec<(String, String)>,
}

/// How the budget is given away, a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PbRule {
    /// By score; what no longer fits is skipped.
    GreedySkip,
    /// By score, up to the first that does not fit.
    GreedyStop,
    /// The Method of Equal Shares (Peters and Skowron, 2020) with cost as utility.
    EqualShares(Completion),
    /// Phragmén's sequential rule (1894; for budgets Los, Christoff and Grossi, 2022).
    Phragmen,
    /// The greatest total score, proven.
    Optimal,
}

/// What is done with the money that Equal Shares leaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completion {
    /// Nothing.
    #[default]
    None,
    /// Every voter gets one unit of money more, again and again, as long as the outcome stays within the budget.
    Add1,
    /// What is left is given away by score, skipping what does not fit.
    Greedy,
}

/// Who is funded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The funded, by their place in [`Election::projects`], in the order of selection.
    pub selected: Vec<usize>,
    /// All others, the best score first, with the reason.
    pub skipped: Vec<(usize, Why)>,
    /// For the optimum: its value, what it can be at most, and the gap.
    pub proof: Option<Certificate>,
}

/// Why a project is not funded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It costs more than was left.
    DoesNotFit,
    /// The rule had stopped before it came to it.
    AfterStop,
    /// Nobody voted for it.
    NoSupporters,
    /// Those who voted for it could not pay for it together.
    SupportersCannotPay,
    /// It costs nothing, and so is worth nothing where the cost is the utility.
    NoUtility,
    /// Another choice of projects has a higher total.
    NotInOptimum,
}

/// Why a rule cannot be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PbError {
    /// The rule needs approval ballots.
    #[error("this rule needs approval ballots, and the file holds others; use greedy-skip, greedy-stop or optimal")]
    NeedsApproval,
}

impl Election {
    /// The score of each project, in the order of [`Election::projects`]: votes, or the sum of points.
    #[must_use]
    pub fn scores(&self) -> Vec<i64> {
        let mut scores = vec![0_i64; self.projects.len()];
        for (project, points) in self.voters.iter().flat_map(|v| &v.choices) {
            if let Some(score) = scores.get_mut(*project) {
                *score = score.saturating_add(*points);
            }
        }
        scores
    }

    /// What projects cost together.
    #[must_use]
    pub fn cost(&self, projects: &[usize]) -> u64 {
        let costs = projects.iter().filter_map(|p| self.projects.get(*p)).map(|p| p.cost);
        costs.fold(0, u64::saturating_add)
    }

    /// The projects' places, the best score first, ties by id.
    #[must_use]
    pub fn ranking(&self) -> Vec<usize> {
        let scores = self.scores();
        let key = |place: &usize| {
            let score = scores.get(*place).copied().unwrap_or_default();
            (std::cmp::Reverse(score), self.projects.get(*place).map(|p| p.id.as_bytes()))
        };
        let mut places: Vec<usize> = (0..self.projects.len()).collect();
        places.sort_by(|a, b| key(a).cmp(&key(b)));
        places
    }
}

/// Gives the budget away.
///
/// # Errors
/// [`PbError::NeedsApproval`] where Equal Shares or Phragmén meet points or orders.
pub fn elect(election: &Election, rule: PbRule) -> Result<Selection, PbError> {
    match rule {
        PbRule::GreedySkip => Ok(greedy::skip(election)),
        PbRule::GreedyStop => Ok(greedy::stop(election)),
        PbRule::EqualShares(_) | PbRule::Phragmen if election.kind != VoteKind::Approval => Err(PbError::NeedsApproval),
        PbRule::EqualShares(completion) => Ok(completion::equal_shares(election, completion)),
        PbRule::Phragmen => Ok(phragmen::phragmen(election)),
        PbRule::Optimal => Ok(optimal::optimal(election)),
    }
}
