//! The desk review: marks by the reviewers, then the cut.

use crate::seats::{DESK, may_mark};
use crate::{Error, Record, letters, record};
use model::{Actor, Mark, Proposal, ProposalId, ProposalState, Round, RoundId, Timestamp};
use notification::LetterKind;
use scoring::desk::{Desk, desk};
use serde_json::json;
use storage::reviews::Review;
use storage::{Tx, assignments, proposals, reviews, rounds};
use workflow::Refusal;
use workflow::calendar::{end_of, start_of};
use workflow::roles::{self, Duty};
use workflow::rounds::{Command, decide};

/// A reviewer's mark; the later one of the same reviewer counts.
///
/// # Errors
/// [`Refusal::Conflicted`] with `recused`, [`Refusal::NotYours`] when the applied plan asks others, [`Refusal::Closed`] after the days of the review, `mark_out_of_range`.
pub fn review(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: (Mark, Option<String>),
    now: Timestamp,
) -> Result<Review, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find_shared(tx, actor, proposal.round)?;
    roles::may(actor, &round, Duty::Mark)?;
    may_mark(tx, actor, &round, (DESK, None), &proposal)?;
    let reviewer = actor.person().ok_or(Refusal::NotYours)?;
    workflow::assignments::asked(&assignments::list_asked_for(tx, actor, DESK, id)?, reviewer)?;
    let rule = round.document.rules.desk_review().ok_or_else(|| Refusal::not_now("no_desk_review", json!({})))?;
    open_now(&round, now)?;
    if proposal.state != ProposalState::Eligible {
        return Err(Refusal::WrongState { command: "review", state: proposal.state.as_str() }.into());
    }
    let (mark, comment) = new;
    if mark < Mark::default() || mark > Mark::points(rule.scale_max) {
        return Err(Refusal::rule("/mark", "mark_out_of_range", json!({ "max": rule.scale_max })).into());
    }
    let review = Review { proposal: id, reviewer, mark, comment };
    reviews::put(tx, actor, &review, now)?;
    // The mark itself stays out of the event: nobody but its author reads it before the cut.
    record(tx, actor, Record::new("proposal.reviewed", round.id, id, json!({ "reviewer": reviewer })), now)?;
    Ok(review)
}

fn open_now(round: &Round, now: Timestamp) -> Result<(), Refusal> {
    let Some((from, to)) = round.document.schedule.desk_review else {
        return Ok(());
    };
    let (opens, at) = (start_of(&round.document.calendar, from), end_of(&round.document.calendar, to));
    if now < opens {
        Err(Refusal::NotYet { code: "desk_review_not_open", opens })
    } else if now >= at {
        Err(Refusal::Closed { code: "desk_review_closed", at })
    } else {
        Ok(())
    }
}

/// Concludes the desk review: scores, ranks and cuts each track, and keeps the traces.
///
/// # Errors
/// [`Refusal::NotNow`] with `reviews_missing` while a proposal is below the quorum, or `checks_open` while one is not checked.
pub fn shortlist(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Round, Error> {
    let round = rounds::find_exclusively(tx, actor, id)?;
    let state = decide(Command::Shortlist, &round, actor, now)?;
    let all = proposals::list(tx, actor, &round)?;
    let open: Vec<&str> = all.iter().filter(|p| is_unchecked(p)).map(|p| p.code.as_str()).collect();
    if !open.is_empty() {
        return Err(Refusal::not_now("checks_open", json!({ "proposals": open })).into());
    }
    let eligible: Vec<Proposal> = all.into_iter().filter(|p| p.state == ProposalState::Eligible).collect();
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let mut shortlisted = Vec::new();
    for track in &round.document.rules.tracks {
        let theirs: Vec<Proposal> = eligible.iter().filter(|p| p.track == track.id).cloned().collect();
        let found = rank(tx, &round, &theirs, track.desk_quota)?;
        for (row, place) in found.rows.iter().zip(1..) {
            let Some(proposal) = theirs.iter().find(|p| p.code.as_str() == row.proposal) else {
                continue;
            };
            let trace = json!({ "track": track.id, "row": row, "cut_score": found.cut_score, "tied_at_cut": found.tied_at_cut });
            reviews::insert_standing(tx, actor, (&round, DESK, proposal.id), place, &trace)?;
            let state = if row.shortlisted { ProposalState::Shortlisted } else { ProposalState::NotShortlisted };
            proposals::advance(tx, proposal, &proposal.advanced(state))?;
            shortlisted.extend(row.shortlisted.then(|| row.proposal.clone()));
        }
    }
    let next = Round { state, version: round.version.saturating_add(1), ..round.clone() };
    rounds::advance(tx, &round, &next)?;
    let body = json!({ "shortlisted": shortlisted, "eligible": eligible.len() });
    let event = record(tx, actor, Record::new("round.shortlisted", id, id, body).on_behalf_of(behalf), now)?;
    for proposal in &eligible {
        let through = shortlisted.contains(&proposal.code.to_string());
        let kind = if through { LetterKind::ProposalShortlisted } else { LetterKind::ProposalNotShortlisted };
        letters::to_applicant(tx, actor, (&round, proposal, event), (kind, json!({})), now)?;
    }
    Ok(next)
}

const fn is_unchecked(proposal: &Proposal) -> bool {
    matches!(proposal.state, ProposalState::Submitted | ProposalState::Returned)
}

fn rank(tx: &mut Tx<'_>, round: &Round, theirs: &[Proposal], quota: Option<i64>) -> Result<Desk, Error> {
    let Some(rule) = round.document.rules.desk_review() else {
        return Ok(Desk::default());
    };
    let signed = reviews::list(tx, theirs)?;
    let marks: Vec<(String, Vec<Mark>)> = theirs
        .iter()
        .map(|p| (p.code.to_string(), signed.iter().filter(|r| r.proposal == p.id).map(|r| r.mark).collect()))
        .collect();
    let found = desk(&marks, rule, quota);
    let missing: Vec<&String> = found.rows.iter().filter(|r| r.figure.is_none()).map(|r| &r.proposal).collect();
    if missing.is_empty() {
        Ok(found)
    } else {
        Err(Refusal::not_now("reviews_missing", json!({ "proposals": missing })).into())
    }
}
