//! Evaluations and what is in the archive.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::delivery::{archive_item, evaluation};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, Day, EvaluationId, Mark, Money, Proposal, ProposalId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// Its id.
    pub id: EvaluationId,
    /// The project.
    pub proposal: ProposalId,
    /// `mid_term` or `final`.
    pub kind: String,
    /// Everything that is known of it so far.
    pub sheet: Sheet,
    /// The number of this version of the row.
    pub version: i64,
}

/// Everything that is known of an evaluation so far; `None` where nothing is known yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// More time, asked for and given.
    pub extension: Option<Extension>,
    /// When the self-report came.
    pub reported_at: Option<Timestamp>,
    /// Whether it came late.
    pub late: bool,
    /// Why it came late.
    pub late_reason: Option<String>,
    /// Those who were asked whether they are satisfied, and those who are.
    pub satisfaction: Option<(i64, i64)>,
    /// The marks by dimension.
    pub marks: Option<BTreeMap<String, Mark>>,
    /// What was to be put right.
    pub rectification: Option<Rectification>,
    /// The spending that the vouchers prove.
    pub verified_spending: Option<Money>,
    /// What came out.
    pub decision: Option<Decision>,
}

/// More time for a self-report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Why.
    pub reason: String,
    /// The day it was asked for.
    pub asked_on: Day,
    /// When it was given.
    pub approved_at: Option<Timestamp>,
    /// The first instant that is late with it.
    pub until: Option<Timestamp>,
}

/// What was to be put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rectification {
    /// What.
    pub point: String,
    /// The day of the order.
    pub ordered_on: Day,
    /// The last day for it.
    pub due_on: Day,
    /// The day it was done.
    pub done_on: Option<Day>,
    /// What the re-check found: `passed` or `failed`.
    pub rechecked: Option<String>,
    /// The day of the re-check.
    pub rechecked_on: Option<Day>,
}

/// What came out of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The day.
    pub decided_on: Day,
    /// The sum of the marks, with two decimals.
    pub score: Option<String>,
    /// `passed` or `failed`.
    pub outcome: String,
    /// Why it failed: `late_without_reason` or `below_pass_line`.
    pub reason: Option<String>,
    /// The band of a final evaluation.
    pub band: Option<String>,
    /// What had been paid.
    pub paid: Money,
    /// What is payable in all.
    pub payable: Option<Money>,
    /// What is left of the final instalment.
    pub tail: Option<Money>,
    /// What is to be given back.
    pub refund: Option<Money>,
    /// The parts that were cancelled.
    pub cancelled: Vec<Money>,
    /// The last day of the exclusion that follows.
    pub banned_until: Option<Day>,
    /// How many in a hundred are satisfied, with its decimals.
    pub satisfaction_percent: Option<String>,
}

type Columns = (Id, Id, String, Doc, i64);

fn read((id, proposal, kind, sheet, version): Columns) -> Result<Evaluation, Error> {
    Ok(Evaluation {
        id: EvaluationId(id.0),
        proposal: ProposalId(proposal.0),
        kind,
        sheet: sheet.read("evaluation")?,
        version,
    })
}

/// Begins an evaluation.
///
/// # Errors
/// [`Error::Taken`] when the project has one of this kind.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Evaluation) -> Result<(), Error> {
    diesel::insert_into(evaluation::table)
        .values((
            evaluation::id.eq(Id::of(new.id)),
            evaluation::tenant.eq(Id::of(actor.tenant)),
            evaluation::proposal.eq(Id::of(new.proposal)),
            evaluation::kind.eq(&new.kind),
            evaluation::sheet.eq(Doc::of(&new.sheet)?),
            evaluation::version.eq(new.version),
        ))
        .run(tx)?;
    Ok(())
}

/// Writes on.
///
/// # Errors
/// [`Error::Conflict`] when somebody else wrote meanwhile.
pub fn replace(tx: &mut Tx<'_>, old: &Evaluation, sheet: &Sheet) -> Result<(), Error> {
    let unchanged = evaluation::table.find(Id::of(old.id)).filter(evaluation::version.eq(old.version));
    let changed = diesel::update(unchanged)
        .set((evaluation::sheet.eq(Doc::of(sheet)?), evaluation::version.eq(old.version.saturating_add(1))))
        .run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// The evaluations of projects that the caller has found before.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, of: &[Proposal]) -> Result<Vec<Evaluation>, Error> {
    let ids: Vec<Id> = of.iter().map(|p| Id::of(p.id)).collect();
    let rows: Vec<Columns> = evaluation::table
        .filter(evaluation::proposal.eq_any(ids))
        .select((evaluation::id, evaluation::proposal, evaluation::kind, evaluation::sheet, evaluation::version))
        .order(evaluation::id)
        .rows(tx)?;
    rows.into_iter().map(read).collect()
}

/// Notes what is in the archive of a project.
///
/// # Errors
/// [`Error::Taken`] when it was noted.
pub fn insert_archive_item(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: ProposalId,
    item: &str,
    now: Timestamp,
) -> Result<(), Error> {
    diesel::insert_into(archive_item::table)
        .values((
            archive_item::tenant.eq(Id::of(actor.tenant)),
            archive_item::proposal.eq(Id::of(of)),
            archive_item::item.eq(item),
            archive_item::at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// What is in the archive of a project that the caller has found before.
///
/// # Errors
/// When the database does not answer.
pub fn list_archive(tx: &mut Tx<'_>, of: &Proposal) -> Result<Vec<String>, Error> {
    let mine = archive_item::proposal.eq(Id::of(of.id));
    Ok(archive_item::table.filter(mine).select(archive_item::item).order(archive_item::item).rows(tx)?)
}
