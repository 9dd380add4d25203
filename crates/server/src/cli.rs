//! The command line.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks to who called it")]

use crate::calculator::{self, Calculation};
use crate::config::{self, Config};
use crate::demo::{self, Options, Progress};
use crate::instance::{self, Instance, Jobs, Setup};
use anyhow::{Context, bail, ensure};
use app::tenants::{Mode, Tenant};
use clap::{Parser, Subcommand};
use model::{Actor, Grant, Role, Scope, TenantId};
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Weiguang 微光: public-good micro-grant rounds, from the call for proposals to the archived project.
#[derive(Debug, Parser)]
#[command(name = "weiguang", version, about)]
pub struct Cli {
    /// The configuration file; the environment and flags overrule it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Calculate(Calculation),
    #[command(flatten)]
    Keep(Installation),
}

/// What needs a configuration.
#[derive(Debug, Subcommand)]
enum Installation {
    /// Serve the rounds of a database.
    Serve {
        /// `sqlite:PATH` or `postgres://..`.
        #[arg(long)]
        database: Option<String>,
        /// Where to listen.
        #[arg(long)]
        bind: Option<SocketAddr>,
        /// Make the SQLite file when it is not there.
        #[arg(long)]
        create: bool,
    },
    /// Play a whole season through the HTTP API of an instance of its own.
    Demo {
        /// The season.
        #[arg(long)]
        season: PathBuf,
        /// A new database; a throw-away one when none is named.
        #[arg(long)]
        database: Option<String>,
        /// Print one JSON document instead of the readable report.
        #[arg(long)]
        json: bool,
        /// Stop at this point of the season.
        #[arg(long)]
        until: Option<String>,
        /// Serve the season from there on, on a loopback address.
        #[arg(long)]
        serve: Option<SocketAddr>,
    },
    /// Bring the schema of a database up to date.
    Migrate {
        /// `sqlite:PATH` or `postgres://..`.
        #[arg(long)]
        database: Option<String>,
    },
    /// Print the OpenAPI document.
    Openapi {
        /// Compare it with this file instead of printing it.
        #[arg(long)]
        check: Option<PathBuf>,
    },
    /// Keep the installation.
    Admin {
        /// What to keep.
        #[command(subcommand)]
        what: Admin,
    },
    /// Check database, clock, disk and mail, and print the configuration.
    Doctor {
        /// `sqlite:PATH` or `postgres://..`.
        #[arg(long)]
        database: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Add an administrator; the password is printed once.
    CreateUser {
        /// Their e-mail address.
        #[arg(long)]
        email: String,
        /// Their name.
        #[arg(long)]
        name: String,
        /// `sqlite:PATH` or `postgres://..`.
        #[arg(long)]
        database: Option<String>,
    },
}

/// Does what was asked.
///
/// # Errors
/// What could not be done, with its causes.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Calculate(what) => Ok(calculator::run(what)?),
        Command::Keep(what) => keep(what, Config::read(cli.config.as_deref())?),
    }
}

fn keep(what: Installation, mut config: Config) -> anyhow::Result<()> {
    match what {
        Installation::Serve { database, bind, create } => {
            config.database = database.unwrap_or(config.database);
            config.bind = bind.unwrap_or(config.bind);
            serve(&config, create)
        }
        Installation::Demo { season, database, json, until, serve } => play(&season, database, (json, until), serve),
        Installation::Migrate { database } => migrate(&database.unwrap_or(config.database)),
        Installation::Openapi { check } => openapi(check),
        Installation::Admin { what: Admin::CreateUser { email, name, database } } => {
            let db = instance::open(database.unwrap_or(config.database).parse()?, false)?;
            let tenant = only_tenant(&db)?.context("the database holds no tenant yet; start `weiguang serve` once")?;
            let password = administrator(&db, tenant.id, (email, name))?;
            println!("password: {password}");
            Ok(())
        }
        Installation::Doctor { database } => {
            config.database = database.unwrap_or(config.database);
            crate::doctor::examine(&config)
        }
    }
}

/// Says what went wrong, with its causes, on standard error.
pub fn complain(error: &anyhow::Error) {
    eprintln!("weiguang: {error:#}");
}

/// A demo says little: only what its season asks for and does not get.
fn log_warnings() {
    let logging =
        tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(std::io::stderr).try_init();
    if logging.is_err() {
        eprintln!("weiguang: the log was set up already");
    }
}

fn log() {
    let filter = tracing_subscriber::EnvFilter::new("info");
    let logging = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    if logging.is_err() {
        eprintln!("weiguang: the log was set up already");
    }
}

fn only_tenant(db: &app::Db) -> anyhow::Result<Option<Tenant>> {
    let all = db.read_now(|tx| app::tenants::list_unscoped(tx).map_err(app::Error::from))?;
    Ok(all.into_iter().next())
}

