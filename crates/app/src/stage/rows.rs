//! Results as they are shown: the score of a sealed slot out of its trace, with judges named or not as the round's policy says.

use super::Evening;
use crate::Error;
use crate::roadshows::{entries, rules_of};
use crate::seats as panels;
use crate::tie_acts::{self, Content, TieAct};
use model::rules::JudgeNames;
use model::stage::Audience;
use model::{Actor, Mark, Proposal, ProposalId};
use scoring::ranks::competition;
use scoring::standings::{Scored, key, scores};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use storage::roadshows::Slot;
use storage::{Tx, reviews};

/// One result.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Whose.
    pub proposal: ProposalId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The final score as it is printed.
    pub final_score: String,
    /// Its competition rank in its track among what is shown; the official one once all of the evening is.
    pub rank: Option<i64>,
    /// Its place in the order of award, once the results are sealed and all of the evening is shown.
    pub award_order: Option<i64>,
    /// What the score is made of, by the component's id.
    pub parts: BTreeMap<String, Part>,
    /// The judges' totals.
    pub judges: Vec<Judged>,
    /// Residents who approve.
    pub approve: Option<i64>,
    /// Residents who approve or oppose.
    pub cast: Option<i64>,
    /// The link that decided a tie.
    pub decided_by: Option<String>,
    /// What the chair gave as the reason, where the chair decided.
    pub chair_reason: Option<String>,
}

/// One part of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `panel`, `public`, `carried`, `counted`, `consensus` or `criteria`.
    pub kind: &'static str,
    /// As it is printed.
    pub score: String,
    /// As it is.
    pub exact: String,
    /// What it weighs, in percent.
    pub weight_percent: u32,
}

/// A judge's total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The judge's code, or a number that means nothing beyond this row.
    pub judge: String,
    /// The total.
    pub total: Mark,
    /// `high` or `low` when it does not count.
    pub dropped: Option<&'static str>,
}

/// The results of these slots, best first within each track. A slot below a quorum has none.
///
/// What is not asked for is not read: the marks of other slots stay out of memory.
pub(super) fn list(
    tx: &mut Tx<'_>,
    clock: &Actor,
    evening: &Evening,
    audience: Audience,
    shown: &[(Slot, Proposal)],
) -> Result<Vec<Row>, Error> {
    let names = match audience {
        Audience::Host | Audience::Overseer => JudgeNames::Named,
        Audience::Judge | Audience::Juror | Audience::Screen | Audience::Public => evening.rule.reveal.judges,
    };
    let whole = shown.len() == evening.slots.len() && evening.stage.rehearsal_since.is_none();
    let kept = if whole { reviews::list_standings(tx, clock, &evening.round, &evening.stage.evening)? } else { vec![] };
    let decided = if kept.is_empty() {
        Vec::new()
    } else {
        tie_acts::list_settled(tx, clock, &evening.round, &evening.stage.evening)?
    };
    let rules = rules_of(&evening.rule)?;
    let mut all = Vec::with_capacity(shown.len());
    for track in evening.round.document.rules.tracks.iter().filter(|t| evening.rule.admits(&t.id)) {
        let of = (evening.stage.evening.as_str(), &evening.rule, track.id.as_str());
        let mut rows = Vec::new();
        let entries = entries(tx, clock, &evening.round, of, shown)?;
        for scored in scores(&entries, &rules)?.into_iter().flatten() {
            let Some((_, proposal)) = shown.iter().find(|(_, p)| p.code.as_str() == scored.proposal) else { continue };
            rows.push((key(&scored, &rules), row(evening, proposal, &scored, names)));
        }
        let ranks = competition(&rows.iter().map(|(key, _)| Reverse(*key)).collect::<Vec<_>>());
        let ranked = rows.into_iter().zip(ranks).map(|((_, row), rank)| Row { rank: Some(rank), ..row });
        let mut ranked: Vec<Row> = ranked.map(|row| official(row, &kept, &decided)).collect();
        ranked.sort_by_key(|r| (r.award_order.unwrap_or(i64::MAX), r.rank, r.code.clone()));
        all.extend(ranked);
    }
    Ok(all)
}

/// The sealed standing takes the place of what was ranked here.
fn official(row: Row, kept: &[(ProposalId, serde_json::Value)], decided: &[TieAct]) -> Row {
    let Some((_, trace)) = kept.iter().find(|(id, _)| *id == row.proposal) else { return row };
    let standing = &trace["standing"];
    let decided_by = standing["decided_by"].as_str().map(str::to_owned);
    let said = |act: &TieAct| reason(act, &row.code).filter(|_| decided_by.as_deref() == Some(act.content.link()));
    Row {
        rank: standing["rank"].as_i64(),
        award_order: standing["award_order"].as_i64(),
        chair_reason: decided.iter().find_map(said),
        decided_by,
        ..row
    }
}

/// Why the chair put this project where it is.
fn reason(act: &TieAct, code: &String) -> Option<String> {
    match &act.content {
        Content::ChairDecision { order, reason } => order.contains(code).then(|| reason.clone()),
        Content::SecondVote { .. } => None,
    }
}

fn row(evening: &Evening, proposal: &Proposal, scored: &Scored, names: JudgeNames) -> Row {
    let weight = |id: &String| evening.rule.components.iter().find(|c| c.id == *id).map_or(0, |c| c.weight);
    let part = |(id, part): (&String, &scoring::standings::Part)| {
        let (figure, weight_percent) = (part.figure(), weight(id));
        let (score, exact) = (figure.text.clone(), figure.exact.to_string());
        (id.clone(), Part { kind: part.kind(), score, exact, weight_percent })
    };
    Row {
        proposal: proposal.id,
        code: scored.proposal.clone(),
        title: proposal.content.title.clone(),
        final_score: scored.final_score.text.clone(),
        rank: None,
        award_order: None,
        parts: scored.parts.iter().map(part).collect(),
        judges: judges(scored, names),
        approve: scored.public().map(|p| p.approve),
        cast: scored.public().map(|p| p.cast),
        decided_by: None,
        chair_reason: None,
    }
}

/// The judges' totals, of all juries. Without names they stand in the order of the totals, so that no place in the row belongs to a judge.
fn judges(scored: &Scored, names: JudgeNames) -> Vec<Judged> {
    let mut all: Vec<Judged> = Vec::new();
    for part in scored.parts.values() {
        let scoring::standings::Part::Panel(panel) = part else { continue };
        let dropped = |judge: &String| match () {
            () if panel.dropped_low.contains(judge) => Some("low"),
            () if panel.dropped_high.contains(judge) => Some("high"),
            () => None,
        };
        // A panel that gives two components shows each judge once.
        for (judge, total) in
            panel.totals.iter().filter(|(judge, _)| all.iter().all(|j| j.judge != **judge)).collect::<Vec<_>>()
        {
            all.push(Judged { judge: judge.clone(), total: *total, dropped: dropped(judge) });
        }
    }
    if names == JudgeNames::Anonymous {
        let side = |j: &Judged| match j.dropped {
            Some("low") => 0,
            None => 1,
            Some(_) => 2,
        };
        all.sort_by_key(|j| (j.total, side(j)));
        for (n, one) in all.iter_mut().enumerate() {
            one.judge = format!("评委{}", n.saturating_add(1));
        }
    }
    all
}

/// The panel whose judges mark on an evening, in a rehearsal as well.
pub(super) fn panel_of(evening: &Evening) -> &str {
    panels::panel(&evening.stage.evening)
}
