//! What the ranks and awards would be without one judge.

use super::sheet::{Scratch, Sheet};
use super::{Awards, Scoring, drawn};
use crate::marks::MarkTable;

/// The result without one judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The judge who is left out.
    pub judge: String,
    /// The rank of each proposal, in the order of the table; `None` without a score.
    pub ranks: Vec<Option<u32>>,
    /// The proposals that win or lose an award by it; empty where awards were not asked for.
    pub awards_that_change: Vec<String>,
}

/// The result without each judge in turn: a panel of m - 1, aggregated and awarded by the same rules.
#[must_use]
pub fn leave_one_judge_out(table: &MarkTable, scoring: Scoring<'_>, awards: Option<Awards<'_>>) -> Vec<LeftOut> {
    let sheet = match scoring {
        Scoring::Panel(rule) => Sheet::of(table, rule),
        Scoring::Final(_) => None,
    };
    let official = awards.map(|awards| awards(&super::places(table, scoring)));
    let mut scratch = Scratch::default();
    let mut counts = vec![1; table.judges.len()];
    let mut without = |(at, judge): (usize, &String)| {
        set(&mut counts, at, 0);
        let places = match &sheet {
            Some(sheet) => {
                sheet.score(&counts, &mut scratch);
                sheet.places(&scratch)
            }
            None => super::places(&drawn(table, &counts), scoring),
        };
        set(&mut counts, at, 1);
        let now = awards.map(|awards| awards(&places));
        LeftOut {
            judge: judge.clone(),
            ranks: places.iter().map(|place| place.map(|p| p.rank)).collect(),
            awards_that_change: changed(table, official.as_deref(), now.as_deref()),
        }
    };
    table.judges.iter().enumerate().map(&mut without).collect()
}

fn set(counts: &mut [u32], at: usize, value: u32) {
    counts.get_mut(at).into_iter().for_each(|count| *count = value);
}

/// The proposals whose award differs.
pub(super) fn changed(table: &MarkTable, before: Option<&[bool]>, after: Option<&[bool]>) -> Vec<String> {
    let both = before.unwrap_or(&[]).iter().zip(after.unwrap_or(&[]));
    table.proposals.iter().zip(both).filter(|(_, (was, is))| was != is).map(|(proposal, _)| proposal.clone()).collect()
}
