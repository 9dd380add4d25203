//! Plays people over HTTP: signs them in, moves the clock before each act, remembers what the service calls things.

use anyhow::{Context, anyhow};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::HashMap;

use crate::clock::{Moved, randomness};
use crate::instance::Instance;
use crate::jobs;
use api::identity::secrets;

/// How somebody signs in.
#[derive(Debug, Clone)]
pub(crate) enum Entrance {
    /// With e-mail and password.
    Password { login: String, password: String },
    /// With a judge's card.
    Card(String),
    /// With a resident's voting paper.
    Vote(String),
}

impl Entrance {
    /// The kind of session that it opens.
    const fn kind(&self) -> &'static str {
        match self {
            Self::Password { .. } => "person",
            Self::Card(_) => "judge",
            Self::Vote(_) => "juror",
        }
    }
}

struct Signed {
    token: String,
    until: Timestamp,
    cookie: Option<String>,
}

/// What the service answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    cookie: Option<String>,
}

/// Plays people over HTTP.
pub(crate) struct Player {
    address: String,
    agent: ureq::Agent,
    clock: Moved,
    db: app::Db,
    post: app::PostOffice,
    entrances: HashMap<String, Entrance>,
    signed: HashMap<String, Signed>,
    /// Ids by kind and code: `proposal P01`, `person J1`, ...
    ids: HashMap<String, String>,
    /// Names this run in its keys: a demo that goes on must not repeat those of the run before.
    run: String,
    keys: u64,
    /// Out of which passwords are made.
    secret: Vec<u8>,
    /// What was refused: attempt and code.
    pub(crate) refused: Vec<(String, String)>,
}

impl Player {
    pub(crate) fn new(instance: &Instance, clock: Moved, secret: Vec<u8>) -> Self {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut run = [0; 4];
        randomness()(&mut run);
        Self {
            address: format!("http://{}", instance.address),
            agent,
            clock,
            db: instance.db.clone(),
            post: instance.post.clone(),
            run: u32::from_le_bytes(run).to_string(),
            secret,
            entrances: HashMap::new(),
            signed: HashMap::new(),
            ids: HashMap::new(),
            keys: 0,
            refused: Vec::new(),
        }
    }

    /// Moves the clock and does what fell due; the clock's own acts happen at their own instants.
    pub(crate) fn wait_until(&self, to: Timestamp) -> anyhow::Result<()> {
        if to > self.clock.now() {
            self.clock.move_to(to);
            jobs::run(&self.db, &self.post, self.clock.now())?;
        }
        Ok(())
    }

    pub(crate) fn may_enter(&mut self, who: &str, by: Entrance) {
        self.entrances.insert(who.to_owned(), by);
    }

    /// The password of somebody; the same in every run of this demo.
    pub(crate) fn password_of(&self, code: &str) -> anyhow::Result<String> {
        secrets::password_of(&self.secret, code).context("a password out of the secret")
    }

    /// Whether somebody can sign in already.
    pub(crate) fn knows(&self, who: &str) -> bool {
        self.entrances.contains_key(who)
    }

    /// Who can sign in by password, for the list that is printed.
    pub(crate) fn sign_ins(&self) -> Vec<(String, String, String)> {
        let mut all: Vec<(String, String, String)> = self
            .entrances
            .iter()
            .filter_map(|(who, by)| match by {
                Entrance::Password { login, password } => Some((who.clone(), login.clone(), password.clone())),
                Entrance::Card(_) | Entrance::Vote(_) => None,
            })
            .collect();
        all.sort();
        all
    }

    /// The first card of a judge of a roadshow and the first voting paper, by code; a desk reviewer's card opens no evening.
    pub(crate) fn codes(&self) -> (Option<String>, Option<String>) {
        let mut all: Vec<(&String, &Entrance)> = self.entrances.iter().collect();
        all.sort_by_key(|(who, _)| who.as_str());
        let on_stage = |who: &str| {
            self.ids.keys().any(|id| id.starts_with("seat roadshow") && id.split(' ').next_back() == Some(who))
        };
        let card = all.iter().filter(|(who, _)| on_stage(who));
        let card =
            card.filter_map(|(_, by)| if let Entrance::Card(code) = by { Some(code.clone()) } else { None }).next();
        let vote = all.iter().find_map(|(_, by)| if let Entrance::Vote(code) = by { Some(code.clone()) } else { None });
        (card, vote)
    }

