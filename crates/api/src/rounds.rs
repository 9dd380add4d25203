//! Programmes and rounds: drafted, published, extended, cancelled; and who hosts whom in them.

use crate::call::{Call, Signed};
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, put, web};
use app::rounds::{HostAnswer, NewRound};
use model::{Actor, Code, OrganisationId, ProgrammeId, Round, RoundDocument, RoundId, RoundState, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use workflow::rounds::Command;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(create_programme).service(create).service(list).service(show).service(edit);
    routes.service(publish).service(extend).service(cancel);
    routes.service(ask_host).service(confirm_host).service(decline_host);
}

/// A standing scheme.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProgrammeForm {
    #[schema(value_type = String)]
    code: Code,
    #[validate(length(min = 1, max = 200))]
    name: String,
    #[schema(value_type = uuid::Uuid)]
    organiser: OrganisationId,
}

/// A standing scheme that holds rounds.
#[derive(Debug, Serialize, ToSchema)]
struct ProgrammeView {
    #[schema(value_type = uuid::Uuid)]
    id: ProgrammeId,
    code: String,
    name: String,
}

/// Start a programme.
#[utoipa::path(tag = "rounds", request_body = ProgrammeForm, responses((status = 200, body = ProgrammeView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/programmes")]
async fn create_programme(call: Signed, form: Valid<ProgrammeForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    call.act(move |tx, actor, now| {
        let made = app::rounds::create_programme(tx, actor, f.organiser, (f.code, f.name), now)?;
        Ok(ProgrammeView { id: made.id, code: made.code.to_string(), name: made.name })
    })
    .await
}

/// A round to be drafted.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoundForm {
    #[schema(value_type = String)]
    code: Code,
    #[schema(value_type = uuid::Uuid)]
    programme: ProgrammeId,
    #[validate(length(min = 1, max = 200))]
    name: String,
    #[schema(value_type = uuid::Uuid)]
    organiser: OrganisationId,
    #[schema(value_type = Option<uuid::Uuid>)]
    operator: Option<OrganisationId>,
    #[schema(value_type = uuid::Uuid)]
    funder: OrganisationId,
    #[schema(value_type = Option<uuid::Uuid>)]
    evaluator: Option<OrganisationId>,
    /// Rules, schedule, calendar and categories; see `presets/`.
    #[schema(value_type = Object)]
    document: RoundDocument,
}

/// A round.
#[derive(Debug, Serialize, ToSchema)]
struct RoundView {
    #[schema(value_type = uuid::Uuid)]
    id: RoundId,
    code: String,
    name: String,
    #[schema(value_type = uuid::Uuid)]
    organiser: OrganisationId,
    #[schema(value_type = Option<uuid::Uuid>)]
    operator: Option<OrganisationId>,
    #[schema(value_type = uuid::Uuid)]
    funder: OrganisationId,
    #[schema(value_type = Option<uuid::Uuid>)]
    evaluator: Option<OrganisationId>,
    #[schema(value_type = String)]
    state: RoundState,
    call_opens_at: At,
    call_closes_at: Option<At>,
    document_version: i64,
    /// When the rules froze.
    frozen_at: Option<At>,
    /// The SHA-256 of the frozen document's canonical bytes.
    frozen_digest: Option<String>,
    version: i64,
    /// What the one who asks may do now.
    #[schema(value_type = Vec<String>)]
    actions: Vec<Command>,
    /// Rules, schedule, calendar and categories.
    #[schema(value_type = Object)]
    document: RoundDocument,
}

impl RoundView {
    fn of(round: &Round, actor: &Actor, now: Timestamp) -> Self {
        let schedule = &round.document.schedule;
        Self {
            id: round.id,
            code: round.code.to_string(),
            name: round.name.clone(),
            organiser: round.organiser,
            operator: round.operator,
            funder: round.funder,
            evaluator: round.evaluator,
            state: round.state,
            call_opens_at: At(schedule.call_opens_at),
            call_closes_at: schedule.call_closes_at.map(At),
            document_version: round.document_version,
            frozen_at: round.frozen.as_ref().map(|(at, _)| At(*at)),
            frozen_digest: round.frozen.as_ref().map(|(_, digest)| digest.clone()),
            version: round.version,
            actions: workflow::rounds::actions(round, actor, now),
            document: RoundDocument::clone(&round.document),
        }
    }
}

/// Draft a round.
#[utoipa::path(tag = "rounds", request_body = RoundForm, responses((status = 200, body = RoundView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds")]
async fn create(call: Signed, form: Valid<RoundForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let new = NewRound {
        code: f.code,
        programme: f.programme,
        name: f.name,
        organiser: f.organiser,
        operator: f.operator,
        funder: f.funder,
        evaluator: f.evaluator,
        document: f.document,
    };
    call.act(move |tx, actor, now| app::rounds::create(tx, actor, new, now).map(|r| RoundView::of(&r, actor, now)))
        .await
}

