//! Agreements, instalments, refunds over HTTP.

use crate::call::Signed;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::{Nothing, Valid};
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, web};
use app::agreements::Agreement;
use app::milestones::{NewMilestone, Planned};
use app::payments::{Instalment, Step};
use model::rules::PaymentStep;
use model::{Code, Day, InstalmentId, Money, OrganisationId, PersonId, ProposalId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(draw_up).service(show).service(sign).service(instalments);
    routes.service(request).service(approve).service(approve_again).service(pay).service(receive_refund);
}

/// A milestone as it is agreed.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct MilestoneForm {
    #[schema(value_type = String)]
    code: Code,
    #[validate(length(min = 1, max = 200))]
    title: String,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    /// The kind of evidence: `attendance_sheet`, `photos`, `survey`, ...
    #[validate(length(min = 1, max = 60))]
    evidence: String,
    #[validate(nested, length(max = 50))]
    planned: Vec<PlannedForm>,
}

/// What is planned up to a milestone.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PlannedForm {
    #[validate(length(min = 1, max = 100))]
    activity: String,
    #[validate(range(min = 0, max = 100_000))]
    times: i64,
}

/// An agreement to be drawn up.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct AgreementForm {
    #[validate(length(min = 1, max = 5))]
    #[schema(value_type = Vec<uuid::Uuid>)]
    parties: Vec<OrganisationId>,
    #[serde(default)]
    #[validate(nested, length(max = 20))]
    milestones: Vec<MilestoneForm>,
}

/// An agreement.
#[derive(Debug, Serialize, ToSchema)]
struct AgreementView {
    grant_fen: i64,
    #[schema(value_type = uuid::Uuid)]
    payee: OrganisationId,
    parties: Vec<PartyView>,
    /// The SHA-256 of the proposal that is its annex.
    annex_digest: String,
    #[schema(value_type = Option<String>, format = Date)]
    signed_on: Option<Day>,
}

/// A party.
#[derive(Debug, Serialize, ToSchema)]
struct PartyView {
    #[schema(value_type = uuid::Uuid)]
    organisation: OrganisationId,
    signed_at: Option<At>,
}

impl From<Agreement> for AgreementView {
    fn from(a: Agreement) -> Self {
        let party = |p: app::agreements::Party| PartyView {
            organisation: p.organisation,
            signed_at: p.signed.map(|(_, at)| At(at)),
        };
        Self {
            grant_fen: a.grant.as_fen(),
            payee: a.payee,
            parties: a.parties.into_iter().map(party).collect(),
            annex_digest: a.annex_digest,
            signed_on: a.signed_on,
        }
    }
}

/// Draw up the agreement of a confirmed award.
#[utoipa::path(tag = "agreements", request_body = AgreementForm, responses((status = 200, body = AgreementView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/agreement")]
async fn draw_up(call: Signed, id: web::Path<ProposalId>, form: Valid<AgreementForm>) -> Result<HttpResponse, Problem> {
    let planned = |p: PlannedForm| Planned { activity: p.activity, times: p.times };
    let milestone = |m: MilestoneForm| NewMilestone {
        code: m.code,
        title: m.title,
        due_on: m.due_on,
        evidence: m.evidence,
        planned: m.planned.into_iter().map(planned).collect(),
    };
    let new = (form.0.parties, form.0.milestones.into_iter().map(milestone).collect());
    call.act(move |tx, actor, now| app::agreements::draw_up(tx, actor, *id, new, now).map(AgreementView::from)).await
}

/// The agreement of a project.
#[utoipa::path(tag = "agreements", responses((status = 200, body = AgreementView), (status = 404, body = Problem)))]
#[get("/proposals/{id}/agreement")]
async fn show(call: Signed, id: web::Path<ProposalId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| app::agreements::find(tx, actor, *id).map(AgreementView::from)).await
}

/// For which party.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignatureForm {
    #[schema(value_type = uuid::Uuid)]
    organisation: OrganisationId,
}

/// Sign for a party that one belongs to.
#[utoipa::path(tag = "agreements", request_body = SignatureForm, responses((status = 200, body = AgreementView), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/agreement/signatures")]
async fn sign(call: Signed, id: web::Path<ProposalId>, form: Valid<SignatureForm>) -> Result<HttpResponse, Problem> {
    let organisation = form.0.organisation;
    call.act(move |tx, actor, now| app::agreements::sign(tx, actor, *id, organisation, now).map(AgreementView::from))
        .await
}

