//! Agreement, delivery, evaluations and closure.

use super::Rounding;
use crate::{Mark, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// 签约.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementRules {
    /// The parties: `funder`, `host_or_executing_organisation`, `residents_group_or_community`.
    pub parties: Vec<PartyKind>,
    /// Calendar days from the confirmation to the last signature.
    #[serde(default)]
    pub sign_within_days: Option<i64>,
    /// Working days from the signature to the first payment; the day of signature does not count.
    #[serde(default)]
    pub first_payment_within_working_days: Option<i64>,
}

/// What must have happened before an instalment may be requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// All parties have signed.
    AgreementSigned,
    /// The mid-term evaluation is passed.
    MidTermPassed,
    /// The mid-term evaluation is passed and every milestone agreed for a day up to the reference day is accepted.
    MidTermPassedAndMilestonesAccepted,
    /// The final evaluation is decided and passed.
    FinalPassed,
    /// Nothing more.
    None,
}

/// One part of a grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstalmentRule {
    /// Its share in percent; all shares add up to 100.
    pub percent: u32,
    /// Its gate.
    pub gate: Gate,
}

/// A shorter plan for small grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmallGrantSplit {
    /// For grants up to this amount, included.
    pub up_to_fen: Money,
    /// Its shares.
    pub percent: Vec<u32>,
    /// Their gates.
    pub gates: Vec<Gate>,
}

/// 实施, 拨付.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// The parts of a grant, in order.
    pub instalments: Vec<InstalmentRule>,
    /// How parts are rounded: `floor_last_takes_remainder`.
    pub rounding: PartRounding,
    /// Another plan for small grants.
    #[serde(default)]
    pub small_grant_split: Option<SmallGrantSplit>,
    /// How budget lines may change.
    #[serde(default)]
    pub change_of_lines: Option<ChangeOfLines>,
    /// The steps of a payment, in order.
    pub payment_steps: Vec<PaymentStepRule>,
    /// What is agreed about milestones; `None`: the round has none.
    #[serde(default)]
    pub milestones: Option<MilestoneRules>,
    /// How vouchers are checked.
    #[serde(default)]
    pub vouchers: Option<VoucherRules>,
    /// How many calendar days before a milestone is due the applicant is reminded of it, once; 0 is the last day itself.
    #[serde(default = "usual_lead", skip_serializing_if = "is_usual_lead")]
    pub remind_days_before: u32,
}

/// A week, where the rules do not say how long before a due day the applicant is reminded.
const fn usual_lead() -> u32 {
    7
}

/// The usual lead is not written down, so that documents from before it was a rule keep their digest.
fn is_usual_lead(days: &u32) -> bool {
    *days == usual_lead()
}

/// How budget lines may change, in percent within a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeOfLines {
    /// Up to here nothing is needed.
    pub free_within_class_percent: u32,
    /// Up to here it is notified.
    pub notify_up_to_percent: u32,
    /// Above: `approval`.
    pub above: AboveShare,
}

crate::state::names! {
    /// The steps of a payment.
    PaymentStep {
        /// Finance asks for it.
        Requested = "requested",
        /// An approver agrees.
        Approved = "approved",
        /// Another approver agrees.
        ApprovedAgain = "approved_again",
        /// Finance has paid it.
        Paid = "paid",
    }
}

/// Who does a step of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentStepRule {
    /// The step.
    pub state: PaymentStep,
    /// The role: `finance` or `finance_approver`.
    pub by: PaymentRole,
    /// The steps whose person must be another one.
    #[serde(default)]
    pub differs_from: Vec<PaymentStep>,
}

/// Who does a step of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentRole {
    /// The funder's finance.
    Finance,
    /// An approver of the funder.
    FinanceApprover,
}

/// What is agreed about milestones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilestoneRules {
    /// How many each agreement has.
    pub per_project: i64,
    /// Who accepts: `organiser`.
    pub accepted_by: AcceptedBy,
    /// What happens to a due day off.
    pub due_day_off: DueDayOff,
    /// Within how many working days after its return a report keeps its first day; the day of return does not count.
    pub report_again_working_days: i64,
    /// How lateness is counted: `calendar_days_from_moved_due_day`.
    pub days_late: DaysLate,
    /// Which day a returned report counts by: `first_day_when_reported_again_in_time`.
    pub returned_report_counts: ReturnedReport,
    /// Which milestones hold the second instalment: `agreed_day_on_or_before_mid_term_reference_day`.
    pub gate: MilestoneGate,
    /// What becomes of those due after a termination: `cancel_due_later`.
    pub on_termination: OnTermination,
}

/// What happens to a due day that is a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueDayOff {
    /// It moves to the next working day.
    NextWorkingDay,
    /// It stays.
    Stays,
}

/// How vouchers are checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoucherRules {
    /// What is unique: `invoice_number`.
    pub unique: VoucherKey,
    /// Within what: `programme`.
    pub unique_over: VoucherReach,
    /// How much of a line its vouchers may reach, in percent.
    pub line_limit_percent: u32,
    /// What happens above: `refuse_without_approved_change`.
    pub over_limit: OverLine,
}

