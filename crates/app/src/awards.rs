//! Awards: proposed out of the pool, put up for objections, confirmed; and reserves that move up when money is freed.

use crate::{Error, Record, letters, record};
use model::{Actor, EventId, Money, Proposal, ProposalId, ProposalState, Round, RoundId, Timestamp};
use notification::LetterKind;
use scoring::Ratio;
use scoring::allocation::{AllocationRule, Candidate, Outcome, allocate};
use serde_json::json;
pub use storage::awards::Award;
use storage::ledger::{self, Transfer};
use storage::{Tx, awards, proposals, reviews, rounds};
use workflow::Refusal;
use workflow::calendar::{add_days, day_of};
use workflow::projects::{Command, decide};
use workflow::roles::{self, Duty};

/// Proposes the awards of every track out of its pool, down the order of the standings, and books what they commit.
///
/// # Errors
/// [`Refusal::WrongState`] before the results are sealed; [`Refusal::NotNow`] with `standings_missing` or `pool_missing`.
pub fn propose(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Round, Error> {
    let round = rounds::find_exclusively(tx, actor, id)?;
    let state = workflow::rounds::decide(workflow::rounds::Command::ProposeAwards, &round, actor, now)?;
    let rule = round.document.rules.award().ok_or_else(|| Refusal::not_now("no_award_stage", json!({})))?;
    let all = proposals::list(tx, actor, &round)?;
    let ranked = ranked(tx, actor, &round)?;
    let mut proposed = Vec::new();
    for track in &round.document.rules.tracks {
        let pool = track.pool_fen.ok_or_else(|| Refusal::not_now("pool_missing", json!({ "track": track.id })))?;
        book(tx, actor, (&round, &track.id), ("pool_opened", "fund", "pool"), (None, pool), now)?;
        let theirs: Vec<(&Proposal, &Ranked)> = ranked
            .iter()
            .filter_map(|r| all.iter().find(|p| p.id == r.proposal && p.track == track.id).map(|p| (p, r)))
            .collect();
        let candidates: Vec<Candidate> = theirs.iter().map(|(p, r)| candidate(p, r.score)).collect();
        let allocation = allocate(&candidates, &AllocationRule::of_track(&track.tiers, rule), pool);
        for (grant, (proposal, place)) in allocation.grants.into_iter().zip(theirs) {
            let trace = serde_json::to_value(&grant).map_err(Error::broken)?;
            let award = Award {
                id: tx.id(now),
                proposal: proposal.id,
                track: track.id.clone(),
                award_order: place.award_order,
                amount: grant.amount_fen,
                trace,
            };
            awards::insert(tx, actor, &round, &award)?;
            let state = match grant.result {
                Outcome::Proposed => ProposalState::Proposed,
                Outcome::Reserve => ProposalState::Reserve,
                Outcome::NotSelected => ProposalState::NotSelected,
            };
            if state == ProposalState::Proposed {
                let amount = grant.amount_fen.unwrap_or_default();
                book(
                    tx,
                    actor,
                    (&round, &track.id),
                    ("award_committed", "pool", "committed"),
                    (Some(proposal.id), amount),
                    now,
                )?;
                proposed.push(grant.proposal.clone());
            }
            proposals::advance(tx, proposal, &proposal.advanced(state))?;
        }
    }
    let next = Round { state, version: round.version.saturating_add(1), ..round.clone() };
    rounds::advance(tx, &round, &next)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let body = json!({ "proposed": proposed });
    let event = record(tx, actor, Record::new("round.awards_proposed", id, id, body).on_behalf_of(behalf), now)?;
    crate::letters::selection::announce(tx, actor, &round, event, now)?;
    Ok(next)
}

fn candidate(proposal: &Proposal, score: Ratio) -> Candidate {
    Candidate { proposal: proposal.code.to_string(), score, asked: proposal.content.asked(), ..Candidate::default() }
}

struct Ranked {
    proposal: ProposalId,
    award_order: i64,
    score: Ratio,
}

/// The standings that decide, track by track: those of the track's last roadshow, or of the desk review where it has none.
#[expect(clippy::indexing_slicing, reason = "a JSON value answers null for a key that is not there, and never panics")]
fn ranked(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Ranked>, Error> {
    let mut found = Vec::new();
    for track in &round.document.rules.tracks {
        let roadshow = round.document.rules.deciding_roadshow(&track.id);
        let stage = roadshow.map_or_else(|| crate::seats::DESK.to_owned(), crate::seats::roadshow);
        let rows = reviews::list_standings(tx, actor, round, &stage)?;
        if rows.is_empty() {
            return Err(Refusal::not_now("standings_missing", json!({ "stage": stage })).into());
        }
        let theirs = rows.into_iter().filter(|(_, trace)| trace["track"] == track.id.as_str());
        for ((proposal, trace), place) in theirs.zip(1..) {
            let figure = if roadshow.is_some() { &trace["standing"]["final_score"] } else { &trace["row"]["figure"] };
            let score = serde_json::from_value(figure["published"].clone()).map_err(Error::broken)?;
            let award_order = trace["standing"]["award_order"].as_i64().unwrap_or(place);
            found.push(Ranked { proposal, award_order, score });
        }
    }
    Ok(found)
}

type Way = (&'static str, &'static str, &'static str);

fn book(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &str),
    way: Way,
    what: (Option<ProposalId>, Money),
    now: Timestamp,
) -> Result<(), Error> {
    let (round, track) = of;
    let (kind, from, to) = way;
    let (proposal, amount) = what;
    let transfer = Transfer { kind, from, to, track: track.to_owned(), proposal, part: None, amount };
    Ok(ledger::book(tx, actor, round, &transfer, now)?)
}

/// Why an award ended before its agreement.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Because {
    /// `objection_upheld`, `withdrawn_before_agreement` or `not_signed_in_time`.
    pub code: &'static str,
    /// The code of the objection.
    pub objection: Option<String>,
    /// The code of the proposal whose award ended.
    pub proposal: String,
}

/// Ends an award as a consequence of another act, gives its money back to the pool and moves reserves up.
///
/// # Errors
/// [`Refusal::WrongState`].
pub(crate) fn end(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Proposal),
    why: (Command, Because),
    cause: EventId,
    now: Timestamp,
) -> Result<Proposal, Error> {
    let (round, proposal) = of;
    let (command, because) = why;
    let clock = Actor::clock(actor.tenant);
    let ender = if command == Command::Cancel { actor } else { &clock };
    let state = decide(command, proposal, round, ender)?;
    let award = awards::find(tx, actor, proposal.id)?;
    let next = proposal.advanced(state);
    proposals::advance(tx, proposal, &next)?;
    let amount = award.amount.unwrap_or_default();
    book(tx, &clock, (round, &award.track), ("award_released", "committed", "pool"), (Some(proposal.id), amount), now)?;
    let left = ledger::balance(tx, actor, round, &award.track, "pool")?;
    let kind = if command == Command::Cancel { "award.cancelled" } else { "award.lapsed" };
    let body = json!({ "proposal": proposal.code, "because": because, "amount_fen": null, "pool_left_fen": left });
    let event = record(tx, &clock, Record::new(kind, round.id, proposal.id, body).caused_by(cause), now)?;
    let reason = notification::in_words(because.code);
    letters::to_applicant(
        tx,
        actor,
        (round, proposal, event),
        (LetterKind::AwardCancelled, json!({ "reason": reason })),
        now,
    )?;
    promote(tx, &clock, (round, &award.track), &because, event, now)?;
    Ok(next)
}

