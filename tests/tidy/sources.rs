//! What a source file of the house looks like.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every tracked file below the root whose name ends so, with its text; build output and dot folders apart.
fn files(ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.extend((!name.starts_with('.') && name != "target" && name != "node_modules").then_some(path));
            } else if name.ends_with(ending) {
                let shown = path.strip_prefix(root()).unwrap().display().to_string();
                found.extend(std::fs::read_to_string(&path).ok().map(|text| (shown, text)));
            }
        }
    }
    found.sort();
    found
}

/// The part of a file that goes into the binary: what stands before its tests, comments and their examples apart.
fn shipped(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// Lines between a `fn` and the closing brace that stands as far left as it.
fn longest_function(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_fn = |line: &str| {
        let word = line.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
        let word = word.trim_start_matches("pub ").trim_start_matches("const ").trim_start_matches("async ");
        word.starts_with("fn ")
    };
    let length = |start: usize| {
        let left = indent(lines[start]);
        let end = lines[start..].iter().position(|l| {
            indent(l) == left && (l.trim() == "}" || l.trim_end().ends_with(" }") || l.trim_end().ends_with("{}"))
        });
        end.map_or(0, |end| end + 1)
    };
    (0..lines.len()).filter(|n| is_fn(lines[*n])).map(length).max().unwrap_or(0)
}

fn offences(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |what: String| found.push(format!("{path}: {what}"));
    if !text.starts_with("//!") {
        say("does not begin with what it is for".into());
    }
    if text.lines().count() > 500 {
        say("is longer than 500 lines".into());
    }
    if longest_function(text) > 60 {
        say(format!("has a function of {} lines", longest_function(text)));
    }
    let allowance = ["#[", "allow("].concat();
    if text.contains(&allowance) {
        say("allows a lint instead of expecting it with a reason".into());
    }
    let ignored = ["#[", "ignore"].concat();
    if text.contains(&ignored) {
        say("ignores a test".into());
    }
    if !is_test(path) {
        for word in [".unwrap()", ".expect(\"", "todo!(", "unimplemented!(", "dbg!("] {
            if shipped(text).contains(word) {
                say(format!("has {word} outside tests"));
            }
        }
        if path.starts_with("crates/") && !path.starts_with("crates/storage/") && shipped(text).contains("sql::<") {
            say("speaks SQL outside storage".into());
        }
        if path.starts_with("crates/api/src/")
            && path != "crates/api/src/problem.rs"
            && shipped(text).contains("StatusCode::")
        {
            say("knows status codes".into());
        }
        if path.starts_with("crates/api/src/") && shipped(text).contains("web::Json<") {
            say("takes a body that is not validated".into());
        }
    }
    found
}

#[test]
fn sources_are_small_and_say_what_they_are_for() {
    let found: Vec<String> = files(".rs").iter().flat_map(|(path, text)| offences(path, text)).collect();
    assert_eq!(found, Vec::<String>::new());
    let mut lengths: Vec<usize> = files(".rs").iter().map(|(_, text)| text.lines().count()).collect();
    lengths.sort_unstable();
    assert!(lengths[lengths.len() * 9 / 10] <= 350, "nine in ten files have at most 350 lines");
}

#[test]
fn a_planted_offender_is_found() {
    let long = format!("//! A.\nfn a() {{\n{}}}\n", "    b();\n".repeat(60));
    assert_eq!(offences("crates/app/src/a.rs", &long), ["crates/app/src/a.rs: has a function of 62 lines"]);
    assert_eq!(
        offences("crates/app/src/a.rs", "fn a() {}\n"),
        ["crates/app/src/a.rs: does not begin with what it is for"]
    );
    let careless = ["//! A.\nfn a() { b().unw", "rap() }\n"].concat();
    assert_eq!(offences("crates/app/src/a.rs", &careless), ["crates/app/src/a.rs: has .unwrap() outside tests"]);
    assert_eq!(offences("tests/a.rs", &careless), Vec::<String>::new());
    let body = "//! A.\nfn a(b: web::Json<B>) {}\n";
    assert_eq!(offences("crates/api/src/a.rs", body), ["crates/api/src/a.rs: takes a body that is not validated"]);
}

/// Request bodies: every type that is read from a client is validated.
fn unvalidated(path: &str, text: &str) -> Vec<String> {
    let derives = text.split("#[derive(").skip(1);
    let form = |block: &str| {
        let (list, rest) = block.split_once(")]")?;
        let name = rest.split("struct ").nth(1)?.split([' ', '<', '{']).next()?.to_owned();
        let read = list.contains("Deserialize") && name.ends_with("Form");
        (read && !list.contains("Validate")).then(|| format!("{path}: {name} is read and not validated"))
    };
    derives.filter_map(form).collect()
}

#[test]
fn every_request_body_is_validated() {
    let found: Vec<String> = files(".rs")
        .iter()
        .filter(|(p, _)| p.starts_with("crates/api/"))
        .flat_map(|(p, t)| unvalidated(p, t))
        .collect();
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        unvalidated("a.rs", "#[derive(Deserialize)]\nstruct AForm {}"),
        ["a.rs: AForm is read and not validated"]
    );
}

