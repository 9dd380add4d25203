//! Roadshow: rubric, components, ties, the cut, and what is shown when.

use super::{CutTie, EarlierStage, RankOn, Ranking, Scope, ShareOf};
use crate::Mark;
use serde::{Deserialize, Serialize};

/// How an exact figure becomes a published one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// How many decimals remain, at most four.
    pub decimals: u32,
    /// What happens to an exact half.
    pub mode: RoundingMode,
}

/// What happens to an exact half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// 四舍五入: away from zero.
    HalfUp,
    /// To the even neighbour (GB/T 8170).
    HalfEven,
    /// Cut off.
    Down,
}

/// One rounding, at one stage of the calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StagedRounding {
    /// A component's id, or `final`.
    pub stage: String,
    /// How many decimals remain.
    pub decimals: u32,
    /// What happens to an exact half.
    pub mode: RoundingMode,
}

/// 路演.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roadshow {
    /// Which tracks pitch here, by id; empty: all. So a track can have a rubric and a panel of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<String>,
    /// Seconds to present.
    pub present_secs: i64,
    /// Seconds for questions.
    pub questions_secs: i64,
    /// Seconds to finish marking.
    #[serde(default)]
    pub marking_secs: i64,
    /// How the order is found.
    pub order: RunningOrder,
    /// What is marked.
    pub rubric: Rubric,
    /// How many judges sit.
    pub judges: i64,
    /// How many sheets a score needs at least.
    pub quorum_sheets: i64,
    /// How many residents vote.
    #[serde(default)]
    pub public_jury: i64,
    /// How many ballots (approve + oppose) an approval rate needs at least.
    #[serde(default)]
    pub quorum_ballots: i64,
    /// What the final score is made of.
    pub components: Vec<Component>,
    /// Where one rounds; a stage that is not listed stays exact.
    pub rounding: Vec<StagedRounding>,
    /// The highest final score; `None` leaves it as it comes out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clip: Option<Mark>,
    /// How ranks are counted.
    pub rank: Ranking,
    /// On which figure.
    pub rank_on: RankOn,
    /// The links that break a tie, in order.
    pub tie_chain: Vec<String>,
    /// When marks are shown.
    pub reveal: Reveal,
    /// Who may reopen a sheet.
    #[serde(default)]
    pub chair: Option<ChairRule>,
    /// How residents' codes may be used.
    #[serde(default)]
    pub residents_codes: Option<ResidentsCodes>,
    /// How many go on to the next roadshow, per track; `None` for the last one.
    #[serde(default)]
    pub quota: Option<i64>,
    /// Who gets the last of these places in a tie.
    #[serde(default, skip_serializing_if = "CutTie::is_chain")]
    pub tie_at_cut: CutTie,
}

impl Roadshow {
    /// Whether proposals of that track pitch here.
    #[must_use]
    pub fn admits(&self, track: &str) -> bool {
        self.tracks.is_empty() || self.tracks.iter().any(|t| t == track)
    }

    /// The juries beside the round's own panel, by the names that the components give them.
    pub fn juries(&self) -> impl Iterator<Item = &str> {
        self.components.iter().filter_map(|c| c.jury.as_deref())
    }
}

setting! {
    /// How the running order is found.
    RunningOrder {
        /// By lots that anybody can draw again.
        Lots = "lots",
    }
    /// What must have happened before marks are shown.
    HiddenUntil {
        /// The group is sealed.
        GroupSealed = "group_sealed",
        /// The reveal policy shows it.
        RevealPolicy = "reveal_policy",
    }
    /// Who names the chair.
    ChairNamedBy {
        /// The organiser.
        Organiser = "organiser",
    }
    /// By when the chair is named.
    ChairNamedBefore {
        /// Before the call opens.
        CallOpens = "call_opens",
    }
    /// Who acts where the chair is recused.
    ChairRecused {
        /// Two of the organiser's officers together.
        TwoOrganiserOfficers = "two_organiser_officers",
    }
}

/// What is marked: criteria whose maxima add up to the full score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// The smallest difference between two marks.
    pub step: Mark,
    /// The criteria in the order of the sheet.
    pub criteria: Vec<Criterion>,
    /// When a comment must be written.
    #[serde(default)]
    pub comment_required: Option<CommentRequired>,
}

/// One criterion of a rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The highest mark, in points.
    pub max: i64,
    /// Named bands of marks, best first, each mark of the scale in one; none where a judge marks freely.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<MarkBand>,
}

/// A named band of marks, both ends included: 优 36-40.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkBand {
    /// Its name.
    pub name: String,
    /// Its lowest mark.
    pub from: Mark,
    /// Its highest mark.
    pub to: Mark,
}

/// When a sheet needs a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentRequired {
    /// Below this total.
    pub total_below: Mark,
    /// Above this total.
    pub total_above: Mark,
}

