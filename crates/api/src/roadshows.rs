//! The night of the roadshow over HTTP: slots, sheets, votes.

use crate::call::Signed;
use crate::panels::StateView;
use crate::problem::Problem;
use crate::rounds::ReasonForm;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, put, web};
use app::roadshows::Slot;
use app::sheets::Sheet;
use model::{Code, Mark, OrganisationId, PersonId, ProposalId, RoundId, SlotId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(save).service(vote).service(sign).service(own).service(reopen).service(absent);
    routes.service(slots).service(open).service(seal).service(seal_results);
    routes.service(register).service(exclude);
}

/// A place in the running order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SlotView {
    #[schema(value_type = uuid::Uuid)]
    id: SlotId,
    stage: String,
    position: i64,
    #[schema(value_type = uuid::Uuid)]
    proposal: ProposalId,
    planned_from: At,
    planned_to: At,
    /// `waiting`, `scoring` or `sealed`.
    state: String,
    opened_at: Option<At>,
    sealed_at: Option<At>,
    /// Whether residents can vote: `closed` or `open`.
    voting: String,
    /// Since when the host shows its result by itself.
    revealed_at: Option<At>,
}

impl From<Slot> for SlotView {
    fn from(s: Slot) -> Self {
        Self {
            id: s.id,
            stage: s.stage,
            position: s.position,
            proposal: s.proposal,
            planned_from: At(s.planned.0),
            planned_to: At(s.planned.1),
            state: s.state,
            opened_at: s.opened_at.map(At),
            sealed_at: s.sealed_at.map(At),
            voting: s.voting,
            revealed_at: s.revealed_at.map(At),
        }
    }
}

/// The running order.
#[utoipa::path(tag = "roadshow", params(PageQuery), responses((status = 200, body = Page<SlotView>), (status = 404, body = Problem)))]
#[get("/rounds/{id}/slots")]
async fn slots(call: Signed, id: web::Path<RoundId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::roadshows::list(tx, actor, *id)?;
        Page::cut(found.into_iter().map(SlotView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// Open a slot for marks and votes.
#[utoipa::path(tag = "roadshow", responses((status = 200, body = SlotView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/slots/{id}/opening")]
async fn open(call: Signed, id: web::Path<SlotId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::roadshows::open(tx, actor, *id, now).map(SlotView::from)).await
}

/// Seal a slot; nothing in it changes from then on.
#[utoipa::path(tag = "roadshow", responses((status = 200, body = SlotView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/slots/{id}/seal")]
async fn seal(call: Signed, id: web::Path<SlotId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::roadshows::seal(tx, actor, *id, now).map(SlotView::from)).await
}

/// Seal all results of the roadshow into standings.
#[utoipa::path(tag = "roadshow", responses((status = 200, body = StateView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/results")]
async fn seal_results(call: Signed, id: web::Path<RoundId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::roadshows::seal_results(tx, actor, *id, now).map(|r| StateView { state: r.state })
    })
    .await
}

/// Marks as far as they are.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SheetForm {
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    marks: BTreeMap<String, Mark>,
    #[validate(length(max = 2000))]
    comment: Option<String>,
}

/// A judge's own sheet.
#[derive(Debug, Serialize, ToSchema)]
struct SheetView {
    /// `saved`, `signed` or `absent`.
    state: String,
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    marks: BTreeMap<String, Mark>,
    comment: Option<String>,
    version: i64,
    saved_at: At,
    signed_at: Option<At>,
}

impl From<Sheet> for SheetView {
    fn from(s: Sheet) -> Self {
        Self {
            state: s.state,
            marks: s.marks,
            comment: s.comment,
            version: s.version,
            saved_at: At(s.saved_at),
            signed_at: s.signed_at.map(At),
        }
    }
}

/// Save one's marks.
#[utoipa::path(tag = "roadshow", request_body = SheetForm, params(crate::call::RequestKey), responses((status = 200, body = SheetView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/proposals/{id}/sheet")]
async fn save(call: Signed, id: web::Path<ProposalId>, form: Valid<SheetForm>) -> Result<HttpResponse, Problem> {
    let new = (form.0.marks, form.0.comment);
    call.act_once(move |tx, actor, now| app::sheets::save(tx, actor, *id, new, now).map(SheetView::from)).await
}

/// One's own sheet.
#[utoipa::path(tag = "roadshow", responses((status = 200, body = Option<SheetView>), (status = 404, body = Problem)))]
#[get("/proposals/{id}/sheet")]
async fn own(call: Signed, id: web::Path<ProposalId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| app::sheets::find_own(tx, actor, *id).map(|s| s.map(SheetView::from))).await
}

