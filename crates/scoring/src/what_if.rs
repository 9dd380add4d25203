//! The same marks under other rules, beside the official result: what would have changed, and for whom.

use crate::Ratio;
use crate::allocation::{AllocationRule, Candidate, Change, Comparison, allocate, compare};
use crate::rules::{Method, RuleSet, Source};
use crate::standings::{Entry, NotSettled, Standings, standings};
use crate::ties::Act;
use model::Money;
use model::rules::{OnMisfit, RoundingMode};
use serde::{Deserialize, Serialize};

/// What was handed in and what there is to give; the same under every rule.
#[derive(Debug, Clone)]
pub struct Contest<'a> {
    /// Sheets and ballots.
    pub entries: &'a [Entry],
    /// The acts that broke ties: lots that were drawn, votes that were taken.
    pub acts: &'a [Act],
    /// What each proposal asked for and which groups it belongs to, in any order; scores are not read.
    pub requests: &'a [Candidate],
    /// The pool.
    pub pool: Money,
}

/// The rules from marks to awards.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// From marks to standings.
    pub scoring: RuleSet,
    /// From standings to awards.
    pub allocation: AllocationRule,
}

/// One change of the rules, a closed set: what people ask for when a result is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alteration {
    /// No judge's total is dropped.
    NoTrim,
    /// Only the panel counts.
    PanelOnly,
    /// Only the final score is rounded.
    RoundOnceAtTheEnd,
    /// An exact half goes to the even neighbour.
    HalfEven,
    /// The giving ends at the first amount that does not fit.
    StopAtFirstMisfit,
    /// An amount that does not fit falls to the next tier that does.
    DowngradeAtMisfit,
}

impl Alteration {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::NoTrim,
        Self::PanelOnly,
        Self::RoundOnceAtTheEnd,
        Self::HalfEven,
        Self::StopAtFirstMisfit,
        Self::DowngradeAtMisfit,
    ];

    /// The rules with this change.
    #[must_use]
    pub fn of(self, official: &Rules) -> Rules {
        let mut rules = official.clone();
        let (score, give) = (&mut rules.scoring, &mut rules.allocation);
        match self {
            Self::NoTrim => {
                for component in &mut score.components {
                    if let Source::Panel { rule, .. } = &mut component.source
                        && matches!(rule.method, Method::Trimmed | Method::Winsorised)
                    {
                        rule.method = Method::Mean;
                    }
                }
            }
            Self::PanelOnly => {
                score.components.retain(|c| matches!(c.source, Source::Panel { .. }));
                score.components.truncate(1);
                score.components.iter_mut().for_each(|c| c.weight = WHOLE);
                score.extras.clear();
            }
            Self::RoundOnceAtTheEnd => score.rounding.retain(|r| r.stage == "final"),
            Self::HalfEven => score.rounding.iter_mut().for_each(|r| r.mode = RoundingMode::HalfEven),
            Self::StopAtFirstMisfit => give.on_misfit = OnMisfit::Stop,
            Self::DowngradeAtMisfit => give.on_misfit = OnMisfit::Downgrade,
        }
        rules
    }
}

/// The weight of a component that is all of the score, in basis points.
const WHOLE: u32 = 10_000;

/// What comes out under other rules, beside the official result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// The order of award.
    pub award_order: Vec<String>,
    /// How many are funded.
    pub funded: usize,
    /// What is given away.
    pub spent_fen: Money,
    /// What is left.
    pub left_fen: Money,
    /// How many published final scores differ from the official ones.
    pub scores_that_differ: usize,
    /// Whose award differs, in the official order of award.
    pub awards_that_differ: Vec<Change>,
}

/// Plays the contest under the official rules and under others, and says what differs.
///
/// # Errors
/// [`NotSettled`] when other rules make a tie that no act broke, or cannot be scored by.
pub fn what_if(contest: &Contest<'_>, official: &Rules, other: &Rules) -> Result<WhatIf, NotSettled> {
    let by = |rules: &Rules| standings(contest.entries, &rules.scoring, contest.acts);
    let (official_standings, here) = (by(official)?, by(other)?);
    let give = |found: &Standings, rules: &Rules| {
        allocate(&candidates(found, contest.requests), &rules.allocation, contest.pool)
    };
    let Comparison { funded, spent_fen, left_fen, awards_that_differ } =
        compare(&give(&official_standings, official), &give(&here, other));
    let differs = |row: &&crate::standings::Standing| {
        score_of(&official_standings, &row.scored.proposal) != Some(row.scored.final_score.published)
    };
    Ok(WhatIf {
        award_order: here.rows.iter().map(|row| row.scored.proposal.clone()).collect(),
        funded,
        spent_fen,
        left_fen,
        scores_that_differ: here.rows.iter().filter(differs).count(),
        awards_that_differ,
    })
}

fn score_of(found: &Standings, proposal: &str) -> Option<Ratio> {
    found.rows.iter().find(|row| row.scored.proposal == proposal).map(|row| row.scored.final_score.published)
}

/// The candidates in the order of award. A proposal that asked for nothing known is left out.
fn candidates(found: &Standings, requests: &[Candidate]) -> Vec<Candidate> {
    let request = |code: &str| requests.iter().find(|r| r.proposal == code);
    let candidate = |row: &crate::standings::Standing| {
        request(&row.scored.proposal).map(|r| Candidate { score: row.scored.final_score.published, ..r.clone() })
    };
    found.rows.iter().filter_map(candidate).collect()
}
