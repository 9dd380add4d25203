//! Whether a rule set can be scored by: every fault with the place where it stands.

use super::{Component, EquatingMethod, Link, Rubric, RubricForm, RuleSet, Scope, Source, WHOLE};
use model::Mark;
use std::collections::BTreeSet;

/// One fault of a rule set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {fault}")]
pub struct Fault {
    /// Where, as a JSON pointer.
    pub pointer: String,
    /// What.
    pub fault: RuleFault,
}

/// What can be wrong with a rule set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// Nothing is scored.
    #[error("there is no component")]
    NoComponent,
    /// Weights do not add up to the whole.
    #[error("the weights add up to {0} basis points instead of 10,000")]
    WeightsNotWhole(u64),
    /// An id stands twice, or is empty, or is the name of a stage.
    #[error("the id `{0}` is empty, taken or reserved")]
    BadId(String),
    /// No such component or criterion.
    #[error("`{0}` is not known here")]
    Unknown(String),
    /// A rounding stage that this calculation does not have.
    #[error("the calculation has no stage `{0}`")]
    UnknownStage(String),
    /// Two roundings at one stage.
    #[error("the stage `{0}` is rounded twice")]
    RoundedTwice(String),
    /// More than four decimals.
    #[error("{0} decimals are more than four")]
    TooManyDecimals(u32),
    /// The rounding of a panel stands in the list of stages, not in the panel's rule.
    #[error("the rounding stands in the list of stages")]
    RoundingInPanel,
    /// The maxima of a rubric of points add up to nothing.
    #[error("the maxima add up to nothing")]
    NoPoints,
    /// The maxima do not add up to the full marks.
    #[error("the maxima add up to {0}")]
    NotFullMarks(Mark),
    /// The maximum is not above the minimum, or the step does not lead from one to the other.
    #[error("minimum, maximum and step do not fit")]
    BadScale,
    /// Criteria of a weighted rubric are not on one scale.
    #[error("the criteria are not on one scale")]
    ScalesDiffer,
    /// Bands overlap, leave the scale or leave a gap.
    #[error("the bands do not cover the scale, each mark once")]
    BadBands,
    /// A figure of which lower is better cannot be added to others.
    #[error("a mean rank cannot be weighed against other components")]
    LowerIsBetter,
    /// A rule on criteria without a rubric.
    #[error("there is no rubric")]
    NoRubric,
    /// A link after one that always decides.
    #[error("no link comes after `{0}`")]
    LinkAfterLast(String),
    /// A link twice.
    #[error("the link `{0}` stands twice")]
    LinkTwice(String),
    /// No place to give.
    #[error("there is no place")]
    NoPlace,
    /// A negative cap or number of points.
    #[error("it is below 0")]
    Negative,
}

impl RuleFault {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoComponent => "no_component",
            Self::WeightsNotWhole(_) => "weights_not_whole",
            Self::BadId(_) => "bad_id",
            Self::Unknown(_) => "unknown",
            Self::UnknownStage(_) => "unknown_stage",
            Self::RoundedTwice(_) => "rounded_twice",
            Self::TooManyDecimals(_) => "too_many_decimals",
            Self::RoundingInPanel => "rounding_in_panel",
            Self::NoPoints => "no_points",
            Self::NotFullMarks(_) => "not_full_marks",
            Self::BadScale => "bad_scale",
            Self::ScalesDiffer => "scales_differ",
            Self::BadBands => "bad_bands",
            Self::LowerIsBetter => "lower_is_better",
            Self::NoRubric => "no_rubric",
            Self::LinkAfterLast(_) => "link_after_last",
            Self::LinkTwice(_) => "link_twice",
            Self::NoPlace => "no_place",
            Self::Negative => "negative",
        }
    }
}

