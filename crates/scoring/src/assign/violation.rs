//! Why there is no assignment, in words and as data: who stands in the way, and exactly what to relax.

use super::cost::Prices;
use super::flow::Flow;
use super::request::Request;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt;

/// Why there is no assignment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssignmentError {
    /// A proposal or a judge is named twice.
    #[error("{code} is named twice")]
    Duplicate {
        /// The code.
        code: String,
    },
    /// A conflict or a fit names somebody who does not take part.
    #[error("{code} is neither among the proposals nor among the judges")]
    Unknown {
        /// The code.
        code: String,
    },
    /// A judge should take more at least than at most.
    #[error("{judge} should take more proposals at least than at most")]
    LoadsCross {
        /// The judge's code.
        judge: String,
    },
    /// There are not even so many judges as each proposal should get.
    #[error("each proposal should get {needed} judges, and there are {available}")]
    TooFewJudges {
        /// How many each proposal should get.
        needed: u32,
        /// How many there are.
        available: usize,
    },
    /// A fit is off its scale.
    #[error("the cost of a pair is {cost}; the scale ends at 1000")]
    CostTooHigh {
        /// The cost.
        cost: u32,
    },
    /// There are more proposals or judges than are planned for.
    #[error("{proposals} proposals and {judges} judges are too many; the limits are 100,000 and 4,096")]
    TooLarge {
        /// How many proposals there are.
        proposals: usize,
        /// How many judges there are.
        judges: usize,
    },
    /// Conflicts and loads leave no assignment.
    #[error("{0}")]
    Infeasible(Box<Violation>),
}

/// What stands in the way of an assignment, and what to relax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Relaxing exactly these makes an assignment possible, and relaxing only some of them does not.
    ///
    /// Conflicts are named as seldom as can be, then upper bounds, then lower bounds.
    /// A conflict that must stand is answered by inviting another judge instead.
    pub relax: Vec<Relax>,
    /// Groups for which the sums do not come out (Hall 1935), one for each kind that is hurt.
    pub violators: Vec<Violator>,
}

/// A constraint to relax, a closed set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "constraint")]
pub enum Relax {
    /// Let the judge judge the proposal in spite of the conflict.
    Conflict {
        /// The proposal's code.
        proposal: String,
        /// The judge's code.
        judge: String,
        /// Why the judge is kept away.
        reasons: Vec<String>,
    },
    /// Let the judge take more.
    AtMost {
        /// The judge's code.
        judge: String,
        /// The bound that stands.
        from: u32,
        /// The bound that suffices.
        to: u32,
    },
    /// Let the judge take less.
    AtLeast {
        /// The judge's code.
        judge: String,
        /// The bound that stands.
        from: u32,
        /// The bound that suffices.
        to: u32,
    },
}

/// Proposals and judges for whom the sums do not come out, a closed set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Violator {
    /// A proposal is left with too few judges.
    TooFewFree {
        /// The proposal's code.
        proposal: String,
        /// The judges without a conflict.
        free: Vec<String>,
        /// How many it should get.
        needed: u32,
    },
    /// These proposals have nobody else, and these judges cannot take so many.
    TooMuch {
        /// The proposals.
        proposals: Vec<String>,
        /// The judges.
        judges: Vec<String>,
        /// How many places the proposals need with these judges.
        needed: u32,
        /// How many the judges can take together.
        room: u32,
    },
    /// These judges should take more than is open to them.
    TooLittle {
        /// The judges.
        judges: Vec<String>,
        /// How many proposals they should take together.
        needed: u32,
        /// How many places are open to them together.
        open: u32,
    },
}

impl fmt::Display for Relax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict { proposal, judge, reasons } => {
                write!(f, "let {judge} judge {proposal} in spite of {}", reasons.join(", "))
            }
            Self::AtMost { judge, from, to } => write!(f, "let {judge} take {to} proposals instead of at most {from}"),
            Self::AtLeast { judge, from, to } => {
                write!(f, "let {judge} take {to} proposals instead of at least {from}")
            }
        }
    }
}

impl fmt::Display for Violator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewFree { proposal, free, needed } => {
                let named = if free.is_empty() { "nobody".to_owned() } else { free.join(", ") };
                write!(f, "{proposal} should get {needed} judges; free for it: {named}")
            }
            Self::TooMuch { proposals, judges, needed, room } => write!(
                f,
                "{} proposals ({}) need {needed} places with {} judges ({}), who have room for {room}",
                proposals.len(),
                proposals.join(", "),
                judges.len(),
                judges.join(", "),
            ),
            Self::TooLittle { judges, needed, open } => write!(
                f,
                "{} judges ({}) should take {needed} places together, and {open} are open to them",
                judges.len(),
                judges.join(", "),
            ),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |list: Vec<String>| list.join("; ");
        let violators = told(self.violators.iter().map(ToString::to_string).collect());
        let relax = told(self.relax.iter().map(ToString::to_string).collect());
        write!(f, "no assignment: {violators}; to make one possible: {relax}")
    }
}

impl AssignmentError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Duplicate { .. } => "assignment_code_twice",
            Self::Unknown { .. } => "assignment_code_unknown",
            Self::LoadsCross { .. } => "assignment_loads_cross",
            Self::TooFewJudges { .. } => "assignment_too_few_judges",
            Self::CostTooHigh { .. } => "assignment_cost_too_high",
            Self::TooLarge { .. } => "assignment_too_large",
            Self::Infeasible(_) => "assignment_infeasible",
        }
    }

    /// The figures that show it.
    #[must_use]
    pub fn facts(&self) -> Value {
        match self {
            Self::Duplicate { code } | Self::Unknown { code } => json!({ "code": code }),
            Self::LoadsCross { judge } => json!({ "judge": judge }),
            Self::TooFewJudges { needed, available } => json!({ "needed": needed, "available": available }),
            Self::CostTooHigh { cost } => json!({ "cost": cost }),
            Self::TooLarge { proposals, judges } => json!({ "proposals": proposals, "judges": judges }),
            Self::Infeasible(violation) => json!({ "relax": violation.relax, "violators": violation.violators }),
        }
    }
}

