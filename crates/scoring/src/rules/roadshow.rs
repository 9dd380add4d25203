//! The rule set of a roadshow out of the round's document, in which it is stored and frozen.

use super::{
    Component, Criterion, CutLine, EarlierStage, Extra, ExtraKind, Link, Method, MissingCriterion, PanelRule, Rubric,
    RubricForm, RuleSet, Source, TrimStep,
};
use model::Mark;
use model::rules::{ComponentKind, Roadshow};

/// A roadshow says something that scoring does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: `{found}` is not known")]
pub struct NotOurs {
    /// Where, as a JSON pointer inside the roadshow.
    pub pointer: String,
    /// What stands there.
    pub found: String,
}

impl TryFrom<&Roadshow> for RuleSet {
    type Error = NotOurs;

    fn try_from(roadshow: &Roadshow) -> Result<Self, NotOurs> {
        let named = |pointer: &str, found: &str| NotOurs { pointer: pointer.into(), found: found.into() };
        let mut tie_chain = Vec::new();
        for (n, link) in roadshow.tie_chain.iter().enumerate() {
            tie_chain.push(link.parse::<Link>().map_err(|unknown| named(&format!("/tie_chain/{n}"), &unknown.0))?);
        }
        let (mut components, mut extras) = (Vec::new(), Vec::new());
        for (n, component) in roadshow.components.iter().enumerate() {
            if let Some(jury) = component.jury.as_deref().filter(|_| !component.kind.is_of_panel()) {
                return Err(named(&format!("/components/{n}/jury"), jury));
            }
            match source(component, roadshow) {
                Read::Source(source) => {
                    let weight = component.weight.saturating_mul(100);
                    components.push(Component { id: component.id.clone(), weight, source });
                }
                Read::Extra(kind, cap) => extras.push(Extra { id: component.id.clone(), kind, cap }),
            }
        }
        Ok(Self {
            rubric: Some(rubric(roadshow)),
            components,
            extras,
            clip: roadshow.clip,
            equating: None,
            rounding: roadshow.rounding.clone(),
            tie_chain,
            cut: roadshow
                .quota
                .map(|quota| CutLine { places: u32::try_from(quota).unwrap_or_default(), on_tie: roadshow.tie_at_cut }),
            ranking: roadshow.rank,
            rank_on: roadshow.rank_on,
            allocation: None,
        })
    }
}

/// What a component of the document is here.
enum Read {
    /// A part of the weighted sum.
    Source(Source),
    /// Added or taken off after it.
    Extra(ExtraKind, Mark),
}

fn rubric(roadshow: &Roadshow) -> Rubric {
    let criterion = |c: &model::rules::Criterion| Criterion {
        id: c.id.clone(),
        name: c.name.clone(),
        min: Mark::default(),
        max: Mark::points(c.max),
        step: roadshow.rubric.step,
        weight: 0,
        bands: c.bands.clone(),
    };
    let criteria = roadshow.rubric.criteria.iter().map(criterion).collect();
    Rubric { form: RubricForm::Points, missing: MissingCriterion::Incomplete, full_marks: None, criteria }
}

fn source(component: &model::rules::Component, roadshow: &Roadshow) -> Read {
    let panel = |method: Method, trim: Vec<TrimStep>| {
        let quorum = u32::try_from(roadshow.quorum_sheets.max(1)).unwrap_or(u32::MAX);
        let rule = PanelRule { method, trim, quorum, rounding: None };
        Source::Panel { jury: component.jury.clone(), rule, scope: component.trim_scope.unwrap_or_default() }
    };
    let of = component.of.unwrap_or_default();
    let cap = component.cap.unwrap_or(Mark::points(100));
    Read::Source(match component.kind {
        ComponentKind::PanelMean => panel(Method::Mean, Vec::new()),
        ComponentKind::PanelMedian => panel(Method::Median, Vec::new()),
        ComponentKind::PanelSum => panel(Method::Sum, Vec::new()),
        ComponentKind::PanelBorda => panel(Method::Borda, Vec::new()),
        ComponentKind::PanelWinsorised => panel(Method::Winsorised, trim(component)),
        ComponentKind::PanelTrimmed => panel(Method::Trimmed, trim(component)),
        ComponentKind::PanelStandardised => panel(Method::RescaledZ, Vec::new()),
        ComponentKind::PanelConsensus => Source::PanelConsensus {},
        ComponentKind::VoteShare => Source::VoteShare { of },
        ComponentKind::DonationShare => Source::DonationShare { of },
        ComponentKind::VoteRankStep => Source::VoteRankStep {
            first: component.first.unwrap_or(Mark::points(10)),
            step: component.step.unwrap_or(Mark::units(Mark::UNIT / 2)),
        },
        ComponentKind::BallotCount => Source::BallotCount {},
        ComponentKind::ApprovalRate => Source::ApprovalRate { quorum: roadshow.quorum_ballots },
        ComponentKind::CarriedStage => Source::CarriedStage { from: component.from.unwrap_or(EarlierStage::Roadshow) },
        ComponentKind::Bonus => return Read::Extra(ExtraKind::Bonus, cap),
        ComponentKind::Penalty => return Read::Extra(ExtraKind::Penalty, cap),
    })
}

/// The table, or else the single step; both drop as many below as above.
fn trim(component: &model::rules::Component) -> Vec<TrimStep> {
    let step = |from_sheets, each_side| TrimStep { from_sheets, low: each_side, high: each_side };
    if component.trim_table.is_empty() {
        let single = component.trim_each_side.map(|each| step(component.trim_from_sheets.unwrap_or(0), each));
        return single.into_iter().collect();
    }
    component.trim_table.iter().map(|s| step(s.from_sheets, s.each_side)).collect()
}
