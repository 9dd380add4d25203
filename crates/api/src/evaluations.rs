//! Evaluations, rectification, completion over HTTP.

use crate::call::Signed;
use crate::panels::StateView;
use crate::problem::Problem;
use crate::proposals::{ProposalView, view};
use crate::rounds::ReasonForm;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use crate::views::{Page, PageQuery};
use actix_web::{HttpResponse, get, post, web};
use app::evaluations::{Evaluation, Kind, Recheck, SelfReport};
use model::{EvaluationId, Mark, Money, ProposalId, RoundId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(list).service(ask).service(approve).service(report_mid).service(mark_mid).service(decide_mid);
    routes.service(order).service(complete).service(recheck);
    routes.service(report_final).service(mark_final).service(decide_final);
    routes.service(note).service(close).service(close_round).service(archive_round).service(report);
}

/// An evaluation.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluationView {
    #[schema(value_type = uuid::Uuid)]
    id: EvaluationId,
    /// `mid_term` or `final`.
    kind: String,
    /// Report, extension, marks, rectification, decision with its settlement.
    #[schema(value_type = Object)]
    sheet: serde_json::Value,
}

impl From<Evaluation> for EvaluationView {
    fn from(e: Evaluation) -> Self {
        Self { id: e.id, kind: e.kind, sheet: json!(e.sheet) }
    }
}

/// The evaluations of a project.
#[utoipa::path(tag = "evaluation", params(PageQuery), responses((status = 200, body = Page<EvaluationView>), (status = 404, body = Problem)))]
#[get("/proposals/{id}/evaluations")]
async fn list(call: Signed, id: web::Path<ProposalId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::evaluations::list(tx, actor, *id)?;
        Page::cut(found.into_iter().map(EvaluationView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// Ask for more time before the self-report is due.
#[utoipa::path(tag = "evaluation", request_body = ReasonForm, responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/mid-term/extension")]
async fn ask(call: Signed, id: web::Path<ProposalId>, form: Valid<ReasonForm>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::evaluations::ask_extension(tx, actor, *id, form.0.reason, now).map(EvaluationView::from)
    })
    .await
}

/// Until when.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct UntilForm {
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

/// Give more time.
#[utoipa::path(tag = "evaluation", request_body = UntilForm, responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/mid-term/extension/approval")]
async fn approve(call: Signed, id: web::Path<ProposalId>, form: Valid<UntilForm>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::evaluations::approve_extension(tx, actor, *id, form.0.until, now).map(EvaluationView::from)
    })
    .await
}

/// A self-report.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SelfReportForm {
    /// Why it comes late.
    #[validate(length(min = 1, max = 1000))]
    late_reason: Option<String>,
    /// Those who were asked, and those who are satisfied.
    #[validate(nested)]
    satisfaction: Option<SatisfactionForm>,
}

/// Who was asked, and who is satisfied.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SatisfactionForm {
    #[validate(range(min = 0, max = 1_000_000))]
    asked: i64,
    #[validate(range(min = 0, max = 1_000_000))]
    satisfied: i64,
}

impl From<SelfReportForm> for SelfReport {
    fn from(f: SelfReportForm) -> Self {
        Self { late_reason: f.late_reason, satisfaction: f.satisfaction.map(|s| (s.asked, s.satisfied)) }
    }
}

/// Hand in the mid-term self-report.
#[utoipa::path(tag = "evaluation", request_body = SelfReportForm, params(crate::call::RequestKey), responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/mid-term/report")]
async fn report_mid(
    call: Signed,
    id: web::Path<ProposalId>,
    form: Valid<SelfReportForm>,
) -> Result<HttpResponse, Problem> {
    let of = (Kind::MidTerm, form.0.into());
    call.act_once(move |tx, actor, now| app::evaluations::report(tx, actor, *id, of, now).map(EvaluationView::from))
        .await
}

/// Hand in the final report.
#[utoipa::path(tag = "evaluation", request_body = SelfReportForm, params(crate::call::RequestKey), responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/final/report")]
async fn report_final(
    call: Signed,
    id: web::Path<ProposalId>,
    form: Valid<SelfReportForm>,
) -> Result<HttpResponse, Problem> {
    let of = (Kind::Final, form.0.into());
    call.act_once(move |tx, actor, now| app::evaluations::report(tx, actor, *id, of, now).map(EvaluationView::from))
        .await
}

/// The evaluator's marks.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct MarksForm {
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    marks: BTreeMap<String, Mark>,
    /// The spending that the vouchers prove.
    #[validate(range(min = 0, max = 100_000_000_000_i64))]
    verified_spending_fen: Option<i64>,
}

/// Mark the mid-term.
#[utoipa::path(tag = "evaluation", request_body = MarksForm, responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/mid-term/marks")]
async fn mark_mid(call: Signed, id: web::Path<ProposalId>, form: Valid<MarksForm>) -> Result<HttpResponse, Problem> {
    let of = (Kind::MidTerm, form.0.marks, form.0.verified_spending_fen.map(Money::fen));
    call.act(move |tx, actor, now| app::evaluations::mark(tx, actor, *id, of, now).map(EvaluationView::from)).await
}

