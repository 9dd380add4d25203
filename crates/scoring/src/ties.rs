//! Ties, and the declared links that break them, down to lots that anybody can draw again.

use crate::Ratio;
use crate::panel::{marks_of, total};
use crate::rules::{Link, RuleSet};
use crate::standings::{Needed, Scored};
use model::Mark;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A group that shared a figure, and how it was put into order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The rank they share.
    pub rank: i64,
    /// The figure they share, as printed.
    pub score: String,
    /// Who they are, by code.
    pub proposals: Vec<String>,
    /// The order that was found.
    pub order: Vec<String>,
    /// The first link that told them apart.
    pub decided_by: String,
}

/// What one link compared in one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieStep {
    /// The rank that the tie shares.
    pub rank: i64,
    /// The link.
    pub link: Link,
    /// Each proposal's figure, the higher one going first; `None` where it has none, which goes last. For an act: the place that the act gave, the lower one going first.
    pub figures: BTreeMap<String, Option<Ratio>>,
}

/// An act that put a group into order: a second vote, the chair's decision, or lots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Which act.
    pub link: Link,
    /// The group, best first; who stands together is still equal.
    pub order: Vec<Vec<String>>,
}

impl Act {
    /// Lots, in the order that was drawn.
    #[must_use]
    pub fn lots(order: Vec<String>) -> Self {
        Self { link: Link::Lot, order: order.into_iter().map(|code| vec![code]).collect() }
    }

    /// A second vote: the more votes the better, equal numbers stay equal.
    #[must_use]
    pub fn voted(votes: &BTreeMap<String, i64>) -> Self {
        let mut by_votes: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for (code, count) in votes {
            by_votes.entry(*count).or_default().push(code.clone());
        }
        Self { link: Link::SecondVote, order: by_votes.into_values().rev().collect() }
    }

    /// What the chair decided, in full order.
    #[must_use]
    pub fn decided(order: Vec<String>) -> Self {
        Self { link: Link::ChairDecision, ..Self::lots(order) }
    }

    /// Whether the act is this one, on exactly this group.
    #[must_use]
    pub fn settles(&self, link: &Link, group: &[String]) -> bool {
        let mut theirs: Vec<&String> = self.order.iter().flatten().collect();
        theirs.sort_unstable();
        let mut ours: Vec<&String> = group.iter().collect();
        ours.sort_unstable();
        self.link == *link && theirs == ours
    }
}

/// By what a tie is broken: the rules, the acts that were done, and the rank that is shared.
pub(crate) type By<'a> = (&'a RuleSet, &'a [Act], i64);

/// A group in order: each part alone or still equal, with the link that set it apart.
pub(crate) type Ordered = Vec<(Vec<String>, Link)>;

/// Puts a group into order by the chain of links. The first link that tells any of them apart splits the group; each part goes on with the links that are left.
///
/// # Errors
/// The group that still needs an act.
pub(crate) fn order(
    group: &[&Scored],
    chain: &[Link],
    by: By<'_>,
    steps: &mut Vec<TieStep>,
) -> Result<Ordered, Needed> {
    let (link, rest) = match chain.split_first() {
        None | Some((Link::Shared, _)) => return Ok(shared(group)),
        Some(found) => found,
    };
    let keyed = match link {
        Link::Lot | Link::SecondVote | Link::ChairDecision => places(group, link, by)?,
        Link::HeadToHead => copeland(group, by.0),
        _ => group.iter().map(|one| (figure(one, link, by.0), *one)).collect(),
    };
    steps.push(step(&keyed, link, by.2));
    split(keyed, link, rest, by, steps)
}

fn split(
    mut keyed: Vec<(Option<Ratio>, &Scored)>,
    link: &Link,
    rest: &[Link],
    by: By<'_>,
    steps: &mut Vec<TieStep>,
) -> Result<Ordered, Needed> {
    let rising = matches!(link, Link::Lot | Link::SecondVote | Link::ChairDecision);
    keyed.sort_by(|a, b| {
        let first = if rising { a.0.cmp(&b.0) } else { b.0.cmp(&a.0) };
        first.then(a.1.proposal.cmp(&b.1.proposal))
    });
    let mut found = Vec::with_capacity(keyed.len());
    for part in keyed.chunk_by(|a, b| a.0 == b.0) {
        match part {
            [(_, alone)] => found.push((vec![alone.proposal.clone()], link.clone())),
            several => {
                let several: Vec<&Scored> = several.iter().map(|(_, one)| *one).collect();
                found.extend(order(&several, rest, by, steps)?);
            }
        }
    }
    Ok(found)
}

