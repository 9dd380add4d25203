//! Who reads how a result came about: marks by judge, hints about judges, how sure a rank is. Never before the result is sealed.

use crate::Refusal;
use crate::roles::{self, Duty};
use model::{Actor, Round};
use serde_json::json;

/// Whether the results of a roadshow are sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Results {
    /// Marks and votes may still change.
    Open,
    /// Nothing changes any more.
    Sealed,
}

/// Whether the actor reads the standings desk of this round: those who run it and those who oversee it, once the results are sealed.
///
/// # Errors
/// [`Refusal::NotYourRole`] for everybody else, the funder included; [`Refusal::NotNow`] with `results_not_sealed`.
pub fn read(results: Results, round: &Round, actor: &Actor) -> Result<(), Refusal> {
    if roles::may(actor, round, Duty::Oversee).is_err() {
        roles::may(actor, round, Duty::Programme)?;
    }
    match results {
        Results::Open => Err(Refusal::not_now("results_not_sealed", json!({}))),
        Results::Sealed => Ok(()),
    }
}