/// Every verb leaves its event: a public function of `app` that takes a transaction and an actor either records, or only looks.
fn silent_verbs(path: &str, text: &str) -> Vec<String> {
    let looks = ["find", "list", "view", "read", "turn_due", "turn", "carry"];
    let mut found = Vec::new();
    for block in shipped(text).split("\npub fn ").skip(1) {
        let name = block.split(['(', '<']).next().unwrap_or_default();
        let head = block.split('{').next().unwrap_or_default();
        let body = block.split("\n}\n").next().unwrap_or_default();
        let acts = head.contains("&mut Tx") && head.contains("&Actor");
        let tells = ["record(", "advance(", "save(", "settle(", "insert(", "replace_document(", "lapse(", "step("]
            .iter()
            .any(|w| body.contains(w));
        if acts && !tells && !looks.iter().any(|look| name.starts_with(look)) {
            found.push(format!("{path}: {name} leaves no event"));
        }
    }
    found
}

#[test]
fn every_verb_leaves_its_event() {
    let exempt = ["crates/app/src/once.rs"];
    let apps =
        files(".rs").into_iter().filter(|(p, _)| p.starts_with("crates/app/src/") && !exempt.contains(&p.as_str()));
    let found: Vec<String> = apps.flat_map(|(p, t)| silent_verbs(&p, &t)).collect();
    assert_eq!(found, Vec::<String>::new());
    let planted = "//! A.\n\npub fn pay(tx: &mut Tx<'_>, actor: &Actor) {\n    b();\n}\n";
    assert_eq!(silent_verbs("a.rs", planted), ["a.rs: pay leaves no event"]);
}

#[test]
fn names_say_what_a_thing_is() {
    let banned = ["util", "utils", "common", "helper", "helpers", "misc", "manager", "base", "info", "shared", "core"];
    let stem = |path: &str| Path::new(path).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let found: Vec<String> =
        files(".rs").into_iter().map(|(p, _)| p).filter(|p| banned.contains(&stem(p).as_str())).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_path_or_host_of_one_machine_stands_in_the_project() {
    let places = [["/wo", "rk/"].concat(), ["/fa", "rm/"].concat(), ["artif", "actory"].concat()];
    let texts = ["rs", "toml", "md", "sh", "sql", "json", "yml", "html", "txt"];
    let all = texts.iter().flat_map(|ending| files(&format!(".{ending}")));
    let found: Vec<String> =
        all.filter(|(_, text)| places.iter().any(|place| text.contains(place.as_str()))).map(|(p, _)| p).collect();
    assert_eq!(found, Vec::<String>::new());
}
