//! Standings of a track: components, weighted sum, rounding where the round says so, ranks, and the order of award.

use crate::aggregate::Unscored;
use crate::panel::{Panel, PartialSheet, Sheet};
use crate::rules::{RankOn, RuleSet, Source};
use crate::ties::{self, Act, Tie, TieStep};
use crate::{Figure, Ratio, ScoringError, ranks};
use model::Mark;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod components;
mod cut;
mod entry;
mod judged;
mod trace;

pub use cut::{Cut, cut};
pub use entry::Entry;
pub use trace::{Counted, OnSheet, Shown, Step, Use, Used, Weighed};

/// The residents' part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Public {
    /// Residents who approve.
    pub approve: i64,
    /// Residents who approve or oppose.
    pub cast: i64,
    /// The rate in percent.
    pub figure: Figure,
}

/// One part of a final score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The judges'.
    Panel(Panel),
    /// The residents' approval.
    Public(Public),
    /// That of an earlier stage.
    Carried(Figure),
    /// Votes, ballots or donations.
    Counted(Figure),
    /// What a panel agreed on.
    Consensus(Figure),
    /// The sum of criteria that were scored one by one.
    Criteria(Figure),
}

impl Part {
    /// What it is, as it is written.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Panel(_) => "panel",
            Self::Public(_) => "public",
            Self::Carried(_) => "carried",
            Self::Counted(_) => "counted",
            Self::Consensus(_) => "consensus",
            Self::Criteria(_) => "criteria",
        }
    }

    /// Its figure.
    #[must_use]
    pub const fn figure(&self) -> &Figure {
        match self {
            Self::Panel(panel) => &panel.figure,
            Self::Public(public) => &public.figure,
            Self::Carried(figure) | Self::Counted(figure) | Self::Consensus(figure) | Self::Criteria(figure) => figure,
        }
    }
}

/// A proposal with its score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// Its code.
    pub proposal: String,
    /// Its parts by the component's id.
    pub parts: BTreeMap<String, Part>,
    /// The weighted sum with what is added and taken off.
    pub final_score: Figure,
    /// The signed sheets, for the links of the tie chain and for whoever recomputes it.
    pub sheets: Vec<Sheet>,
    /// The signed sheets that lack criteria; a tie counts of them what the panel counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partial: Vec<PartialSheet>,
    /// The published score of the desk review.
    pub desk_score: Option<Mark>,
    /// Every step of the calculation, in order; enough to recompute it by hand.
    #[serde(default)]
    pub steps: Vec<Step>,
}

impl Scored {
    /// The judges' part.
    #[must_use]
    pub fn panel(&self) -> Option<&Panel> {
        self.parts.values().find_map(|p| if let Part::Panel(x) = p { Some(x) } else { None })
    }

    /// The residents' part.
    #[must_use]
    pub fn public(&self) -> Option<&Public> {
        self.parts.values().find_map(|p| if let Part::Public(x) = p { Some(x) } else { None })
    }
}

/// A proposal in its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Its place after the tie chain, from 1.
    pub award_order: i64,
    /// Its competition rank: 1, 2, 2, 4.
    pub rank: i64,
    /// Its place after the tie chain, where those whom the chain left equal share the best one.
    #[serde(default)]
    pub place: i64,
    /// Its rank as the round counts ranks; a half for a fractional rank between two places.
    #[serde(default)]
    pub printed_rank: Ratio,
    /// The link that set it apart from those it tied with.
    pub decided_by: Option<String>,
    /// The score and what it is made of.
    #[serde(flatten)]
    pub scored: Scored,
}

/// The standings of a track.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Standings {
    /// Best first.
    pub rows: Vec<Standing>,
    /// Every tie and how it was decided.
    pub ties: Vec<Tie>,
    /// What each link compared in each tie, in the order in which the links were asked.
    #[serde(default)]
    pub tie_steps: Vec<TieStep>,
    /// Proposals without a score.
    pub unscored: Vec<String>,
    /// Why they have none.
    #[serde(default)]
    pub why_unscored: BTreeMap<String, Unscored>,
    /// What was found of them all the same, where there is anything: the figures of the others depend on it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unscored_steps: BTreeMap<String, Vec<Step>>,
}

/// Why a proposal has no score, and what was found of it all the same: votes count in the others' shares, marks in their judges' rankings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// Why.
    pub why: Unscored,
    /// The steps of the components that have a figure, and the sheets of those that have none.
    pub steps: Vec<Step>,
}

impl From<Unscored> for Missed {
    fn from(why: Unscored) -> Self {
        Self { why, steps: Vec::new() }
    }
}

/// A group that an act must put into order before there are standings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// The rank that the group shares.
    pub rank: i64,
    /// Its members, sorted by code.
    pub proposals: Vec<String>,
    /// The act: a second vote, the chair's decision, or lots.
    pub link: crate::rules::Link,
}

