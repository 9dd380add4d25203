//! Phragmén's sequential rule (Phragmén 1894; for costs Los, Christoff and Grossi 2022), in exact fractions.
//!
//! A funded project is a load that its supporters share so that all of them carry the same. Next is the project that leaves
//! its supporters with the smallest load. A supporter's load is that of the last funded project they named, so loads are kept
//! once for each funded project, over one common denominator: of 128 bits as long as they do, then of any length.

use super::poll::{Candidate, Poll};
use super::whole::Whole;
use super::{Election, Selection, Why};
use num_bigint::BigUint;
use std::cmp::Ordering;

/// Funds projects in the order of the load they leave. It stops as soon as any of those that would leave the smallest load
/// does not fit; a project that is larger than the whole budget takes no part, and one without supporters comes last.
pub(super) fn phragmen(election: &Election) -> Selection {
    let poll = Poll::of(election);
    let funded = exactly::<u128>(&poll, election.budget).or_else(|| exactly::<BigUint>(&poll, election.budget));
    let Funded { selected, stopped_at } = funded.unwrap_or_default();
    let why = |place: &usize| {
        let too_large = election.cost(&[*place]) > election.budget;
        if too_large || stopped_at.contains(place) { Why::DoesNotFit } else { Why::AfterStop }
    };
    let others = election.ranking().into_iter().filter(|place| !selected.contains(place));
    let skipped = others.map(|place| (place, why(&place))).collect();
    Selection { selected, skipped, proof: None }
}

/// The funded in order, and what did not fit when it stopped.
#[derive(Debug, Default)]
struct Funded {
    selected: Vec<usize>,
    stopped_at: Vec<usize>,
}

fn exactly<N: Whole>(poll: &Poll, budget: u64) -> Option<Funded> {
    let mut loads = Loads { levels: vec![N::of(0)], denominator: N::of(1), carried: vec![0; poll.voters.len()] };
    let mut left = budget;
    let mut open: Vec<&Candidate> = poll.projects.iter().filter(|p| p.cost <= budget).collect();
    let mut found = Funded::default();
    while !open.is_empty() {
        let (tied, sum) = next(poll, &loads, &open)?;
        found.stopped_at = tied.iter().filter(|p| p.cost > left).map(|p| p.place).collect();
        let Some(first) = tied.first().filter(|_| found.stopped_at.is_empty()) else { break };
        left = left.saturating_sub(first.cost);
        found.selected.push(first.place);
        if let Some(sum) = sum {
            loads.put(first, &sum)?;
        }
        let place = first.place;
        open.retain(|p| p.place != place);
    }
    Some(found)
}

/// The loads so far.
struct Loads<N> {
    /// Numerators: nothing first, then one for each funded project.
    levels: Vec<N>,
    /// The denominator that all share.
    denominator: N,
    /// Which of the levels the voters of each ballot carry.
    carried: Vec<usize>,
}

impl<N: Whole> Loads<N> {
    /// What the supporters of a project would carry together.
    fn with(&self, poll: &Poll, project: &Candidate) -> Option<N> {
        let mut voters = vec![0_u64; self.levels.len()];
        for ballot in &project.ballots {
            let level = self.carried.get(*ballot).copied().unwrap_or_default();
            if let Some(count) = voters.get_mut(level) {
                *count = count.saturating_add(poll.voters_of(*ballot));
            }
        }
        let mut sum = self.denominator.times(project.cost)?;
        for (level, count) in self.levels.iter().zip(voters).filter(|(_, count)| *count != 0) {
            sum = sum.plus(&level.times(count)?)?;
        }
        Some(sum)
    }

    /// Lets the supporters of a project carry `sum` in equal parts.
    fn put(&mut self, project: &Candidate, sum: &N) -> Option<()> {
        let common = sum.common(project.support);
        let factor = project.support.max(1) / common;
        if factor != 1 {
            for level in &mut self.levels {
                *level = level.times(factor)?;
            }
            self.denominator = self.denominator.times(factor)?;
        }
        for ballot in &project.ballots {
            if let Some(carried) = self.carried.get_mut(*ballot) {
                *carried = self.levels.len();
            }
        }
        self.levels.push(sum.over(common));
        Some(())
    }
}

type Tied<'a, N> = (Vec<&'a Candidate>, Option<N>);

/// All that would leave the smallest load, by id, with what the first one's supporters would carry together.
fn next<'a, N: Whole>(poll: &Poll, loads: &Loads<N>, open: &[&'a Candidate]) -> Option<Tied<'a, N>> {
    let mut tied: Vec<&Candidate> = Vec::new();
    let mut least: Option<(N, u64)> = None;
    for project in open.iter().filter(|p| p.support > 0) {
        let sum = loads.with(poll, project)?;
        let order = match &least {
            Some((best, support)) => sum.times(*support)?.cmp(&best.times(project.support)?),
            None => Ordering::Less,
        };
        if order == Ordering::Less {
            tied.clear();
            least = Some((sum, project.support));
        }
        if order != Ordering::Greater {
            tied.push(project);
        }
    }
    Some(match least {
        Some((sum, _)) => (tied, Some(sum)),
        None => (open.to_vec(), None),
    })
}
