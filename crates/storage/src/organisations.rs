//! Organisations and the history of their legal standing.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::dialect::locked;
use crate::schema::people::{organisation, organisation_standing};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::organisation::{Organisation, Standing};
use model::{Actor, Code, Day, GrantId, OrganisationId, TenantId, Timestamp};

#[derive(Queryable, Insertable)]
#[diesel(table_name = organisation)]
struct Row {
    id: Id,
    tenant: Id,
    code: String,
    name: String,
    kind: String,
    parent: Option<Id>,
    status: String,
    status_since: Option<String>,
    filing_no: Option<String>,
    uscc: Option<String>,
    leader: Option<String>,
    members: Option<i64>,
    credit: Doc,
    banned_until: Option<String>,
    version: i64,
}

impl Row {
    fn write(tenant: TenantId, o: &Organisation) -> Result<Self, Error> {
        Ok(Self {
            id: Id::of(o.id),
            tenant: Id::of(tenant),
            code: o.code.to_string(),
            name: o.name.clone(),
            kind: o.kind.as_str().into(),
            parent: o.parent.map(Id::of),
            status: o.standing.status.as_str().into(),
            status_since: o.standing.since.map(|d| d.to_string()),
            filing_no: o.standing.filing_no.clone(),
            uscc: o.uscc.clone(),
            leader: o.leader.clone(),
            members: o.members,
            credit: Doc::of(&o.credit)?,
            banned_until: o.banned_until.map(|d| d.to_string()),
            version: o.version,
        })
    }

    fn read(self) -> Result<Organisation, Error> {
        let day = |text: Option<String>| -> Result<Option<Day>, Error> {
            text.map(|t| t.parse().map_err(|e| Error::unreadable("day", e))).transpose()
        };
        Ok(Organisation {
            id: OrganisationId(self.id.0),
            code: self.code.parse().map_err(|e| Error::unreadable("organisation code", e))?,
            name: self.name,
            kind: self.kind.parse().map_err(|e| Error::unreadable("organisation kind", e))?,
            parent: self.parent.map(|p| OrganisationId(p.0)),
            standing: Standing {
                status: self.status.parse().map_err(|e| Error::unreadable("organisation status", e))?,
                since: day(self.status_since)?,
                filing_no: self.filing_no,
            },
            uscc: self.uscc,
            leader: self.leader,
            members: self.members,
            credit: self.credit.read("organisation credit")?,
            banned_until: day(self.banned_until)?,
            version: self.version,
        })
    }
}

/// Adds an organisation and the first line of its history.
///
/// # Errors
/// [`Error::Taken`] when its code or credit code is in use.
pub fn insert(tx: &mut Tx<'_>, tenant: TenantId, new: &Organisation, now: Timestamp) -> Result<(), Error> {
    diesel::insert_into(organisation::table).values(Row::write(tenant, new)?).run(tx)?;
    remember_standing(tx, tenant, new, now)
}

/// Replaces an organisation; a change of its standing is added to its history.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it since it was read.
pub fn replace(
    tx: &mut Tx<'_>,
    tenant: TenantId,
    old: &Organisation,
    new: &Organisation,
    now: Timestamp,
) -> Result<(), Error> {
    let row = Row::write(tenant, new)?;
    let unchanged = organisation::table.find(Id::of(old.id)).filter(organisation::version.eq(old.version));
    let changed = diesel::update(unchanged)
        .set((
            organisation::name.eq(row.name),
            organisation::parent.eq(row.parent),
            organisation::status.eq(row.status),
            organisation::status_since.eq(row.status_since),
            organisation::filing_no.eq(row.filing_no),
            organisation::uscc.eq(row.uscc),
            organisation::leader.eq(row.leader),
            organisation::members.eq(row.members),
            organisation::credit.eq(row.credit),
            organisation::banned_until.eq(row.banned_until),
            organisation::version.eq(old.version.saturating_add(1)),
        ))
        .run(tx)?;
    if changed != 1 {
        return Err(Error::Conflict);
    }
    if old.standing == new.standing && old.uscc == new.uscc { Ok(()) } else { remember_standing(tx, tenant, new, now) }
}

fn remember_standing(tx: &mut Tx<'_>, tenant: TenantId, o: &Organisation, now: Timestamp) -> Result<(), Error> {
    let key: GrantId = tx.id(now);
    diesel::insert_into(organisation_standing::table)
        .values((
            organisation_standing::id.eq(Id::of(key)),
            organisation_standing::tenant.eq(Id::of(tenant)),
            organisation_standing::organisation.eq(Id::of(o.id)),
            organisation_standing::status.eq(o.standing.status.as_str()),
            organisation_standing::since.eq(o.standing.since.map(|d| d.to_string())),
            organisation_standing::filing_no.eq(&o.standing.filing_no),
            organisation_standing::uscc.eq(&o.uscc),
            organisation_standing::recorded_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// An organisation of the actor's tenant; the registry is open to everybody in it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: OrganisationId) -> Result<Organisation, Error> {
    let mine = organisation::tenant.eq(Id::of(actor.tenant));
    let row: Row = organisation::table.find(Id::of(id)).filter(mine).first_row(tx)?;
    row.read()
}

/// The same, held alone until the commit: what counts an applicant's proposals takes it so.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_exclusively(tx: &mut Tx<'_>, actor: &Actor, id: OrganisationId) -> Result<Organisation, Error> {
    let mine = organisation::tenant.eq(Id::of(actor.tenant));
    let query = organisation::table.find(Id::of(id)).filter(mine);
    let row: Row = locked!(exclusive, tx.conn, query)?;
    row.read()
}

/// The same by code.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_by_code(tx: &mut Tx<'_>, actor: &Actor, code: &Code) -> Result<Organisation, Error> {
    let mine = organisation::tenant.eq(Id::of(actor.tenant)).and(organisation::code.eq(code.as_str()));
    let row: Row = organisation::table.filter(mine).first_row(tx)?;
    row.read()
}

/// All organisations of the actor's tenant, by code.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Organisation>, Error> {
    let mine = organisation::tenant.eq(Id::of(actor.tenant));
    let rows: Vec<Row> = organisation::table.filter(mine).order(organisation::code).rows(tx)?;
    rows.into_iter().map(Row::read).collect()
}
