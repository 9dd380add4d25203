//! Who goes on when there are fewer places than proposals, and what happens when the line runs through a tie.

use super::{Needed, Standings};
use crate::rules::{CutLine, CutTie, Link};
use crate::ties::Act;
use serde::{Deserialize, Serialize};

/// Who goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Who goes on, in the order of award.
    pub admitted: Vec<String>,
    /// Who shared the rank at the line, on both sides of it; empty where the line ran through no tie.
    pub tied: Vec<String>,
}

/// Draws the line.
///
/// # Errors
/// The group that needs an extra vote or lots.
pub fn cut(standings: &Standings, line: CutLine, acts: &[Act]) -> Result<Cut, Needed> {
    let places = usize::try_from(line.places).unwrap_or(usize::MAX);
    let code = |at: usize| standings.rows.get(at).map(|row| row.scored.proposal.clone());
    let last = places.checked_sub(1).and_then(|at| standings.rows.get(at));
    let (Some(last), Some(next)) = (last, standings.rows.get(places)) else {
        return Ok(Cut {
            admitted: (0..places.min(standings.rows.len())).filter_map(code).collect(),
            tied: Vec::new(),
        });
    };
    if last.rank != next.rank {
        return Ok(Cut { admitted: (0..places).filter_map(code).collect(), tied: Vec::new() });
    }
    let at_line: Vec<usize> = (0..standings.rows.len())
        .filter(|at| standings.rows.get(*at).is_some_and(|row| row.rank == last.rank))
        .collect();
    let first = at_line.first().copied().unwrap_or(places);
    let mut tied: Vec<String> = at_line.iter().copied().filter_map(code).collect();
    let inside: Vec<String> = match line.on_tie {
        CutTie::AdmitAll => tied.clone(),
        CutTie::Chain => chained(standings, places, &at_line).into_iter().filter_map(code).collect(),
        CutTie::ExtraVote => voted(&tied, (Link::SecondVote, last.rank), acts, places.saturating_sub(first))?,
        CutTie::Lot => voted(&tied, (Link::Lot, last.rank), acts, places.saturating_sub(first))?,
    };
    tied.sort_unstable();
    Ok(Cut { admitted: (0..first).filter_map(code).chain(inside).collect(), tied })
}

/// Those before the line in the order of the chain; where even the chain left the two at the line sharing a place, all who share it.
fn chained(standings: &Standings, places: usize, at_line: &[usize]) -> Vec<usize> {
    let place = |at: usize| standings.rows.get(at).map(|row| row.place);
    let last = places.checked_sub(1).and_then(place);
    at_line.iter().copied().filter(|at| *at < places || place(*at) == last).collect()
}

fn voted(tied: &[String], need: (Link, i64), acts: &[Act], places: usize) -> Result<Vec<String>, Needed> {
    let (link, rank) = need;
    let Some(act) = acts.iter().find(|act| act.settles(&link, tied)) else {
        let mut proposals = tied.to_vec();
        proposals.sort_unstable();
        return Err(Needed { rank, proposals, link });
    };
    let mut inside: Vec<String> = Vec::new();
    for together in &act.order {
        if inside.len() < places {
            inside.extend(together.iter().cloned());
        }
    }
    Ok(inside)
}
