//! Assignment plans over HTTP: preview, edit, apply; and who is asked to review what.

use crate::call::Signed;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, put, web};
use app::assignments::{Load, Planned, Wishes};
use model::{AssignmentPlanId, PersonId, PlanState, ProposalId, RoundId};
use scoring::assign::{Component, Conflict, Pair};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(plan).service(plans).service(find).service(edit).service(apply).service(asked);
}

/// What is wished of a plan.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssignmentPlanForm {
    /// How many reviewers each proposal gets; absent: as many as the round's rules say.
    #[validate(range(min = 1, max = 50))]
    per_proposal: Option<u32>,
    /// What single judges can take; the others take whatever comes.
    #[serde(default)]
    #[validate(nested, length(max = 500))]
    loads: Vec<LoadForm>,
    /// The words out of which a lot is drawn among plans that are otherwise equal.
    #[serde(default)]
    #[validate(length(max = 20))]
    seed_parts: Vec<String>,
}

/// What a judge can take.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct LoadForm {
    /// The code of the seat.
    #[validate(length(min = 1, max = 60))]
    judge: String,
    /// So many proposals at least; 0 when it is not said.
    #[serde(default)]
    at_least: u32,
    /// So many at most; absent: as many as there are.
    at_most: Option<u32>,
}

/// The pairs that a plan shall have.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PairsForm {
    /// All of them.
    #[validate(nested, length(min = 1, max = 10000))]
    pairs: Vec<PairForm>,
}

/// A judge for a proposal.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PairForm {
    /// The proposal's code.
    #[validate(length(min = 1, max = 60))]
    proposal: String,
    /// The code of the judge's seat.
    #[validate(length(min = 1, max = 60))]
    judge: String,
}

/// A plan of who reviews what.
#[derive(Debug, Serialize, ToSchema)]
struct AssignmentPlanView {
    #[schema(value_type = uuid::Uuid)]
    id: AssignmentPlanId,
    stage: String,
    /// `draft`, `applied` or `replaced`.
    #[schema(value_type = String)]
    state: PlanState,
    /// How many reviewers each proposal gets.
    per_proposal: u32,
    seed_parts: Vec<String>,
    judges: Vec<JudgeLoadView>,
    /// By proposal and judge.
    #[schema(value_type = Vec<Object>)]
    pairs: Vec<Pair>,
    /// Who is kept away from what, and why.
    #[schema(value_type = Vec<Object>)]
    conflicts: Vec<Conflict>,
    /// The pieces into which judges and proposals fall; with more than one, marks of different pieces cannot be compared.
    #[schema(value_type = Vec<Object>)]
    components: Vec<Component>,
    /// How many pairs are kept of the plan that was applied before and of the reviews that are in.
    kept: usize,
    version: i64,
    at: At,
    applied_at: Option<At>,
    /// `edit`, `apply`: what whoever asks may do now.
    #[schema(value_type = Vec<String>)]
    actions: Vec<workflow::assignments::Command>,
}

/// A judge with bounds and load.
#[derive(Debug, Serialize, ToSchema)]
struct JudgeLoadView {
    /// The code of the seat.
    judge: String,
    at_least: u32,
    at_most: u32,
    /// How many proposals they have.
    proposals: u32,
}

impl From<Planned> for AssignmentPlanView {
    fn from(p: Planned) -> Self {
        let load = |code: &str| p.plan.loads.iter().find(|l| l.judge == code).map_or(0, |l| l.proposals);
        let judge = |j: scoring::assign::Judge| JudgeLoadView {
            proposals: load(&j.code),
            judge: j.code,
            at_least: j.at_least,
            at_most: j.at_most,
        };
        Self {
            id: p.kept.id,
            stage: p.kept.stage,
            state: p.kept.state,
            per_proposal: p.request.per_proposal,
            seed_parts: p.request.seed_parts,
            judges: p.request.judges.into_iter().map(judge).collect(),
            pairs: p.plan.pairs,
            conflicts: p.request.conflicts,
            components: p.plan.components,
            kept: p.plan.kept,
            version: p.kept.version,
            at: At(p.kept.at),
            applied_at: p.kept.applied_at.map(At),
            actions: p.actions,
        }
    }
}

