//! Equal Shares as an election runs it: with what is done about the money that it leaves.

use super::equal_shares::bought;
use super::poll::{Candidate, Poll};
use super::{Completion, Election, Selection, Why};

/// How often `add1` gives more at most; a share of that size buys everything long before.
const ROUNDS: u64 = 20_000;

/// The Method of Equal Shares.
pub(super) fn equal_shares(election: &Election, completion: Completion) -> Selection {
    let poll = Poll::of(election);
    let places = |at: Vec<usize>| -> Vec<usize> {
        at.into_iter().filter_map(|n| poll.projects.get(n)).map(|p| p.place).collect()
    };
    let mut selected = places(bought(&poll, election.budget));
    match completion {
        Completion::None => {}
        Completion::Add1 => {
            let voters = u64::try_from(election.voters.len()).unwrap_or(u64::MAX);
            let step = voters.saturating_mul(election.money.unit().unsigned_abs());
            let mut more = election.budget;
            for _ in 0..ROUNDS {
                if step == 0 || is_exhausted(election, &poll, &selected) {
                    break;
                }
                more = more.saturating_add(step);
                let next = places(bought(&poll, more));
                if election.cost(&next) > election.budget {
                    break;
                }
                selected = next;
            }
        }
        Completion::Greedy => {
            for place in election.ranking() {
                let cost = election.cost(&selected).saturating_add(election.cost(&[place]));
                if !selected.contains(&place) && cost <= election.budget {
                    selected.push(place);
                }
            }
        }
    }
    let others = election.ranking().into_iter().filter(|place| !selected.contains(place));
    let skipped = others.map(|place| (place, why(&poll, place))).collect();
    Selection { selected, skipped, proof: None }
}

/// Whether nothing that anybody named fits any more.
fn is_exhausted(election: &Election, poll: &Poll, selected: &[usize]) -> bool {
    let left = election.budget.saturating_sub(election.cost(selected));
    let wanted = poll.projects.iter().filter(|p| p.support != 0 && p.cost != 0);
    wanted.into_iter().all(|p| selected.contains(&p.place) || p.cost > left)
}

fn why(poll: &Poll, place: usize) -> Why {
    match poll.projects.iter().find(|p| p.place == place) {
        None | Some(Candidate { support: 0, .. }) => Why::NoSupporters,
        Some(Candidate { cost: 0, .. }) => Why::NoUtility,
        Some(_) => Why::SupportersCannotPay,
    }
}
