//! What was handed in for one proposal.

use crate::panel::{PartialSheet, Sheet};
use model::Mark;
use std::collections::BTreeMap;

/// What was handed in for one proposal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Its code.
    pub proposal: String,
    /// The signed sheets of the round's own panel; absent and recused judges have none.
    pub sheets: Vec<Sheet>,
    /// Residents who approve.
    pub approve: i64,
    /// Residents who oppose.
    pub oppose: i64,
    /// The published score of the desk review.
    pub desk_score: Option<Mark>,
    /// The published final score of the roadshow before this one.
    pub earlier_score: Option<Mark>,
    /// Sheets of the round's own panel that lack criteria.
    pub partial: Vec<PartialSheet>,
    /// The judges who were recused, so that the trace can tell them from the absent.
    pub recused: Vec<String>,
    /// The sheets of other panels, by the name that the component gives.
    pub juries: BTreeMap<String, Vec<Sheet>>,
    /// The room in which it was judged, where rooms sat in parallel.
    pub room: Option<String>,
    /// Votes, ballots or donations, by component.
    pub counts: BTreeMap<String, i64>,
    /// Scores that a panel agreed on, by component.
    pub agreed: BTreeMap<String, Mark>,
    /// Bonuses and penalties, by id; those that are not named are 0.
    pub extras: BTreeMap<String, Mark>,
}