/// One part of the final score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: ComponentKind,
    /// Its weight in percent; all weights add up to 100.
    pub weight: u32,
    /// Whose sheets, where it is not the round's own panel: the jury's name, such as `departments`. Seats are given with the same name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jury: Option<String>,
    /// On what the drops and the mean work: judges' totals, or each criterion.
    #[serde(default)]
    pub trim_scope: Option<Scope>,
    /// How many are dropped on each side.
    #[serde(default)]
    pub trim_each_side: Option<u32>,
    /// From how many sheets on.
    #[serde(default)]
    pub trim_from_sheets: Option<u32>,
    /// A table instead of the two above, by panel size.
    #[serde(default)]
    pub trim_table: Vec<TrimStep>,
    /// For `carried_stage`: which earlier stage; the roadshow before this one where it is not said.
    #[serde(default)]
    pub from: Option<EarlierStage>,
    /// For `vote_share` and `donation_share`: the share of what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<ShareOf>,
    /// For `vote_rank_step`: the points of the first place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Mark>,
    /// For `vote_rank_step`: how many points fewer for each place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Mark>,
    /// For `bonus` and `penalty`: the most it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Mark>,
}

/// From how many sheets on how many are dropped on each side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrimStep {
    /// From this panel size on.
    pub from_sheets: u32,
    /// So many on each side.
    pub each_side: u32,
}

/// The kinds of components, a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComponentKind {
    /// The mean of the judges' totals.
    PanelMean,
    /// The same without the highest and the lowest.
    PanelTrimmed,
    /// The same with each extreme moved to its neighbour instead of dropped.
    PanelWinsorised,
    /// The median of the judges' totals.
    PanelMedian,
    /// The sum of the judges' totals; all panels must be of one size.
    PanelSum,
    /// Borda's count over the judges' totals; all panels must be of one size.
    PanelBorda,
    /// Residents who approve, in percent of those who approve or oppose.
    ApprovalRate,
    /// The published score of an earlier stage.
    CarriedStage,
    /// The mean of the judges' standard scores, moved back to the mean and spread of all marks.
    PanelStandardised,
    /// One score that the panel agreed on.
    PanelConsensus,
    /// Approving votes in proportion to the most votes, or to all.
    VoteShare,
    /// Points by the place in a vote.
    VoteRankStep,
    /// The number of approving ballots.
    BallotCount,
    /// Donations in proportion to the most donations, or to all.
    DonationShare,
    /// Points added after the weighted sum; its weight is 0.
    Bonus,
    /// Points taken off after the weighted sum; its weight is 0.
    Penalty,
}

impl ComponentKind {
    /// Whether people enter its figure, because nobody marks or votes on it.
    #[must_use]
    pub const fn is_entered(self) -> bool {
        match self {
            Self::PanelConsensus | Self::DonationShare | Self::Bonus | Self::Penalty => true,
            Self::PanelMean
            | Self::PanelTrimmed
            | Self::PanelWinsorised
            | Self::PanelMedian
            | Self::PanelSum
            | Self::PanelBorda
            | Self::PanelStandardised
            | Self::ApprovalRate
            | Self::VoteShare
            | Self::VoteRankStep
            | Self::BallotCount
            | Self::CarriedStage => false,
        }
    }

    /// Whether it counts the approving ballots of the evening.
    #[must_use]
    pub const fn counts_votes(self) -> bool {
        matches!(self, Self::VoteShare | Self::VoteRankStep | Self::BallotCount)
    }

    /// Whether it is made of judges' sheets, so that it can name a jury.
    #[must_use]
    pub const fn is_of_panel(self) -> bool {
        match self {
            Self::PanelMean
            | Self::PanelTrimmed
            | Self::PanelWinsorised
            | Self::PanelMedian
            | Self::PanelSum
            | Self::PanelBorda
            | Self::PanelStandardised => true,
            Self::ApprovalRate
            | Self::VoteShare
            | Self::VoteRankStep
            | Self::BallotCount
            | Self::CarriedStage
            | Self::PanelConsensus
            | Self::DonationShare
            | Self::Bonus
            | Self::Penalty => false,
        }
    }
}

/// When marks are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    /// `immediate`, `lag_groups`, `end` or `never`.
    pub policy: RevealPolicy,
    /// How many proposals make a group.
    #[serde(default = "one")]
    pub group_size: i64,
    /// How many groups later.
    #[serde(default)]
    pub lag: i64,
    /// Whether judges stand beside their totals by code, or without any name.
    #[serde(default, skip_serializing_if = "JudgeNames::are_hidden")]
    pub judges: JudgeNames,
    /// What must both have happened; printed, always the same rule.
    #[serde(default)]
    pub hidden_until: Vec<HiddenUntil>,
}

const fn one() -> i64 {
    1
}

/// How judges stand beside their totals once results are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JudgeNames {
    /// Numbered anew for each project, so that nobody can follow one judge through the evening.
    #[default]
    Anonymous,
    /// By their codes.
    Named,
}

impl JudgeNames {
    /// What a round's document need not say.
    const fn are_hidden(&self) -> bool {
        matches!(self, Self::Anonymous)
    }
}

/// The reveal policies, a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevealPolicy {
    /// As soon as the group is sealed.
    Immediate,
    /// A number of groups later.
    LagGroups,
    /// When all groups are sealed.
    End,
    /// Never to the public.
    Never,
}

/// Who the chair is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChairRule {
    /// Who names the chair.
    pub named_by: ChairNamedBy,
    /// By when.
    pub named_before: ChairNamedBefore,
    /// Who acts where the chair is recused.
    pub if_recused: ChairRecused,
}

/// How residents' codes may be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResidentsCodes {
    /// Voting sessions per code.
    pub voting_sessions_per_credential: i64,
    /// Ballots per proposal.
    pub ballots_per_proposal: i64,
}
