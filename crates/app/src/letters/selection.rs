//! The letters of the selection: who presents when, and what came of it.
#![expect(clippy::indexing_slicing, reason = "a JSON value answers null for a key that is not there, and never panics")]

use crate::{Error, letters, seats};
use model::rules::Roadshow;
use model::{Actor, EventId, Round, Timestamp};
use notification::LetterKind;
use serde_json::json;
use storage::{Tx, awards, events, proposals, reviews, roadshows};

/// Calls those whose places in the running order were just drawn, from this position on.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn invite(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &str, &Roadshow),
    from_position: i64,
    now: Timestamp,
) -> Result<(), Error> {
    let (round, stage, rule) = of;
    let drawn = events::list_of_round(tx, actor, round.id, &["roadshow.order_drawn"])?;
    let Some(event) = drawn.last().map(|event| event.id) else { return Ok(()) };
    for slot in roadshows::list(tx, actor, round, stage)?.into_iter().filter(|s| s.position >= from_position) {
        let proposal = proposals::find(tx, actor, slot.proposal)?;
        let facts = json!({
            "starts_at": slot.planned.0, "place": "", "position": slot.position, "present_secs": rule.present_secs,
            "questions_secs": rule.questions_secs,
        });
        letters::to_applicant(tx, actor, (round, &proposal, event), (LetterKind::PresenterInvited, facts), now)?;
    }
    Ok(())
}

/// Tells everybody who was scored what came of it: mark, rank, and whether an award is proposed.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn announce(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    event: EventId,
    now: Timestamp,
) -> Result<(), Error> {
    for award in awards::list(tx, actor, round)? {
        let proposal = proposals::find(tx, actor, award.proposal)?;
        let roadshow = round.document.rules.deciding_roadshow(&award.track);
        let stage = roadshow.map_or_else(|| seats::DESK.to_owned(), seats::roadshow);
        let standings = reviews::list_standings(tx, actor, round, &stage)?;
        let trace = standings.into_iter().find(|(id, _)| *id == award.proposal).map(|(_, trace)| trace);
        let trace = trace.unwrap_or_default();
        let row = if roadshow.is_some() { &trace["standing"] } else { &trace["row"] };
        let figure = if roadshow.is_some() { &row["final_score"] } else { &row["figure"] };
        let facts = json!({
            "score": figure["text"], "rank": row["rank"].as_i64().unwrap_or(award.award_order),
            "outcome": award.trace["result"], "amount_fen": award.amount.unwrap_or_default(),
        });
        letters::to_applicant(tx, actor, (round, &proposal, event), (LetterKind::ResultAnnounced, facts), now)?;
    }
    Ok(())
}
