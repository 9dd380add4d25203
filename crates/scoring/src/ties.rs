//! Ties on the published figure, and the declared links that break them, down to lots that anybody can draw again.

use crate::Ratio;
use crate::standings::Scored;
use serde::{Deserialize, Serialize};

/// A group that shared a published figure, and how it was put into order.
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

/// Lots that were drawn for a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lots {
    /// The order that was drawn.
    pub order: Vec<String>,
}

/// A group in order, each with the link that set it apart from its neighbours; or the group that still needs lots.
pub(crate) type Ordered = Result<Vec<(String, String)>, Vec<String>>;

/// Puts a group into order by the chain of links. The first link that tells any of them apart splits the group; each part goes on with the links that are left.
pub(crate) fn order(group: &[&Scored], chain: &[String], criteria: &[String], lots: &[Lots]) -> Ordered {
    let Some((link, rest)) = chain.split_first() else {
        return Ok(shared(group));
    };
    if link == "lot" {
        return draw(group, lots);
    }
    let mut keyed: Vec<(Option<Ratio>, &Scored)> = group.iter().map(|one| (key(one, link, criteria), *one)).collect();
    keyed.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.proposal.cmp(&b.1.proposal)));
    let parts: Vec<&[(Option<Ratio>, &Scored)]> = keyed.chunk_by(|a, b| a.0 == b.0).collect();
    if parts.len() == 1 {
        return order(group, rest, criteria, lots);
    }
    let mut found = Vec::with_capacity(group.len());
    for part in parts {
        match part {
            [(_, alone)] => found.push((alone.proposal.clone(), link.clone())),
            several => {
                let several: Vec<&Scored> = several.iter().map(|(_, one)| *one).collect();
                found.extend(order(&several, rest, criteria, lots)?);
            }
        }
    }
    Ok(found)
}

/// The figure that a link compares; the higher one goes first.
fn key(one: &Scored, link: &str, criteria: &[String]) -> Option<Ratio> {
    match link.split_once(':') {
        Some(("criterion", id)) => {
            let at = criteria.iter().position(|c| c == id)?;
            let marks: Vec<model::Mark> = one.sheets.iter().filter_map(|s| s.marks.get(at).copied()).collect();
            Ratio::mean(&marks)
        }
        _ => match link {
            "untrimmed_mean" => one.panel().map(|p| p.untrimmed_mean),
            "public" => one.public().map(|p| p.figure.published),
            "desk_score" => one.desk_score.map(Ratio::of),
            "higher_lowest_mark" => one.panel().and_then(|p| p.totals.values().min().copied()).map(Ratio::of),
            _ => None,
        },
    }
}

fn shared(group: &[&Scored]) -> Vec<(String, String)> {
    let mut codes: Vec<String> = group.iter().map(|one| one.proposal.clone()).collect();
    codes.sort_unstable();
    codes.into_iter().map(|code| (code, "shared".to_owned())).collect()
}

fn draw(group: &[&Scored], lots: &[Lots]) -> Ordered {
    let mut codes: Vec<String> = group.iter().map(|one| one.proposal.clone()).collect();
    codes.sort_unstable();
    let drawn = lots.iter().find(|lot| {
        let mut theirs = lot.order.clone();
        theirs.sort_unstable();
        theirs == codes
    });
    match drawn {
        Some(lot) => Ok(lot.order.iter().map(|code| (code.clone(), "lot".to_owned())).collect()),
        None => Err(codes),
    }
}
