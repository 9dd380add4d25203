//! Plays a whole season through the public HTTP API of an instance of its own, whose clock it drives.
#![expect(clippy::indexing_slicing, reason = "a JSON value answers null for a key that is not there, and never panics")]

mod attempts;
mod continuation;
mod delivery;
mod intake;
mod plan;
mod player;
mod registry;
mod report;
mod roadshow;

use crate::clock::Moved;
use crate::instance::{self, Instance, Jobs, Setup};
use anyhow::{Context, bail, ensure};
use api::identity::tokens::Signing;
use app::tenants::{Mode, Tenant};
use indicatif::ProgressBar;
use jiff::{SignedDuration, Timestamp};
use model::{Actor, Grant, Role, Scope, TenantId};
use plan::{Plan, Step, items, text};
use player::{Entrance, Player};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::Path;

/// What a demo is told.
#[derive(Debug, Clone)]
pub struct Options {
    /// The database; made when it is not there. One that is served and holds this season already is gone on with.
    pub database: app::Url,
    /// The address to serve on when the play stops; `None` ends the demo instead.
    pub serve: Option<SocketAddr>,
    /// The point at which the play stops; `None` plays to the end.
    pub until: Option<String>,
    /// Whether to show progress.
    pub progress: Progress,
}

/// Whether progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// On the terminal.
    Bar,
    /// Not at all.
    Quiet,
}

/// A season that was played, with the instance that still runs.
#[derive(Debug)]
pub struct Played {
    /// What the service reports about the round.
    pub report: Value,
    /// Who can sign in, with login and password.
    pub sign_ins: Vec<(String, String, String)>,
    /// Where the windows of the night open, once the running order is drawn: stage control, screen, a judge's card, a resident's vote.
    pub windows: Vec<(&'static str, String)>,
    /// The instance.
    pub instance: Instance,
    /// Its clock.
    pub clock: Moved,
}

/// The points at which a play can stop.
pub const POINTS: &[&str] = &[
    "call",
    "checks",
    "desk",
    "shortlist",
    "before-roadshow",
    "roadshow",
    "results",
    "awards",
    "notice",
    "delivery",
    "mid-term",
    "final",
    "closed",
];

/// Reads a season.
///
/// # Errors
/// When it cannot be read or is in another format.
pub fn read(path: &Path) -> anyhow::Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| format!("the season {}", path.display()))?;
    let season: Value = serde_json::from_str(&text).with_context(|| format!("the season {}", path.display()))?;
    let format = season["format"].as_str().unwrap_or_default();
    ensure!(format.starts_with("weiguang-season/"), "{} is no season: its format is {format:?}", path.display());
    Ok(season)
}

/// Plays a season, or its part up to a point.
///
/// # Errors
/// When the database holds something already, or an act is answered otherwise than the season says.
pub fn play(season: &Value, options: &Options) -> anyhow::Result<Played> {
    play_with(season, options, |_| {})
}

/// The same on a server with further routes, for who measures it.
///
/// # Errors
/// As [`play`].
pub fn play_with(season: &Value, options: &Options, more: instance::Routes) -> anyhow::Result<Played> {
    let opens: Timestamp =
        text(&season["round"]["call_opens_at"]).parse().context("the season's opening of the call")?;
    let start = opens.saturating_sub(SignedDuration::from_hours(7 * 24))?;
    let clock = Moved::at(start);
    let db = instance::open(options.database.clone(), true)?;
    let secret = secret_of(options)?;
    let Some(tenant) = found(&db, season, &secret, start)? else {
        return continuation::go_on(season, options, (db, secret), more);
    };
    let instance = Instance::start_with(setup(options, (db, tenant), &secret, &clock)?, more)?;
    let mut player = Player::new(&instance, clock.clone(), secret);
    let password = player.password_of(registry::KEEPER)?;
    player.may_enter(registry::KEEPER, Entrance::Password { login: KEEPER_LOGIN.into(), password });
    let organiser = organiser_of(season);
    registry::enter(&mut player, season)?;
    registry::announce(&mut player, season, &organiser)?;
    let steps = steps(season, &organiser)?;
    act_out(&mut player, steps, stop_of(season, options)?, options.progress)?;
    finished(season, options, player, (instance, clock))
}

