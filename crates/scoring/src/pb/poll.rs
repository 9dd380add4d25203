//! Approval ballots as the proportional rules read them: equal ballots joined, projects in the byte order of their ids.

use super::Election;
use std::collections::BTreeMap;

/// Approval ballots, joined.
#[derive(Debug, Clone)]
pub(super) struct Poll {
    /// The projects in the byte order of their ids, so that the first of equals wins.
    pub(super) projects: Vec<Candidate>,
    /// How many voters cast each of the different ballots.
    pub(super) voters: Vec<u64>,
}

/// A project and who wants it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its place in the file.
    pub(super) place: usize,
    /// Its cost.
    pub(super) cost: u64,
    /// The ballots that name it.
    pub(super) ballots: Vec<usize>,
    /// How many voters name it.
    pub(super) support: u64,
}

impl Poll {
    pub(super) fn of(election: &Election) -> Self {
        let mut order: Vec<usize> = (0..election.projects.len()).collect();
        order.sort_by_key(|place| election.projects.get(*place).map(|p| p.id.as_bytes()));
        let mut different: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
        for voter in &election.voters {
            let mut ballot: Vec<usize> = voter.choices.iter().map(|(place, _)| *place).collect();
            ballot.sort_unstable();
            let count = different.entry(ballot).or_default();
            *count = count.saturating_add(1);
        }
        let mut named: Vec<(Vec<usize>, u64)> = vec![(Vec::new(), 0); election.projects.len()];
        for ((ballot, count), number) in different.iter().zip(0..) {
            for place in ballot {
                if let Some((ballots, support)) = named.get_mut(*place) {
                    ballots.push(number);
                    *support = support.saturating_add(*count);
                }
            }
        }
        let candidate = |place: usize| {
            let (ballots, support) = named.get(place).cloned().unwrap_or_default();
            Candidate { place, cost: election.cost(&[place]), ballots, support }
        };
        Self { projects: order.into_iter().map(candidate).collect(), voters: different.into_values().collect() }
    }

    /// How many voters cast a ballot.
    pub(super) fn voters_of(&self, ballot: usize) -> u64 {
        self.voters.get(ballot).copied().unwrap_or_default()
    }
}
