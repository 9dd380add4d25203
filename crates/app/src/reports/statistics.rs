//! The figures that districts publish: the funnel, and the same by category, kind and community.

use super::Book;
use super::delivery::communities;
use crate::Error;
use crate::seats::{DESK, roadshow};
use model::{Actor, Money, Proposal, ProposalId, ProposalState};
use scoring::Ratio;
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use storage::{Tx, reviews, roadshows};

struct Sets {
    eligible: HashSet<ProposalId>,
    pitched: HashSet<ProposalId>,
    funded: HashSet<ProposalId>,
}

pub(super) fn view(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    let sets = Sets {
        eligible: book.checks.iter().filter(|c| c.outcome == "eligible").map(|c| c.proposal).collect(),
        pitched: pitched(tx, actor, book)?,
        funded: book.funded.iter().map(|p| p.id).collect(),
    };
    let amounts = || book.funded.iter().filter_map(|p| book.award(p.id)?.amount);
    let granted: Money = amounts().sum();
    let asked = |all: &mut dyn Iterator<Item = &Proposal>| all.map(|p| p.content.asked()).sum::<Money>();
    let count = i128::try_from(book.funded.len()).unwrap_or(0);
    let statistics = json!({
        "funnel": funnel(tx, actor, book, &sets)?,
        "asked_fen_total": asked(&mut book.submitted.iter()),
        "asked_fen_roadshow": asked(&mut book.submitted.iter().filter(|p| sets.pitched.contains(&p.id))),
        "granted_fen": granted, "mean_grant_fen_exact": Ratio::new(i128::from(granted.as_fen()), count),
        "largest_fen": amounts().max(), "smallest_fen": amounts().min(),
        "direct_beneficiaries_of_funded": book.funded.iter().map(|p| p.content.beneficiaries.direct).sum::<i64>(),
        "by_category": by_category(book, &sets), "by_kind": by_kind(book, &sets), "by_community": by_community(book, &sets),
    });
    Ok(json!({ "statistics": statistics }))
}

fn pitched(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<HashSet<ProposalId>, Error> {
    let mut all = HashSet::new();
    for (n, _) in book.round.document.rules.roadshows().enumerate() {
        all.extend(roadshows::list(tx, actor, &book.round, &roadshow(n))?.into_iter().map(|s| s.proposal));
    }
    Ok(all)
}

fn funnel(tx: &mut Tx<'_>, actor: &Actor, book: &Book, sets: &Sets) -> Result<Value, Error> {
    let desk = reviews::list_standings(tx, actor, &book.round, DESK)?;
    let passed = desk
        .iter()
        .filter(|(_, t)| t["row"]["reason"] != "below_pass_line" && t["row"]["reason"] != "below_quorum")
        .count();
    let above = book.awards.iter().filter(|a| a.trace["reason"] != "below_pass_line").count();
    let mid = book
        .evaluations
        .iter()
        .filter(|e| e.kind == "mid_term" && e.sheet.decision.as_ref().is_some_and(|d| d.outcome == "passed"))
        .count();
    Ok(json!({
        "submitted": book.submitted.len(), "eligible": sets.eligible.len(), "desk_pass_line": passed, "roadshow": sets.pitched.len(),
        "above_award_line": above, "proposed": book.awards.iter().filter(|a| a.trace["result"] == "proposed").count(), "funded": book.funded.len(),
        "mid_term_passed": mid, "closed": book.submitted.iter().filter(|p| p.state == ProposalState::Closed).count(),
    }))
}

fn group(book: &Book, sets: &Sets, belongs: impl Fn(&Proposal) -> bool) -> Value {
    let theirs: Vec<&Proposal> = book.submitted.iter().filter(|p| belongs(p)).collect();
    let among = |set: &HashSet<ProposalId>| theirs.iter().filter(|p| set.contains(&p.id)).count();
    let granted: Money =
        theirs.iter().filter(|p| sets.funded.contains(&p.id)).filter_map(|p| book.award(p.id)?.amount).sum();
    json!({
        "submitted": theirs.len(), "eligible": among(&sets.eligible), "roadshow": among(&sets.pitched), "funded": among(&sets.funded), "granted_fen": granted,
    })
}

fn by_category(book: &Book, sets: &Sets) -> Map<String, Value> {
    let categories = book.round.document.categories.iter();
    categories.map(|name| (name.clone(), group(book, sets, |p| p.content.category == *name))).collect()
}

fn by_kind(book: &Book, sets: &Sets) -> Map<String, Value> {
    let kinds = book.round.document.rules.intake().map(|i| i.applicant_kinds.as_slice()).unwrap_or_default();
    let of = |p: &Proposal| book.organisations.get(&p.applicant).map(model::Organisation::applicant_kind);
    kinds.iter().map(|kind| (kind.as_str().to_owned(), group(book, sets, |p| of(p) == Some(*kind)))).collect()
}

fn by_community(book: &Book, sets: &Sets) -> Map<String, Value> {
    communities(book).into_iter().map(|(code, id)| (code, group(book, sets, |p| p.community == Some(id)))).collect()
}