/// What the cheapest flow could not keep; `None` when it keeps everything.
///
/// The flow hurts as few conflicts as can be, then as few upper bounds, then as few lower bounds, each counted proposal by proposal.
/// What it hurts is therefore exactly what must give way: with less, one of the three counts would have been smaller.
pub(super) fn violation(request: &Request, prices: &Prices, flow: &Flow) -> Option<Violation> {
    let mut found = Finding { request, prices, flow, relax: Vec::new(), violators: Vec::new() };
    found.conflicts();
    found.upper();
    found.lower();
    let Finding { relax, violators, .. } = found;
    (!relax.is_empty()).then_some(Violation { relax, violators })
}

struct Finding<'a> {
    request: &'a Request,
    prices: &'a Prices,
    flow: &'a Flow,
    relax: Vec<Relax>,
    violators: Vec<Violator>,
}

impl Finding<'_> {
    fn conflicts(&mut self) {
        for (p, j) in self.flow.pairs().into_iter().filter(|(p, j)| self.prices.is_conflict(*p, *j)) {
            let (proposal, judge) = (self.proposal(p), self.judge(j));
            let mine = self.request.conflicts.iter().filter(|c| c.proposal == proposal && c.judge == judge);
            let reasons: BTreeSet<String> = mine.map(|c| c.reason.clone()).collect();
            let free: Vec<String> =
                self.judges().filter(|j| !self.prices.is_conflict(p, *j)).map(|j| self.judge(j)).collect();
            let told = Violator::TooFewFree { proposal: proposal.clone(), free, needed: self.request.per_proposal };
            if self.violators.last() != Some(&told) {
                self.violators.push(told);
            }
            self.relax.push(Relax::Conflict { proposal, judge, reasons: reasons.into_iter().collect() });
        }
    }

    fn upper(&mut self) {
        let hurt: Vec<usize> = self.judges().filter(|j| self.flow.load(*j) > self.prices.bounds(*j).1).collect();
        for j in &hurt {
            let (judge, from, to) = (self.judge(*j), self.prices.bounds(*j).1, self.flow.load(*j));
            self.relax.push(Relax::AtMost { judge, from, to });
        }
        if hurt.is_empty() {
            return;
        }
        let among = self.reach(hurt, Towards::Others);
        let proposals: BTreeSet<usize> =
            among.iter().flat_map(|j| self.flow.of_judge.get(*j)).flatten().copied().collect();
        self.violators.push(Violator::TooMuch {
            proposals: proposals.into_iter().map(|p| self.proposal(p)).collect(),
            needed: among.iter().map(|j| self.flow.load(*j)).sum(),
            room: among.iter().map(|j| self.prices.bounds(*j).1).sum(),
            judges: among.into_iter().map(|j| self.judge(j)).collect(),
        });
    }

    fn lower(&mut self) {
        let hurt: Vec<usize> = self.judges().filter(|j| self.flow.load(*j) < self.prices.bounds(*j).0).collect();
        for j in &hurt {
            let (judge, from, to) = (self.judge(*j), self.prices.bounds(*j).0, self.flow.load(*j));
            self.relax.push(Relax::AtLeast { judge, from, to });
        }
        if hurt.is_empty() {
            return;
        }
        let among = self.reach(hurt, Towards::Themselves);
        self.violators.push(Violator::TooLittle {
            needed: among.iter().map(|j| self.prices.bounds(*j).0).sum(),
            open: among.iter().map(|j| self.flow.load(*j)).sum(),
            judges: among.into_iter().map(|j| self.judge(j)).collect(),
        });
    }

    /// Every judge to whom, or from whom, exchanges could move a proposal of these judges.
    fn reach(&self, from: Vec<usize>, towards: Towards) -> BTreeSet<usize> {
        let mut found: BTreeSet<usize> = from.iter().copied().collect();
        let mut waiting = from;
        while let Some(j) = waiting.pop() {
            for other in self.judges().filter(|other| self.moves(j, *other, towards)).collect::<Vec<_>>() {
                if found.insert(other) {
                    waiting.push(other);
                }
            }
        }
        found
    }

    fn moves(&self, judge: usize, other: usize, towards: Towards) -> bool {
        let (giver, taker) = match towards {
            Towards::Others => (judge, other),
            Towards::Themselves => (other, judge),
        };
        let open = |p: &usize| !self.flow.is_taken(*p, taker) && !self.prices.is_conflict(*p, taker);
        self.flow.of_judge.get(giver).is_some_and(|list| list.iter().any(open))
    }

    fn judges(&self) -> std::ops::Range<usize> {
        0..self.request.judges.len()
    }

    fn proposal(&self, p: usize) -> String {
        self.request.proposals.get(p).cloned().unwrap_or_default()
    }

    fn judge(&self, j: usize) -> String {
        self.request.judges.get(j).map(|j| j.code.clone()).unwrap_or_default()
    }
}

/// Which way proposals are moved.
#[derive(Debug, Clone, Copy)]
enum Towards {
    Others,
    Themselves,
}
