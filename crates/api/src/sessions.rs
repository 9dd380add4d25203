//! Signing in, staying signed in, signing out, and who one is.

use crate::Site;
use crate::call::{Call, Signed};
use crate::identity::tokens::{Claims, Holder, Kind};
use crate::identity::{passwords, secrets};
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::Valid;
use crate::views::At;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use app::sessions::Refreshed;
use model::{Grant, OrganisationId, Role, RoundId, Scope};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(create).service(refresh).service(remove).service(me).service(open_card).service(open_vote);
}

/// The cookie that keeps a device signed in; scripts cannot read it.
const COOKIE: &str = "weiguang_refresh";

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignInForm {
    /// E-mail address or phone number.
    #[validate(length(min = 3, max = 200))]
    login: String,
    #[validate(length(min = 1, max = 128))]
    password: String,
}

/// A signed-in device.
#[derive(Debug, Serialize, ToSchema)]
struct SessionView {
    /// For the `Authorization: Bearer` header, ten minutes.
    access_token: String,
    expires_at: At,
}

/// Sign in with e-mail or phone and password.
#[utoipa::path(tag = "sessions", request_body = SignInForm, responses((status = 200, body = SessionView), (status = 401, body = Problem), (status = 503, body = Problem)))]
#[post("/sessions")]
async fn create(call: Call, form: Valid<SignInForm>) -> Result<HttpResponse, Problem> {
    let (site, tenant, now) = (call.site(), call.tenant(), call.site().now());
    let SignInForm { login, password } = form.0;
    let person = site.db.read(move |tx| app::sessions::find_login(tx, tenant, &login)).await?;
    let stored = person.as_ref().and_then(|p| p.password_hash.clone());
    let right = site.hashes.run(move || passwords::verify(&password, stored.as_deref())).await;
    let right = right.map_err(|_full| Problem::new("busy"))?;
    let Some(person) = person.filter(|_| right) else {
        return Err(Problem::new("unauthenticated").because("wrong_login_or_password", Value::Null));
    };
    let token = secrets::refresh_token(&site.random());
    let hash = secrets::digest(&token);
    let session = site.db.write(move |tx| app::sessions::open(tx, tenant, person.id, hash, now)).await?;
    let holder =
        Holder { session: session.id, tenant, subject: session.holder, kind: Kind::Person, round: session.round };
    signed_in(site, holder, &token)
}

/// Exchange the refresh cookie for a new access token and a new cookie.
#[utoipa::path(tag = "sessions", responses((status = 200, body = SessionView), (status = 401, body = Problem)))]
#[post("/sessions/refresh")]
async fn refresh(call: Call, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let (site, tenant, now) = (call.site(), call.tenant(), call.site().now());
    let token = request.cookie(COOKIE).map(|c| c.value().to_owned()).ok_or_else(|| Problem::new("unauthenticated"))?;
    let next = secrets::successor(&site.secret, &token).ok_or_else(|| Problem::new("about:blank"))?;
    let (hash, next_hash) = (secrets::digest(&token), secrets::digest(&next));
    match site.db.write(move |tx| app::sessions::refresh(tx, tenant, &hash, next_hash, now)).await? {
        Refreshed::Signed(session) => {
            let holder = Holder {
                session: session.id,
                tenant,
                subject: session.holder,
                kind: Kind::Person,
                round: session.round,
            };
            signed_in(site, holder, &next)
        }
        Refreshed::Refused => Err(Problem::new("unauthenticated").because("refresh_refused", Value::Null)),
    }
}

fn signed_in(site: &Site, holder: Holder, next: &str) -> Result<HttpResponse, Problem> {
    let now = site.now();
    let access_token = site.keys.issue(&Claims::new(holder, now)).map_err(|_none| Problem::new("about:blank"))?;
    let life = jiff::SignedDuration::from_secs(crate::identity::tokens::LIFE_SECONDS);
    let view = SessionView { access_token, expires_at: At(now.saturating_add(life).unwrap_or(now)) };
    let cookie = Cookie::build(COOKIE, next.to_owned())
        .path("/api/v1/sessions")
        .http_only(true)
        .secure(!site.insecure_cookies)
        .same_site(SameSite::Strict)
        .max_age(actix_web::cookie::time::Duration::days(30))
        .finish();
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).cookie(cookie).json(view))
}

