//! Standings of a track: components, weighted sum, rounding where the round says so, competition ranks, and the order of award.

use crate::figure::rounding_at;
use crate::panel::{Panel, Sheet, panel};
use crate::ties::{self, Lots, Tie};
use crate::{Figure, Ratio, ScoringError};
use model::Mark;
use model::rules::{Component, ComponentKind, Roadshow};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was handed in for one proposal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Its code.
    pub proposal: String,
    /// The signed sheets; absent and recused judges have none.
    pub sheets: Vec<Sheet>,
    /// Residents who approve.
    pub approve: i64,
    /// Residents who oppose.
    pub oppose: i64,
    /// The published score of the desk review.
    pub desk_score: Option<Mark>,
    /// The published final score of the roadshow before this one.
    pub earlier_score: Option<Mark>,
}

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
    /// The residents'.
    Public(Public),
    /// That of an earlier stage.
    Carried(Figure),
}

/// A proposal with its score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// Its code.
    pub proposal: String,
    /// Its parts by the component's id.
    pub parts: BTreeMap<String, Part>,
    /// The weighted sum.
    pub final_score: Figure,
    /// The signed sheets, for the links of the tie chain and for whoever recomputes it.
    pub sheets: Vec<Sheet>,
    /// The published score of the desk review.
    pub desk_score: Option<Mark>,
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
    /// Its competition rank on the published figure: 1, 2, 2, 4.
    pub rank: i64,
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
    /// Proposals without a score: below a quorum.
    pub unscored: Vec<String>,
}

/// Groups that are still equal after every other link: lots must be drawn for each; with the rank they share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotsNeeded(pub Vec<(i64, Vec<String>)>);

/// The standings of a track.
///
/// # Errors
/// [`LotsNeeded`] when the chain reaches lots that were not drawn.
pub fn standings(entries: &[Entry], rule: &Roadshow, lots: &[Lots]) -> Result<Standings, LotsNeeded> {
    let mut found = Standings::default();
    let mut scored = Vec::with_capacity(entries.len());
    for entry in entries {
        match score(entry, rule) {
            Ok(one) => scored.push(one),
            Err(_below_quorum) => found.unscored.push(entry.proposal.clone()),
        }
    }
    scored.sort_by(|a, b| b.final_score.published.cmp(&a.final_score.published).then(a.proposal.cmp(&b.proposal)));
    let criteria: Vec<String> = rule.rubric.criteria.iter().map(|c| c.id.clone()).collect();
    let mut needed = Vec::new();
    for group in scored.chunk_by(|a, b| a.final_score.published == b.final_score.published) {
        let rank = i64::try_from(found.rows.len()).unwrap_or(i64::MAX).saturating_add(1);
        let group: Vec<&Scored> = group.iter().collect();
        match place(&group, rank, rule, &criteria, lots) {
            Ok((rows, tie)) => {
                found.rows.extend(rows);
                found.ties.extend(tie);
            }
            Err(codes) => {
                needed.push((rank, codes));
                found.rows.extend(group.iter().map(|one| standing(one, rank, rank, None)));
            }
        }
    }
    if needed.is_empty() { Ok(found) } else { Err(LotsNeeded(needed)) }
}

type Placed = Result<(Vec<Standing>, Option<Tie>), Vec<String>>;

fn place(group: &[&Scored], rank: i64, rule: &Roadshow, criteria: &[String], lots: &[Lots]) -> Placed {
    if let [alone] = group {
        return Ok((vec![standing(alone, rank, rank, None)], None));
    }
    let order = ties::order(group, &rule.tie_chain, criteria, lots)?;
    let mut rows = Vec::with_capacity(group.len());
    for ((code, link), place) in order.iter().zip(rank..) {
        let one = group.iter().find(|one| one.proposal == *code);
        rows.extend(one.map(|one| standing(one, rank, place, Some(link.clone()))));
    }
    let mut proposals: Vec<String> = order.iter().map(|(code, _)| code.clone()).collect();
    let first = order.first().map(|(_, link)| link.clone()).unwrap_or_default();
    let score = group.first().map(|one| one.final_score.text.clone()).unwrap_or_default();
    let tie = Tie {
        rank,
        score,
        order: proposals.clone(),
        proposals: {
            proposals.sort_unstable();
            proposals
        },
        decided_by: first,
    };
    Ok((rows, Some(tie)))
}

fn standing(one: &Scored, rank: i64, award_order: i64, decided_by: Option<String>) -> Standing {
    Standing { award_order, rank, decided_by, scored: one.clone() }
}

/// The score of one proposal.
///
/// # Errors
/// [`ScoringError::TooFew`] below a quorum.
pub fn score(entry: &Entry, rule: &Roadshow) -> Result<Scored, ScoringError> {
    let mut parts = BTreeMap::new();
    let mut sum = Ratio::ZERO;
    for component in &rule.components {
        let (part, value) = part(entry, rule, component)?;
        sum = sum.plus(value.percent(component.weight));
        parts.insert(component.id.clone(), part);
    }
    Ok(Scored {
        proposal: entry.proposal.clone(),
        parts,
        final_score: Figure::new(sum, rounding_at(&rule.rounding, "final")),
        sheets: entry.sheets.clone(),
        desk_score: entry.desk_score,
    })
}

fn part(entry: &Entry, rule: &Roadshow, component: &Component) -> Result<(Part, Ratio), ScoringError> {
    let rounding = rounding_at(&rule.rounding, &component.id);
    match component.kind {
        ComponentKind::PanelMean | ComponentKind::PanelTrimmed | ComponentKind::PanelMedian => {
            let panel = panel(&entry.sheets, component, rule.quorum_sheets, rounding)?;
            let value = panel.figure.published;
            Ok((Part::Panel(panel), value))
        }
        ComponentKind::ApprovalRate => {
            let cast = entry.approve.saturating_add(entry.oppose);
            if cast < rule.quorum_ballots.max(1) {
                return Err(ScoringError::TooFew {
                    given: usize::try_from(cast).unwrap_or(0),
                    needed: rule.quorum_ballots,
                });
            }
            let figure = Figure::new(Ratio::new(i128::from(entry.approve) * 100, i128::from(cast)), rounding);
            let value = figure.published;
            Ok((Part::Public(Public { approve: entry.approve, cast, figure }), value))
        }
        ComponentKind::CarriedStage => {
            let carried =
                if component.from.as_deref() == Some("desk_review") { entry.desk_score } else { entry.earlier_score };
            let exact = carried.map(Ratio::of).ok_or(ScoringError::TooFew { given: 0, needed: 1 })?;
            let figure = Figure::new(exact, rounding);
            let value = figure.published;
            Ok((Part::Carried(figure), value))
        }
    }
}
