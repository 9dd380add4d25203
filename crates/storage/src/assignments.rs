//! Plans of who reviews what, and who is asked as the applied one says.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::reviews::{assignment, assignment_plan};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, AssignmentPlanId, PersonId, PlanState, ProposalId, Round, RoundId, Timestamp};
use serde_json::Value;

/// A plan of who reviews what.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignmentPlan {
    /// Its id.
    pub id: AssignmentPlanId,
    /// The round.
    pub round: RoundId,
    /// The stage whose seats it assigns.
    pub stage: String,
    /// Where it stands.
    pub state: PlanState,
    /// What people wished for.
    pub wishes: Value,
    /// What it was computed from or last checked against.
    pub request: Value,
    /// Pairs, loads, and what hangs together.
    pub plan: Value,
    /// How often it was changed.
    pub version: i64,
    /// When it was computed.
    pub at: Timestamp,
    /// When it was applied.
    pub applied_at: Option<Timestamp>,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = assignment_plan)]
struct Row {
    id: Id,
    tenant: Id,
    round: Id,
    stage: String,
    state: String,
    wishes: Doc,
    request: Doc,
    plan: Doc,
    version: i64,
    at: Instant,
    applied_at: Option<Instant>,
}

impl Row {
    fn read(self) -> Result<AssignmentPlan, Error> {
        Ok(AssignmentPlan {
            id: AssignmentPlanId(self.id.0),
            round: RoundId(self.round.0),
            stage: self.stage,
            state: self.state.parse().map_err(|e| Error::unreadable("plan state", e))?,
            wishes: self.wishes.read("wishes")?,
            request: self.request.read("request")?,
            plan: self.plan.read("plan")?,
            version: self.version,
            at: self.at.0,
            applied_at: self.applied_at.map(|t| t.0),
        })
    }
}

/// Keeps a plan.
///
/// # Errors
/// When the database does not answer.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &AssignmentPlan) -> Result<(), Error> {
    let row = Row {
        id: Id::of(new.id),
        tenant: Id::of(actor.tenant),
        round: Id::of(new.round),
        stage: new.stage.clone(),
        state: new.state.as_str().into(),
        wishes: Doc::of(&new.wishes)?,
        request: Doc::of(&new.request)?,
        plan: Doc::of(&new.plan)?,
        version: new.version,
        at: Instant(new.at),
        applied_at: new.applied_at.map(Instant),
    };
    diesel::insert_into(assignment_plan::table).values(row).run(tx)?;
    Ok(())
}

/// A plan of a round that the actor may see.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: AssignmentPlanId) -> Result<AssignmentPlan, Error> {
    let mine = assignment_plan::tenant.eq(Id::of(actor.tenant));
    let row: Row = assignment_plan::table.find(Id::of(id)).filter(mine).first_row(tx)?;
    let found = row.read()?;
    crate::rounds::find(tx, actor, found.round)?;
    Ok(found)
}

/// The plans of a round in the order in which they were computed; the caller has decided who may see them.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<AssignmentPlan>, Error> {
    let mine = assignment_plan::tenant.eq(Id::of(actor.tenant)).and(assignment_plan::round.eq(Id::of(round.id)));
    let rows: Vec<Row> = assignment_plan::table.filter(mine).order(assignment_plan::id).rows(tx)?;
    rows.into_iter().map(Row::read).collect()
}

/// Writes down where a plan stands and what it says now.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it since it was read.
pub fn advance(tx: &mut Tx<'_>, old: &AssignmentPlan, next: &AssignmentPlan) -> Result<(), Error> {
    let unchanged = assignment_plan::table.find(Id::of(old.id)).filter(assignment_plan::version.eq(old.version));
    let changed = diesel::update(unchanged)
        .set((
            assignment_plan::state.eq(next.state.as_str()),
            assignment_plan::request.eq(Doc::of(&next.request)?),
            assignment_plan::plan.eq(Doc::of(&next.plan)?),
            assignment_plan::version.eq(next.version),
            assignment_plan::applied_at.eq(next.applied_at.map(Instant)),
        ))
        .run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Asks exactly these people to review exactly these proposals; what was asked in the stage before is over.
///
/// # Errors
/// When the database does not answer.
pub fn replace_asked(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    stage: &str,
    asked: &[(ProposalId, PersonId)],
) -> Result<(), Error> {
    let mine = assignment::tenant.eq(Id::of(actor.tenant)).and(assignment::round.eq(Id::of(round.id)));
    diesel::delete(assignment::table.filter(mine.and(assignment::stage.eq(stage)))).run(tx)?;
    for (proposal, person) in asked {
        diesel::insert_into(assignment::table)
            .values((
                assignment::tenant.eq(Id::of(actor.tenant)),
                assignment::round.eq(Id::of(round.id)),
                assignment::stage.eq(stage),
                assignment::proposal.eq(Id::of(*proposal)),
                assignment::person.eq(Id::of(*person)),
            ))
            .run(tx)?;
    }
    Ok(())
}

/// Who is asked to review what in a stage; empty while no plan was applied.
///
/// # Errors
/// When the database does not answer.
pub fn list_asked(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    stage: &str,
) -> Result<Vec<(ProposalId, PersonId)>, Error> {
    let mine = assignment::tenant.eq(Id::of(actor.tenant)).and(assignment::round.eq(Id::of(round.id)));
    let rows: Vec<(Id, Id)> = assignment::table
        .filter(mine.and(assignment::stage.eq(stage)))
        .select((assignment::proposal, assignment::person))
        .order((assignment::proposal, assignment::person))
        .rows(tx)?;
    Ok(rows.into_iter().map(|(proposal, person)| (ProposalId(proposal.0), PersonId(person.0))).collect())
}

/// Who is asked to review one proposal; empty where no applied plan names it.
///
/// # Errors
/// When the database does not answer.
pub fn list_asked_for(
    tx: &mut Tx<'_>,
    actor: &Actor,
    stage: &str,
    proposal: ProposalId,
) -> Result<Vec<PersonId>, Error> {
    let mine = assignment::tenant.eq(Id::of(actor.tenant)).and(assignment::stage.eq(stage));
    let rows: Vec<Id> = assignment::table
        .filter(mine.and(assignment::proposal.eq(Id::of(proposal))))
        .select(assignment::person)
        .rows(tx)?;
    Ok(rows.into_iter().map(|person| PersonId(person.0)).collect())
}
