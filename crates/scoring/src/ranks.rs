//! Places out of figures, in the four ways in which ranks are counted.

use crate::Ratio;
use crate::rules::Ranking;

/// The competition rank of each key, the smallest key first: 1, 2, 2, 4.
///
/// ```
/// assert_eq!(scoring::ranks::competition(&[3, 1, 3, 2]), [3, 1, 3, 2]);
/// ```
#[must_use]
pub fn competition<T: Ord>(keys: &[T]) -> Vec<i64> {
    let mut sorted: Vec<&T> = keys.iter().collect();
    sorted.sort_unstable();
    keys.iter().map(|key| number(sorted.partition_point(|k| *k < key).saturating_add(1))).collect()
}

/// The ranks of groups of equals, given their sizes from the best group on; one rank for each member.
///
/// ```
/// use scoring::{ranks::styled, rules::Ranking};
/// let printed = |style| styled(&[1, 2, 1], style).iter().map(|r| r.to_string()).collect::<Vec<_>>();
/// assert_eq!(printed(Ranking::Competition), ["1", "2", "2", "4"]);
/// assert_eq!(printed(Ranking::Dense), ["1", "2", "2", "3"]);
/// assert_eq!(printed(Ranking::Ordinal), ["1", "2", "3", "4"]);
/// assert_eq!(printed(Ranking::Fractional), ["1", "5/2", "5/2", "4"]);
/// ```
#[must_use]
pub fn styled(sizes: &[usize], style: Ranking) -> Vec<Ratio> {
    let (mut before, mut found) = (0_i64, Vec::new());
    for (group, size) in (1_i64..).zip(sizes) {
        let first = before.saturating_add(1);
        let last = before.saturating_add(number(*size));
        for place in first..=last {
            found.push(match style {
                Ranking::Competition => whole(first),
                Ranking::Dense => whole(group),
                Ranking::Ordinal => whole(place),
                Ranking::Fractional => Ratio::new(i128::from(first.saturating_add(last)), 2),
            });
        }
        before = last;
    }
    found
}

fn whole(rank: i64) -> Ratio {
    Ratio::new(i128::from(rank), 1)
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
