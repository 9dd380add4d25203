//! The evening: slots, sheets, votes; and the conflicts of interest that keep a judge away from a proposal.

use crate::{Refusal, roles};
use model::{Actor, OrganisationId, Round, RoundState};
use serde_json::json;

/// What can be done to a slot and what hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Take marks and votes from now on.
    Open,
    /// Take none any more.
    Seal,
    /// Save marks.
    Save,
    /// Sign them.
    Sign,
    /// Cast a ballot.
    Vote,
}

impl Command {
    /// The one spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Seal => "seal",
            Self::Save => "save",
            Self::Sign => "sign",
            Self::Vote => "vote",
        }
    }
}

/// The state that the slot goes to, or stays in.
///
/// # Errors
/// The first reason in the order role, state.
pub fn decide(command: Command, slot: &str, round: &Round, actor: &Actor) -> Result<&'static str, Refusal> {
    match command {
        Command::Open | Command::Seal => roles::may(actor, round, roles::Duty::Stage).map(drop),
        Command::Save | Command::Sign => roles::may(actor, round, roles::Duty::Mark).map(drop),
        Command::Vote if matches!(actor.who, model::Who::Juror(_)) && actor.bound_to == Some(round.id) => Ok(()),
        Command::Vote => Err(Refusal::NotYours),
    }?;
    if round.state != RoundState::Pitching {
        return Err(Refusal::WrongState { command: command.as_str(), state: round.state.as_str() });
    }
    match (command, slot) {
        (Command::Open, "waiting") => Ok("scoring"),
        (Command::Seal, "scoring") => Ok("sealed"),
        (Command::Save | Command::Sign | Command::Vote, "scoring") => Ok("scoring"),
        (Command::Save | Command::Sign | Command::Vote, "sealed") => Err(Refusal::not_now("slot_sealed", json!({}))),
        (command, "waiting") => Err(Refusal::not_now("slot_not_open", json!({ "command": command.as_str() }))),
        (command, _) => Err(Refusal::WrongState { command: command.as_str(), state: "sealed" }),
    }
}

/// Whether a judge's card still opens its round: until the results are sealed and awards are proposed on them.
#[must_use]
pub const fn card_is_good(state: RoundState) -> bool {
    match state {
        RoundState::Draft
        | RoundState::Published
        | RoundState::Open
        | RoundState::Checking
        | RoundState::Shortlisted
        | RoundState::Pitching
        | RoundState::ResultsSealed => true,
        RoundState::AwardProposed
        | RoundState::InNotice
        | RoundState::Running
        | RoundState::Closed
        | RoundState::Archived
        | RoundState::Cancelled => false,
    }
}

/// Whether a slot takes anything: what the host puts down in it for others, an absence or a paper, as well as marks.
///
/// # Errors
/// [`Refusal::NotNow`] with `slot_not_open` before, and with `slot_sealed` afterwards.
pub fn is_open(slot: &str) -> Result<(), Refusal> {
    match slot {
        "scoring" => Ok(()),
        "sealed" => Err(Refusal::not_now("slot_sealed", json!({}))),
        _ => Err(Refusal::not_now("slot_not_open", json!({ "state": slot }))),
    }
}

/// Whether figures may still be entered for a slot: before its pitch as well, never after its seal.
///
/// # Errors
/// [`Refusal::NotNow`] with `slot_sealed`.
pub fn is_not_sealed(slot: &str) -> Result<(), Refusal> {
    if slot == "sealed" { Err(Refusal::not_now("slot_sealed", json!({}))) } else { Ok(()) }
}

/// Whether residents can vote in a slot: while the host keeps the vote open.
///
/// # Errors
/// [`Refusal::NotNow`] with `voting_closed`.
pub fn may_vote(voting: &str) -> Result<(), Refusal> {
    if voting == "open" { Ok(()) } else { Err(Refusal::not_now("voting_closed", json!({}))) }
}

/// A tie as far as conflicts go: to which body, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tied<'a> {
    /// The body.
    pub organisation: OrganisationId,
    /// `board`, `staff`, `adviser`, `community_worker`, ...
    pub relation: &'a str,
}

/// Who stands behind a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The applicant.
    pub applicant: OrganisationId,
    /// Those who propose it jointly.
    pub partners: Vec<OrganisationId>,
    /// The host.
    pub host: Option<OrganisationId>,
    /// The community in which it lands.
    pub community: Option<OrganisationId>,
}

/// The conflict that a tie makes with a proposal, as a code: `board_of_applicant`, `board_of_host`, `same_community`, ...
#[must_use]
pub fn conflict(ties: &[Tied<'_>], behind: &Behind) -> Option<String> {
    ties.iter().find_map(|tie| {
        if tie.organisation == behind.applicant || behind.partners.contains(&tie.organisation) {
            Some(format!("{}_of_applicant", tie.relation))
        } else if Some(tie.organisation) == behind.host {
            Some(format!("{}_of_host", tie.relation))
        } else if Some(tie.organisation) == behind.community {
            Some("same_community".to_owned())
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_takes_something_between_its_opening_and_its_seal() {
        let early = Refusal::not_now("slot_not_open", json!({ "state": "waiting" }));
        let rows =
            [("waiting", Err(early)), ("scoring", Ok(())), ("sealed", Err(Refusal::not_now("slot_sealed", json!({}))))];
        for (state, expected) in rows {
            assert_eq!(is_not_sealed(state).is_ok(), state != "sealed");
            assert_eq!(is_open(state), expected, "{state}");
        }
    }
}
