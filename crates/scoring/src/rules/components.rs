//! What a final score is made of: components of different kinds, a closed set, and what is added and taken off after them.

use super::{EarlierStage, PanelRule, Scope, ShareOf};
use model::Mark;
use serde::{Deserialize, Serialize};

/// One part of a final score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its id; also the name of its rounding stage.
    pub id: String,
    /// Its weight in basis points; all weights add up to 10,000.
    pub weight: u32,
    /// Where its figure comes from.
    pub source: Source,
}

/// Where a component's figure comes from, a closed set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// Marks of a panel.
    Panel {
        /// Whose sheets; `None`: the round's own panel.
        #[serde(default)]
        jury: Option<String>,
        /// How they become one figure; its rounding stands in the list of stages and is `None` here.
        rule: PanelRule,
        /// Whether the rule works on judges' totals or on each criterion.
        #[serde(default)]
        scope: Scope,
    },
    /// One score that a panel agreed on.
    PanelConsensus {},
    /// 100 x the votes over the most votes, or over all votes.
    VoteShare {
        /// Over what.
        #[serde(default)]
        of: ShareOf,
    },
    /// So many points for the most votes, so many fewer for each place below; never below 0.
    VoteRankStep {
        /// Points of the first place.
        first: Mark,
        /// Points less for each place.
        step: Mark,
    },
    /// Points by place, out of a list; places beyond it get 0.
    VoteRankPoints {
        /// Points of the first, second, .. place.
        points: Vec<Mark>,
    },
    /// The number of ballots itself.
    BallotCount {},
    /// Who approves, in percent of who approves or opposes.
    ApprovalRate {
        /// How many ballots it needs at least; 0 counts as 1.
        quorum: i64,
    },
    /// 100 x the donations over the most donations, or over all donations.
    DonationShare {
        /// Over what.
        #[serde(default)]
        of: ShareOf,
    },
    /// The published score of an earlier stage.
    CarriedStage {
        /// Which one.
        from: EarlierStage,
    },
}

/// A bonus or a penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// Its id.
    pub id: String,
    /// Added or taken off.
    pub kind: ExtraKind,
    /// The most it may be; what is handed in above it counts as this.
    pub cap: Mark,
}

/// Added or taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtraKind {
    /// Added.
    Bonus,
    /// Taken off.
    Penalty,
}

impl Source {
    /// The name of its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Panel { .. } => "panel",
            Self::PanelConsensus {} => "panel_consensus",
            Self::VoteShare { .. } => "vote_share",
            Self::VoteRankStep { .. } => "vote_rank_step",
            Self::VoteRankPoints { .. } => "vote_rank_points",
            Self::BallotCount {} => "ballot_count",
            Self::ApprovalRate { .. } => "approval_rate",
            Self::DonationShare { .. } => "donation_share",
            Self::CarriedStage { .. } => "carried_stage",
        }
    }

    /// Whether the public gives it rather than judges.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        match self {
            Self::VoteShare { .. }
            | Self::VoteRankStep { .. }
            | Self::VoteRankPoints { .. }
            | Self::BallotCount {}
            | Self::ApprovalRate { .. }
            | Self::DonationShare { .. } => true,
            Self::Panel { .. } | Self::PanelConsensus {} | Self::CarriedStage { .. } => false,
        }
    }
}
