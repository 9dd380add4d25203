//! Somebody who uses the service over HTTP: by password, by a judge's card or by a voting paper.

use crate::answer::Answer;
use crate::stream::Stream;
use crate::town::{PASSWORD, Town};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, Ordering};

/// How somebody comes in.
#[derive(Debug, Clone)]
pub(crate) enum Entrance {
    /// Not at all: a stranger.
    None,
    /// With an e-mail address, and the password that everybody in a story has.
    Password(String),
    /// With a judge's card.
    Card(String),
    /// With a resident's voting paper.
    Vote(String),
}

struct Signed {
    token: String,
    until: Timestamp,
    cookie: Option<String>,
}

/// Somebody who uses the service over HTTP, and signs in again when the token has run out.
pub struct Person<'t> {
    town: &'t Town,
    /// Their name.
    pub name: String,
    /// Their id, when they are a person of the registry.
    pub id: String,
    entrance: Entrance,
    signed: RefCell<Option<Signed>>,
}

impl<'t> Person<'t> {
    pub(crate) fn new(town: &'t Town, name: &str, id: &str, entrance: Entrance) -> Self {
        Self { town, name: name.into(), id: id.into(), entrance, signed: RefCell::new(None) }
    }

    /// Somebody who has no more than the access token of this session, until it runs out.
    pub(crate) fn holding(town: &'t Town, name: &str, session: &Value) -> Self {
        let token = session["access_token"].as_str().unwrap().to_owned();
        let until = session["expires_at"].as_str().unwrap().parse().unwrap();
        let held = Self::new(town, name, "", Entrance::None);
        *held.signed.borrow_mut() = Some(Signed { token, until, cookie: None });
        held
    }

