//! The choice with the greatest total score, proven; of several the one that prefers better ranks.

use super::{Election, Selection, Why};
use crate::optimum::{Choice, Item, Problem, STEPS, solve};

/// Maximises the total score.
pub(super) fn optimal(election: &Election) -> Selection {
    let (ranking, scores) = (election.ranking(), election.scores());
    let item = |place: &usize| {
        let value = scores.get(*place).copied().unwrap_or_default();
        Item { choices: vec![Choice { cost: election.cost(&[*place]), value }], limits: Vec::new() }
    };
    let problem = Problem { budget: election.budget, items: ranking.iter().map(item).collect(), limits: Vec::new() };
    let mut found = Selection { selected: Vec::new(), skipped: Vec::new(), proof: None };
    let best = solve(&problem, STEPS).ok();
    let chosen = best.as_ref().map(|b| b.chosen.clone()).unwrap_or_default();
    found.proof = best.map(|b| b.certificate);
    for (place, number) in ranking.iter().zip(chosen) {
        match number {
            Some(_) => found.selected.push(*place),
            None if election.cost(&[*place]) > election.budget => found.skipped.push((*place, Why::DoesNotFit)),
            None => found.skipped.push((*place, Why::NotInOptimum)),
        }
    }
    found
}