    pub(crate) fn call(&mut self, kind: &str, code: &str, id: &Value) {
        let id = id.as_str().unwrap_or_default().to_owned();
        self.ids.insert(format!("{kind} {code}"), id);
    }

    pub(crate) fn id(&self, kind: &str, code: &str) -> anyhow::Result<&str> {
        let name = format!("{kind} {code}");
        self.ids
            .get(&name)
            .map(String::as_str)
            .ok_or_else(|| anyhow!("the season speaks of {name}, which nobody has made"))
    }

    /// An act that must succeed.
    pub(crate) fn post(&mut self, who: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
        let answer = self.ask(who, "POST", path, Some(body), None)?;
        done(answer).with_context(|| format!("{who} POST {path}"))
    }

    /// A replacement that must succeed.
    pub(crate) fn put(&mut self, who: &str, path: &str, body: &Value, version: Option<i64>) -> anyhow::Result<Value> {
        let answer = self.ask(who, "PUT", path, Some(body), version)?;
        done(answer).with_context(|| format!("{who} PUT {path}"))
    }

    /// A look that must succeed.
    pub(crate) fn get(&mut self, who: &str, path: &str) -> anyhow::Result<Value> {
        let answer = self.ask(who, "GET", path, None, None)?;
        done(answer).with_context(|| format!("{who} GET {path}"))
    }

    /// Any request, whatever comes of it.
    pub(crate) fn ask(
        &mut self,
        who: &str,
        method: &str,
        path: &str,
        body: Option<&Value>,
        version: Option<i64>,
    ) -> anyhow::Result<Answer> {
        let token = self.token(who)?;
        self.keys += 1;
        let mut headers = vec![("idempotency-key".to_owned(), format!("demo-{}-{}", self.run, self.keys))];
        headers.extend(token.map(|t| ("authorization".to_owned(), format!("Bearer {t}"))));
        headers.extend(version.map(|v| ("if-match".to_owned(), format!("\"{v}\""))));
        self.send(method, path, &headers, body)
    }

    fn token(&mut self, who: &str) -> anyhow::Result<Option<String>> {
        let now = self.clock.now();
        if let Some(signed) = self.signed.get(who).filter(|s| now < s.until) {
            return Ok(Some(signed.token.clone()));
        }
        let Some(entrance) = self.entrances.get(who).cloned() else {
            return Ok(None);
        };
        let refreshed = match self.signed.get(who).and_then(|s| s.cookie.clone()) {
            Some(cookie) => {
                let kind = json!({ "kind": entrance.kind() });
                self.send("POST", "/api/v1/sessions/refresh", &[("cookie".to_owned(), cookie)], Some(&kind))?
            }
            None => Answer { status: 401, body: Value::Null, cookie: None },
        };
        let answer = if refreshed.status == 200 { refreshed } else { self.enter(&entrance)? };
        let cookie = answer.cookie.clone();
        let body = done(answer).with_context(|| format!("{who} signs in"))?;
        let token = body["access_token"].as_str().unwrap_or_default().to_owned();
        let until = body["expires_at"].as_str().unwrap_or_default().parse()?;
        self.signed.insert(who.to_owned(), Signed { token: token.clone(), until, cookie });
        Ok(Some(token))
    }

    fn enter(&self, by: &Entrance) -> anyhow::Result<Answer> {
        let (path, body) = match by {
            Entrance::Password { login, password } => {
                ("/api/v1/sessions", json!({ "login": login, "password": password }))
            }
            Entrance::Card(code) => ("/api/v1/judge-sessions", json!({ "code": code })),
            Entrance::Vote(code) => ("/api/v1/voting-sessions", json!({ "code": code })),
        };
        self.send("POST", path, &[], Some(&body))
    }

    fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(String, String)],
        body: Option<&Value>,
    ) -> anyhow::Result<Answer> {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let mut answer = match body {
            Some(body) => self.agent.run(request.header("content-type", "application/json").body(body.to_string())?)?,
            None => self.agent.run(request.body(())?)?,
        };
        let cookie =
            answer.headers().get("set-cookie").and_then(|c| c.to_str().ok()?.split(';').next().map(str::to_owned));
        let text = answer.body_mut().read_to_string()?;
        let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? };
        Ok(Answer { status: answer.status().as_u16(), body, cookie })
    }
}

pub(crate) fn done(answer: Answer) -> anyhow::Result<Value> {
    if answer.status == 200 { Ok(answer.body) } else { Err(anyhow!("{} {}", answer.status, answer.body)) }
}
