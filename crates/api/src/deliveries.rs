//! Milestones, activities and vouchers over HTTP.

use crate::call::Signed;
use crate::problem::Problem;
use crate::rounds::ReasonForm;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, web};
use app::deliveries::{Activity, NewVoucher, Voucher};
use app::milestones::{Answer, Milestone};
use model::{Code, Day, MilestoneId, Money, Period, ProposalId, VoucherId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::Validate;
use workflow::milestones::Assessment;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(list).service(report).service(accept).service(send_back);
    routes.service(record).service(submit).service(vouchers).service(verify).service(return_voucher);
}

/// A milestone and how it stands.
#[derive(Debug, Serialize, ToSchema)]
struct MilestoneView {
    #[schema(value_type = uuid::Uuid)]
    id: MilestoneId,
    code: String,
    title: String,
    /// The agreed day.
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    evidence: String,
    state: String,
    /// Due day moved off a day off, lateness, returns.
    #[schema(value_type = Option<Object>)]
    stands: Option<Assessment>,
}

impl From<(Milestone, Option<Assessment>)> for MilestoneView {
    fn from((m, stands): (Milestone, Option<Assessment>)) -> Self {
        Self {
            id: m.id,
            code: m.code.to_string(),
            title: m.title,
            due_on: m.due_on,
            evidence: m.evidence,
            state: m.state,
            stands,
        }
    }
}

/// The milestones of a project.
#[utoipa::path(tag = "delivery", params(PageQuery), responses((status = 200, body = Page<MilestoneView>), (status = 404, body = Problem)))]
#[get("/proposals/{id}/milestones")]
async fn list(call: Signed, id: web::Path<ProposalId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, now| {
        let found = app::milestones::list(tx, actor, *id, now)?;
        Page::cut(found.into_iter().map(MilestoneView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// A report on a milestone.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReportForm {
    /// How many pieces of evidence.
    #[validate(range(min = 0, max = 10_000))]
    evidence_count: i64,
}

/// Report on a milestone.
#[utoipa::path(tag = "delivery", request_body = ReportForm, responses((status = 200, body = MilestoneView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/milestones/{id}/reports")]
async fn report(call: Signed, id: web::Path<MilestoneId>, form: Valid<ReportForm>) -> Result<HttpResponse, Problem> {
    let count = form.0.evidence_count;
    call.act(move |tx, actor, now| {
        app::milestones::report(tx, actor, *id, count, now).map(|m| MilestoneView::from((m, None)))
    })
    .await
}

/// Accept what was reported.
#[utoipa::path(tag = "delivery", responses((status = 200, body = MilestoneView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/milestones/{id}/acceptance")]
async fn accept(call: Signed, id: web::Path<MilestoneId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::milestones::answer(tx, actor, *id, &Answer::Accept, now).map(|m| MilestoneView::from((m, None)))
    })
    .await
}

/// Send it back with the reason.
#[utoipa::path(tag = "delivery", request_body = ReasonForm, responses((status = 200, body = MilestoneView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/milestones/{id}/return")]
async fn send_back(call: Signed, id: web::Path<MilestoneId>, form: Valid<ReasonForm>) -> Result<HttpResponse, Problem> {
    let answer = Answer::Return(form.0.reason);
    call.act(move |tx, actor, now| {
        app::milestones::answer(tx, actor, *id, &answer, now).map(|m| MilestoneView::from((m, None)))
    })
    .await
}

/// Activities over a period.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActivityForm {
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
    /// How many of each kind: `case`, `group`, `activity`, `visit`, `mediation`.
    counts: BTreeMap<String, u32>,
    #[validate(range(min = 0, max = 10_000_000))]
    person_times: i64,
    #[validate(range(min = 0, max = 10_000_000))]
    volunteer_times: i64,
}

/// Record activities.
#[utoipa::path(tag = "delivery", request_body = ActivityForm, responses((status = 200), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/activity-records")]
async fn record(call: Signed, id: web::Path<ProposalId>, form: Valid<ActivityForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let new = Activity {
        id: uuid::Uuid::nil().into(),
        proposal: *id,
        period: Period { from: f.from, to: f.to },
        counts: f.counts.into_iter().map(|(kind, n)| (kind, i64::from(n))).collect(),
        person_times: f.person_times,
        volunteer_times: f.volunteer_times,
    };
    call.act(move |tx, actor, now| {
        app::deliveries::record_activity(tx, actor, *id, new, now).map(|a| json!({ "id": a.id }))
    })
    .await
}

/// A voucher to be handed in.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct VoucherForm {
    #[schema(value_type = Option<String>)]
    code: Option<Code>,
    /// The number of the budget line.
    #[validate(range(min = 1, max = 1000))]
    line: i64,
    #[validate(range(min = 1, max = 100_000_000_000_i64))]
    amount_fen: i64,
    #[validate(length(min = 1, max = 60))]
    invoice_number: String,
    #[schema(value_type = String, format = Date)]
    paid_on: Day,
}

/// A voucher.
#[derive(Debug, Serialize, ToSchema)]
struct VoucherView {
    #[schema(value_type = uuid::Uuid)]
    id: VoucherId,
    code: String,
    line: i64,
    amount_fen: i64,
    invoice_number: String,
    #[schema(value_type = String, format = Date)]
    paid_on: Day,
    /// `submitted`, `verified` or `returned`.
    state: String,
    submitted_at: At,
}

impl From<Voucher> for VoucherView {
    fn from(v: Voucher) -> Self {
        Self {
            id: v.id,
            code: v.code.to_string(),
            line: v.line,
            amount_fen: v.amount.as_fen(),
            invoice_number: v.invoice_number,
            paid_on: v.paid_on,
            state: v.state,
            submitted_at: At(v.submitted_at),
        }
    }
}

/// Hand in a voucher.
#[utoipa::path(tag = "delivery", request_body = VoucherForm, params(crate::call::RequestKey), responses((status = 200, body = VoucherView), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/vouchers")]
async fn submit(call: Signed, id: web::Path<ProposalId>, form: Valid<VoucherForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let new = NewVoucher {
        code: f.code,
        line: f.line,
        amount: Money::fen(f.amount_fen),
        invoice_number: f.invoice_number,
        paid_on: f.paid_on,
    };
    call.act_once(move |tx, actor, now| {
        app::deliveries::submit_voucher(tx, actor, *id, new, now).map(VoucherView::from)
    })
    .await
}

/// The vouchers of a project.
#[utoipa::path(tag = "delivery", params(PageQuery), responses((status = 200, body = Page<VoucherView>), (status = 404, body = Problem)))]
#[get("/proposals/{id}/vouchers")]
async fn vouchers(
    call: Signed,
    id: web::Path<ProposalId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::deliveries::list_vouchers(tx, actor, *id)?;
        Page::cut(found.into_iter().map(VoucherView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// Verify a voucher against its original.
#[utoipa::path(tag = "delivery", responses((status = 200, body = VoucherView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/vouchers/{id}/verification")]
async fn verify(call: Signed, id: web::Path<VoucherId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::deliveries::verify_voucher(tx, actor, *id, now).map(VoucherView::from)).await
}

/// Send a voucher back; it counts no longer.
#[utoipa::path(tag = "delivery", responses((status = 200, body = VoucherView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/vouchers/{id}/return")]
async fn return_voucher(call: Signed, id: web::Path<VoucherId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::deliveries::return_voucher(tx, actor, *id, now).map(VoucherView::from)).await
}