/// Why there are no standings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSettled {
    /// The chain reached acts that were not done yet.
    #[error("{} groups still need an act", .0.len())]
    ActsNeeded(Vec<Needed>),
    /// The figures cannot be formed.
    #[error(transparent)]
    Scoring(#[from] ScoringError),
}

/// The score of each entry, in their order, before anybody is ranked; or why it has none.
///
/// # Errors
/// [`ScoringError`] when the figures of the track cannot be formed.
pub fn scores(entries: &[Entry], rules: &RuleSet) -> Result<Vec<Result<Scored, Missed>>, ScoringError> {
    components::scores(entries, rules)
}

/// The standings of a track.
///
/// # Errors
/// [`NotSettled::ActsNeeded`] when the chain reaches lots, a second vote or a decision that was not handed in; [`NotSettled::Scoring`].
pub fn standings(entries: &[Entry], rules: &RuleSet, acts: &[Act]) -> Result<Standings, NotSettled> {
    let mut found = Standings::default();
    let mut scored = Vec::with_capacity(entries.len());
    for (entry, one) in entries.iter().zip(components::scores(entries, rules)?) {
        match one {
            Ok(one) => scored.push(one),
            Err(Missed { why, steps }) => {
                found.unscored.push(entry.proposal.clone());
                found.why_unscored.insert(entry.proposal.clone(), why);
                if !steps.is_empty() {
                    found.unscored_steps.insert(entry.proposal.clone(), steps);
                }
            }
        }
    }
    scored.sort_by(|a, b| key(b, rules).cmp(&key(a, rules)).then(a.proposal.cmp(&b.proposal)));
    let equal = |a: &Scored, b: &Scored| key(a, rules) == key(b, rules);
    let sizes: Vec<usize> = scored.chunk_by(equal).map(<[Scored]>::len).collect();
    let mut printed = ranks::styled(&sizes, rules.ranking).into_iter();
    let (mut rank, mut rest, mut needed) = (1_i64, scored.into_iter(), Vec::new());
    for size in sizes {
        let group = rest.by_ref().take(size).collect();
        if let Err(need) = place(group, rank, (rules, acts), &mut found, &mut printed) {
            needed.push(need);
        }
        rank = rank.saturating_add(i64::try_from(size).unwrap_or(i64::MAX));
    }
    if needed.is_empty() { Ok(found) } else { Err(NotSettled::ActsNeeded(needed)) }
}

/// What ranks are formed on; the higher one is the better one.
#[must_use]
pub fn key(one: &Scored, rules: &RuleSet) -> Ratio {
    let figure = match rules.rank_on {
        RankOn::PublishedFigure => one.final_score.published,
        RankOn::ExactFigure => one.final_score.exact,
    };
    let lower = rules
        .components
        .iter()
        .any(|c| matches!(&c.source, Source::Panel { rule, .. } if rule.method.lower_is_better()));
    if lower { Ratio::ZERO.try_minus(figure).unwrap_or(figure) } else { figure }
}

fn place(
    group: Vec<Scored>,
    rank: i64,
    by: (&RuleSet, &[Act]),
    found: &mut Standings,
    printed: &mut impl Iterator<Item = Ratio>,
) -> Result<(), Needed> {
    let mut next = || printed.next().unwrap_or(Ratio::ZERO);
    if group.len() == 1 {
        found.rows.extend(group.into_iter().map(|alone| standing(alone, (rank, rank, rank), None, next())));
        return Ok(());
    }
    let (rules, acts) = by;
    let mut steps = Vec::new();
    let tied: Vec<&Scored> = group.iter().collect();
    let order = ties::order(&tied, &rules.tie_chain, (rules, acts, rank), &mut steps)?;
    let score = tied.first().map(|one| one.final_score.text.clone()).unwrap_or_default();
    let mut tied: BTreeMap<String, Scored> = group.into_iter().map(|one| (one.proposal.clone(), one)).collect();
    let proposals = tied.keys().cloned().collect();
    let mut award_order = rank;
    for (codes, link) in &order {
        let place = award_order;
        for code in codes {
            let one = tied.remove(code);
            let row = one.map(|one| standing(one, (award_order, rank, place), Some(link.to_string()), next()));
            found.rows.extend(row);
            award_order = award_order.saturating_add(1);
        }
    }
    let decided_by = order.first().map(|(_, link)| link.to_string()).unwrap_or_default();
    let order = order.into_iter().flat_map(|(codes, _)| codes).collect();
    found.ties.push(Tie { rank, score, proposals, order, decided_by });
    found.tie_steps.extend(steps);
    Ok(())
}

fn standing(scored: Scored, places: (i64, i64, i64), decided_by: Option<String>, printed_rank: Ratio) -> Standing {
    let (award_order, rank, place) = places;
    Standing { award_order, rank, place, printed_rank, decided_by, scored }
}
