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
    /// A sum or a Borda count over panels of different sizes, where an absent judge would count as a zero.
    #[error("{} has {} sheets and {} has {}; their sums cannot be compared", first.0, first.1, second.0, second.1)]
    PanelsDiffer {
        /// One proposal and how many sheets it has.
        first: (String, usize),
        /// Another one.
        second: (String, usize),
    },
    /// The judges fall into groups that share no proposal.
    #[error("no chain of shared proposals joins the judges {groups:?}")]
    Disconnected {
        /// The groups of judges.
        groups: Vec<Vec<String>>,
    },
    /// The mean of a room is 0, so that nothing can be brought into proportion to it.
    #[error("the mean of room {room} is 0")]
    RoomMeanZero {
        /// The room.
        room: String,
    },
    /// What a component counts was not handed in for a proposal.
    #[error("nothing was handed in for {component} of {proposal}")]
    Missing {
        /// The component.
        component: String,
        /// The proposal.
        proposal: String,
    },
    /// The figures have more digits than the exact arithmetic holds.
    #[error("the figures of {proposal} have too many digits")]
    TooManyDigits {
        /// The proposal.
        proposal: String,
    },
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
            Self::PanelsDiffer { .. } => "panels_differ",
            Self::Disconnected { .. } => "judges_not_connected",
            Self::RoomMeanZero { .. } => "room_mean_zero",
            Self::Missing { .. } => "nothing_handed_in",
            Self::TooManyDigits { .. } => "too_many_digits",
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
            Self::PanelsDiffer { first, second } => json!({ "first": first, "second": second }),
            Self::Disconnected { groups } => json!({ "groups": groups }),
            Self::RoomMeanZero { room } => json!({ "room": room }),
            Self::Missing { component, proposal } => json!({ "component": component, "proposal": proposal }),
            Self::TooManyDigits { proposal } => json!({ "proposal": proposal }),
        }
    }
}
