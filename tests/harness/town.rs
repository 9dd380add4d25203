//! A town: a running server of its own, a clock, and the people who use it.

use crate::person::{Entrance, Person};
use crate::{database, postgres};
use api::identity::tokens::Signing;
use app::organisations::NewOrganisation;
use app::people::NewPerson;
use app::tenants::{Mode, Tenant};
use argon2::PasswordHasher as _;
use jiff::{SignedDuration, Timestamp};
use model::organisation::Standing;
use model::{Actor, Grant, OrganisationId, Role, Scope, TenantId};
use serde_json::{Value, json};
use server::clock::Moved;
use server::instance::{Instance, Jobs, Setup};
use std::cell::Cell;
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
    url: String,
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
/// The administrator's address.
const KEEPER: &str = "keeper@example.org";

/// The password as it is stored, by the same algorithm at its least cost: a story signs in so often that the full cost would be most of it.
fn password_hash() -> String {
    let least = argon2::Params::new(8, 1, 1, None).unwrap();
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, least);
    let made: argon2::PasswordHash = argon2.hash_password_with_salt(PASSWORD.as_bytes(), &[1; 16]).unwrap();
    made.to_string()
}

fn newcomer(name: &str, email: &str, grants: Vec<Grant>) -> NewPerson {
    let password_hash = Some(password_hash());
    NewPerson { code: None, name: name.into(), email: Some(email.into()), phone: None, password_hash, grants }
}

impl Town {
    /// A town at nine in the morning of 17 February 2025, with one administrator.
    pub fn found(engine: Engine) -> Self {
        let file = temporary_file();
        let (url, file) = match engine {
            Engine::Sqlite => (format!("sqlite:{}", file.path.display()), Some(file)),
            Engine::Postgres => (postgres::fresh_database(), None),
        };
        let db = server::instance::open(url.parse().unwrap(), true).unwrap();
        let clock = Moved::at("2025-02-17T09:00:00+08:00".parse().unwrap());
        Self::settle(db, clock, "town", (url, file))
    }

    /// Another tenant in the same database and at the same hour, with an administrator and a server of its own.
    pub fn beside(&self) -> Self {
        Self::settle(self.db().clone(), self.clock.clone(), "next-town", (self.url.clone(), None))
    }

    fn settle(db: app::Db, clock: Moved, code: &str, place: (String, Option<TemporaryFile>)) -> Self {
        let tenant = TenantId(Uuid::from_u128(u128::from_be_bytes(random())));
        let (now, code) = (clock.now(), code.to_owned());
        db.write_now(move |tx| {
            let new = Tenant { id: tenant, code, name: "小镇".into(), mode: Mode::Live };
            app::tenants::insert(tx, &new, now)?;
            let keeper = Grant { role: Role::Administrator, scope: Scope::Tenant };
            app::people::create_first(tx, &Actor::clock(tenant), newcomer("管理员", KEEPER, vec![keeper]), now)
        })
        .unwrap();
        let (post, letters) = app::PostOffice::memory("town@example.org").unwrap();
        let setup = Setup {
            db,
            clock: clock.as_clock(),
            tenant,
            bind: "127.0.0.1:0".parse().unwrap(),
            secrets: vec![vec![7; 32]],
            tokens: Signing::Hs256,
            workers: 1,
            post,
            jobs: Jobs::ByHand,
            streams_per_address: api::live::STREAMS_PER_ADDRESS,
            // A story is its own proxy, so that it can tell of people at many addresses.
            trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
            patience: server::instance::PATIENCE,
        };
        let (url, file) = place;
        Self { instance: Some(Instance::start(setup).unwrap()), clock, tenant, letters, url, file, next: Cell::new(0) }
    }

    /// The URL of the database.
    pub fn address(&self) -> &str {
        &self.url
    }

    /// What the database itself answers to a statement, past the service.
    ///
    /// # Errors
    /// The database's own words.
    pub fn ask(&self, statement: &str) -> Result<String, String> {
        database::ask(&self.url, statement)
    }

    /// The kinds of all events about a subject, in order; the subject is named by its id or by a path that ends with it.
    pub fn events(&self, about: &str) -> Vec<String> {
        let (tenant, id) = (self.tenant, about.rsplit('/').next().unwrap().parse().unwrap());
        let found = self.db().read_now(move |tx| storage::events::list_about(tx, &Actor::clock(tenant), id));
        found.unwrap().into_iter().map(|event| event.kind).collect()
    }

    /// A second process of the service on the same database, as several machines share one.
    pub fn second_process(&self) -> Instance {
        self.process_signing(Signing::Hs256)
    }

