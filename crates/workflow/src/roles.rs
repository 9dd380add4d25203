//! Which duty belongs to whom. Programme acts belong to the organiser and, on its behalf, the operator; money acts to the funder.
//!
//! Nobody holds both: who belongs to the funder has no programme duty, and who belongs to organiser or operator has no money duty
//! (unless one body is both, when the roles still keep the persons apart).

use crate::Refusal;
use model::rules::Separation;
use model::{Actor, OrganisationId, Role, Round, Who};

/// A duty in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duty {
    /// Run the round: open, extend, shortlist, propose, publish, confirm, close.
    Programme,
    /// Check eligibility, accept milestones.
    Check,
    /// Lead through the evening.
    Stage,
    /// Mark at the desk or at the roadshow.
    Mark,
    /// Record coaching.
    Coach,
    /// Request and pay.
    Finance,
    /// Approve a payment.
    Approve,
    /// Evaluate.
    Evaluate,
    /// Speak for the funder: sign, allow an extension or a termination.
    Fund,
    /// Read everything.
    Oversee,
}

/// For whom the act is done: `Some` when the actor's own body acts for another one.
pub type OnBehalfOf = Option<OrganisationId>;

/// Whether the actor holds this duty in this round.
///
/// # Errors
/// [`Refusal::NotYourRole`] with the roles that do.
pub fn may(actor: &Actor, round: &Round, duty: Duty) -> Result<OnBehalfOf, Refusal> {
    if actor.who == Who::Clock {
        return Ok(None);
    }
    let allowed = if kept_apart(actor, round, duty) { None } else { held(actor, round, duty) };
    allowed.ok_or_else(|| Refusal::NotYourRole { needs: needs(duty) })
}

/// The roles that hold a duty.
#[must_use]
pub fn needs(duty: Duty) -> Vec<Role> {
    match duty {
        Duty::Programme => vec![Role::Organiser, Role::Operator],
        Duty::Check => vec![Role::Checker, Role::Organiser],
        Duty::Stage => vec![Role::StageHost, Role::Organiser, Role::Operator],
        Duty::Mark => vec![Role::Judge],
        Duty::Coach => vec![Role::Coach, Role::Organiser, Role::Operator],
        Duty::Finance => vec![Role::Finance],
        Duty::Approve => vec![Role::Approver],
        Duty::Evaluate => vec![Role::Evaluator],
        Duty::Fund => vec![Role::Approver, Role::Finance],
        Duty::Oversee => vec![Role::Overseer],
    }
}

fn held(actor: &Actor, round: &Round, duty: Duty) -> Option<OnBehalfOf> {
    let own = |role| actor.has_for(role, round.organiser).then_some(None);
    let named = |role| actor.has_in(role, round.id).then_some(None);
    let operator = |role| {
        let operator = round.operator?;
        actor.has_for(role, operator).then_some((operator != round.organiser).then_some(round.organiser))
    };
    let funder = |role| actor.has_for(role, round.funder).then_some(None);
    match duty {
        Duty::Programme => own(Role::Organiser).or_else(|| operator(Role::Operator)),
        Duty::Check => own(Role::Checker).or_else(|| own(Role::Organiser)).or_else(|| named(Role::Checker)),
        Duty::Stage => held(actor, round, Duty::Programme)
            .or_else(|| own(Role::StageHost))
            .or_else(|| operator(Role::StageHost))
            .or_else(|| named(Role::StageHost)),
        Duty::Mark => named(Role::Judge).or_else(|| named(Role::Chair)),
        Duty::Coach => held(actor, round, Duty::Programme)
            .or_else(|| operator(Role::Coach))
            .or_else(|| own(Role::Coach))
            .or_else(|| named(Role::Coach)),
        Duty::Finance => funder(Role::Finance),
        Duty::Approve => funder(Role::Approver),
        Duty::Evaluate => {
            let evaluator = round.evaluator?;
            actor.has_for(Role::Evaluator, evaluator).then_some(None)
        }
        Duty::Fund => funder(Role::Approver).or_else(|| funder(Role::Finance)),
        Duty::Oversee => named(Role::Overseer).or_else(|| own(Role::Overseer)),
    }
}

/// Whether a separation of the round's rules keeps this actor from this duty, whatever roles they hold.
fn kept_apart(actor: &Actor, round: &Round, duty: Duty) -> bool {
    let rule = |s| round.document.rules.separation.contains(&s);
    let programme = [Some(round.organiser), round.operator];
    match duty {
        Duty::Programme | Duty::Check | Duty::Mark | Duty::Stage => {
            rule(Separation::ProgrammeActsNotByFunder)
                && !programme.contains(&Some(round.funder))
                && actor.belongs_to(round.funder)
        }
        Duty::Finance | Duty::Approve => {
            rule(Separation::MoneyActsNotByOrganiserOrOperator)
                && programme.into_iter().flatten().any(|body| body != round.funder && actor.belongs_to(body))
        }
        Duty::Coach | Duty::Evaluate | Duty::Fund | Duty::Oversee => false,
    }
}

/// A host neither checks nor marks those it hosts, and nobody judges their own: refused for those who belong to the applicant, its partners or its host.
///
/// # Errors
/// [`Refusal::Conflicted`] with code `recused`.
pub fn independent_of(actor: &Actor, bodies: &[OrganisationId]) -> Result<(), Refusal> {
    match bodies.iter().find(|body| actor.belongs_to(**body)) {
        None => Ok(()),
        Some(body) => Err(Refusal::Conflicted { code: "recused", facts: serde_json::json!({ "organisation": body }) }),
    }
}
