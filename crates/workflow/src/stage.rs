//! What an evening shows to whom, and what its host may do with it.
//!
//! A result is shown when three things agree: its group is sealed, the round's reveal policy has come to it, and the host's mode lets it out.
//! Who leads and who watches over the round see what the policy allows, so that a host can look before revealing; the mode is for everybody else.

use crate::{Refusal, roles};
use model::rules::{Reveal, RevealPolicy};
use model::stage::{Audience, RevealMode};
use model::{Actor, ProposalState, Role, Round, RoundState, Who};
use serde_json::json;

/// What the host can do on the evening beside opening and sealing slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Tell the big screen what to show, or take that back.
    Show,
    /// Choose how results come out, reveal one, or take that back.
    Reveal,
    /// Start, pause or reset the timer.
    Time,
    /// Open or close the residents' vote.
    Vote,
    /// Begin or end a rehearsal.
    Rehearse,
}

impl Command {
    /// All of them, in order.
    pub const ALL: &'static [Self] = &[Self::Show, Self::Reveal, Self::Time, Self::Vote, Self::Rehearse];

    /// The one spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Reveal => "reveal",
            Self::Time => "time",
            Self::Vote => "vote",
            Self::Rehearse => "rehearse",
        }
    }
}

/// Whether the host may do this where the round stands.
///
/// # Errors
/// The first reason in the order role, state.
pub fn decide(command: Command, round: &Round, actor: &Actor) -> Result<(), Refusal> {
    roles::may(actor, round, roles::Duty::Stage)?;
    match (command, round.state) {
        (_, RoundState::Pitching) => Ok(()),
        (Command::Show | Command::Reveal | Command::Time, RoundState::ResultsSealed | RoundState::AwardProposed) => {
            Ok(())
        }
        // Before the order is drawn the screen can say welcome; after the evening it can say thanks.
        (
            Command::Show,
            RoundState::Open
            | RoundState::Checking
            | RoundState::Shortlisted
            | RoundState::InNotice
            | RoundState::Running,
        ) => Ok(()),
        (command, state) => Err(Refusal::WrongState { command: command.as_str(), state: state.as_str() }),
    }
}

/// As whom somebody looks at the evening of a round. A judge is a judge, whatever else they are: nobody marks who has seen more.
#[must_use]
pub fn audience(actor: &Actor, round: &Round) -> Audience {
    let judges = [Role::Judge, Role::Chair].into_iter().any(|role| actor.has_in(role, round.id));
    match actor.who {
        Who::Screen(_) => Audience::Screen,
        Who::Juror(_) => Audience::Juror,
        _ if judges => Audience::Judge,
        Who::Public => Audience::Public,
        Who::Person(_) | Who::Clock if roles::may(actor, round, roles::Duty::Stage).is_ok() => Audience::Host,
        Who::Person(_) | Who::Clock if roles::may(actor, round, roles::Duty::Oversee).is_ok() => Audience::Overseer,
        Who::Person(_) | Who::Clock => Audience::Public,
    }
}

/// A slot of the running order, as far as showing its result goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Whether it is sealed.
    pub sealed: bool,
    /// Whether the host revealed it.
    pub revealed: bool,
    /// Whether it was shown when the evening was frozen.
    pub kept: bool,
}

/// Whether the policy has come to the n-th slot, from 0, for those who lead and watch over the round.
#[must_use]
pub fn permitted(reveal: &Reveal, order: &[Place], n: usize) -> bool {
    let size = usize::try_from(reveal.group_size).unwrap_or(1).max(1);
    let lag = usize::try_from(reveal.lag).unwrap_or(0);
    let group = n / size;
    let sealed = |group: usize| order.chunks(size).nth(group).is_some_and(|places| places.iter().all(|p| p.sealed));
    let all = order.iter().all(|p| p.sealed);
    match reveal.policy {
        RevealPolicy::Immediate => sealed(group),
        RevealPolicy::LagGroups => sealed(group) && (all || sealed(group.saturating_add(lag))),
        RevealPolicy::End | RevealPolicy::Never => n < order.len() && all,
    }
}

/// Whether the result of the n-th slot, from 0, is shown to this audience.
#[must_use]
pub fn shows(audience: Audience, rule: (&Reveal, RevealMode), round: RoundState, order: &[Place], n: usize) -> bool {
    let (reveal, mode) = rule;
    let Some(place) = order.get(n).filter(|_| permitted(reveal, order, n)) else {
        return false;
    };
    match audience {
        Audience::Host | Audience::Overseer => true,
        Audience::Judge | Audience::Juror | Audience::Screen | Audience::Public => {
            let out = match mode {
                RevealMode::Live => true,
                RevealMode::WhenComplete => order.iter().all(|p| p.sealed),
                RevealMode::OneByOne => place.revealed,
                RevealMode::ProgressOnly => false,
                RevealMode::Frozen => place.kept,
            };
            reveal.policy != RevealPolicy::Never && (out || is_published(round))
        }
    }
}

/// Whether the results have left the hall: with the public notice the host's mode no longer holds anything back.
#[must_use]
pub const fn is_published(round: RoundState) -> bool {
    matches!(round, RoundState::InNotice | RoundState::Running | RoundState::Closed | RoundState::Archived)
}

/// Where a proposal stands as far as everybody may know it; `None` for one that was not admitted to the evening.
///
/// What is proposed, kept in reserve or left out is public with the notice and not before; an objection that holds an award is not told.
#[must_use]
pub const fn public_state(proposal: ProposalState, round: RoundState) -> Option<ProposalState> {
    use ProposalState as P;
    match proposal {
        P::Draft | P::Submitted | P::Returned | P::Eligible | P::Ineligible | P::NotShortlisted | P::Withdrawn => None,
        _ if !is_published(round) => Some(P::Shortlisted),
        P::Shortlisted | P::Scored | P::Absent | P::NotSelected | P::Cancelled | P::Lapsed => Some(P::NotSelected),
        P::Reserve => Some(P::Reserve),
        P::Proposed | P::InNotice | P::OnHold | P::Confirmed => Some(P::InNotice),
        P::Agreed | P::Active | P::Rectifying | P::MidPassed | P::Terminated | P::Graded | P::Closed => Some(P::Active),
    }
}

/// Whether this audience learns how many judges have submitted: those in front of the hall, not those who mark or vote.
#[must_use]
pub const fn shows_progress(audience: Audience) -> bool {
    matches!(audience, Audience::Host | Audience::Screen | Audience::Overseer)
}

/// How many awards this audience is shown, the last ones first; `None`: all of them.
#[must_use]
pub fn awards_shown(audience: Audience, round: RoundState, scene_step: Option<i64>) -> Option<usize> {
    match audience {
        Audience::Host | Audience::Overseer => None,
        Audience::Judge | Audience::Juror | Audience::Screen | Audience::Public if is_published(round) => None,
        Audience::Judge | Audience::Juror | Audience::Screen | Audience::Public => {
            Some(scene_step.and_then(|step| usize::try_from(step).ok()).unwrap_or(0))
        }
    }
}

/// Refuses to reveal what the policy has not come to.
///
/// # Errors
/// [`Refusal::NotNow`] with `not_revealable`.
pub fn may_reveal(reveal: &Reveal, order: &[Place], n: usize) -> Result<(), Refusal> {
    if reveal.policy != RevealPolicy::Never && permitted(reveal, order, n) {
        Ok(())
    } else {
        Err(Refusal::not_now("not_revealable", json!({ "sealed": order.get(n).is_some_and(|p| p.sealed) })))
    }
}

#[cfg(test)]
mod tests;
