//! People and the roles they are given.

use crate::{Error, Record, letters, record};
use model::{Actor, Code, EventId, Grant, PersonId, Role, Scope, Timestamp};
use notification::LetterKind;
use serde_json::json;
pub use storage::people::{Person, Tie};
use storage::{Tx, organisations, people, rounds, tenants};
use workflow::organisations::{keeps_registry, may_grant};

/// A new person.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Their code; made from the id when none is given.
    pub code: Option<Code>,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their phone number.
    pub phone: Option<String>,
    /// Their password as argon2id left it.
    pub password_hash: Option<String>,
    /// The roles they start with.
    pub grants: Vec<Grant>,
}

/// Adds a person with their first roles.
///
/// # Errors
/// [`workflow::Refusal::NotYourRole`]; [`storage::Error::Taken`] for code, e-mail or phone.
pub fn create(tx: &mut Tx<'_>, actor: &Actor, new: NewPerson, now: Timestamp) -> Result<Person, Error> {
    keeps_registry(actor)?;
    new.grants.iter().try_for_each(|grant| examine(tx, actor, *grant))?;
    let (person, event) = insert(tx, actor, new, now)?;
    welcome(tx, actor, &person, event, now)?;
    Ok(person)
}

/// Tells somebody who was added, and has an address, by which name they sign in; the password is told by whoever added them.
fn welcome(tx: &mut Tx<'_>, actor: &Actor, person: &Person, event: EventId, now: Timestamp) -> Result<(), Error> {
    let Some(address) = person.email.clone() else { return Ok(()) };
    let keeper = actor.person().map(|id| people::find(tx, actor, id)).transpose()?;
    let office = tenants::find(tx, actor.tenant)?.name;
    let contact = keeper.map_or_else(|| office.clone(), |keeper| keeper.name);
    let facts = json!({ "login": address, "office": office, "contact": contact });
    letters::post(tx, actor, event, (person.name.clone(), address), (LetterKind::AccountCreated, facts), now)
}

/// Whether the place of a role is there for the actor, and the role theirs to give.
fn examine(tx: &mut Tx<'_>, actor: &Actor, grant: Grant) -> Result<(), Error> {
    let round = match grant.scope {
        Scope::Tenant => None,
        Scope::Organisation(id) => organisations::find(tx, actor, id).map(|_| None)?,
        // An administrator belongs to none of its bodies and names judges and overseers of a draft all the same.
        Scope::Round(id) => Some(rounds::find(tx, &Actor::clock(actor.tenant), id)?),
    };
    Ok(may_grant(actor, grant, round.as_ref())?)
}

/// A person who registers on their own, as an applicant will.
///
/// # Errors
/// [`storage::Error::Taken`] for code, e-mail or phone.
pub fn sign_up(tx: &mut Tx<'_>, actor: &Actor, new: NewPerson, now: Timestamp) -> Result<Person, Error> {
    Ok(insert(tx, actor, NewPerson { grants: Vec::new(), ..new }, now)?.0)
}

/// The first administrator, made by the server when there is none.
///
/// # Errors
/// [`storage::Error::Taken`] for code, e-mail or phone.
pub fn create_first(tx: &mut Tx<'_>, actor: &Actor, new: NewPerson, now: Timestamp) -> Result<Person, Error> {
    Ok(insert(tx, actor, new, now)?.0)
}

fn insert(tx: &mut Tx<'_>, actor: &Actor, new: NewPerson, now: Timestamp) -> Result<(Person, EventId), Error> {
    let id: PersonId = tx.id(now);
    let code = match new.code {
        Some(code) => code,
        None => Code::parse(&format!("person-{id}")).map_err(Error::broken)?,
    };
    let person =
        Person { id, code, name: new.name, email: new.email, phone: new.phone, password_hash: new.password_hash };
    people::insert(tx, actor.tenant, &person, now)?;
    for grant in &new.grants {
        people::grant(tx, actor.tenant, id, *grant, now)?;
    }
    let roles: Vec<&str> = new.grants.iter().map(|g| g.role.as_str()).collect();
    let body = json!({ "code": person.code, "roles": roles });
    let event = record(tx, actor, Record::outside("person.created", id, body), now)?;
    Ok((person, event))
}

/// Gives a person one more role.
///
/// # Errors
/// [`workflow::Refusal::NotYourRole`]; [`storage::Error::NotFound`].
pub fn grant(tx: &mut Tx<'_>, actor: &Actor, id: PersonId, grant: Grant, now: Timestamp) -> Result<Person, Error> {
    keeps_registry(actor)?;
    let person = people::find(tx, actor, id)?;
    examine(tx, actor, grant)?;
    people::grant(tx, actor.tenant, id, grant, now)?;
    record(tx, actor, Record::outside("role.granted", id, json!({ "role": grant.role, "scope": grant.scope })), now)?;
    Ok(person)
}

/// Records what ties a person to an organisation or a community; conflicts of interest are found from it.
///
/// # Errors
/// [`workflow::Refusal::NotYourRole`], unless it is one's own tie.
pub fn declare_tie(tx: &mut Tx<'_>, actor: &Actor, tie: &Tie, now: Timestamp) -> Result<(), Error> {
    if actor.person() != Some(tie.person) {
        keeps_registry(actor)?;
    }
    people::find(tx, actor, tie.person)?;
    organisations::find(tx, actor, tie.organisation)?;
    people::insert_tie(tx, actor.tenant, tie, now)?;
    let body = json!({ "organisation": tie.organisation, "relation": tie.relation });
    record(tx, actor, Record::outside("tie.declared", tie.person, body), now)?;
    Ok(())
}

/// The person behind the actor.
///
/// # Errors
/// [`storage::Error::NotFound`] when the actor is no person.
pub fn find_self(tx: &mut Tx<'_>, actor: &Actor) -> Result<Person, Error> {
    let id = actor.person().ok_or(storage::Error::NotFound)?;
    Ok(people::find(tx, actor, id)?)
}

/// Those who are written to on behalf of an organisation: everybody who holds one of these roles for it.
///
/// # Errors
/// When the database does not answer.
pub fn find_contacts(
    tx: &mut Tx<'_>,
    actor: &Actor,
    organisation: model::OrganisationId,
    roles: &[Role],
) -> Result<Vec<PersonId>, Error> {
    let held = people::holders(tx, actor, model::Scope::Organisation(organisation))?;
    let mut contacts: Vec<PersonId> =
        held.into_iter().filter(|(_, g)| roles.contains(&g.role)).map(|(p, _)| p).collect();
    contacts.dedup();
    Ok(contacts)
}
