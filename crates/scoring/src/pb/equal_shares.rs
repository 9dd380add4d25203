//! The Method of Equal Shares (Peters and Skowron 2020; Peters, Pierczyński and Skowron 2021) with cost as utility, in exact fractions.
//!
//! Every voter owns an equal share. A project is bought by those who named it, each paying the same or all that they have left;
//! the project with the smallest price per unit of utility is next. All purses have one common denominator, so that
//! fractions are compared and paid as whole numbers: of 128 bits as long as they do, then of any length.

use super::poll::{Candidate, Poll};
use super::whole::Whole;
use num_bigint::BigUint;
use std::cmp::Ordering;

/// The bought projects, by their place in the poll, in the order of purchase; `budget` is shared out equally.
pub(super) fn bought(poll: &Poll, budget: u64) -> Vec<usize> {
    exactly::<u128>(poll, budget).or_else(|| exactly::<BigUint>(poll, budget)).unwrap_or_default()
}

/// What a project costs those who still can pay: `rest / payers` each, over the common denominator.
#[derive(Debug, Clone)]
struct Bill<N> {
    rest: N,
    payers: u64,
    cost: u64,
}

impl<N: Whole> Bill<N> {
    /// Compares prices per unit of utility: `rest / (payers * cost)`.
    fn beside(&self, other: &Self) -> Option<Ordering> {
        let ours = self.rest.times(other.payers)?.times(other.cost)?;
        Some(ours.cmp(&other.rest.times(self.payers)?.times(self.cost)?))
    }
}

/// A project that may still be bought, with the last bill that is known.
struct Open<N> {
    at: usize,
    bill: Option<Bill<N>>,
}

/// The purses of the voters: what each voter of a ballot has left.
struct Purses<N> {
    /// Numerators, one for each of the different ballots.
    money: Vec<N>,
    /// The denominator that all share.
    denominator: N,
    /// For each ballot its place when purses are put into rising order; equal purses share it.
    order: Vec<usize>,
}

fn exactly<N: Whole>(poll: &Poll, budget: u64) -> Option<Vec<usize>> {
    let voters = poll.voters.iter().fold(0, |sum: u64, n| sum.saturating_add(*n)).max(1);
    let money = vec![N::of(budget); poll.voters.len()];
    let mut purses = Purses { order: vec![0; money.len()], money, denominator: N::of(voters) };
    let worth = |p: &Candidate| p.support != 0 && p.cost != 0;
    let all = poll.projects.iter().zip(0..).filter(|(p, _)| worth(p));
    let mut open: Vec<Open<N>> = all.map(|(_, at)| Open { at, bill: None }).collect();
    let mut found = Vec::new();
    while let Some((at, bill)) = cheapest(poll, &purses, &mut open)? {
        open.retain(|other| other.at != at);
        if let Some(project) = poll.projects.get(at) {
            let factor = purses.pay(project, &bill)?;
            for known in open.iter_mut().filter_map(|o| o.bill.as_mut()) {
                known.rest = known.rest.times(factor)?;
            }
        }
        found.push(at);
    }
    Some(found)
}

type Next<N> = Option<(usize, Bill<N>)>;

/// The project with the smallest price, ties to the smaller id. Purses only shrink, so a price that is known from an
/// earlier round can only have risen: who was dearer then than the cheapest now need not be asked again.
fn cheapest<N: Whole>(poll: &Poll, purses: &Purses<N>, open: &mut Vec<Open<N>>) -> Option<Next<N>> {
    let mut best: Next<N> = None;
    let mut lost = Vec::new();
    for one in open.iter_mut() {
        if let (Some(known), Some((_, least))) = (&one.bill, &best)
            && known.beside(least)? == Ordering::Greater
        {
            continue;
        }
        let Some(project) = poll.projects.get(one.at) else { continue };
        let Some(bill) = purses.bill(poll, project)? else {
            lost.push(one.at);
            continue;
        };
        let order = match &best {
            Some((_, least)) => bill.beside(least)?,
            None => Ordering::Less,
        };
        one.bill = Some(bill.clone());
        if order == Ordering::Less {
            best = Some((one.at, bill));
        }
    }
    open.retain(|one| !lost.contains(&one.at));
    Some(best)
}

impl<N: Whole> Purses<N> {
    /// Who pays how much for a project; nothing if they cannot.
    fn bill(&self, poll: &Poll, project: &Candidate) -> Option<Option<Bill<N>>> {
        let mut rising: Vec<(usize, usize)> =
            project.ballots.iter().filter_map(|b| self.order.get(*b).map(|o| (*o, *b))).collect();
        rising.sort_unstable();
        let mut bill =
            Bill { rest: self.denominator.times(project.cost)?, payers: project.support, cost: project.cost };
        for equal in rising.chunk_by(|a, b| a.0 == b.0) {
            let Some(purse) = equal.first().and_then(|(_, ballot)| self.money.get(*ballot)) else { break };
            if bill.rest <= purse.times(bill.payers)? {
                return Some(Some(bill));
            }
            let voters = equal.iter().fold(0, |sum: u64, (_, ballot)| sum.saturating_add(poll.voters_of(*ballot)));
            bill.rest = bill.rest.less(&purse.times(voters)?)?;
            bill.payers = bill.payers.saturating_sub(voters);
        }
        Some(None)
    }

    /// Lets those who named the project pay, and puts the purses into order again; gives by how much the denominator grew.
    fn pay(&mut self, project: &Candidate, bill: &Bill<N>) -> Option<u64> {
        let common = bill.rest.common(bill.payers);
        let factor = bill.payers / common;
        if factor != 1 {
            for purse in &mut self.money {
                *purse = purse.times(factor)?;
            }
            self.denominator = self.denominator.times(factor)?;
        }
        let share = bill.rest.over(common);
        for ballot in &project.ballots {
            if let Some(purse) = self.money.get_mut(*ballot) {
                *purse = purse.less(&share).unwrap_or_else(|| N::of(0));
            }
        }
        let mut rising: Vec<(&N, usize)> = self.money.iter().zip(0..).collect();
        rising.sort_unstable();
        let (mut place, mut before) = (0, None);
        for (purse, ballot) in rising {
            place += usize::from(before.is_some_and(|b| b != purse));
            before = Some(purse);
            if let Some(order) = self.order.get_mut(ballot) {
                *order = place;
            }
        }
        Some(factor)
    }
}
