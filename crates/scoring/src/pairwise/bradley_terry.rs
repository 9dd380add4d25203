//! Strengths by maximum likelihood: Bradley and Terry 1952, by the MM iteration of Hunter 2004 (after Zermelo 1929).
#![expect(clippy::float_arithmetic, reason = "strengths are statistics")]

use super::{Comparison, PairwiseError};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The strengths have come to rest when none of them moves by more.
const AT_REST: f64 = 1e-13;
const MOST_ITERATIONS: u32 = 100_000;

/// What is believed before the first comparison, a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prior {
    /// Nothing: the plain maximum of the likelihood.
    None,
    /// Everybody won so often, and lost so often, against somebody of average strength. It joins what comparisons do not join.
    Draws(u32),
}

/// How strong somebody is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strength {
    /// The code.
    pub item: String,
    /// The natural logarithm of the strength; the mean of all is 0. One beats the other with the chance 1 / (1 + exp(other - one)).
    pub log_strength: f64,
}

/// The strengths that make the comparisons most likely, by code.
///
/// # Errors
/// [`PairwiseError::NotConnected`] without a prior when no chain of wins leads from each to each; [`PairwiseError::Duplicate`], [`PairwiseError::Unknown`], [`PairwiseError::WithItself`]; [`PairwiseError::NotConverged`].
pub fn bradley_terry(
    items: &[String],
    comparisons: &[Comparison],
    prior: Prior,
) -> Result<Vec<Strength>, PairwiseError> {
    let mut items = items.to_vec();
    items.sort_unstable();
    let tally = Tally::of(&items, comparisons)?;
    let draws = match prior {
        Prior::Draws(draws) => f64::from(draws),
        Prior::None => 0.0,
    };
    let groups = groups(items.len(), &tally.beaten);
    if draws == 0.0 && groups.len() > 1 {
        let named = |group: Vec<usize>| group.into_iter().filter_map(|n| items.get(n).cloned()).collect();
        return Err(PairwiseError::NotConnected { groups: groups.into_iter().map(named).collect() });
    }
    let logs = at_rest(&tally, draws)?;
    Ok(items.into_iter().zip(logs).map(|(item, log_strength)| Strength { item, log_strength }).collect())
}

/// Wins, and how often each pair met, by the places of sorted codes.
struct Tally {
    wins: Vec<f64>,
    met: Vec<(usize, usize, f64)>,
    beaten: BTreeSet<(usize, usize)>,
}

impl Tally {
    fn of(items: &[String], comparisons: &[Comparison]) -> Result<Self, PairwiseError> {
        if let Some((code, _)) = items.iter().zip(items.iter().skip(1)).find(|(one, next)| one == next) {
            return Err(PairwiseError::Duplicate { code: code.clone() });
        }
        let place =
            |code: &String| items.binary_search(code).map_err(|_absent| PairwiseError::Unknown { code: code.clone() });
        let mut wins = vec![0.0; items.len()];
        let mut met: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        let mut beaten = BTreeSet::new();
        for Comparison { winner, loser } in comparisons {
            let (won, lost) = (place(winner)?, place(loser)?);
            if won == lost {
                return Err(PairwiseError::WithItself { code: winner.clone() });
            }
            if let Some(count) = wins.get_mut(won) {
                *count += 1.0;
            }
            *met.entry((won.min(lost), won.max(lost))).or_default() += 1.0;
            beaten.insert((won, lost));
        }
        Ok(Self { wins, met: met.into_iter().map(|((a, b), n)| (a, b, n)).collect(), beaten })
    }
}

fn at_rest(tally: &Tally, draws: f64) -> Result<Vec<f64>, PairwiseError> {
    let mut strengths = vec![1.0_f64; tally.wins.len()];
    for _ in 0..MOST_ITERATIONS {
        let mut next = step(tally, &strengths, draws);
        if draws == 0.0 {
            // Only proportions count without a prior; they are held at a geometric mean of 1.
            let mean = libm::exp(mean(next.iter().map(|s| libm::log(*s))));
            next.iter_mut().for_each(|s| *s /= mean);
        }
        let moved = next.iter().zip(&strengths).map(|(a, b)| libm::fabs(libm::log(a / b))).fold(0.0, f64::max);
        strengths = next;
        if moved <= AT_REST {
            let mean = mean(strengths.iter().map(|s| libm::log(*s)));
            return Ok(strengths.into_iter().map(|s| libm::log(s) - mean).collect());
        }
    }
    Err(PairwiseError::NotConverged { iterations: MOST_ITERATIONS })
}

fn step(tally: &Tally, strengths: &[f64], draws: f64) -> Vec<f64> {
    let mut weights: Vec<f64> = strengths.iter().map(|s| 2.0 * draws / (s + 1.0)).collect();
    for (a, b, count) in &tally.met {
        let (Some(one), Some(other)) = (strengths.get(*a), strengths.get(*b)) else { continue };
        let weight = count / (one + other);
        for place in [a, b] {
            if let Some(sum) = weights.get_mut(*place) {
                *sum += weight;
            }
        }
    }
    // Somebody alone, without a comparison or a prior, stays where they are.
    let moved = |((wins, weight), old): ((&f64, &f64), &f64)| {
        if *weight > 0.0 { (wins + draws) / weight } else { *old }
    };
    tally.wins.iter().zip(&weights).zip(strengths).map(moved).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// Groups within which chains of wins lead from each to each.
fn groups(count: usize, beaten: &BTreeSet<(usize, usize)>) -> Vec<Vec<usize>> {
    let turned: BTreeSet<(usize, usize)> = beaten.iter().map(|(won, lost)| (*lost, *won)).collect();
    let mut found: Vec<Vec<usize>> = Vec::new();
    for n in 0..count {
        if found.iter().all(|group| !group.contains(&n)) {
            found.push(reach(n, beaten).intersection(&reach(n, &turned)).copied().collect());
        }
    }
    found
}

fn reach(from: usize, steps: &BTreeSet<(usize, usize)>) -> BTreeSet<usize> {
    let mut found = BTreeSet::from([from]);
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        for (_, to) in steps.range((at, 0)..=(at, usize::MAX)) {
            if found.insert(*to) {
                waiting.push(*to);
            }
        }
    }
    found
}
