//! Figures that follow the ballots as they come in: one ballot changes one proposal, at the cost of that proposal's marks.

use crate::Ratio;
use crate::aggregate::{Quotient, figures};
use crate::marks::MarkTable;
use crate::ranks::competition;
use crate::rules::{Method, PanelRule};
use model::Mark;
use std::collections::BTreeMap;

/// A panel's marks while they come in.
#[derive(Debug, Clone)]
pub struct Tally {
    table: MarkTable,
    rule: PanelRule,
    proposals: BTreeMap<String, usize>,
    judges: BTreeMap<String, usize>,
    figures: Vec<Option<Quotient>>,
}

/// Nobody of that name marks here, or nothing of that name is marked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not part of this tally")]
pub struct NotHere(pub String);

impl Tally {
    /// A tally without marks.
    #[must_use]
    pub fn new(proposals: Vec<String>, judges: Vec<String>, rule: PanelRule) -> Self {
        let place = |names: &[String]| names.iter().cloned().zip(0..).collect();
        let cells = vec![None; proposals.len().saturating_mul(judges.len())];
        Self {
            proposals: place(&proposals),
            judges: place(&judges),
            figures: vec![None; proposals.len()],
            table: MarkTable { proposals, judges, cells },
            rule,
        }
    }

    /// Writes a judge's total, or takes it back with `None`; gives what stood there before, which undoes the change.
    ///
    /// # Errors
    /// [`NotHere`] for an unknown proposal or judge.
    pub fn apply(&mut self, proposal: &str, judge: &str, mark: Option<Mark>) -> Result<Option<Mark>, NotHere> {
        let row = *self.proposals.get(proposal).ok_or_else(|| NotHere(proposal.to_owned()))?;
        let column = *self.judges.get(judge).ok_or_else(|| NotHere(judge.to_owned()))?;
        let width = self.table.judges.len();
        let at = row.saturating_mul(width).saturating_add(column);
        let before = self.table.cells.get_mut(at).map(|cell| std::mem::replace(cell, mark));
        self.count_again(row);
        Ok(before.flatten())
    }

    fn count_again(&mut self, row: usize) {
        match self.rule.method {
            Method::Mean | Method::Trimmed | Method::Winsorised | Method::Median => {
                let width = self.table.judges.len();
                let from = row.saturating_mul(width);
                let cells = self.table.cells.get(from..from.saturating_add(width)).unwrap_or(&[]).to_vec();
                let one = MarkTable { proposals: vec![String::new()], judges: self.table.judges.clone(), cells };
                let figure = figures(&one, &self.rule).into_iter().next().flatten();
                self.figures.iter_mut().skip(row).take(1).for_each(|f| *f = figure);
            }
            // These look at all proposals at once.
            Method::Sum | Method::Borda | Method::MeanRank | Method::Z | Method::RescaledZ => {
                self.figures = figures(&self.table, &self.rule);
            }
        }
    }

    /// Each proposal's figure, in their order.
    #[must_use]
    pub fn figures(&self) -> &[Option<Quotient>] {
        &self.figures
    }

    /// Each proposal's competition rank on the published figure, on the exact one where the rule does not round; `None` without a figure.
    #[must_use]
    pub fn ranks(&self) -> Vec<Option<i64>> {
        let key = |q: &Quotient| {
            let exact = q.exact();
            let shown = q.published.map_or(exact, |units| Ratio::new(units, i128::from(Mark::UNIT)));
            if self.rule.method.lower_is_better() { Ratio::ZERO.try_minus(shown).unwrap_or(shown) } else { shown }
        };
        let keys: Vec<_> = self.figures.iter().map(|f| std::cmp::Reverse(f.as_ref().map(key))).collect();
        competition(&keys).into_iter().zip(&self.figures).map(|(rank, f)| f.as_ref().map(|_| rank)).collect()
    }

    /// The marks so far.
    #[must_use]
    pub const fn table(&self) -> &MarkTable {
        &self.table
    }
}
