//! The evening over HTTP: how it looks to the one who asks, and what its host does with it.

mod views;

pub(crate) use views::{CardView, ResultRow, StageView};

use crate::call::{Call, Signed};
use crate::problem::Problem;
use crate::roadshows::SlotView;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use actix_web::{HttpResponse, delete, get, post, put, web};
use app::stage::{Scene, Stage, TimerAct};
use model::stage::{RevealMode, SceneKind, TimerPhase};
use model::{ProposalId, RoundId, SlotId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use views::{SceneView, TimerView};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(show).service(set_scene).service(withdraw_scene).service(set_mode).service(set_timer);
    routes.service(reveal).service(conceal).service(open_voting).service(close_voting);
    routes.service(start_rehearsal).service(end_rehearsal);
}

/// The evening as the one who asks may see it.
#[utoipa::path(tag = "stage", responses((status = 200, body = StageView), (status = 404, body = Problem)))]
#[get("/rounds/{id}/stage")]
async fn show(call: Call, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, now| {
        let round = app::rounds::find(tx, actor, *id)?;
        let audience = workflow::stage::audience(actor, &round);
        app::stage::view(tx, actor.tenant, *id, audience).map(|shown| StageView::of(shown, now))
    })
    .await
}

/// What the big screen is told to show.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SceneForm {
    /// `welcome`, `card`, `waiting`, `single`, `ranking`, `awards`, `favourite`, `thanks` or `blackout`.
    #[schema(value_type = String, example = "welcome")]
    kind: SceneKind,
    /// The project; needed by `card`, `waiting` and `single`.
    #[schema(value_type = Option<uuid::Uuid>)]
    proposal: Option<ProposalId>,
    /// How far: which part of a reveal, how many awards from the last.
    #[serde(default)]
    #[validate(range(min = 0, max = 1000))]
    step: i64,
}

/// Tell the big screen what to show.
#[utoipa::path(tag = "stage", request_body = SceneForm, responses((status = 200, body = SceneView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/rounds/{id}/stage/scene")]
async fn set_scene(call: Signed, id: web::Path<RoundId>, form: Valid<SceneForm>) -> Result<HttpResponse, Problem> {
    let new = (form.0.kind, form.0.proposal, form.0.step);
    call.act(move |tx, actor, now| app::stage::show(tx, actor, *id, new, now).map(SceneView::from)).await
}

/// Take the last scene back; the one before it is shown again.
#[utoipa::path(tag = "stage", responses((status = 200, body = SceneView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[delete("/rounds/{id}/stage/scene")]
async fn withdraw_scene(call: Signed, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        let shown: Option<Scene> = app::stage::withdraw_scene(tx, actor, *id, now)?;
        Ok(SceneView::of(shown))
    })
    .await
}

/// How results come out.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ModeForm {
    /// `live`, `when_complete`, `one_by_one`, `progress_only` or `frozen`.
    #[schema(value_type = String, example = "one_by_one")]
    mode: RevealMode,
}

/// How results come out.
#[derive(Debug, Serialize, ToSchema)]
struct ModeView {
    #[schema(value_type = String)]
    mode: RevealMode,
}

/// Choose how results come out, within what the round's reveal policy allows.
#[utoipa::path(tag = "stage", request_body = ModeForm, responses((status = 200, body = ModeView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[put("/rounds/{id}/stage/reveal-mode")]
async fn set_mode(call: Signed, id: web::Path<RoundId>, form: Valid<ModeForm>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::stage::set_mode(tx, actor, *id, form.0.mode, now).map(|s| ModeView { mode: s.mode })
    })
    .await
}

/// What is done to the timer.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct TimerForm {
    /// `present` or `questions`.
    #[schema(value_type = String, example = "present")]
    phase: TimerPhase,
    /// `start`, `pause` or `reset`.
    #[schema(value_type = String, example = "start")]
    act: TimerAct,
}

/// Start, pause or reset the timer.
#[utoipa::path(tag = "stage", request_body = TimerForm, responses((status = 200, body = TimerView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[put("/rounds/{id}/stage/timer")]
async fn set_timer(call: Signed, id: web::Path<RoundId>, form: Valid<TimerForm>) -> Result<HttpResponse, Problem> {
    let of = (form.0.phase, form.0.act);
    call.act(move |tx, actor, now| {
        let stage: Stage = app::stage::set_timer(tx, actor, *id, of, now)?;
        Ok(stage.timer.map(TimerView::from))
    })
    .await
}

/// Reveal one result, where results come out one by one.
#[utoipa::path(tag = "stage", responses((status = 200, body = SlotView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/slots/{id}/reveal")]
async fn reveal(call: Signed, id: web::Path<SlotId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::stage::reveal(tx, actor, *id, now).map(SlotView::from)).await
}

/// Take a reveal back.
#[utoipa::path(tag = "stage", responses((status = 200, body = SlotView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[delete("/slots/{id}/reveal")]
async fn conceal(call: Signed, id: web::Path<SlotId>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::stage::conceal(tx, actor, *id, now).map(SlotView::from)).await
}

/// Open the residents' vote again; it opens with the slot by itself.
#[utoipa::path(tag = "stage", responses((status = 200, body = SlotView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/slots/{id}/voting")]
async fn open_voting(call: Signed, id: web::Path<SlotId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::stage::open_voting(tx, actor, *id, now).map(SlotView::from)).await
}

/// Close the residents' vote; the judges go on.
#[utoipa::path(tag = "stage", responses((status = 200, body = SlotView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[delete("/slots/{id}/voting")]
async fn close_voting(call: Signed, id: web::Path<SlotId>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::stage::close_voting(tx, actor, *id, now).map(SlotView::from)).await
}

/// Whether nothing counts: this is practice.
#[derive(Debug, Serialize, ToSchema)]
struct RehearsalView {
    rehearsal: bool,
}

/// Begin a rehearsal: marks and votes go to a practice evening and never count.
#[utoipa::path(tag = "stage", responses((status = 200, body = RehearsalView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/rehearsal")]
async fn start_rehearsal(call: Signed, id: web::Path<RoundId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::rehearsals::start(tx, actor, *id, now).map(|s| RehearsalView { rehearsal: s.rehearsal_since.is_some() })
    })
    .await
}

/// End the rehearsal; all that was marked and voted in it goes.
#[utoipa::path(tag = "stage", responses((status = 200, body = RehearsalView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[delete("/rounds/{id}/rehearsal")]
async fn end_rehearsal(call: Signed, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::rehearsals::end(tx, actor, *id, now).map(|s| RehearsalView { rehearsal: s.rehearsal_since.is_some() })
    })
    .await
}
