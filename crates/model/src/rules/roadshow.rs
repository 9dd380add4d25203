//! Roadshow, award and public notice.

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
    /// How the order is found: `lots`.
    pub order: String,
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
    /// How ranks are counted: `competition` (1, 2, 2, 4).
    pub rank: String,
    /// On which figure: `published_figure`.
    pub rank_on: String,
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
}

impl Roadshow {
    /// Whether proposals of that track pitch here.
    #[must_use]
    pub fn admits(&self, track: &str) -> bool {
        self.tracks.is_empty() || self.tracks.iter().any(|t| t == track)
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
    /// What is dropped: `judge_total`.
    #[serde(default)]
    pub trim_scope: Option<String>,
    /// How many are dropped on each side.
    #[serde(default)]
    pub trim_each_side: Option<u32>,
    /// From how many sheets on.
    #[serde(default)]
    pub trim_from_sheets: Option<u32>,
    /// A table instead of the two above, by panel size.
    #[serde(default)]
    pub trim_table: Vec<TrimStep>,
    /// For `carried_stage`: which earlier stage, `desk_review` or `roadshow`.
    #[serde(default)]
    pub from: Option<String>,
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
    /// The median of the judges' totals.
    PanelMedian,
    /// Residents who approve, in percent of those who approve or oppose.
    ApprovalRate,
    /// The published score of an earlier stage.
    CarriedStage,
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
    /// What must both have happened.
    #[serde(default)]
    pub hidden_until: Vec<String>,
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
    pub named_by: String,
    /// By when.
    pub named_before: String,
    /// Who acts where the chair is recused.
    pub if_recused: String,
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

/// 拟立项: who gets how much out of the pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardRules {
    /// The lowest final score that may be funded, included.
    pub pass: Mark,
    /// Where the pool stands: `track.pool_fen`.
    pub pool: String,
    /// Where the tiers stand: `track.tiers`.
    pub tiers: String,
    /// How an amount is found: `min(asked, tier)`.
    pub amount: String,
    /// How the pool is given away: `greedy_by_rank`.
    pub allocation: String,
    /// What happens to an amount that no longer fits.
    pub on_misfit: OnMisfit,
    /// How reserves are ordered: `in_award_order`.
    pub reserves: String,
    /// What a reserve receives: `min(asked, tier)`.
    pub reserve_amount: String,
    /// What happens to a reserve whose amount does not fit: `skip`.
    pub reserve_too_large: OnMisfit,
    /// Whether tiers move after the notice: `unchanged`.
    pub tiers_after_notice: String,
}

/// What happens to an amount that no longer fits into the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnMisfit {
    /// It becomes a reserve, the next one is tried.
    Skip,
    /// It and all after it become reserves.
    Stop,
    /// It falls to the best lower tier that fits.
    Downgrade,
    /// It gets what is left.
    Part,
}

/// What a public notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeSubject {
    /// The shortlist.
    Shortlist,
    /// The proposed awards, and reserves that moved up.
    Award,
    /// The mid-term results.
    MidTerm,
    /// The final results.
    Final,
}

/// 公示.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicNotice {
    /// About what.
    pub about: NoticeSubject,
    /// How long, in working days; this or `days`.
    #[serde(default)]
    pub working_days: Option<i64>,
    /// How long, in calendar days; this or `working_days`.
    #[serde(default, alias = "calendar_days")]
    pub days: Option<i64>,
    /// Whether the first day counts.
    pub first_day_counts: bool,
    /// Which objections are answered: `real_name`.
    pub objections: String,
    /// What becomes of an anonymous one: `lead_only` or `refused`.
    pub anonymous: String,
    /// How many working days a re-check may take; the day of acceptance does not count.
    pub recheck_working_days: i64,
    /// Whether a reserve that moves up gets a notice of its own.
    pub reserve_needs_own_notice: bool,
}
