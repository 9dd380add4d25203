//! Residents with a vote, and their ballots: one per proposal, changeable until the slot is sealed.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::roadshows::{ballot, juror, paper_ballot};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{
    Actor, BallotId, Code, JurorId, OrganisationId, PaperEntryId, PersonId, Round, RoundId, SlotId, TenantId, Timestamp,
};

/// A resident with a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Juror {
    /// Their id.
    pub id: JurorId,
    /// The round in which they vote.
    pub round: RoundId,
    /// Their code.
    pub code: Code,
    /// Their name: who holds which code is kept, and said.
    pub name: String,
    /// Their community.
    pub community: Option<OrganisationId>,
}

type JurorRow = (Id, Id, String, String, Option<Id>);

fn read_juror((id, round, code, name, community): JurorRow) -> Result<Juror, Error> {
    Ok(Juror {
        id: JurorId(id.0),
        round: RoundId(round.0),
        code: code.parse().map_err(|e| Error::unreadable("juror code", e))?,
        name,
        community: community.map(|c| OrganisationId(c.0)),
    })
}

/// Gives a resident a vote.
///
/// # Errors
/// [`Error::Taken`] when the code is in use.
pub fn insert_juror(tx: &mut Tx<'_>, actor: &Actor, new: &Juror, credential_hash: &str) -> Result<(), Error> {
    diesel::insert_into(juror::table)
        .values((
            juror::id.eq(Id::of(new.id)),
            juror::tenant.eq(Id::of(actor.tenant)),
            juror::round.eq(Id::of(new.round)),
            juror::code.eq(new.code.as_str()),
            juror::name.eq(&new.name),
            juror::community.eq(new.community.map(Id::of)),
            juror::credential_hash.eq(credential_hash),
        ))
        .run(tx)?;
    Ok(())
}

/// Whose credential this is, unscoped: the credential is what proves it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_by_credential_unscoped(tx: &mut Tx<'_>, tenant: TenantId, hash: &str) -> Result<Juror, Error> {
    let mine = juror::tenant.eq(Id::of(tenant)).and(juror::credential_hash.eq(hash));
    let columns = (juror::id, juror::round, juror::code, juror::name, juror::community);
    read_juror(juror::table.filter(mine).select(columns).first_row(tx)?)
}

/// The residents with a vote in a round, by code.
///
/// # Errors
/// When the database does not answer.
pub fn list_jurors(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Juror>, Error> {
    let mine = juror::tenant.eq(Id::of(actor.tenant)).and(juror::round.eq(Id::of(round.id)));
    let columns = (juror::id, juror::round, juror::code, juror::name, juror::community);
    let rows: Vec<JurorRow> = juror::table.filter(mine).select(columns).order(juror::code).rows(tx)?;
    rows.into_iter().map(read_juror).collect()
}

/// A resident's ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The slot.
    pub slot: SlotId,
    /// Whose.
    pub juror: JurorId,
    /// `approve`, `oppose` or `excluded`.
    pub choice: String,
    /// Why somebody is excluded.
    pub reason: Option<String>,
    /// `phone` or `paper`.
    pub source: String,
}

/// Casts a ballot, or changes one's own; an exclusion stays.
///
/// # Errors
/// [`Error::Conflict`] when the juror is excluded from this vote.
pub fn put(tx: &mut Tx<'_>, actor: &Actor, new: &Ballot, now: Timestamp) -> Result<(), Error> {
    let mine = ballot::tenant.eq(Id::of(actor.tenant)).and(ballot::slot.eq(Id::of(new.slot)));
    let mine = mine.and(ballot::juror.eq(Id::of(new.juror)));
    let held: Option<String> = ballot::table.filter(mine).select(ballot::choice).first_row(tx).optional()?;
    match held.as_deref() {
        Some("excluded") => Err(Error::Conflict),
        Some(_) => {
            diesel::update(ballot::table.filter(mine))
                .set((ballot::choice.eq(&new.choice), ballot::reason.eq(&new.reason), ballot::at.eq(Instant(now))))
                .run(tx)?;
            Ok(())
        }
        None => {
            let id: BallotId = tx.id(now);
            diesel::insert_into(ballot::table)
                .values((
                    ballot::id.eq(Id::of(id)),
                    ballot::tenant.eq(Id::of(actor.tenant)),
                    ballot::slot.eq(Id::of(new.slot)),
                    ballot::juror.eq(Id::of(new.juror)),
                    ballot::choice.eq(&new.choice),
                    ballot::reason.eq(&new.reason),
                    ballot::at.eq(Instant(now)),
                    ballot::source.eq(&new.source),
                ))
                .run(tx)?;
            Ok(())
        }
    }
}

/// How many ballots of each choice these slots hold, whoever cast them: for results, never for a view before the reveal.
///
/// # Errors
/// When the database does not answer.
pub fn tally_unscoped(tx: &mut Tx<'_>, slots: &[SlotId]) -> Result<Vec<(SlotId, String, i64)>, Error> {
    let ids: Vec<Id> = slots.iter().copied().map(Id::of).collect();
    let rows: Vec<(Id, String, i64)> = ballot::table
        .filter(ballot::slot.eq_any(ids))
        .group_by((ballot::slot, ballot::choice))
        .select((ballot::slot, ballot::choice, diesel::dsl::count_star()))
        .rows(tx)?;
    Ok(rows.into_iter().map(|(slot, choice, count)| (SlotId(slot.0), choice, count)).collect())
}

