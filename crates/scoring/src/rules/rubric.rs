//! What is marked, and how a judge's marks become that judge's total.

use model::Mark;
use model::rules::MarkBand;
use serde::{Deserialize, Serialize};

/// What is marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// How marks are joined to a total.
    pub form: RubricForm,
    /// What becomes of a sheet that lacks a criterion.
    #[serde(default)]
    pub missing: MissingCriterion,
    /// What the maxima must add up to; `None`: anything.
    #[serde(default)]
    pub full_marks: Option<Mark>,
    /// The criteria in the order of the sheet.
    pub criteria: Vec<Criterion>,
}

/// How marks are joined to a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RubricForm {
    /// They are added; each criterion has a maximum of its own.
    Points,
    /// They are weighted; all criteria are on one scale.
    Weighted,
}

/// What becomes of a sheet that lacks a criterion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingCriterion {
    /// It is incomplete and is not counted.
    #[default]
    Incomplete,
    /// The weights of the given criteria are taken for the whole.
    Renormalise,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// The lowest mark.
    #[serde(default)]
    pub min: Mark,
    /// The highest mark.
    pub max: Mark,
    /// The smallest difference between two marks.
    pub step: Mark,
    /// Its weight in basis points; only where the rubric is weighted.
    #[serde(default)]
    pub weight: u32,
    /// Named bands of marks, best first.
    #[serde(default)]
    pub bands: Vec<MarkBand>,
}

impl Rubric {
    /// The lowest and the highest total.
    #[must_use]
    pub fn range(&self) -> (Mark, Mark) {
        let sum = |mark: fn(&Criterion) -> Mark| self.criteria.iter().map(mark).fold(Mark::default(), Mark::plus);
        match self.form {
            RubricForm::Points => (sum(|c| c.min), sum(|c| c.max)),
            RubricForm::Weighted => {
                let end = |mark: fn(&Criterion) -> Mark| self.criteria.first().map(mark).unwrap_or_default();
                (end(|c| c.min), end(|c| c.max))
            }
        }
    }

    /// The step of a total: that of the criteria where they share one; `None` where any total may come out.
    #[must_use]
    pub fn total_step(&self) -> Option<Mark> {
        let first = self.criteria.first()?.step;
        let alike = self.form == RubricForm::Points && self.criteria.iter().all(|c| c.step == first);
        alike.then_some(first).filter(|step| *step > Mark::default())
    }
}
