//! Who may register what, and who may answer for whom.

use crate::{Refusal, roles};
use model::organisation::{Organisation, OrganisationStatus};
use model::{Actor, Grant, OrganisationId, Role, Round, Scope, Who};
use serde_json::json;

/// Whether an organisation may be put into the registry as it stands: a registered one has a valid credit code, a filed one its number.
///
/// # Errors
/// [`Refusal::Invalid`] with the field that is missing or wrong.
pub fn registrable(new: &Organisation) -> Result<(), Refusal> {
    match (new.standing.status, &new.uscc, &new.standing.filing_no) {
        (OrganisationStatus::Filed, _, None) => Err(Refusal::rule("/filing_no", "filing_no_missing", json!({}))),
        _ => Ok(()),
    }
}

/// Who may keep the registry of a tenant: its administrators, and the officers of any organiser or operator.
///
/// # Errors
/// [`Refusal::NotYourRole`].
pub fn keeps_registry(actor: &Actor) -> Result<(), Refusal> {
    let keeper = |role: Role| actor.grants.iter().any(|g| g.role == role);
    let needs = [Role::Administrator, Role::Organiser, Role::Operator];
    if needs.into_iter().any(keeper) { Ok(()) } else { Err(Refusal::NotYourRole { needs: needs.to_vec() }) }
}

/// Whether the actor may give this role in this place.
///
/// An administrator gives any; organiser and operator give the roles of the programme, in their own bodies and rounds.
/// The roles that hold them in check (money, evaluation, oversight) they never give, or the separation would last one request.
///
/// # Errors
/// [`Refusal::NotYourRole`] with the roles that may.
pub fn may_grant(actor: &Actor, grant: Grant, round: Option<&Round>) -> Result<(), Refusal> {
    keeps_registry(actor)?;
    if actor.grants.iter().any(|held| held.role == Role::Administrator) {
        return Ok(());
    }
    let of_programme = match grant.role {
        Role::Applicant
        | Role::Coach
        | Role::Checker
        | Role::Judge
        | Role::Chair
        | Role::StageHost
        | Role::Organiser
        | Role::Operator => true,
        Role::Finance | Role::Approver | Role::Evaluator | Role::Overseer | Role::Administrator => false,
    };
    let theirs = match grant.scope {
        Scope::Tenant => false,
        Scope::Organisation(id) => grant.role == Role::Applicant || actor.belongs_to(id),
        Scope::Round(_) => round.is_some_and(|round| roles::may(actor, round, roles::Duty::Programme).is_ok()),
    };
    if of_programme && theirs { Ok(()) } else { Err(Refusal::NotYourRole { needs: vec![Role::Administrator] }) }
}

/// Whether the actor speaks for this organisation: it is theirs, or they keep the registry.
///
/// # Errors
/// [`Refusal::NotYours`].
pub fn speaks_for(actor: &Actor, organisation: OrganisationId) -> Result<(), Refusal> {
    if actor.belongs_to(organisation) || actor.who == Who::Clock { Ok(()) } else { Err(Refusal::NotYours) }
}
