//! The times of a drawing of lots: committed, revealed before a due instant, and drawn when the beacon has fallen.
//!
//! Whoever speaks does so before the beacon can be known, so nobody can choose between outcomes, not even by keeping silent:
//! what is not revealed in time stays out for good, and the drawing goes on without it.

use crate::{Fault, Refusal};
use model::Timestamp;
use serde_json::json;

/// The instants of a ceremony.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// The first instant that is too late to reveal.
    pub reveal_due: Timestamp,
    /// The first instant at which the beacon can be known; never before the reveal is due.
    pub beacon_at: Timestamp,
}

/// What has become of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Nothing was said to it so far.
    Nothing,
    /// It was revealed in time.
    Revealed,
    /// A draw has used it.
    Used,
}

/// Where a commitment stands, as everybody sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentState {
    /// It waits for its reveal.
    Open,
    /// It was revealed in time and waits for its draw.
    Revealed,
    /// It was not revealed in time: the empty word stands in its place.
    Withheld,
    /// A draw has used it.
    Used,
}

/// Where a commitment stands at this instant.
#[must_use]
pub fn state(said: Said, times: Times, now: Timestamp) -> CommitmentState {
    match said {
        Said::Used => CommitmentState::Used,
        Said::Revealed => CommitmentState::Revealed,
        Said::Nothing if now < times.reveal_due => CommitmentState::Open,
        Said::Nothing => CommitmentState::Withheld,
    }
}

/// Whether such times can be published now.
///
/// # Errors
/// `reveal_due_passed` for a due instant that is not ahead, `beacon_before_reveal` for a beacon that could be known while the reveal may still be withheld.
pub fn may_commit(times: Times, now: Timestamp) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    if times.reveal_due <= now {
        faults.push(Fault::new("/reveal_due", "reveal_due_passed", json!({ "now": now })));
    }
    if times.beacon_at < times.reveal_due {
        faults.push(Fault::new("/beacon_at", "beacon_before_reveal", json!({ "reveal_due": times.reveal_due })));
    }
    Refusal::of(faults)
}

/// Whether a commitment can be revealed now.
///
/// # Errors
/// [`Refusal::WrongState`] when it was revealed or used; [`Refusal::Closed`] with `reveal_closed` from the due instant on.
pub fn may_reveal(said: Said, times: Times, now: Timestamp) -> Result<(), Refusal> {
    match state(said, times, now) {
        CommitmentState::Open => Ok(()),
        CommitmentState::Revealed => Err(Refusal::WrongState { command: "reveal", state: "revealed" }),
        CommitmentState::Used => Err(Refusal::WrongState { command: "reveal", state: "used" }),
        CommitmentState::Withheld => Err(Refusal::Closed { code: "reveal_closed", at: times.reveal_due }),
    }
}

/// Whether lots can be drawn with a commitment now.
///
/// # Errors
/// [`Refusal::NotYet`] with `reveal_pending` while it may still be revealed, and with `beacon_not_fallen` before the beacon can be known.
pub fn may_draw(said: Said, times: Times, now: Timestamp) -> Result<(), Refusal> {
    if state(said, times, now) == CommitmentState::Open {
        return Err(Refusal::NotYet { code: "reveal_pending", opens: times.reveal_due });
    }
    if now < times.beacon_at {
        return Err(Refusal::NotYet { code: "beacon_not_fallen", opens: times.beacon_at });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(second: i64) -> Timestamp {
        Timestamp::constant(second, 0)
    }

    const TIMES: Times = Times { reveal_due: at(100), beacon_at: at(200) };

    #[test]
    fn every_act_has_its_very_instant() {
        let code = |found: Result<(), Refusal>| match found {
            Ok(()) => "yes",
            Err(Refusal::Closed { code, .. } | Refusal::NotYet { code, .. }) => code,
            Err(Refusal::WrongState { state, .. }) => state,
            Err(_) => "other",
        };
        let rows: Vec<_> = [99, 100, 101, 199, 200, 201]
            .map(|second| {
                let now = at(second);
                let both = |said| (code(may_reveal(said, TIMES, now)), code(may_draw(said, TIMES, now)));
                (second, both(Said::Nothing), both(Said::Revealed))
            })
            .into();
        let closed = "reveal_closed";
        let early = "beacon_not_fallen";
        assert_eq!(
            rows,
            [
                (99, ("yes", "reveal_pending"), ("revealed", early)),
                (100, (closed, early), ("revealed", early)),
                (101, (closed, early), ("revealed", early)),
                (199, (closed, early), ("revealed", early)),
                (200, (closed, "yes"), ("revealed", "yes")),
                (201, (closed, "yes"), ("revealed", "yes")),
            ]
        );
        assert_eq!(code(may_reveal(Said::Used, TIMES, at(1))), "used");
        assert_eq!(state(Said::Nothing, TIMES, at(99)), CommitmentState::Open);
        assert_eq!(state(Said::Nothing, TIMES, at(100)), CommitmentState::Withheld);
        assert_eq!(state(Said::Used, TIMES, at(100)), CommitmentState::Used);
    }

    #[test]
    fn a_due_instant_lies_ahead_and_the_beacon_not_before_it() {
        let faults = |reveal_due, beacon_at, now| match may_commit(
            Times { reveal_due: at(reveal_due), beacon_at: at(beacon_at) },
            at(now),
        ) {
            Err(Refusal::Invalid { faults }) => faults.into_iter().map(|f| f.code.into_owned()).collect(),
            _ => Vec::new(),
        };
        let none: Vec<String> = Vec::new();
        for (now, found) in
            [(99, none.clone()), (100, vec!["reveal_due_passed".into()]), (101, vec!["reveal_due_passed".into()])]
        {
            assert_eq!(faults(100, 100, now), found);
        }
        for (beacon, found) in [(99, vec!["beacon_before_reveal".to_owned()]), (100, none.clone()), (101, none)] {
            assert_eq!(faults(100, beacon, 0), found);
        }
    }
}
