//! The life of a proposal up to the shortlist.

use crate::{Refusal, roles};
use model::organisation::{ApplicantKind, Organisation};
use model::{Actor, Day, OrganisationId, Proposal, ProposalState, Round, RoundState, Timestamp};
use serde_json::json;

/// What can be done to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Replace the draft, or what was sent back.
    Edit,
    /// Hand it in, for the first time or again.
    Submit,
    /// Take it back.
    Withdraw,
    /// Send it back for correction.
    Return,
    /// Decide on its eligibility.
    Check,
    /// Rework it after the shortlist.
    Revise,
}

impl Command {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Edit, Self::Submit, Self::Withdraw, Self::Return, Self::Check, Self::Revise];

    /// The one spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::Return => "return",
            Self::Check => "check",
            Self::Revise => "revise",
        }
    }
}

/// Where the proposal goes, or why not. `Check` answers [`ProposalState::Eligible`]; the facts may still make it ineligible.
///
/// # Errors
/// The first reason in the order role, conflict, state, clock.
pub fn decide<C>(
    command: Command,
    proposal: &Proposal<C>,
    round: &Round,
    actor: &Actor,
    now: Timestamp,
) -> Result<ProposalState, Refusal> {
    use Command as C;
    use ProposalState as S;
    match command {
        C::Edit | C::Submit | C::Withdraw | C::Revise => author(actor, proposal)?,
        C::Return | C::Check => {
            roles::may(actor, round, roles::Duty::Check)?;
            roles::independent_of(actor, &bodies(proposal))?;
        }
    }
    match (command, proposal.state) {
        (C::Edit, S::Draft) => call_open(round, now).map(|()| S::Draft),
        (C::Edit, S::Returned) => Ok(S::Returned),
        (C::Submit, S::Draft) => call_open(round, now).map(|()| S::Submitted),
        (C::Submit, S::Returned) => Ok(S::Submitted),
        (C::Withdraw, S::Proposed | S::InNotice | S::OnHold | S::Confirmed) => Ok(S::Lapsed),
        (
            C::Withdraw,
            S::Draft | S::Submitted | S::Returned | S::Eligible | S::Shortlisted | S::Scored | S::Reserve,
        ) => Ok(S::Withdrawn),
        (C::Return, S::Submitted) => Ok(S::Returned),
        (C::Check, S::Submitted | S::Returned) => Ok(S::Eligible),
        (C::Revise, S::Shortlisted) => Ok(S::Shortlisted),
        (command, state) => Err(Refusal::WrongState { command: command.as_str(), state: state.as_str() }),
    }
}

/// What the actor may do to the proposal now.
#[must_use]
pub fn actions<C>(proposal: &Proposal<C>, round: &Round, actor: &Actor, now: Timestamp) -> Vec<Command> {
    Command::ALL.iter().copied().filter(|c| decide(*c, proposal, round, actor, now).is_ok()).collect()
}

/// The bodies whose people may neither check nor mark this proposal; the host is added by the caller, who knows it.
#[must_use]
pub fn bodies<C>(proposal: &Proposal<C>) -> Vec<OrganisationId> {
    std::iter::once(proposal.applicant).chain(proposal.partners.iter().copied()).collect()
}

fn author<C>(actor: &Actor, proposal: &Proposal<C>) -> Result<(), Refusal> {
    if bodies(proposal).into_iter().any(|body| actor.belongs_to(body)) { Ok(()) } else { Err(Refusal::NotYours) }
}

/// Whether the call takes anything now. The instant of closing is the first that is too late.
///
/// # Errors
/// [`Refusal::NotYet`], [`Refusal::Closed`] with `call_closed`, or [`Refusal::WrongState`] for a round that was called off.
pub fn call_open(round: &Round, now: Timestamp) -> Result<(), Refusal> {
    let schedule = &round.document.schedule;
    if now < schedule.call_opens_at {
        return Err(Refusal::NotYet { code: "call_not_open", opens: schedule.call_opens_at });
    }
    match schedule.call_closes_at {
        Some(at) if now >= at => Err(Refusal::Closed { code: "call_closed", at }),
        _ if matches!(round.state, RoundState::Draft | RoundState::Published | RoundState::Cancelled) => {
            Err(Refusal::WrongState { command: "submit", state: round.state.as_str() })
        }
        _ => Ok(()),
    }
}

/// What is known of an applicant when it hands something in.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The applicant.
    pub applicant: &'a Organisation,
    /// Whether a host is named; its consent is due later.
    pub host_named: bool,
    /// How many proposals it has handed in before, joint ones counted.
    pub handed_in: i64,
    /// The day of the submission in the round's zone.
    pub today: Day,
}

/// Whether this applicant may hand something in to this round.
///
/// # Errors
/// [`Refusal::NotNow`] with the very rule: `applicant_kind_not_allowed`, `host_required`, `banned`, `proposal_limit`.
pub fn admit(round: &Round, track: &str, entry: &Entry<'_>) -> Result<(), Refusal> {
    let Some(intake) = round.document.rules.intake() else {
        return Err(Refusal::not_now("no_intake", json!({})));
    };
    let kind = entry.applicant.applicant_kind();
    let admitted = round.document.rules.track(track).map(|t| &t.applicant_kinds).filter(|kinds| !kinds.is_empty());
    let allowed = admitted.unwrap_or(&intake.applicant_kinds);
    if !allowed.contains(&kind) {
        let allowed: Vec<&str> = allowed.iter().copied().map(ApplicantKind::as_str).collect();
        return Err(Refusal::not_now(
            "applicant_kind_not_allowed",
            json!({ "kind": kind.as_str(), "allowed": allowed }),
        ));
    }
    if kind.needs_host() && !entry.host_named {
        return Err(Refusal::not_now("host_required", json!({ "kind": kind.as_str() })));
    }
    if let Some(until) = entry.applicant.banned_until.filter(|until| entry.today <= *until) {
        return Err(Refusal::not_now("banned", json!({ "until": until })));
    }
    match intake.proposals_per_applicant {
        Some(limit) if entry.handed_in >= limit => {
            Err(Refusal::not_now("proposal_limit", json!({ "limit": limit, "handed_in": entry.handed_in })))
        }
        _ => Ok(()),
    }
}
