//! What cannot be right is refused with its very place, whoever sends it and wherever: every write operation of the
//! OpenAPI document is sent what it does not take, and nothing is done.

use harness::{Answer, Person, Town, on_both_engines};
use serde_json::{Value, json};

/// An operation that writes.
struct Write {
    method: &'static str,
    /// Its path, with ids that name nothing.
    path: String,
    /// The schema of its body, if it has one.
    body: Option<Value>,
    /// Headers that it needs.
    needs: Vec<String>,
}

/// Operations that ask for no token: whoever has none yet, or wants to object, comes in here.
const OPEN: [&str; 7] = [
    "sessions",
    "sessions/refresh",
    "judge-sessions",
    "voting-sessions",
    "screen-sessions",
    "sign-ups",
    "proposals/NOBODY/objections",
];
/// The operation that looks at a cookie and may do without a body.
const BODILESS: [&str; 1] = ["sessions/refresh"];
const NOBODY: &str = "01980000-0000-7000-8000-000000000000";

fn document() -> Value {
    serde_json::from_str(include_str!("../../api-spec/openapi.json")).unwrap()
}

fn writes(document: &Value) -> Vec<Write> {
    let mut found = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (name, method) in [("post", "POST"), ("put", "PUT"), ("delete", "DELETE"), ("patch", "PATCH")] {
            let Some(operation) = operations.get(name) else { continue };
            let steps = path.split('/').map(|step| if step.starts_with('{') { NOBODY } else { step });
            let body = operation.pointer("/requestBody/content/application~1json/schema").cloned();
            let headers = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|p| p["in"] == "header" && p["required"] == true);
            let needs = headers.map(|p| p["name"].as_str().unwrap().to_owned()).collect();
            found.push(Write { method, path: steps.collect::<Vec<_>>().join("/"), body, needs });
        }
    }
    assert!(found.len() >= 70, "the document lists what can be done");
    let in_need = |header: &str| found.iter().filter(|write| write.needs == [header]).count();
    assert_eq!((in_need("Idempotency-Key"), in_need("If-Match")), (13, 3));
    found
}

impl Write {
    fn is_in(&self, list: &[&str]) -> bool {
        list.iter().any(|short| format!("/api/v1/{}", short.replace("NOBODY", NOBODY)) == self.path)
    }

    /// Whether it needs a body; taking something back says everything by its address.
    fn reads_body(&self) -> bool {
        self.method != "DELETE" && !self.is_in(&BODILESS)
    }

    fn send(&self, who: &Person<'_>, body: &[u8]) -> Answer {
        who.send(self.method, &self.path, &[("idempotency-key", "bad"), ("if-match", "\"0\"")], Some(body))
    }

    /// A body that can be read; `{}` for an act that needs nothing but its address.
    fn sample(&self, document: &Value) -> Value {
        self.body.as_ref().map_or_else(|| json!({}), |schema| sample(document, schema, ""))
    }
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let one = schema["oneOf"].as_array().and_then(|all| all.iter().find(|s| s["type"] != "null")).unwrap_or(schema);
    match one["$ref"].as_str() {
        Some(place) => document.pointer(place.trim_start_matches('#')).unwrap(),
        None => one,
    }
}

fn kind_of(schema: &Value) -> &str {
    let named = schema["type"].as_array().and_then(|all| all.iter().find(|t| *t != "null")).unwrap_or(&schema["type"]);
    named.as_str().unwrap_or("object")
}

