//! Which judges are drawn, m of m: every multiset with its weight, or a stream of draws that the marks themselves seed.

use crate::marks::MarkTable;
use crate::real::real;
use sha2::{Digest, Sha256};

/// Up to so many judges every multiset is enumerated: C(17, 9) = 24,310 of them.
const ENUMERATED: usize = 9;
/// How many draws are made of a larger panel.
const SAMPLED: usize = 2_000;

/// All resamples of a panel.
pub(super) enum Draws {
    /// Each multiset once.
    All {
        /// The counts of each judge, one multiset after the other.
        counts: Vec<u32>,
        /// In how many of the m^m ordered draws each turns up.
        weights: Vec<u64>,
    },
    /// As many as [`SAMPLED`].
    Some {
        /// The key of the stream.
        seed: u64,
        /// For each judge the place in the order of the names, so that the order of the columns changes nothing.
        places: Vec<usize>,
    },
}

impl Draws {
    pub(super) fn of(table: &MarkTable) -> Self {
        let judges = table.judges.len();
        if judges <= ENUMERATED {
            let mut all = Multisets { counts: Vec::new(), weights: Vec::new() };
            all.extend(&mut Vec::with_capacity(judges), judges, judges, 1);
            return Self::All { counts: all.counts, weights: all.weights };
        }
        Self::Some { seed: seed(table), places: sorted(&table.judges).into_iter().map(|(at, _)| at).collect() }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::All { weights, .. } => weights.len(),
            Self::Some { .. } => SAMPLED,
        }
    }

    /// Fills the counts of a resample and gives its weight.
    pub(super) fn fill(&self, number: usize, counts: &mut [u32]) -> u64 {
        match self {
            Self::All { counts: all, weights } => {
                let drawn = all.chunks_exact(counts.len().max(1)).nth(number).unwrap_or(&[]);
                counts.iter_mut().zip(drawn).for_each(|(count, drawn)| *count = *drawn);
                weights.get(number).copied().unwrap_or(0)
            }
            Self::Some { seed, places } => {
                counts.fill(0);
                let stream = mixed(seed ^ mixed(u64::try_from(number).unwrap_or(u64::MAX)));
                let judges = u64::try_from(places.len()).unwrap_or(u64::MAX);
                for draw in 0..judges {
                    let judge = below(mixed(stream.wrapping_add(draw.wrapping_mul(STEP))), judges);
                    let at = places.get(judge).and_then(|at| counts.get_mut(*at));
                    at.into_iter().for_each(|count| *count += 1);
                }
                1
            }
        }
    }
}

struct Multisets {
    counts: Vec<u32>,
    weights: Vec<u64>,
}

impl Multisets {
    /// Every way to go on: `left` draws among `judges` more judges. The weight is a product of binomials, left over count.
    fn extend(&mut self, begun: &mut Vec<u32>, judges: usize, left: usize, weight: u64) {
        if judges <= 1 {
            self.counts.extend(begun.iter());
            self.counts.extend((judges == 1).then(|| u32::try_from(left).unwrap_or(u32::MAX)));
            self.weights.push(weight);
            return;
        }
        let mut ways = 1_u64;
        for count in 0..=left {
            begun.push(u32::try_from(count).unwrap_or(u32::MAX));
            self.extend(begun, judges - 1, left - count, weight * ways);
            begun.pop();
            let (from, to) = (u64::try_from(left - count).unwrap_or(0), u64::try_from(count + 1).unwrap_or(1));
            ways = ways * from / to;
        }
    }
}

fn sorted(names: &[String]) -> Vec<(usize, &String)> {
    let mut order: Vec<(usize, &String)> = names.iter().enumerate().collect();
    order.sort_by(|a, b| a.1.cmp(b.1));
    order
}

