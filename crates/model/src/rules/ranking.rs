//! How final figures become places: on which figure, how ranks are counted, who passes the line. `scoring` reads exactly these.

use serde::{Deserialize, Serialize};

/// How ranks are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ranking {
    /// 1, 2, 2, 4.
    #[default]
    Competition,
    /// 1, 2, 2, 3.
    Dense,
    /// 1, 2, 3, 4; equals in the order of award.
    Ordinal,
    /// 1, 2.5, 2.5, 4.
    Fractional,
}

/// On which figure ranks are formed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankOn {
    /// As printed: what prints equal ties.
    #[default]
    PublishedFigure,
    /// Before rounding.
    ExactFigure,
}

/// What happens to equals across the line of a cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CutTie {
    /// All of them go on.
    AdmitAll,
    /// The tie chain decides.
    #[default]
    Chain,
    /// The panel votes again among them.
    ExtraVote,
    /// Lots are drawn among them.
    Lot,
}

impl CutTie {
    /// What a round's document need not say.
    pub(super) const fn is_chain(&self) -> bool {
        matches!(self, Self::Chain)
    }
}

/// What a share is a share of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareOf {
    /// The highest count; the best gets 100.
    #[default]
    Highest,
    /// All counts together.
    Total,
}

/// On what a panel's rule works.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// On each judge's total.
    #[default]
    JudgeTotal,
    /// On the marks of each criterion; the criteria's figures, rounded at the stages `criterion:<id>`, are then added or weighted.
    Criterion,
}

/// An earlier stage whose score is carried on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlierStage {
    /// The desk review.
    DeskReview,
    /// The roadshow before this one.
    Roadshow,
}
