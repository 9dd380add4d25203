//! What the public gives: votes and donations become parts of a score by share, by place, or as they are.

use crate::Ratio;
use crate::ranks::competition;
use crate::rules::ShareOf;
use model::Mark;

/// The parts by share: 100 times each count over the highest, or over all. Where nobody gave anything, all parts are 0.
///
/// ```
/// use scoring::{audience::shares, rules::ShareOf};
/// let parts = shares(&[30, 60, 0], ShareOf::Highest);
/// assert_eq!(parts.iter().map(|p| p.to_string()).collect::<Vec<_>>(), ["50", "100", "0"]);
/// ```
#[must_use]
pub fn shares(counts: &[i64], of: ShareOf) -> Vec<Ratio> {
    let whole = whole(counts, of);
    counts.iter().map(|count| Ratio::new(i128::from(*count).saturating_mul(100), whole)).collect()
}

/// What a share is a share of; 0 where nobody gave anything.
#[must_use]
pub fn whole(counts: &[i64], of: ShareOf) -> i128 {
    match of {
        ShareOf::Highest => i128::from(counts.iter().copied().max().unwrap_or(0)),
        ShareOf::Total => counts.iter().map(|c| i128::from(*c)).sum(),
    }
}

/// The parts by place: `first` for the most votes, `step` fewer for each place below, never below 0; equal counts share the better place.
#[must_use]
pub fn rank_steps(counts: &[i64], first: Mark, step: Mark) -> Vec<Ratio> {
    let points = |place: i64| {
        let off = step.as_units().saturating_mul(place.saturating_sub(1));
        Ratio::of(Mark::units(first.as_units().saturating_sub(off).max(0)))
    };
    places(counts).into_iter().map(points).collect()
}

/// The parts by place out of a list such as 12, 10, 8, 7, ..; places beyond it get 0; equal counts share the better place.
#[must_use]
pub fn rank_points(counts: &[i64], points: &[Mark]) -> Vec<Ratio> {
    let of = |place: i64| {
        let at = usize::try_from(place.saturating_sub(1)).ok();
        at.and_then(|at| points.get(at)).copied().map_or(Ratio::ZERO, Ratio::of)
    };
    places(counts).into_iter().map(of).collect()
}

/// The place of each count, the highest first.
#[must_use]
pub fn places(counts: &[i64]) -> Vec<i64> {
    competition(&counts.iter().map(|c| std::cmp::Reverse(*c)).collect::<Vec<_>>())
}
