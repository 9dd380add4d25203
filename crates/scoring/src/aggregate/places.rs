//! The methods that look at places only: Borda counts and mean ranks, each judge by itself.

use super::{Quotient, row};
use crate::marks::MarkTable;
use crate::rules::{Method, PanelRule};
use model::Mark;

/// For each proposal the judges' counts, doubled so that half a tie is a whole number.
struct Doubled {
    /// Twice the proposals beaten and once those tied with, added over the judges.
    borda: i128,
    /// Twice the fractional rank, added over the judges.
    ranks: i128,
    judges: usize,
}

pub(super) fn figures(table: &MarkTable, rule: &PanelRule) -> Vec<Option<Quotient>> {
    let mut found: Vec<Doubled> = table.proposals.iter().map(|_| Doubled { borda: 0, ranks: 0, judges: 0 }).collect();
    for judge in 0..table.judges.len() {
        count(table, judge, &mut found);
    }
    let unit = i128::from(Mark::UNIT);
    let quotient = |doubled: &Doubled| {
        row::enough(doubled.judges, rule).ok()?;
        let judges = i128::try_from(doubled.judges).ok()?;
        Some(match rule.method {
            Method::Borda => Quotient::new(doubled.borda.saturating_mul(unit), 2, rule.rounding),
            _ => Quotient::new(doubled.ranks.saturating_mul(unit), judges.saturating_mul(2), rule.rounding),
        })
    };
    found.iter().map(quotient).collect()
}

/// One judge's marks from the lowest to the highest, taken tied group by tied group.
fn count(table: &MarkTable, judge: usize, found: &mut [Doubled]) {
    let column = table.rows().map(|marks| marks.get(judge).copied().flatten()).enumerate();
    let mut given: Vec<(Mark, usize)> = column.filter_map(|(at, mark)| mark.map(|m| (m, at))).collect();
    given.sort_unstable();
    let all = i128::try_from(given.len()).unwrap_or(0);
    let mut beaten = 0_i128;
    for group in given.chunk_by(|a, b| a.0 == b.0) {
        let size = i128::try_from(group.len()).unwrap_or(0);
        let borda = beaten.saturating_mul(2).saturating_add(size).saturating_sub(1);
        let best = all.saturating_sub(beaten).saturating_sub(size).saturating_add(1);
        let ranks = best.saturating_mul(2).saturating_add(size).saturating_sub(1);
        for (_, at) in group {
            if let Some(one) = found.get_mut(*at) {
                one.borda = one.borda.saturating_add(borda);
                one.ranks = one.ranks.saturating_add(ranks);
                one.judges = one.judges.saturating_add(1);
            }
        }
        beaten = beaten.saturating_add(size);
    }
}
