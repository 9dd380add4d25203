//! The components that come from judges' sheets: totals first, or criterion by criterion.

use super::components::{Found, OfOne};
use super::trace::{OnSheet, Shown, Step, Use, Used, Weighed};
use super::{Entry, Part};
use crate::aggregate::{Outcome, Unscored, explained};
use crate::panel::{Panel, marks_of, scaled, total};
use crate::rules::{Method, PanelRule, RubricForm, RuleSet, Scope, WHOLE};
use crate::{Figure, Ratio, ScoringError};
use model::Mark;
use model::rules::Rounding;
use std::collections::BTreeMap;

/// Each proposal's values by judge.
type Values<'a> = BTreeMap<&'a str, Ratio>;

/// The steps and figures of one proposal's criteria, or why there are none.
type OfCriteria = Result<(Vec<Step>, Vec<Weighed>), Unscored>;

/// A panel's component of each entry.
pub(super) fn parts(
    entries: &[Entry],
    rules: &RuleSet,
    named: (&str, Option<&str>),
    by: (&PanelRule, Scope),
) -> Result<Vec<OfOne>, ScoringError> {
    let (component, jury) = named;
    let (rule, scope) = by;
    let sheets: Vec<Vec<OnSheet>> = entries.iter().map(|entry| on_sheets(entry, rules, jury)).collect();
    let totals = rows(entries, &sheets, |sheet| sheet.total);
    let rounding = rules.rounding_at(component);
    let found = if scope == Scope::JudgeTotal {
        let outcomes = figures(&totals, rule, rounding)?;
        let one = |((outcome, row), entry): ((Outcome, &(&str, Values<'_>)), &Entry)| {
            of_totals(outcome, &row.1, entry, (component, rule.method, rounding))
        };
        outcomes.into_iter().zip(&totals).zip(entries).map(one).collect()
    } else {
        by_criterion(entries, &sheets, rules, (component, rule))?
    };
    let first = |sheets: Vec<OnSheet>| Step::Totals {
        component: component.to_owned(),
        form: rules.rubric.as_ref().map(|r| r.form),
        weights: rules.rubric.iter().flat_map(|r| &r.criteria).map(|c| c.weight).collect(),
        maxima: rules.rubric.iter().flat_map(|r| &r.criteria).map(|c| c.max).collect(),
        sheets,
    };
    let with_totals = |(mut found, sheets): (OfOne, Vec<OnSheet>)| {
        let steps = found.as_mut().map_or_else(|missed| &mut missed.steps, |found| &mut found.steps);
        steps.insert(0, first(sheets));
        found
    };
    Ok(found.into_iter().zip(sheets).map(with_totals).collect())
}

fn on_sheets(entry: &Entry, rules: &RuleSet, jury: Option<&str>) -> Vec<OnSheet> {
    let whole = match jury {
        None => entry.sheets.as_slice(),
        Some(name) => entry.juries.get(name).map_or(&[][..], Vec::as_slice),
    };
    let partial = if jury.is_none() { entry.partial.as_slice() } else { &[] };
    let mut found: Vec<OnSheet> = marks_of(whole, partial)
        .map(|(judge, marks)| OnSheet { judge: judge.to_owned(), total: total(rules.rubric.as_ref(), &marks), marks })
        .collect();
    found.sort_by(|a, b| a.judge.cmp(&b.judge));
    found
}

fn rows<'a>(
    entries: &'a [Entry],
    sheets: &'a [Vec<OnSheet>],
    value: impl Fn(&OnSheet) -> Option<Ratio>,
) -> Vec<(&'a str, Values<'a>)> {
    let row = |sheets: &'a Vec<OnSheet>| {
        sheets.iter().filter_map(|s| value(s).map(|v| (s.judge.as_str(), v))).collect::<Values<'a>>()
    };
    entries.iter().zip(sheets).map(|(entry, sheets)| (entry.proposal.as_str(), row(sheets))).collect()
}