    /// Where they live.
    pub fn town(&self) -> &'t Town {
        self.town
    }

    /// The address that letters to them go to.
    pub fn address(&self) -> &str {
        if let Entrance::Password(address) = &self.entrance { address } else { "" }
    }

    /// The kinds of all letters that they got so far, in order.
    pub fn letters(&self) -> Vec<&'static str> {
        self.town.letters_to(self.address()).iter().map(|mail| mail.kind.as_str()).collect()
    }

    /// Reads.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// Acts without a key.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[], Some(body.to_string().as_bytes()))
    }

    /// Acts under a key that was never used before.
    pub fn act(&self, path: &str, body: &Value) -> Answer {
        self.post_once(path, &new_key(), body)
    }

    /// Acts under a key.
    pub fn post_once(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.send("POST", path, &[("idempotency-key", key)], Some(body.to_string().as_bytes()))
    }

    /// Replaces what was read in this version.
    pub fn put(&self, path: &str, version: &Value, body: &Value) -> Answer {
        let version = format!("\"{version}\"");
        self.send("PUT", path, &[("if-match", &version)], Some(body.to_string().as_bytes()))
    }

    /// Puts under a key.
    pub fn put_once(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.send("PUT", path, &[("idempotency-key", key)], Some(body.to_string().as_bytes()))
    }

    /// Sets something that has no version.
    pub fn set(&self, path: &str, body: &Value) -> Answer {
        self.send("PUT", path, &[], Some(body.to_string().as_bytes()))
    }

    /// Takes something back.
    pub fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[], None)
    }

    /// Posts with the cookies of a browser.
    pub fn post_with_cookie(&self, path: &str, cookie: &str, body: &Value) -> Answer {
        self.knock(path, &[("cookie", cookie)], body)
    }

    /// Opens a live stream; with the id of the last message that was seen, if any.
    ///
    /// # Errors
    /// The answer, where it is no stream.
    pub fn stream(&self, path: &str, last: Option<i64>) -> Result<Stream, Answer> {
        self.stream_from(&self.town.url(path), last)
    }

    /// Opens a live stream of another process, by its whole address.
    ///
    /// # Errors
    /// The answer, where it is no stream.
    pub fn stream_at(&self, address: &str) -> Result<Stream, Answer> {
        self.stream_from(address, None)
    }

    fn stream_from(&self, address: &str, last: Option<i64>) -> Result<Stream, Answer> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_recv_body(Some(std::time::Duration::from_secs(20)))
            .build()
            .into();
        let mut request = agent.get(address);
        if let Some(token) = self.token() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        match request.call() {
            Ok(answer) if answer.status() == 200 => Ok(Stream::new(answer)),
            other => Err(read(other)),
        }
    }

    /// Puts marks or a vote down, under a key that was never used before.
    pub fn put_down(&self, path: &str, body: &Value) -> Answer {
        let key = new_key();
        self.send("PUT", path, &[("idempotency-key", &key)], Some(body.to_string().as_bytes()))
    }

    /// Sends exactly these bytes, with the token and these headers besides.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
        let authorization = self.token().map(|token| format!("Bearer {token}"));
        let mut all = headers.to_vec();
        all.extend(authorization.as_deref().map(|value| ("authorization", value)));
        send(&self.town.url(path), method, &all, body)
    }

    /// An access token that is good now: the one at hand, the next one for the cookie, or that of a new sign-in.
    fn token(&self) -> Option<String> {
        let now = self.town.clock.now();
        let held = self.signed.borrow().as_ref().filter(|s| now < s.until).map(|s| s.token.clone());
        if held.is_some() || matches!(self.entrance, Entrance::None) {
            return held;
        }
        let cookie = self.signed.borrow().as_ref().and_then(|s| s.cookie.clone());
        let refreshed = cookie.map(|cookie| self.knock("/api/v1/sessions/refresh", &[("cookie", &cookie)], &json!({})));
        let answer = refreshed.filter(|answer| answer.status == 200).unwrap_or_else(|| self.sign_in());
        let cookie = answer.cookies.first().cloned();
        let made = answer.ok();
        let token = made["access_token"].as_str().unwrap().to_owned();
        let until = made["expires_at"].as_str().unwrap().parse().unwrap();
        *self.signed.borrow_mut() = Some(Signed { token: token.clone(), until, cookie });
        Some(token)
    }

    fn sign_in(&self) -> Answer {
        let (path, form) = match &self.entrance {
            Entrance::None => ("/api/v1/sessions", json!({})),
            Entrance::Password(login) => ("/api/v1/sessions", json!({ "login": login, "password": PASSWORD })),
            Entrance::Card(code) => ("/api/v1/judge-sessions", json!({ "code": code })),
            Entrance::Vote(code) => ("/api/v1/voting-sessions", json!({ "code": code })),
        };
        self.knock(path, &[], &form)
    }

    fn knock(&self, path: &str, headers: &[(&str, &str)], form: &Value) -> Answer {
        send(&self.town.url(path), "POST", headers, Some(form.to_string().as_bytes()))
    }
}

/// A key that nobody in any story has used.
fn new_key() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("key-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn send(url: &str, method: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
    let mut request = ureq::http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    read(match body {
        Some(body) => agent.run(request.header("content-type", "application/json").body(body).unwrap()),
        None => agent.run(request.body(()).unwrap()),
    })
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut answer = answer.expect("the server answers");
    let cookies = answer.headers().get_all("set-cookie").iter();
    let cookies = cookies.filter_map(|c| c.to_str().ok()?.split(';').next().map(str::to_owned)).collect();
    let retry_after = answer.headers().get("retry-after").and_then(|wait| wait.to_str().ok()?.parse().ok());
    let named = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
        (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned())
    };
    let headers = answer.headers().iter().map(named).collect();
    let text = answer.body_mut().read_to_string().unwrap_or_default();
    Answer {
        status: answer.status().as_u16(),
        body: serde_json::from_str(&text).unwrap_or(Value::Null),
        cookies,
        retry_after,
        headers,
    }
}
