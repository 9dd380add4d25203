//! Goes on with a season that was served before: nothing is played again, cards, codes, passwords and sessions stay good.

use super::plan::{Step, text};
use super::player::{Entrance, Player};
use super::{KEEPER_LOGIN, Options, Played, finished, organiser_of, registry, setup, steps, stop_of, tenant_of};
use crate::clock::Moved;
use crate::instance::{self, Instance};
use anyhow::{Context, bail, ensure};
use jiff::Timestamp;
use serde_json::Value;

/// Serves the season again from where its people have brought it.
///
/// # Errors
/// When it is not served, stands in no file, or was never played as far as it is asked for.
pub(super) fn go_on(
    season: &Value,
    options: &Options,
    held: (app::Db, Vec<u8>),
    more: instance::Routes,
) -> anyhow::Result<Played> {
    let (db, secret) = held;
    let code = text(&season["round"]["code"]);
    let goes_on = options.serve.is_some() && matches!(options.database, app::Url::Sqlite(_));
    ensure!(goes_on, "this database holds the demo season {code} already; a demo needs a new one");
    let tenant = tenant_of(&db)?.context("the demo's tenant")?.id;
    let newest = db.read_now(app::clock::find_newest_event_unscoped)?.context("a season without events")?;
    let organiser = organiser_of(season);
    let clock = Moved::at(place(&steps(season, &organiser)?, newest, stop_of(season, options)?)?);
    let instance = Instance::start_with(setup(options, (db, tenant), &secret, &clock)?, more)?;
    let mut player = Player::new(&instance, clock.clone(), secret);
    let password = player.password_of(registry::KEEPER)?;
    player.may_enter(registry::KEEPER, Entrance::Password { login: KEEPER_LOGIN.into(), password });
    for who in registry::signing_in(season) {
        let password = player.password_of(&who)?;
        player.may_enter(&who, Entrance::Password { login: registry::login_of(&who), password });
    }
    let rounds = player.get(&organiser, "/api/v1/rounds")?;
    player.call("round", "round", &rounds["items"][0]["id"]);
    finished(season, options, player, (instance, clock))
}

/// Where the clock stands: at the newest event, or at the point that was reached without one.
fn place(steps: &[Step], newest: Timestamp, stop: Option<Timestamp>) -> anyhow::Result<Timestamp> {
    let stop = stop.unwrap_or(Timestamp::MAX);
    if let Some(step) = steps.iter().find(|step| newest < step.at && step.at <= stop) {
        bail!(
            "the season in this database stands at {newest}, before {} {}; a demo plays on only in a new one",
            step.at,
            step.name
        );
    }
    Ok(if stop == Timestamp::MAX { newest } else { newest.max(stop) })
}