/// Compute a plan of who reviews what. It asks nobody before it is applied. Where nothing can be planned so, the problem names exactly what to relax, in Chinese and English.
#[utoipa::path(tag = "panels", request_body = AssignmentPlanForm, responses((status = 200, body = AssignmentPlanView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/assignment-plans")]
async fn plan(call: Signed, id: web::Path<RoundId>, form: Valid<AssignmentPlanForm>) -> Result<HttpResponse, Problem> {
    let load = |l: LoadForm| Load { judge: l.judge, at_least: l.at_least, at_most: l.at_most };
    let f = form.0;
    let wishes = Wishes {
        per_proposal: f.per_proposal,
        loads: f.loads.into_iter().map(load).collect(),
        seed_parts: f.seed_parts,
    };
    call.act(move |tx, actor, now| app::assignments::plan(tx, actor, *id, &wishes, now).map(AssignmentPlanView::from))
        .await
}

/// The plans of a round, oldest first.
#[utoipa::path(tag = "panels", params(PageQuery), responses((status = 200, body = Page<AssignmentPlanView>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/rounds/{id}/assignment-plans")]
async fn plans(call: Signed, id: web::Path<RoundId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::assignments::list(tx, actor, *id)?;
        Page::cut(found.into_iter().map(AssignmentPlanView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// One plan.
#[utoipa::path(tag = "panels", responses((status = 200, body = AssignmentPlanView), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/assignment-plans/{id}")]
async fn find(call: Signed, id: web::Path<AssignmentPlanId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| app::assignments::find(tx, actor, *id).map(AssignmentPlanView::from)).await
}

/// Change a plan by hand; `If-Match` names the version that was read. Every fault says in Chinese and English what does not hold.
#[utoipa::path(tag = "panels", request_body = PairsForm, params(crate::call::ReadVersion), responses((status = 200, body = AssignmentPlanView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/assignment-plans/{id}")]
async fn edit(call: Signed, id: web::Path<AssignmentPlanId>, form: Valid<PairsForm>) -> Result<HttpResponse, Problem> {
    let version = call.version()?;
    let pairs = form.0.pairs.into_iter().map(|p| Pair { proposal: p.proposal, judge: p.judge }).collect();
    call.act(move |tx, actor, now| {
        app::assignments::edit(tx, actor, *id, (version, pairs), now).map(AssignmentPlanView::from)
    })
    .await
}

/// Apply a plan: from now on it decides who is asked to review what.
#[utoipa::path(tag = "panels", responses((status = 200, body = AssignmentPlanView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/assignment-plans/{id}/applications")]
async fn apply(call: Signed, id: web::Path<AssignmentPlanId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::assignments::apply(tx, actor, *id, now).map(AssignmentPlanView::from)).await
}

/// A proposal that somebody is asked to review.
#[derive(Debug, Serialize, ToSchema)]
struct AskedView {
    #[schema(value_type = uuid::Uuid)]
    proposal: ProposalId,
    code: String,
    title: String,
    #[schema(value_type = uuid::Uuid)]
    person: PersonId,
    /// The code of the seat.
    judge: String,
}

/// Who is asked to review what as the applied plan says; reviewers see their own part. Empty without an applied plan: then every seat may review everything.
#[utoipa::path(tag = "panels", params(PageQuery), responses((status = 200, body = Page<AskedView>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/rounds/{id}/assignments")]
async fn asked(call: Signed, id: web::Path<RoundId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let view = |a: app::assignments::Asked| AskedView {
            proposal: a.proposal,
            code: a.proposal_code.to_string(),
            title: a.title,
            person: a.person,
            judge: a.judge.to_string(),
        };
        let found = app::assignments::list_asked(tx, actor, *id)?;
        Page::cut(found.into_iter().map(view).collect(), &query, |v| format!("{}:{}", v.code, v.judge))
    })
    .await
}