impl RuleSet {
    /// Every fault of the rules; none when they can be scored by.
    #[must_use]
    pub fn validate(&self) -> Vec<Fault> {
        let mut faults = Faults(Vec::new());
        // Criteria without points are enough for a panel that only agrees on an opinion.
        let marked = self.components.iter().any(|c| matches!(c.source, Source::Panel { .. }));
        if let Some(rubric) = self.rubric.as_ref().filter(|_| marked) {
            check_rubric(rubric, &mut faults);
        }
        self.check_components(&mut faults);
        self.check_extras(&mut faults);
        self.check_equating(&mut faults);
        self.check_rounding(&mut faults);
        self.check_chain(&mut faults);
        if self.cut.is_some_and(|cut| cut.places == 0) {
            faults.add("/cut/places", RuleFault::NoPlace);
        }
        faults.0
    }

    /// The stages at which one may round: each component, each criterion that is scored by itself, those of equating, and `final`.
    #[must_use]
    pub fn stages(&self) -> Vec<String> {
        let mut stages: Vec<String> = Vec::new();
        for component in &self.components {
            if let Source::Panel { scope: Scope::Criterion, .. } = component.source {
                let criteria = self.rubric.iter().flat_map(|r| &r.criteria);
                stages.extend(criteria.map(|c| format!("criterion:{}", c.id)));
            }
            stages.push(component.id.clone());
        }
        if let Some(equating) = &self.equating {
            let own: &[&str] = match equating.method {
                EquatingMethod::Ratio => &["room_mean", "overall_mean", "coefficient", "equated"],
                EquatingMethod::LinearShift => &["room_mean", "overall_mean", "equated"],
                EquatingMethod::StandardScore => &["equated"],
            };
            stages.extend(own.iter().map(|s| (*s).to_owned()));
        }
        stages.push("final".to_owned());
        stages
    }

    fn check_components(&self, faults: &mut Faults) {
        if self.components.is_empty() {
            faults.add("/components", RuleFault::NoComponent);
            return;
        }
        let sum = self.components.iter().map(|c| u64::from(c.weight)).sum();
        if sum != u64::from(WHOLE) {
            faults.add("/components", RuleFault::WeightsNotWhole(sum));
        }
        let mut seen = BTreeSet::from(["final", "room_mean", "overall_mean", "coefficient", "equated"]);
        for (n, component) in self.components.iter().enumerate() {
            let at = format!("/components/{n}");
            if component.id.is_empty() || component.id.contains(':') || !seen.insert(&component.id) {
                faults.add(format!("{at}/id"), RuleFault::BadId(component.id.clone()));
            }
            self.check_source(&at, component, faults);
        }
    }

    fn check_source(&self, at: &str, component: &Component, faults: &mut Faults) {
        match &component.source {
            Source::Panel { rule, scope, .. } => {
                if rule.rounding.is_some() {
                    faults.add(format!("{at}/source/rule/rounding"), RuleFault::RoundingInPanel);
                }
                if rule.method.lower_is_better() && (self.components.len() > 1 || !self.extras.is_empty()) {
                    faults.add(format!("{at}/source/rule/method"), RuleFault::LowerIsBetter);
                }
                if *scope == Scope::Criterion && self.rubric.is_none() {
                    faults.add(format!("{at}/source/scope"), RuleFault::NoRubric);
                }
            }
            Source::VoteRankStep { first, step } if first.min(step) < &Mark::default() => {
                faults.add(format!("{at}/source"), RuleFault::Negative);
            }
            Source::VoteRankPoints { points } if points.iter().any(|p| *p < Mark::default()) => {
                faults.add(format!("{at}/source/points"), RuleFault::Negative);
            }
            _ => {}
        }
    }

    fn check_extras(&self, faults: &mut Faults) {
        let mut seen: BTreeSet<&str> = self.components.iter().map(|c| c.id.as_str()).collect();
        for (n, extra) in self.extras.iter().enumerate() {
            if extra.id.is_empty() || !seen.insert(&extra.id) {
                faults.add(format!("/extras/{n}/id"), RuleFault::BadId(extra.id.clone()));
            }
            if extra.cap < Mark::default() {
                faults.add(format!("/extras/{n}/cap"), RuleFault::Negative);
            }
        }
    }