/// Something that fits a schema; where a text is more than a text, its name says what it is.
fn sample(document: &Value, schema: &Value, name: &str) -> Value {
    let schema = resolved(document, schema);
    if let Some(example) = schema.get("example") {
        return example.clone();
    }
    match (kind_of(schema), schema["format"].as_str(), name) {
        (_, _, "document") => harness::round::document(),
        ("object", ..) if schema["properties"].is_object() => {
            let fields = schema["properties"].as_object().unwrap();
            fields.iter().map(|(name, inner)| (name.clone(), sample(document, inner, name))).collect()
        }
        ("object", ..) => json!({}),
        ("array", ..) => json!([sample(document, &schema["items"], name)]),
        ("integer", ..) => json!(1),
        ("boolean", ..) => json!(true),
        (_, Some("uuid"), _) => json!(NOBODY),
        (_, Some("date"), _) => json!("2025-03-01"),
        (_, Some("date-time"), _) => json!("2025-03-01T09:00:00+08:00"),
        (.., "kind") if name == "kind" => json!("community_organisation"),
        (.., "status") => json!("registered"),
        (.., "role") => json!("judge"),
        (.., "purpose") => json!("order"),
        (.., "choice") => json!("approve"),
        (.., "decision") => json!("upheld"),
        (.., "outcome") => json!("passed"),
        (.., "mark" | "figure") => json!("80"),
        (.., "email") => json!("wang@example.org"),
        (.., "phone") => json!("13800000000"),
        (.., "password") => json!("a-long-enough-password"),
        (.., "uscc") => json!("53110199MJ3101279D"),
        _ => json!("words"),
    }
}

/// Every value of a body with its pointer, the body itself first; rules of a round have a test of their own.
fn places(value: &Value, at: &str, found: &mut Vec<(String, Value)>) {
    found.push((at.to_owned(), value.clone()));
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields.iter().filter(|(name, _)| *name != "document") {
                places(inner, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, inner)| places(inner, &format!("{at}/{n}"), found));
        }
        _ => {}
    }
}

fn all_places(value: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    places(value, "", &mut found);
    found
}

fn changed(body: &Value, at: &str, to: Value) -> Vec<u8> {
    let mut body = body.clone();
    *body.pointer_mut(at).unwrap() = to;
    body.to_string().into_bytes()
}

/// The class, the code and the place of what is wrong.
fn said(answer: &Answer) -> (u16, String, String, String) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let fault = &answer.body["errors"][0];
    let class = text(&answer.body["type"]).replace("/problems/", "");
    (answer.status, class, text(&answer.body["code"]), text(&fault["pointer"]))
}

fn expected(status: u16, class: &str, code: &str, pointer: &str) -> (u16, String, String, String) {
    (status, class.into(), code.into(), pointer.into())
}

/// How much the database has on record.
fn on_record(town: &Town) -> String {
    town.ask("SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM letter), (SELECT count(*) FROM person)")
        .unwrap()
}

