//! Drawings of lots, and what was committed to before them.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::roadshows::{draw, draw_commitment};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, DrawCommitmentId, DrawId, Round, Timestamp};

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
            draw::transcript.eq(Doc(new.transcript.clone())),
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
    let read = |(id, stage, purpose, rank, transcript, at): (Id, String, String, Option<i64>, Doc, Instant)| Draw {
        id: DrawId(id.0),
        stage,
        purpose,
        rank,
        transcript: transcript.0,
        at: at.0,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// What an organiser committed to before lots were drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawCommitment {
    /// Its id.
    pub id: DrawCommitmentId,
    /// The SHA-256 of the 32 bytes, in lower-case hex.
    pub digest: String,
    /// Which public number of a later hour is the last word.
    pub beacon: String,
    /// When it was published.
    pub at: Timestamp,
    /// The draw that used it; `None` while it is open.
    pub draw: Option<DrawId>,
}

/// Publishes a commitment.
///
/// # Errors
/// [`Error::Taken`] when the round has the same one.
pub fn insert_commitment(tx: &mut Tx<'_>, actor: &Actor, round: &Round, new: &DrawCommitment) -> Result<(), Error> {
    diesel::insert_into(draw_commitment::table)
        .values((
            draw_commitment::id.eq(Id::of(new.id)),
            draw_commitment::tenant.eq(Id::of(actor.tenant)),
            draw_commitment::round.eq(Id::of(round.id)),
            draw_commitment::digest.eq(&new.digest),
            draw_commitment::beacon.eq(&new.beacon),
            draw_commitment::at.eq(Instant(new.at)),
            draw_commitment::draw.eq(new.draw.map(Id::of)),
        ))
        .run(tx)?;
    Ok(())
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
    let rows: Vec<(Id, String, String, Instant, Option<Id>)> = draw_commitment::table
        .filter(mine)
        .select((
            draw_commitment::id,
            draw_commitment::digest,
            draw_commitment::beacon,
            draw_commitment::at,
            draw_commitment::draw,
        ))
        .order(draw_commitment::id)
        .rows(tx)?;
    let read = |(id, digest, beacon, at, draw): (Id, String, String, Instant, Option<Id>)| DrawCommitment {
        id: DrawCommitmentId(id.0),
        digest,
        beacon,
        at: at.0,
        draw: draw.map(|d| DrawId(d.0)),
    };
    Ok(rows.into_iter().map(read).collect())
}
