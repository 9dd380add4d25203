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
        let ballots = if election.projects.len() <= 128 { short(election) } else { long(election) };
        let mut named: Vec<(Vec<usize>, u64)> = vec![(Vec::new(), 0); election.projects.len()];
        for ((ballot, count), number) in ballots.iter().zip(0..) {
            for place in ballot {
                if let Some((ballots, support)) = named.get_mut(*place) {
                    ballots.push(number);
                    *support = support.saturating_add(*count);
                }
            }
        }
        let mut candidate = |place: usize| {
            let (ballots, support) = named.get_mut(place).map(std::mem::take).unwrap_or_default();
            Candidate { place, cost: election.cost(&[place]), ballots, support }
        };
        Self {
            projects: order.into_iter().map(&mut candidate).collect(),
            voters: ballots.into_iter().map(|(_, count)| count).collect(),
        }
    }

    /// How many voters cast a ballot.
    pub(super) fn voters_of(&self, ballot: usize) -> u64 {
        self.voters.get(ballot).copied().unwrap_or_default()
    }
}

type Joined = Vec<(Vec<usize>, u64)>;

/// Equal ballots joined, each as the bits of one word.
fn short(election: &Election) -> Joined {
    let bits = |choices: &[(usize, i64)]| choices.iter().map(|(place, _)| 1_u128 << place).sum::<u128>();
    let mut all: Vec<u128> = election.voters.iter().map(|voter| bits(&voter.choices)).collect();
    all.sort_unstable();
    let places = |bits: u128| (0..election.projects.len()).filter(move |place| bits >> place & 1 == 1).collect();
    let join = |equal: &[u128]| (places(equal.first().copied().unwrap_or(0)), u64::try_from(equal.len()).unwrap_or(0));
    all.chunk_by(|a, b| a == b).map(join).collect()
}

/// Equal ballots joined, however many projects there are.
fn long(election: &Election) -> Joined {
    let mut different: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    for voter in &election.voters {
        let mut ballot: Vec<usize> = voter.choices.iter().map(|(place, _)| *place).collect();
        ballot.sort_unstable();
        let count = different.entry(ballot).or_default();
        *count = count.saturating_add(1);
    }
    different.into_iter().collect()
}
