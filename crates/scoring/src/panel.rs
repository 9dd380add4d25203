//! The judges' part: their sheets become totals, and the totals of all proposals a table. Who is absent or recused makes a smaller panel, never a zero.

use crate::marks::MarkTable;
use crate::rules::{MissingCriterion, Rubric, RubricForm};
use crate::{Figure, Ratio, ScoringError};
use model::Mark;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One judge's signed marks, in the order of the rubric; without a rubric the one mark is the judge's total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The judge's code.
    pub judge: String,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// A sheet that lacks criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialSheet {
    /// The judge's code.
    pub judge: String,
    /// The marks in the order of the rubric; `None` where one is missing.
    pub marks: Vec<Option<Mark>>,
}

/// Every sheet with its marks, the whole ones first; what counts of those with gaps, [`total`] says.
pub(crate) fn marks_of<'a>(
    whole: &'a [Sheet],
    partial: &'a [PartialSheet],
) -> impl Iterator<Item = (&'a str, Vec<Option<Mark>>)> {
    let marks = |s: &'a Sheet| (s.judge.as_str(), s.marks.iter().copied().map(Some).collect());
    whole.iter().map(marks).chain(partial.iter().map(|s| (s.judge.as_str(), s.marks.clone())))
}

/// What the panel gives, with everything that is needed to recompute it by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// How many sheets were counted.
    pub sheets: usize,
    /// Each judge's total, where it has no more than four decimals.
    pub totals: BTreeMap<String, Mark>,
    /// The judges whose totals were dropped as the highest.
    pub dropped_high: Vec<String>,
    /// The judges whose totals were dropped as the lowest.
    pub dropped_low: Vec<String>,
    /// What the rule makes of the totals.
    pub figure: Figure,
    /// The mean of all totals.
    pub untrimmed_mean: Ratio,
}

/// A judge's total; `None` for a sheet that is incomplete and therefore not counted, or has more digits than fit.
#[must_use]
pub fn total(rubric: Option<&Rubric>, marks: &[Option<Mark>]) -> Option<Ratio> {
    let sum =
        |marks: &[Option<Mark>]| marks.iter().flatten().try_fold(Ratio::ZERO, |sum, m| sum.try_plus(Ratio::of(*m)));
    let Some(rubric) = rubric else {
        return sum(marks).filter(|_| marks.iter().any(Option::is_some));
    };
    let complete = marks.len() == rubric.criteria.len() && marks.iter().all(Option::is_some);
    let any = marks.iter().any(Option::is_some);
    if !complete && (rubric.missing == MissingCriterion::Incomplete || !any) {
        return None;
    }
    let given = || rubric.criteria.iter().zip(marks).filter_map(|(c, m)| m.map(|m| (c, m)));
    match rubric.form {
        RubricForm::Points => {
            // Of a complete sheet everything is reachable, and the sum stays what it is.
            let reachable = given().map(|(c, _)| c.max).fold(Mark::default(), Mark::plus);
            sum(marks)?.try_times(Ratio::of(rubric.range().1))?.try_over(Ratio::of(reachable))
        }
        RubricForm::Weighted => {
            let weight = |of: u32| Ratio::new(i128::from(of), 1);
            let mut weighed = given().map(|(c, m)| Ratio::of(m).try_times(weight(c.weight)));
            let top = weighed.try_fold(Ratio::ZERO, |all, one| all.try_plus(one?))?;
            top.try_over(weight(given().map(|(c, _)| c.weight).sum()))
        }
    }
}

/// A table of figures that may have more than four decimals: each cell is the figure times `scale`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scaled {
    /// The cells as marks.
    pub(crate) table: MarkTable,
    /// By how much they were multiplied.
    pub(crate) scale: i128,
}

/// The table of each proposal's figures by judge.
///
/// # Errors
/// [`ScoringError::TooManyDigits`].
pub(crate) fn scaled(rows: &[(&str, BTreeMap<&str, Ratio>)]) -> Result<Scaled, ScoringError> {
    let judges: BTreeSet<&str> = rows.iter().flat_map(|(_, row)| row.keys().copied()).collect();
    let unit = i128::from(Mark::UNIT);
    let mut scale = 1_i128;
    for (proposal, row) in rows {
        for ratio in row.values() {
            let part = ratio.denominator() / common(ratio.denominator(), unit);
            let more = part / common(part, scale);
            scale = scale.checked_mul(more).filter(|s| *s < MOST).ok_or_else(|| too_long(proposal))?;
        }
    }
    let mut cells = Vec::with_capacity(rows.len().saturating_mul(judges.len()));
    for (proposal, row) in rows {
        for judge in &judges {
            let cell =
                row.get(judge).map(|ratio| units(*ratio, scale).ok_or_else(|| too_long(proposal))).transpose()?;
            cells.push(cell);
        }
    }
    let table = MarkTable {
        proposals: rows.iter().map(|(proposal, _)| (*proposal).to_owned()).collect(),
        judges: judges.into_iter().map(str::to_owned).collect(),
        cells,
    };
    Ok(Scaled { table, scale })
}

/// The largest scale; beyond it the exact table would not fit.
const MOST: i128 = 1_000_000_000;

fn units(ratio: Ratio, scale: i128) -> Option<Mark> {
    let whole = ratio.try_times(Ratio::new(scale.checked_mul(i128::from(Mark::UNIT))?, 1))?;
    i64::try_from(whole.numerator()).ok().filter(|_| whole.denominator() == 1).map(Mark::units)
}

fn common(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

fn too_long(proposal: &str) -> ScoringError {
    ScoringError::TooManyDigits { proposal: proposal.to_owned() }
}
