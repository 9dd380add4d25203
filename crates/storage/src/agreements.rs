//! Agreements and their signatures.

use crate::ask::Ask;
use crate::column::{Doc, Id};
use crate::schema::agreements::agreement as table;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, AgreementId, Day, Money, OrganisationId, PersonId, ProposalId, Timestamp};
use serde::{Deserialize, Serialize};

/// A party and its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The body.
    pub organisation: OrganisationId,
    /// Who signed for it, and when.
    pub signed: Option<(PersonId, Timestamp)>,
}

/// An agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// The proposal that becomes a project by it.
    pub proposal: ProposalId,
    /// What it grants.
    pub grant: Money,
    /// Who receives the money: the applicant, or its host.
    pub payee: OrganisationId,
    /// The parties in order.
    pub parties: Vec<Party>,
    /// The digest of the proposal that is its annex.
    pub annex_digest: String,
    /// The day of the last signature.
    pub signed_on: Option<Day>,
    /// The number of this version of the row.
    pub version: i64,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = crate::schema::agreements::agreement)]
struct Row {
    id: Id,
    tenant: Id,
    proposal: Id,
    grant_fen: i64,
    payee: Id,
    parties: Doc,
    annex_digest: String,
    signed_on: Option<String>,
    version: i64,
}

impl Row {
    fn read(self) -> Result<Agreement, Error> {
        Ok(Agreement {
            id: AgreementId(self.id.0),
            proposal: ProposalId(self.proposal.0),
            grant: Money::fen(self.grant_fen),
            payee: OrganisationId(self.payee.0),
            parties: self.parties.read("parties")?,
            annex_digest: self.annex_digest,
            signed_on: self.signed_on.map(|d| d.parse().map_err(|e| Error::unreadable("day", e))).transpose()?,
            version: self.version,
        })
    }
}

/// Draws an agreement up.
///
/// # Errors
/// [`Error::Taken`] when the proposal has one.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Agreement) -> Result<(), Error> {
    let row = Row {
        id: Id::of(new.id),
        tenant: Id::of(actor.tenant),
        proposal: Id::of(new.proposal),
        grant_fen: new.grant.as_fen(),
        payee: Id::of(new.payee),
        parties: Doc::of(&new.parties)?,
        annex_digest: new.annex_digest.clone(),
        signed_on: new.signed_on.map(|d| d.to_string()),
        version: new.version,
    };
    diesel::insert_into(table::table).values(row).run(tx)?;
    Ok(())
}

/// Adds a signature.
///
/// # Errors
/// [`Error::Conflict`] when somebody else signed meanwhile.
pub fn sign(tx: &mut Tx<'_>, old: &Agreement, next: &Agreement) -> Result<(), Error> {
    let unchanged = table::table.find(Id::of(old.id)).filter(table::version.eq(old.version));
    let changed = diesel::update(unchanged)
        .set((
            table::parties.eq(Doc::of(&next.parties)?),
            table::signed_on.eq(next.signed_on.map(|d| d.to_string())),
            table::version.eq(old.version.saturating_add(1)),
        ))
        .run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// The agreement of a proposal that the caller has found before.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, proposal: ProposalId) -> Result<Agreement, Error> {
    let mine = table::tenant.eq(Id::of(actor.tenant)).and(table::proposal.eq(Id::of(proposal)));
    let row: Row = table::table.filter(mine).first_row(tx)?;
    row.read()
}

/// The agreements of these proposals.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, of: &[model::Proposal]) -> Result<Vec<Agreement>, Error> {
    let ids: Vec<Id> = of.iter().map(|p| Id::of(p.id)).collect();
    let rows: Vec<Row> = table::table.filter(table::proposal.eq_any(ids)).rows(tx)?;
    rows.into_iter().map(Row::read).collect()
}
