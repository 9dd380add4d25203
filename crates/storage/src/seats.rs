//! Seats of reviewers and judges, and who is kept away from which proposal.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::reviews::{recusal, seat};
use crate::schema::roadshows::{declaration, sheet};
use crate::schema::rounds::hosting;
use crate::sheets::{self, Sheet};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{
    Actor, Code, OrganisationId, PersonId, Proposal, ProposalId, RecusalId, Round, RoundId, SeatId, SlotId, TenantId,
    Timestamp,
};
use uuid::Uuid;

/// A seat in one stage of a round: `desk_review`, `roadshow`, `roadshow-2`, ...
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Its id.
    pub id: SeatId,
    /// The round.
    pub round: RoundId,
    /// The stage.
    pub stage: String,
    /// Who sits there.
    pub person: PersonId,
    /// Its code: what reports and traces call the judge.
    pub code: Code,
    /// The jury that it belongs to; `None` for the round's own panel.
    pub jury: Option<String>,
}

type SeatRow = (Id, Id, String, Id, String, Option<String>);

fn read_seat((id, round, stage, person, code, jury): SeatRow) -> Result<Seat, Error> {
    Ok(Seat {
        id: SeatId(id.0),
        round: RoundId(round.0),
        stage,
        person: PersonId(person.0),
        code: code.parse().map_err(|e| Error::unreadable("seat code", e))?,
        jury,
    })
}

/// Gives somebody a seat.
///
/// # Errors
/// [`Error::Taken`] when person or code sits there already.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Seat, card_hash: Option<&str>) -> Result<(), Error> {
    diesel::insert_into(seat::table)
        .values((
            seat::id.eq(Id::of(new.id)),
            seat::tenant.eq(Id::of(actor.tenant)),
            seat::round.eq(Id::of(new.round)),
            seat::stage.eq(&new.stage),
            seat::person.eq(Id::of(new.person)),
            seat::code.eq(new.code.as_str()),
            seat::card_hash.eq(card_hash),
            seat::jury.eq(&new.jury),
        ))
        .run(tx)?;
    Ok(())
}

/// Replaces the card of a seat; the old one is worthless from then on.
///
/// # Errors
/// When the database does not answer.
pub fn set_card(tx: &mut Tx<'_>, id: SeatId, card_hash: Option<&str>) -> Result<(), Error> {
    diesel::update(seat::table.find(Id::of(id))).set(seat::card_hash.eq(card_hash)).run(tx)?;
    Ok(())
}

/// Whose card this is, unscoped: the card is what proves it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_by_card_unscoped(tx: &mut Tx<'_>, tenant: TenantId, card_hash: &str) -> Result<Seat, Error> {
    let mine = seat::tenant.eq(Id::of(tenant)).and(seat::card_hash.eq(card_hash));
    let columns = (seat::id, seat::round, seat::stage, seat::person, seat::code, seat::jury);
    read_seat(seat::table.filter(mine).select(columns).first_row(tx)?)
}

/// A seat of a round that the actor may see.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: SeatId) -> Result<Seat, Error> {
    let columns = (seat::id, seat::round, seat::stage, seat::person, seat::code, seat::jury);
    let mine = seat::table.find(Id::of(id)).filter(seat::tenant.eq(Id::of(actor.tenant)));
    let found = read_seat(mine.select(columns).first_row(tx)?)?;
    crate::rounds::find(tx, actor, found.round)?;
    Ok(found)
}

/// The seats of a stage, by code.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<Seat>, Error> {
    let mine = seat::tenant.eq(Id::of(actor.tenant)).and(seat::round.eq(Id::of(round.id))).and(seat::stage.eq(stage));
    let columns = (seat::id, seat::round, seat::stage, seat::person, seat::code, seat::jury);
    let rows: Vec<SeatRow> = seat::table.filter(mine).select(columns).order(seat::code).rows(tx)?;
    rows.into_iter().map(read_seat).collect()
}

/// The seat of one person in a stage, if they have one.
///
/// # Errors
/// When the database does not answer.
pub fn find_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    stage: &str,
    person: PersonId,
) -> Result<Option<Seat>, Error> {
    let mine = seat::tenant.eq(Id::of(actor.tenant)).and(seat::round.eq(Id::of(round.id))).and(seat::stage.eq(stage));
    let columns = (seat::id, seat::round, seat::stage, seat::person, seat::code, seat::jury);
    let theirs = seat::table.filter(mine.and(seat::person.eq(Id::of(person))));
    let row: Option<SeatRow> = theirs.select(columns).first_row(tx).optional()?;
    row.map(read_seat).transpose()
}

diesel::allow_tables_to_appear_in_same_query!(seat, recusal, hosting, declaration, sheet);

/// Where a judge sits, all that may keep the judge from marking one proposal, and what the judge has marked so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The seat.
    pub seat: Seat,
    /// Why the judge is kept away from the proposal, as a code.
    pub recused: Option<String>,
    /// The body that was asked to host the applicant, whatever it answered.
    pub host: Option<OrganisationId>,
    /// When the judge declared for the stage.
    pub declared_at: Option<Timestamp>,
    /// The judge's own sheet for the slot; `None` in a stage without slots.
    pub sheet: Option<Sheet>,
}

