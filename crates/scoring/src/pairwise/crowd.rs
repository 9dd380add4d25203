//! Crowd-BT: strengths and trust in judges, updated comparison by comparison, and the pair to ask for next (Chen, Bennett, Collins-Thompson and Horvitz 2013).
//!
//! The strength of an item is believed to be normal, the chance that a judge says what they should is believed to be beta.
//! The defaults are those of the hackathon judging system gavel (Athalye 2016).
#![expect(clippy::float_arithmetic, reason = "beliefs are statistics")]

use super::{Comparison, PairwiseError, gain};
use crate::draw::Numbers;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is believed of an item's strength: a normal distribution.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Belief {
    /// Its mean.
    pub mu: f64,
    /// Its variance.
    pub sigma_sq: f64,
}

/// What is believed of a judge: a beta distribution of the chance that they name the stronger one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Trust {
    /// The weight of right answers.
    pub alpha: f64,
    /// The weight of wrong answers.
    pub beta: f64,
}

/// What is believed at first, and how pairs are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Of every item: 0 and 1.
    pub belief: Belief,
    /// Of every judge: 10 and 1.
    pub trust: Trust,
    /// How much learning about a judge counts beside learning about items: 0.1.
    pub gamma: f64,
    /// A variance never falls to less than this share of itself in one step: 0.0001.
    pub kappa: f64,
    /// One choice in so many is left to chance: 4. At 0 none is.
    pub explore_one_in: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            belief: Belief { mu: 0.0, sigma_sq: 1.0 },
            trust: Trust { alpha: 10.0, beta: 1.0 },
            gamma: 0.1,
            kappa: 1e-4,
            explore_one_in: 4,
        }
    }
}

/// Everything that is believed so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Crowd {
    settings: Settings,
    items: BTreeMap<String, Belief>,
    judges: BTreeMap<String, Trust>,
}

impl Crowd {
    /// Before the first comparison.
    #[must_use]
    pub fn new(items: &[String], judges: &[String], settings: Settings) -> Self {
        Self {
            settings,
            items: items.iter().map(|item| (item.clone(), settings.belief)).collect(),
            judges: judges.iter().map(|judge| (judge.clone(), settings.trust)).collect(),
        }
    }

    /// What is believed of every item, by code.
    #[must_use]
    pub fn items(&self) -> &BTreeMap<String, Belief> {
        &self.items
    }

    /// What is believed of every judge, by code.
    #[must_use]
    pub fn judges(&self) -> &BTreeMap<String, Trust> {
        &self.judges
    }

    /// Learns from a comparison.
    ///
    /// # Errors
    /// [`PairwiseError::Unknown`], [`PairwiseError::WithItself`].
    pub fn learn(&mut self, judge: &str, comparison: &Comparison) -> Result<(), PairwiseError> {
        let (trust, won, lost) = self.beliefs(judge, &comparison.winner, &comparison.loser)?;
        let after = after(trust, (won, lost), self.settings.kappa);
        self.items.insert(comparison.winner.clone(), after.won);
        self.items.insert(comparison.loser.clone(), after.lost);
        self.judges.insert(judge.to_owned(), after.trust);
        Ok(())
    }

    /// How much a judge's answer to a pair is expected to teach.
    ///
    /// # Errors
    /// [`PairwiseError::Unknown`], [`PairwiseError::WithItself`].
    pub fn information_gain(&self, judge: &str, one: &str, other: &str) -> Result<f64, PairwiseError> {
        let (trust, a, b) = self.beliefs(judge, one, other)?;
        let taught = |won: Belief, lost: Belief| {
            let after = after(trust, (won, lost), self.settings.kappa);
            let items = gain::of_beliefs(after.won, won) + gain::of_beliefs(after.lost, lost);
            (after.chance, items + self.settings.gamma * gain::of_trusts(after.trust, trust))
        };
        let ((chance, first), (_, second)) = (taught(a, b), taught(b, a));
        Ok(chance * first + (1.0 - chance) * second)
    }

    /// What a judge should see next, beside what they have just seen: where their answer teaches most.
    ///
    /// One choice in [`Settings::explore_one_in`] and every tie is left to the numbers; with the same numbers the same comes out.
    /// `among` is what this judge may see; its order is without meaning. `None` when nothing is left.
    ///
    /// # Errors
    /// [`PairwiseError::Unknown`].
    pub fn next(
        &self,
        judge: &str,
        seen: &str,
        among: &[String],
        numbers: &mut Numbers,
    ) -> Result<Option<String>, PairwiseError> {
        let others = among.iter().filter(|code| *code != seen);
        let pairs: Vec<(String, String)> = others.map(|other| (seen.to_owned(), other.clone())).collect();
        Ok(self.choose(judge, pairs, numbers)?.map(|(_, other)| other))
    }

