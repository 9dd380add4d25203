//! People, the roles they hold, and what ties them to organisations.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::people::{person, role_grant, tie};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, Code, Grant, GrantId, OrganisationId, PersonId, RoundId, Scope, TenantId, Timestamp};

/// A human being with a sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their code.
    pub code: Code,
    /// Their name.
    pub name: String,
    /// Their e-mail address, for signing in and for letters.
    pub email: Option<String>,
    /// Their phone number, for signing in.
    pub phone: Option<String>,
    /// Their password as argon2id left it; `None` for those who come by card only.
    pub password_hash: Option<String>,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = person)]
struct Row {
    id: Id,
    tenant: Id,
    code: String,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    password_hash: Option<String>,
    created_at: Instant,
    version: i64,
}

impl Row {
    fn read(self) -> Result<Person, Error> {
        Ok(Person {
            id: PersonId(self.id.0),
            code: self.code.parse().map_err(|e| Error::unreadable("person code", e))?,
            name: self.name,
            email: self.email,
            phone: self.phone,
            password_hash: self.password_hash,
        })
    }
}

/// Adds a person.
///
/// # Errors
/// [`Error::Taken`] when code, e-mail or phone is in use.
pub fn insert(tx: &mut Tx<'_>, tenant: TenantId, new: &Person, now: Timestamp) -> Result<(), Error> {
    let row = Row {
        id: Id::of(new.id),
        tenant: Id::of(tenant),
        code: new.code.to_string(),
        name: new.name.clone(),
        email: new.email.clone(),
        phone: new.phone.clone(),
        password_hash: new.password_hash.clone(),
        created_at: Instant(now),
        version: 0,
    };
    diesel::insert_into(person::table).values(row).run(tx)?;
    Ok(())
}

/// A person of the actor's tenant.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: PersonId) -> Result<Person, Error> {
    let row: Row = person::table.find(Id::of(id)).filter(person::tenant.eq(Id::of(actor.tenant))).first_row(tx)?;
    row.read()
}

/// Several people of the actor's tenant, in no order.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, ids: &[PersonId]) -> Result<Vec<Person>, Error> {
    let ids: Vec<Id> = ids.iter().copied().map(Id::of).collect();
    let mine = person::tenant.eq(Id::of(actor.tenant));
    let rows: Vec<Row> = person::table.filter(mine.and(person::id.eq_any(ids))).rows(tx)?;
    rows.into_iter().map(Row::read).collect()
}

/// A person of the actor's tenant by code.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_by_code(tx: &mut Tx<'_>, actor: &Actor, code: &Code) -> Result<Person, Error> {
    let mine = person::tenant.eq(Id::of(actor.tenant));
    let row: Row = person::table.filter(mine.and(person::code.eq(code.as_str()))).first_row(tx)?;
    row.read()
}

/// Who signs in with this e-mail address or phone number, unscoped: nobody has signed in yet.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_by_login_unscoped(tx: &mut Tx<'_>, tenant: TenantId, login: &str) -> Result<Person, Error> {
    let matches = person::email.eq(login).or(person::phone.eq(login));
    let row: Row = person::table.filter(person::tenant.eq(Id::of(tenant))).filter(matches).first_row(tx)?;
    row.read()
}

/// Replaces a password.
///
/// # Errors
/// When the database does not answer.
pub fn set_password(tx: &mut Tx<'_>, id: PersonId, hash: &str) -> Result<(), Error> {
    diesel::update(person::table.find(Id::of(id))).set(person::password_hash.eq(hash)).run(tx)?;
    Ok(())
}