/// Sign this device out.
#[utoipa::path(tag = "sessions", responses((status = 200), (status = 401, body = Problem)))]
#[delete("/sessions/current")]
async fn remove(call: Signed) -> Result<HttpResponse, Problem> {
    let now = call.site().now();
    let (session, tenant) = call.session_id().ok_or_else(|| Problem::new("unauthenticated"))?;
    call.site().db.write(move |tx| app::sessions::close(tx, tenant, session, now)).await?;
    Ok(HttpResponse::Ok().json(json!({})))
}

/// Who one is, and what one is trusted with.
#[derive(Debug, Serialize, ToSchema)]
struct SelfView {
    #[schema(value_type = uuid::Uuid)]
    id: model::PersonId,
    code: String,
    name: String,
    grants: Vec<GrantView>,
}

/// A role and where it holds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GrantView {
    #[schema(value_type = String)]
    role: Role,
    #[schema(value_type = Option<uuid::Uuid>)]
    organisation: Option<OrganisationId>,
    #[schema(value_type = Option<uuid::Uuid>)]
    round: Option<RoundId>,
}

impl From<Grant> for GrantView {
    fn from(grant: Grant) -> Self {
        let (organisation, round) = match grant.scope {
            Scope::Tenant => (None, None),
            Scope::Organisation(id) => (Some(id), None),
            Scope::Round(id) => (None, Some(id)),
        };
        Self { role: grant.role, organisation, round }
    }
}

/// Who am I?
#[utoipa::path(tag = "sessions", responses((status = 200, body = SelfView), (status = 401, body = Problem)))]
#[get("/me")]
async fn me(call: Signed) -> Result<HttpResponse, Problem> {
    call.read(|tx, actor, _now| {
        let person = app::people::find_self(tx, actor)?;
        let grants = actor.grants.iter().copied().map(GrantView::from).collect();
        Ok(SelfView { id: person.id, code: person.code.to_string(), name: person.name, grants })
    })
    .await
}

/// What is printed on a judge's card or a resident's voting paper. It travels in the body, never in a path.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    #[validate(length(min = 4, max = 60))]
    code: String,
}

/// An access token of a card or a voting paper: good for one round and nothing else.
#[derive(Debug, Serialize, ToSchema)]
struct CardView {
    access_token: String,
    expires_at: At,
}

/// Exchange a judge's card for a session; a new device ends the old one.
#[utoipa::path(tag = "sessions", request_body = CodeForm, responses((status = 200, body = CardView), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/judge-sessions")]
async fn open_card(call: Call, form: Valid<CodeForm>) -> Result<HttpResponse, Problem> {
    let (tenant, now) = (call.tenant(), call.site().now());
    let hash = secrets::digest(&secrets::read_code(&form.0.code));
    let session = call.site().db.write(move |tx| app::seats::open_session(tx, tenant, &hash, now)).await?;
    let holder =
        Holder { session: session.id, tenant, subject: session.holder, kind: Kind::Judge, round: session.round };
    card(call.site(), holder)
}

/// Exchange a resident's voting paper for a session.
#[utoipa::path(tag = "sessions", request_body = CodeForm, responses((status = 200, body = CardView), (status = 404, body = Problem)))]
#[post("/voting-sessions")]
async fn open_vote(call: Call, form: Valid<CodeForm>) -> Result<HttpResponse, Problem> {
    let (tenant, now) = (call.tenant(), call.site().now());
    let hash = secrets::digest(&secrets::read_code(&form.0.code));
    let (_, session) = call.site().db.write(move |tx| app::ballots::open_session(tx, tenant, &hash, now)).await?;
    let holder =
        Holder { session: session.id, tenant, subject: session.holder, kind: Kind::Juror, round: session.round };
    card(call.site(), holder)
}

fn card(site: &Site, holder: Holder) -> Result<HttpResponse, Problem> {
    let now = site.now();
    let access_token = site.keys.issue(&Claims::new(holder, now)).map_err(|_none| Problem::new("about:blank"))?;
    let life = jiff::SignedDuration::from_secs(crate::identity::tokens::LIFE_SECONDS);
    let view = CardView { access_token, expires_at: At(now.saturating_add(life).unwrap_or(now)) };
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(view))
}
