//! Final scores as they follow from the judges' totals, with everything that the judges do not decide held fixed.

use crate::aggregate::{Quotient, figures};
use crate::marks::MarkTable;
use crate::panel::{marks_of, total};
use crate::rules::{PanelRule, RankOn, RuleSet, Scope, Source};
use crate::standings::{Entry, scores};
use crate::{Figure, Ratio};
use model::Mark;
use model::rules::Rounding;
use std::collections::{BTreeMap, BTreeSet};

/// The judges' totals of a track with what turns them into final scores: the panel's rule and weight, the part of the others, the rounding.
#[derive(Debug, Clone, PartialEq)]
pub struct FinalScores {
    /// Each judge's total for each proposal, in points; `None` where a judge was absent or recused.
    pub table: MarkTable,
    rule: PanelRule,
    weight: Ratio,
    rest: Vec<Option<Ratio>>,
    rounding: Option<Rounding>,
    rank_on: RankOn,
}

impl FinalScores {
    /// The final scores of these entries. `None` where they are not one panel's totals and a fixed rest: two panels, trims by criterion, rooms that are equated, a highest score, or totals of more than four decimals.
    #[must_use]
    pub fn of(entries: &[Entry], rules: &RuleSet) -> Option<Self> {
        let mut panels = rules.components.iter().filter(|c| matches!(c.source, Source::Panel { .. }));
        let (component, None) = (panels.next()?, panels.next()) else { return None };
        let Source::Panel { jury: None, scope: Scope::JudgeTotal, .. } = &component.source else { return None };
        if rules.equating.is_some() || rules.clip.is_some() {
            return None;
        }
        let weight = Ratio::new(i128::from(component.weight), i128::from(crate::rules::WHOLE));
        let table = judges_totals(entries, rules)?;
        let found = scores(entries, rules).ok()?;
        let rest = found.into_iter().map(|one| {
            let one = one.ok()?;
            one.final_score.exact.try_minus(one.panel()?.figure.published.try_times(weight)?)
        });
        Some(Self {
            rest: rest.collect(),
            rule: rules.panel_rule(&component.id)?,
            table,
            weight,
            rounding: rules.rounding_at("final"),
            rank_on: rules.rank_on,
        })
    }

    /// The rule of the panel.
    #[must_use]
    pub const fn rule(&self) -> &PanelRule {
        &self.rule
    }

    /// The final score of each proposal when these are the judges' totals; the table has the same rows.
    #[must_use]
    pub fn figures(&self, table: &MarkTable) -> Vec<Option<Quotient>> {
        let panel = figures(table, &self.rule);
        panel.into_iter().enumerate().map(|(at, panel)| self.finished(at, panel?)).collect()
    }

    /// The final score of the proposal at that row when the panel gives it this figure.
    pub(super) fn finished(&self, at: usize, panel: Quotient) -> Option<Quotient> {
        let unit = Ratio::new(i128::from(Mark::UNIT), 1);
        let published =
            panel.published.map_or_else(|| panel.exact(), |units| Ratio::new(units, i128::from(Mark::UNIT)));
        let rest = self.rest.get(at).copied().flatten()?;
        let figure = Figure::new(rest.try_plus(published.try_times(self.weight)?)?, self.rounding);
        let rounds = self.rounding.is_some() && self.rank_on == RankOn::PublishedFigure;
        let exact = figure.exact.try_times(unit)?;
        let published = if rounds { Some(figure.published.try_times(unit)?.numerator()) } else { None };
        Some(Quotient { numerator: exact.numerator(), denominator: exact.denominator(), published })
    }
}

/// The totals of the round's own panel; `None` where one has more than four decimals.
#[must_use]
pub fn judges_totals(entries: &[Entry], rules: &RuleSet) -> Option<MarkTable> {
    let mut rows: Vec<BTreeMap<&str, Mark>> = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut row = BTreeMap::new();
        for (judge, marks) in marks_of(&entry.sheets, &entry.partial) {
            if let Some(total) = total(rules.rubric.as_ref(), &marks) {
                row.insert(judge, total.as_mark()?);
            }
        }
        rows.push(row);
    }
    let judges: BTreeSet<&str> = rows.iter().flat_map(|row| row.keys().copied()).collect();
    let cells = rows.iter().flat_map(|row| judges.iter().map(|judge| row.get(judge).copied()));
    Some(MarkTable {
        proposals: entries.iter().map(|entry| entry.proposal.clone()).collect(),
        cells: cells.collect(),
        judges: judges.into_iter().map(str::to_owned).collect(),
    })
}
