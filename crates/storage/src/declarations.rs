//! What judges declare before their first sheet, and paper sheets as typists copied them.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::roadshows::{declaration, paper_entry};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, DeclarationId, Mark, PaperEntryId, PersonId, Round, SlotId, Timestamp};
use std::collections::BTreeMap;

/// Keeps that a judge has declared; a second time changes nothing.
///
/// # Errors
/// When the database does not answer.
pub fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    of: (&str, PersonId),
    now: Timestamp,
) -> Result<(), Error> {
    let id: DeclarationId = tx.id(now);
    tx.known.places.forget_all();
    diesel::insert_into(declaration::table)
        .values((
            declaration::id.eq(Id::of(id)),
            declaration::tenant.eq(Id::of(actor.tenant)),
            declaration::round.eq(Id::of(round.id)),
            declaration::stage.eq(of.0),
            declaration::person.eq(Id::of(of.1)),
            declaration::at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// When the judges of a stage declared; the caller has found the round before.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<(PersonId, Timestamp)>, Error> {
    let mine = declaration::tenant.eq(Id::of(actor.tenant)).and(declaration::round.eq(Id::of(round.id)));
    let rows: Vec<(Id, Instant)> = declaration::table
        .filter(mine.and(declaration::stage.eq(stage)))
        .select((declaration::person, declaration::at))
        .order(declaration::id)
        .rows(tx)?;
    Ok(rows.into_iter().map(|(person, at)| (PersonId(person.0), at.0)).collect())
}

/// When this judge of a stage declared; the caller has found the round before.
///
/// # Errors
/// When the database does not answer.
pub fn find_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    stage: &str,
    person: PersonId,
) -> Result<Option<Timestamp>, Error> {
    let mine = declaration::tenant.eq(Id::of(actor.tenant)).and(declaration::round.eq(Id::of(round.id)));
    let mine = mine.and(declaration::stage.eq(stage)).and(declaration::person.eq(Id::of(person)));
    let at: Option<Instant> = declaration::table.filter(mine).select(declaration::at).first_row(tx).optional()?;
    Ok(at.map(|at| at.0))
}

/// A paper sheet as one typist copied it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperEntry {
    /// The slot.
    pub slot: SlotId,
    /// Whose sheet it is.
    pub judge: PersonId,
    /// Who typed it.
    pub typist: PersonId,
    /// The marks by criterion.
    pub marks: BTreeMap<String, Mark>,
    /// What the judge wrote to it.
    pub comment: Option<String>,
}

/// Keeps what a typist copied; the same typist's earlier copy is replaced.
///
/// # Errors
/// When the database does not answer.
pub fn put_paper(tx: &mut Tx<'_>, actor: &Actor, new: &PaperEntry, now: Timestamp) -> Result<(), Error> {
    let mine = paper_entry::tenant.eq(Id::of(actor.tenant)).and(paper_entry::slot.eq(Id::of(new.slot)));
    let mine = mine.and(paper_entry::judge.eq(Id::of(new.judge))).and(paper_entry::typist.eq(Id::of(new.typist)));
    diesel::delete(paper_entry::table.filter(mine)).run(tx)?;
    let id: PaperEntryId = tx.id(now);
    diesel::insert_into(paper_entry::table)
        .values((
            paper_entry::id.eq(Id::of(id)),
            paper_entry::tenant.eq(Id::of(actor.tenant)),
            paper_entry::slot.eq(Id::of(new.slot)),
            paper_entry::judge.eq(Id::of(new.judge)),
            paper_entry::typist.eq(Id::of(new.typist)),
            paper_entry::marks.eq(Doc::of(&new.marks)?),
            paper_entry::comment.eq(&new.comment),
            paper_entry::at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// What other typists copied of this sheet, newest first; only two typists see it, so it is never for a view.
///
/// # Errors
/// When the database does not answer.
pub fn list_paper_by_others(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (SlotId, PersonId),
    typist: PersonId,
) -> Result<Vec<PaperEntry>, Error> {
    let mine = paper_entry::tenant.eq(Id::of(actor.tenant)).and(paper_entry::slot.eq(Id::of(of.0)));
    let mine = mine.and(paper_entry::judge.eq(Id::of(of.1))).and(paper_entry::typist.ne(Id::of(typist)));
    let rows: Vec<(Id, Doc, Option<String>)> = paper_entry::table
        .filter(mine)
        .select((paper_entry::typist, paper_entry::marks, paper_entry::comment))
        .order(paper_entry::id.desc())
        .rows(tx)?;
    let read = |(typist, marks, comment): (Id, Doc, Option<String>)| {
        let marks = marks.read("paper marks")?;
        Ok(PaperEntry { slot: of.0, judge: of.1, typist: PersonId(typist.0), marks, comment })
    };
    rows.into_iter().map(read).collect()
}
