//! One request: who asks, under which key, having read which version; and the two doors through which it reaches the verbs.

use crate::identity::limits::Attempt;
use crate::identity::secrets;
use crate::problem::Problem;
use crate::valid::BodyDigest;
use crate::{Site, address};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use app::Tx;
use app::once::{Key, once};
use model::{Actor, SessionId, TenantId, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::future::{Ready, ready};
use std::net::IpAddr;

/// The longest key a client may choose.
const LONGEST_KEY: usize = 128;

/// The header that an act needs where a repeat would be harmful.
#[derive(Debug, utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
pub(crate) struct RequestKey {
    /// The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again.
    #[param(rename = "Idempotency-Key", required = true)]
    #[expect(dead_code, reason = "only described; the header is read where it is needed")]
    key: String,
}

/// The header that says what a client has read.
#[derive(Debug, utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
pub(crate) struct ReadVersion {
    /// The version that was read, in quotation marks: `"7"`.
    #[param(rename = "If-Match", required = true)]
    #[expect(dead_code, reason = "only described; the header is read where it is needed")]
    version: String,
}

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

    /// From where the client asks, as far as the proxies that are trusted tell.
    #[must_use]
    pub fn address(&self) -> IpAddr {
        address::of(&self.request, &self.site.trusted_proxies)
    }

    /// Lets an attempt through, and counts it.
    ///
    /// # Errors
    /// `slow-down`, with how long to wait.
    pub fn admit(&self, attempt: &Attempt<'_>) -> Result<(), Problem> {
        self.site.limits.admit(attempt, self.site.now()).map_err(|wait| {
            Problem::new("slow-down").because("too_many_tries", json!({ "retry_after_seconds": wait.seconds }))
        })
    }

    /// Tries a code: only one that is wrong counts against its address, so that a hall behind one address gets in.
    ///
    /// # Errors
    /// `slow-down` after too many wrong ones; what the try itself is answered.
    pub async fn try_code<T>(&self, tried: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
        let attempt = Attempt::Code { address: self.address() };
        self.admit(&attempt)?;
        let answer = tried.await;
        if !answer.as_ref().is_err_and(|problem| matches!(problem.status, 401 | 404)) {
            self.site.limits.forget(&attempt, self.site.now());
        }
        answer
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
        let fingerprint = secrets::fingerprint(&self.site.secret, &said).ok_or_else(|| Problem::new("about:blank"))?;
        Ok(Some(Key { text: text.to_owned(), fingerprint }))
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
        Ok(answered(self.done(self.key()?, verb).await?))
    }

    /// Acts and shows a code that is made for it and kept nowhere: a card's, a vote's, a display's.
    /// The verb gets the code's digest; what is stored under the key is what the verb returns and a seed, out of which a repeat makes the same code again.
    ///
    /// # Errors
    /// What the verb refuses.
    pub async fn act_with_code<K, T>(
        &self,
        verb: impl FnOnce(&mut Tx<'_>, &Actor, &str, Timestamp) -> Result<K, app::Error> + Send + 'static,
        view: impl FnOnce(K, String) -> T,
    ) -> Result<HttpResponse, Problem>
    where
        K: Serialize + DeserializeOwned,
        T: Serialize,
    {
        let ours = || Problem::new("about:blank");
        let seed = transparency::hex(&self.site.random::<16>());
        let digest = secrets::digest(&secrets::code_of(&self.site.secret, &seed).ok_or_else(ours)?);
        let sow = move |tx: &mut Tx<'_>, actor: &Actor, now: Timestamp| {
            Ok::<_, app::Error>(Sown { made: verb(tx, actor, &digest, now)?, seed })
        };
        let done = self.done(self.key()?, sow).await?;
        let kept: Sown<K> = serde_json::from_str(&done).map_err(|_unread| ours())?;
        let code = secrets::code_of(&self.site.secret, &kept.seed).ok_or_else(ours)?;
        Ok(answered(serde_json::to_string(&view(kept.made, code)).map_err(|_unwritten| ours())?))
    }

    async fn done<T: Serialize>(
        &self,
        key: Option<Key>,
        verb: impl FnOnce(&mut Tx<'_>, &Actor, Timestamp) -> Result<T, app::Error> + Send + 'static,
    ) -> Result<String, Problem> {
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
        done.await?.ok_or_else(|| Problem::new("unauthenticated"))
    }

    /// Acts where a repeat would be harmful: money, submissions, score sheets, votes. The key is required.
    ///
    /// # Errors
    /// `key-missing`; what the verb refuses.
    pub async fn act_once<T: Serialize>(
        &self,
        verb: impl FnOnce(&mut Tx<'_>, &Actor, Timestamp) -> Result<T, app::Error> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let key = self.key()?.ok_or_else(|| Problem::new("key-missing"))?;
        Ok(answered(self.done(Some(key), verb).await?))
    }
}

/// What an act made that shows a code, with the seed of the code instead of the code.
#[derive(Serialize, Deserialize)]
struct Sown<K> {
    made: K,
    seed: String,
}

fn answered(body: String) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").insert_header((header::CACHE_CONTROL, "no-store")).body(body)
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
