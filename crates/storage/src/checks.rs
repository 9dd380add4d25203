//! Eligibility checks: each look of a checker is a row of its own.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::reviews::eligibility_check as table;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, CheckId, Day, Proposal, ProposalId, Timestamp};
use serde::{Deserialize, Serialize};

/// One look of a checker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its id.
    pub id: CheckId,
    /// The proposal.
    pub proposal: ProposalId,
    /// `returned`, `eligible` or `ineligible`.
    pub outcome: String,
    /// What was found.
    pub findings: Found,
    /// The last day for the correction, when it was sent back.
    pub due_on: Option<Day>,
    /// When.
    pub at: Timestamp,
}

/// What was found, in codes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Grounds of refusal or of return.
    pub reasons: Vec<String>,
    /// What is only said.
    pub warnings: Vec<String>,
    /// The budget lines concerned.
    pub lines: Vec<i64>,
    /// The papers concerned.
    pub papers: Vec<String>,
}

type Columns = (Id, Id, String, Doc, Option<String>, Instant);

fn read((id, proposal, outcome, findings, due_on, at): Columns) -> Result<Check, Error> {
    Ok(Check {
        id: CheckId(id.0),
        proposal: ProposalId(proposal.0),
        outcome,
        findings: findings.read("eligibility findings")?,
        due_on: due_on.map(|d| d.parse().map_err(|e| Error::unreadable("day", e))).transpose()?,
        at: at.0,
    })
}

/// Writes a look down.
///
/// # Errors
/// When the database does not answer.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Check) -> Result<(), Error> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id::of(new.id)),
            table::tenant.eq(Id::of(actor.tenant)),
            table::proposal.eq(Id::of(new.proposal)),
            table::outcome.eq(&new.outcome),
            table::findings.eq(Doc::of(&new.findings)?),
            table::due_on.eq(new.due_on.map(|d| d.to_string())),
            table::at.eq(Instant(new.at)),
            table::by_person.eq(actor.person().map(Id::of)),
        ))
        .run(tx)?;
    Ok(())
}

/// All looks at these proposals in order; the caller has found the proposals before.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, of: &[Proposal]) -> Result<Vec<Check>, Error> {
    let ids: Vec<Id> = of.iter().map(|p| Id::of(p.id)).collect();
    let rows: Vec<Columns> = table::table
        .filter(table::proposal.eq_any(ids))
        .select((table::id, table::proposal, table::outcome, table::findings, table::due_on, table::at))
        .order(table::id)
        .rows(tx)?;
    rows.into_iter().map(read).collect()
}
