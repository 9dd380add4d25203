//! How sure a ranking is: without one judge, under resampled judges, and how little would change an award.
//!
//! Ranks are those of the published figure, shared 1, 2, 2, 4. Everything is counted in whole numbers; a probability is one division at the end.
//! None of it changes a result; it is shown beside the official one.
#![expect(clippy::float_arithmetic, reason = "probabilities are real numbers")]

mod bands;
mod bootstrap;
mod draws;
mod finals;
mod leave_one_out;
mod margin;
mod places;
mod sheet;

pub use bands::{Band, bands};
pub use bootstrap::{Bootstrap, Odds, Resampling, bootstrap};
pub use finals::{FinalScores, judges_totals};
pub use leave_one_out::{LeftOut, leave_one_judge_out};
pub use margin::{Margin, Scale, award_margin, final_award_margin};
pub use places::{Place, places};

use crate::aggregate::Quotient;
use crate::marks::MarkTable;
use crate::rules::PanelRule;

/// Which proposals get an award, in the order of the table, given each one's place; `None` has no score. It must depend on nothing else.
pub type Awards<'a> = &'a (dyn Fn(&[Option<Place>]) -> Vec<bool> + Sync);

/// How a table of marks becomes figures.
#[derive(Clone, Copy)]
pub enum Scoring<'a> {
    /// By the rule of the panel.
    Panel(&'a PanelRule),
    /// By everything that makes a final score, where the marks are one part of it; higher is better. The table may name a judge several times, or lack one.
    Final(&'a (dyn Fn(&MarkTable) -> Vec<Option<Quotient>> + Sync)),
}

impl Scoring<'_> {
    fn figures(self, table: &MarkTable) -> Vec<Option<Quotient>> {
        match self {
            Self::Panel(rule) => crate::aggregate::figures(table, rule),
            Self::Final(score) => score(table),
        }
    }

    fn lower_is_better(self) -> bool {
        matches!(self, Self::Panel(rule) if rule.method.lower_is_better())
    }
}

/// The table in which each judge stands as often as the counts say.
fn drawn(table: &MarkTable, counts: &[u32]) -> MarkTable {
    let times = |count: &u32| usize::try_from(*count).unwrap_or(0);
    let repeat = |row: &[Option<model::Mark>]| -> Vec<Option<model::Mark>> {
        row.iter().zip(counts).flat_map(|(cell, count)| std::iter::repeat_n(*cell, times(count))).collect()
    };
    MarkTable {
        proposals: table.proposals.clone(),
        judges: table.judges.iter().zip(counts).flat_map(|(j, c)| std::iter::repeat_n(j.clone(), times(c))).collect(),
        cells: table.rows().flat_map(repeat).collect(),
    }
}