/// Gives a role.
///
/// # Errors
/// When the database does not answer.
pub fn grant(tx: &mut Tx<'_>, tenant: TenantId, id: PersonId, grant: Grant, now: Timestamp) -> Result<(), Error> {
    let (organisation, round) = match grant.scope {
        Scope::Tenant => (None, None),
        Scope::Organisation(id) => (Some(Id::of(id)), None),
        Scope::Round(id) => (None, Some(Id::of(id))),
    };
    let key: GrantId = tx.id(now);
    tx.known.holders.forget_all();
    diesel::insert_into(role_grant::table)
        .values((
            role_grant::id.eq(Id::of(key)),
            role_grant::tenant.eq(Id::of(tenant)),
            role_grant::person.eq(Id::of(id)),
            role_grant::role.eq(grant.role.as_str()),
            role_grant::organisation.eq(organisation),
            role_grant::round.eq(round),
            role_grant::granted_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// The roles that a person holds at this moment.
///
/// # Errors
/// When the database does not answer.
pub fn grants(tx: &mut Tx<'_>, tenant: TenantId, id: PersonId) -> Result<Vec<Grant>, Error> {
    let mine = role_grant::tenant.eq(Id::of(tenant)).and(role_grant::person.eq(Id::of(id)));
    let rows: Vec<(String, Option<Id>, Option<Id>)> = role_grant::table
        .filter(mine.and(role_grant::revoked_at.is_null()))
        .select((role_grant::role, role_grant::organisation, role_grant::round))
        .rows(tx)?;
    rows.into_iter().map(|(role, organisation, round)| read_grant(&role, organisation, round)).collect()
}

/// Everybody who holds any role for one of these organisations, or in this round.
///
/// # Errors
/// When the database does not answer.
pub fn holders(tx: &mut Tx<'_>, actor: &Actor, scope: Scope) -> Result<Vec<(PersonId, Grant)>, Error> {
    let all = || {
        role_grant::table
            .filter(role_grant::tenant.eq(Id::of(actor.tenant)).and(role_grant::revoked_at.is_null()))
            .select((role_grant::person, role_grant::role, role_grant::organisation, role_grant::round))
            .order(role_grant::id)
    };
    let everywhere = role_grant::organisation.is_null().and(role_grant::round.is_null());
    let rows: Vec<(Id, String, Option<Id>, Option<Id>)> = match scope {
        Scope::Tenant => all().filter(everywhere).rows(tx)?,
        Scope::Organisation(id) => all().filter(role_grant::organisation.eq(Id::of(id))).rows(tx)?,
        Scope::Round(id) => all().filter(role_grant::round.eq(Id::of(id))).rows(tx)?,
    };
    let read = |(person, role, organisation, round): (Id, String, Option<Id>, Option<Id>)| {
        Ok((PersonId(person.0), read_grant(&role, organisation, round)?))
    };
    rows.into_iter().map(read).collect()
}

pub(crate) fn read_grant(role: &str, organisation: Option<Id>, round: Option<Id>) -> Result<Grant, Error> {
    let scope = match (organisation, round) {
        (None, None) => Scope::Tenant,
        (Some(id), _) => Scope::Organisation(OrganisationId(id.0)),
        (None, Some(id)) => Scope::Round(RoundId(id.0)),
    };
    Ok(Grant { role: role.parse().map_err(|e| Error::unreadable("role", e))?, scope })
}

/// What ties a person to an organisation or a community: `board`, `staff`, `adviser`, `community_worker`, ...
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Who.
    pub person: PersonId,
    /// To whom.
    pub organisation: OrganisationId,
    /// How.
    pub relation: String,
}

/// Records a tie.
///
/// # Errors
/// [`Error::Taken`] when it is on record already.
pub fn insert_tie(tx: &mut Tx<'_>, tenant: TenantId, new: &Tie, now: Timestamp) -> Result<(), Error> {
    let key: GrantId = tx.id(now);
    diesel::insert_into(tie::table)
        .values((
            tie::id.eq(Id::of(key)),
            tie::tenant.eq(Id::of(tenant)),
            tie::person.eq(Id::of(new.person)),
            tie::organisation.eq(Id::of(new.organisation)),
            tie::relation.eq(&new.relation),
            tie::declared_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// The ties of one person.
///
/// # Errors
/// When the database does not answer.
pub fn ties(tx: &mut Tx<'_>, actor: &Actor, id: PersonId) -> Result<Vec<Tie>, Error> {
    let mine = tie::tenant.eq(Id::of(actor.tenant)).and(tie::person.eq(Id::of(id)));
    let rows: Vec<(Id, String)> =
        tie::table.filter(mine).select((tie::organisation, tie::relation)).order(tie::id).rows(tx)?;
    let read = |(organisation, relation): (Id, String)| Tie {
        person: id,
        organisation: OrganisationId(organisation.0),
        relation,
    };
    Ok(rows.into_iter().map(read).collect())
}