/// 中期评估.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MidTerm {
    /// Where in the delivery period the reference day lies, in percent of its days.
    pub at_percent_of_period: u32,
    /// Calendar days from the reference day to the due day of the self-report.
    pub self_report_days: i64,
    /// What a late report without reason is: `fail`.
    pub late_without_reason: LateReport,
    /// The lowest score that passes, included.
    pub pass: Mark,
    /// What is marked, with the highest mark of each.
    pub dimensions: BTreeMap<String, i64>,
    /// How many working days a rectification may take; the day of the order does not count.
    pub rectification_working_days: i64,
    /// How the reference day is found; printed, always the same rule.
    #[serde(default)]
    pub reference_day: Option<String>,
    /// What happens to a due day off.
    pub due_day_off: DueDayOff,
    /// What is payable on a fail: `min(paid, verified_spending)`.
    #[serde(default)]
    pub payable_on_fail: Option<String>,
    /// How many calendar days before the self-report is due the applicant is reminded of it, once; 0 is the last day itself.
    #[serde(default = "usual_lead", skip_serializing_if = "is_usual_lead")]
    pub remind_days_before: u32,
    /// How many years a fail excludes.
    #[serde(default)]
    pub ban_years_on_fail: i64,
    /// From which day: `decision_day`.
    #[serde(default)]
    pub ban_from: Option<BanFrom>,
}

/// A band of the final evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// The lowest score, included.
    pub from: Mark,
    /// How much of the final instalment it releases, in percent; 0 is a fail.
    pub tail_percent: u32,
}

/// 末期评估.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinalEvaluation {
    /// Calendar days from the last day of the delivery to the due day of the report.
    #[serde(default)]
    pub report_within_days: Option<i64>,
    /// How many calendar days before the report is due the applicant is reminded of it, once; 0 is the last day itself.
    #[serde(default = "usual_lead", skip_serializing_if = "is_usual_lead")]
    pub remind_days_before: u32,
    /// What is marked, with the highest mark of each.
    pub dimensions: BTreeMap<String, i64>,
    /// The bands, best first.
    pub bands: Vec<Band>,
    /// How the money is settled; printed, always the same rule.
    #[serde(default)]
    pub settlement: Option<BTreeMap<String, String>>,
    /// How many years a fail excludes.
    #[serde(default)]
    pub ban_years_on_fail: i64,
    /// How the satisfaction is rounded.
    pub satisfaction: Rounding,
    /// From which day: `decision_day`.
    #[serde(default)]
    pub ban_from: Option<BanFrom>,
}

/// 结项, 归档.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// What must be in the archive before a project closes.
    pub archive_checklist: Vec<String>,
    /// When the projects are shown.
    #[serde(default)]
    pub showcase: Option<Showcase>,
}

setting! {
    /// Who signs.
    PartyKind {
        /// The funder.
        Funder = "funder",
        /// The host, or the body that carries the project out.
        HostOrExecuting = "host_or_executing_organisation",
        /// The residents' group, or its community.
        GroupOrCommunity = "residents_group_or_community",
    }
    /// How the parts of a grant are rounded.
    PartRounding {
        /// Each down to the fen; the last one takes what is left.
        FloorLastTakesRemainder = "floor_last_takes_remainder",
    }
    /// What a larger change of lines needs.
    AboveShare {
        /// An approval.
        Approval = "approval",
    }
    /// Who accepts milestones.
    AcceptedBy {
        /// The organiser.
        Organiser = "organiser",
    }
    /// How lateness is counted.
    DaysLate {
        /// In calendar days from the due day as it was moved.
        FromMovedDueDay = "calendar_days_from_moved_due_day",
    }
    /// Which day a returned report counts by.
    ReturnedReport {
        /// Its first day, when it is reported again in time.
        FirstDay = "first_day_when_reported_again_in_time",
    }
    /// Which milestones hold the second instalment.
    MilestoneGate {
        /// Those whose agreed day is not after the reference day of the mid-term evaluation.
        ByReferenceDay = "agreed_day_on_or_before_mid_term_reference_day",
    }
    /// What becomes of milestones due after a termination.
    OnTermination {
        /// They are cancelled.
        CancelDueLater = "cancel_due_later",
    }
    /// What of a voucher is unique.
    VoucherKey {
        /// The number of the invoice.
        InvoiceNumber = "invoice_number",
    }
    /// Within what a voucher is unique.
    VoucherReach {
        /// All rounds of the programme.
        Programme = "programme",
    }
    /// What happens to a voucher above the limit of its line.
    OverLine {
        /// It is refused until a change of lines is approved.
        RefuseWithoutChange = "refuse_without_approved_change",
    }
    /// What a late report without reason is.
    LateReport {
        /// A fail.
        Fail = "fail",
        /// Marked like any other.
        Marked = "marked",
    }
    /// From which day an exclusion runs.
    BanFrom {
        /// The day of the decision.
        DecisionDay = "decision_day",
    }
    /// When the projects are shown.
    Showcase {
        /// At the next launch.
        NextLaunch = "next_launch",
    }
}