/// A part of a grant.
#[derive(Debug, Serialize, ToSchema)]
struct InstalmentView {
    #[schema(value_type = uuid::Uuid)]
    id: InstalmentId,
    part: i64,
    planned_fen: i64,
    amount_fen: i64,
    gate: String,
    state: String,
    steps: Vec<StepView>,
}

/// A step of a payment.
#[derive(Debug, Serialize, ToSchema)]
struct StepView {
    step: String,
    #[schema(value_type = uuid::Uuid)]
    person: PersonId,
    at: At,
    reference: Option<String>,
}

impl From<(Instalment, Vec<Step>)> for InstalmentView {
    fn from((i, steps): (Instalment, Vec<Step>)) -> Self {
        let step = |s: Step| StepView { step: s.step, person: s.person, at: At(s.at), reference: s.reference };
        Self {
            id: i.id,
            part: i.part,
            planned_fen: i.planned.as_fen(),
            amount_fen: i.amount.as_fen(),
            gate: i.gate,
            state: i.state,
            steps: steps.into_iter().map(step).collect(),
        }
    }
}

/// The instalments of a project.
#[utoipa::path(tag = "payments", params(PageQuery), responses((status = 200, body = Page<InstalmentView>), (status = 404, body = Problem)))]
#[get("/proposals/{id}/instalments")]
async fn instalments(
    call: Signed,
    id: web::Path<ProposalId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::payments::list(tx, actor, *id)?;
        Page::cut(found.into_iter().map(InstalmentView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

async fn step(
    call: &Signed,
    id: InstalmentId,
    next: PaymentStep,
    reference: Option<String>,
) -> Result<HttpResponse, Problem> {
    call.act_once(move |tx, actor, now| {
        app::payments::step(tx, actor, id, (next, reference), now).map(|i| InstalmentView::from((i, Vec::new())))
    })
    .await
}

/// Request the payment of an instalment whose gate is open.
#[utoipa::path(tag = "payments", params(crate::call::RequestKey), responses((status = 200, body = InstalmentView), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/instalments/{id}/request")]
async fn request(call: Signed, id: web::Path<InstalmentId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    step(&call, *id, PaymentStep::Requested, None).await
}

/// Approve a payment.
#[utoipa::path(tag = "payments", params(crate::call::RequestKey), responses((status = 200, body = InstalmentView), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/instalments/{id}/approval")]
async fn approve(call: Signed, id: web::Path<InstalmentId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    step(&call, *id, PaymentStep::Approved, None).await
}

/// Approve it again, as another person.
#[utoipa::path(tag = "payments", params(crate::call::RequestKey), responses((status = 200, body = InstalmentView), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/instalments/{id}/second-approval")]
async fn approve_again(call: Signed, id: web::Path<InstalmentId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    step(&call, *id, PaymentStep::ApprovedAgain, None).await
}

/// The bank's reference of a payment.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaymentForm {
    #[validate(length(min = 1, max = 80))]
    reference: String,
}

/// Put on record that it was paid.
#[utoipa::path(tag = "payments", request_body = PaymentForm, params(crate::call::RequestKey), responses((status = 200, body = InstalmentView), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/instalments/{id}/payment")]
async fn pay(call: Signed, id: web::Path<InstalmentId>, form: Valid<PaymentForm>) -> Result<HttpResponse, Problem> {
    step(&call, *id, PaymentStep::Paid, Some(form.0.reference)).await
}

/// A refund.
#[derive(Debug, Serialize, ToSchema)]
struct RefundView {
    #[schema(value_type = i64)]
    amount_fen: Money,
    received_at: Option<At>,
}

/// Put on record that what a project owed came in.
#[utoipa::path(tag = "payments", params(crate::call::RequestKey), responses((status = 200, body = RefundView), (status = 400, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/refund")]
async fn receive_refund(call: Signed, id: web::Path<ProposalId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act_once(move |tx, actor, now| {
        let refund = app::payments::receive_refund(tx, actor, *id, now)?;
        Ok(RefundView { amount_fen: refund.amount, received_at: refund.received_at.map(At) })
    })
    .await
}
