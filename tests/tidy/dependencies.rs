//! Who may depend on whom, and under which licences.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Our crates from the outside in; each may use those behind the arrow.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("workflow", &["model"]),
    ("scoring", &["model"]),
    ("transparency", &["model"]),
    ("notification", &["model"]),
    ("storage", &["model"]),
    ("app", &["model", "workflow", "scoring", "transparency", "notification", "storage"]),
    ("api", &["model", "workflow", "scoring", "transparency", "app"]),
    ("server", &["model", "scoring", "notification", "app", "api"]),
];

/// Foreign libraries with one door: the library, and the crates that may open it.
const DOORS: &[(&str, &[&str])] = &[
    ("diesel", &["storage"]),
    ("diesel_migrations", &["storage"]),
    ("libsqlite3-sys", &["storage"]),
    ("actix-web", &["api", "server"]),
    ("lettre", &["notification"]),
    ("minijinja", &["notification"]),
    ("jsonwebtoken", &["api"]),
    ("argon2", &["api"]),
    ("validator", &["api"]),
    ("clap", &["server"]),
    ("toml", &["server"]),
    ("getrandom", &["server"]),
    ("encoding_rs", &["scoring"]),
];

/// Libraries that do their work here and must stay direct dependencies.
const REQUIRED: &[&str] = &["actix-web", "diesel", "serde", "jsonwebtoken", "lettre", "uuid", "validator"];

/// What must never be in the tree: other crypto stacks, licences that bind the binary, an open advisory.
const NEVER: &[&str] = &["openssl-sys", "native-tls", "aws-lc-sys", "rsa", "actix-governor"];

const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
    "0BSD",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "Unlicense",
    "MIT-0",
];

fn metadata() -> Value {
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--all-features", "--locked"]);
    let out = command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// Our crates with the names of their direct dependencies, tests apart.
fn ours(metadata: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let packages = metadata["packages"].as_array().unwrap().iter().filter(|p| p["source"].is_null());
    let direct = |p: &Value| {
        let list = p["dependencies"].as_array().unwrap().iter().filter(|d| d["kind"].is_null());
        list.map(|d| short(d["name"].as_str().unwrap()).to_owned()).collect()
    };
    packages.map(|p| (short(p["name"].as_str().unwrap()).to_owned(), direct(p))).collect()
}

fn short(name: &str) -> &str {
    name.strip_prefix("weiguang-").unwrap_or(name)
}

fn layer_offences(ours: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, direct) in ours.iter().filter(|(name, _)| *name != "tests") {
        let allowed = LAYERS.iter().find(|(layer, _)| layer == name).map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            found.push(format!("{name} is no crate of the house"));
            continue;
        };
        let inner = direct.iter().filter(|d| LAYERS.iter().any(|(layer, _)| layer == d));
        found.extend(inner.filter(|d| !allowed.contains(&d.as_str())).map(|d| format!("{name} must not use {d}")));
        let doors = DOORS.iter().filter(|(library, _)| direct.contains(*library));
        found.extend(
            doors.filter(|(_, may)| !may.contains(&name.as_str())).map(|(l, _)| format!("{name} must not use {l}")),
        );
    }
    found
}

#[test]
fn dependencies_point_one_way_and_each_library_has_one_door() {
    let ours = ours(&metadata());
    assert_eq!(layer_offences(&ours), Vec::<String>::new());
    assert_eq!(ours.len(), LAYERS.len() + 1);
    for library in REQUIRED {
        assert!(ours.values().any(|direct| direct.contains(*library)), "{library} is not used");
    }
}

#[test]
fn a_planted_offender_is_found() {
    let planted = |name: &str, on: &str| BTreeMap::from([(name.to_owned(), BTreeSet::from([on.to_owned()]))]);
    assert_eq!(layer_offences(&planted("workflow", "storage")), ["workflow must not use storage"]);
    assert_eq!(layer_offences(&planted("api", "storage")), ["api must not use storage"]);
    assert_eq!(layer_offences(&planted("app", "diesel")), ["app must not use diesel"]);
    assert_eq!(layer_offences(&planted("utils", "serde")), ["utils is no crate of the house"]);
}

fn licence_allowed(expression: &str) -> bool {
    let clean = expression.replace(['(', ')'], " ").replace('/', " OR ");
    clean.split(" AND ").all(|all| all.split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

#[test]
fn every_licence_lets_the_binary_be_given_away() {
    let metadata = metadata();
    let foreign = metadata["packages"].as_array().unwrap().iter().filter(|p| !p["source"].is_null());
    let wrong = |p: &&Value| !p["license"].as_str().is_some_and(licence_allowed);
    let offenders: Vec<String> = foreign.filter(wrong).map(|p| format!("{} {}", p["name"], p["license"])).collect();
    assert_eq!(offenders, Vec::<String>::new());
    assert!(
        !licence_allowed("GPL-3.0-or-later")
            && !licence_allowed("MIT AND AGPL-3.0")
            && licence_allowed("MIT OR GPL-2.0")
    );
}

#[test]
fn what_must_never_be_in_the_tree_is_not_and_no_new_duplicate_came() {
    let metadata = metadata();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        versions.entry(package["name"].as_str().unwrap()).or_default().insert(package["version"].as_str().unwrap());
    }
    let present: Vec<&&str> = NEVER.iter().filter(|name| versions.contains_key(**name)).collect();
    assert_eq!(present, Vec::<&&str>::new());
    let known: BTreeSet<&str> = include_str!("duplicates.txt").lines().filter(|l| !l.starts_with('#')).collect();
    let twice = versions.iter().filter(|(_, v)| v.len() > 1).map(|(name, _)| *name);
    let new: Vec<&str> = twice.filter(|name| !known.contains(name)).collect();
    assert_eq!(new, Vec::<&str>::new(), "known ones stand in tests/tidy/duplicates.txt with the reason");
}