/// What a juror chose in each of these slots, and by which way: for that juror, or to see that nobody votes twice.
///
/// # Errors
/// When the database does not answer.
pub fn list_own(
    tx: &mut Tx<'_>,
    actor: &Actor,
    juror: JurorId,
    slots: &[SlotId],
) -> Result<Vec<(SlotId, String, String)>, Error> {
    let ids: Vec<Id> = slots.iter().copied().map(Id::of).collect();
    let mine = ballot::tenant.eq(Id::of(actor.tenant)).and(ballot::juror.eq(Id::of(juror)));
    let rows: Vec<(Id, String, String)> = ballot::table
        .filter(mine.and(ballot::slot.eq_any(ids)))
        .select((ballot::slot, ballot::choice, ballot::source))
        .rows(tx)?;
    Ok(rows.into_iter().map(|(slot, choice, source)| (SlotId(slot.0), choice, source)).collect())
}

/// How many jurors of a round have opened a voting session or handed in a paper ballot.
///
/// # Errors
/// When the database does not answer.
pub fn count_used(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<i64, Error> {
    use crate::schema::people::session;
    let opened: Vec<Id> = session::table
        .filter(session::tenant.eq(Id::of(actor.tenant)).and(session::round.eq(Id::of(round.id))))
        .filter(session::kind.eq("juror"))
        .select(session::holder)
        .rows(tx)?;
    let paper: Vec<Id> = ballot::table
        .filter(ballot::tenant.eq(Id::of(actor.tenant)).and(ballot::source.eq("paper")))
        .select(ballot::juror)
        .rows(tx)?;
    let mine = juror::tenant.eq(Id::of(actor.tenant)).and(juror::round.eq(Id::of(round.id)));
    let issued: Vec<Id> = juror::table.filter(mine).select(juror::id).rows(tx)?;
    let used: std::collections::HashSet<Id> = opened.into_iter().chain(paper).collect();
    Ok(i64::try_from(issued.iter().filter(|id| used.contains(id)).count()).unwrap_or(i64::MAX))
}

/// A paper ballot as one typist copied it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperBallot {
    /// The slot.
    pub slot: SlotId,
    /// Whose.
    pub juror: JurorId,
    /// Who typed it.
    pub typist: PersonId,
    /// `approve` or `oppose`.
    pub choice: String,
}

/// Keeps what a typist copied; the same typist's earlier copy is replaced.
///
/// # Errors
/// When the database does not answer.
pub fn put_paper(tx: &mut Tx<'_>, actor: &Actor, new: &PaperBallot, now: Timestamp) -> Result<(), Error> {
    let mine = paper_ballot::tenant.eq(Id::of(actor.tenant)).and(paper_ballot::slot.eq(Id::of(new.slot)));
    let mine = mine.and(paper_ballot::juror.eq(Id::of(new.juror))).and(paper_ballot::typist.eq(Id::of(new.typist)));
    diesel::delete(paper_ballot::table.filter(mine)).run(tx)?;
    let id: PaperEntryId = tx.id(now);
    diesel::insert_into(paper_ballot::table)
        .values((
            paper_ballot::id.eq(Id::of(id)),
            paper_ballot::tenant.eq(Id::of(actor.tenant)),
            paper_ballot::slot.eq(Id::of(new.slot)),
            paper_ballot::juror.eq(Id::of(new.juror)),
            paper_ballot::typist.eq(Id::of(new.typist)),
            paper_ballot::choice.eq(&new.choice),
            paper_ballot::at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// What another typist copied of this ballot, the newest copy; only the typists see it, so it is never for a view.
///
/// # Errors
/// When the database does not answer.
pub fn find_paper_by_another(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (SlotId, JurorId),
    typist: PersonId,
) -> Result<Option<String>, Error> {
    let mine = paper_ballot::tenant.eq(Id::of(actor.tenant)).and(paper_ballot::slot.eq(Id::of(of.0)));
    let mine = mine.and(paper_ballot::juror.eq(Id::of(of.1))).and(paper_ballot::typist.ne(Id::of(typist)));
    let newest = paper_ballot::table.filter(mine).select(paper_ballot::choice).order(paper_ballot::id.desc());
    Ok(newest.first_row(tx).optional()?)
}

/// How many paper ballots of a round were copied once and wait for a second person.
///
/// # Errors
/// When the database does not answer.
pub fn count_awaiting(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<i64, Error> {
    let mine = juror::tenant.eq(Id::of(actor.tenant)).and(juror::round.eq(Id::of(round.id)));
    let theirs: Vec<Id> = juror::table.filter(mine).select(juror::id).rows(tx)?;
    let copied: Vec<(Id, Id)> = paper_ballot::table
        .filter(paper_ballot::juror.eq_any(theirs))
        .select((paper_ballot::slot, paper_ballot::juror))
        .distinct()
        .rows(tx)?;
    let slots: Vec<Id> = copied.iter().map(|(slot, _)| *slot).collect();
    let counted = ballot::table.filter(ballot::slot.eq_any(slots)).select((ballot::slot, ballot::juror));
    let counted: Vec<(Id, Id)> = counted.rows(tx)?;
    let held: std::collections::HashSet<(Id, Id)> = counted.into_iter().collect();
    Ok(i64::try_from(copied.iter().filter(|one| !held.contains(one)).count()).unwrap_or(i64::MAX))
}
