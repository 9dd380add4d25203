//! Who puts equal proposals into order where figures do not: the panel by a second vote, or its chair.

use crate::roles::{self, Duty, OnBehalfOf};
use crate::{Fault, Refusal};
use model::{Actor, Role, Round, RoundState};
use serde_json::json;
use std::collections::BTreeMap;

/// The chair of a round, as far as a tie goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chair {
    /// There is one, free to decide.
    Free,
    /// The chair is kept away from one of the equal proposals, or nobody was named: two of the organiser's officers decide together.
    Missing,
}

/// Whether an act counts at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// It does.
    Whole,
    /// A second person has to enter the same.
    Half,
}

/// Whether the actor sees which proposals are equal: who leads the evening, and the chair.
///
/// # Errors
/// [`Refusal::NotYourRole`].
pub fn may_see(round: &Round, actor: &Actor) -> Result<(), Refusal> {
    if actor.has_in(Role::Chair, round.id) {
        return Ok(());
    }
    roles::may(actor, round, Duty::Stage).map(drop)
}

/// Whether the actor may enter the count of a second vote, which two people do.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::WrongState`] outside the roadshow.
pub fn may_count(round: &Round, actor: &Actor) -> Result<(Weight, OnBehalfOf), Refusal> {
    let behalf = roles::may(actor, round, Duty::Stage)?;
    is_pitching("second_vote", round)?;
    Ok((Weight::Half, behalf))
}

/// Whether the actor may decide as the chair does: the chair alone, or two officers where there is none to do so.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::WrongState`] outside the roadshow.
pub fn may_decide(chair: Chair, round: &Round, actor: &Actor) -> Result<(Weight, OnBehalfOf), Refusal> {
    let found = match chair {
        Chair::Free if actor.has_in(Role::Chair, round.id) => (Weight::Whole, None),
        Chair::Free => return Err(Refusal::NotYourRole { needs: vec![Role::Chair] }),
        Chair::Missing => (Weight::Half, roles::may(actor, round, Duty::Programme)?),
    };
    is_pitching("chair_decision", round)?;
    Ok(found)
}

fn is_pitching(command: &'static str, round: &Round) -> Result<(), Refusal> {
    if round.state == RoundState::Pitching {
        return Ok(());
    }
    Err(Refusal::WrongState { command, state: round.state.as_str() })
}

/// Whether so many judges can have voted so: each for one, and one of them at least.
///
/// # Errors
/// `votes_out_of_range`, naming how many judges may vote.
pub fn votes_add_up(votes: &BTreeMap<String, i64>, judges: usize) -> Result<(), Refusal> {
    let most = i64::try_from(judges).unwrap_or(i64::MAX);
    let sum = votes.values().fold(0_i64, |sum, count| sum.saturating_add(*count));
    let faults = votes.iter().filter(|(_, count)| !(0..=most).contains(*count));
    let mut faults: Vec<Fault> = faults
        .map(|(code, _)| Fault::new(format!("/votes/{code}"), "votes_out_of_range", json!({ "judges": most })))
        .collect();
    if faults.is_empty() && !(1..=most).contains(&sum) {
        faults.push(Fault::new("/votes", "votes_out_of_range", json!({ "judges": most, "sum": sum })));
    }
    Refusal::of(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judges_vote_once_each() {
        let votes = |list: &[i64]| list.iter().enumerate().map(|(n, count)| (format!("P{n}"), *count)).collect();
        for (list, judges, fine) in [
            (&[2, 1][..], 3, true),
            (&[2, 2], 3, false),
            (&[0, 1], 3, true),
            (&[0, 0], 3, false),
            (&[-1, 2], 3, false),
            (&[4, -1], 3, false),
            (&[i64::MAX, i64::MAX], 3, false),
        ] {
            assert_eq!(votes_add_up(&votes(list), judges).is_ok(), fine, "{list:?}");
        }
    }
}