    /// The same with tokens of this kind.
    pub fn process_signing(&self, tokens: Signing) -> Instance {
        self.process(tokens, 3, server::instance::PATIENCE)
    }

    /// A second process that has room for one live stream of an address, and soon lets go whoever does not read.
    pub fn narrow_process(&self, patience: std::time::Duration) -> Instance {
        self.process(Signing::Hs256, 1, patience)
    }

    fn process(&self, tokens: Signing, streams_per_address: usize, patience: std::time::Duration) -> Instance {
        let first = self.instance.as_ref().unwrap();
        let setup = Setup {
            db: server::instance::open(first.db.url().clone(), false).unwrap(),
            clock: self.clock.as_clock(),
            tenant: self.tenant,
            bind: "127.0.0.1:0".parse().unwrap(),
            secrets: vec![vec![7; 32]],
            tokens,
            workers: 1,
            post: first.post.clone(),
            jobs: Jobs::ByHand,
            streams_per_address,
            trusted_proxies: Vec::new(),
            patience,
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

    /// All letters that went to an address so far, in order.
    pub fn letters_to(&self, address: &str) -> Vec<notification::Mail> {
        self.run_jobs();
        let mut mails = self.letters.mails();
        mails.retain(|mail| mail.to_address == address);
        mails
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.instance.as_ref().unwrap().address)
    }

    /// The administrator.
    pub fn keeper(&self) -> Person<'_> {
        Person::new(self, "管理员", "", Entrance::Password(KEEPER.into()))
    }

    /// Somebody who has not signed in.
    pub fn stranger(&self) -> Person<'_> {
        Person::new(self, "陌生人", "", Entrance::None)
    }

    /// Somebody who comes in with a judge's card.
    pub fn with_card(&self, name: &str, card: &Value) -> Person<'_> {
        Person::new(self, name, "", Entrance::Card(card.as_str().unwrap().into()))
    }

    /// Somebody who comes in with a voting paper.
    pub fn with_paper(&self, name: &str, credential: &Value) -> Person<'_> {
        Person::new(self, name, "", Entrance::Vote(credential.as_str().unwrap().into()))
    }

    /// Somebody new who signed up on their own.
    pub fn somebody(&self, name: &str) -> Person<'_> {
        let email = self.new_address();
        let form = json!({ "name": name, "email": email, "password": PASSWORD });
        let made = self.stranger().post("/api/v1/sign-ups", &form).ok();
        Person::new(self, name, made["id"].as_str().unwrap(), Entrance::Password(email))
    }

    /// Somebody with a role for an organisation, who was there before the story began.
    pub fn officer(&self, name: &str, role: &str, organisation: &Value) -> Person<'_> {
        let organisation = OrganisationId(organisation.as_str().unwrap().parse().unwrap());
        self.person(name, vec![Grant { role: role.parse().unwrap(), scope: Scope::Organisation(organisation) }])
    }

    /// Somebody who was there before the story began, with these roles.
    pub fn person(&self, name: &str, grants: Vec<Grant>) -> Person<'_> {
        let email = self.new_address();
        let (tenant, now, new) = (self.tenant, self.clock.now(), newcomer(name, &email, grants));
        let made = self.db().write_now(move |tx| app::people::create_first(tx, &Actor::clock(tenant), new, now));
        Person::new(self, name, &made.unwrap().id.to_string(), Entrance::Password(email))
    }

    fn new_address(&self) -> String {
        self.next.set(self.next.get() + 1);
        format!("person{}@example.org", self.next.get())
    }

    /// Somebody who holds an access token, until it runs out: a judge with a card, a resident with a vote, a display.
    pub fn holder(&self, name: &str, session: &Value) -> Person<'_> {
        Person::holding(self, name, session)
    }

    /// An organisation that was in the registry before the story began; its id.
    pub fn organisation(&self, code: &str, kind: &str, status: &str) -> Value {
        let standing =
            Standing { status: status.parse().unwrap(), since: None, filing_no: Some("备〔2024〕1号".into()) };
        let new = NewOrganisation {
            code: code.parse().ok(),
            name: code.into(),
            kind: kind.parse().unwrap(),
            parent: None,
            standing,
            uscc: None,
            leader: None,
            members: None,
        };
        let (clock, now) = (Actor::clock(self.tenant), self.clock.now());
        let made = self.db().write_now(move |tx| app::organisations::register(tx, &clock, new, now));
        json!(made.unwrap().id)
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        drop(self.instance.take());
        drop(self.file.take());
    }
}

fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    (server::clock::randomness())(&mut bytes);
    bytes
}
