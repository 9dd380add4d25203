//! The committed OpenAPI document, and the list of problems.

#[test]
fn the_committed_document_is_what_the_routes_say() {
    let made = format!("{}\n", serde_json::to_string_pretty(&api::openapi()).unwrap());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../api-spec/openapi.json");
    #[expect(clippy::disallowed_methods, reason = "whoever changes a route asks for the document to be written again")]
    if std::env::var("BLESS").is_ok() {
        std::fs::write(path, &made).unwrap();
    }
    let held = std::fs::read_to_string(path).unwrap();
    assert!(made == held, "run `weiguang openapi > api-spec/openapi.json` and look at the difference");
}

/// The document joins all forms and views in one list of schemas by their names, where a second of the same name would hide the first.
#[test]
fn every_schema_has_a_name_of_its_own() {
    let mut names = std::collections::BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/api/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for block in text.split("ToSchema)]").skip(1) {
                let name = block.split("struct ").nth(1).and_then(|rest| rest.split([' ', '<', ';']).next()).unwrap();
                assert!(names.insert(name.to_owned()), "two schemas are called {name}");
            }
        }
    }
    assert!(names.len() > 50);
}

#[test]
fn every_id_in_a_path_is_declared() {
    let document = serde_json::to_value(api::openapi()).unwrap();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let named: Vec<&str> = path.split('/').filter_map(|s| s.strip_prefix('{')?.strip_suffix('}')).collect();
        for operation in operations.as_object().unwrap().values() {
            let declared = operation["parameters"].as_array().into_iter().flatten().filter(|p| p["in"] == "path");
            let declared: Vec<&str> = declared.map(|p| p["name"].as_str().unwrap()).collect();
            assert_eq!(declared, named, "{path}");
        }
    }
}

#[test]
fn every_operation_is_named_once_and_says_what_it_answers() {
    let document = serde_json::to_value(api::openapi()).unwrap();
    let mut names = std::collections::BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        assert!(path.starts_with("/api/v1/"), "{path}");
        for (method, operation) in operations.as_object().unwrap() {
            let answers = operation["responses"].as_object().unwrap();
            assert!(
                answers.keys().any(|status| status.starts_with('2')),
                "{method} {path} does not say what it answers"
            );
            assert!(!operation["summary"].as_str().unwrap_or_default().is_empty(), "{method} {path} says nothing");
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "two operations are called {name}");
        }
    }
    assert!(!names.is_empty());
}

#[test]
fn every_problem_is_explained() {
    let text = include_str!("../../api-spec/problems.md");
    for (class, status, _) in api::problem::CLASSES {
        assert!(text.contains(&format!("## {class} ({status})\n")), "{class} has no section in api-spec/problems.md");
    }
}
