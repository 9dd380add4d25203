//! Random effects: mark = mean + worth + severity + rest, each normal; variances by restricted likelihood, effects by best linear unbiased prediction.

use super::Refused;
use super::additive::{Additive, additive};
use super::climb::highest;
use super::connected;
use super::restricted::{Panel, Point, Three, dot};
use crate::marks::MarkTable;
use crate::real::real;

/// The least share of the spread that is left to the rest.
const TRACE: f64 = 1e-10;

/// A predicted effect, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The best linear unbiased prediction.
    pub value: f64,
    /// Its posterior standard deviation, the variances taken as known.
    pub deviation: f64,
}

/// What the model says.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomEffects {
    /// The overall mean, in points.
    pub mean: f64,
    /// The variance of worth between proposals, in points squared.
    pub between_proposals: f64,
    /// The variance of severity between judges.
    pub between_judges: f64,
    /// The variance of what is left.
    pub residual: f64,
    /// Each proposal's worth less the mean, in the order of the table.
    pub proposals: Vec<Effect>,
    /// Each judge's severity, above zero for lenient.
    pub judges: Vec<Effect>,
    /// The expected rank of each proposal: 1 + the sum over the others of the probability of being worth more, their predictions taken as independent.
    pub expected_ranks: Vec<f64>,
}

/// Restricted maximum likelihood by average information (Patterson and Thompson 1971; Gilmour, Thompson and Cullis 1995), effects as best linear unbiased predictions (Henderson 1975).
///
/// A variance may come out as exactly zero; that of the rest keeps a ten-thousand-millionth of the spread where the marks leave nothing.
/// Proposals are eliminated one by one, so that a step costs the cube of the number of judges only.
///
/// # Errors
/// [`Refused`] as [`super::additive`], and when all marks are equal.
pub fn random_effects(table: &MarkTable) -> Result<RandomEffects, Refused> {
    let cells = connected(table)?;
    let count = real(cells.len());
    let mean = cells.iter().map(|c| c.points).sum::<f64>() / count;
    let marks: Vec<f64> = cells.iter().map(|c| c.points - mean).collect();
    let spread = dot(&marks, &marks) / count;
    if spread <= 0.0 || table.proposals.len() < 2 || table.judges.len() < 2 {
        return Err(Refused::FewMarks);
    }
    let least = [0.0, 0.0, TRACE * spread];
    let panel = Panel { cells: &cells, judges: table.judges.len(), marks, least };
    let top = highest(&panel, start(&panel, &additive(table)?)).ok_or(Refused::FewMarks)?;
    Ok(effects(&top, mean))
}

/// What least squares find: how far worth and severity spread, and what they leave of the marks.
fn start(panel: &Panel<'_>, found: &Additive) -> Three {
    let variance = |list: &[f64]| {
        let mean = list.iter().sum::<f64>() / real(list.len());
        list.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / real(list.len().saturating_sub(1))
    };
    let fitted = panel.of_proposal(&found.proposals).zip(panel.of_judge(&found.judges)).map(|(worth, own)| worth + own);
    let squares: f64 =
        panel.cells.iter().zip(fitted).map(|(c, fitted)| (c.points - fitted) * (c.points - fitted)).sum();
    let free = (panel.cells.len() + 1).saturating_sub(found.proposals.len() + found.judges.len());
    let [.., trace] = panel.least;
    [variance(&found.proposals), variance(&found.judges), (squares / real(free)).max(trace)]
}

fn effects(top: &Point<'_>, mean: f64) -> RandomEffects {
    let effect = |(value, variance): (f64, f64)| Effect { value, deviation: variance.max(0.0).sqrt() };
    let proposals: Vec<Effect> = top.proposals().into_iter().map(effect).collect();
    let [between_proposals, between_judges, residual] = top.variances;
    RandomEffects {
        mean: mean + top.mean(),
        between_proposals,
        between_judges,
        residual,
        judges: top.judges().into_iter().map(effect).collect(),
        expected_ranks: expected_ranks(&proposals),
        proposals,
    }
}

/// Of two proposals one is worth more, so that each pair is worked out once.
fn expected_ranks(all: &[Effect]) -> Vec<f64> {
    let mut ranks = vec![1.0; all.len()];
    let (mut rest, mut rest_ranks) = (all, ranks.as_mut_slice());
    while let (Some((own, others)), Some((rank, other_ranks))) = (rest.split_first(), rest_ranks.split_first_mut()) {
        for (other, other_rank) in others.iter().zip(other_ranks.iter_mut()) {
            let above = above(own, other);
            *rank += above;
            *other_rank += 1.0 - above;
        }
        (rest, rest_ranks) = (others, other_ranks);
    }
    ranks
}

/// The probability that the other is worth more.
fn above(own: &Effect, other: &Effect) -> f64 {
    let deviation = (own.deviation * own.deviation + other.deviation * other.deviation).sqrt();
    if deviation > 0.0 {
        libm::erfc((own.value - other.value) / deviation / std::f64::consts::SQRT_2) / 2.0
    } else {
        0.5
    }
}
