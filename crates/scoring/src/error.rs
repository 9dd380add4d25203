//! What cannot be scored, and why.

use serde_json::{Value, json};

/// What cannot be scored, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoringError {
    /// A mark is off the step of the rubric.
    #[error("the mark for {criterion} is not on the step {step}")]
    OffStep {
        /// The criterion.
        criterion: String,
        /// The step.
        step: String,
    },
    /// A mark is below nothing or above the maximum.
    #[error("the mark for {criterion} is outside 0..{max}")]
    OutOfRange {
        /// The criterion.
        criterion: String,
        /// The maximum.
        max: i64,
    },
    /// The sheet names other criteria than the rubric.
    #[error("the sheet must mark exactly the criteria {expected:?}")]
    OtherCriteria {
        /// Those of the rubric.
        expected: Vec<String>,
    },
    /// Fewer sheets or ballots than the quorum.
    #[error("{given} of at least {needed}")]
    TooFew {
        /// How many there are.
        given: usize,
        /// How many there must be.
        needed: i64,
    },
    /// Lots cannot be drawn so.
    #[error(transparent)]
    Draw(#[from] crate::draw::DrawError),
    /// Judges cannot be assigned so.
    #[error(transparent)]
    Assignment(#[from] crate::assign::AssignmentError),
}

impl ScoringError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OffStep { .. } => "mark_not_on_step",
            Self::OutOfRange { .. } => "mark_out_of_range",
            Self::OtherCriteria { .. } => "criteria_differ",
            Self::TooFew { .. } => "below_quorum",
            Self::Draw(e) => e.code(),
            Self::Assignment(e) => e.code(),
        }
    }

    /// The figures that show it.
    #[must_use]
    pub fn facts(&self) -> Value {
        match self {
            Self::OffStep { criterion, step } => json!({ "criterion": criterion, "step": step }),
            Self::OutOfRange { criterion, max } => json!({ "criterion": criterion, "max": max }),
            Self::OtherCriteria { expected } => json!({ "expected": expected }),
            Self::TooFew { given, needed } => json!({ "given": given, "needed": needed }),
            Self::Draw(e) => e.facts(),
            Self::Assignment(e) => e.facts(),
        }
    }
}