/// What came of it, and the windows of the night where it is served.
fn finished(
    season: &Value,
    options: &Options,
    mut player: Player,
    running: (Instance, Moved),
) -> anyhow::Result<Played> {
    let organiser = organiser_of(season);
    let report = report_of(&mut player, &organiser)?;
    let windows =
        if options.serve.is_some() { roadshow::windows(&mut player, season, &organiser)? } else { Vec::new() };
    let (instance, clock) = running;
    Ok(Played { report, sign_ins: player.sign_ins(), windows, instance, clock })
}

fn setup(options: &Options, of: (app::Db, TenantId), secret: &[u8], clock: &Moved) -> anyhow::Result<Setup> {
    let (db, tenant) = of;
    Ok(Setup {
        db,
        clock: clock.as_clock(),
        tenant,
        bind: options.serve.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 0))),
        secrets: vec![secret.to_vec()],
        tokens: Signing::default(),
        workers: 2,
        post: instance::post_in_memory()?,
        jobs: Jobs::ByHand,
        // A demo is served on a loopback address, which all its viewers share.
        streams_per_address: 20_000,
        trusted_proxies: Vec::new(),
        patience: instance::PATIENCE,
    })
}

const KEEPER_LOGIN: &str = "administrator@demo.invalid";

fn organiser_of(season: &Value) -> String {
    let officers = items(&season["people"]).iter().filter(|k| k["role"] == "organiser");
    officers.map(|k| text(&k["code"])).next().unwrap_or_default()
}

/// A demo that is served keeps its secret in a file beside its database, so that it can go on after a restart: sessions, passwords and half-sent requests stay good.
fn secret_of(options: &Options) -> anyhow::Result<Vec<u8>> {
    if let (Some(_), app::Url::Sqlite(path)) = (options.serve, &options.database) {
        let mut file = path.clone().into_os_string();
        file.push(".secret");
        return crate::config::secret(Path::new(&file));
    }
    let mut bytes = vec![0; 32];
    crate::clock::randomness()(&mut bytes);
    Ok(bytes)
}

fn stop_of(season: &Value, options: &Options) -> anyhow::Result<Option<Timestamp>> {
    options.until.as_deref().map(|point| instant_of(season, point)).transpose()
}

/// Makes the demo's tenant and its administrator in a database that holds nothing yet; `None` where this season stands in it already.
fn found(db: &app::Db, season: &Value, secret: &[u8], now: Timestamp) -> anyhow::Result<Option<TenantId>> {
    let code = text(&season["round"]["code"]);
    match tenant_of(db)?.map(|tenant| (tenant.mode, tenant.name)) {
        None => {}
        Some((Mode::Demo { season }, _)) if season == code => return Ok(None),
        Some((Mode::Demo { season }, _)) => {
            bail!("this database holds the demo season {season}; {code} needs a new one")
        }
        Some((Mode::Live, name)) => bail!("this database holds real data of {name}; a demo needs a new one"),
    }
    let mut salt = [0; 16];
    crate::clock::randomness()(&mut salt);
    let password = api::identity::secrets::password_of(secret, registry::KEEPER).context("a password")?;
    let hash = api::identity::passwords::hash(&password, &salt);
    let name = text(&season["round"]["programme"]);
    let tenant = db.write_now(move |tx| {
        let tenant = Tenant { id: tx.id(now), code: "demo".into(), name, mode: Mode::Demo { season: code } };
        app::tenants::insert(tx, &tenant, now)?;
        let keeper = app::people::NewPerson {
            code: "administrator".parse().ok(),
            name: "管理员".into(),
            email: Some(KEEPER_LOGIN.into()),
            phone: None,
            password_hash: hash,
            grants: vec![Grant { role: Role::Administrator, scope: Scope::Tenant }],
        };
        app::people::create_first(tx, &Actor::clock(tenant.id), keeper, now)?;
        Ok::<_, app::Error>(tenant.id)
    })?;
    Ok(Some(tenant))
}

fn tenant_of(db: &app::Db) -> anyhow::Result<Option<Tenant>> {
    Ok(db.read_now(|tx| app::tenants::list_unscoped(tx).map_err(app::Error::from))?.into_iter().next())
}

fn steps(season: &Value, organiser: &str) -> anyhow::Result<Vec<Step>> {
    let mut plan = Plan::default();
    intake::plan(&mut plan, season, organiser)?;
    attempts::plan(&mut plan, season)?;
    roadshow::plan(&mut plan, season, organiser)?;
    roadshow::plan_awards(&mut plan, season, organiser)?;
    delivery::plan(&mut plan, season, organiser)?;
    Ok(plan.in_order())
}

