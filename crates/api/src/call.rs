//! One request: who asks, under which key, having read which version; and the two doors through which it reaches the verbs.

use crate::Site;
use crate::problem::Problem;
use crate::valid::BodyDigest;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use app::Tx;
use app::once::{Key, once};
use model::{Actor, SessionId, TenantId, Timestamp};
use serde::Serialize;
use serde_json::Value;
use std::future::{Ready, ready};

/// The longest key a client may choose.
const LONGEST_KEY: usize = 128;

/// A request that may come from anybody; what a stranger may do is decided further in.
#[derive(Debug, Clone)]
pub struct Call {
    site: web::Data<Site>,
    request: HttpRequest,
    session: Option<(SessionId, TenantId)>,
}

impl FromRequest for Call {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

/// A request by somebody who has signed in.
#[derive(Debug, Clone)]
pub struct Signed(Call);

impl FromRequest for Signed {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let signed = Call::of(request).and_then(|call| match call.session {
            Some(_) => Ok(Self(call)),
            None => Err(Problem::new("unauthenticated")),
        });
        ready(signed)
    }
}

impl std::ops::Deref for Signed {
    type Target = Call;
    fn deref(&self) -> &Call {
        &self.0
    }
}

impl Call {
    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let site = request.app_data::<web::Data<Site>>().ok_or_else(|| Problem::new("about:blank"))?.clone();
        let session = match request.headers().get(header::AUTHORIZATION) {
            None => None,
            Some(value) => Some(Self::session(&site, value)?),
        };
        Ok(Self { site, request: request.clone(), session })
    }

    fn session(site: &Site, value: &header::HeaderValue) -> Result<(SessionId, TenantId), Problem> {
        let token = value.to_str().ok().and_then(|text| text.strip_prefix("Bearer "));
        let claims = token.and_then(|token| site.keys.verify(token, site.now()).ok());
        let claims = claims.inspect(|c| site.live.saw(c.sid, c.kind));
        claims.map(|c| (c.sid, c.tid)).ok_or_else(|| Problem::new("unauthenticated"))
    }

    /// What every request needs.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The session of the token.
    #[must_use]
    pub const fn session_id(&self) -> Option<(SessionId, TenantId)> {
        self.session
    }

    /// The tenant that the token names, or the installation's own.
    #[must_use]
    pub fn tenant(&self) -> TenantId {
        self.session.map_or(self.site.tenant, |(_, tenant)| tenant)
    }

    /// The version that the client has read, out of `If-Match: "7"`.
    ///
    /// # Errors
    /// `version-missing` when it does not say.
    pub fn version(&self) -> Result<i64, Problem> {
        let text = self.request.headers().get(header::IF_MATCH).and_then(|v| v.to_str().ok());
        let version = text.map(|t| t.trim().trim_matches('"')).and_then(|t| t.parse().ok());
        version.ok_or_else(|| Problem::new("version-missing"))
    }

    fn key(&self) -> Result<Option<Key>, Problem> {
        let Some(value) = self.request.headers().get("idempotency-key") else {
            return Ok(None);
        };
        let text = value.to_str().ok().filter(|t| !t.is_empty() && t.len() <= LONGEST_KEY);
        let text = text.ok_or_else(|| Problem::new("bad-request").because("key_malformed", Value::Null))?;
        let body = self.request.extensions().get::<BodyDigest>().map(|d| d.0.clone()).unwrap_or_default();
        let said = format!("{} {} {body}", self.request.method(), self.request.path());
        Ok(Some(Key { text: text.to_owned(), fingerprint: crate::identity::secrets::digest(&said) }))
    }

    /// Reads.
    ///
    /// # Errors
    /// What the verb refuses.
    pub async fn read<T: Serialize + Send + 'static>(
        &self,
        view: impl FnOnce(&mut Tx<'_>, &Actor, Timestamp) -> Result<T, app::Error> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let shown = self.look(view).await?;
        Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "private, no-cache")).json(shown))
    }

    /// Reads what is not answered as it is.
    ///
    /// # Errors
    /// What the verb refuses.
    pub async fn look<T: Send + 'static>(
        &self,
        view: impl FnOnce(&mut Tx<'_>, &Actor, Timestamp) -> Result<T, app::Error> + Send + 'static,
    ) -> Result<T, Problem> {
        let (session, tenant, now) = (self.session, self.tenant(), self.site.now());
        let done = self.site.db.read(move |tx| match actor(tx, session, tenant, now)? {
            Some(actor) => view(tx, &actor, now).map(Some),
            None => Ok(None),
        });
        done.await?.ok_or_else(|| Problem::new("unauthenticated"))
    }

    /// Acts; with a key, the same key gives the same answer.
    ///
    /// # Errors
    /// What the verb refuses.
    pub async fn act<T: Serialize>(
        &self,
        verb: impl FnOnce(&mut Tx<'_>, &Actor, Timestamp) -> Result<T, app::Error> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let key = self.key()?;
        let (session, tenant, now) = (self.session, self.tenant(), self.site.now());
        let done = self.site.db.write(move |tx| {
            let Some(actor) = actor(tx, session, tenant, now)? else {
                return Ok(None);
            };
            let act = |tx: &mut Tx<'_>| {
                let view = verb(tx, &actor, now)?;
                serde_json::to_string(&view).map_err(app::Error::broken)
            };
            let answer = match &key {
                Some(key) => once(tx, &actor, key, now, act)?,
                None => act(tx)?,
            };
            Ok::<_, app::Error>(Some(answer))
        });
        let answer = done.await?.ok_or_else(|| Problem::new("unauthenticated"))?;
        Ok(HttpResponse::Ok()
            .content_type("application/json")
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(answer))
    }

    /// Acts where a repeat would be harmful: money, submissions, score sheets, votes. The key is required.
    ///
    /// # Errors
    /// `key-missing`; what the verb refuses.
    pub async fn act_once<T: Serialize>(
        &self,
        verb: impl FnOnce(&mut Tx<'_>, &Actor, Timestamp) -> Result<T, app::Error> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        if self.key()?.is_none() {
            return Err(Problem::new("key-missing"));
        }
        self.act(verb).await
    }
}

fn actor(
    tx: &mut Tx<'_>,
    session: Option<(SessionId, TenantId)>,
    tenant: TenantId,
    now: Timestamp,
) -> Result<Option<Actor>, app::Error> {
    match session {
        None => Ok(Some(Actor::public(tenant))),
        Some((id, tenant)) => app::sessions::find_actor(tx, tenant, id, now),
    }
}
