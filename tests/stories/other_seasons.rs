//! Seasons with other rules than the demo's: each file in `tests/seasons` says what is changed, and what must come out.
//! Those figures were computed with exact fractions by a program that shares nothing with this one.

use harness::{postgres, town};
use serde_json::Value;
use server::demo::{self, Options, Progress};
use std::path::Path;

const SEASON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/seasons/zhaohuimen-2.json");

struct Other {
    season: Value,
    expected: serde_json::Map<String, Value>,
}

fn read(name: &str) -> Other {
    let path = format!("{}/seasons/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let mut file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut season = demo::read(Path::new(SEASON)).unwrap();
    for change in file["changes"].as_array().unwrap() {
        let (place, value) = match change["set"].as_str() {
            Some(place) => (place, Some(change["value"].clone())),
            None => (change["remove"].as_str().unwrap(), None),
        };
        let (inside, key) = place.rsplit_once('/').unwrap();
        match (season.pointer_mut(inside).unwrap(), value) {
            (Value::Array(items), Some(value)) => items[key.parse::<usize>().unwrap()] = value,
            (Value::Object(fields), Some(value)) => drop(fields.insert(key.into(), value)),
            (Value::Object(fields), None) => drop(fields.remove(key).unwrap()),
            (other, _) => panic!("{place} lies in {other}"),
        }
    }
    let Value::Object(expected) = file["expected"].take() else { panic!("{name} expects nothing") };
    Other { season, expected }
}

/// `/a/b` is a value; `/a/b:x,y` the columns x and y of the rows in it.
fn look(report: &Value, what: &str) -> Value {
    let (place, columns) = what.split_once(':').unwrap_or((what, ""));
    let found = report.pointer(place).cloned().unwrap_or_default();
    if columns.is_empty() {
        return found;
    }
    let row = |row: &Value| columns.split(',').map(|column| row[column].clone()).collect::<Value>();
    found.as_array().unwrap().iter().map(row).collect()
}

fn comes_out(name: &str, database: &str) {
    let other = read(name);
    let options = Options { database: database.parse().unwrap(), serve: None, until: None, progress: Progress::Quiet };
    let played = demo::play(&other.season, &options).unwrap();
    assert!(!other.expected.is_empty());
    for (what, value) in &other.expected {
        assert_eq!(&look(&played.report, what), value, "{name}: {what}");
    }
    for (name, holds) in played.report["ledger"]["invariants"].as_object().unwrap() {
        assert_eq!(holds, true, "{name}");
    }
}

macro_rules! seasons {
    ($($name:ident)*) => { $( mod $name {
        #[test]
        fn on_sqlite() {
            let file = super::town::temporary_file();
            super::comes_out(stringify!($name), &format!("sqlite:{}", file.path.display()));
        }
        #[test]
        fn on_postgresql() { super::comes_out(stringify!($name), &super::postgres::fresh_database()); }
    } )* };
}

seasons! { another_split two_tracks rolling two_roadshows }
