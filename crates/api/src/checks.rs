//! The eligibility check, the correction, the revision, and coaching.

use crate::call::Signed;
use crate::problem::Problem;
use crate::proposals::form::ContentForm;
use crate::proposals::{ProposalView, view};
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, web};
use app::checks::{Check, Found};
use model::{Code, Day, OrganisationId, ProposalId, RoundId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(send_back).service(check).service(list).service(revise).service(hold).service(sessions);
}

/// Why a proposal is sent back, and what is to be mended.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnForm {
    /// Codes out of the round's list of grounds of return.
    #[validate(length(min = 1, max = 10))]
    reasons: Vec<String>,
    /// The numbers of the budget lines concerned.
    #[serde(default)]
    #[validate(length(max = 100))]
    lines: Vec<i64>,
    /// The papers concerned.
    #[serde(default)]
    #[validate(length(max = 30))]
    papers: Vec<String>,
}

/// Send the proposal back for correction.
#[utoipa::path(tag = "eligibility", request_body = ReturnForm, responses((status = 200, body = ProposalView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/return")]
async fn send_back(call: Signed, id: web::Path<ProposalId>, form: Valid<ReturnForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let found = Found { reasons: f.reasons, warnings: Vec::new(), lines: f.lines, papers: f.papers };
    call.act(move |tx, actor, now| {
        let moved = app::checks::send_back(tx, actor, *id, found, now)?;
        view(tx, actor, moved, now)
    })
    .await
}

/// One look of a checker.
#[derive(Debug, Serialize, ToSchema)]
struct CheckView {
    /// `returned`, `eligible` or `ineligible`.
    outcome: String,
    reasons: Vec<String>,
    warnings: Vec<String>,
    lines: Vec<i64>,
    papers: Vec<String>,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
    at: At,
}

impl From<Check> for CheckView {
    fn from(look: Check) -> Self {
        let found = look.findings;
        Self {
            outcome: look.outcome,
            reasons: found.reasons,
            warnings: found.warnings,
            lines: found.lines,
            papers: found.papers,
            due_on: look.due_on,
            at: At(look.at),
        }
    }
}

/// Decide on the eligibility; the rules judge from registry, host and proposal.
#[utoipa::path(tag = "eligibility", responses((status = 200, body = CheckView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/eligibility-check")]
async fn check(call: Signed, id: web::Path<ProposalId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::checks::check(tx, actor, *id, now).map(|(_, look)| CheckView::from(look))).await
}

/// Every look at the proposal.
#[utoipa::path(tag = "eligibility", responses((status = 200, body = Page<CheckView>), (status = 404, body = Problem)))]
#[get("/proposals/{id}/eligibility-checks")]
async fn list(call: Signed, id: web::Path<ProposalId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let looks = app::checks::list(tx, actor, *id)?;
        Ok(Page::whole(looks.into_iter().map(CheckView::from).collect()))
    })
    .await
}

/// A proposal as it is reworked after the shortlist.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct RevisionForm {
    #[validate(nested)]
    content: ContentForm,
    /// What changed, in words.
    #[validate(length(max = 1000))]
    note: String,
}

/// Rework a shortlisted proposal.
#[utoipa::path(tag = "proposals", request_body = RevisionForm, responses((status = 200, body = ProposalView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/revisions")]
async fn revise(call: Signed, id: web::Path<ProposalId>, form: Valid<RevisionForm>) -> Result<HttpResponse, Problem> {
    let (content, _) = form.0.content.read()?;
    let note = form.0.note;
    call.act(move |tx, actor, now| {
        let moved = app::proposals::revise(tx, actor, *id, (content, note), now)?;
        view(tx, actor, moved, now)
    })
    .await
}

/// A coaching session that was held.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SessionForm {
    #[schema(value_type = String)]
    code: Code,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    #[validate(length(min = 1, max = 40))]
    kind: String,
    #[validate(length(min = 1, max = 200))]
    topic: String,
    #[validate(length(max = 500))]
    #[schema(value_type = Vec<uuid::Uuid>)]
    attended: Vec<OrganisationId>,
}

/// A coaching session.
#[derive(Debug, Serialize, ToSchema)]
struct CoachingView {
    code: String,
    at: At,
    kind: String,
    topic: String,
    #[schema(value_type = Vec<uuid::Uuid>)]
    attended: Vec<OrganisationId>,
}

impl From<app::coaching::Session> for CoachingView {
    fn from(s: app::coaching::Session) -> Self {
        Self { code: s.code.to_string(), at: At(s.at), kind: s.kind, topic: s.topic, attended: s.attended }
    }
}

/// Record a coaching session.
#[utoipa::path(tag = "coaching", request_body = SessionForm, responses((status = 200, body = CoachingView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/coaching-sessions")]
async fn hold(call: Signed, id: web::Path<RoundId>, form: Valid<SessionForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let new = app::coaching::Session {
        id: uuid::Uuid::nil().into(),
        code: f.code,
        at: f.at,
        kind: f.kind,
        topic: f.topic,
        attended: f.attended,
    };
    call.act(move |tx, actor, now| app::coaching::hold(tx, actor, *id, new, now).map(CoachingView::from)).await
}

/// The coaching sessions of a round.
#[utoipa::path(tag = "coaching", params(PageQuery), responses((status = 200, body = Page<CoachingView>), (status = 404, body = Problem)))]
#[get("/rounds/{id}/coaching-sessions")]
async fn sessions(call: Signed, id: web::Path<RoundId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let held = app::coaching::list(tx, actor, *id)?;
        Page::cut(held.into_iter().map(CoachingView::from).collect(), &query, |v| v.code.clone())
    })
    .await
}
