//! The rules in words, Chinese or English, with an example that the engine itself works out.

use super::RuleSet;
use model::Mark;
use serde::{Deserialize, Serialize};

mod components;
mod names;
mod pool;
mod result;
mod sheet;

/// In which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// One line of the explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which part of the rules it explains, as a JSON pointer.
    pub pointer: String,
    /// The sentence.
    pub text: String,
}

impl RuleSet {
    /// The rules in words: one line for each part, and a worked example after each panel.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut say = |pointer: String, text: String| lines.push(Line { pointer, text });
        if let Some(rubric) = &self.rubric {
            say("/rubric".into(), sheet::marked(rubric, lang));
            for (n, criterion) in rubric.criteria.iter().enumerate().filter(|(_, c)| !c.bands.is_empty()) {
                say(format!("/rubric/criteria/{n}/bands"), sheet::banded(criterion, lang));
            }
        }
        for (n, component) in self.components.iter().enumerate() {
            let at = format!("/components/{n}");
            let weight = percent(component.weight);
            let name = names::component(self, component, lang);
            say(at.clone(), components::source(&component.source, &name, &weight, lang));
            if let Some(rule) = self.panel_rule(&component.id) {
                say(at, components::example(&rule, lang));
            }
        }
        if let Some(equating) = &self.equating {
            say("/equating".into(), result::equated(self, equating, lang));
        }
        for (n, extra) in self.extras.iter().enumerate() {
            say(format!("/extras/{n}"), components::extra(extra, lang));
        }
        if let Some(most) = self.clip {
            let text = lang.both(format!("最后得分最高 {most} 分。"), format!("The final score is {most} at most."));
            say("/clip".into(), text);
        }
        for (n, rounding) in self.rounding.iter().enumerate() {
            say(format!("/rounding/{n}"), result::rounded(self, rounding, lang));
        }
        say("/ranking".into(), result::ranked(self, lang));
        say("/tie_chain".into(), result::chain(self, lang));
        if let Some(line) = self.cut {
            say("/cut".into(), result::cut(line, lang));
        }
        if let Some(rule) = &self.allocation {
            say("/allocation".into(), pool::given(rule, lang));
            let named = |list: &str, n: usize| format!("/allocation/{list}/{n}");
            rule.bands.iter().enumerate().for_each(|(n, band)| say(named("bands", n), pool::tier(band, lang)));
            rule.caps.iter().enumerate().for_each(|(n, cap)| say(named("caps", n), pool::cap(cap, lang)));
            let reserved = rule.reservations.iter().enumerate();
            reserved.for_each(|(n, one)| say(named("reservations", n), pool::reservation(one, lang)));
        }
        lines
    }
}

impl Lang {
    const fn say<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    fn both(self, zh: String, en: String) -> String {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// Basis points as a percentage.
fn percent(weight: u32) -> String {
    Mark::units(i64::from(weight).saturating_mul(100)).to_string()
}
