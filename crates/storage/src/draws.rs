//! Drawings of lots, and what was committed to before them.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::roadshows::{draw, draw_commitment};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, DrawCommitmentId, DrawId, Round, RoundId, Timestamp};

/// A drawing of lots.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// Its id.
    pub id: DrawId,
    /// The stage.
    pub stage: String,
    /// `order` or `tie`.
    pub purpose: String,
    /// The rank that was shared, for a tie.
    pub rank: Option<i64>,
    /// Words, codes, key and order.
    pub transcript: serde_json::Value,
    /// When it was drawn.
    pub at: Timestamp,
}

/// Keeps a draw for ever.
///
/// # Errors
/// When the database does not answer.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, round: &Round, new: &Draw) -> Result<(), Error> {
    diesel::insert_into(draw::table)
        .values((
            draw::id.eq(Id::of(new.id)),
            draw::tenant.eq(Id::of(actor.tenant)),
            draw::round.eq(Id::of(round.id)),
            draw::stage.eq(&new.stage),
            draw::purpose.eq(&new.purpose),
            draw::rank.eq(new.rank),
            draw::transcript.eq(Doc::of(&new.transcript)?),
            draw::at.eq(Instant(new.at)),
        ))
        .run(tx)?;
    Ok(())
}

/// The draws of a round in order.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Draw>, Error> {
    let mine = draw::tenant.eq(Id::of(actor.tenant)).and(draw::round.eq(Id::of(round.id)));
    let rows: Vec<(Id, String, String, Option<i64>, Doc, Instant)> = draw::table
        .filter(mine)
        .select((draw::id, draw::stage, draw::purpose, draw::rank, draw::transcript, draw::at))
        .order(draw::id)
        .rows(tx)?;
    let read = |(id, stage, purpose, rank, transcript, at): (Id, String, String, Option<i64>, Doc, Instant)| {
        Ok(Draw { id: DrawId(id.0), stage, purpose, rank, transcript: transcript.read("transcript")?, at: at.0 })
    };
    rows.into_iter().map(read).collect()
}

/// What an organiser committed to before lots were drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawCommitment {
    /// Its id.
    pub id: DrawCommitmentId,
    /// The round.
    pub round: RoundId,
    /// The SHA-256 of the 32 bytes, in lower-case hex.
    pub digest: String,
    /// Which public number of a later hour is the last word.
    pub beacon: String,
    /// When it was published.
    pub at: Timestamp,
    /// The first instant that is too late to reveal.
    pub reveal_due: Timestamp,
    /// The first instant at which the beacon can be known.
    pub beacon_at: Timestamp,
    /// What was said in time.
    pub said: Option<Said>,
    /// The draw that used it; `None` while none did.
    pub draw: Option<DrawId>,
}

/// What was said before the beacon fell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The 32 bytes in lower-case hex.
    pub reveal: String,
    /// The words of people in the room, in their order.
    pub contributions: Vec<String>,
    /// When.
    pub at: Timestamp,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = draw_commitment)]
struct CommitmentRow {
    id: Id,
    tenant: Id,
    round: Id,
    digest: String,
    beacon: String,
    at: Instant,
    draw: Option<Id>,
    reveal_due: Option<Instant>,
    beacon_at: Option<Instant>,
    reveal: Option<String>,
    contributions: Option<Doc>,
    revealed_at: Option<Instant>,
}

impl CommitmentRow {
    fn read(self) -> Result<DrawCommitment, Error> {
        let contributions = self.contributions.map(|doc| doc.read("contributions")).transpose()?.unwrap_or_default();
        let said = self.reveal.zip(self.revealed_at);
        Ok(DrawCommitment {
            id: DrawCommitmentId(self.id.0),
            round: RoundId(self.round.0),
            digest: self.digest,
            beacon: self.beacon,
            at: self.at.0,
            reveal_due: self.reveal_due.unwrap_or(self.at).0,
            beacon_at: self.beacon_at.unwrap_or(self.at).0,
            said: said.map(|(reveal, at)| Said { reveal, contributions, at: at.0 }),
            draw: self.draw.map(|d| DrawId(d.0)),
        })
    }
}

/// Publishes a commitment.
///
/// # Errors
/// [`Error::Taken`] when the round has the same one.
pub fn insert_commitment(tx: &mut Tx<'_>, actor: &Actor, new: &DrawCommitment) -> Result<(), Error> {
    let row = CommitmentRow {
        id: Id::of(new.id),
        tenant: Id::of(actor.tenant),
        round: Id::of(new.round),
        digest: new.digest.clone(),
        beacon: new.beacon.clone(),
        at: Instant(new.at),
        draw: new.draw.map(Id::of),
        reveal_due: Some(Instant(new.reveal_due)),
        beacon_at: Some(Instant(new.beacon_at)),
        reveal: None,
        contributions: None,
        revealed_at: None,
    };
    diesel::insert_into(draw_commitment::table).values(row).run(tx)?;
    Ok(())
}

/// A commitment of a round that the actor may see.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_commitment(tx: &mut Tx<'_>, actor: &Actor, id: DrawCommitmentId) -> Result<DrawCommitment, Error> {
    let mine = draw_commitment::tenant.eq(Id::of(actor.tenant));
    let row: CommitmentRow = draw_commitment::table.find(Id::of(id)).filter(mine).first_row(tx)?;
    let found = row.read()?;
    crate::rounds::find(tx, actor, found.round)?;
    Ok(found)
}

/// Keeps what was said to a commitment, once and for all.
///
/// # Errors
/// [`Error::Conflict`] when something was said before, or a draw used it.
pub fn reveal_commitment(tx: &mut Tx<'_>, id: DrawCommitmentId, said: &Said) -> Result<(), Error> {
    let open = draw_commitment::draw.is_null().and(draw_commitment::revealed_at.is_null());
    let changed = diesel::update(draw_commitment::table.find(Id::of(id)).filter(open))
        .set((
            draw_commitment::reveal.eq(Some(&said.reveal)),
            draw_commitment::contributions.eq(Some(Doc::of(&said.contributions)?)),
            draw_commitment::revealed_at.eq(Some(Instant(said.at))),
        ))
        .run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Says which draw used a commitment.
///
/// # Errors
/// [`Error::Conflict`] when another draw used it.
pub fn use_commitment(tx: &mut Tx<'_>, old: &DrawCommitment, by: DrawId) -> Result<(), Error> {
    let open = draw_commitment::table.find(Id::of(old.id)).filter(draw_commitment::draw.is_null());
    let changed = diesel::update(open).set(draw_commitment::draw.eq(Some(Id::of(by)))).run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// The commitments of a round in the order in which they were published.
///
/// # Errors
/// When the database does not answer.
pub fn list_commitments(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<DrawCommitment>, Error> {
    let mine = draw_commitment::tenant.eq(Id::of(actor.tenant)).and(draw_commitment::round.eq(Id::of(round.id)));
    let rows: Vec<CommitmentRow> = draw_commitment::table.filter(mine).order(draw_commitment::id).rows(tx)?;
    rows.into_iter().map(CommitmentRow::read).collect()
}
