//! A demo that is served goes on after a restart: the same passwords, the same clock, and nothing played twice.

use harness::town;
use server::demo::{self, Options, Played, Progress};
use std::path::Path;

const SEASON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/seasons/zhaohuimen-2.json");

fn serve(file: &Path, until: &str) -> anyhow::Result<Played> {
    let options = Options {
        database: format!("sqlite:{}", file.display()).parse().unwrap(),
        serve: Some("127.0.0.1:0".parse().unwrap()),
        until: Some(until.into()),
        progress: Progress::Quiet,
    };
    demo::play(&demo::read(Path::new(SEASON)).unwrap(), &options)
}

/// How many judges and reviewers have their seats; nobody is seated twice.
fn seats(played: &Played) -> usize {
    let counted = played.instance.db.read_now(|tx| {
        let tenant = app::tenants::list_unscoped(tx)?.remove(0).id;
        let clock = model::Actor::clock(tenant);
        let round = app::rounds::list(tx, &clock)?.remove(0).id;
        Ok::<_, app::Error>(storage::events::list_of_round(tx, &clock, round, &["seat.given"])?.len())
    });
    counted.unwrap()
}

#[test]
fn a_served_season_goes_on_where_it_stood() {
    let file = town::temporary_file();
    let first = serve(&file.path, "before-roadshow").unwrap();
    let (sign_ins, windows, at, count) =
        (first.sign_ins.clone(), first.windows.clone(), first.clock.now(), seats(&first));
    assert_eq!(windows.iter().map(|(what, _)| *what).collect::<Vec<_>>(), ["stage control"]);
    assert_eq!(at, "2025-04-18T08:00:00+08:00".parse().unwrap());
    drop(first);
    let again = serve(&file.path, "before-roadshow").unwrap();
    // Judges and reviewers have cards by now; a demo that goes on cannot print those again, and prints passwords.
    let mut printed = again.sign_ins.clone();
    printed.retain(|(who, ..)| !who.starts_with(['D', 'J']));
    assert_eq!((printed, again.windows.clone(), again.clock.now()), (sign_ins, windows, at));
    assert_eq!(seats(&again), count);
    drop(again);
    let refused = serve(&file.path, "roadshow").unwrap_err().to_string();
    assert_eq!(
        refused,
        "the season in this database stands at 2025-04-17T23:30:00Z, before 2025-04-18T00:30:00Z J1 declares a conflict with P16; a demo plays on only in a new one"
    );
    std::fs::remove_file(
        file.path.with_file_name(format!("{}.secret", file.path.file_name().unwrap().to_string_lossy())),
    )
    .unwrap();
}
