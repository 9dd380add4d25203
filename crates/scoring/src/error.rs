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
            Self::Draw(e) => e.code(),
            Self::Assignment(e) => e.code(),
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
            Self::Draw(e) => e.facts(),
            Self::Assignment(e) => e.facts(),
            Self::PanelsDiffer { first, second } => json!({ "first": first, "second": second }),
            Self::Disconnected { groups } => json!({ "groups": groups }),
            Self::RoomMeanZero { room } => json!({ "room": room }),
            Self::Missing { component, proposal } => json!({ "component": component, "proposal": proposal }),
            Self::TooManyDigits { proposal } => json!({ "proposal": proposal }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_a_stable_code_and_the_figures_that_show_it() {
        let different = ScoringError::PanelsDiffer { first: ("A".into(), 3), second: ("B".into(), 2) };
        assert_eq!(
            (different.code(), different.facts()),
            ("panels_differ", json!({ "first": ["A", 3], "second": ["B", 2] }))
        );
        let groups = vec![vec!["J1".to_owned()], vec!["J2".to_owned()]];
        let apart = ScoringError::Disconnected { groups: groups.clone() };
        assert_eq!((apart.code(), apart.facts()), ("judges_not_connected", json!({ "groups": groups })));
        let zero = ScoringError::RoomMeanZero { room: "甲".into() };
        assert_eq!((zero.code(), zero.facts()), ("room_mean_zero", json!({ "room": "甲" })));
        let missing = ScoringError::Missing { component: "votes".into(), proposal: "A".into() };
        let facts = json!({ "component": "votes", "proposal": "A" });
        assert_eq!((missing.code(), missing.facts()), ("nothing_handed_in", facts));
        let digits = ScoringError::TooManyDigits { proposal: "A".into() };
        assert_eq!((digits.code(), digits.facts()), ("too_many_digits", json!({ "proposal": "A" })));
    }
}
