//! Score sheets. Before a slot is sealed nobody but its author reads one; the finders take the author, or say that they do not.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant, SqlDoc, SqlId, SqlInstant};
use crate::schema::roadshows::{sheet, sheet_version};
use crate::{Error, Tx};
use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType, Nullable, Text};
use model::{Actor, Mark, PersonId, SheetId, SlotId, Timestamp};
use std::collections::BTreeMap;

/// One judge's marks for one pitch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its id.
    pub id: SheetId,
    /// The slot.
    pub slot: SlotId,
    /// The author.
    pub judge: PersonId,
    /// `saved`, `signed` or `absent`.
    pub state: String,
    /// The marks so far, by criterion.
    pub marks: BTreeMap<String, Mark>,
    /// What the judge says to it.
    pub comment: Option<String>,
    /// How often it was saved.
    pub version: i64,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// When it was signed.
    pub signed_at: Option<Timestamp>,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = sheet)]
pub(crate) struct Row {
    id: Id,
    tenant: Id,
    slot: Id,
    judge: Id,
    state: String,
    marks: Doc,
    comment: Option<String>,
    version: i64,
    saved_at: Instant,
    signed_at: Option<Instant>,
}

impl Row {
    fn write(actor: &Actor, s: &Sheet) -> Result<Self, Error> {
        Ok(Self {
            id: Id::of(s.id),
            tenant: Id::of(actor.tenant),
            slot: Id::of(s.slot),
            judge: Id::of(s.judge),
            state: s.state.clone(),
            marks: Doc::of(&s.marks)?,
            comment: s.comment.clone(),
            version: s.version,
            saved_at: Instant(s.saved_at),
            signed_at: s.signed_at.map(Instant),
        })
    }

    pub(crate) fn read(self) -> Result<Sheet, Error> {
        Ok(Sheet {
            id: SheetId(self.id.0),
            slot: SlotId(self.slot.0),
            judge: PersonId(self.judge.0),
            state: self.state,
            marks: self.marks.read("marks")?,
            comment: self.comment,
            version: self.version,
            saved_at: self.saved_at.0,
            signed_at: self.signed_at.map(|t| t.0),
        })
    }
}

/// Begins a sheet.
///
/// # Errors
/// [`Error::Taken`] when the judge has one for this slot.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Sheet) -> Result<(), Error> {
    diesel::insert_into(sheet::table).values(Row::write(actor, new)?).run(tx)?;
    now_says(tx, new);
    Ok(())
}

/// What is known of the judge's place has the sheet as it stands from here on.
fn now_says(tx: &mut Tx<'_>, sheet: &Sheet) {
    tx.known.places.change(&(sheet.slot, sheet.judge), |place| place.sheet = Some(sheet.clone()));
}

/// Saves a sheet again; what it said before stays as a version.
///
/// # Errors
/// When the database does not answer.
pub fn replace(tx: &mut Tx<'_>, actor: &Actor, old: &Sheet, next: &Sheet) -> Result<(), Error> {
    diesel::insert_into(sheet_version::table)
        .values((
            sheet_version::tenant.eq(Id::of(actor.tenant)),
            sheet_version::sheet.eq(Id::of(old.id)),
            sheet_version::version.eq(old.version),
            sheet_version::marks.eq(Doc::of(&old.marks)?),
            sheet_version::comment.eq(&old.comment),
            sheet_version::saved_at.eq(Instant(old.saved_at)),
        ))
        .run(tx)?;
    Replace(Row::write(actor, next)?).run(tx)?;
    now_says(tx, next);
    Ok(())
}

/// The update of a sheet, written out: diesel prepares its own updates anew at each use, and no act of an evening is done as often as this one.
struct Replace(Row);

impl QueryId for Replace {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<DB> QueryFragment<DB> for Replace
where
    DB: Backend + HasSqlType<SqlId> + HasSqlType<SqlDoc> + HasSqlType<SqlInstant>,
    Id: ToSql<SqlId, DB>,
    Doc: ToSql<SqlDoc, DB>,
    Instant: ToSql<SqlInstant, DB>,
    String: ToSql<Text, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let row = &self.0;
        pass.push_sql("UPDATE sheet SET state = ");
        pass.push_bind_param::<Text, _>(&row.state)?;
        pass.push_sql(", marks = ");
        pass.push_bind_param::<SqlDoc, _>(&row.marks)?;
        pass.push_sql(", comment = ");
        pass.push_bind_param::<Nullable<Text>, _>(&row.comment)?;
        pass.push_sql(", version = ");
        pass.push_bind_param::<BigInt, _>(&row.version)?;
        pass.push_sql(", saved_at = ");
        pass.push_bind_param::<SqlInstant, _>(&row.saved_at)?;
        pass.push_sql(", signed_at = ");
        pass.push_bind_param::<Nullable<SqlInstant>, _>(&row.signed_at)?;
        pass.push_sql(" WHERE id = ");
        pass.push_bind_param::<SqlId, _>(&row.id)
    }
}

impl<C> RunQueryDsl<C> for Replace {}

/// The judge's own sheet for a slot; `None` when there is none yet.
///
/// # Errors
/// When the database does not answer.
pub fn find_own(tx: &mut Tx<'_>, actor: &Actor, slot: SlotId, judge: PersonId) -> Result<Option<Sheet>, Error> {
    let mine =
        sheet::tenant.eq(Id::of(actor.tenant)).and(sheet::slot.eq(Id::of(slot))).and(sheet::judge.eq(Id::of(judge)));
    let row: Option<Row> = sheet::table.filter(mine).first_row(tx).optional()?;
    row.map(Row::read).transpose()
}

/// Every sheet of these slots, whoever wrote it: for sealing and for results, never for a view before the reveal.
///
/// # Errors
/// When the database does not answer.
pub fn list_unscoped(tx: &mut Tx<'_>, slots: &[SlotId]) -> Result<Vec<Sheet>, Error> {
    let ids: Vec<Id> = slots.iter().copied().map(Id::of).collect();
    let rows: Vec<Row> = sheet::table.filter(sheet::slot.eq_any(ids)).order(sheet::id).rows(tx)?;
    rows.into_iter().map(Row::read).collect()
}

/// Whose sheets these slots hold and where each stands, without the marks.
///
/// # Errors
/// When the database does not answer.
pub fn list_states(tx: &mut Tx<'_>, slots: &[SlotId]) -> Result<Vec<(SlotId, PersonId, String)>, Error> {
    let ids: Vec<Id> = slots.iter().copied().map(Id::of).collect();
    let rows: Vec<(Id, Id, String)> = sheet::table
        .filter(sheet::slot.eq_any(ids))
        .select((sheet::slot, sheet::judge, sheet::state))
        .order(sheet::id)
        .rows(tx)?;
    Ok(rows.into_iter().map(|(slot, judge, state)| (SlotId(slot.0), PersonId(judge.0), state)).collect())
}
