//! The one way a body comes in: read with its path, unknown fields refused, validated, its digest kept for the key.

use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sha2::Digest;
use std::future::Future;
use std::pin::Pin;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};
use workflow::Fault;

/// The largest body, in bytes. A proposal with a hundred budget lines is a tenth of it.
pub const LARGEST: usize = 512 * 1024;
/// The deepest nesting. Forms are four deep.
const DEEPEST: usize = 32;

/// A body that was read and passed its own rules.
#[derive(Debug)]
pub struct Valid<T>(pub T);

/// The body of an act that needs nothing but its address: none, or `{}`.
#[derive(Debug, serde::Deserialize, Validate, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// The digest of the body that was read, for the fingerprint of a key.
#[derive(Debug, Clone)]
pub(crate) struct BodyDigest(pub(crate) String);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Valid<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let bytes = web::Bytes::from_request(&request, payload);
        Box::pin(async move {
            let bytes = bytes.await.map_err(|error| match error.as_response_error().status_code().as_u16() {
                413 => Problem::new("too-large").because("body_too_large", json!({ "limit_bytes": LARGEST })),
                _ => Problem::new("bad-request").because("body_unreadable", Value::Null),
            })?;
            request.extensions_mut().insert(BodyDigest(transparency::hex(&sha2::Sha256::digest(&bytes))));
            // An act that needs nothing but its address may come without a body.
            read(if bytes.is_empty() { b"{}" } else { &bytes }).map(Self)
        })
    }
}

/// First whether it is JSON at all, then whether every field is what it should be: a slip in one field never reads as broken JSON.
fn read<T: DeserializeOwned + Validate>(bytes: &[u8]) -> Result<T, Problem> {
    shallow(bytes)?;
    let sent: Value = serde_json::from_slice(bytes).map_err(|why| {
        Problem::new("bad-request").because("not_json", json!({ "line": why.line(), "column": why.column() }))
    })?;
    if sent.is_array() {
        // Serde would take a list as the fields in their order; a form has names.
        let facts = json!({ "reason": "a form is an object" });
        return Err(Problem::new("invalid").fields(vec![Fault::new("", "wrong_type", facts)]));
    }
    no_controls(&sent)?;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(&error.path().to_string());
        Problem::new("invalid").fields(vec![misread(&pointer, &error.inner().to_string())])
    })?;
    value.validate().map_err(|errors| Problem::new("invalid").fields(faults(&errors)))?;
    Ok(value)
}

/// What serde could not read, by its words: it has no codes of its own.
fn misread(pointer: &str, reason: &str) -> Fault {
    let quoted = |before: &str| reason.strip_prefix(before).and_then(|rest| rest.split('`').next());
    let facts = json!({ "reason": reason.split(" at line ").next() });
    match (quoted("unknown field `"), quoted("missing field `")) {
        (Some(field), _) => Fault::new(below(pointer, field), "unknown_field", facts),
        (_, Some(field)) => Fault::new(below(pointer, field), "missing_field", facts),
        _ => Fault::new(pointer.to_owned(), "wrong_type", facts),
    }
}

/// The path sometimes ends with the field already.
fn below(pointer: &str, field: &str) -> String {
    if pointer.rsplit('/').next() == Some(field) { pointer.to_owned() } else { format!("{pointer}/{field}") }
}

fn shallow(bytes: &[u8]) -> Result<(), Problem> {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in bytes {
        match (quoted, escaped, byte) {
            (true, true, _) => escaped = false,
            (true, false, b'\\') => escaped = true,
            (_, false, b'"') => quoted = !quoted,
            (false, _, b'[' | b'{') => depth = depth.saturating_add(1),
            (false, _, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if deepest <= DEEPEST {
        Ok(())
    } else {
        Err(Problem::new("bad-request").because("too_deep", json!({ "limit": DEEPEST })))
    }
}

/// No text holds control characters but line breaks and tabs: a database refuses some of them, a mail header is forged with others.
fn no_controls(sent: &Value) -> Result<(), Problem> {
    let mut faults = Vec::new();
    find_controls("", sent, &mut faults);
    if faults.is_empty() { Ok(()) } else { Err(Problem::new("invalid").fields(faults)) }
}

fn find_controls(at: &str, value: &Value, faults: &mut Vec<Fault>) {
    let forbidden = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    let dirty = |text: &str| text.chars().any(forbidden);
    match value {
        Value::String(text) if dirty(text) => {
            faults.push(Fault::new(at.to_owned(), "control_character", Value::Null));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| find_controls(&format!("{at}/{n}"), item, faults));
        }
        Value::Object(fields) => {
            // A name with such a character is told by its place: it could not be read anywhere.
            let names = fields.keys().filter(|name| dirty(name));
            faults.extend(names.map(|_| Fault::new(at.to_owned(), "control_character", Value::Null)));
            fields.iter().for_each(|(key, item)| find_controls(&format!("{at}/{key}"), item, faults));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// `a.b[2].c` as a JSON pointer.
fn pointer(path: &str) -> String {
    if path == "." {
        return String::new();
    }
    let steps = path.replace('[', ".").replace(']', "");
    steps.split('.').filter(|step| !step.is_empty()).map(|step| format!("/{step}")).collect()
}

fn faults(errors: &ValidationErrors) -> Vec<Fault> {
    let mut found = Vec::new();
    collect("", errors, &mut found);
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found
}

fn collect(at: &str, errors: &ValidationErrors, found: &mut Vec<Fault>) {
    for (field, kind) in errors.errors() {
        let here = format!("{at}/{field}");
        match kind {
            ValidationErrorsKind::Field(rules) => {
                found.extend(rules.iter().map(|rule| Fault::new(here.clone(), rule.code.clone(), facts(rule))));
            }
            ValidationErrorsKind::Struct(inner) => collect(&here, inner, found),
            ValidationErrorsKind::List(items) => {
                items.iter().for_each(|(n, inner)| collect(&format!("{here}/{n}"), inner, found));
            }
        }
    }
}

fn facts(rule: &validator::ValidationError) -> Value {
    let shown = rule.params.iter().filter(|(name, _)| name.as_ref() != "value");
    Value::Object(shown.map(|(name, value)| (name.to_string(), value.clone())).collect())
}