fn serve(config: &Config, create: bool) -> anyhow::Result<()> {
    log();
    let files = crate::open_files::raise();
    tracing::info!(?files.now, ?files.at_start, "open files");
    let db = instance::open(config.database.parse()?, create)?;
    let tenant = match only_tenant(&db)? {
        Some(tenant) => {
            if let Mode::Demo { season } = &tenant.mode {
                bail!(
                    "this database holds the demo season {season}; its clock was moved, so it is never served as real"
                );
            }
            tenant.id
        }
        None => first_run(&db)?,
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let setup = Setup {
        db,
        clock: crate::clock::real(),
        tenant,
        bind: config.bind,
        secrets: vec![config::secret(&config.secret_file)?],
        tokens: config.tokens,
        workers: if config.workers == 0 { cores } else { config.workers },
        post: config.mail.open()?,
        jobs: Jobs::EverySecond,
        streams_per_address: config.streams_per_address,
        trusted_proxies: config.trusted_proxies.clone(),
        patience: instance::PATIENCE,
    };
    let running = Instance::start(setup)?;
    println!("weiguang serves http://{}", running.address);
    running.wait();
    Ok(())
}

/// The first run makes the tenant and its administrator, and says how to sign in.
fn first_run(db: &app::Db) -> anyhow::Result<TenantId> {
    let now = crate::clock::real()();
    let tenant = db.write_now(move |tx| {
        let tenant = Tenant { id: tx.id(now), code: "main".into(), name: "微光".into(), mode: Mode::Live };
        app::tenants::insert(tx, &tenant, now)?;
        Ok::<_, app::Error>(tenant.id)
    })?;
    let password = administrator(db, tenant, ("admin@localhost.invalid".into(), "管理员".into()))?;
    println!("first run: sign in as admin@localhost.invalid with the password {password}");
    Ok(tenant)
}

fn administrator(db: &app::Db, tenant: TenantId, who: (String, String)) -> anyhow::Result<String> {
    let (mut salt, mut words) = ([0; 16], [0; 16]);
    let fill = crate::clock::randomness();
    fill(&mut salt);
    fill(&mut words);
    let password = api::identity::secrets::first_password(&words);
    let hash = api::identity::passwords::hash(&password, &salt).context("the password could not be hashed")?;
    let now = crate::clock::real()();
    let (email, name) = who;
    db.write_now(move |tx| {
        let new = app::people::NewPerson {
            code: None,
            name,
            email: Some(email),
            phone: None,
            password_hash: Some(hash),
            grants: vec![Grant { role: Role::Administrator, scope: Scope::Tenant }],
        };
        app::people::create_first(tx, &Actor::clock(tenant), new, now)
    })?;
    Ok(password)
}

fn play(
    season: &std::path::Path,
    database: Option<String>,
    how: (bool, Option<String>),
    serve: Option<SocketAddr>,
) -> anyhow::Result<()> {
    log_warnings();
    let (json, until) = how;
    let season = demo::read(season)?;
    if let Some(address) = serve {
        ensure!(address.ip().is_loopback(), "a demo is served on a loopback address only, not on {address}");
    }
    let throw_away = std::env::temp_dir().join(format!("weiguang-demo-{}.db", std::process::id()));
    let database = database.unwrap_or_else(|| format!("sqlite:{}", throw_away.display()));
    let progress = if std::io::stderr().is_terminal() && !json { Progress::Bar } else { Progress::Quiet };
    let options = Options { database: database.parse()?, serve, until, progress };
    let played = demo::play(&season, &options)?;
    let printed = if json {
        serde_json::to_string_pretty(&demo::as_expected(&played.report, &season))?
    } else {
        demo::readable(&played.report)
    };
    println!("{printed}");
    if let Some(address) = serve {
        println!("{}", demo::welcome(&played, address));
        played.clock.run_on();
        crate::jobs::keep_running(&played.instance.db, played.instance.post.clone(), &played.clock)?;
        played.instance.wait();
    }
    Ok(())
}

fn migrate(database: &str) -> anyhow::Result<()> {
    let url: app::Url = database.parse()?;
    let before = app::Db::schema(&url)?;
    instance::open(url, true)?;
    println!(
        "{}",
        match before {
            app::SchemaState::Current => "the schema is up to date".to_owned(),
            app::SchemaState::Behind(steps) => format!("{steps} steps taken"),
            app::SchemaState::Newer(step) => format!("the database is newer: {step}"),
        }
    );
    Ok(())
}

fn openapi(check: Option<PathBuf>) -> anyhow::Result<()> {
    let document = format!("{}\n", serde_json::to_string_pretty(&api::openapi())?);
    match check {
        None => print!("{document}"),
        Some(path) => {
            let held = std::fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
            ensure!(
                held == document,
                "{} is not what the routes say; run `weiguang openapi > {}`",
                path.display(),
                path.display()
            );
        }
    }
    Ok(())
}
