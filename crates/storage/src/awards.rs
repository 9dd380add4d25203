//! Awards, as they were proposed and as they stand.

use crate::ask::Ask;
use crate::column::{Doc, Id};
use crate::schema::awards::award as table;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, AwardId, Money, ProposalId, Round};

/// An award.
#[derive(Debug, Clone, PartialEq)]
pub struct Award {
    /// Its id.
    pub id: AwardId,
    /// The proposal.
    pub proposal: ProposalId,
    /// The track out of whose pool it is paid.
    pub track: String,
    /// Its place in the order of award.
    pub award_order: i64,
    /// What it gives, or would give as a reserve.
    pub amount: Option<Money>,
    /// How it came about.
    pub trace: serde_json::Value,
}

type Columns = (Id, Id, String, i64, Option<i64>, Doc);

fn read((id, proposal, track, award_order, amount, trace): Columns) -> Result<Award, Error> {
    Ok(Award {
        id: AwardId(id.0),
        proposal: ProposalId(proposal.0),
        track,
        award_order,
        amount: amount.map(Money::fen),
        trace: trace.read("trace")?,
    })
}

/// Writes an award down.
///
/// # Errors
/// [`Error::Taken`] when the proposal has one.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, round: &Round, new: &Award) -> Result<(), Error> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id::of(new.id)),
            table::tenant.eq(Id::of(actor.tenant)),
            table::round.eq(Id::of(round.id)),
            table::proposal.eq(Id::of(new.proposal)),
            table::track.eq(&new.track),
            table::award_order.eq(new.award_order),
            table::amount_fen.eq(new.amount.map(Money::as_fen)),
            table::trace.eq(Doc::of(&new.trace)?),
        ))
        .run(tx)?;
    Ok(())
}

/// The awards of a round by track and order; the caller has found the round before.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Award>, Error> {
    let mine = table::tenant.eq(Id::of(actor.tenant)).and(table::round.eq(Id::of(round.id)));
    let rows: Vec<Columns> = table::table
        .filter(mine)
        .select((table::id, table::proposal, table::track, table::award_order, table::amount_fen, table::trace))
        .order((table::track, table::award_order))
        .rows(tx)?;
    rows.into_iter().map(read).collect()
}

/// The award of a proposal that the caller has found before.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, proposal: ProposalId) -> Result<Award, Error> {
    let mine = table::tenant.eq(Id::of(actor.tenant)).and(table::proposal.eq(Id::of(proposal)));
    let columns = (table::id, table::proposal, table::track, table::award_order, table::amount_fen, table::trace);
    read(table::table.filter(mine).select(columns).first_row(tx)?)
}
