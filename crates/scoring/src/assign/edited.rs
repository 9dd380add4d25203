//! A plan that people changed by hand, held against what was asked for.

use super::cost::Prices;
use super::flow::Flow;
use super::plan::{Plan, plan};
use super::request::{Pair, Request};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is wrong with a plan that was changed by hand, a closed set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fault")]
pub enum PairFault {
    /// A pair names a proposal or a judge that takes no part.
    Unknown {
        /// Which pair, from 0.
        pair: usize,
        /// The code.
        code: String,
    },
    /// A pair stands twice.
    Twice {
        /// Which pair, from 0: the later one.
        pair: usize,
        /// The proposal's code.
        proposal: String,
        /// The judge's code.
        judge: String,
    },
    /// A judge has a proposal that they are kept away from.
    Conflict {
        /// Which pair, from 0.
        pair: usize,
        /// The proposal's code.
        proposal: String,
        /// The judge's code.
        judge: String,
        /// Why the judge is kept away.
        reasons: Vec<String>,
    },
    /// A proposal has more or fewer judges than it should have.
    Judges {
        /// The proposal's code.
        proposal: String,
        /// How many it has.
        given: u32,
        /// How many it should have.
        needed: u32,
    },
    /// A judge has more than they can take.
    AboveMost {
        /// The judge's code.
        judge: String,
        /// How many they have.
        given: u32,
        /// How many they can take.
        at_most: u32,
    },
    /// A judge has less than they should take.
    BelowLeast {
        /// The judge's code.
        judge: String,
        /// How many they have.
        given: u32,
        /// How many they should take.
        at_least: u32,
    },
}

impl PairFault {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "assignment_code_unknown",
            Self::Twice { .. } => "assignment_pair_twice",
            Self::Conflict { .. } => "assignment_conflict",
            Self::Judges { .. } => "assignment_judges_of_proposal",
            Self::AboveMost { .. } => "assignment_above_most",
            Self::BelowLeast { .. } => "assignment_below_least",
        }
    }

    /// Which pair shows it, from 0; `None` where it is the whole plan that does.
    #[must_use]
    pub const fn pair(&self) -> Option<usize> {
        match self {
            Self::Unknown { pair, .. } | Self::Twice { pair, .. } | Self::Conflict { pair, .. } => Some(*pair),
            Self::Judges { .. } | Self::AboveMost { .. } | Self::BelowLeast { .. } => None,
        }
    }
}

/// The plan that these pairs make; conflicts, numbers of judges and loads hold, wishes need not.
///
/// # Errors
/// Every fault: those of single pairs in their order, then those of proposals and those of judges, by code.
pub fn edited(request: &Request, pairs: &[Pair]) -> Result<Plan, Vec<PairFault>> {
    let sorted = request.sorted();
    let mut flow = Flow::empty((sorted.proposals.len(), sorted.judges.len()));
    let mut faults = of_pairs(&sorted, pairs, &mut flow);
    faults.extend(of_proposals(&sorted, &flow));
    faults.extend(of_judges(&sorted, &flow));
    if faults.is_empty() { Ok(plan(&sorted, &Prices::of(&sorted), &flow)) } else { Err(faults) }
}

fn of_pairs(request: &Request, pairs: &[Pair], flow: &mut Flow) -> Vec<PairFault> {
    let mut faults = Vec::new();
    for (pair, Pair { proposal, judge }) in pairs.iter().enumerate() {
        let row = request.proposals.binary_search(proposal);
        let col = request.judges.binary_search_by(|j| j.code.cmp(judge));
        let (row, col) = match (row, col) {
            (Ok(row), Ok(col)) => (row, col),
            (Err(_), _) => {
                faults.push(PairFault::Unknown { pair, code: proposal.clone() });
                continue;
            }
            (_, Err(_)) => {
                faults.push(PairFault::Unknown { pair, code: judge.clone() });
                continue;
            }
        };
        if flow.is_taken(row, col) {
            faults.push(PairFault::Twice { pair, proposal: proposal.clone(), judge: judge.clone() });
            continue;
        }
        flow.take(row, col);
        let against = request.conflicts.iter().filter(|c| c.proposal == *proposal && c.judge == *judge);
        let reasons: BTreeSet<String> = against.map(|c| c.reason.clone()).collect();
        if !reasons.is_empty() {
            let reasons = reasons.into_iter().collect();
            faults.push(PairFault::Conflict { pair, proposal: proposal.clone(), judge: judge.clone(), reasons });
        }
    }
    faults
}

fn of_proposals(request: &Request, flow: &Flow) -> Vec<PairFault> {
    let judges = 0..request.judges.len();
    let given = |p: usize| judges.clone().map(|j| u32::from(flow.is_taken(p, j))).sum::<u32>();
    let fault = |(p, proposal): (usize, &String)| {
        let (given, needed) = (given(p), request.per_proposal);
        (given != needed).then(|| PairFault::Judges { proposal: proposal.clone(), given, needed })
    };
    request.proposals.iter().enumerate().filter_map(fault).collect()
}

fn of_judges(request: &Request, flow: &Flow) -> Vec<PairFault> {
    let fault = |(j, judge): (usize, &super::Judge)| {
        let (given, code) = (flow.load(j), judge.code.clone());
        if given > judge.at_most {
            Some(PairFault::AboveMost { judge: code, given, at_most: judge.at_most })
        } else if given < judge.at_least {
            Some(PairFault::BelowLeast { judge: code, given, at_least: judge.at_least })
        } else {
            None
        }
    };
    request.judges.iter().enumerate().filter_map(fault).collect()
}
