//! Whether marks fit a rubric.

use crate::ScoringError;
use model::Mark;
use model::rules::Rubric;
use std::collections::BTreeMap;

/// The marks in the order of the rubric, each inside its range and on the step.
///
/// # Errors
/// The first criterion that is missing, out of range or off the step.
pub fn read(rubric: &Rubric, marks: &BTreeMap<String, Mark>) -> Result<Vec<Mark>, ScoringError> {
    let expected = || rubric.criteria.iter().map(|c| c.id.clone()).collect();
    if marks.len() != rubric.criteria.len() {
        return Err(ScoringError::OtherCriteria { expected: expected() });
    }
    let mut read = Vec::with_capacity(marks.len());
    for criterion in &rubric.criteria {
        let mark = *marks.get(&criterion.id).ok_or_else(|| ScoringError::OtherCriteria { expected: expected() })?;
        fits(rubric, &criterion.id, mark)?;
        read.push(mark);
    }
    Ok(read)
}

/// Whether one mark fits its criterion.
///
/// # Errors
/// [`ScoringError::OutOfRange`], [`ScoringError::OffStep`], [`ScoringError::OtherCriteria`].
pub fn fits(rubric: &Rubric, criterion: &str, mark: Mark) -> Result<(), ScoringError> {
    let Some(rule) = rubric.criteria.iter().find(|c| c.id == criterion) else {
        return Err(ScoringError::OtherCriteria { expected: rubric.criteria.iter().map(|c| c.id.clone()).collect() });
    };
    if mark < Mark::default() || mark > Mark::points(rule.max) {
        return Err(ScoringError::OutOfRange { criterion: criterion.into(), max: rule.max });
    }
    let step = rubric.step.as_units().max(1);
    if mark.as_units() % step == 0 {
        Ok(())
    } else {
        Err(ScoringError::OffStep { criterion: criterion.into(), step: rubric.step.to_string() })
    }
}

/// The sum of the marks of a sheet.
#[must_use]
pub fn total(marks: &[Mark]) -> Mark {
    marks.iter().fold(Mark::default(), |sum, mark| sum.plus(*mark))
}