fn step(keyed: &[(Option<Ratio>, &Scored)], link: &Link, rank: i64) -> TieStep {
    let figures = keyed.iter().map(|(figure, one)| (one.proposal.clone(), *figure)).collect();
    TieStep { rank, link: link.clone(), figures }
}

/// The figure that a link compares; the higher one goes first.
fn figure(one: &Scored, link: &Link, rules: &RuleSet) -> Option<Ratio> {
    match link {
        Link::Criterion(id) => {
            let at = rules.rubric.as_ref()?.criteria.iter().position(|c| c.id == *id)?;
            let marks: Vec<Mark> = counted(one, rules).filter_map(|(_, marks, _)| marks.get(at).copied()?).collect();
            Ratio::mean(&marks)
        }
        Link::UntrimmedMean => Ratio::mean_of(totals(one, rules).into_values()),
        Link::HigherLowestMark => totals(one, rules).into_values().min(),
        Link::Public => {
            let public = rules.components.iter().find(|c| c.source.is_public())?;
            one.parts.get(&public.id).map(|part| part.figure().published)
        }
        Link::DeskScore => one.desk_score.map(Ratio::of),
        Link::HeadToHead | Link::SecondVote | Link::ChairDecision | Link::Lot | Link::Shared => None,
    }
}

/// The sheets of the round's own panel that count: judge, marks, total.
fn counted<'a>(one: &'a Scored, rules: &RuleSet) -> impl Iterator<Item = (&'a str, Vec<Option<Mark>>, Ratio)> {
    let rubric = rules.rubric.as_ref();
    marks_of(&one.sheets, &one.partial)
        .filter_map(move |(judge, marks)| total(rubric, &marks).map(|total| (judge, marks, total)))
}

/// The totals of the round's own panel.
fn totals<'a>(one: &'a Scored, rules: &RuleSet) -> BTreeMap<&'a str, Ratio> {
    counted(one, rules).map(|(judge, _, total)| (judge, total)).collect()
}

/// Copeland's count: one for each of the tied whom the majority of the judges who marked both puts below, a half for a draw.
/// A circle of majorities gives equal counts, so the next link is asked.
fn copeland<'a>(group: &[&'a Scored], rules: &RuleSet) -> Vec<(Option<Ratio>, &'a Scored)> {
    let all: Vec<BTreeMap<&str, Ratio>> = group.iter().map(|one| totals(one, rules)).collect();
    let doubled = |mine: &BTreeMap<&str, Ratio>| {
        let duel = |theirs: &BTreeMap<&str, Ratio>| {
            let both = mine.iter().filter_map(|(judge, m)| theirs.get(judge).map(|t| m.cmp(t)));
            let (mut above, mut below) = (0_i64, 0_i64);
            for order in both {
                above = above.saturating_add(i64::from(order.is_gt()));
                below = below.saturating_add(i64::from(order.is_lt()));
            }
            above.cmp(&below)
        };
        let points = |of: std::cmp::Ordering| match of {
            std::cmp::Ordering::Greater => 2_i64,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 0,
        };
        all.iter().map(duel).map(points).sum::<i64>().saturating_sub(1)
    };
    group.iter().zip(&all).map(|(one, mine)| (Some(Ratio::new(i128::from(doubled(mine)), 2)), *one)).collect()
}

/// The places that an act gave.
fn places<'a>(group: &[&'a Scored], link: &Link, by: By<'_>) -> Result<Vec<(Option<Ratio>, &'a Scored)>, Needed> {
    let (_, acts, rank) = by;
    let mut codes: Vec<String> = group.iter().map(|one| one.proposal.clone()).collect();
    codes.sort_unstable();
    let Some(act) = acts.iter().find(|act| act.settles(link, &codes)) else {
        return Err(Needed { rank, proposals: codes, link: link.clone() });
    };
    let place = |code: &String| {
        let at = act.order.iter().position(|together| together.contains(code))?;
        i128::try_from(at).ok().map(|at| Ratio::new(at.saturating_add(1), 1))
    };
    Ok(group.iter().map(|one| (place(&one.proposal), *one)).collect())
}

fn shared(group: &[&Scored]) -> Ordered {
    let mut codes: Vec<String> = group.iter().map(|one| one.proposal.clone()).collect();
    codes.sort_unstable();
    vec![(codes, Link::Shared)]
}