/// What the rule makes of the values: exactly, although the table holds whole units.
fn figures(
    rows: &[(&str, Values<'_>)],
    rule: &PanelRule,
    rounding: Option<Rounding>,
) -> Result<Vec<Outcome>, ScoringError> {
    let scaled = scaled(rows)?;
    let scale = match rule.method {
        Method::Borda | Method::MeanRank | Method::Z => Ratio::new(1, 1),
        Method::Mean | Method::Trimmed | Method::Winsorised | Method::Median | Method::Sum | Method::RescaledZ => {
            Ratio::new(scaled.scale, 1)
        }
    };
    let mut outcomes = explained(&scaled.table, rule)?;
    for outcome in &mut outcomes {
        if let Ok(figure) = &mut outcome.figure {
            let exact = figure.exact.try_over(scale);
            let too_long = || ScoringError::TooManyDigits { proposal: outcome.proposal.clone() };
            *figure = Figure::new(exact.ok_or_else(too_long)?, rounding);
        }
    }
    Ok(outcomes)
}

fn of_totals(outcome: Outcome, totals: &Values<'_>, entry: &Entry, how: (&str, Method, Option<Rounding>)) -> OfOne {
    let figure = outcome.figure.clone()?;
    let (component, method, rounding) = how;
    let shown = Shown::new(&figure, rounding);
    let step = panel_step(component, method, &outcome, totals, (entry, shown));
    let mean = Ratio::mean_of(totals.values().copied()).ok_or(Unscored::TooManyDigits)?;
    let as_mark = |(judge, total): (&&str, &Ratio)| total.as_mark().map(|mark| ((*judge).to_owned(), mark));
    let panel = Panel {
        sheets: totals.len(),
        totals: totals.iter().filter_map(as_mark).collect::<BTreeMap<String, Mark>>(),
        dropped_high: outcome.dropped_high,
        dropped_low: outcome.dropped_low,
        untrimmed_mean: mean,
        figure: figure.clone(),
    };
    Ok(Found { part: Part::Panel(panel), value: figure.published, steps: vec![step] })
}

fn panel_step(stage: &str, method: Method, outcome: &Outcome, values: &Values<'_>, of: (&Entry, Shown)) -> Step {
    let (entry, figure) = of;
    let what = |judge: &str| {
        if outcome.dropped_low.iter().any(|d| d == judge) {
            Use::DroppedLow
        } else if outcome.dropped_high.iter().any(|d| d == judge) {
            Use::DroppedHigh
        } else {
            Use::Kept
        }
    };
    let used = values.iter().map(|(judge, v)| Used { judge: (*judge).to_owned(), value: *v, what: what(judge) });
    let (recused, absent) = outcome.absent.iter().cloned().partition(|judge| entry.recused.contains(judge));
    Step::Panel { stage: stage.to_owned(), method, used: used.collect(), absent, recused, figure }
}

/// Each criterion by itself, rounded at its own stage; then the criteria are added or weighted.
fn by_criterion(
    entries: &[Entry],
    sheets: &[Vec<OnSheet>],
    rules: &RuleSet,
    of: (&str, &PanelRule),
) -> Result<Vec<OfOne>, ScoringError> {
    let (component, rule) = of;
    let Some(rubric) = &rules.rubric else {
        return Ok(entries.iter().map(|_| Err(Unscored::NothingHandedIn.into())).collect());
    };
    let mut found: Vec<OfCriteria> = entries.iter().map(|_| Ok((Vec::new(), Vec::new()))).collect();
    for (at, criterion) in rubric.criteria.iter().enumerate() {
        let stage = format!("criterion:{}", criterion.id);
        let rounding = rules.rounding_at(&stage);
        let counted = |sheet: &OnSheet| sheet.marks.get(at).copied().flatten().filter(|_| sheet.total.is_some());
        let rows = rows(entries, sheets, |sheet| counted(sheet).map(Ratio::of));
        let outcomes = figures(&rows, rule, rounding)?;
        for (((one, outcome), row), entry) in found.iter_mut().zip(outcomes).zip(&rows).zip(entries) {
            let Ok((steps, parts)) = one else { continue };
            match &outcome.figure {
                Ok(figure) => {
                    let shown = Shown::new(figure, rounding);
                    steps.push(panel_step(&stage, rule.method, &outcome, &row.1, (entry, shown)));
                    let weight = if rubric.form == RubricForm::Points { WHOLE } else { criterion.weight };
                    parts.push(Weighed { id: criterion.id.clone(), weight, value: figure.published });
                }
                Err(why) => *one = Err(*why),
            }
        }
    }
    let rounding = rules.rounding_at(component);
    let join = |one: OfCriteria| -> OfOne {
        let (mut steps, parts) = one?;
        let figure = Figure::new(weighed(&parts).ok_or(Unscored::TooManyDigits)?, rounding);
        let shown = Shown::new(&figure, rounding);
        steps.push(Step::Criteria { component: component.to_owned(), form: rubric.form, parts, figure: shown });
        Ok(Found { value: figure.published, part: Part::Criteria(figure), steps })
    };
    Ok(found.into_iter().map(join).collect())
}

fn weighed(parts: &[Weighed]) -> Option<Ratio> {
    let part = |p: &Weighed| p.value.try_times(Ratio::new(i128::from(p.weight), i128::from(WHOLE)));
    parts.iter().try_fold(Ratio::ZERO, |sum, one| sum.try_plus(part(one)?))
}
