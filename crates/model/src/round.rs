//! Rounds: one edition of a programme, with the document that rules it.

use crate::rules::Rules;
use crate::{Calendar, Code, Day, OrganisationId, ProgrammeId, RoundId, RoundState, Timestamp};

/// One edition of a programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// Its code, unique in the installation.
    pub code: Code,
    /// The programme it belongs to.
    pub programme: ProgrammeId,
    /// Its name.
    pub name: String,
    /// Owns the round, checks, names the judges.
    pub organiser: OrganisationId,
    /// Runs it on behalf of the organiser.
    pub operator: Option<OrganisationId>,
    /// Owns the money.
    pub funder: OrganisationId,
    /// Evaluates.
    pub evaluator: Option<OrganisationId>,
    /// Where it stands.
    pub state: RoundState,
    /// What rules it; frozen when the call opens.
    pub document: std::sync::Arc<RoundDocument>,
    /// The number of the document's version, from 1.
    pub document_version: i64,
    /// When the document froze, and with which digest (hex).
    pub frozen: Option<(Timestamp, String)>,
    /// The number of this version of the row.
    pub version: i64,
}

/// Everything that rules a round, in one versioned document: what is frozen and hashed when the call opens.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundDocument {
    /// Stages, tracks and their settings.
    pub rules: Rules,
    /// When each stage happens.
    pub schedule: Schedule,
    /// Which days are working days.
    pub calendar: Calendar,
    /// The categories, exactly one per proposal.
    pub categories: Vec<String>,
}

/// When each stage happens. Instants are half-open ends: an act at `call_closes_at` is late.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Proposals are taken from here on.
    pub call_opens_at: Timestamp,
    /// The first instant at which none is taken any more; `None` for rolling intake without an end.
    #[serde(default)]
    pub call_closes_at: Option<Timestamp>,
    /// First and last day of the eligibility check.
    #[serde(default)]
    pub eligibility_check: Option<(Day, Day)>,
    /// First and last day of the desk review.
    #[serde(default)]
    pub desk_review: Option<(Day, Day)>,
    /// The day on which the shortlist is published.
    #[serde(default)]
    pub shortlist_published: Option<Day>,
    /// First and last day on which a shortlisted proposal may be revised.
    #[serde(default)]
    pub optimisation: Option<(Day, Day)>,
    /// When the roadshow begins; one instant per roadshow, in order.
    #[serde(default)]
    pub roadshows_at: Vec<Timestamp>,
    /// The day of the award decision.
    #[serde(default)]
    pub award_decided_on: Option<Day>,
    /// The first day of the award notice.
    #[serde(default)]
    pub award_notice_from: Option<Day>,
    /// The first day of the notice of reserves that moved up.
    #[serde(default)]
    pub reserve_notice_from: Option<Day>,
    /// First and last day of the delivery.
    #[serde(default)]
    pub delivery: Option<(Day, Day)>,
    /// The first instant at which a mid-term self-report is late; `None`: the end of the due day that the rules give.
    #[serde(default)]
    pub mid_term_report_due: Option<Timestamp>,
    /// The first instant at which a final report is late.
    #[serde(default)]
    pub final_report_due: Option<Timestamp>,
    /// The day on which the round is to close.
    #[serde(default)]
    pub closed_on: Option<Day>,
}
