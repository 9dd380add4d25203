//! Problems (RFC 9457): the only place that knows status codes.
//!
//! `type` is the class, `code` the very rule that refused with its facts; the pages own the words in Chinese and English.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use scoring::rules::Lang;
use serde::Serialize;
use serde_json::{Value, json};
use workflow::{Fault, Refusal};

/// The classes of problems: name, status, title. Each has a section in `api-spec/problems.md`.
pub const CLASSES: &[(&str, u16, &str)] = &[
    ("bad-request", 400, "The request cannot be read"),
    ("unauthenticated", 401, "Sign in first"),
    ("not-yours", 403, "This belongs to somebody else"),
    ("not-your-role", 403, "This act belongs to another role"),
    ("conflicted", 403, "A conflict of interest stands in the way"),
    ("not-found", 404, "There is no such thing, or you may not see it"),
    ("method-not-allowed", 405, "This cannot be done here"),
    ("wrong-state", 409, "Not possible where it stands"),
    ("closed", 409, "It is over"),
    ("not-yet", 409, "It has not begun"),
    ("not-now", 409, "A condition is not met"),
    ("conflict", 409, "Somebody else changed it"),
    ("taken", 409, "This is in use already"),
    ("too-large", 413, "The request is too large"),
    ("invalid", 422, "Some fields are wrong"),
    ("version-missing", 428, "Say which version you have read"),
    ("key-missing", 400, "This act needs an Idempotency-Key"),
    ("slow-down", 429, "Too many requests"),
    ("busy", 503, "Too much to do at the moment"),
    ("about:blank", 500, "An error of ours"),
];

/// What a client is told when something is not done.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// The class, as a path that explains it: `/problems/closed`.
    pub r#type: String,
    /// The class in English; never shown to people as it is.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The very rule that refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The figures that show it: `opens`, `closed_at`, `needs`, `limit`, ...
    #[serde(skip_serializing_if = "Value::is_null")]
    #[schema(value_type = Object)]
    pub facts: Value,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// Where: a JSON pointer into what was sent.
    pub pointer: String,
    /// Which rule.
    pub code: String,
    /// The figures that show it.
    #[schema(value_type = Object)]
    pub detail: Value,
}

impl Problem {
    /// A problem of that class; an unknown class is an error of ours.
    #[must_use]
    pub fn new(class: &str) -> Self {
        let known = CLASSES.iter().find(|(name, _, _)| *name == class);
        let (name, status, title) = known.copied().unwrap_or(("about:blank", 500, "An error of ours"));
        let r#type = if name == "about:blank" { name.to_owned() } else { format!("/problems/{name}") };
        Self { r#type, title, status, code: None, facts: Value::Null, errors: Vec::new() }
    }

    /// With the rule and its figures.
    #[must_use]
    pub fn because(self, code: impl Into<String>, facts: Value) -> Self {
        Self { code: Some(code.into()), facts, ..self }
    }

    /// With the fields that are wrong.
    #[must_use]
    pub fn fields(self, faults: Vec<Fault>) -> Self {
        let code = faults.first().map(|f| f.code.to_string());
        let shown = |f: Fault| FieldProblem { pointer: f.pointer, code: f.code.into_owned(), detail: f.facts };
        Self { code, errors: faults.into_iter().map(shown).collect(), ..self }
    }
}

impl From<app::Error> for Problem {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::Refused(refusal) => refused(refusal),
            app::Error::Scoring(error) => unscorable(&error),
            app::Error::Storage(app::StorageError::NotFound) => Self::new("not-found"),
            app::Error::Storage(app::StorageError::Taken { constraint }) => {
                Self::new("taken").because(taken(&constraint), Value::Null)
            }
            app::Error::Storage(app::StorageError::Conflict) => {
                Self::new("conflict").because("changed_meanwhile", Value::Null)
            }
            app::Error::Storage(app::StorageError::Busy) => Self::new("busy"),
            app::Error::Storage(app::StorageError::Broken(chain)) => {
                tracing::error!(error = ?chain, "a request failed");
                Self::new("about:blank")
            }
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::NotYourRole { needs } => {
            Problem::new("not-your-role").because("not_your_role", json!({ "needs": needs }))
        }
        Refusal::NotYours => Problem::new("not-yours").because("not_yours", Value::Null),
        Refusal::Conflicted { code, facts } => Problem::new("conflicted").because(code, facts),
        Refusal::WrongState { command, state } => {
            Problem::new("wrong-state").because("wrong_state", json!({ "command": command, "state": state }))
        }
        Refusal::Closed { code, at } => Problem::new("closed").because(code, json!({ "closed_at": at })),
        Refusal::NotYet { code, opens } => Problem::new("not-yet").because(code, json!({ "opens": opens })),
        Refusal::NotNow { code, facts } => Problem::new("not-now").because(code, facts),
        Refusal::Invalid { faults } => Problem::new("invalid").fields(faults),
    }
}

fn unscorable(error: &scoring::ScoringError) -> Problem {
    let pointer = match error {
        scoring::ScoringError::OffStep { criterion, .. } | scoring::ScoringError::OutOfRange { criterion, .. } => {
            format!("/marks/{criterion}")
        }
        scoring::ScoringError::OtherCriteria { .. } => "/marks".to_owned(),
        scoring::ScoringError::Draw(scoring::draw::DrawError::Duplicate { .. }) => "/codes".to_owned(),
        scoring::ScoringError::Draw(_) => "/reveal".to_owned(),
        scoring::ScoringError::Assignment(why) => {
            // Exactly what to relax is a sentence that the planner makes, so its words come along with its figures.
            let mut facts = why.facts();
            if let Some(facts) = facts.as_object_mut() {
                facts.insert("words".into(), json!({ "zh": why.told(Lang::Zh), "en": why.told(Lang::En) }));
            }
            return Problem::new("not-now").because(why.code(), facts);
        }
        scoring::ScoringError::TooFew { .. }
        | scoring::ScoringError::PanelsDiffer { .. }
        | scoring::ScoringError::Disconnected { .. }
        | scoring::ScoringError::RoomMeanZero { .. }
        | scoring::ScoringError::Missing { .. }
        | scoring::ScoringError::TooManyDigits { .. } => {
            return Problem::new("not-now").because(error.code(), error.facts());
        }
    };
    Problem::new("invalid").fields(vec![Fault::new(pointer, error.code(), error.facts())])
}

/// A stable code out of the constraint that was hit: PostgreSQL names it, SQLite lists its columns.
fn taken(constraint: &str) -> String {
    let columns = constraint.strip_prefix("UNIQUE constraint failed: ").unwrap_or(constraint);
    let known = ["invoice_number", "email", "phone", "uscc", "code"];
    let found = known.into_iter().find(|name| columns.contains(name));
    match found {
        Some("invoice_number") => "duplicate_voucher".into(),
        Some(name) => format!("{name}_taken"),
        None => "taken".into(),
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.title)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        answer.content_type("application/problem+json").insert_header((header::CACHE_CONTROL, "no-store"));
        if matches!(self.status, 429 | 503) {
            let wait = self.facts.get("retry_after_seconds").and_then(Value::as_u64).unwrap_or(2);
            answer.insert_header((header::RETRY_AFTER, wait));
        }
        answer.json(self)
    }
}