/// The rounds that the one who asks may see, newest first.
#[utoipa::path(tag = "rounds", params(PageQuery), responses((status = 200, body = Page<RoundView>)))]
#[get("/rounds")]
async fn list(call: Call, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, now| {
        let found = app::rounds::list(tx, actor)?;
        Page::cut(found.iter().map(|r| RoundView::of(r, actor, now)).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// One round with the document that rules it.
#[utoipa::path(tag = "rounds", responses((status = 200, body = RoundView), (status = 404, body = Problem)))]
#[get("/rounds/{id}")]
async fn show(call: Call, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, now| app::rounds::find(tx, actor, *id).map(|r| RoundView::of(&r, actor, now))).await
}

/// The document of a draft.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct DocumentForm {
    #[schema(value_type = Object)]
    document: RoundDocument,
}

/// Replace the document of a draft; `If-Match` names the version that was read.
#[utoipa::path(tag = "rounds", request_body = DocumentForm, params(crate::call::ReadVersion), responses((status = 200, body = RoundView), (status = 409, body = Problem), (status = 428, body = Problem)))]
#[put("/rounds/{id}/document")]
async fn edit(call: Signed, id: web::Path<RoundId>, form: Valid<DocumentForm>) -> Result<HttpResponse, Problem> {
    let version = call.version()?;
    call.act(move |tx, actor, now| {
        app::rounds::edit(tx, actor, *id, version, form.0.document, now).map(|r| RoundView::of(&r, actor, now))
    })
    .await
}

/// Announce the round; refused while a stage has no behaviour or the figures do not add up.
#[utoipa::path(tag = "rounds", responses((status = 200, body = RoundView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/publication")]
async fn publish(call: Signed, id: web::Path<RoundId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::rounds::publish(tx, actor, *id, now).map(|r| RoundView::of(&r, actor, now)))
        .await
}

/// A later closing of the call.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExtensionForm {
    #[schema(value_type = String, format = DateTime)]
    closes_at: Timestamp,
}

/// Give the call more time.
#[utoipa::path(tag = "rounds", request_body = ExtensionForm, responses((status = 200, body = RoundView), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/extension")]
async fn extend(call: Signed, id: web::Path<RoundId>, form: Valid<ExtensionForm>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::rounds::extend(tx, actor, *id, form.0.closes_at, now).map(|r| RoundView::of(&r, actor, now))
    })
    .await
}

/// Why something is called off, taken back or sent back.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReasonForm {
    #[validate(length(min = 1, max = 2000))]
    pub(crate) reason: String,
}

/// Call the round off.
#[utoipa::path(tag = "rounds", request_body = ReasonForm, responses((status = 200, body = RoundView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/cancellation")]
async fn cancel(call: Signed, id: web::Path<RoundId>, form: Valid<ReasonForm>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::rounds::cancel(tx, actor, *id, &form.0.reason, now).map(|r| RoundView::of(&r, actor, now))
    })
    .await
}

/// Who is to host whom.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct HostingForm {
    #[schema(value_type = uuid::Uuid)]
    applicant: OrganisationId,
    #[schema(value_type = uuid::Uuid)]
    host: OrganisationId,
}

/// A host's answer.
#[derive(Debug, Serialize, ToSchema)]
struct HostingView {
    #[schema(value_type = uuid::Uuid)]
    applicant: OrganisationId,
    #[schema(value_type = uuid::Uuid)]
    host: OrganisationId,
    state: String,
}

impl From<app::rounds::Hosting> for HostingView {
    fn from(h: app::rounds::Hosting) -> Self {
        Self { applicant: h.applicant, host: h.host, state: h.state }
    }
}

/// Name the host of an applicant in this round.
#[utoipa::path(tag = "rounds", request_body = HostingForm, responses((status = 200, body = HostingView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/hostings")]
async fn ask_host(call: Signed, id: web::Path<RoundId>, form: Valid<HostingForm>) -> Result<HttpResponse, Problem> {
    let pair = (form.0.applicant, form.0.host);
    call.act(move |tx, actor, now| app::rounds::ask_host(tx, actor, *id, pair, now).map(HostingView::from)).await
}

/// The host consents.
#[utoipa::path(tag = "rounds", responses((status = 200, body = HostingView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/hostings/{applicant}/confirmation")]
async fn confirm_host(
    call: Signed,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    _: Valid<Nothing>,
) -> Result<HttpResponse, Problem> {
    let (id, applicant) = path.into_inner();
    let (id, applicant) = (RoundId(id), OrganisationId(applicant));
    call.act(move |tx, actor, now| {
        app::rounds::answer_host(tx, actor, id, applicant, HostAnswer::Confirm, now).map(HostingView::from)
    })
    .await
}

/// The host declines.
#[utoipa::path(tag = "rounds", responses((status = 200, body = HostingView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/hostings/{applicant}/refusal")]
async fn decline_host(
    call: Signed,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    _: Valid<Nothing>,
) -> Result<HttpResponse, Problem> {
    let (id, applicant) = path.into_inner();
    let (id, applicant) = (RoundId(id), OrganisationId(applicant));
    call.act(move |tx, actor, now| {
        app::rounds::answer_host(tx, actor, id, applicant, HostAnswer::Decline, now).map(HostingView::from)
    })
    .await
}