/// Tries every write operation; what is wrong is collected, and nothing may be on record afterwards.
fn every_write(town: &Town, who: &Person<'_>, attempt: impl Fn(&Value, &Write) -> Vec<String>) {
    who.get("/api/v1/rounds");
    let (before, document) = (on_record(town), document());
    let wrong: Vec<String> = writes(&document)
        .iter()
        .flat_map(|write| {
            let found = attempt(&document, write);
            found.into_iter().map(|why| format!("{} {}: {why}", write.method, write.path.replace(NOBODY, "NOBODY")))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(on_record(town), before, "something was done");
}

/// Status, class, code and place of a problem.
type Said = (u16, String, String, String);

fn unless(found: &Said, wanted: &Said) -> Option<String> {
    (found != wanted).then(|| format!("{found:?} instead of {wanted:?}"))
}

on_both_engines! {
    an_unknown_field_is_named(town) {
        let keeper = town.keeper();
        every_write(town, &keeper, |document, write| {
            let body = write.sample(document);
            let objects = all_places(&body).into_iter().filter(|(_, value)| value.is_object());
            let objects = objects.filter(|(at, _)| !["/marks", "/counts", "/votes"].iter().any(|map| at.ends_with(map)));
            objects.filter(|_| write.reads_body()).filter_map(|(at, mut inner)| {
                inner["unheard_of"] = json!(1);
                let answer = write.send(&keeper, &changed(&body, &at, inner));
                unless(&said(&answer), &expected(422, "invalid", "unknown_field", &format!("{at}/unheard_of")))
            }).collect()
        });
    }

    a_wrong_type_is_named(town) {
        let keeper = town.keeper();
        every_write(town, &keeper, |document, write| {
            let body = write.sample(document);
            all_places(&body).into_iter().filter(|_| write.reads_body()).filter_map(|(at, value)| {
                let wrong = if value.is_string() { json!(7) } else { json!("seven") };
                let answer = write.send(&keeper, &changed(&body, &at, wrong));
                unless(&said(&answer), &expected(422, "invalid", "wrong_type", &at))
            }).collect()
        });
    }

    a_list_is_no_form(town) {
        let keeper = town.keeper();
        every_write(town, &keeper, |document, write| {
            let body = write.sample(document);
            let in_order: Vec<&Value> = body.as_object().unwrap().values().collect();
            let answer = write.send(&keeper, json!(in_order).to_string().as_bytes());
            unless(&said(&answer), &expected(422, "invalid", "wrong_type", "")).filter(|_| write.reads_body()).into_iter().collect()
        });
    }

    a_control_character_is_named(town) {
        let keeper = town.keeper();
        every_write(town, &keeper, |document, write| {
            let body = write.sample(document);
            let texts = all_places(&body).into_iter().filter(|(_, value)| value.is_string());
            texts.flat_map(|(at, value)| ['\0', '\u{7}', '\u{1b}', '\u{85}', '\u{feff}'].map(|c| (at.clone(), format!("{}{c}", value.as_str().unwrap())))).filter_map(|(at, text)| {
                let found = said(&write.send(&keeper, &changed(&body, &at, json!(text))));
                let right = found.0 == 422 && found.1 == "invalid" && found.3 == at && ["control_character", "wrong_type"].contains(&found.2.as_str());
                (!right).then(|| format!("{found:?} at {at}"))
            }).collect()
        });
    }

    what_is_not_json_cannot_be_read(town) {
        let keeper = town.keeper();
        every_write(town, &keeper, |_, write| {
            let bodies: [(&[u8], &str); 7] = [
                (b"{", "not_json"), (b"{}{}", "not_json"), (b"{\"a\":1,}", "not_json"), (b"\xff\xfe", "not_json"),
                (b"{\"\xff\":1}", "not_json"), (b"{\"a\":\"\\ud800\"}", "not_json"), (b"{'a':1}", "not_json"),
            ];
            bodies.into_iter().filter(|_| write.reads_body()).filter_map(|(body, code)| {
                unless(&said(&write.send(&keeper, body)), &expected(400, "bad-request", code, ""))
            }).collect()
        });
    }

    a_body_nested_a_thousand_deep_is_not_followed(town) {
        let keeper = town.keeper();
        let deep = [r#"{"a":"#.repeat(1000), "1".into(), "}".repeat(1000)].concat();
        every_write(town, &keeper, |_, write| {
            let answer = write.send(&keeper, deep.as_bytes());
            unless(&said(&answer), &expected(400, "bad-request", "too_deep", "")).filter(|_| write.reads_body()).into_iter().collect()
        });
    }

    a_body_of_ten_mebibytes_is_too_large(town) {
        let keeper = town.keeper();
        let large = json!({ "name": "微".repeat(10 * 1024 * 1024 / 3) }).to_string();
        every_write(town, &keeper, |_, write| {
            let answer = write.send(&keeper, large.as_bytes());
            unless(&said(&answer), &expected(413, "too-large", "body_too_large", "")).filter(|_| write.reads_body()).into_iter().collect()
        });
    }

    without_a_token_nothing_is_done(town) {
        let stranger = town.stranger();
        every_write(town, &stranger, |document, write| {
            let asks = !write.is_in(&OPEN);
            let answer = asks.then(|| write.send(&stranger, write.sample(document).to_string().as_bytes()));
            answer.and_then(|answer| unless(&said(&answer), &expected(401, "unauthenticated", "", ""))).into_iter().collect()
        });
    }

    a_path_that_names_nothing_is_not_found(town) {
        let keeper = town.keeper();
        every_write(town, &keeper, |document, write| {
            let (body, mut wrong) = (write.sample(document).to_string(), Vec::new());
            for id in ["17", "..", "%00", "%F0%9F%8C%B8", "' OR 1=1 --"].into_iter().filter(|_| write.path.contains(NOBODY)) {
                let path = write.path.replace(NOBODY, &id.replace(' ', "%20"));
                let answer = keeper.send(write.method, &path, &[("idempotency-key", "bad"), ("if-match", "\"0\"")], Some(body.as_bytes()));
                wrong.extend((answer.status != 404).then(|| format!("{} for {id}", answer.status)));
            }
            wrong
        });
    }

    a_key_or_a_version_that_is_needed_is_asked_for(town) {
        let keeper = town.keeper();
        every_write(town, &keeper, |document, write| {
            if !write.path.contains(NOBODY) {
                return Vec::new();
            }
            let body = fitting(write, document);
            let answer = keeper.send(write.method, &write.path, &[], Some(body.to_string().as_bytes()));
            let wanted = match write.needs.first().map(String::as_str) {
                Some("Idempotency-Key") => expected(400, "key-missing", "", ""),
                Some("If-Match") => expected(428, "version-missing", "", ""),
                _ if [400, 428].contains(&answer.status) => return vec![format!("a need that the document does not tell: {}", answer.body)],
                _ => return (answer.status < 403 || answer.status >= 500).then(|| format!("{}", answer.body)).into_iter().collect(),
            };
            unless(&said(&answer), &wanted).into_iter().collect()
        });
    }

    numbers_and_days_beyond_reason_are_refused(town) {
        let keeper = town.keeper();
        every_write(town, &keeper, |document, write| {
            let body = fitting(write, document);
            let beyond = all_places(&body).into_iter().flat_map(|(at, value)| {
                let wrong: Vec<Value> = match &value {
                    Value::Number(_) => vec![json!(1.5), json!(391.0), json!(-1), json!(u64::MAX), json!(i64::MAX)],
                    Value::String(day) if day == "2025-03-01" => vec![json!("2025-02-29"), json!("2025-3-1"), json!("10000-01-01")],
                    Value::String(at) if at.starts_with("2025-03-01T") => vec![json!("2025-03-01"), json!("2025-03-01T24:00:01+08:00")],
                    _ => Vec::new(),
                };
                wrong.into_iter().map(move |wrong| (at.clone(), wrong))
            });
            beyond.filter_map(|(at, wrong)| {
                let shown = format!("{wrong} at {at}");
                let answer = write.send(&keeper, &changed(&body, &at, wrong));
                (answer.status < 400 || answer.status >= 500).then(|| format!("{shown}: {}", answer.status))
            }).collect()
        });
    }

    a_name_in_the_rules_is_read_like_any_text(town) {
        let round = harness::Round::drafted(town, &harness::round::document());
        let mut document = harness::round::document();
        document["rules"]["stages"][9]["dimensions"]["\u{0}"] = json!(0);
        let read = round.zhao.get(&round.path).ok();
        let refused = round.zhao.put(&format!("{}/document", round.path), &read["version"], &json!({ "document": document }));
        let refused = refused.is_refused("invalid", "control_character");
        assert_eq!(refused["errors"][0]["pointer"], "/document/rules/stages/9/dimensions");
    }
}

/// A body that nothing is wrong with: sums that are sent along add up.
fn fitting(write: &Write, document: &Value) -> Value {
    let mut body = write.sample(document);
    for at in ["", "/content"] {
        if let Some(fields) = body.pointer_mut(at).and_then(Value::as_object_mut) {
            ["total_fen", "asked_fen", "own_fen"].iter().for_each(|sum| drop(fields.remove(*sum)));
        }
    }
    body
}
