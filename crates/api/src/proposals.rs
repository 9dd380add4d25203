//! Proposals: drafted, saved, handed in, taken back, read.

pub(crate) mod form;

use crate::call::Signed;
use crate::problem::Problem;
use crate::rounds::ReasonForm;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, put, web};
use form::{ContentForm, ProposalForm};
use model::proposal::{Content, Outline};
use model::{Actor, OrganisationId, Proposal, ProposalId, ProposalState, Round, RoundId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;
use workflow::proposals::Command;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(draft).service(list).service(show).service(edit).service(submit).service(withdraw);
}

/// A proposal, later a project.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProposalView {
    #[schema(value_type = uuid::Uuid)]
    id: ProposalId,
    code: String,
    #[schema(value_type = uuid::Uuid)]
    round: RoundId,
    track: String,
    #[schema(value_type = uuid::Uuid)]
    applicant: OrganisationId,
    #[schema(value_type = Option<uuid::Uuid>)]
    community: Option<OrganisationId>,
    #[schema(value_type = String)]
    state: ProposalState,
    submitted_at: Option<At>,
    total_fen: i64,
    asked_fen: i64,
    own_fen: i64,
    version: i64,
    /// What the one who asks may do now.
    #[schema(value_type = Vec<String>)]
    actions: Vec<Command>,
    #[schema(value_type = Object)]
    content: Content,
}

impl ProposalView {
    pub(crate) fn of(p: Proposal, round: &Round, actor: &Actor, now: Timestamp) -> Self {
        Self {
            id: p.id,
            code: p.code.to_string(),
            round: p.round,
            track: p.track.clone(),
            applicant: p.applicant,
            community: p.community,
            state: p.state,
            submitted_at: p.submitted_at.map(At),
            total_fen: p.content.total().as_fen(),
            asked_fen: p.content.asked().as_fen(),
            own_fen: p.content.own().as_fen(),
            version: p.version,
            actions: workflow::proposals::actions(&p, round, actor, now),
            content: p.content,
        }
    }
}

/// The view of a proposal that a verb has just moved.
pub(crate) fn view(
    tx: &mut app::Tx<'_>,
    actor: &Actor,
    proposal: Proposal,
    now: Timestamp,
) -> Result<ProposalView, app::Error> {
    let round = app::rounds::find(tx, actor, proposal.round)?;
    Ok(ProposalView::of(proposal, &round, actor, now))
}

/// Begin a draft.
#[utoipa::path(tag = "proposals", request_body = ProposalForm, responses((status = 200, body = ProposalView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/proposals")]
async fn draft(call: Signed, id: web::Path<RoundId>, form: Valid<ProposalForm>) -> Result<HttpResponse, Problem> {
    let new = form.0.read()?;
    call.act(move |tx, actor, now| {
        let made = app::proposals::draft(tx, actor, *id, new, now)?;
        view(tx, actor, made, now)
    })
    .await
}

/// A page of a proposal list: what a desk needs at a glance.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalLine {
    #[schema(value_type = uuid::Uuid)]
    id: ProposalId,
    code: String,
    title: String,
    category: String,
    track: String,
    #[schema(value_type = uuid::Uuid)]
    applicant: OrganisationId,
    #[schema(value_type = String)]
    state: ProposalState,
    asked_fen: i64,
    submitted_at: Option<At>,
    version: i64,
    #[schema(value_type = Vec<String>)]
    actions: Vec<Command>,
}

/// The proposals of a round that the one who asks may see, by code.
#[utoipa::path(tag = "proposals", params(PageQuery), responses((status = 200, body = Page<ProposalLine>), (status = 404, body = Problem)))]
#[get("/rounds/{id}/proposals")]
async fn list(call: Signed, id: web::Path<RoundId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, now| {
        let limit = query.limit();
        let (round, found) = app::proposals::list(tx, actor, *id, (query.after.clone(), limit))?;
        let full = i64::try_from(found.len()).unwrap_or(0) == limit;
        let next = found.last().filter(|_| full).map(|p| p.code.to_string());
        let items = found.into_iter().map(|p| line(p, &round, actor, now)).collect();
        Ok(Page { items, next })
    })
    .await
}

fn line(p: Proposal<Outline>, round: &Round, actor: &Actor, now: Timestamp) -> ProposalLine {
    ProposalLine {
        id: p.id,
        code: p.code.to_string(),
        actions: workflow::proposals::actions(&p, round, actor, now),
        asked_fen: p.content.asked.as_fen(),
        title: p.content.title,
        category: p.content.category,
        track: p.track,
        applicant: p.applicant,
        state: p.state,
        submitted_at: p.submitted_at.map(At),
        version: p.version,
    }
}

/// One proposal.
#[utoipa::path(tag = "proposals", responses((status = 200, body = ProposalView), (status = 404, body = Problem)))]
#[get("/proposals/{id}")]
async fn show(call: Signed, id: web::Path<ProposalId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, now| {
        let found = app::proposals::find(tx, actor, *id)?;
        view(tx, actor, found, now)
    })
    .await
}

/// Save a draft, or what was sent back; `If-Match` names the version that was read.
#[utoipa::path(tag = "proposals", request_body = ContentForm, params(crate::call::ReadVersion), responses((status = 200, body = ProposalView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 428, body = Problem)))]
#[put("/proposals/{id}")]
async fn edit(call: Signed, id: web::Path<ProposalId>, form: Valid<ContentForm>) -> Result<HttpResponse, Problem> {
    let version = call.version()?;
    let (content, community) = form.0.read()?;
    call.act(move |tx, actor, now| {
        let saved = app::proposals::edit(tx, actor, *id, (version, content, community), now)?;
        view(tx, actor, saved, now)
    })
    .await
}

/// Hand the proposal in.
#[utoipa::path(tag = "proposals", params(crate::call::RequestKey), responses((status = 200, body = ProposalView), (status = 400, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/submission")]
async fn submit(call: Signed, id: web::Path<ProposalId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act_once(move |tx, actor, now| {
        let moved = app::proposals::submit(tx, actor, *id, now)?;
        view(tx, actor, moved, now)
    })
    .await
}

/// Take the proposal back.
#[utoipa::path(tag = "proposals", request_body = ReasonForm, responses((status = 200, body = ProposalView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/withdrawal")]
async fn withdraw(call: Signed, id: web::Path<ProposalId>, form: Valid<ReasonForm>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        let moved = app::proposals::withdraw(tx, actor, *id, &form.0.reason, now)?;
        view(tx, actor, moved, now)
    })
    .await
}
