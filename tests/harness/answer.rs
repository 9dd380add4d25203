//! What the server answered, and what a story expects of it.

use serde_json::Value;

/// What the server answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body as JSON; `null` when there is none.
    pub body: Value,
    /// The cookies that were set, `name=value`.
    pub cookies: Vec<String>,
    /// What `Retry-After` says, in seconds.
    pub retry_after: Option<i64>,
    /// Every header by name, in the order in which they came.
    pub headers: Vec<(String, String)>,
}

impl Answer {
    /// It was done; hands back the body.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert_eq!(self.status, 200, "not done: {}", self.body);
        self.body
    }

    /// It was refused with this class and this code.
    #[track_caller]
    pub fn is_refused(self, class: &str, code: &str) -> Value {
        let said = (self.body["type"].as_str().unwrap_or(""), self.body["code"].as_str().unwrap_or(""));
        assert_eq!(said, (format!("/problems/{class}").as_str(), code), "{} {}", self.status, self.body);
        self.body
    }

    /// It does not exist for the one who asked.
    #[track_caller]
    pub fn is_hidden(self) {
        assert_eq!((self.status, self.body["type"].as_str()), (404, Some("/problems/not-found")), "{}", self.body);
    }
}
