//! Awards, public notices and objections over HTTP.

use crate::call::{Call, Signed};
use crate::identity::limits::Attempt;
use crate::panels::StateView;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, web};
use app::notices::{Decision, NewObjection, Notice, Objection};
use model::{AwardId, Code, Day, Money, NoticeId, ObjectionId, ProposalId, RoundId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(propose).service(list).service(publish).service(notices);
    routes.service(raise_objection).service(objections).service(accept).service(answer);
}

/// Propose the awards of every track out of its pool.
#[utoipa::path(tag = "awards", responses((status = 200, body = StateView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/awards")]
async fn propose(call: Signed, id: web::Path<RoundId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::awards::propose(tx, actor, *id, now).map(|r| StateView { state: r.state }))
        .await
}

/// An award as it was proposed.
#[derive(Debug, Serialize, ToSchema)]
struct AwardView {
    #[schema(value_type = uuid::Uuid)]
    id: AwardId,
    #[schema(value_type = uuid::Uuid)]
    proposal: ProposalId,
    track: String,
    award_order: i64,
    #[schema(value_type = Option<i64>)]
    amount_fen: Option<Money>,
    /// Tier, bounds, result, reason and what was left of the pool.
    #[schema(value_type = Object)]
    trace: serde_json::Value,
}

/// The awards of a round, for those who run, fund or oversee it.
#[utoipa::path(tag = "awards", params(PageQuery), responses((status = 200, body = Page<AwardView>), (status = 403, body = Problem)))]
#[get("/rounds/{id}/awards")]
async fn list(call: Signed, id: web::Path<RoundId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::awards::list(tx, actor, *id)?;
        let view = |a: app::awards::Award| AwardView {
            id: a.id,
            proposal: a.proposal,
            track: a.track,
            award_order: a.award_order,
            amount_fen: a.amount,
            trace: a.trace,
        };
        Page::cut(found.into_iter().map(view).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// A public notice.
#[derive(Debug, Serialize, ToSchema)]
struct NoticeView {
    #[schema(value_type = uuid::Uuid)]
    id: NoticeId,
    about: String,
    #[schema(value_type = String, format = Date)]
    from: Day,
    /// The last day, included.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    ends_at: At,
    #[schema(value_type = Vec<uuid::Uuid>)]
    proposals: Vec<ProposalId>,
    /// `open` or `ended`.
    state: String,
}

impl From<Notice> for NoticeView {
    fn from(n: Notice) -> Self {
        Self {
            id: n.id,
            about: n.about,
            from: n.from,
            due_on: n.due_on,
            ends_at: At(n.ends_at),
            proposals: n.proposals,
            state: n.state,
        }
    }
}

/// Put what is proposed up for objections: the list, and later the reserves that moved up.
#[utoipa::path(tag = "notices", responses((status = 200, body = NoticeView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/notices")]
async fn publish(call: Signed, id: web::Path<RoundId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::notices::publish(tx, actor, *id, now).map(NoticeView::from)).await
}

/// The public notices of a round.
#[utoipa::path(tag = "notices", params(PageQuery), responses((status = 200, body = Page<NoticeView>), (status = 404, body = Problem)))]
#[get("/rounds/{id}/notices")]
async fn notices(call: Call, id: web::Path<RoundId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::notices::list(tx, actor, *id)?;
        Page::cut(found.into_iter().map(NoticeView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// An objection.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ObjectionForm {
    #[schema(value_type = Option<String>)]
    code: Option<Code>,
    /// The real name of who objects; without one it is kept as a lead and never answered.
    #[validate(length(min = 2, max = 80))]
    name: Option<String>,
    /// Where the receipt and the answer are sent; used for these letters only.
    #[validate(email, length(max = 200))]
    email: Option<String>,
    #[validate(length(min = 1, max = 5000))]
    grounds: String,
}

/// An objection as those who answer it see it; who objects is not shown to others.
#[derive(Debug, Serialize, ToSchema)]
struct ObjectionView {
    #[schema(value_type = uuid::Uuid)]
    id: ObjectionId,
    code: String,
    #[schema(value_type = uuid::Uuid)]
    proposal: ProposalId,
    received_at: At,
    /// `received`, `inquiry`, `upheld`, `rejected` or `not_accepted`.
    state: String,
    reason: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    recheck_due: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    answered_on: Option<Day>,
}

impl From<Objection> for ObjectionView {
    fn from(o: Objection) -> Self {
        Self {
            id: o.id,
            code: o.code.to_string(),
            proposal: o.proposal,
            received_at: At(o.received_at),
            state: o.state,
            reason: o.reason,
            recheck_due: o.recheck_due,
            answered_on: o.answered_on,
        }
    }
}

/// Object to something in a public notice; anybody may.
#[utoipa::path(tag = "notices", request_body = ObjectionForm, responses((status = 200, body = ObjectionView), (status = 404, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/proposals/{id}/objections")]
async fn raise_objection(
    call: Call,
    id: web::Path<ProposalId>,
    form: Valid<ObjectionForm>,
) -> Result<HttpResponse, Problem> {
    call.admit(&Attempt::Form { address: call.address() })?;
    let f = form.0;
    let new = NewObjection { code: f.code, by_name: f.name, email: f.email, grounds: f.grounds };
    call.act(move |tx, actor, now| app::notices::object(tx, actor, *id, new, now).map(ObjectionView::from)).await
}

/// The objections of a round, for those who answer or oversee them.
#[utoipa::path(tag = "notices", params(PageQuery), responses((status = 200, body = Page<ObjectionView>), (status = 403, body = Problem)))]
#[get("/rounds/{id}/objections")]
async fn objections(
    call: Signed,
    id: web::Path<RoundId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::notices::list_objections(tx, actor, *id)?;
        Page::cut(found.into_iter().map(ObjectionView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// Accept an objection; it holds its own project until it is answered.
#[utoipa::path(tag = "notices", responses((status = 200, body = ObjectionView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/objections/{id}/acceptance")]
async fn accept(call: Signed, id: web::Path<ObjectionId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::notices::accept(tx, actor, *id, now).map(ObjectionView::from)).await
}

/// The answer to an objection.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerForm {
    /// `upheld` or `rejected`.
    #[validate(custom(function = "is_decision"))]
    decision: String,
    #[validate(length(min = 1, max = 5000))]
    finding: String,
}

fn is_decision(text: &str) -> Result<(), ValidationError> {
    if matches!(text, "upheld" | "rejected") { Ok(()) } else { Err(ValidationError::new("decision_unknown")) }
}

/// Answer an objection; an upheld one cancels the award, and a reserve moves up.
#[utoipa::path(tag = "notices", request_body = AnswerForm, responses((status = 200, body = ObjectionView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/objections/{id}/answer")]
async fn answer(call: Signed, id: web::Path<ObjectionId>, form: Valid<AnswerForm>) -> Result<HttpResponse, Problem> {
    let decision = if form.0.decision == "upheld" { Decision::Upheld } else { Decision::Rejected };
    call.act(move |tx, actor, now| {
        app::notices::answer(tx, actor, *id, (decision, form.0.finding), now).map(ObjectionView::from)
    })
    .await
}
