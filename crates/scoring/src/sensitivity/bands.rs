//! Places that are too close to call, in words.

use super::{Odds, Place};

/// Neighbouring places whose rank intervals all overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The best place of the band.
    pub from: usize,
    /// The last place of the band.
    pub to: usize,
    /// The proposals, best first.
    pub proposals: Vec<String>,
}

impl Band {
    /// In Chinese: 第 2-4 名难分高下.
    #[must_use]
    pub fn zh(&self) -> String {
        format!("第 {}-{} 名难分高下", self.from, self.to)
    }

    /// In English.
    #[must_use]
    pub fn en(&self) -> String {
        format!("places {} to {} are too close to call", self.from, self.to)
    }
}

/// The longest runs of neighbours in the published order of whom each two have overlapping 90 % intervals. A proposal may belong to two runs; nobody is alone in one.
#[must_use]
pub fn bands(odds: &[Odds], official: &[Option<Place>]) -> Vec<Band> {
    let mut order: Vec<(u32, &Odds, (usize, usize))> = odds
        .iter()
        .zip(official)
        .filter_map(|(odds, place)| Some((place.as_ref()?.rank, odds, odds.interval_90?)))
        .collect();
    order.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.proposal.cmp(&b.1.proposal)));
    let mut found: Vec<Band> = Vec::new();
    for from in 0..order.len() {
        let (mut low, mut high) = (0, usize::MAX);
        // Intervals overlap in pairs exactly when all of them have a place in common (Helly 1923).
        let run: Vec<&(u32, &Odds, (usize, usize))> = order
            .iter()
            .skip(from)
            .take_while(|(_, _, (lo, hi))| {
                low = low.max(*lo);
                high = high.min(*hi);
                low <= high
            })
            .collect();
        let to = from + run.len();
        if run.len() > 1 && found.last().is_none_or(|band| band.to < to) {
            let proposals = run.iter().map(|(_, odds, _)| odds.proposal.clone()).collect();
            found.push(Band { from: from + 1, to, proposals });
        }
    }
    found
}
