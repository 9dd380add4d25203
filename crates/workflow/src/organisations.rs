//! Who may register what, and who may answer for whom.

use crate::Refusal;
use model::organisation::{Organisation, OrganisationStatus};
use model::{Actor, OrganisationId, Role, Who};
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

/// Whether the actor speaks for this organisation: it is theirs, or they keep the registry.
///
/// # Errors
/// [`Refusal::NotYours`].
pub fn speaks_for(actor: &Actor, organisation: OrganisationId) -> Result<(), Refusal> {
    if actor.belongs_to(organisation) || actor.who == Who::Clock { Ok(()) } else { Err(Refusal::NotYours) }
}
