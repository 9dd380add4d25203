//! A whole season, from the call to the archive, played over HTTP on each engine: every figure as it was computed elsewhere.

use crate::standings::recomputed;
use harness::{postgres, town};
use serde_json::Value;
use server::demo::{self, Options, Progress};
use std::path::Path;

const SEASON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/seasons/zhaohuimen-2.json");
const EXPECTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/seasons/zhaohuimen-2.expected.json");

fn expected() -> Value {
    serde_json::from_str(&std::fs::read_to_string(EXPECTED).unwrap()).unwrap()
}

/// Every value that is expected stands in what was found; keys that only explain are passed over.
fn compare(found: &Value, expected: &Value, at: &str, wrong: &mut Vec<String>) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, value) in expected {
                let explains = key.starts_with("note") || key == "traps";
                if !explains {
                    compare(
                        found.get(key).unwrap_or(&Value::String("(missing)".into())),
                        value,
                        &format!("{at}/{key}"),
                        wrong,
                    );
                }
            }
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            for (n, (one, other)) in found.iter().zip(expected).enumerate() {
                compare(one, other, &format!("{at}/{n}"), wrong);
            }
        }
        _ if found == expected => {}
        _ => wrong.push(format!("{at}: {found} instead of {expected}")),
    }
}

fn play(database: &str) -> demo::Played {
    let season = demo::read(Path::new(SEASON)).unwrap();
    let options = Options { database: database.parse().unwrap(), serve: None, until: None, progress: Progress::Quiet };
    demo::play(&season, &options).unwrap()
}

/// The trace of the season's one track, as the service keeps it.
fn trace(played: &demo::Played) -> Value {
    let sealed = played.instance.db.read_now(|tx| {
        let tenant = app::tenants::list_unscoped(tx)?.remove(0).id;
        let clock = model::Actor::clock(tenant);
        let round = app::rounds::list(tx, &clock)?.remove(0).id;
        Ok::<_, app::Error>(app::standings::list(tx, &clock, round, None)?.remove(0))
    });
    let sealed = sealed.unwrap();
    assert!(sealed.recomputed);
    serde_json::json!({ "rules": sealed.rules, "standings": sealed.standings, "acts": sealed.acts, "draws": sealed.draws })
}

fn the_season_comes_out(database: &str) {
    let season = demo::read(Path::new(SEASON)).unwrap();
    let played = play(database);
    let mut wrong = Vec::new();
    compare(&demo::as_expected(&played.report, &season), &expected(), "", &mut wrong);
    assert_eq!(wrong, Vec::<String>::new());
    recomputed(&trace(&played));
    drop(played);
    let options = Options { database: database.parse().unwrap(), serve: None, until: None, progress: Progress::Quiet };
    let refused = demo::play(&season, &options).unwrap_err().to_string();
    assert_eq!(refused, "this database holds the demo season chm-2025 already; a demo needs a new one");
}

#[test]
fn on_sqlite() {
    let file = town::temporary_file();
    the_season_comes_out(&format!("sqlite:{}", file.path.display()));
}

#[test]
fn on_postgresql() {
    the_season_comes_out(&postgres::fresh_database());
}
