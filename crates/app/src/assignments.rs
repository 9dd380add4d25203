//! Who reviews what at the desk: plans that are computed, changed by hand, and applied. An applied plan decides who is asked; without one every seat is.

use crate::rounds::unchanged;
use crate::seats::DESK;
use crate::{Error, Record, record};
use model::{Actor, AssignmentPlanId, PlanState, Round, RoundId, Timestamp};
use scoring::ScoringError;
use scoring::assign::{self, Pair, PairFault, Plan, Request};
use scoring::rules::Lang;
use serde::Serialize;
use serde_json::{Value, json};
pub use storage::assignments::AssignmentPlan;
use storage::{Tx, assignments, rounds};
use workflow::assignments::{Command, actions, decide};
use workflow::roles::{self, Duty};
use workflow::{Fault, Refusal};

mod facts;

use facts::Facts;
pub use facts::{Asked, Load, Wishes};

/// A plan as it stands, with what may be done to it.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The row.
    pub kept: AssignmentPlan,
    /// What people wished for.
    pub wishes: Wishes,
    /// What it was computed from or last checked against.
    pub request: Request,
    /// Pairs, loads, and what hangs together.
    pub plan: Plan,
    /// What whoever asks may do to it.
    pub actions: Vec<Command>,
}

fn planned(kept: AssignmentPlan, round: &Round, actor: &Actor) -> Result<Planned, Error> {
    let wishes = serde_json::from_value(kept.wishes.clone()).map_err(Error::broken)?;
    let request = serde_json::from_value(kept.request.clone()).map_err(Error::broken)?;
    let plan = serde_json::from_value(kept.plan.clone()).map_err(Error::broken)?;
    Ok(Planned { wishes, request, plan, actions: actions(Some(kept.state), round, actor), kept })
}

fn document<T: Serialize>(of: &T) -> Result<Value, Error> {
    serde_json::to_value(of).map_err(Error::broken)
}

/// Computes a plan and keeps it; it asks nobody before it is applied. As many pairs as can be of the applied plan, and of the reviews that are in, are kept.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::WrongState`] outside the desk review; [`Refusal::NotNow`] with `no_desk_review` or `nobody_to_review`;
/// `judge_unknown`, `plan_below_quorum`; [`ScoringError::Assignment`] when nothing can be planned so, with what to relax.
pub fn plan(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, new: &Wishes, now: Timestamp) -> Result<Planned, Error> {
    let round = rounds::find_shared(tx, actor, id)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let state = decide(Command::Plan, None, &round, actor)?;
    let facts = Facts::read(tx, actor, &round)?;
    let request = facts.request(&round, new)?;
    let found = assign::judges(&request).map_err(ScoringError::from)?;
    let kept = AssignmentPlan {
        id: tx.id(now),
        round: id,
        stage: DESK.into(),
        state,
        wishes: document(new)?,
        request: document(&request)?,
        plan: document(&found)?,
        version: 0,
        at: now,
        applied_at: None,
    };
    assignments::insert(tx, actor, &kept)?;
    let body =
        json!({ "proposals": request.proposals.len(), "judges": request.judges.len(), "pairs": found.pairs.len() });
    record(tx, actor, Record::new("assignment.planned", id, kept.id, body).on_behalf_of(behalf), now)?;
    planned(kept, &round, actor)
}

/// Replaces the pairs of a plan by hand. Conflicts, the number of judges of each proposal and the loads must hold, as they are known now.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::WrongState`] once it is applied; [`storage::Error::Conflict`] on a stale version; [`Refusal::Invalid`] with every fault.
pub fn edit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: AssignmentPlanId,
    input: (i64, Vec<Pair>),
    now: Timestamp,
) -> Result<Planned, Error> {
    let old = assignments::find(tx, actor, id)?;
    let round = rounds::find_shared(tx, actor, old.round)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let state = decide(Command::Edit, Some(old.state), &round, actor)?;
    let (version, pairs) = input;
    unchanged(old.version, version)?;
    let before = planned(old.clone(), &round, actor)?;
    let request = Facts::read(tx, actor, &round)?.request(&round, &before.wishes)?;
    let found = assign::edited(&request, &pairs).map_err(|faults| Refusal::Invalid { faults: told(&faults) })?;
    let next = AssignmentPlan {
        state,
        request: document(&request)?,
        plan: document(&found)?,
        version: old.version.saturating_add(1),
        ..old.clone()
    };
    assignments::advance(tx, &old, &next)?;
    let moved = found.pairs.iter().filter(|pair| !before.plan.pairs.contains(pair)).count();
    let body = json!({ "changed": moved });
    record(tx, actor, Record::new("assignment.edited", round.id, id, body).on_behalf_of(behalf), now)?;
    planned(next, &round, actor)
}

