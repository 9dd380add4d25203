//! Phragmén's sequential rule (Phragmén 1894; for costs Los, Christoff and Grossi 2022), in exact fractions.
//!
//! A funded project is a load that its supporters share so that all of them carry the same. Next is the project that leaves
//! its supporters with the smallest load. A supporter's load is that of the last funded project they named, so loads are kept
//! once for each funded project, over one common denominator.

use super::poll::{Candidate, Poll};
use super::{Election, Selection, Why};
use num_bigint::BigUint;
use num_traits::Zero;
use std::cmp::Ordering;

/// The loads so far.
struct Loads {
    /// Numerators: nothing first, then one for each funded project.
    levels: Vec<BigUint>,
    /// The denominator that all share.
    denominator: BigUint,
    /// Which of the levels the voters of each ballot carry.
    carried: Vec<usize>,
}

impl Loads {
    fn new(poll: &Poll) -> Self {
        let levels = vec![BigUint::zero()];
        Self { levels, denominator: BigUint::from(1_u32), carried: vec![0; poll.voters.len()] }
    }

    /// What the supporters of a project would carry together.
    fn with(&self, poll: &Poll, project: &Candidate) -> BigUint {
        let mut voters = vec![0_u64; self.levels.len()];
        for ballot in &project.ballots {
            let level = self.carried.get(*ballot).copied().unwrap_or_default();
            if let Some(count) = voters.get_mut(level) {
                *count = count.saturating_add(poll.voters_of(*ballot));
            }
        }
        let carried = self.levels.iter().zip(voters).filter(|(_, count)| *count > 0);
        carried.fold(&self.denominator * project.cost, |sum, (level, count)| sum + level * count)
    }

    /// Lets the supporters of a project carry `sum` in equal parts.
    fn put(&mut self, project: &Candidate, sum: &BigUint) {
        let common = super::equal_shares::gcd(sum, project.support);
        let factor = project.support.max(1) / common;
        if factor > 1 {
            self.levels.iter_mut().for_each(|level| *level *= factor);
            self.denominator *= factor;
        }
        for ballot in &project.ballots {
            if let Some(carried) = self.carried.get_mut(*ballot) {
                *carried = self.levels.len();
            }
        }
        self.levels.push(sum / common);
    }
}

/// Funds projects in the order of the load they leave. It stops as soon as any of those that would leave the smallest load
/// does not fit; a project that is larger than the whole budget takes no part, and one without supporters comes last.
pub(super) fn phragmen(election: &Election) -> Selection {
    let poll = Poll::of(election);
    let mut loads = Loads::new(&poll);
    let mut left = election.budget;
    let mut open: Vec<&Candidate> = poll.projects.iter().filter(|p| p.cost <= election.budget).collect();
    let mut selected = Vec::new();
    let mut stopped_at = Vec::new();
    while !open.is_empty() {
        let (tied, sum) = next(&poll, &loads, &open);
        stopped_at = tied.iter().filter(|p| p.cost > left).map(|p| p.place).collect();
        let Some(first) = tied.first().filter(|_| stopped_at.is_empty()) else { break };
        left = left.saturating_sub(first.cost);
        selected.push(first.place);
        let place = first.place;
        if let Some(sum) = sum {
            loads.put(first, &sum);
        }
        open.retain(|p| p.place != place);
    }
    let why = |place: &usize| {
        let too_large = election.cost(&[*place]) > election.budget;
        if too_large || stopped_at.contains(place) { Why::DoesNotFit } else { Why::AfterStop }
    };
    let others = election.ranking().into_iter().filter(|place| !selected.contains(place));
    let skipped = others.map(|place| (place, why(&place))).collect();
    Selection { selected, skipped, proof: None }
}

/// All that would leave the smallest load, by id, with what the first one's supporters would carry together.
fn next<'a>(poll: &Poll, loads: &Loads, open: &[&'a Candidate]) -> (Vec<&'a Candidate>, Option<BigUint>) {
    let mut tied: Vec<&Candidate> = Vec::new();
    let mut least: Option<(BigUint, u64)> = None;
    for project in open.iter().filter(|p| p.support > 0) {
        let sum = loads.with(poll, project);
        let order =
            least.as_ref().map_or(Ordering::Less, |(best, support)| (&sum * *support).cmp(&(best * project.support)));
        if order == Ordering::Less {
            tied.clear();
            least = Some((sum, project.support));
        }
        if order != Ordering::Greater {
            tied.push(project);
        }
    }
    match least {
        Some((sum, _)) => (tied, Some(sum)),
        None => (open.to_vec(), None),
    }
}