    /// The pair that a judge who has seen nothing yet should begin with, chosen like [`Crowd::next`].
    ///
    /// # Errors
    /// [`PairwiseError::Unknown`].
    pub fn first_pair(
        &self,
        judge: &str,
        among: &[String],
        numbers: &mut Numbers,
    ) -> Result<Option<(String, String)>, PairwiseError> {
        let pairs = among.iter().flat_map(|one| among.iter().map(move |other| (one.clone(), other.clone())));
        self.choose(judge, pairs.filter(|(one, other)| one < other).collect(), numbers)
    }

    fn choose(
        &self,
        judge: &str,
        mut pairs: Vec<(String, String)>,
        numbers: &mut Numbers,
    ) -> Result<Option<(String, String)>, PairwiseError> {
        pairs.sort_unstable();
        pairs.dedup();
        // In an order that is drawn the first of equals has been chosen by chance.
        let drawn = numbers.shuffled(&pairs);
        if self.settings.explore_one_in > 0 && numbers.below(self.settings.explore_one_in) == 0 {
            return Ok(drawn.into_iter().next());
        }
        let mut best: Option<(f64, (String, String))> = None;
        for pair in drawn {
            let gain = self.information_gain(judge, &pair.0, &pair.1)?;
            if best.as_ref().is_none_or(|(most, _)| gain > *most) {
                best = Some((gain, pair));
            }
        }
        Ok(best.map(|(_, pair)| pair))
    }

    fn beliefs(&self, judge: &str, one: &str, other: &str) -> Result<(Trust, Belief, Belief), PairwiseError> {
        let unknown = |code: &str| PairwiseError::Unknown { code: code.to_owned() };
        if one == other {
            return Err(PairwiseError::WithItself { code: one.to_owned() });
        }
        let trust = self.judges.get(judge).ok_or_else(|| unknown(judge))?;
        let one = self.items.get(one).ok_or_else(|| unknown(one))?;
        let other = self.items.get(other).ok_or_else(|| unknown(other))?;
        Ok((*trust, *one, *other))
    }
}

/// What is believed after a comparison, and how likely its outcome was.
struct After {
    won: Belief,
    lost: Belief,
    trust: Trust,
    chance: f64,
}

fn after(trust: Trust, (won, lost): (Belief, Belief), kappa: f64) -> After {
    let Trust { alpha, beta } = trust;
    let odds = libm::exp(lost.mu - won.mu);
    // How likely the stronger one is the winner, by the items alone and with the judge's answer.
    let (plain, told) = (1.0 / (1.0 + odds), 1.0 / (1.0 + odds * beta / alpha));
    let narrowed = |b: Belief| {
        let change = told * (1.0 - told) - plain * (1.0 - plain);
        b.sigma_sq * f64::max(1.0 + b.sigma_sq * change, kappa)
    };
    let spread = 0.5 * (won.sigma_sq + lost.sigma_sq) * plain * (1.0 - plain) * (1.0 - 2.0 * plain);
    // With wide beliefs the expansion to the second order can leave the chances; it is held inside.
    let right = (plain + spread).clamp(kappa, 1.0 - kappa);
    let wrong = 1.0 - right;
    let sum = alpha + beta;
    let chance = (right * alpha + wrong * beta) / sum;
    let first = (right * (alpha + 1.0) * alpha + wrong * alpha * beta) / (chance * (sum + 1.0) * sum);
    let second = (right * (alpha + 2.0) * (alpha + 1.0) * alpha + wrong * (alpha + 1.0) * alpha * beta)
        / (chance * (sum + 2.0) * (sum + 1.0) * sum);
    let weight = (first - second) / (second - first * first);
    After {
        won: Belief { mu: won.mu + won.sigma_sq * (told - plain), sigma_sq: narrowed(won) },
        lost: Belief { mu: lost.mu - lost.sigma_sq * (told - plain), sigma_sq: narrowed(lost) },
        trust: Trust { alpha: weight * first, beta: weight * (1.0 - first) },
        chance,
    }
}
