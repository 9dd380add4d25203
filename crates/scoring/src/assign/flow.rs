//! The cheapest flow from proposals to judges, by successive shortest paths with potentials (Edmonds and Karp 1972; Tomizawa 1971).
//!
//! A proposal sends one unit to each of its judges; a judge passes each unit on at a price that rises with the load, which keeps the problem convex.
//! Proposals come one at a time: after each of them the flow is the cheapest for those that have come.

use super::cost::{Cost, Prices};
use super::grid::Grid;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Who judges what.
#[derive(Debug)]
pub(super) struct Flow {
    taken: Grid<bool>,
    /// The proposals of each judge.
    pub(super) of_judge: Vec<Vec<usize>>,
    potentials: Nodes<Cost>,
}

/// A node of the network beside its source and its sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Judge(usize),
    Proposal(usize),
}

/// A value for every node.
#[derive(Debug)]
struct Nodes<T> {
    judges: Vec<T>,
    proposals: Vec<T>,
}

impl<T: Copy + Default> Nodes<T> {
    fn new(proposals: usize, judges: usize) -> Self {
        Self { judges: vec![T::default(); judges], proposals: vec![T::default(); proposals] }
    }

    fn at(&self, node: Node) -> T {
        let found = match node {
            Node::Judge(j) => self.judges.get(j),
            Node::Proposal(p) => self.proposals.get(p),
        };
        found.copied().unwrap_or_default()
    }

    fn set(&mut self, node: Node, value: T) {
        let place = match node {
            Node::Judge(j) => self.judges.get_mut(j),
            Node::Proposal(p) => self.proposals.get_mut(p),
        };
        if let Some(place) = place {
            *place = value;
        }
    }
}

/// A search for the cheapest path: how far each node is, and from where one comes to it.
struct Search {
    reached: Nodes<Option<(Cost, usize)>>,
    waiting: BinaryHeap<Reverse<(Cost, Node)>>,
    settled: Vec<(Node, Cost)>,
    /// The end of the cheapest path so far: what it costs, and its last judge.
    end: Option<(Cost, usize)>,
}

impl Search {
    fn offer(&mut self, node: Node, cost: Cost, from: usize) {
        let useless = self.end.is_some_and(|(end, _)| end <= cost);
        if !useless && self.reached.at(node).is_none_or(|(old, _)| cost < old) {
            self.reached.set(node, Some((cost, from)));
            self.waiting.push(Reverse((cost, node)));
        }
    }
}

impl Flow {
    /// The cheapest flow that gives every proposal so many judges. There must be as many judges.
    pub(super) fn cheapest(prices: &Prices, size: (usize, usize), per_proposal: u32) -> Self {
        let mut flow = Self::empty(size);
        for proposal in 0..size.0 {
            for _ in 0..per_proposal {
                flow.augment(prices, proposal);
            }
        }
        flow
    }

    /// A plan that gives nobody anything.
    pub(super) fn empty(size: (usize, usize)) -> Self {
        let (proposals, judges) = size;
        Self {
            taken: Grid::new(proposals, judges),
            of_judge: vec![Vec::new(); judges],
            potentials: Nodes::new(proposals, judges),
        }
    }

    /// How many proposals a judge has.
    pub(super) fn load(&self, judge: usize) -> u32 {
        self.of_judge.get(judge).map_or(0, |list| u32::try_from(list.len()).unwrap_or(u32::MAX))
    }

    /// Whether a judge has a proposal.
    pub(super) fn is_taken(&self, proposal: usize, judge: usize) -> bool {
        self.taken.at(proposal, judge)
    }

    /// Gives a proposal to a judge.
    pub(super) fn take(&mut self, proposal: usize, judge: usize) {
        self.taken.set(proposal, judge, true);
        if let Some(list) = self.of_judge.get_mut(judge) {
            list.push(proposal);
        }
    }

    /// Takes a proposal from a judge.
    pub(super) fn leave(&mut self, proposal: usize, judge: usize) {
        self.taken.set(proposal, judge, false);
        if let Some(list) = self.of_judge.get_mut(judge) {
            list.retain(|p| *p != proposal);
        }
    }

    /// Every pair, by proposal and judge.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> =
            self.of_judge.iter().enumerate().flat_map(|(j, list)| list.iter().map(move |p| (*p, j))).collect();
        pairs.sort_unstable();
        pairs
    }

    /// One more judge for a proposal, along the cheapest path of exchanges.
    fn augment(&mut self, prices: &Prices, proposal: usize) {
        let found = self.search(prices, proposal);
        let Some((end, last)) = found.end else { return };
        for (node, cost) in found.settled.into_iter().filter(|(_, cost)| *cost < end) {
            let moved = self.potentials.at(node) + cost - end;
            self.potentials.set(node, moved);
        }
        let mut judge = last;
        while let Some((_, p)) = found.reached.at(Node::Judge(judge)) {
            self.take(p, judge);
            if p == proposal {
                return;
            }
            let Some((_, before)) = found.reached.at(Node::Proposal(p)) else { return };
            self.leave(p, before);
            judge = before;
        }
    }

    fn search(&self, prices: &Prices, proposal: usize) -> Search {
        let size = (self.potentials.proposals.len(), self.potentials.judges.len());
        let mut search =
            Search { reached: Nodes::new(size.0, size.1), waiting: BinaryHeap::new(), settled: Vec::new(), end: None };
        search.offer(Node::Proposal(proposal), Cost::default(), 0);
        while let Some(Reverse((cost, node))) = search.waiting.pop() {
            if search.end.is_some_and(|(end, _)| end <= cost) {
                break;
            }
            if search.reached.at(node).is_some_and(|(best, _)| best < cost) {
                continue;
            }
            search.settled.push((node, cost));
            match node {
                Node::Proposal(p) => self.to_judges(prices, &mut search, (p, cost)),
                Node::Judge(j) => self.beyond_judge(prices, &mut search, (j, cost)),
            }
        }
        search
    }

    fn to_judges(&self, prices: &Prices, search: &mut Search, at: (usize, Cost)) {
        let (p, cost) = at;
        let here = cost + self.potentials.at(Node::Proposal(p));
        let judges = self.potentials.judges.iter().zip(self.taken.row(p)).zip(prices.pairs(p));
        for (j, ((there, taken), cost)) in judges.enumerate() {
            if !taken {
                search.offer(Node::Judge(j), here + cost - *there, p);
            }
        }
    }

    fn beyond_judge(&self, prices: &Prices, search: &mut Search, at: (usize, Cost)) {
        let (j, cost) = at;
        let here = cost + self.potentials.at(Node::Judge(j));
        let through = here + prices.next(j, self.load(j));
        if search.end.is_none_or(|(end, _)| through < end) {
            search.end = Some((through, j));
        }
        for p in self.of_judge.get(j).into_iter().flatten() {
            let there = self.potentials.at(Node::Proposal(*p));
            search.offer(Node::Proposal(*p), here - prices.pair(*p, j) - there, j);
        }
    }
}
