//! Judging by comparison: who of two is the better one, instead of marks.
//!
//! [`bradley_terry`] weighs all comparisons at once and trusts every judge alike; [`Crowd`] goes along with an evening, learns whom to trust, and says which pair to ask for next.
//! Both are statistics and say so: they hold real numbers, and nothing official is ranked by them unless a round's rules declare it.

mod bradley_terry;
mod crowd;
mod gain;

pub use bradley_terry::{Prior, Strength, bradley_terry};
pub use crowd::{Belief, Crowd, Settings, Trust};

use serde::{Deserialize, Serialize};

/// One comparison: a judge found the one better than the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The better one's code.
    pub winner: String,
    /// The other's code.
    pub loser: String,
}

/// What cannot be weighed, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairwiseError {
    /// An item or a judge is named twice.
    #[error("{code} is named twice")]
    Duplicate {
        /// The code.
        code: String,
    },
    /// A comparison names what does not take part.
    #[error("{code} does not take part")]
    Unknown {
        /// The code.
        code: String,
    },
    /// Something is compared with itself.
    #[error("{code} is compared with itself")]
    WithItself {
        /// The code.
        code: String,
    },
    /// No chain of wins leads from each to each, so that some strengths have no end (Ford 1957); a prior gives them one.
    #[error("no chain of wins joins the groups {groups:?}")]
    NotConnected {
        /// The groups within which chains lead from each to each.
        groups: Vec<Vec<String>>,
    },
    /// The iteration did not come to rest.
    #[error("the strengths did not come to rest in {iterations} iterations")]
    NotConverged {
        /// How many iterations there were.
        iterations: u32,
    },
}