/// Lets a plan decide who is asked to review what. The plan before it is replaced; conflicts that nobody declared are found now.
///
/// It takes the round alone, so a review comes before or after it, and a review that is in keeps its reviewer.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::WrongState`]; [`Refusal::NotNow`] with `plan_outdated` when the plan does not hold any more, with every fault, or with `reviews_outside_plan`.
pub fn apply(tx: &mut Tx<'_>, actor: &Actor, id: AssignmentPlanId, now: Timestamp) -> Result<Planned, Error> {
    let seen = assignments::find(tx, actor, id)?;
    let round = rounds::find_exclusively(tx, actor, seen.round)?;
    let old = assignments::find(tx, actor, id)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let state = decide(Command::Apply, Some(old.state), &round, actor)?;
    let before = planned(old.clone(), &round, actor)?;
    let facts = Facts::read(tx, actor, &round)?;
    let request = facts.request(&round, &before.wishes)?;
    let found = assign::edited(&request, &before.plan.pairs)
        .map_err(|faults| Refusal::not_now("plan_outdated", json!({ "faults": told(&faults) })))?;
    let outside = facts.reviewed_outside(&found);
    if !outside.is_empty() {
        return Err(Refusal::not_now("reviews_outside_plan", json!({ "pairs": outside })).into());
    }
    crate::seats::find_conflicts(tx, actor, &round, DESK, &facts.proposals, now)?;
    for other in assignments::list(tx, actor, &round)?.into_iter().filter(|p| p.state == PlanState::Applied) {
        let over =
            AssignmentPlan { state: PlanState::Replaced, version: other.version.saturating_add(1), ..other.clone() };
        assignments::advance(tx, &other, &over)?;
    }
    let next = AssignmentPlan {
        state,
        request: document(&request)?,
        version: old.version.saturating_add(1),
        applied_at: Some(now),
        ..old.clone()
    };
    assignments::advance(tx, &old, &next)?;
    assignments::replace_asked(tx, actor, &round, DESK, &facts.asked(&found))?;
    let body = json!({ "pairs": found.pairs.len() });
    record(tx, actor, Record::new("assignment.applied", round.id, id, body).on_behalf_of(behalf), now)?;
    planned(next, &round, actor)
}

/// Each fault with its place among the pairs, its figures, and what is wrong in both languages.
fn told(faults: &[PairFault]) -> Vec<Fault> {
    let told = |fault: &PairFault| {
        let mut facts = json!(fault);
        if let Some(facts) = facts.as_object_mut() {
            facts.insert("words".into(), json!({ "zh": fault.told(Lang::Zh), "en": fault.told(Lang::En) }));
        }
        let pointer = fault.pair().map_or_else(|| "/pairs".to_owned(), |pair| format!("/pairs/{pair}"));
        Fault::new(pointer, fault.code(), facts)
    };
    faults.iter().map(told).collect()
}

/// The plans of a round, for those who run or oversee it.
///
/// # Errors
/// [`Refusal::NotYourRole`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Planned>, Error> {
    let round = rounds::find(tx, actor, id)?;
    workflow::assignments::read(&round, actor)?;
    assignments::list(tx, actor, &round)?.into_iter().map(|kept| planned(kept, &round, actor)).collect()
}

/// One plan.
///
/// # Errors
/// As [`list`]; [`storage::Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: AssignmentPlanId) -> Result<Planned, Error> {
    let kept = assignments::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, kept.round)?;
    workflow::assignments::read(&round, actor)?;
    planned(kept, &round, actor)
}

/// Who is asked to review what: all of it for those who run or oversee the round, their own part for reviewers.
///
/// # Errors
/// [`Refusal::NotYourRole`] for everybody else.
pub fn list_asked(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Asked>, Error> {
    let round = rounds::find(tx, actor, id)?;
    let all = workflow::assignments::read(&round, actor);
    if all.is_err() {
        roles::may(actor, &round, Duty::Mark)?;
    }
    let mut found = facts::list_asked(tx, actor, &round)?;
    found.retain(|asked| all.is_ok() || actor.person() == Some(asked.person));
    Ok(found)
}