/// Freed money goes to the first reserve in the order of award whose amount fits; one that is too large is passed over, not cut.
fn promote(
    tx: &mut Tx<'_>,
    clock: &Actor,
    of: (&Round, &str),
    because: &Because,
    cause: EventId,
    now: Timestamp,
) -> Result<(), Error> {
    let (round, track) = of;
    let rule = round.document.rules.notice(model::rules::NoticeSubject::Award);
    for award in awards::list(tx, clock, round)? {
        let proposal = proposals::find(tx, clock, award.proposal)?;
        let amount = award.amount.unwrap_or_default();
        let left = ledger::balance(tx, clock, round, track, "pool")?;
        if award.track != track || proposal.state != ProposalState::Reserve || amount > left {
            continue;
        }
        let mut next = proposal.advanced(decide(Command::Promote, &proposal, round, clock)?);
        proposals::advance(tx, &proposal, &next)?;
        book(tx, clock, (round, track), ("award_committed", "pool", "committed"), (Some(proposal.id), amount), now)?;
        let body = json!({ "proposal": proposal.code, "because": because, "amount_fen": amount, "pool_left_fen": left.minus(amount) });
        let event = record(
            tx,
            clock,
            Record::new("award.reserve_promoted", round.id, proposal.id, body).caused_by(cause),
            now,
        )?;
        let facts = json!({ "amount_fen": amount });
        letters::to_applicant(tx, clock, (round, &proposal, event), (LetterKind::ReservePromoted, facts), now)?;
        if !rule.is_some_and(|r| r.reserve_needs_own_notice) {
            next = confirm(tx, clock, (round, &next), event, now)?;
        }
        drop(next);
    }
    Ok(())
}

/// Confirms an award whose notice is over and that nothing holds.
///
/// # Errors
/// [`Refusal::WrongState`].
pub(crate) fn confirm(
    tx: &mut Tx<'_>,
    clock: &Actor,
    of: (&Round, &Proposal),
    cause: EventId,
    now: Timestamp,
) -> Result<Proposal, Error> {
    let (round, proposal) = of;
    let next = proposal.advanced(decide(Command::Confirm, proposal, round, clock)?);
    proposals::advance(tx, proposal, &next)?;
    let award = awards::find(tx, clock, proposal.id)?;
    let body = json!({ "proposal": proposal.code, "amount_fen": award.amount });
    let event = record(tx, clock, Record::new("award.confirmed", round.id, proposal.id, body).caused_by(cause), now)?;
    let days = round.document.rules.agreement().and_then(|a| a.sign_within_days);
    let sign_due_on = days.map(|days| add_days(day_of(&round.document.calendar, now), days));
    let facts = json!({ "amount_fen": award.amount, "sign_due_on": sign_due_on });
    letters::to_applicant(tx, clock, (round, &next, event), (LetterKind::AwardConfirmed, facts), now)?;
    Ok(next)
}

/// Withdraws before the agreement: from the award on it lapses, and the next reserve that fits moves up.
///
/// # Errors
/// [`Refusal::NotYours`], [`Refusal::WrongState`].
pub(crate) fn lapse(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Proposal),
    code: &'static str,
    cause: EventId,
    now: Timestamp,
) -> Result<Proposal, Error> {
    let because = Because { code, objection: None, proposal: of.1.code.to_string() };
    end(tx, actor, of, (Command::Lapse, because), cause, now)
}

/// The awards of a round in order.
///
/// # Errors
/// [`Refusal::NotYourRole`] before they are public, for who does not run or oversee the round.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Award>, Error> {
    let round = rounds::find(tx, actor, id)?;
    roles::may(actor, &round, Duty::Programme)
        .or_else(|_| roles::may(actor, &round, Duty::Oversee))
        .or_else(|_| roles::may(actor, &round, Duty::Fund))?;
    Ok(awards::list(tx, actor, &round)?)
}
