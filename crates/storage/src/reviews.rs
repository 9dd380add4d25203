//! Desk reviews, and the standings that any stage leaves behind.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::reviews::{review, standing};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, Mark, PersonId, Proposal, ProposalId, Round, SheetId, Timestamp};

/// One reviewer's mark for one proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The proposal.
    pub proposal: ProposalId,
    /// Who marked.
    pub reviewer: PersonId,
    /// The mark.
    pub mark: Mark,
    /// What they say to it.
    pub comment: Option<String>,
}

/// Writes a review, or replaces one's own.
///
/// # Errors
/// When the database does not answer.
pub fn put(tx: &mut Tx<'_>, actor: &Actor, new: &Review, now: Timestamp) -> Result<(), Error> {
    let own = review::tenant.eq(Id::of(actor.tenant)).and(review::proposal.eq(Id::of(new.proposal)));
    let own = own.and(review::reviewer.eq(Id::of(new.reviewer)));
    let changed = diesel::update(review::table.filter(own))
        .set((
            review::mark.eq(new.mark.to_string()),
            review::comment.eq(&new.comment),
            review::signed_at.eq(Instant(now)),
        ))
        .run(tx)?;
    if changed == 1 {
        return Ok(());
    }
    let id: SheetId = tx.id(now);
    diesel::insert_into(review::table)
        .values((
            review::id.eq(Id::of(id)),
            review::tenant.eq(Id::of(actor.tenant)),
            review::proposal.eq(Id::of(new.proposal)),
            review::reviewer.eq(Id::of(new.reviewer)),
            review::mark.eq(new.mark.to_string()),
            review::comment.eq(&new.comment),
            review::signed_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// All reviews of these proposals; the caller has decided who may see them.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, of: &[Proposal]) -> Result<Vec<Review>, Error> {
    let ids: Vec<Id> = of.iter().map(|p| Id::of(p.id)).collect();
    let rows: Vec<(Id, Id, String, Option<String>)> = review::table
        .filter(review::proposal.eq_any(ids))
        .select((review::proposal, review::reviewer, review::mark, review::comment))
        .order(review::id)
        .rows(tx)?;
    let read = |(proposal, reviewer, mark, comment): (Id, Id, String, Option<String>)| {
        Ok(Review {
            proposal: ProposalId(proposal.0),
            reviewer: PersonId(reviewer.0),
            mark: mark.parse().map_err(|e| Error::unreadable("mark", e))?,
            comment,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps the result of a stage for one proposal: its place and the trace that lets anybody recompute it.
///
/// # Errors
/// [`Error::Taken`] when the stage has a result already.
pub fn insert_standing(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &str, ProposalId),
    position: i64,
    trace: &serde_json::Value,
) -> Result<(), Error> {
    let (round, stage, proposal) = of;
    diesel::insert_into(standing::table)
        .values((
            standing::tenant.eq(Id::of(actor.tenant)),
            standing::round.eq(Id::of(round.id)),
            standing::stage.eq(stage),
            standing::proposal.eq(Id::of(proposal)),
            standing::position.eq(position),
            standing::trace.eq(Doc::of(trace)?),
        ))
        .run(tx)?;
    Ok(())
}

/// The results of a stage in order of place; the caller has decided who may see them.
///
/// # Errors
/// When the database does not answer.
pub fn list_standings(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    stage: &str,
) -> Result<Vec<(ProposalId, serde_json::Value)>, Error> {
    let mine = standing::tenant
        .eq(Id::of(actor.tenant))
        .and(standing::round.eq(Id::of(round.id)))
        .and(standing::stage.eq(stage));
    let rows: Vec<(Id, Doc)> = standing::table
        .filter(mine)
        .select((standing::proposal, standing::trace))
        .order(standing::position)
        .rows(tx)?;
    rows.into_iter().map(|(id, trace)| Ok((ProposalId(id.0), trace.read("standing")?))).collect()
}