/// Mark the end.
#[utoipa::path(tag = "evaluation", request_body = MarksForm, responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/final/marks")]
async fn mark_final(call: Signed, id: web::Path<ProposalId>, form: Valid<MarksForm>) -> Result<HttpResponse, Problem> {
    let of = (Kind::Final, form.0.marks, form.0.verified_spending_fen.map(Money::fen));
    call.act(move |tx, actor, now| app::evaluations::mark(tx, actor, *id, of, now).map(EvaluationView::from)).await
}

/// The spending that the vouchers prove, where a failed mid-term has to be settled.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecisionForm {
    #[validate(range(min = 0, max = 100_000_000_000_i64))]
    verified_spending_fen: Option<i64>,
}

/// Decide the mid-term; a failed one ends the project and settles its money.
#[utoipa::path(tag = "evaluation", request_body = DecisionForm, responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/mid-term/decision")]
async fn decide_mid(
    call: Signed,
    id: web::Path<ProposalId>,
    form: Valid<DecisionForm>,
) -> Result<HttpResponse, Problem> {
    let verified = form.0.verified_spending_fen.map(Money::fen);
    call.act(move |tx, actor, now| {
        app::evaluations::decide_mid_term(tx, actor, *id, verified, now).map(EvaluationView::from)
    })
    .await
}

/// Decide the end; the band settles the final instalment.
#[utoipa::path(tag = "evaluation", responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/final/decision")]
async fn decide_final(call: Signed, id: web::Path<ProposalId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::evaluations::decide_final(tx, actor, *id, now).map(EvaluationView::from)).await
}

/// Order that something be put right.
#[utoipa::path(tag = "evaluation", request_body = ReasonForm, responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/mid-term/rectification")]
async fn order(call: Signed, id: web::Path<ProposalId>, form: Valid<ReasonForm>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::evaluations::order_rectification(tx, actor, *id, &form.0.reason, now).map(EvaluationView::from)
    })
    .await
}

/// It is put right.
#[utoipa::path(tag = "evaluation", responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/mid-term/rectification/completion")]
async fn complete(call: Signed, id: web::Path<ProposalId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::evaluations::complete_rectification(tx, actor, *id, now).map(EvaluationView::from)
    })
    .await
}

/// What the re-check found.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecheckForm {
    /// `passed` or `failed`.
    #[validate(custom(function = "is_outcome"))]
    outcome: String,
}

fn is_outcome(text: &str) -> Result<(), ValidationError> {
    if matches!(text, "passed" | "failed") { Ok(()) } else { Err(ValidationError::new("outcome_unknown")) }
}

/// Look again.
#[utoipa::path(tag = "evaluation", request_body = RecheckForm, responses((status = 200, body = EvaluationView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/mid-term/rectification/recheck")]
async fn recheck(call: Signed, id: web::Path<ProposalId>, form: Valid<RecheckForm>) -> Result<HttpResponse, Problem> {
    let found = if form.0.outcome == "passed" { Recheck::Passed } else { Recheck::Failed };
    call.act(move |tx, actor, now| app::evaluations::recheck(tx, actor, *id, found, now).map(EvaluationView::from))
        .await
}

/// What is in the archive.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ItemForm {
    /// An item of the round's check list.
    #[validate(length(min = 1, max = 100))]
    item: String,
}

/// Note that an item is in the archive of a project.
#[utoipa::path(tag = "closure", request_body = ItemForm, responses((status = 200), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/archive-items")]
async fn note(call: Signed, id: web::Path<ProposalId>, form: Valid<ItemForm>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::closures::note(tx, actor, *id, &form.0.item, now).map(|held| json!({ "items": held }))
    })
    .await
}

/// Close a project whose archive is complete and whose money is settled.
#[utoipa::path(tag = "closure", responses((status = 200, body = ProposalView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/closure")]
async fn close(call: Signed, id: web::Path<ProposalId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        let closed = app::closures::close(tx, actor, *id, now)?;
        view(tx, actor, closed, now)
    })
    .await
}

/// Close the round.
#[utoipa::path(tag = "closure", responses((status = 200, body = StateView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/closure")]
async fn close_round(call: Signed, id: web::Path<RoundId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::closures::close_round(tx, actor, *id, now).map(|r| StateView { state: r.state })
    })
    .await
}

/// Put the closed round into the archive.
#[utoipa::path(tag = "closure", responses((status = 200, body = StateView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/archive")]
async fn archive_round(call: Signed, id: web::Path<RoundId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::closures::archive_round(tx, actor, *id, now).map(|r| StateView { state: r.state })
    })
    .await
}

/// The report of a round: every figure, computed from what is stored.
#[utoipa::path(tag = "closure", responses((status = 200, body = Object), (status = 403, body = Problem)))]
#[get("/rounds/{id}/report")]
async fn report(call: Signed, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, now| app::reports::view(tx, actor, *id, now)).await
}
