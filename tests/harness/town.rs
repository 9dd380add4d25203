//! A town: a running server of its own, a clock, and the people who use it.

use crate::answer::Answer;
use crate::postgres;
use crate::stream::Stream;
use api::identity::passwords;
use app::people::NewPerson;
use app::tenants::{Mode, Tenant};
use jiff::{SignedDuration, Timestamp};
use model::{Actor, Grant, Role, Scope, TenantId};
use serde_json::{Value, json};
use server::clock::Moved;
use server::instance::{Instance, Jobs, Setup};
use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use uuid::Uuid;

/// Which database a town keeps its rounds in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

/// A running server with a database of its own and a clock that the story moves.
pub struct Town {
    instance: Option<Instance>,
    /// The clock.
    pub clock: Moved,
    /// The tenant.
    pub tenant: TenantId,
    /// What the post office has carried.
    pub letters: notification::Letterbox,
    file: Option<TemporaryFile>,
    next: Cell<u32>,
}

/// A file that goes when the story ends, with what SQLite puts beside it.
pub struct TemporaryFile {
    /// Where it is.
    pub path: PathBuf,
}

/// A new name in the temporary folder; nothing is there yet.
pub fn temporary_file() -> TemporaryFile {
    let name = Uuid::from_u128(u128::from_be_bytes(random()));
    TemporaryFile { path: std::env::temp_dir().join(format!("weiguang-story-{name}.db")) }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _gone = std::fs::remove_file(format!("{}{end}", self.path.display()));
        }
    }
}

/// The password of everybody in a story.
pub const PASSWORD: &str = "word-of-a-story";

impl Town {
    /// A town at nine in the morning of 17 February 2025, with one administrator.
    pub fn found(engine: Engine) -> Self {
        let name = Uuid::from_u128(u128::from_be_bytes(random()));
        let file = temporary_file();
        let (url, file) = match engine {
            Engine::Sqlite => (format!("sqlite:{}", file.path.display()), Some(file)),
            Engine::Postgres => (postgres::fresh_database(), None),
        };
        let db = server::instance::open(url.parse().unwrap(), true).unwrap();
        let clock = Moved::at("2025-02-17T09:00:00+08:00".parse().unwrap());
        let tenant = TenantId(name);
        let now = clock.now();
        db.write_now(move |tx| {
            let new = Tenant { id: tenant, code: "town".into(), name: "小镇".into(), mode: Mode::Live };
            app::tenants::insert(tx, &new, now)?;
            let keeper = NewPerson {
                code: "keeper".parse().ok(),
                name: "管理员".into(),
                email: Some("keeper@example.org".into()),
                phone: None,
                password_hash: passwords::hash(PASSWORD, &[1; 16]),
                grants: vec![Grant { role: Role::Administrator, scope: Scope::Tenant }],
            };
            app::people::create_first(tx, &Actor::clock(tenant), keeper, now)
        })
        .unwrap();
        let (post, letters) = app::PostOffice::memory("town@example.org").unwrap();
        let setup = Setup {
            db,
            clock: clock.as_clock(),
            tenant,
            bind: "127.0.0.1:0".parse().unwrap(),
            secrets: vec![vec![7; 32]],
            workers: 1,
            post,
            jobs: Jobs::ByHand,
            streams_per_address: api::live::STREAMS_PER_ADDRESS,
        };
        Self { instance: Some(Instance::start(setup).unwrap()), clock, tenant, letters, file, next: Cell::new(0) }
    }

    /// A second process of the service on the same database, as several machines share one.
    pub fn second_process(&self) -> Instance {
        let first = self.instance.as_ref().unwrap();
        let setup = Setup {
            db: server::instance::open(first.db.url().clone(), false).unwrap(),
            clock: self.clock.as_clock(),
            tenant: self.tenant,
            bind: "127.0.0.1:0".parse().unwrap(),
            secrets: vec![vec![7; 32]],
            workers: 1,
            post: first.post.clone(),
            jobs: Jobs::ByHand,
            streams_per_address: 3,
        };
        Instance::start(setup).unwrap()
    }

    /// Stops the server as a shutdown does; how long that took.
    pub fn stop(&mut self) -> std::time::Duration {
        let started = std::time::Instant::now();
        drop(self.instance.take());
        started.elapsed()
    }

    /// The database.
    pub fn db(&self) -> &app::Db {
        &self.instance.as_ref().unwrap().db
    }

    /// Moves the clock on and does what is due at that instant.
    pub fn wait(&self, time: SignedDuration) {
        self.wait_until(self.clock.now() + time);
    }

    /// Moves the clock to an instant, RFC 3339, and does what is due then.
    pub fn until(&self, instant: &str) {
        self.wait_until(instant.parse().unwrap());
    }

    fn wait_until(&self, to: Timestamp) {
        self.clock.move_to(to);
        self.run_jobs();
    }

