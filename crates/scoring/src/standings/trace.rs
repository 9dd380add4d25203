//! The steps of a calculation, written so that anybody can do them again by hand.
//!
//! Every figure is a fraction in lowest terms; where a step rounds, the exact figure stands before the published one, with the way of rounding.

use crate::equating::MeanOf;
use crate::rules::{EarlierStage, EquatingMethod, ExtraKind, Method, RubricForm};
use crate::{Figure, Ratio};
use model::Mark;
use model::rules::Rounding;
use serde::{Deserialize, Serialize};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Judges' marks become judges' totals.
    Totals {
        /// The component.
        component: String,
        /// How marks are joined; `None` where totals were handed in.
        form: Option<RubricForm>,
        /// The weights of the criteria in basis points, where the form weighs.
        weights: Vec<u32>,
        /// The highest marks of the criteria, in their order.
        maxima: Vec<Mark>,
        /// The sheets.
        sheets: Vec<OnSheet>,
    },
    /// The totals, or the marks of one criterion, become one figure.
    Panel {
        /// The component, or `criterion:<id>` inside one.
        stage: String,
        /// How.
        method: Method,
        /// Every judge's value and what became of it.
        used: Vec<Used>,
        /// Who gave none.
        absent: Vec<String>,
        /// Who was recused.
        recused: Vec<String>,
        /// What came out.
        figure: Shown,
    },
    /// The figures of criteria are joined.
    Criteria {
        /// The component.
        component: String,
        /// How.
        form: RubricForm,
        /// The criteria.
        parts: Vec<Weighed>,
        /// What came out.
        figure: Shown,
    },
    /// A rate of approval: 100 x approve / cast.
    Approval {
        /// The component.
        component: String,
        /// Who approves.
        approve: i64,
        /// Who approves or opposes.
        cast: i64,
        /// What came out.
        figure: Shown,
    },
    /// A share: 100 x count / whole, or 0 where the whole is 0.
    Share {
        /// The component.
        component: String,
        /// The proposal's own.
        count: i64,
        /// The highest, or all together.
        whole: i64,
        /// What came out.
        figure: Shown,
    },
    /// Points for a place among the counts.
    Place {
        /// The component.
        component: String,
        /// The proposal's own.
        count: i64,
        /// Its place, equal counts sharing the better one.
        place: i64,
        /// What came out.
        figure: Shown,
    },
    /// A figure that was handed in.
    Given {
        /// The component.
        component: String,
        /// The earlier stage that it is carried from.
        from: Option<EarlierStage>,
        /// What came out.
        figure: Shown,
    },
    /// A room's figure on the common scale.
    Equated {
        /// The component.
        component: String,
        /// The room.
        room: String,
        /// How.
        method: EquatingMethod,
        /// The figure in the room.
        raw: Ratio,
        /// The room's mean.
        room_mean: Box<MeanOf>,
        /// The overall mean.
        overall_mean: Box<MeanOf>,
        /// The coefficient (ratio only).
        coefficient: Option<Box<Figure>>,
        /// What came out.
        figure: Shown,
    },
    /// The weighted sum with what is added and taken off.
    Sum {
        /// The components.
        parts: Vec<Weighed>,
        /// Bonuses and penalties.
        extras: Vec<Counted>,
        /// The highest score that the rules allow.
        clip: Option<Mark>,
        /// What came out.
        figure: Shown,
    },
}

/// A figure with the rounding that published it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// As it is.
    pub exact: Ratio,
    /// How it is rounded; `None` leaves it as it is.
    pub rounding: Option<Rounding>,
    /// As it goes on.
    pub published: Ratio,
    /// As it is printed.
    pub text: String,
}

impl Shown {
    /// The figure with its rounding.
    #[must_use]
    pub fn new(figure: &Figure, rounding: Option<Rounding>) -> Self {
        Self { exact: figure.exact, rounding, published: figure.published, text: figure.text.clone() }
    }
}

/// One judge's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnSheet {
    /// The judge.
    pub judge: String,
    /// The marks in the order of the rubric.
    pub marks: Vec<Option<Mark>>,
    /// The total; `None` for an incomplete sheet that is not counted.
    pub total: Option<Ratio>,
}

/// One judge's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// The judge.
    pub judge: String,
    /// The value.
    pub value: Ratio,
    /// What became of it.
    #[serde(rename = "use")]
    pub what: Use,
}

/// What became of a judge's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// It was kept.
    Kept,
    /// It was dropped, or drawn inwards, as one of the lowest.
    DroppedLow,
    /// The same as one of the highest.
    DroppedHigh,
}

/// A figure with its weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// The component or criterion.
    pub id: String,
    /// The weight in basis points.
    pub weight: u32,
    /// The figure.
    pub value: Ratio,
}

/// A bonus or a penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Its id.
    pub id: String,
    /// Added or taken off.
    pub kind: ExtraKind,
    /// What was handed in.
    pub given: Mark,
    /// The most it may be.
    pub cap: Mark,
    /// What counts.
    pub counted: Mark,
}
