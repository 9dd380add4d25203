//! Signing in, staying signed in, signing out, and who one is.

use crate::Site;
use crate::call::{Call, Signed};
use crate::identity::limits::Attempt;
use crate::identity::tokens::{Claims, Holder};
use crate::identity::{passwords, secrets};
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::Valid;
use crate::views::At;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use app::sessions::Refreshed;
use app::sessions::Session;
use model::{Code, Grant, OrganisationId, Role, RoundId, Scope, SessionKind, TenantId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(create).service(refresh).service(remove).service(me);
    routes.service(open_card).service(open_vote).service(open_screen);
}

/// The cookie that keeps a device signed in; scripts cannot read it. Each kind has its own, so that one browser can hold one of each.
const fn cookie_of(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Person => "weiguang_refresh",
        SessionKind::Judge => "weiguang_refresh_judge",
        SessionKind::Juror => "weiguang_refresh_juror",
        SessionKind::Screen => "weiguang_refresh_screen",
    }
}

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
#[utoipa::path(tag = "sessions", request_body = SignInForm, responses((status = 200, body = SessionView), (status = 401, body = Problem), (status = 429, body = Problem), (status = 503, body = Problem)))]
#[post("/sessions")]
async fn create(call: Call, form: Valid<SignInForm>) -> Result<HttpResponse, Problem> {
    let (site, tenant, now) = (call.site(), call.tenant(), call.site().now());
    let login = form.0.login.clone();
    let attempt = Attempt::Password { tenant, login: &login, address: call.address() };
    call.admit(&attempt)?;
    let found = right_person(site, tenant, form.0).await;
    match &found {
        Ok(Some(_)) => site.limits.succeeded(&attempt, now),
        Ok(None) => {}
        Err(_) => site.limits.forget(&attempt, now),
    }
    let Some(person) = found? else {
        return Err(Problem::new("unauthenticated").because("wrong_login_or_password", Value::Null));
    };
    let token = secrets::refresh_token(&site.random());
    let hash = secrets::digest(&token);
    let session = site.db.write(move |tx| app::sessions::open(tx, tenant, person.id, hash, now)).await?;
    answer(site, tenant, (&session, &token), |access| access)
}

/// Whose login and password these are; nobody's costs the same time.
async fn right_person(site: &Site, tenant: TenantId, form: SignInForm) -> Result<Option<app::people::Person>, Problem> {
    let SignInForm { login, password } = form;
    let person = site.db.read(move |tx| app::sessions::find_login(tx, tenant, &login)).await?;
    let stored = person.as_ref().and_then(|p| p.password_hash.clone());
    let right = site.hashes.run(move || passwords::verify(&password, stored.as_deref())).await;
    let right = right.map_err(|_full| Problem::new("busy"))?;
    Ok(person.filter(|_| right))
}

/// Which of the browser's sessions is meant.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct RefreshForm {
    /// `person`, `judge`, `juror` or `screen`; absent: `person`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    kind: Option<SessionKind>,
}

/// Exchange the refresh cookie of one kind for a new access token and a new cookie.
#[utoipa::path(tag = "sessions", request_body = RefreshForm, responses((status = 200, body = SessionView), (status = 401, body = Problem), (status = 429, body = Problem)))]
#[post("/sessions/refresh")]
async fn refresh(call: Call, request: HttpRequest, form: Valid<RefreshForm>) -> Result<HttpResponse, Problem> {
    // A token in the header plays no part here, nor does the tenant in it: the cookie is what counts.
    let (site, tenant, now) = (call.site(), call.tenant(), call.site().now());
    let kind = form.0.kind.unwrap_or(SessionKind::Person);
    let token =
        request.cookie(cookie_of(kind)).map(|c| c.value().to_owned()).ok_or_else(|| Problem::new("unauthenticated"))?;
    let next = secrets::successor(&site.secret, &token).ok_or_else(|| Problem::new("about:blank"))?;
    let (hash, next_hash) = (secrets::digest(&token), secrets::digest(&next));
    call.try_code(async {
        match site.db.write(move |tx| app::sessions::refresh(tx, tenant, (kind, &hash), next_hash, now)).await? {
            Refreshed::Signed(session) => answer(site, tenant, (&session, &next), |access| access),
            Refreshed::Refused => Err(Problem::new("unauthenticated").because("refresh_refused", Value::Null)),
        }
    })
    .await
}