    /// Does what is due now, and carries the letters.
    pub fn run_jobs(&self) {
        let post = &self.instance.as_ref().unwrap().post;
        server::jobs::run(self.db(), post, self.clock.now()).unwrap();
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.instance.as_ref().unwrap().address)
    }

    /// The administrator.
    pub fn keeper(&self) -> Person<'_> {
        Person::new(self, "管理员", "keeper@example.org")
    }

    /// Somebody new who signed up on their own.
    pub fn somebody(&self, name: &str) -> Person<'_> {
        self.next.set(self.next.get() + 1);
        let email = format!("person{}@example.org", self.next.get());
        let nobody = Person::new(self, name, "");
        let made = nobody.post("/api/v1/sign-ups", &json!({ "name": name, "email": email, "password": PASSWORD })).ok();
        let person = Person::new(self, name, &email);
        *person.id.borrow_mut() = made["id"].as_str().unwrap().to_owned();
        person
    }

    /// Somebody with a role for an organisation.
    pub fn officer(&self, name: &str, role: &str, organisation: &Value) -> Person<'_> {
        let person = self.somebody(name);
        let grant = json!({ "role": role, "organisation": organisation });
        self.keeper().post(&format!("/api/v1/people/{}/grants", person.id.borrow()), &grant).ok();
        person
    }

    /// Somebody who holds an access token, until it runs out: a judge with a card, a resident with a vote, a display.
    pub fn holder(&self, name: &str, session: &Value) -> Person<'_> {
        let holder = Person::new(self, name, "");
        let until = session["expires_at"].as_str().unwrap().parse().unwrap();
        *holder.token.borrow_mut() = Some((session["access_token"].as_str().unwrap().to_owned(), until));
        holder
    }

    /// Somebody who has not signed in.
    pub fn stranger(&self) -> Person<'_> {
        Person::new(self, "路人", "")
    }

    /// An organisation; its id.
    pub fn organisation(&self, code: &str, kind: &str, status: &str) -> Value {
        let form = json!({ "code": code, "name": code, "kind": kind, "status": status, "filing_no": "备〔2024〕1号" });
        self.keeper().post("/api/v1/organisations", &form).ok()["id"].clone()
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        drop(self.instance.take());
        drop(self.file.take());
    }
}

/// Somebody who uses the service over HTTP, and signs in again when the token has run out.
pub struct Person<'t> {
    town: &'t Town,
    /// Their name.
    pub name: String,
    login: String,
    /// Their id, once they signed up.
    pub id: RefCell<String>,
    token: RefCell<Option<(String, Timestamp)>>,
}

impl<'t> Person<'t> {
    fn new(town: &'t Town, name: &str, login: &str) -> Self {
        Self { town, name: name.into(), login: login.into(), id: RefCell::default(), token: RefCell::default() }
    }

    fn token(&self) -> Option<String> {
        if self.login.is_empty() {
            return self.token.borrow().as_ref().map(|(token, _)| token.clone());
        }
        let now = self.town.clock.now();
        let held = self.token.borrow().clone().filter(|(_, until)| now < *until);
        if let Some((token, _)) = held {
            return Some(token);
        }
        let form = json!({ "login": self.login, "password": PASSWORD });
        let made = send(self.town, "POST", "/api/v1/sessions", None, &[], Some(&form)).ok();
        let token = made["access_token"].as_str().unwrap().to_owned();
        *self.token.borrow_mut() = Some((token.clone(), made["expires_at"].as_str().unwrap().parse().unwrap()));
        Some(token)
    }

    /// Reads.
    pub fn get(&self, path: &str) -> Answer {
        send(self.town, "GET", path, self.token(), &[], None)
    }

    /// Acts without a key.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        send(self.town, "POST", path, self.token(), &[], Some(body))
    }

    /// Acts under a key.
    pub fn post_once(&self, path: &str, key: &str, body: &Value) -> Answer {
        send(self.town, "POST", path, self.token(), &[("idempotency-key", key)], Some(body))
    }

    /// Replaces what was read in this version.
    pub fn put(&self, path: &str, version: &Value, body: &Value) -> Answer {
        send(self.town, "PUT", path, self.token(), &[("if-match", &format!("\"{version}\""))], Some(body))
    }

    /// Puts under a key.
    pub fn put_once(&self, path: &str, key: &str, body: &Value) -> Answer {
        send(self.town, "PUT", path, self.token(), &[("idempotency-key", key)], Some(body))
    }

    /// Sets something that has no version.
    pub fn set(&self, path: &str, body: &Value) -> Answer {
        send(self.town, "PUT", path, self.token(), &[], Some(body))
    }

    /// Takes something back.
    pub fn delete(&self, path: &str) -> Answer {
        send(self.town, "DELETE", path, self.token(), &[], None)
    }

    /// Posts with the cookies of a browser.
    pub fn post_with_cookie(&self, path: &str, cookie: &str, body: &Value) -> Answer {
        send(self.town, "POST", path, None, &[("cookie", cookie)], Some(body))
    }

    /// Opens a live stream; with the id of the last message that was seen, if any.
    pub fn stream(&self, path: &str, last: Option<i64>) -> Result<Stream, Answer> {
        self.stream_from(&self.town.url(path), last)
    }

    /// Opens a live stream of another process, by its whole address.
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
        let answer = request.call();
        match answer {
            Ok(answer) if answer.status() == 200 => Ok(Stream::new(answer)),
            other => Err(read(other)),
        }
    }

    /// Sends exactly these bytes.
    pub fn post_raw(&self, path: &str, key: &str, body: &[u8]) -> Answer {
        let url = self.town.url(path);
        let mut request = agent().post(url).header("content-type", "application/json").header("idempotency-key", key);
        if let Some(token) = self.token() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        read(request.send(body))
    }
}

fn send(
    town: &Town,
    method: &str,
    path: &str,
    token: Option<String>,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Answer {
    let mut request = ureq::http::Request::builder().method(method).uri(town.url(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    match body {
        Some(body) => {
            let request = request.header("content-type", "application/json").body(body.to_string()).unwrap();
            read(agent().run(request))
        }
        None => read(agent().run(request.body(()).unwrap())),
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut answer = answer.expect("the server answers");
    let cookies = answer.headers().get_all("set-cookie").iter();
    let cookies = cookies.filter_map(|c| c.to_str().ok()?.split(';').next().map(str::to_owned)).collect();
    let text = answer.body_mut().read_to_string().unwrap_or_default();
    Answer { status: answer.status().as_u16(), body: serde_json::from_str(&text).unwrap_or(Value::Null), cookies }
}

fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    (server::clock::randomness())(&mut bytes);
    bytes
}
