//! The registry of organisations.

use crate::{Error, Record, record};
use model::organisation::{Credit, OrganisationKind, Standing};
use model::{Actor, Code, Day, Grant, Organisation, OrganisationId, Role, Scope, Timestamp};
use serde_json::json;
use storage::{Tx, organisations, people};
use workflow::organisations as rules;

/// What is told of an organisation when it is registered.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    /// Its code; made from the id when none is given.
    pub code: Option<Code>,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// The body above it.
    pub parent: Option<OrganisationId>,
    /// Its legal standing.
    pub standing: Standing,
    /// Its credit code; checked where it came in.
    pub uscc: Option<String>,
    /// Who leads it.
    pub leader: Option<String>,
    /// How many members it has.
    pub members: Option<i64>,
}

/// Puts an organisation into the registry. Somebody who registers their own body becomes its applicant.
///
/// # Errors
/// [`workflow::Refusal::Invalid`], [`storage::Error::Taken`].
pub fn register(tx: &mut Tx<'_>, actor: &Actor, new: NewOrganisation, now: Timestamp) -> Result<Organisation, Error> {
    let id: OrganisationId = tx.id(now);
    let code = match new.code {
        Some(code) => code,
        None => Code::parse(&format!("org-{id}")).map_err(Error::broken)?,
    };
    let organisation = Organisation {
        id,
        code,
        name: new.name,
        kind: new.kind,
        parent: new.parent,
        standing: new.standing,
        uscc: new.uscc,
        leader: new.leader,
        members: new.members,
        credit: Credit::default(),
        banned_until: None,
        version: 0,
    };
    rules::registrable(&organisation)?;
    if let Some(parent) = organisation.parent {
        organisations::find(tx, actor, parent)?;
    }
    organisations::insert(tx, actor.tenant, &organisation, now)?;
    if let (Some(person), Err(_)) = (actor.person(), rules::keeps_registry(actor)) {
        let own = Grant { role: Role::Applicant, scope: Scope::Organisation(id) };
        people::grant(tx, actor.tenant, person, own, now)?;
    }
    let body = json!({ "code": organisation.code, "kind": organisation.kind, "status": organisation.standing.status });
    record(tx, actor, Record::outside("organisation.registered", id, body), now)?;
    Ok(organisation)
}

/// What the registration authority's checks and lists say now, as the keeper of the registry looked it up.
///
/// # Errors
/// [`workflow::Refusal::NotYourRole`], [`storage::Error::Conflict`].
pub fn note_credit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: OrganisationId,
    credit: Credit,
    now: Timestamp,
) -> Result<Organisation, Error> {
    rules::keeps_registry(actor)?;
    let old = organisations::find(tx, actor, id)?;
    let next = Organisation { credit, version: old.version.saturating_add(1), ..old.clone() };
    organisations::replace(tx, actor.tenant, &old, &next, now)?;
    let body = serde_json::to_value(&next.credit).map_err(Error::broken)?;
    record(tx, actor, Record::outside("organisation.credit_noted", id, body), now)?;
    Ok(next)
}

/// A step up: a group is filed, a filed one registers. The history keeps what it was.
///
/// # Errors
/// [`workflow::Refusal::Invalid`], [`workflow::Refusal::NotYourRole`], [`storage::Error::Conflict`].
pub fn step_up(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: OrganisationId,
    to: (Standing, Option<String>),
    now: Timestamp,
) -> Result<Organisation, Error> {
    rules::keeps_registry(actor)?;
    let old = organisations::find(tx, actor, id)?;
    let (standing, uscc) = to;
    let next = Organisation { standing, uscc, version: old.version.saturating_add(1), ..old.clone() };
    rules::registrable(&next)?;
    organisations::replace(tx, actor.tenant, &old, &next, now)?;
    let body = json!({ "status": next.standing.status, "since": next.standing.since });
    record(tx, actor, Record::outside("organisation.stepped_up", id, body), now)?;
    Ok(next)
}

/// Excludes an organisation from the contest until a day, included; the longer exclusion stands.
///
/// # Errors
/// [`workflow::Refusal::NotYourRole`], [`storage::Error::Conflict`].
pub fn exclude(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: OrganisationId,
    until: Day,
    now: Timestamp,
) -> Result<Organisation, Error> {
    if actor.who != model::Who::Clock {
        rules::keeps_registry(actor)?;
    }
    let old = organisations::find(tx, actor, id)?;
    let until = old.banned_until.map_or(until, |day| day.max(until));
    let next = Organisation { banned_until: Some(until), version: old.version.saturating_add(1), ..old.clone() };
    organisations::replace(tx, actor.tenant, &old, &next, now)?;
    record(tx, actor, Record::outside("organisation.excluded", id, json!({ "until": until })), now)?;
    Ok(next)
}

/// One organisation.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: OrganisationId) -> Result<Organisation, Error> {
    Ok(organisations::find(tx, actor, id)?)
}

/// One organisation by its code.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn find_by_code(tx: &mut Tx<'_>, actor: &Actor, code: &Code) -> Result<Organisation, Error> {
    Ok(organisations::find_by_code(tx, actor, code)?)
}

/// The registry, by code.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Organisation>, Error> {
    Ok(organisations::list(tx, actor)?)
}
