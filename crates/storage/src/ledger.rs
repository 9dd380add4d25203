//! The ledger: double entry in fen, append-only by trigger on both engines.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::agreements::ledger_entry as table;
use crate::{Error, Tx};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use model::{Actor, Money, ProposalId, Round, Timestamp, TransferId};
use uuid::Uuid;

/// A balanced movement of money from one account to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// What it is: `pool_opened`, `award_committed`, `award_released`, `instalment_paid`, `refund_received`.
    pub kind: &'static str,
    /// Where it comes from: `fund`, `pool`, `committed`, `paid`.
    pub from: &'static str,
    /// Where it goes to.
    pub to: &'static str,
    /// The track out of whose pool it is.
    pub track: String,
    /// The project concerned.
    pub proposal: Option<ProposalId>,
    /// The part of the grant.
    pub part: Option<i64>,
    /// How much; more than nothing.
    pub amount: Money,
}

/// Books a transfer as two entries that add up to nothing.
///
/// # Errors
/// [`Error::Taken`] when an instalment is booked twice; [`Error::Broken`] when it would overdraw a pool.
pub fn book(tx: &mut Tx<'_>, actor: &Actor, round: &Round, new: &Transfer, now: Timestamp) -> Result<(), Error> {
    if new.amount == Money::ZERO {
        return Ok(());
    }
    let transfer: TransferId = tx.id(now);
    for (account, fen) in [(new.from, Money::ZERO.minus(new.amount)), (new.to, new.amount)] {
        let id: Uuid = tx.id(now);
        diesel::insert_into(table::table)
            .values((
                table::id.eq(Id(id)),
                table::tenant.eq(Id::of(actor.tenant)),
                table::round.eq(Id::of(round.id)),
                table::transfer.eq(Id::of(transfer)),
                table::kind.eq(new.kind),
                table::account.eq(account),
                table::track.eq(&new.track),
                table::proposal.eq(new.proposal.map(Id::of)),
                table::part.eq(new.part),
                table::fen.eq(fen.as_fen()),
                table::at.eq(Instant(now)),
            ))
            .run(tx)?;
    }
    // Whoever takes money out of a pool has counted before; a pool below nothing is a slip in that count, and undoes the whole act.
    if new.from == "pool" && balance(tx, actor, round, &new.track, "pool")? < Money::ZERO {
        return Err(Error::Broken(anyhow::anyhow!("the pool of {} would be overdrawn", new.track)));
    }
    Ok(())
}

/// What an account of a track holds.
///
/// # Errors
/// When the database does not answer.
pub fn balance(tx: &mut Tx<'_>, actor: &Actor, round: &Round, track: &str, account: &str) -> Result<Money, Error> {
    let mine = table::tenant.eq(Id::of(actor.tenant)).and(table::round.eq(Id::of(round.id)));
    let sum: i64 = table::table
        .filter(mine.and(table::track.eq(track)).and(table::account.eq(account)))
        .select(sql::<BigInt>("CAST(COALESCE(SUM(fen), 0) AS BIGINT)"))
        .first_row(tx)?;
    Ok(Money::fen(sum))
}

/// An entry as it was booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: String,
    /// The account.
    pub account: String,
    /// The track.
    pub track: String,
    /// The project.
    pub proposal: Option<ProposalId>,
    /// The part of the grant.
    pub part: Option<i64>,
    /// How much, signed.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
}

/// The entries of a round in the order of booking; the caller has decided who may see them.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Entry>, Error> {
    type Columns = (String, String, String, Option<Id>, Option<i64>, i64, Instant);
    let mine = table::tenant.eq(Id::of(actor.tenant)).and(table::round.eq(Id::of(round.id)));
    let rows: Vec<Columns> = table::table
        .filter(mine)
        .select((table::kind, table::account, table::track, table::proposal, table::part, table::fen, table::at))
        .order(table::id)
        .rows(tx)?;
    let read = |(kind, account, track, proposal, part, fen, at): Columns| Entry {
        kind,
        account,
        track,
        proposal: proposal.map(|p| ProposalId(p.0)),
        part,
        amount: Money::fen(fen),
        at: at.0,
    };
    Ok(rows.into_iter().map(read).collect())
}
