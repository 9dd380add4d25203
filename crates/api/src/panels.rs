//! Panels: seats, recusals, desk reviews, the shortlist.

use crate::call::Signed;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use actix_web::{HttpResponse, post, put, web};
use app::seats::NewSeat;
use model::{Code, Mark, PersonId, ProposalId, RoundId, RoundState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(seat).service(recuse).service(review).service(shortlist);
}

/// A seat on a panel.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeatForm {
    /// `desk_review`, `roadshow`, or `roadshow-2` for the second one.
    #[validate(length(min = 1, max = 40))]
    stage: String,
    /// The jury that the rules of the evening name, such as `departments`; absent for the round's own panel.
    #[validate(length(min = 1, max = 40))]
    jury: Option<String>,
    #[schema(value_type = uuid::Uuid)]
    person: PersonId,
    #[schema(value_type = String)]
    code: Code,
}

/// A seat; the card's code is shown this once.
#[derive(Debug, Serialize, ToSchema)]
struct SeatView {
    stage: String,
    code: String,
    #[schema(value_type = uuid::Uuid)]
    person: PersonId,
    /// What to print on the judge's card, behind `/j#`.
    card: String,
}

/// Give somebody a seat and a card.
#[utoipa::path(tag = "panels", request_body = SeatForm, responses((status = 200, body = SeatView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/seats")]
async fn seat(call: Signed, id: web::Path<RoundId>, form: Valid<SeatForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    call.act_with_code(
        move |tx, actor, digest, now| {
            let new = NewSeat { stage: f.stage, jury: f.jury, person: f.person, code: f.code };
            let given = app::seats::give(tx, actor, *id, new, Some(digest), now)?;
            Ok((given.stage, given.code.to_string(), given.person))
        },
        |(stage, code, person), card| SeatView { stage, code, person, card },
    )
    .await
}

/// A conflict of interest that is declared.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecusalForm {
    #[validate(length(min = 1, max = 40))]
    stage: String,
    #[schema(value_type = uuid::Uuid)]
    person: PersonId,
    /// `coached_applicant`, `adviser_of_applicant`, `board_of_applicant`, `family`, `donor`, ...
    #[validate(length(min = 1, max = 60))]
    kind: String,
}

/// What keeps a judge away from a proposal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecusalView {
    #[schema(value_type = uuid::Uuid)]
    person: PersonId,
    kind: String,
    /// `declared` or `found`.
    source: String,
}

impl From<app::seats::Recusal> for RecusalView {
    fn from(made: app::seats::Recusal) -> Self {
        Self { person: made.person, kind: made.kind, source: made.source }
    }
}

/// Declare a conflict: the judge neither marks nor counts for this proposal.
#[utoipa::path(tag = "panels", request_body = RecusalForm, responses((status = 200, body = RecusalView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/recusals")]
async fn recuse(call: Signed, id: web::Path<ProposalId>, form: Valid<RecusalForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    call.act(move |tx, actor, now| {
        app::seats::recuse(tx, actor, *id, (f.stage, f.person, f.kind), now).map(RecusalView::from)
    })
    .await
}

/// A reviewer's mark.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReviewForm {
    #[schema(value_type = String)]
    mark: Mark,
    #[validate(length(max = 2000))]
    comment: Option<String>,
}

/// A reviewer's mark as they see it.
#[derive(Debug, Serialize, ToSchema)]
struct ReviewView {
    #[schema(value_type = String)]
    mark: Mark,
    comment: Option<String>,
}

/// Mark a proposal at the desk; the later mark of the same reviewer counts.
#[utoipa::path(tag = "panels", request_body = ReviewForm, params(crate::call::RequestKey), responses((status = 200, body = ReviewView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/proposals/{id}/review")]
async fn review(call: Signed, id: web::Path<ProposalId>, form: Valid<ReviewForm>) -> Result<HttpResponse, Problem> {
    let new = (form.0.mark, form.0.comment);
    call.act_once(move |tx, actor, now| {
        let made = app::desk::review(tx, actor, *id, new, now)?;
        Ok(ReviewView { mark: made.mark, comment: made.comment })
    })
    .await
}

/// Where the round stands after an act.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StateView {
    #[schema(value_type = String)]
    pub(crate) state: RoundState,
}

/// Conclude the desk review: score, rank, cut.
#[utoipa::path(tag = "panels", responses((status = 200, body = StateView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/shortlist")]
async fn shortlist(call: Signed, id: web::Path<RoundId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::desk::shortlist(tx, actor, *id, now).map(|r| StateView { state: r.state }))
        .await
}
