//! Instalments, the steps of their payment, and refunds.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::dialect::locked;
use crate::schema::agreements::{instalment, payment_step, refund};
use crate::{Error, Tx, proposals};
use diesel::prelude::*;
use model::{Actor, InstalmentId, Money, PersonId, Proposal, ProposalId, Timestamp};

/// One part of a grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalment {
    /// Its id.
    pub id: InstalmentId,
    /// The project.
    pub proposal: ProposalId,
    /// From 1.
    pub part: i64,
    /// What was planned at the signature.
    pub planned: Money,
    /// What is paid after the settlement.
    pub amount: Money,
    /// What must have happened before, a name of `model::rules::Gate`.
    pub gate: String,
    /// `planned`, `requested`, `approved`, `approved_again`, `paid` or `cancelled`.
    pub state: String,
    /// The number of this version of the row.
    pub version: i64,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = instalment)]
struct Row {
    id: Id,
    tenant: Id,
    proposal: Id,
    part: i64,
    planned_fen: i64,
    amount_fen: i64,
    gate: String,
    state: String,
    version: i64,
}

impl From<Row> for Instalment {
    fn from(row: Row) -> Self {
        Self {
            id: InstalmentId(row.id.0),
            proposal: ProposalId(row.proposal.0),
            part: row.part,
            planned: Money::fen(row.planned_fen),
            amount: Money::fen(row.amount_fen),
            gate: row.gate,
            state: row.state,
            version: row.version,
        }
    }
}

/// Plans an instalment.
///
/// # Errors
/// [`Error::Taken`] when the part is planned.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Instalment) -> Result<(), Error> {
    let row = Row {
        id: Id::of(new.id),
        tenant: Id::of(actor.tenant),
        proposal: Id::of(new.proposal),
        part: new.part,
        planned_fen: new.planned.as_fen(),
        amount_fen: new.amount.as_fen(),
        gate: new.gate.clone(),
        state: new.state.clone(),
        version: new.version,
    };
    diesel::insert_into(instalment::table).values(row).run(tx)?;
    Ok(())
}

/// The instalments of projects that the caller has found before, by project and part.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, of: &[Proposal]) -> Result<Vec<Instalment>, Error> {
    let ids: Vec<Id> = of.iter().map(|p| Id::of(p.id)).collect();
    let rows: Vec<Row> = instalment::table
        .filter(instalment::proposal.eq_any(ids))
        .order((instalment::proposal, instalment::part))
        .rows(tx)?;
    Ok(rows.into_iter().map(Instalment::from).collect())
}

/// An instalment of a project the actor may see, held alone until the commit: two payments of one part cannot pass each other.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_exclusively(tx: &mut Tx<'_>, actor: &Actor, id: InstalmentId) -> Result<(Instalment, Proposal), Error> {
    let query = instalment::table.find(Id::of(id)).filter(instalment::tenant.eq(Id::of(actor.tenant)));
    let row: Row = locked!(exclusive, tx.conn, query)?;
    let found = Instalment::from(row);
    let proposal = proposals::find(tx, actor, found.proposal)?;
    Ok((found, proposal))
}

/// Moves an instalment on.
///
/// # Errors
/// [`Error::Conflict`] when somebody else moved it.
pub fn advance(tx: &mut Tx<'_>, old: &Instalment, next: &Instalment) -> Result<(), Error> {
    let unchanged = instalment::table.find(Id::of(old.id)).filter(instalment::version.eq(old.version));
    let changed = diesel::update(unchanged)
        .set((
            instalment::amount_fen.eq(next.amount.as_fen()),
            instalment::state.eq(&next.state),
            instalment::version.eq(old.version.saturating_add(1)),
        ))
        .run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// One step of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The instalment.
    pub instalment: InstalmentId,
    /// The step, a name of `model::rules::PaymentStep`.
    pub step: String,
    /// Who did it.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// The bank's reference, on `paid`.
    pub reference: Option<String>,
}

/// Writes a step down; each happens once.
///
/// # Errors
/// [`Error::Taken`] when it was done.
pub fn insert_step(tx: &mut Tx<'_>, actor: &Actor, new: &Step) -> Result<(), Error> {
    diesel::insert_into(payment_step::table)
        .values((
            payment_step::tenant.eq(Id::of(actor.tenant)),
            payment_step::instalment.eq(Id::of(new.instalment)),
            payment_step::step.eq(&new.step),
            payment_step::person.eq(Id::of(new.person)),
            payment_step::at.eq(Instant(new.at)),
            payment_step::reference.eq(&new.reference),
        ))
        .run(tx)?;
    Ok(())
}

/// The steps of these instalments in order.
///
/// # Errors
/// When the database does not answer.
pub fn steps(tx: &mut Tx<'_>, of: &[Instalment]) -> Result<Vec<Step>, Error> {
    let ids: Vec<Id> = of.iter().map(|i| Id::of(i.id)).collect();
    let rows: Vec<(Id, String, Id, Instant, Option<String>)> = payment_step::table
        .filter(payment_step::instalment.eq_any(ids))
        .select((
            payment_step::instalment,
            payment_step::step,
            payment_step::person,
            payment_step::at,
            payment_step::reference,
        ))
        .order(payment_step::at)
        .rows(tx)?;
    let read = |(instalment, step, person, at, reference): (Id, String, Id, Instant, Option<String>)| Step {
        instalment: InstalmentId(instalment.0),
        step,
        person: PersonId(person.0),
        at: at.0,
        reference,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// A refund that a project owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The project.
    pub proposal: ProposalId,
    /// How much.
    pub amount: Money,
    /// When it came in.
    pub received_at: Option<Timestamp>,
}

/// Writes down what a project owes.
///
/// # Errors
/// [`Error::Taken`] when it owes already.
pub fn insert_refund(tx: &mut Tx<'_>, actor: &Actor, new: &Refund, now: Timestamp) -> Result<(), Error> {
    diesel::insert_into(refund::table)
        .values((
            refund::tenant.eq(Id::of(actor.tenant)),
            refund::proposal.eq(Id::of(new.proposal)),
            refund::fen.eq(new.amount.as_fen()),
            refund::due_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// What projects owe or have given back; the caller has found them before.
///
/// # Errors
/// When the database does not answer.
pub fn refunds(tx: &mut Tx<'_>, of: &[Proposal]) -> Result<Vec<Refund>, Error> {
    let ids: Vec<Id> = of.iter().map(|p| Id::of(p.id)).collect();
    let rows: Vec<(Id, i64, Option<Instant>)> = refund::table
        .filter(refund::proposal.eq_any(ids))
        .select((refund::proposal, refund::fen, refund::received_at))
        .rows(tx)?;
    let read = |(proposal, fen, at): (Id, i64, Option<Instant>)| Refund {
        proposal: ProposalId(proposal.0),
        amount: Money::fen(fen),
        received_at: at.map(|t| t.0),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The money came in.
///
/// # Errors
/// [`Error::Conflict`] when it came in before.
pub fn receive_refund(tx: &mut Tx<'_>, actor: &Actor, of: ProposalId, now: Timestamp) -> Result<(), Error> {
    let owed = refund::tenant.eq(Id::of(actor.tenant)).and(refund::proposal.eq(Id::of(of)));
    let changed = diesel::update(refund::table.filter(owed.and(refund::received_at.is_null())))
        .set((refund::received_at.eq(Instant(now)), refund::person.eq(actor.person().map(Id::of))))
        .run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}
