//! Plans of who reviews what: who makes, changes, applies and reads them, and whom an applied plan asks.

use crate::Refusal;
use crate::roles::{self, Duty};
use model::{Actor, PersonId, PlanState, Round, RoundState};

/// What can be done to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Compute one.
    Plan,
    /// Change its pairs by hand.
    Edit,
    /// Let it decide who is asked.
    Apply,
}

impl Command {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Plan, Self::Edit, Self::Apply];

    /// The one spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Edit => "edit",
            Self::Apply => "apply",
        }
    }
}

/// Where the plan goes, or why not; `None` for a plan that does not exist yet.
///
/// # Errors
/// The first reason in the order role, state: until the desk review is concluded, and never on a plan that was applied.
pub fn decide(command: Command, plan: Option<PlanState>, round: &Round, actor: &Actor) -> Result<PlanState, Refusal> {
    roles::may(actor, round, Duty::Programme)?;
    if !matches!(round.state, RoundState::Open | RoundState::Checking) {
        return Err(Refusal::WrongState { command: command.as_str(), state: round.state.as_str() });
    }
    match (command, plan) {
        (Command::Plan, None) | (Command::Edit, Some(PlanState::Draft)) => Ok(PlanState::Draft),
        (Command::Apply, Some(PlanState::Draft)) => Ok(PlanState::Applied),
        (command, plan) => {
            Err(Refusal::WrongState { command: command.as_str(), state: plan.map_or("none", PlanState::as_str) })
        }
    }
}

/// What the actor may do to the plan now.
#[must_use]
pub fn actions(plan: Option<PlanState>, round: &Round, actor: &Actor) -> Vec<Command> {
    Command::ALL.iter().copied().filter(|c| decide(*c, plan, round, actor).is_ok()).collect()
}

/// Whether the actor reads plans: those who run the round and those who oversee it.
///
/// # Errors
/// [`Refusal::NotYourRole`] for everybody else, reviewers included.
pub fn read(round: &Round, actor: &Actor) -> Result<(), Refusal> {
    if roles::may(actor, round, Duty::Oversee).is_ok() {
        return Ok(());
    }
    roles::may(actor, round, Duty::Programme).map(drop)
}

/// Whether a reviewer is asked: everybody with a seat where no applied plan names the proposal, and else those whom it names.
///
/// # Errors
/// [`Refusal::NotYours`].
pub fn asked(named: &[PersonId], reviewer: PersonId) -> Result<(), Refusal> {
    if named.is_empty() || named.contains(&reviewer) { Ok(()) } else { Err(Refusal::NotYours) }
}
