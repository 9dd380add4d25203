//! The desk review: one score per proposal, a pass line, and a cut at the quota.

use crate::{Figure, Ratio};
use model::Mark;
use model::rules::{DeskAggregate, DeskReview, TieAtCut};
use serde::{Deserialize, Serialize};

/// One proposal after the desk review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskRow {
    /// Its code.
    pub proposal: String,
    /// How many marks were signed.
    pub sheets: usize,
    /// The score; `None` below the quorum.
    pub figure: Option<Figure>,
    /// Its competition rank on the published score; `None` without a score.
    pub rank: Option<i64>,
    /// Whether it goes on.
    pub shortlisted: bool,
    /// Why not: `below_quorum`, `below_pass_line` or `below_cut`.
    pub reason: Option<String>,
}

/// The desk review of a track.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// Best first; equals by code.
    pub rows: Vec<DeskRow>,
    /// The score of the last one inside the quota, as printed.
    pub cut_score: Option<String>,
    /// Those who share the cut score, when the quota cannot hold them all.
    pub tied_at_cut: Vec<String>,
}

/// Scores, ranks and cuts.
#[must_use]
pub fn desk(marks: &[(String, Vec<Mark>)], rule: &DeskReview, quota: Option<i64>) -> Desk {
    let mut rows: Vec<DeskRow> = marks.iter().map(|(code, marks)| row(code, marks, rule)).collect();
    rows.sort_by(|a, b| published(b).cmp(&published(a)).then(a.proposal.cmp(&b.proposal)));
    let scores: Vec<Option<Ratio>> = rows.iter().map(published).collect();
    for row in &mut rows {
        let mine = published(row);
        row.rank = mine
            .and(scores.iter().position(|s| *s == mine))
            .and_then(|p| i64::try_from(p).ok())
            .map(|p| p.saturating_add(1));
    }
    cut(rows, rule, quota)
}

fn published(row: &DeskRow) -> Option<Ratio> {
    row.figure.as_ref().map(|f| f.published)
}

fn row(code: &str, marks: &[Mark], rule: &DeskReview) -> DeskRow {
    let enough = i64::try_from(marks.len()).is_ok_and(|n| n >= rule.quorum.max(1));
    let exact = match rule.aggregate {
        DeskAggregate::Mean => Ratio::mean(marks),
        DeskAggregate::Median => median(marks),
    };
    let figure = exact.filter(|_| enough).map(|exact| Figure::new(exact, Some(rule.rounding)));
    let reason = match &figure {
        None => Some("below_quorum".to_owned()),
        Some(f) if f.published < Ratio::of(rule.pass) => Some("below_pass_line".to_owned()),
        Some(_) => None,
    };
    DeskRow {
        proposal: code.to_owned(),
        sheets: marks.len(),
        figure,
        rank: None,
        shortlisted: reason.is_none(),
        reason,
    }
}

fn median(marks: &[Mark]) -> Option<Ratio> {
    let mut sorted = marks.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let first = if sorted.len().is_multiple_of(2) { middle.checked_sub(1)? } else { middle };
    Ratio::mean(sorted.get(first..=middle)?)
}

fn cut(mut rows: Vec<DeskRow>, rule: &DeskReview, quota: Option<i64>) -> Desk {
    let passed: Vec<Ratio> = rows.iter().filter(|r| r.shortlisted).filter_map(published).collect();
    let places = quota.and_then(|q| usize::try_from(q).ok()).unwrap_or(passed.len()).min(passed.len());
    let Some(at) = places.checked_sub(1).and_then(|last| passed.get(last)).copied() else {
        for row in rows.iter_mut().filter(|r| r.shortlisted) {
            out(row);
        }
        return Desk { rows, ..Desk::default() };
    };
    let overfull = passed.iter().filter(|score| **score >= at).count() > places;
    let mut tied_at_cut = Vec::new();
    for row in rows.iter_mut().filter(|r| r.shortlisted) {
        let tied = overfull && published(row) == Some(at);
        if tied {
            tied_at_cut.push(row.proposal.clone());
        }
        if published(row) < Some(at) || (tied && rule.tie_at_cut == TieAtCut::Exclude) {
            out(row);
        }
    }
    Desk { rows, cut_score: Some(at.with_places(rule.rounding.decimals)), tied_at_cut }
}

fn out(row: &mut DeskRow) {
    row.shortlisted = false;
    row.reason = Some("below_cut".to_owned());
}
