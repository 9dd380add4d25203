//! Which judges and proposals hang together, and exchanges that join what does not.
//!
//! Marks of judges who share no proposal, not even through others, cannot be compared with each other; so one connected piece is wished for.

use super::cost::{Cost, Prices};
use super::flow::Flow;

/// Pieces that hang together: a forest in which every node points towards the first of its piece.
struct Pieces {
    parents: Vec<usize>,
}

impl Pieces {
    fn new(nodes: usize) -> Self {
        Self { parents: (0..nodes).collect() }
    }

    fn first(&self, node: usize) -> usize {
        let mut at = node;
        while let Some(parent) = self.parents.get(at).filter(|parent| **parent != at) {
            at = *parent;
        }
        at
    }

    /// Joins the pieces of two nodes; whether they were apart.
    fn join(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.first(one), self.first(other));
        let (low, high) = (one.min(other), one.max(other));
        if let Some(parent) = self.parents.get_mut(high) {
            *parent = low;
        }
        low != high
    }
}

/// A pair, and the number of its piece.
type Placed = (usize, usize, usize);

/// Each pair with the piece that it belongs to, by pair; and the pairs without which their piece still hangs together.
fn pieces(flow: &Flow, judges: usize) -> (Vec<Placed>, Vec<Placed>) {
    let pairs = flow.pairs();
    let proposals = pairs.iter().map(|(p, _)| p.saturating_add(1)).max().unwrap_or(0);
    let mut found = Pieces::new(judges.saturating_add(proposals));
    let spare: Vec<(usize, usize)> =
        pairs.iter().copied().filter(|(p, j)| !found.join(*j, p.saturating_add(judges))).collect();
    let marked = |list: Vec<(usize, usize)>| list.into_iter().map(|(p, j)| (p, j, found.first(j))).collect();
    (marked(pairs), marked(spare))
}

/// The pairs of every piece, in the order of their first judges.
pub(super) fn components(flow: &Flow, judges: usize) -> Vec<Vec<(usize, usize)>> {
    let mut by_piece = std::collections::BTreeMap::<usize, Vec<(usize, usize)>>::new();
    for (p, j, piece) in pieces(flow, judges).0 {
        by_piece.entry(piece).or_default().push((p, j));
    }
    by_piece.into_values().collect()
}

/// Joins pieces as far as exchanges of two pairs can, each time by the one that costs fitness least.
///
/// In an exchange two judges swap two proposals, so that no load changes; one of the two pairs is spare in its piece, which is why both pieces become one.
/// No exchange breaks a conflict or gives up a pair of the standing plan.
pub(super) fn connect(flow: &mut Flow, prices: &Prices, judges: usize) {
    while let Some(((p, j), (q, i))) = exchange(flow, prices, judges) {
        flow.leave(p, j);
        flow.leave(q, i);
        flow.take(p, i);
        flow.take(q, j);
    }
}

type TwoPairs = ((usize, usize), (usize, usize));

fn exchange(flow: &Flow, prices: &Prices, judges: usize) -> Option<TwoPairs> {
    let (all, spare) = pieces(flow, judges);
    let mut best: Option<(Cost, TwoPairs)> = None;
    for (p, j, piece) in spare {
        for (q, i, _) in all.iter().copied().filter(|(_, _, other)| *other != piece) {
            let kept = |p, j| usize::from(prices.is_standing(p, j));
            let conflict = prices.is_conflict(p, i) || prices.is_conflict(q, j);
            if conflict || kept(p, j) + kept(q, i) > kept(p, i) + kept(q, j) {
                continue;
            }
            let more = prices.pair(p, i) + prices.pair(q, j) - prices.pair(p, j) - prices.pair(q, i);
            if best.is_none_or(|(least, _)| more < least) {
                best = Some((more, ((p, j), (q, i))));
            }
        }
    }
    best.map(|(_, pairs)| pairs)
}
