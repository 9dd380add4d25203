//! Intake, eligibility, desk review and coaching.

use super::Rounding;
use crate::organisation::ApplicantKind;
use crate::{Mark, Money};
use serde::{Deserialize, Serialize};

/// What happens when a rule is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing.
    Ignore,
    /// It is said, and goes on.
    Warn,
    /// It goes back for correction.
    Return,
    /// It is refused.
    #[serde(alias = "block")]
    Refuse,
}

/// Whether the call has an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeMode {
    /// From an opening to a closing instant.
    Window,
    /// Open until the money is given away.
    Rolling,
}

/// 征集: who may ask for how much, and how a budget must look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// Window or rolling.
    pub mode: IntakeMode,
    /// How long a window usually is; fills a new schedule, no rule reads it.
    #[serde(default)]
    pub days: Option<i64>,
    /// How many proposals one applicant may hand in, joint ones counted; `None`: any number.
    #[serde(default)]
    pub proposals_per_applicant: Option<i64>,
    /// Whether several may propose together.
    #[serde(default)]
    pub joint_proposal: bool,
    /// Who may apply.
    pub applicant_kinds: Vec<ApplicantKind>,
    /// The least that may be asked for, included.
    #[serde(default)]
    pub min_fen: Option<Money>,
    /// The most that may be asked for, included.
    #[serde(default)]
    pub cap_fen: Option<Money>,
    /// What happens above the cap.
    pub over_cap: Severity,
    /// How a budget must look.
    pub budget: BudgetRules,
    /// Which papers are needed.
    #[serde(default)]
    pub required_papers: RequiredPapers,
}

/// How a budget must look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetRules {
    /// The management fee in percent of the total, at most.
    #[serde(default)]
    pub management_fee_max_percent_of_total: Option<u32>,
    /// The class of the budget lines that pay the applicant's own administration.
    #[serde(default = "administration")]
    pub management_fee_class: String,
    /// The own share in percent of the total, at least.
    #[serde(default)]
    pub own_share_min_percent: u32,
    /// Warn below this own share.
    #[serde(default)]
    pub own_share_warn_below_percent: u32,
    /// Words that no line may have in its name.
    #[serde(default)]
    pub forbidden_lines: ForbiddenLines,
    /// A wrong sum is always refused.
    pub wrong_sum: Severity,
}

/// Words that no budget line may have in its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForbiddenLines {
    /// The words.
    pub words: Vec<String>,
    /// What happens at submission.
    pub at_submission: Severity,
    /// What happens at the check.
    pub at_check: Severity,
}

impl Default for ForbiddenLines {
    fn default() -> Self {
        Self { words: Vec::new(), at_submission: Severity::Ignore, at_check: Severity::Ignore }
    }
}

/// Papers that a proposal must come with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredPapers {
    /// Their names.
    pub papers: Vec<String>,
    /// What happens at submission.
    pub at_submission: Severity,
    /// What happens at the check.
    pub at_check: Severity,
}

impl Default for RequiredPapers {
    fn default() -> Self {
        Self { papers: Vec::new(), at_submission: Severity::Ignore, at_check: Severity::Ignore }
    }
}

/// 资格审查: grounds of refusal and of return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// How many working days the check may take.
    #[serde(default)]
    pub check_working_days: Option<i64>,
    /// How many working days a correction may take; the day of return does not count.
    pub correction_working_days: i64,
    /// The grounds of refusal, as codes.
    pub refuse: Vec<String>,
    /// Who checks.
    #[serde(default)]
    pub checked_by: Option<CheckedBy>,
    /// The grounds of return, as codes.
    #[serde(default, rename = "return")]
    pub return_for: Vec<String>,
    /// By when a host must have consented.
    #[serde(default)]
    pub host_consent_due: Option<HostConsentDue>,
}

/// How many desk marks become one score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskAggregate {
    /// The mean of the signed marks.
    Mean,
    /// The median of the signed marks.
    Median,
}

/// What happens when several proposals share the last place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieAtCut {
    /// All of them go through.
    Admit,
    /// None of them goes through.
    Exclude,
}

/// 书面评审: marks at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskReview {
    /// How many reviewers mark each proposal.
    pub reviewers: i64,
    /// How many signed marks it needs at least.
    pub quorum: i64,
    /// How they become one score.
    pub aggregate: DeskAggregate,
    /// The highest mark.
    pub scale_max: i64,
    /// The lowest score that passes, included.
    pub pass: Mark,
    /// Where the quota stands.
    #[serde(default)]
    pub cut: Option<QuotaPlace>,
    /// What happens to a tie at the cut.
    pub tie_at_cut: TieAtCut,
    /// How the score is rounded.
    pub rounding: Rounding,
}

/// 辅导: help before the roadshow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coaching {
    /// How many sessions an applicant must have attended before it pitches.
    #[serde(default)]
    pub min_sessions: i64,
    /// What happens to one who attended fewer when the running order is drawn: `warn` puts it on record, `refuse` draws no order with it.
    #[serde(default = "said_only")]
    pub when_short: Severity,
    /// How the amount may change in a revision.
    pub amount_after_revision: AmountAfterRevision,
    /// From when sessions count.
    #[serde(default)]
    pub recorded_from: Option<RecordedFrom>,
}

fn administration() -> String {
    "管理费用".into()
}

const fn said_only() -> Severity {
    Severity::Warn
}

/// How the amount asked for may change in a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountAfterRevision {
    /// Only downwards.
    MayOnlyFall,
    /// As the intake allows.
    Free,
}

setting! {
    /// Who checks.
    CheckedBy {
        /// The organiser's people.
        Organiser = "organiser",
    }
    /// By when a host must have consented.
    HostConsentDue {
        /// When eligibility is decided.
        EligibilityDecision = "eligibility_decision",
    }
    /// Where the quota of the desk review stands.
    QuotaPlace {
        /// With the track.
        Track = "track.desk_quota",
    }
    /// From when coaching counts.
    RecordedFrom {
        /// From the opening of the call.
        CallOpens = "call_opens",
    }
}