/// An access token for a session, its refresh token in the cookie of its kind, and what else the view says.
fn answer<T: Serialize>(
    site: &Site,
    tenant: TenantId,
    of: (&Session, &str),
    view: impl FnOnce(SessionView) -> T,
) -> Result<HttpResponse, Problem> {
    let (session, refresh_token) = of;
    let now = site.now();
    let (kind, round) = (session.kind, session.round);
    let holder = Holder { session: session.id, tenant, subject: session.holder, kind, round };
    let access_token = site.keys.issue(&Claims::new(holder, now)).map_err(|_none| Problem::new("about:blank"))?;
    let life = jiff::SignedDuration::from_secs(crate::identity::tokens::LIFE_SECONDS);
    let access = SessionView { access_token, expires_at: At(now.saturating_add(life).unwrap_or(now)) };
    let cookie = Cookie::build(cookie_of(kind), refresh_token.to_owned())
        .path("/api/v1/sessions")
        .http_only(true)
        .secure(!site.insecure_cookies)
        .same_site(SameSite::Strict)
        .max_age(actix_web::cookie::time::Duration::days(30))
        .finish();
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).cookie(cookie).json(view(access)))
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

/// What is printed on a judge's card, a resident's voting paper or under a display's address. It travels in the body, never in a path.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    #[validate(length(min = 4, max = 60))]
    code: String,
}

impl CodeForm {
    /// The digest under which the code is kept.
    fn digest(&self) -> String {
        secrets::digest(&secrets::read_code(&self.code))
    }
}

/// A judge's session: good for one round and nothing else.
#[derive(Debug, Serialize, ToSchema)]
struct JudgeSessionView {
    #[serde(flatten)]
    access: SessionView,
    #[schema(value_type = uuid::Uuid)]
    round: RoundId,
    /// The judge's code in this round.
    #[schema(value_type = String)]
    code: Code,
    name: String,
}

/// Exchange a judge's card for a session; a new device ends the old one.
#[utoipa::path(tag = "sessions", request_body = CodeForm, responses((status = 200, body = JudgeSessionView), (status = 404, body = Problem), (status = 409, body = Problem), (status = 429, body = Problem)))]
#[post("/judge-sessions")]
async fn open_card(call: Call, form: Valid<CodeForm>) -> Result<HttpResponse, Problem> {
    let (site, tenant, now) = (call.site(), call.tenant(), call.site().now());
    let token = secrets::refresh_token(&site.random());
    let (card, kept) = (form.0.digest(), secrets::digest(&token));
    let tried = site.db.write(move |tx| app::seats::open_session(tx, tenant, &card, kept, now));
    let opened = call.try_code(async { Ok(tried.await?) }).await?;
    let (seat, judge, session) = opened;
    answer(site, tenant, (&session, &token), |access| JudgeSessionView {
        access,
        round: seat.round,
        code: seat.code,
        name: judge.name,
    })
}

/// A resident's voting session: good for one round and nothing else.
#[derive(Debug, Serialize, ToSchema)]
struct VotingSessionView {
    #[serde(flatten)]
    access: SessionView,
    #[schema(value_type = uuid::Uuid)]
    round: RoundId,
    /// The resident's code in this round.
    #[schema(value_type = String)]
    code: Code,
}

/// Exchange a resident's voting paper for a session.
#[utoipa::path(tag = "sessions", request_body = CodeForm, responses((status = 200, body = VotingSessionView), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[post("/voting-sessions")]
async fn open_vote(call: Call, form: Valid<CodeForm>) -> Result<HttpResponse, Problem> {
    let (site, tenant, now) = (call.site(), call.tenant(), call.site().now());
    let token = secrets::refresh_token(&site.random());
    let (credential, kept) = (form.0.digest(), secrets::digest(&token));
    let tried = site.db.write(move |tx| app::ballots::open_session(tx, tenant, &credential, kept, now));
    let opened = call.try_code(async { Ok(tried.await?) }).await?;
    let (juror, session) = opened;
    answer(site, tenant, (&session, &token), |access| VotingSessionView {
        access,
        round: juror.round,
        code: juror.code,
    })
}

/// A display's session: it sees what the big screen of its round shows.
#[derive(Debug, Serialize, ToSchema)]
struct ScreenSessionView {
    #[serde(flatten)]
    access: SessionView,
    #[schema(value_type = Option<uuid::Uuid>)]
    round: Option<RoundId>,
}

/// Exchange the code of a display for a session.
#[utoipa::path(tag = "sessions", request_body = CodeForm, responses((status = 200, body = ScreenSessionView), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[post("/screen-sessions")]
async fn open_screen(call: Call, form: Valid<CodeForm>) -> Result<HttpResponse, Problem> {
    let (site, tenant, now) = (call.site(), call.tenant(), call.site().now());
    let token = secrets::refresh_token(&site.random());
    let (code, kept) = (form.0.digest(), secrets::digest(&token));
    let tried = site.db.write(move |tx| app::screens::open_session(tx, tenant, &code, kept, now));
    let session = call.try_code(async { Ok(tried.await?) }).await?;
    answer(site, tenant, (&session, &token), |access| ScreenSessionView { access, round: session.round })
}
