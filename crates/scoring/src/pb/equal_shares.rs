//! The Method of Equal Shares (Peters and Skowron 2020; Peters, Pierczyński and Skowron 2021) with cost as utility, in exact fractions.
//!
//! Every voter owns an equal share. A project is bought by those who named it, each paying the same or all that they have left;
//! the project with the smallest price per unit of utility is next. All purses have one common denominator, so that
//! fractions are compared and paid as whole numbers, however long.

use super::poll::{Candidate, Poll};
use num_bigint::BigUint;
use num_traits::{One, Zero};
use std::cmp::Ordering;

/// The price of a project per unit of utility, as a fraction of whole numbers.
#[derive(Debug, Clone)]
struct Price {
    numerator: BigUint,
    denominator: BigUint,
}

impl Price {
    /// Compares two fractions by cross multiplication.
    fn beside(&self, other: &Self) -> Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

/// What a project would cost those who still can pay: `rest / payers` each, over the common denominator.
struct Bill {
    rest: BigUint,
    payers: u64,
}

/// The purses of the voters: what each voter of a ballot has left.
struct Purses {
    /// Numerators, one for each of the different ballots.
    money: Vec<BigUint>,
    /// The denominator that all share.
    denominator: BigUint,
    /// For each ballot its place when purses are put into rising order; equal purses share it.
    order: Vec<usize>,
}

impl Purses {
    fn new(poll: &Poll, budget: u128) -> Self {
        let voters = poll.voters.iter().fold(0, |sum: u64, n| sum.saturating_add(*n)).max(1);
        let money = vec![BigUint::from(budget); poll.voters.len()];
        Self { order: vec![0; money.len()], money, denominator: BigUint::from(voters) }
    }

    fn money_of(&self, ballot: usize) -> Option<&BigUint> {
        self.money.get(ballot)
    }

    /// Who pays how much for a project; `None` if they cannot.
    fn bill(&self, poll: &Poll, project: &Candidate) -> Option<Bill> {
        let mut rising: Vec<(usize, usize)> =
            project.ballots.iter().filter_map(|b| self.order.get(*b).map(|o| (*o, *b))).collect();
        rising.sort_unstable();
        let mut bill = Bill { rest: &self.denominator * project.cost, payers: project.support };
        for (_, ballot) in rising {
            let purse = self.money_of(ballot)?;
            if bill.rest <= purse * bill.payers {
                return Some(bill);
            }
            let voters = poll.voters_of(ballot);
            bill.rest -= purse * voters;
            bill.payers = bill.payers.saturating_sub(voters);
        }
        None
    }

    /// Lets those who named the project pay, and puts the purses into order again.
    fn pay(&mut self, project: &Candidate, bill: &Bill) {
        let common = gcd(&bill.rest, bill.payers);
        let factor = bill.payers / common;
        if factor > 1 {
            self.money.iter_mut().filter(|m| !m.is_zero()).for_each(|m| *m *= factor);
            self.denominator *= factor;
        }
        let share = &bill.rest / common;
        for ballot in &project.ballots {
            if let Some(purse) = self.money.get_mut(*ballot) {
                if *purse > share { *purse -= &share } else { purse.set_zero() }
            }
        }
        let mut rising: Vec<(&BigUint, usize)> = self.money.iter().zip(0..).collect();
        rising.sort_unstable();
        let (mut place, mut before) = (0, None);
        for (purse, ballot) in rising {
            place += usize::from(before.is_some_and(|b| b != purse));
            before = Some(purse);
            if let Some(order) = self.order.get_mut(ballot) {
                *order = place;
            }
        }
    }
}

/// The greatest number that divides both.
pub(super) fn gcd(large: &BigUint, small: u64) -> u64 {
    let rest = (large % small).iter_u64_digits().next().unwrap_or(0);
    let (mut a, mut b) = (small, rest);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// The bought projects, by their place in the poll, in the order of purchase; `budget` is shared out equally.
pub(super) fn bought(poll: &Poll, budget: u128) -> Vec<usize> {
    let mut purses = Purses::new(poll, budget);
    let worth = |p: &Candidate| p.support > 0 && p.cost > 0;
    let mut open: Vec<(Option<Price>, usize)> =
        poll.projects.iter().zip(0..).filter(|(p, _)| worth(p)).map(|(_, at)| (None, at)).collect();
    let mut found = Vec::new();
    while let Some((at, bill)) = cheapest(poll, &purses, &mut open) {
        if let Some(project) = poll.projects.get(at) {
            purses.pay(project, &bill);
        }
        open.retain(|(_, other)| *other != at);
        found.push(at);
    }
    found
}

/// The project with the smallest price, ties to the smaller id. Purses only shrink, so a price that is known from an
/// earlier round can only have risen: who was dearer then than the cheapest now need not be asked again.
fn cheapest(poll: &Poll, purses: &Purses, open: &mut Vec<(Option<Price>, usize)>) -> Option<(usize, Bill)> {
    open.sort_by(|a, b| match (&a.0, &b.0) {
        (Some(x), Some(y)) => x.beside(y),
        (x, y) => x.is_some().cmp(&y.is_some()),
    });
    let mut best: Option<(Price, usize, Bill)> = None;
    let mut lost = Vec::new();
    for (price, at) in open.iter_mut() {
        let known = price.as_ref().zip(best.as_ref());
        if known.is_some_and(|(price, (least, ..))| price.beside(least) == Ordering::Greater) {
            break;
        }
        let Some(project) = poll.projects.get(*at) else { continue };
        let Some(bill) = purses.bill(poll, project) else {
            lost.push(*at);
            continue;
        };
        let utility = BigUint::one() * bill.payers * project.cost;
        let new = Price { numerator: bill.rest.clone(), denominator: utility * &purses.denominator };
        let better =
            best.as_ref().is_none_or(|(least, first, _)| new.beside(least).then((*at).cmp(first)) == Ordering::Less);
        if better {
            best = Some((new.clone(), *at, bill));
        }
        *price = Some(new);
    }
    open.retain(|(_, at)| !lost.contains(at));
    best.map(|(_, at, bill)| (at, bill))
}