fn instant_of(season: &Value, point: &str) -> anyhow::Result<Timestamp> {
    let round = &season["round"];
    let last = |key: &str, time: &str| items(&round[key]).last().map(|d| plan::on(d, time));
    let day = |key: &str, time: &str| round[key].is_string().then(|| plan::on(&round[key], time));
    let at = match point {
        "call" => round["call_closes_at"].as_str().map(str::to_owned).or_else(|| Some(text(&round["call_opens_at"]))),
        "checks" => last("eligibility_check", "19:00"),
        "desk" => last("desk_review", "19:00"),
        "shortlist" => day("shortlist_published", "10:00"),
        "before-roadshow" => roadshow::eve(season),
        "roadshow" => roadshow::middle(season),
        "results" => day("award_decided_on", "08:00"),
        "awards" => day("award_decided_on", "12:00"),
        "notice" => day("award_notice_from", "12:00"),
        "delivery" => items(&round["delivery"]).first().map(|d| plan::on(d, "09:00")),
        "mid-term" => day("mid_term_reference_day", "09:00"),
        "final" => round["final_report_due"].as_str().map(str::to_owned),
        "closed" => day("closed_on", "23:00"),
        other => bail!("{other:?} is no point of a season; say one of {}", POINTS.join(", ")),
    };
    let at = at.with_context(|| format!("the season does not say when {point} is"))?;
    at.parse().with_context(|| format!("the season's {point}"))
}

fn act_out(player: &mut Player, steps: Vec<Step>, stop: Option<Timestamp>, progress: Progress) -> anyhow::Result<()> {
    let total = u64::try_from(steps.len()).unwrap_or(0);
    let bar = if progress == Progress::Bar { ProgressBar::new(total) } else { ProgressBar::hidden() };
    for step in steps {
        if stop.is_some_and(|stop| step.at > stop) {
            break;
        }
        player.wait_until(step.at)?;
        (step.deed)(player).with_context(|| format!("{} {}", step.at, step.name))?;
        bar.inc(1);
    }
    if let Some(stop) = stop {
        player.wait_until(stop)?;
    }
    bar.finish_and_clear();
    Ok(())
}

/// What the service reports, with the answers that the refused attempts got.
fn report_of(player: &mut Player, organiser: &str) -> anyhow::Result<Value> {
    let path = format!("/api/v1/rounds/{}/report", player.id("round", "round")?);
    let mut report = player.get(organiser, &path)?;
    let refused: Vec<Value> =
        player.refused.iter().map(|(attempt, code)| json!({ "attempt": attempt, "code": code })).collect();
    let mut refused = refused;
    refused.sort_by_key(|r| {
        r["attempt"].as_str().and_then(|a| a.trim_start_matches(char::is_alphabetic).parse::<u32>().ok())
    });
    if let Some(fields) = report.as_object_mut() {
        fields.insert("refused".into(), json!(refused));
    }
    Ok(report)
}

/// The report as people read it.
#[must_use]
pub fn readable(report: &Value) -> String {
    report::readable(report)
}

/// The document that is compared with figures computed elsewhere: the report, with those clocks that the season asks for.
#[must_use]
pub fn as_expected(report: &Value, season: &Value) -> Value {
    let mut document = report.clone();
    let asked = items(&season["clocks_to_report"]);
    let clock = |of: &Value| {
        items(&report["clocks"]).iter().find(|c| c["clock"] == of["clock"] && c["subject"] == of["subject"]).cloned()
    };
    if let Some(fields) = document.as_object_mut().filter(|_| !asked.is_empty()) {
        fields.insert("clocks".into(), asked.iter().filter_map(clock).collect());
    }
    document
}

/// What is printed when a season is served: where, and who can sign in.
#[must_use]
pub fn welcome(played: &Played, address: SocketAddr) -> String {
    let mut lines = vec![format!("http://{address} serves the demo season at {}", played.clock.now())];
    lines.extend(played.windows.iter().map(|(what, path)| format!("  {what:<14} http://{address}{path}")));
    lines.extend(played.sign_ins.iter().map(|(who, login, password)| format!("  {who:<14} {login:<34} {password}")));
    lines.join("\n")
}
