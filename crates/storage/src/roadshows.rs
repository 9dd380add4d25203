//! The slots of a running order.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::dialect::locked;
use crate::schema::roadshows::slot;
use crate::{Error, Tx, rounds};
use diesel::prelude::*;
use model::{Actor, ProposalId, Round, RoundId, SlotId, Timestamp};

/// A place in the running order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its id.
    pub id: SlotId,
    /// The round.
    pub round: RoundId,
    /// The stage.
    pub stage: String,
    /// From 1.
    pub position: i64,
    /// Who pitches.
    pub proposal: ProposalId,
    /// When it is planned to begin and to be sealed.
    pub planned: (Timestamp, Timestamp),
    /// `waiting`, `scoring` or `sealed`.
    pub state: String,
    /// When marks were first taken.
    pub opened_at: Option<Timestamp>,
    /// When it was sealed.
    pub sealed_at: Option<Timestamp>,
    /// Whether residents can vote: `closed` or `open`.
    pub voting: String,
    /// Since when the host shows its result by itself.
    pub revealed_at: Option<Timestamp>,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = slot)]
struct Row {
    id: Id,
    tenant: Id,
    round: Id,
    stage: String,
    position: i64,
    proposal: Id,
    planned_from: Instant,
    planned_to: Instant,
    state: String,
    opened_at: Option<Instant>,
    sealed_at: Option<Instant>,
    voting: String,
    revealed_at: Option<Instant>,
}

impl From<Row> for Slot {
    fn from(row: Row) -> Self {
        Self {
            id: SlotId(row.id.0),
            round: RoundId(row.round.0),
            stage: row.stage,
            position: row.position,
            proposal: ProposalId(row.proposal.0),
            planned: (row.planned_from.0, row.planned_to.0),
            state: row.state,
            opened_at: row.opened_at.map(|t| t.0),
            sealed_at: row.sealed_at.map(|t| t.0),
            voting: row.voting,
            revealed_at: row.revealed_at.map(|t| t.0),
        }
    }
}

/// Adds a slot to the running order.
///
/// # Errors
/// [`Error::Taken`] when position or proposal has one.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Slot) -> Result<(), Error> {
    let row = Row {
        id: Id::of(new.id),
        tenant: Id::of(actor.tenant),
        round: Id::of(new.round),
        stage: new.stage.clone(),
        position: new.position,
        proposal: Id::of(new.proposal),
        planned_from: Instant(new.planned.0),
        planned_to: Instant(new.planned.1),
        state: new.state.clone(),
        opened_at: None,
        sealed_at: None,
        voting: new.voting.clone(),
        revealed_at: None,
    };
    tx.known.slots.forget(&new.proposal);
    diesel::insert_into(slot::table).values(row).run(tx)?;
    Ok(())
}

/// Moves a slot on.
///
/// # Errors
/// [`Error::Conflict`] when somebody else moved it.
pub fn advance(tx: &mut Tx<'_>, old: &Slot, next: &Slot) -> Result<(), Error> {
    tx.known.slots.forget(&old.proposal);
    let unmoved = slot::table.find(Id::of(old.id)).filter(slot::state.eq(&old.state));
    let changed = diesel::update(unmoved)
        .set((
            slot::state.eq(&next.state),
            slot::opened_at.eq(next.opened_at.map(Instant)),
            slot::sealed_at.eq(next.sealed_at.map(Instant)),
            slot::voting.eq(&next.voting),
            slot::revealed_at.eq(next.revealed_at.map(Instant)),
        ))
        .run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// The running order of a round's stage that the actor may see.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<Slot>, Error> {
    let mine = slot::tenant.eq(Id::of(actor.tenant)).and(slot::round.eq(Id::of(round.id))).and(slot::stage.eq(stage));
    let rows: Vec<Row> = slot::table.filter(mine).order(slot::position).rows(tx)?;
    Ok(rows.into_iter().map(Slot::from).collect())
}

/// A slot of a round that the actor may see.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: SlotId) -> Result<Slot, Error> {
    let row: Row = slot::table.find(Id::of(id)).filter(slot::tenant.eq(Id::of(actor.tenant))).first_row(tx)?;
    rounds::find(tx, actor, RoundId(row.round.0))?;
    Ok(row.into())
}

