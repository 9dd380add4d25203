//! Why something may not happen. A refusal is data with a stable code; pages own the words.

use model::{Role, Timestamp};
use std::borrow::Cow;

/// Why something may not happen.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The actor sees the subject, but the act belongs to others.
    #[error("this act belongs to {needs:?}")]
    NotYourRole {
        /// The roles that may.
        needs: Vec<Role>,
    },
    /// The subject is somebody else's.
    #[error("only those whose it is may do this")]
    NotYours,
    /// A conflict of interest stands in the way.
    #[error("a conflict of interest stands in the way ({code})")]
    Conflicted {
        /// Such as `recused` or `second_approver_must_differ`.
        code: &'static str,
        /// The facts.
        facts: serde_json::Value,
    },
    /// Not possible where the subject stands.
    #[error("{command} is not possible in state {state}")]
    WrongState {
        /// The act.
        command: &'static str,
        /// Where the subject stands.
        state: &'static str,
    },
    /// Too late.
    #[error("over since {at} ({code})")]
    Closed {
        /// Such as `call_closed`.
        code: &'static str,
        /// The first instant that was too late.
        at: Timestamp,
    },
    /// Too early.
    #[error("not before {opens} ({code})")]
    NotYet {
        /// Such as `call_not_open`.
        code: &'static str,
        /// The first instant that is not too early.
        opens: Timestamp,
    },
    /// A condition outside the input is not met now: a gate, a quorum, a limit that is used up.
    #[error("not now ({code})")]
    NotNow {
        /// The very condition.
        code: &'static str,
        /// The facts.
        facts: serde_json::Value,
    },
    /// A rule of the round is not kept by what was sent.
    #[error("{} field(s) against the rules", faults.len())]
    Invalid {
        /// Each with its place; never empty.
        faults: Vec<Fault>,
    },
}

/// One field that breaks a rule.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Fault {
    /// Where: a JSON pointer into what was sent.
    pub pointer: String,
    /// Which rule.
    pub code: Cow<'static, str>,
    /// The figures that show it.
    pub facts: serde_json::Value,
}

impl Fault {
    /// A fault with its place and figures.
    pub fn new(pointer: impl Into<String>, code: impl Into<Cow<'static, str>>, facts: serde_json::Value) -> Self {
        Self { pointer: pointer.into(), code: code.into(), facts }
    }
}

impl Refusal {
    /// One field against one rule.
    pub fn rule(pointer: impl Into<String>, code: impl Into<Cow<'static, str>>, facts: serde_json::Value) -> Self {
        Self::Invalid { faults: vec![Fault::new(pointer, code, facts)] }
    }

    /// Nothing when there is no fault.
    ///
    /// # Errors
    /// All of them together, so that everything can be mended at once.
    pub fn of(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self::Invalid { faults }) }
    }

    /// A condition that is not met now.
    #[must_use]
    pub const fn not_now(code: &'static str, facts: serde_json::Value) -> Self {
        Self::NotNow { code, facts }
    }
}
