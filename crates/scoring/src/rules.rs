//! The scoring part of a round's rules: from marks to a place, every option of it data.

use crate::allocation::AllocationRule;
use model::Mark;
use model::canonical::{self, NotCanonical};
pub use model::rules::{CutTie, EarlierStage, MarkBand, RankOn, Ranking, Scope, ShareOf};
use model::rules::{Rounding, StagedRounding};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

mod components;
mod explanation;
mod links;
mod panel;
mod preset;
mod roadshow;
mod rubric;
mod validity;

pub use components::{Component, Extra, ExtraKind, Source};
pub use explanation::{Lang, Line};
pub use links::{Link, UnknownLink};
pub use panel::{Method, PanelRule, TrimStep};
pub use preset::{Preset, PresetComponent};
pub use roadshow::NotOurs;
pub use rubric::{Criterion, MissingCriterion, Rubric, RubricForm};
pub use validity::{Fault, RuleFault};

/// How marks and votes become standings. It is frozen with the round's rules when the call opens, and its digest is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// What is marked; `None` where only judges' totals are handed in.
    #[serde(default)]
    pub rubric: Option<Rubric>,
    /// What the final score is made of.
    pub components: Vec<Component>,
    /// Bonuses and penalties, itemised, after the weighted sum.
    #[serde(default)]
    pub extras: Vec<Extra>,
    /// The highest final score; `None` lets a bonus push it past 100.
    #[serde(default)]
    pub clip: Option<Mark>,
    /// How rooms that sat in parallel are brought to one scale.
    #[serde(default)]
    pub equating: Option<Equating>,
    /// Where one rounds; a stage that is not listed stays exact. See [`RuleSet::stages`].
    #[serde(default)]
    pub rounding: Vec<StagedRounding>,
    /// The links that break a tie, in order; without a chain equal scores share the place.
    #[serde(default)]
    pub tie_chain: Vec<Link>,
    /// Who goes on when the places end inside a tie.
    #[serde(default)]
    pub cut: Option<CutLine>,
    /// How ranks are counted.
    #[serde(default)]
    pub ranking: Ranking,
    /// On which figure ranks are formed.
    #[serde(default)]
    pub rank_on: RankOn,
    /// How the pool is given away; `None` where the rules end with the standings, or the service keeps it with the track.
    #[serde(default)]
    pub allocation: Option<AllocationRule>,
}

/// How rooms that sat in parallel are brought to one scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equating {
    /// The component whose figures are equated.
    pub component: String,
    /// How.
    pub method: EquatingMethod,
    /// What the overall mean is the mean of.
    #[serde(default)]
    pub overall: Overall,
    /// How many of the lowest are dropped of each room before its mean, and of all rooms together before the pooled mean.
    #[serde(default)]
    pub drop_low: u32,
    /// The same for the highest.
    #[serde(default)]
    pub drop_high: u32,
}

/// How rooms are equated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EquatingMethod {
    /// Times the overall mean over the room's mean.
    Ratio,
    /// Plus the overall mean less the room's mean.
    LinearShift,
    /// The standard score within the room, with n - 1, brought to mean 0; advisory unless declared before the call.
    StandardScore,
}

/// What the overall mean is the mean of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overall {
    /// All candidates of all rooms.
    #[default]
    Pooled,
    /// The rooms' means (二次平均法).
    MeanOfMeans,
}

/// How many places there are, and who gets the last ones in a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutLine {
    /// How many go on.
    pub places: u32,
    /// What happens to equals across the line.
    pub on_tie: CutTie,
}

impl RuleSet {
    /// The rules of a panel alone: what the calculator works by without a rules file.
    #[must_use]
    pub fn of_panel(rule: PanelRule) -> Self {
        let staged = |r: Rounding| StagedRounding { stage: PANEL.to_owned(), decimals: r.decimals, mode: r.mode };
        let rounding = rule.rounding.map(staged).into_iter().collect();
        let rule = PanelRule { rounding: None, ..rule };
        let source = Source::Panel { jury: None, rule, scope: Scope::JudgeTotal };
        Self {
            rubric: None,
            components: vec![Component { id: PANEL.to_owned(), weight: WHOLE, source }],
            extras: Vec::new(),
            clip: None,
            equating: None,
            rounding,
            tie_chain: Vec::new(),
            cut: None,
            ranking: Ranking::default(),
            rank_on: RankOn::default(),
            allocation: None,
        }
    }

    /// How one rounds at this stage.
    #[must_use]
    pub fn rounding_at(&self, stage: &str) -> Option<Rounding> {
        crate::figure::rounding_at(&self.rounding, stage)
    }

    /// The rule of a panel component with the rounding of its stage; `None` for other components.
    #[must_use]
    pub fn panel_rule(&self, component: &str) -> Option<PanelRule> {
        let found = self.components.iter().find(|c| c.id == component)?;
        match &found.source {
            Source::Panel { rule, .. } => Some(PanelRule { rounding: self.rounding_at(component), ..rule.clone() }),
            _ => None,
        }
    }

    /// The rules as canonical JSON: every option, sorted keys, no white space.
    ///
    /// # Errors
    /// None that this type can bring about: it holds no fraction.
    pub fn canonical(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::bytes(self)
    }

    /// SHA-256 of the canonical JSON; it changes with every option.
    ///
    /// # Errors
    /// As [`RuleSet::canonical`].
    pub fn digest(&self) -> Result<[u8; 32], NotCanonical> {
        Ok(Sha256::digest(self.canonical()?).into())
    }
}

/// All of a final score, in basis points.
pub const WHOLE: u32 = 10_000;

/// The id of the component that [`RuleSet::of_panel`] makes.
pub const PANEL: &str = "panel";
