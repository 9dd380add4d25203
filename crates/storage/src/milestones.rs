//! Milestones and the reports on them.

use crate::ask::Ask;
use crate::column::{Doc, Id};
use crate::schema::delivery::{milestone, milestone_report};
use crate::{Error, Tx, proposals};
use diesel::prelude::*;
use model::{Actor, Code, Day, MilestoneId, Proposal, ProposalId};
use serde::{Deserialize, Serialize};

/// What is planned up to a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The activity.
    pub activity: String,
    /// How many times.
    pub times: i64,
}

/// A milestone with its reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Its id.
    pub id: MilestoneId,
    /// The project.
    pub proposal: ProposalId,
    /// Its code.
    pub code: Code,
    /// Its title.
    pub title: String,
    /// The agreed day.
    pub due_on: Day,
    /// The kind of evidence.
    pub evidence: String,
    /// What is planned up to it.
    pub planned: Vec<Planned>,
    /// `planned`, `reported`, `accepted`, `returned` or `cancelled`.
    pub state: String,
    /// The reports in order.
    pub reports: Vec<Report>,
}

/// A report on a milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// From 1.
    pub no: i64,
    /// The day it came.
    pub reported_on: Day,
    /// How many pieces of evidence.
    pub evidence_count: i64,
    /// The day it was accepted.
    pub accepted_on: Option<Day>,
    /// The day it was sent back.
    pub returned_on: Option<Day>,
    /// Why it was sent back.
    pub reason: Option<String>,
}

macro_rules! columns {
    () => {
        (
            milestone::id,
            milestone::proposal,
            milestone::code,
            milestone::title,
            milestone::due_on,
            milestone::evidence,
            milestone::planned,
            milestone::state,
        )
    };
}
type Columns = (Id, Id, String, String, String, String, Doc, String);
type ReportColumns = (Id, i64, String, i64, Option<String>, Option<String>, Option<String>);

fn day(text: &str) -> Result<Day, Error> {
    text.parse().map_err(|e| Error::unreadable("day", e))
}

fn read((id, proposal, code, title, due_on, evidence, planned, state): Columns) -> Result<Milestone, Error> {
    Ok(Milestone {
        id: MilestoneId(id.0),
        proposal: ProposalId(proposal.0),
        code: code.parse().map_err(|e| Error::unreadable("milestone code", e))?,
        title,
        due_on: day(&due_on)?,
        evidence,
        planned: planned.read("milestone plan")?,
        state,
        reports: Vec::new(),
    })
}

fn read_report(
    (_, no, reported_on, evidence_count, accepted_on, returned_on, reason): ReportColumns,
) -> Result<Report, Error> {
    Ok(Report {
        no,
        reported_on: day(&reported_on)?,
        evidence_count,
        accepted_on: accepted_on.map(|d| day(&d)).transpose()?,
        returned_on: returned_on.map(|d| day(&d)).transpose()?,
        reason,
    })
}

/// Agrees on a milestone.
///
/// # Errors
/// [`Error::Taken`] when its code is in use in the project.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Milestone) -> Result<(), Error> {
    diesel::insert_into(milestone::table)
        .values((
            milestone::id.eq(Id::of(new.id)),
            milestone::tenant.eq(Id::of(actor.tenant)),
            milestone::proposal.eq(Id::of(new.proposal)),
            milestone::code.eq(new.code.as_str()),
            milestone::title.eq(&new.title),
            milestone::due_on.eq(new.due_on.to_string()),
            milestone::evidence.eq(&new.evidence),
            milestone::planned.eq(Doc::of(&new.planned)?),
            milestone::state.eq(&new.state),
        ))
        .run(tx)?;
    Ok(())
}

/// The milestones of projects that the caller has found before, by project and day.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, of: &[Proposal]) -> Result<Vec<Milestone>, Error> {
    let ids: Vec<Id> = of.iter().map(|p| Id::of(p.id)).collect();
    let query = milestone::table.filter(milestone::proposal.eq_any(ids)).order((milestone::proposal, milestone::code));
    let rows = query.select(columns!()).rows(tx)?;
    load(tx, rows)
}

fn load(tx: &mut Tx<'_>, rows: Vec<Columns>) -> Result<Vec<Milestone>, Error> {
    let ids: Vec<Id> = rows.iter().map(|r| r.0).collect();
    let reports: Vec<ReportColumns> = milestone_report::table
        .filter(milestone_report::milestone.eq_any(ids))
        .select((
            milestone_report::milestone,
            milestone_report::no,
            milestone_report::reported_on,
            milestone_report::evidence_count,
            milestone_report::accepted_on,
            milestone_report::returned_on,
            milestone_report::reason,
        ))
        .order((milestone_report::milestone, milestone_report::no))
        .rows(tx)?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let theirs = reports.iter().filter(|r| r.0 == row.0).cloned().map(read_report);
        let reports = theirs.collect::<Result<_, _>>()?;
        found.push(Milestone { reports, ..read(row)? });
    }
    Ok(found)
}

/// A milestone of a project the actor may see, with the project.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: MilestoneId) -> Result<(Milestone, Proposal), Error> {
    let mine = milestone::tenant.eq(Id::of(actor.tenant));
    let row: Columns = milestone::table.find(Id::of(id)).filter(mine).select(columns!()).first_row(tx)?;
    let found = load(tx, vec![row])?.into_iter().next().ok_or(Error::NotFound)?;
    let proposal = proposals::find(tx, actor, found.proposal)?;
    Ok((found, proposal))
}

/// Moves a milestone on.
///
/// # Errors
/// [`Error::Conflict`] when somebody else moved it.
pub fn advance(tx: &mut Tx<'_>, old: &Milestone, state: &str) -> Result<(), Error> {
    let unmoved = milestone::table.find(Id::of(old.id)).filter(milestone::state.eq(&old.state));
    let changed = diesel::update(unmoved).set(milestone::state.eq(state)).run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Adds a report.
///
/// # Errors
/// [`Error::Taken`] when two report at once.
pub fn insert_report(tx: &mut Tx<'_>, actor: &Actor, of: &Milestone, new: &Report) -> Result<(), Error> {
    diesel::insert_into(milestone_report::table)
        .values((
            milestone_report::tenant.eq(Id::of(actor.tenant)),
            milestone_report::milestone.eq(Id::of(of.id)),
            milestone_report::no.eq(new.no),
            milestone_report::reported_on.eq(new.reported_on.to_string()),
            milestone_report::evidence_count.eq(new.evidence_count),
        ))
        .run(tx)?;
    Ok(())
}

/// Writes down what became of a report.
///
/// # Errors
/// When the database does not answer.
pub fn settle_report(tx: &mut Tx<'_>, of: &Milestone, report: &Report) -> Result<(), Error> {
    let target = milestone_report::milestone.eq(Id::of(of.id)).and(milestone_report::no.eq(report.no));
    diesel::update(milestone_report::table.filter(target))
        .set((
            milestone_report::accepted_on.eq(report.accepted_on.map(|d| d.to_string())),
            milestone_report::returned_on.eq(report.returned_on.map(|d| d.to_string())),
            milestone_report::reason.eq(&report.reason),
        ))
        .run(tx)?;
    Ok(())
}
