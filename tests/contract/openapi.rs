//! The committed OpenAPI document, and the list of problems.

#[test]
fn the_committed_document_is_what_the_routes_say() {
    let made = format!("{}\n", serde_json::to_string_pretty(&api::openapi()).unwrap());
    let held = include_str!("../../api-spec/openapi.json");
    assert!(made == held, "run `weiguang openapi > api-spec/openapi.json` and look at the difference");
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
