//! The place of each proposal: competition ranks of the published figure.

use super::Scoring;
use crate::aggregate::Quotient;
use crate::marks::MarkTable;
use std::cmp::Ordering;

/// A proposal's place and the figure that gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The competition rank, from 1.
    pub rank: u32,
    /// The figure.
    pub figure: Quotient,
}

/// The place of each proposal, in the order of the table; `None` without a score.
#[must_use]
pub fn places(table: &MarkTable, scoring: Scoring<'_>) -> Vec<Option<Place>> {
    ranked(&scoring.figures(table), scoring)
}

/// The places that these figures give.
pub(super) fn ranked(figures: &[Option<Quotient>], scoring: Scoring<'_>) -> Vec<Option<Place>> {
    let better = |a: &Quotient, b: &Quotient| match scoring.lower_is_better() {
        true => compared(a, b),
        false => compared(b, a),
    };
    let mut order: Vec<(usize, Quotient)> =
        figures.iter().enumerate().filter_map(|(at, f)| Some((at, (*f)?))).collect();
    order.sort_by(|a, b| better(&a.1, &b.1));
    let mut found = vec![None; figures.len()];
    let mut rank = 1_u32;
    for group in order.chunk_by(|a, b| better(&a.1, &b.1) == Ordering::Equal) {
        for (at, figure) in group {
            found.get_mut(*at).into_iter().for_each(|place| *place = Some(Place { rank, figure: *figure }));
        }
        rank = rank.saturating_add(u32::try_from(group.len()).unwrap_or(u32::MAX));
    }
    found
}

/// By the published figures where the rule rounds, else exactly by cross multiplication.
pub(super) fn compared(a: &Quotient, b: &Quotient) -> Ordering {
    match (a.published, b.published) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.numerator.saturating_mul(b.denominator).cmp(&b.numerator.saturating_mul(a.denominator)),
    }
}