    fn check_equating(&self, faults: &mut Faults) {
        let Some(equating) = &self.equating else { return };
        if self.components.iter().all(|c| c.id != equating.component) {
            faults.add("/equating/component", RuleFault::Unknown(equating.component.clone()));
        }
    }

    fn check_rounding(&self, faults: &mut Faults) {
        let (stages, mut seen) = (self.stages(), BTreeSet::new());
        for (n, rounding) in self.rounding.iter().enumerate() {
            let at = format!("/rounding/{n}");
            if !stages.contains(&rounding.stage) {
                faults.add(format!("{at}/stage"), RuleFault::UnknownStage(rounding.stage.clone()));
            }
            if !seen.insert(&rounding.stage) {
                faults.add(format!("{at}/stage"), RuleFault::RoundedTwice(rounding.stage.clone()));
            }
            if rounding.decimals > 4 {
                faults.add(format!("{at}/decimals"), RuleFault::TooManyDecimals(rounding.decimals));
            }
        }
    }

    fn check_chain(&self, faults: &mut Faults) {
        for (n, link) in self.tie_chain.iter().enumerate() {
            let at = format!("/tie_chain/{n}");
            let before = self.tie_chain.get(..n).unwrap_or(&[]);
            if before.contains(link) {
                faults.add(at.clone(), RuleFault::LinkTwice(link.to_string()));
            }
            if let Some(last) = before.iter().find(|l| matches!(l, Link::Lot | Link::Shared)) {
                faults.add(at.clone(), RuleFault::LinkAfterLast(last.to_string()));
            }
            if let Link::Criterion(id) = link
                && !self.rubric.iter().flat_map(|r| &r.criteria).any(|c| c.id == *id)
            {
                faults.add(at, RuleFault::Unknown(id.clone()));
            }
        }
    }
}

/// The faults found so far.
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, pointer: impl Into<String>, fault: RuleFault) {
        self.0.push(Fault { pointer: pointer.into(), fault });
    }
}

fn check_rubric(rubric: &Rubric, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for (n, criterion) in rubric.criteria.iter().enumerate() {
        let at = format!("/rubric/criteria/{n}");
        if criterion.id.is_empty() || !seen.insert(&criterion.id) {
            faults.add(format!("{at}/id"), RuleFault::BadId(criterion.id.clone()));
        }
        let (span, step) =
            (criterion.max.as_units().saturating_sub(criterion.min.as_units()), criterion.step.as_units());
        if span <= 0 || step <= 0 || span % step != 0 {
            faults.add(at.clone(), RuleFault::BadScale);
            continue;
        }
        let (mut top, mut names) = (Some(criterion.max.as_units()), BTreeSet::new());
        for (n, band) in criterion.bands.iter().enumerate() {
            if band.name.trim().is_empty() || !names.insert(&band.name) {
                faults.add(format!("{at}/bands/{n}/name"), RuleFault::BadId(band.name.clone()));
            }
            let fits = Some(band.to.as_units()) == top && band.from <= band.to;
            top = fits.then(|| band.from.as_units().saturating_sub(step));
        }
        if !criterion.bands.is_empty() && top != Some(criterion.min.as_units().saturating_sub(step)) {
            faults.add(format!("{at}/bands"), RuleFault::BadBands);
        }
    }
    if rubric.form == RubricForm::Points && rubric.range().1 <= Mark::default() {
        faults.add("/rubric/criteria", RuleFault::NoPoints);
    }
    if rubric.full_marks.is_some_and(|full| rubric.range().1 != full) {
        faults.add("/rubric/full_marks", RuleFault::NotFullMarks(rubric.range().1));
    }
    if rubric.form == RubricForm::Weighted {
        let sum: u64 = rubric.criteria.iter().map(|c| u64::from(c.weight)).sum();
        if sum != u64::from(WHOLE) {
            faults.add("/rubric/criteria", RuleFault::WeightsNotWhole(sum));
        }
        let scale = rubric.criteria.first().map(|c| (c.min, c.max));
        if rubric.criteria.iter().any(|c| Some((c.min, c.max)) != scale) {
            faults.add("/rubric/criteria", RuleFault::ScalesDiffer);
        }
    }
}
