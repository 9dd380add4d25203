//! Rules ready to copy, as files: published ones of real contests, and ours.

use super::{Component, CutLine, Equating, Extra, Link, RankOn, Ranking, Rubric, RuleSet, Source};
use model::Mark;
use model::rules::StagedRounding;
use serde::{Deserialize, Serialize};

/// A preset of scoring rules. Its weights are whole percents, as notices print them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its id.
    pub preset: String,
    /// Where and when it was used, or that it is ours.
    pub origin: String,
    /// What the publication does not say and we chose.
    #[serde(default)]
    pub chosen_by_us: Vec<String>,
    /// As in [`RuleSet`].
    #[serde(default)]
    pub rubric: Option<Rubric>,
    /// The components with their percents, which add up to 100.
    pub components: Vec<PresetComponent>,
    /// As in [`RuleSet`].
    #[serde(default)]
    pub extras: Vec<Extra>,
    /// As in [`RuleSet`].
    #[serde(default)]
    pub clip: Option<Mark>,
    /// As in [`RuleSet`].
    #[serde(default)]
    pub equating: Option<Equating>,
    /// As in [`RuleSet`].
    #[serde(default)]
    pub rounding: Vec<StagedRounding>,
    /// As in [`RuleSet`].
    #[serde(default)]
    pub tie_chain: Vec<Link>,
    /// As in [`RuleSet`].
    #[serde(default)]
    pub cut: Option<CutLine>,
    /// As in [`RuleSet`].
    #[serde(default)]
    pub ranking: Ranking,
    /// As in [`RuleSet`].
    #[serde(default)]
    pub rank_on: RankOn,
}

/// A component of a preset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresetComponent {
    /// Its id.
    pub id: String,
    /// Its weight in percent.
    pub percent: u32,
    /// Where its figure comes from.
    pub source: Source,
}

impl From<Preset> for RuleSet {
    fn from(preset: Preset) -> Self {
        let component =
            |c: PresetComponent| Component { id: c.id, weight: c.percent.saturating_mul(100), source: c.source };
        Self {
            rubric: preset.rubric,
            components: preset.components.into_iter().map(component).collect(),
            extras: preset.extras,
            clip: preset.clip,
            equating: preset.equating,
            rounding: preset.rounding,
            tie_chain: preset.tie_chain,
            cut: preset.cut,
            ranking: preset.ranking,
            rank_on: preset.rank_on,
            allocation: None,
        }
    }
}