/// The first eight bytes of SHA-256 over names and marks in the order of the names. The rules are no part of it, so that two rules meet the same draws.
fn seed(table: &MarkTable) -> u64 {
    let mut hash = Sha256::new();
    hash.update(b"bootstrap-v1\0");
    let (proposals, judges) = (sorted(&table.proposals), sorted(&table.judges));
    for (_, name) in proposals.iter().chain(&judges) {
        hash.update(u64::try_from(name.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(name.as_bytes());
    }
    let rows: Vec<&[Option<model::Mark>]> = table.rows().collect();
    for (at, _) in &proposals {
        let row = rows.get(*at).copied().unwrap_or(&[]);
        let bytes = |(judge, _): &(usize, &String)| {
            // No mark reaches the smallest number, which stands for a gap.
            row.get(*judge).copied().flatten().map_or(i64::MIN, model::Mark::as_units).to_be_bytes()
        };
        hash.update(judges.iter().flat_map(bytes).collect::<Vec<u8>>());
    }
    let digest = hash.finalize();
    digest.iter().take(8).fold(0, |all, byte| all << 8 | u64::from(*byte))
}

/// The golden ratio in 64 bits, the step of the counter.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number that looks random out of a counter: the finaliser of `SplitMix64` (Steele, Lea and Flood 2014).
const fn mixed(counter: u64) -> u64 {
    let mut z = counter.wrapping_add(STEP);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Spreads 64 bits over `0..judges` by the high half of the product (Lemire 2019); the bias is below judges / 2^64.
fn below(random: u64, judges: u64) -> usize {
    usize::try_from((u128::from(random) * u128::from(judges)) >> 64).unwrap_or(0)
}

/// The weights of all resamples together.
pub(super) fn total(draws: &Draws) -> f64 {
    match draws {
        Draws::All { weights, .. } => real(weights.iter().sum::<u64>()),
        Draws::Some { .. } => real(SAMPLED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(judges: usize) -> MarkTable {
        MarkTable { judges: (0..judges).map(|n| format!("J{n}")).collect(), ..MarkTable::default() }
    }

    #[test]
    fn every_multiset_is_enumerated_once_with_its_weight() {
        for (judges, outcomes) in [(1, 1), (2, 3), (3, 10), (4, 35), (7, 1_716), (9, 24_310)] {
            let draws = Draws::of(&panel(judges));
            assert_eq!(draws.len(), outcomes);
            let mut all = std::collections::BTreeSet::new();
            let mut weights = 0;
            for number in 0..outcomes {
                let mut counts = vec![0; judges];
                weights += draws.fill(number, &mut counts);
                assert_eq!(usize::try_from(counts.iter().sum::<u32>()).unwrap(), judges);
                all.insert(counts);
            }
            let m = u32::try_from(judges).unwrap();
            assert_eq!((all.len(), weights), (outcomes, u64::from(m).pow(m)));
        }
    }

    /// What was published must come out again on any machine and in any later version.
    #[test]
    fn the_draws_of_a_panel_are_always_the_same() {
        let draws = Draws::of(&panel(10));
        let drawn = [0, 1, 1_999].map(|number| {
            let mut counts = vec![0; 10];
            draws.fill(number, &mut counts);
            counts.iter().map(ToString::to_string).collect::<String>()
        });
        assert_eq!(drawn, ["0013014100", "0411121000", "1020021121"]);
    }

    #[test]
    fn a_larger_panel_is_drawn_evenly() {
        let draws = Draws::of(&panel(10));
        assert_eq!((draws.len(), total(&draws)), (2_000, 2_000.0));
        let mut sums = vec![0; 10];
        let mut counts = vec![0; 10];
        for number in 0..2_000 {
            assert_eq!(draws.fill(number, &mut counts), 1);
            assert_eq!(counts.iter().sum::<u32>(), 10);
            sums.iter_mut().zip(&counts).for_each(|(sum, count)| *sum += count);
        }
        // Each judge is expected 2,000 times with a standard deviation of 42.
        assert!(sums.iter().all(|sum| (1_830..=2_170).contains(sum)), "{sums:?}");
    }
}
