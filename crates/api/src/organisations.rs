//! The registry of organisations.

use crate::call::Signed;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::Valid;
use crate::views::{Page, PageQuery};
use actix_web::{HttpResponse, get, post, put, web};
use app::organisations::NewOrganisation;
use model::organisation::{Credit, OrganisationKind, OrganisationStatus, Standing};
use model::{Code, Day, Organisation, OrganisationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(create).service(list).service(show).service(note_credit).service(step_up).service(exclude);
}

/// A body to be put into the registry.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct OrganisationForm {
    #[schema(value_type = Option<String>)]
    code: Option<Code>,
    #[validate(length(min = 1, max = 200))]
    name: String,
    #[schema(value_type = String)]
    kind: OrganisationKind,
    #[schema(value_type = Option<uuid::Uuid>)]
    parent: Option<OrganisationId>,
    #[schema(value_type = String)]
    status: OrganisationStatus,
    #[schema(value_type = Option<String>, format = Date)]
    status_since: Option<Day>,
    #[validate(length(min = 1, max = 80))]
    filing_no: Option<String>,
    /// The unified social credit code (GB 32100-2015), with a valid check character.
    #[validate(custom(function = "fits_uscc"))]
    uscc: Option<String>,
    #[validate(length(min = 1, max = 80))]
    leader: Option<String>,
    #[validate(range(min = 0, max = 1_000_000))]
    members: Option<i64>,
}

fn fits_uscc(code: &str) -> Result<(), ValidationError> {
    workflow::uscc::check(code).map_err(|wrong| ValidationError::new(wrong.code()))
}

/// A body in the registry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrganisationView {
    #[schema(value_type = uuid::Uuid)]
    id: OrganisationId,
    code: String,
    name: String,
    #[schema(value_type = String)]
    kind: OrganisationKind,
    #[schema(value_type = Option<uuid::Uuid>)]
    parent: Option<OrganisationId>,
    #[schema(value_type = String)]
    status: OrganisationStatus,
    #[schema(value_type = Option<String>, format = Date)]
    status_since: Option<Day>,
    filing_no: Option<String>,
    uscc: Option<String>,
    leader: Option<String>,
    members: Option<i64>,
    #[schema(value_type = Option<String>, format = Date)]
    banned_until: Option<Day>,
    version: i64,
}

impl From<Organisation> for OrganisationView {
    fn from(o: Organisation) -> Self {
        Self {
            id: o.id,
            code: o.code.to_string(),
            name: o.name,
            kind: o.kind,
            parent: o.parent,
            status: o.standing.status,
            status_since: o.standing.since,
            filing_no: o.standing.filing_no,
            uscc: o.uscc,
            leader: o.leader,
            members: o.members,
            banned_until: o.banned_until,
            version: o.version,
        }
    }
}

/// Put an organisation into the registry; who registers their own body becomes its applicant.
#[utoipa::path(tag = "organisations", request_body = OrganisationForm, responses((status = 200, body = OrganisationView), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/organisations")]
async fn create(call: Signed, form: Valid<OrganisationForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let standing = Standing { status: f.status, since: f.status_since, filing_no: f.filing_no };
    let new = NewOrganisation {
        code: f.code,
        name: f.name,
        kind: f.kind,
        parent: f.parent,
        standing,
        uscc: f.uscc,
        leader: f.leader,
        members: f.members,
    };
    call.act(move |tx, actor, now| app::organisations::register(tx, actor, new, now).map(OrganisationView::from)).await
}

/// The registry, by code.
#[utoipa::path(tag = "organisations", params(PageQuery), responses((status = 200, body = Page<OrganisationView>)))]
#[get("/organisations")]
async fn list(call: Signed, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::organisations::list(tx, actor)?;
        Page::cut(found.into_iter().map(OrganisationView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// One organisation.
#[utoipa::path(tag = "organisations", responses((status = 200, body = OrganisationView), (status = 404, body = Problem)))]
#[get("/organisations/{id}")]
async fn show(call: Signed, id: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| app::organisations::find(tx, actor, *id).map(OrganisationView::from)).await
}

/// What the registration authority's yearly checks and lists say.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreditForm {
    #[validate(length(max = 20))]
    annual_inspection: Option<String>,
    annual_report_filed: Option<bool>,
    #[schema(value_type = Option<String>, format = Date)]
    abnormal_list_since: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    serious_dishonesty_since: Option<Day>,
}

/// Note what the registration authority's lists say now.
#[utoipa::path(tag = "organisations", request_body = CreditForm, responses((status = 200, body = OrganisationView), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[put("/organisations/{id}/credit")]
async fn note_credit(
    call: Signed,
    id: web::Path<OrganisationId>,
    form: Valid<CreditForm>,
) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let credit = Credit {
        annual_inspection: f.annual_inspection,
        annual_report_filed: f.annual_report_filed,
        abnormal_list_since: f.abnormal_list_since,
        serious_dishonesty_since: f.serious_dishonesty_since,
    };
    call.act(move |tx, actor, now| {
        app::organisations::note_credit(tx, actor, *id, credit, now).map(OrganisationView::from)
    })
    .await
}

/// A step up in legal standing.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct StandingForm {
    #[schema(value_type = String)]
    status: OrganisationStatus,
    #[schema(value_type = Option<String>, format = Date)]
    since: Option<Day>,
    #[validate(length(min = 1, max = 80))]
    filing_no: Option<String>,
    #[validate(custom(function = "fits_uscc"))]
    uscc: Option<String>,
}

/// A group is filed, a filed one registers; what it was stays on record.
#[utoipa::path(tag = "organisations", request_body = StandingForm, responses((status = 200, body = OrganisationView), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[post("/organisations/{id}/standings")]
async fn step_up(
    call: Signed,
    id: web::Path<OrganisationId>,
    form: Valid<StandingForm>,
) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let to = (Standing { status: f.status, since: f.since, filing_no: f.filing_no }, f.uscc);
    call.act(move |tx, actor, now| app::organisations::step_up(tx, actor, *id, to, now).map(OrganisationView::from))
        .await
}

/// An exclusion from the contest.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct OrganisationExclusionForm {
    /// The last day, included.
    #[schema(value_type = String, format = Date)]
    until: Day,
}

/// Put an organisation on the contest's own exclusion list.
#[utoipa::path(tag = "organisations", request_body = OrganisationExclusionForm, responses((status = 200, body = OrganisationView), (status = 403, body = Problem)))]
#[post("/organisations/{id}/exclusions")]
async fn exclude(
    call: Signed,
    id: web::Path<OrganisationId>,
    form: Valid<OrganisationExclusionForm>,
) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        app::organisations::exclude(tx, actor, *id, form.0.until, now).map(OrganisationView::from)
    })
    .await
}