/// The same, held alone until the commit: sealing takes it so.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_exclusively(tx: &mut Tx<'_>, actor: &Actor, id: SlotId) -> Result<Slot, Error> {
    let query = slot::table.find(Id::of(id)).filter(slot::tenant.eq(Id::of(actor.tenant)));
    let row: Row = locked!(exclusive, tx.conn, query)?;
    tx.known.slots.forget(&ProposalId(row.proposal.0));
    rounds::find(tx, actor, RoundId(row.round.0))?;
    Ok(row.into())
}

/// The newest slot of a proposal, held together with others who mark or vote: sealing waits for them.
///
/// # Errors
/// [`Error::NotFound`] when it has none that the actor may see.
pub fn find_shared_by_proposal(tx: &mut Tx<'_>, actor: &Actor, proposal: ProposalId) -> Result<Slot, Error> {
    let found = match tx.known.slots.get(actor.tenant, &proposal) {
        Some(known) => known,
        None => hold(tx, actor, proposal)?,
    };
    rounds::find(tx, actor, found.round)?;
    Ok(found)
}

fn hold(tx: &mut Tx<'_>, actor: &Actor, proposal: ProposalId) -> Result<Slot, Error> {
    let mine = slot::tenant.eq(Id::of(actor.tenant)).and(slot::proposal.eq(Id::of(proposal)));
    let query = slot::table.filter(mine).order(slot::id.desc());
    let row: Row = locked!(share, tx.conn, query)?;
    let held = row.into();
    tx.known.slots.keep(actor.tenant, proposal, &held);
    Ok(held)
}

/// The newest slot of a proposal, for a view.
///
/// # Errors
/// [`Error::NotFound`] when it has none that the actor may see.
pub fn find_by_proposal(tx: &mut Tx<'_>, actor: &Actor, proposal: ProposalId) -> Result<Slot, Error> {
    let mine = slot::tenant.eq(Id::of(actor.tenant)).and(slot::proposal.eq(Id::of(proposal)));
    let row: Row = slot::table.filter(mine).order(slot::id.desc()).first_row(tx)?;
    rounds::find(tx, actor, RoundId(row.round.0))?;
    Ok(row.into())
}

/// The newest slot of a proposal, held alone: of two people who copy the same paper at once, the second one sees the first one's copy.
///
/// # Errors
/// [`Error::NotFound`] when it has none that the actor may see.
pub fn find_exclusively_by_proposal(tx: &mut Tx<'_>, actor: &Actor, proposal: ProposalId) -> Result<Slot, Error> {
    let found = find_by_proposal(tx, actor, proposal)?;
    find_exclusively(tx, actor, found.id)
}

/// Takes the slots of a rehearsal away with all that was marked and voted in them.
///
/// # Errors
/// When the database does not answer.
pub fn delete_practice(tx: &mut Tx<'_>, slots: &[SlotId]) -> Result<(), Error> {
    use crate::schema::roadshows::{ballot, component_figure, paper_ballot, paper_entry, sheet, sheet_version};
    tx.known.slots.forget_all();
    tx.known.places.forget_all();
    let ids: Vec<Id> = slots.iter().copied().map(Id::of).collect();
    let written = sheet::table.filter(sheet::slot.eq_any(ids.clone())).select(sheet::id);
    let written: Vec<Id> = written.rows(tx)?;
    diesel::delete(sheet_version::table.filter(sheet_version::sheet.eq_any(written))).run(tx)?;
    diesel::delete(sheet::table.filter(sheet::slot.eq_any(ids.clone()))).run(tx)?;
    diesel::delete(paper_entry::table.filter(paper_entry::slot.eq_any(ids.clone()))).run(tx)?;
    diesel::delete(paper_ballot::table.filter(paper_ballot::slot.eq_any(ids.clone()))).run(tx)?;
    diesel::delete(ballot::table.filter(ballot::slot.eq_any(ids.clone()))).run(tx)?;
    diesel::delete(component_figure::table.filter(component_figure::slot.eq_any(ids.clone()))).run(tx)?;
    diesel::delete(slot::table.filter(slot::id.eq_any(ids))).run(tx)?;
    Ok(())
}
