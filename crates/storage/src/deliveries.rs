//! What a running project leaves: activity records and vouchers.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::delivery::{activity_record, voucher};
use crate::{Error, Tx, proposals};
use diesel::prelude::*;
use model::{ActivityId, Actor, Code, Day, Money, Period, ProgrammeId, Proposal, ProposalId, Timestamp, VoucherId};
use std::collections::BTreeMap;

/// A record of activities over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// The project.
    pub proposal: ProposalId,
    /// From when to when.
    pub period: Period,
    /// How many of each kind: `case`, `group`, `activity`, `visit`, `mediation`.
    pub counts: BTreeMap<String, i64>,
    /// 服务人次.
    pub person_times: i64,
    /// The same of volunteers.
    pub volunteer_times: i64,
}

/// Records activities.
///
/// # Errors
/// When the database does not answer.
pub fn insert_activity(tx: &mut Tx<'_>, actor: &Actor, new: &Activity, now: Timestamp) -> Result<(), Error> {
    diesel::insert_into(activity_record::table)
        .values((
            activity_record::id.eq(Id::of(new.id)),
            activity_record::tenant.eq(Id::of(actor.tenant)),
            activity_record::proposal.eq(Id::of(new.proposal)),
            activity_record::from_day.eq(new.period.from.to_string()),
            activity_record::to_day.eq(new.period.to.to_string()),
            activity_record::counts.eq(Doc::of(&new.counts)?),
            activity_record::person_times.eq(new.person_times),
            activity_record::volunteer_times.eq(new.volunteer_times),
            activity_record::at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

fn day(text: &str) -> Result<Day, Error> {
    text.parse().map_err(|e| Error::unreadable("day", e))
}

/// The activity records of projects that the caller has found before.
///
/// # Errors
/// When the database does not answer.
pub fn list_activities(tx: &mut Tx<'_>, of: &[Proposal]) -> Result<Vec<Activity>, Error> {
    type Columns = (Id, Id, String, String, Doc, i64, i64);
    let ids: Vec<Id> = of.iter().map(|p| Id::of(p.id)).collect();
    let rows: Vec<Columns> = activity_record::table
        .filter(activity_record::proposal.eq_any(ids))
        .select((
            activity_record::id,
            activity_record::proposal,
            activity_record::from_day,
            activity_record::to_day,
            activity_record::counts,
            activity_record::person_times,
            activity_record::volunteer_times,
        ))
        .order(activity_record::id)
        .rows(tx)?;
    let read = |(id, proposal, from, to, counts, person_times, volunteer_times): Columns| {
        Ok(Activity {
            id: ActivityId(id.0),
            proposal: ProposalId(proposal.0),
            period: Period { from: day(&from)?, to: day(&to)? },
            counts: counts.read("activity counts")?,
            person_times,
            volunteer_times,
        })
    };
    rows.into_iter().map(read).collect()
}

/// An invoice or receipt for an expense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voucher {
    /// Its id.
    pub id: VoucherId,
    /// The programme within which its invoice number counts once.
    pub programme: ProgrammeId,
    /// The project.
    pub proposal: ProposalId,
    /// Its code.
    pub code: Code,
    /// The budget line it is for.
    pub line: i64,
    /// How much.
    pub amount: Money,
    /// The number on the invoice.
    pub invoice_number: String,
    /// The day it was paid.
    pub paid_on: Day,
    /// `submitted`, `verified` or `returned`.
    pub state: String,
    /// When it was handed in.
    pub submitted_at: Timestamp,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = voucher)]
struct Row {
    id: Id,
    tenant: Id,
    programme: Id,
    proposal: Id,
    code: String,
    line: i64,
    amount_fen: i64,
    invoice_number: String,
    paid_on: String,
    state: String,
    submitted_at: Instant,
}

impl Row {
    fn read(self) -> Result<Voucher, Error> {
        Ok(Voucher {
            id: VoucherId(self.id.0),
            programme: ProgrammeId(self.programme.0),
            proposal: ProposalId(self.proposal.0),
            code: self.code.parse().map_err(|e| Error::unreadable("voucher code", e))?,
            line: self.line,
            amount: Money::fen(self.amount_fen),
            invoice_number: self.invoice_number,
            paid_on: day(&self.paid_on)?,
            state: self.state,
            submitted_at: self.submitted_at.0,
        })
    }
}

/// Hands a voucher in.
///
/// # Errors
/// [`Error::Taken`] when its invoice number was used in the programme.
pub fn insert_voucher(tx: &mut Tx<'_>, actor: &Actor, new: &Voucher) -> Result<(), Error> {
    let row = Row {
        id: Id::of(new.id),
        tenant: Id::of(actor.tenant),
        programme: Id::of(new.programme),
        proposal: Id::of(new.proposal),
        code: new.code.to_string(),
        line: new.line,
        amount_fen: new.amount.as_fen(),
        invoice_number: new.invoice_number.clone(),
        paid_on: new.paid_on.to_string(),
        state: new.state.clone(),
        submitted_at: Instant(new.submitted_at),
    };
    diesel::insert_into(voucher::table).values(row).run(tx)?;
    Ok(())
}

/// The vouchers of projects that the caller has found before, by project and code.
///
/// # Errors
/// When the database does not answer.
pub fn list_vouchers(tx: &mut Tx<'_>, of: &[Proposal]) -> Result<Vec<Voucher>, Error> {
    let ids: Vec<Id> = of.iter().map(|p| Id::of(p.id)).collect();
    let rows: Vec<Row> =
        voucher::table.filter(voucher::proposal.eq_any(ids)).order((voucher::proposal, voucher::code)).rows(tx)?;
    rows.into_iter().map(Row::read).collect()
}

/// Whether an invoice number was used in a programme, in whichever project.
///
/// # Errors
/// When the database does not answer.
pub fn is_used(tx: &mut Tx<'_>, actor: &Actor, programme: ProgrammeId, invoice_number: &str) -> Result<bool, Error> {
    let mine = voucher::tenant.eq(Id::of(actor.tenant)).and(voucher::programme.eq(Id::of(programme)));
    let count: i64 = voucher::table.filter(mine.and(voucher::invoice_number.eq(invoice_number))).count().row(tx)?;
    Ok(count > 0)
}

/// A voucher of a project the actor may see, with the project.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_voucher(tx: &mut Tx<'_>, actor: &Actor, id: VoucherId) -> Result<(Voucher, Proposal), Error> {
    let row: Row = voucher::table.find(Id::of(id)).filter(voucher::tenant.eq(Id::of(actor.tenant))).first_row(tx)?;
    let found = row.read()?;
    let proposal = proposals::find(tx, actor, found.proposal)?;
    Ok((found, proposal))
}

/// Moves a voucher on.
///
/// # Errors
/// [`Error::Conflict`] when somebody else moved it.
pub fn advance_voucher(tx: &mut Tx<'_>, old: &Voucher, state: &str) -> Result<(), Error> {
    let unmoved = voucher::table.find(Id::of(old.id)).filter(voucher::state.eq(&old.state));
    let changed = diesel::update(unmoved).set(voucher::state.eq(state)).run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}