/// Sign one's complete sheet.
#[utoipa::path(tag = "roadshow", params(crate::call::RequestKey), responses((status = 200, body = SheetView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/sheet/signature")]
async fn sign(call: Signed, id: web::Path<ProposalId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act_once(move |tx, actor, now| app::sheets::sign(tx, actor, *id, now).map(SheetView::from)).await
}

/// Reopen a signed sheet; the chair alone, with a reason. The answer names the version, not the marks.
#[utoipa::path(tag = "roadshow", request_body = ReasonForm, responses((status = 200), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/sheets/{judge}/reopening")]
async fn reopen(
    call: Signed,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    form: Valid<ReasonForm>,
) -> Result<HttpResponse, Problem> {
    let (id, judge) = path.into_inner();
    let of = (PersonId(judge), form.0.reason);
    call.act(move |tx, actor, now| {
        app::sheets::reopen(tx, actor, ProposalId(id), of, now).map(|s| json!({ "version": s.version }))
    })
    .await
}

/// A judge who is not there.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct AbsenceForm {
    #[schema(value_type = uuid::Uuid)]
    judge: PersonId,
}

/// Put a judge's absence on record.
#[utoipa::path(tag = "roadshow", request_body = AbsenceForm, responses((status = 200), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/absences")]
async fn absent(call: Signed, id: web::Path<ProposalId>, form: Valid<AbsenceForm>) -> Result<HttpResponse, Problem> {
    let judge = form.0.judge;
    call.act(move |tx, actor, now| {
        app::sheets::note_absent(tx, actor, *id, judge, now).map(|s| json!({ "version": s.version }))
    })
    .await
}

/// A resident who gets a vote.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct JurorForm {
    #[schema(value_type = String)]
    code: Code,
    #[validate(length(min = 1, max = 80))]
    name: String,
    #[schema(value_type = Option<uuid::Uuid>)]
    community: Option<OrganisationId>,
}

/// A resident with a vote; the credential is shown this once.
#[derive(Debug, Serialize, ToSchema)]
struct JurorView {
    code: String,
    /// What to print on the voting paper, behind `/vote#`.
    credential: String,
}

/// Give a resident a vote.
#[utoipa::path(tag = "roadshow", request_body = JurorForm, responses((status = 200, body = JurorView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/jurors")]
async fn register(call: Signed, id: web::Path<RoundId>, form: Valid<JurorForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    call.act_with_code(
        move |tx, actor, digest, now| {
            let of = (f.code, f.name, f.community, digest.to_owned());
            app::ballots::register(tx, actor, *id, of, now).map(|made| made.code.to_string())
        },
        |code, credential| JurorView { code, credential },
    )
    .await
}

/// A ballot.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct BallotForm {
    /// `approve` or `oppose`.
    #[validate(custom(function = "is_choice"))]
    choice: String,
}

pub(crate) fn is_choice(text: &str) -> Result<(), ValidationError> {
    if matches!(text, "approve" | "oppose") { Ok(()) } else { Err(ValidationError::new("choice_unknown")) }
}

/// Cast one's ballot, or change it.
#[utoipa::path(tag = "roadshow", request_body = BallotForm, params(crate::call::RequestKey), responses((status = 200), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[put("/proposals/{id}/ballot")]
async fn vote(call: Signed, id: web::Path<ProposalId>, form: Valid<BallotForm>) -> Result<HttpResponse, Problem> {
    call.act_once(move |tx, actor, now| {
        app::ballots::vote(tx, actor, *id, &form.0.choice, now)?;
        Ok(json!({ "choice": form.0.choice }))
    })
    .await
}

/// A resident who may not vote on this one.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExclusionForm {
    #[schema(value_type = String)]
    juror: Code,
    #[validate(length(min = 1, max = 200))]
    reason: String,
}

/// Exclude a resident from one vote.
#[utoipa::path(tag = "roadshow", request_body = ExclusionForm, responses((status = 200), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/proposals/{id}/ballot-exclusions")]
async fn exclude(call: Signed, id: web::Path<ProposalId>, form: Valid<ExclusionForm>) -> Result<HttpResponse, Problem> {
    let of = (form.0.juror, form.0.reason);
    call.act(move |tx, actor, now| app::ballots::exclude(tx, actor, *id, of, now).map(|_| json!({}))).await
}
