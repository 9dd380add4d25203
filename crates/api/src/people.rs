//! People: signing up, being added, being given roles, saying what ties them to whom.

use crate::call::{Call, Signed};
use crate::identity::limits::Attempt;
use crate::identity::passwords;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::Valid;
use actix_web::{HttpResponse, post, web};
use app::people::NewPerson;
use model::{Code, Grant, OrganisationId, PersonId, Role, RoundId, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(create).service(sign_up).service(grant).service(declare_tie);
}

/// A person to be added, or to sign up.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PersonForm {
    #[schema(value_type = Option<String>)]
    code: Option<Code>,
    #[validate(length(min = 1, max = 80))]
    name: String,
    #[validate(email, length(max = 200))]
    email: Option<String>,
    #[validate(custom(function = "fits_phone"))]
    phone: Option<String>,
    #[validate(custom(function = "fits_password"))]
    password: Option<String>,
    /// The roles they start with; ignored when somebody signs up on their own.
    #[serde(default)]
    #[validate(nested, length(max = 20))]
    grants: Vec<GrantForm>,
}

/// A role and where it holds: an organisation, a round, or (neither) the whole tenant.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct GrantForm {
    #[schema(value_type = String)]
    role: Role,
    #[schema(value_type = Option<uuid::Uuid>)]
    organisation: Option<OrganisationId>,
    #[schema(value_type = Option<uuid::Uuid>)]
    round: Option<RoundId>,
}

impl From<GrantForm> for Grant {
    fn from(form: GrantForm) -> Self {
        let scope = match (form.organisation, form.round) {
            (Some(id), _) => Scope::Organisation(id),
            (None, Some(id)) => Scope::Round(id),
            (None, None) => Scope::Tenant,
        };
        Self { role: form.role, scope }
    }
}

fn fits_phone(text: &str) -> Result<(), ValidationError> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let fits = (5..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if fits { Ok(()) } else { Err(ValidationError::new("phone_malformed")) }
}

fn fits_password(text: &str) -> Result<(), ValidationError> {
    if passwords::acceptable(text) { Ok(()) } else { Err(ValidationError::new("password_too_weak")) }
}

/// A person as those who added them see them.
#[derive(Debug, Serialize, ToSchema)]
struct PersonView {
    #[schema(value_type = uuid::Uuid)]
    id: PersonId,
    code: String,
    name: String,
}

impl From<app::people::Person> for PersonView {
    fn from(person: app::people::Person) -> Self {
        Self { id: person.id, code: person.code.to_string(), name: person.name }
    }
}

async fn read(call: &Call, form: PersonForm) -> Result<NewPerson, Problem> {
    let salt = call.site().random::<16>();
    let password_hash = match form.password {
        None => None,
        Some(password) => {
            let hashed = call.site().hashes.run(move || passwords::hash(&password, &salt)).await;
            hashed.map_err(|_full| Problem::new("busy"))?
        }
    };
    let grants = form.grants.into_iter().map(Grant::from).collect();
    Ok(NewPerson { code: form.code, name: form.name, email: form.email, phone: form.phone, password_hash, grants })
}

/// Add a person with their first roles.
#[utoipa::path(tag = "people", request_body = PersonForm, responses((status = 200, body = PersonView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/people")]
async fn create(call: Signed, form: Valid<PersonForm>) -> Result<HttpResponse, Problem> {
    let new = read(&call, form.0).await?;
    call.act(move |tx, actor, now| app::people::create(tx, actor, new, now).map(PersonView::from)).await
}

/// Sign up on one's own, as applicants do.
#[utoipa::path(tag = "people", request_body = PersonForm, responses((status = 200, body = PersonView), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/sign-ups")]
async fn sign_up(call: Call, form: Valid<PersonForm>) -> Result<HttpResponse, Problem> {
    call.admit(&Attempt::Form { address: call.address() })?;
    let new = read(&call, form.0).await?;
    call.act(move |tx, actor, now| app::people::sign_up(tx, actor, new, now).map(PersonView::from)).await
}

/// Give a person one more role.
#[utoipa::path(tag = "people", request_body = GrantForm, responses((status = 200, body = PersonView), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/people/{id}/grants")]
async fn grant(call: Signed, id: web::Path<PersonId>, form: Valid<GrantForm>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::people::grant(tx, actor, *id, form.0.into(), now).map(PersonView::from)).await
}

/// What ties a person to an organisation or a community.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct TieForm {
    #[schema(value_type = uuid::Uuid)]
    organisation: OrganisationId,
    /// `board`, `staff`, `adviser`, `coach`, `donor`, `family` or `community_worker`.
    #[validate(length(min = 1, max = 40))]
    relation: String,
}

/// Record a tie; conflicts of interest are found from it.
#[utoipa::path(tag = "people", request_body = TieForm, responses((status = 200), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/people/{id}/ties")]
async fn declare_tie(call: Signed, id: web::Path<PersonId>, form: Valid<TieForm>) -> Result<HttpResponse, Problem> {
    let tie = app::people::Tie { person: *id, organisation: form.0.organisation, relation: form.0.relation };
    call.act(move |tx, actor, now| app::people::declare_tie(tx, actor, &tie, now).map(|()| serde_json::json!({}))).await
}
