//! Public notices and the objections to them.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::awards::{notice, objection};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, Code, Day, NoticeId, ObjectionId, ProposalId, Round, RoundId, Timestamp};
use uuid::Uuid;

/// A public notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// The round.
    pub round: RoundId,
    /// About what: `award`, ...
    pub about: String,
    /// The first day.
    pub from: Day,
    /// The last day, included.
    pub due_on: Day,
    /// The first instant at which it is over.
    pub ends_at: Timestamp,
    /// What it puts up for objections.
    pub proposals: Vec<ProposalId>,
    /// `open` or `ended`.
    pub state: String,
}

type NoticeRow = (Id, Id, String, String, String, Instant, Doc, String);

fn day(text: &str) -> Result<Day, Error> {
    text.parse().map_err(|e| Error::unreadable("day", e))
}

fn read_notice((id, round, about, from, due_on, ends_at, proposals, state): NoticeRow) -> Result<Notice, Error> {
    let ids: Vec<Uuid> = proposals.read("notice")?;
    Ok(Notice {
        id: NoticeId(id.0),
        round: RoundId(round.0),
        about,
        from: day(&from)?,
        due_on: day(&due_on)?,
        ends_at: ends_at.0,
        proposals: ids.into_iter().map(ProposalId).collect(),
        state,
    })
}

/// Publishes a notice.
///
/// # Errors
/// When the database does not answer.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Notice) -> Result<(), Error> {
    diesel::insert_into(notice::table)
        .values((
            notice::id.eq(Id::of(new.id)),
            notice::tenant.eq(Id::of(actor.tenant)),
            notice::round.eq(Id::of(new.round)),
            notice::about.eq(&new.about),
            notice::from_day.eq(new.from.to_string()),
            notice::due_on.eq(new.due_on.to_string()),
            notice::ends_at.eq(Instant(new.ends_at)),
            notice::proposals.eq(Doc::of(&new.proposals)?),
            notice::state.eq(&new.state),
        ))
        .run(tx)?;
    Ok(())
}

/// Ends a notice.
///
/// # Errors
/// [`Error::Conflict`] when it has ended.
pub fn end(tx: &mut Tx<'_>, id: NoticeId) -> Result<(), Error> {
    let open = notice::table.find(Id::of(id)).filter(notice::state.eq("open"));
    let changed = diesel::update(open).set(notice::state.eq("ended")).run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// The notices of a round in order: they are public.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Notice>, Error> {
    let mine = notice::tenant.eq(Id::of(actor.tenant)).and(notice::round.eq(Id::of(round.id)));
    let rows: Vec<NoticeRow> = notice::table
        .filter(mine)
        .select((
            notice::id,
            notice::round,
            notice::about,
            notice::from_day,
            notice::due_on,
            notice::ends_at,
            notice::proposals,
            notice::state,
        ))
        .order(notice::id)
        .rows(tx)?;
    rows.into_iter().map(read_notice).collect()
}

/// An objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Its id.
    pub id: ObjectionId,
    /// The round.
    pub round: RoundId,
    /// Its code.
    pub code: Code,
    /// The proposal it is about.
    pub proposal: ProposalId,
    /// When it came.
    pub received_at: Timestamp,
    /// Who objects; `None` for nobody who gives a name.
    pub by_name: Option<String>,
    /// The address of who objects, for the letters about it and for nothing else.
    pub email: Option<String>,
    /// Why.
    pub grounds: String,
    /// `received`, `inquiry`, `upheld`, `rejected` or `not_accepted`.
    pub state: String,
    /// Why it was not accepted.
    pub reason: Option<String>,
    /// The day of acceptance.
    pub accepted_on: Option<Day>,
    /// The last day of the re-check.
    pub recheck_due: Option<Day>,
    /// The day of the answer.
    pub answered_on: Option<Day>,
    /// What the re-check found.
    pub finding: Option<String>,
}

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = objection, treat_none_as_null = true)]
struct Row {
    id: Id,
    tenant: Id,
    round: Id,
    code: String,
    proposal: Id,
    received_at: Instant,
    by_name: Option<String>,
    grounds: String,
    state: String,
    reason: Option<String>,
    accepted_on: Option<String>,
    recheck_due: Option<String>,
    answered_on: Option<String>,
    finding: Option<String>,
    email: Option<String>,
}

impl Row {
    fn write(actor: &Actor, o: &Objection) -> Self {
        let text = |d: Option<Day>| d.map(|d| d.to_string());
        Self {
            id: Id::of(o.id),
            tenant: Id::of(actor.tenant),
            round: Id::of(o.round),
            code: o.code.to_string(),
            proposal: Id::of(o.proposal),
            received_at: Instant(o.received_at),
            by_name: o.by_name.clone(),
            grounds: o.grounds.clone(),
            state: o.state.clone(),
            reason: o.reason.clone(),
            accepted_on: text(o.accepted_on),
            recheck_due: text(o.recheck_due),
            answered_on: text(o.answered_on),
            finding: o.finding.clone(),
            email: o.email.clone(),
        }
    }

    fn read(self) -> Result<Objection, Error> {
        let read = |d: Option<String>| d.map(|d| day(&d)).transpose();
        Ok(Objection {
            id: ObjectionId(self.id.0),
            round: RoundId(self.round.0),
            code: self.code.parse().map_err(|e| Error::unreadable("objection code", e))?,
            proposal: ProposalId(self.proposal.0),
            received_at: self.received_at.0,
            by_name: self.by_name,
            grounds: self.grounds,
            state: self.state,
            reason: self.reason,
            accepted_on: read(self.accepted_on)?,
            recheck_due: read(self.recheck_due)?,
            answered_on: read(self.answered_on)?,
            finding: self.finding,
            email: self.email,
        })
    }
}

/// Writes an objection down.
///
/// # Errors
/// [`Error::Taken`] when its code is in use.
pub fn insert_objection(tx: &mut Tx<'_>, actor: &Actor, new: &Objection) -> Result<(), Error> {
    diesel::insert_into(objection::table).values(Row::write(actor, new)).run(tx)?;
    Ok(())
}

/// Moves an objection on.
///
/// # Errors
/// [`Error::Conflict`] when somebody else moved it.
pub fn advance_objection(tx: &mut Tx<'_>, actor: &Actor, old: &Objection, next: &Objection) -> Result<(), Error> {
    let unmoved = objection::table.find(Id::of(old.id)).filter(objection::state.eq(&old.state));
    let changed = diesel::update(unmoved).set(Row::write(actor, next)).run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// An objection by id; the caller decides from its round who may see it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_objection_unscoped(tx: &mut Tx<'_>, actor: &Actor, id: ObjectionId) -> Result<Objection, Error> {
    let row: Row =
        objection::table.find(Id::of(id)).filter(objection::tenant.eq(Id::of(actor.tenant))).first_row(tx)?;
    row.read()
}

/// The objections of a round in order; the caller has decided who may see them.
///
/// # Errors
/// When the database does not answer.
pub fn list_objections(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Objection>, Error> {
    let mine = objection::tenant.eq(Id::of(actor.tenant)).and(objection::round.eq(Id::of(round.id)));
    let rows: Vec<Row> = objection::table.filter(mine).order(objection::code).rows(tx)?;
    rows.into_iter().map(Row::read).collect()
}
