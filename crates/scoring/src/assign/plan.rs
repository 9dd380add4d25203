//! The assignment of judges to proposals as a minimum-cost flow.

use super::connect::{components, connect};
use super::cost::Prices;
use super::flow::Flow;
use super::request::{Pair, Request};
use super::violation::{AssignmentError, violation};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who judges what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The pairs, by proposal and judge.
    pub pairs: Vec<Pair>,
    /// Every judge's load, by judge.
    pub loads: Vec<Load>,
    /// The pieces into which judges and proposals fall; with more than one, marks of different pieces cannot be compared.
    pub components: Vec<Component>,
    /// How many pairs of the standing plan are kept.
    pub kept: usize,
    /// The sum of the costs of the pairs, on the scale of [`super::Fit::cost`].
    pub cost: u64,
}

/// How many proposals a judge has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// The judge's code.
    pub judge: String,
    /// How many.
    pub proposals: u32,
}

/// Judges and proposals that hang together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// The proposals' codes.
    pub proposals: Vec<String>,
    /// The judges' codes; a judge without a proposal belongs to none.
    pub judges: Vec<String>,
}

/// Assigns judges to proposals.
///
/// Conflicts and bounds hold. Among the plans that are left these wishes decide, each only where those before it are equal:
/// most pairs of the standing plan kept; even loads, with [`super::Balance::First`]; fitness; the lot out of the words.
/// At last pieces that do not hang together are joined by exchanges where that costs neither conflicts, loads nor kept pairs.
///
/// # Errors
/// [`AssignmentError::Infeasible`] with exactly what to relax; the other kinds for a request that contradicts itself.
pub fn judges(request: &Request) -> Result<Plan, AssignmentError> {
    request.check()?;
    let sorted = request.sorted();
    let prices = Prices::of(&sorted);
    let size = (sorted.proposals.len(), sorted.judges.len());
    let mut flow = Flow::cheapest(&prices, size, sorted.per_proposal);
    if let Some(found) = violation(&sorted, &prices, &flow) {
        return Err(AssignmentError::Infeasible(Box::new(found)));
    }
    connect(&mut flow, &prices, size.1);
    Ok(plan(&sorted, &prices, &flow))
}

/// The plan that a flow makes of a sorted request.
pub(super) fn plan(request: &Request, prices: &Prices, flow: &Flow) -> Plan {
    let proposal = |p: &usize| request.proposals.get(*p).cloned().unwrap_or_default();
    let judge = |j: &usize| request.judges.get(*j).map(|j| j.code.clone()).unwrap_or_default();
    let pairs = flow.pairs();
    let component = |pairs: Vec<(usize, usize)>| {
        let proposals: BTreeSet<usize> = pairs.iter().map(|(p, _)| *p).collect();
        let judges: BTreeSet<usize> = pairs.iter().map(|(_, j)| *j).collect();
        Component { proposals: proposals.iter().map(proposal).collect(), judges: judges.iter().map(judge).collect() }
    };
    Plan {
        loads: (0..request.judges.len()).map(|j| Load { judge: judge(&j), proposals: flow.load(j) }).collect(),
        components: components(flow, request.judges.len()).into_iter().map(component).collect(),
        kept: pairs.iter().filter(|(p, j)| prices.is_standing(*p, *j)).count(),
        cost: pairs.iter().map(|(p, j)| prices.unfit(*p, *j)).sum(),
        pairs: pairs.iter().map(|(p, j)| Pair { proposal: proposal(p), judge: judge(j) }).collect(),
    }
}