/// The place of one person before a proposal in a stage, in one read; `None` without a seat.
///
/// # Errors
/// When the database does not answer.
pub fn find_place<C>(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    (stage, slot): (&str, Option<SlotId>),
    (person, proposal): (PersonId, &Proposal<C>),
) -> Result<Option<Place>, Error> {
    if let Some(known) = slot.and_then(|slot| tx.known.places.get(actor.tenant, &(slot, person))) {
        return Ok(Some(known));
    }
    let recused =
        recusal::tenant.eq(seat::tenant).and(recusal::round.eq(seat::round)).and(recusal::stage.eq(seat::stage));
    let recused = recused.and(recusal::person.eq(seat::person)).and(recusal::proposal.eq(Id::of(proposal.id)));
    let hosted = hosting::tenant.eq(seat::tenant).and(hosting::round.eq(seat::round));
    let hosted = hosted.and(hosting::applicant.eq(Id::of(proposal.applicant)));
    let declared = declaration::tenant.eq(seat::tenant).and(declaration::round.eq(seat::round));
    let declared = declared.and(declaration::stage.eq(seat::stage)).and(declaration::person.eq(seat::person));
    let mine = seat::tenant.eq(Id::of(actor.tenant)).and(seat::round.eq(Id::of(round.id))).and(seat::stage.eq(stage));
    let own = sheet::tenant.eq(seat::tenant).and(sheet::judge.eq(seat::person));
    let own = own.and(sheet::slot.eq(slot.map_or(Id(Uuid::nil()), Id::of)));
    type Columns = (SeatRow, Option<String>, Option<Id>, Option<Instant>, Option<sheets::Row>);
    let row: Option<Columns> = seat::table
        .left_join(recusal::table.on(recused))
        .left_join(hosting::table.on(hosted))
        .left_join(declaration::table.on(declared))
        .left_join(sheet::table.on(own))
        .filter(mine.and(seat::person.eq(Id::of(person))))
        .select((
            (seat::id, seat::round, seat::stage, seat::person, seat::code, seat::jury),
            recusal::kind.nullable(),
            hosting::host.nullable(),
            declaration::at.nullable(),
            sheet::all_columns.nullable(),
        ))
        .first_row(tx)
        .optional()?;
    let read = |(seat, recused, host, declared, sheet): Columns| {
        let (host, declared_at) = (host.map(|id| OrganisationId(id.0)), declared.map(|at| at.0));
        let sheet = sheet.map(sheets::Row::read).transpose()?;
        Ok::<_, Error>(Place { seat: read_seat(seat)?, recused, host, declared_at, sheet })
    };
    let found = row.map(read).transpose()?;
    if let (Some(slot), Some(place)) = (slot, &found) {
        tx.known.places.keep(actor.tenant, (slot, person), place);
    }
    Ok(found)
}

/// A judge or reviewer who is kept away from one proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    /// Its id.
    pub id: RecusalId,
    /// The stage.
    pub stage: String,
    /// From which proposal.
    pub proposal: ProposalId,
    /// Who.
    pub person: PersonId,
    /// Why, as a code: `coached_applicant`, `board_of_host`, `same_community`, ...
    pub kind: String,
    /// `declared` by the person or the organiser, or `found` by the service.
    pub source: String,
}

/// Writes a recusal down.
///
/// # Errors
/// [`Error::Taken`] when it is on record.
pub fn insert_recusal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    new: &Recusal,
    now: Timestamp,
) -> Result<(), Error> {
    tx.known.places.forget_all();
    diesel::insert_into(recusal::table)
        .values((
            recusal::id.eq(Id::of(new.id)),
            recusal::tenant.eq(Id::of(actor.tenant)),
            recusal::round.eq(Id::of(round.id)),
            recusal::stage.eq(&new.stage),
            recusal::proposal.eq(Id::of(new.proposal)),
            recusal::person.eq(Id::of(new.person)),
            recusal::kind.eq(&new.kind),
            recusal::source.eq(&new.source),
            recusal::at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

type RecusalRow = (Id, String, Id, Id, String, String);

fn read_recusal((id, stage, proposal, person, kind, source): RecusalRow) -> Recusal {
    Recusal { id: RecusalId(id.0), stage, proposal: ProposalId(proposal.0), person: PersonId(person.0), kind, source }
}

/// What keeps this person away from this proposal in a stage, the first of it that was written.
///
/// # Errors
/// When the database does not answer.
pub fn find_recusal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    stage: &str,
    of: (PersonId, ProposalId),
) -> Result<Option<Recusal>, Error> {
    let mine =
        recusal::tenant.eq(Id::of(actor.tenant)).and(recusal::round.eq(Id::of(round.id))).and(recusal::stage.eq(stage));
    let theirs = recusal::person.eq(Id::of(of.0)).and(recusal::proposal.eq(Id::of(of.1)));
    let row: Option<RecusalRow> = recusal::table
        .filter(mine.and(theirs))
        .select((recusal::id, recusal::stage, recusal::proposal, recusal::person, recusal::kind, recusal::source))
        .order(recusal::id)
        .first_row(tx)
        .optional()?;
    Ok(row.map(read_recusal))
}

/// The recusals of a stage in the order in which they were written.
///
/// # Errors
/// When the database does not answer.
pub fn list_recusals(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<Recusal>, Error> {
    let mine =
        recusal::tenant.eq(Id::of(actor.tenant)).and(recusal::round.eq(Id::of(round.id))).and(recusal::stage.eq(stage));
    let rows: Vec<RecusalRow> = recusal::table
        .filter(mine)
        .select((recusal::id, recusal::stage, recusal::proposal, recusal::person, recusal::kind, recusal::source))
        .order(recusal::id)
        .rows(tx)?;
    Ok(rows.into_iter().map(read_recusal).collect())
}
