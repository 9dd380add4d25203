//! Lots in public: what is committed to beforehand, the words that are said, and every drawing for everybody to draw again.

use crate::{Error, Record, record};
use model::{Actor, DrawCommitmentId, DrawId, Round, RoundId, Timestamp};
use scoring::ScoringError;
use scoring::draw::{Announcement, Ceremony, Commitment, DOMAIN, DrawError, Reveal, Transcript};
use serde_json::json;
pub use storage::draws::{Draw, DrawCommitment, Said};
use storage::{Tx, draws, rounds};
use workflow::Refusal;
pub use workflow::draws::{CommitmentState, Times};
use workflow::roles::{self, Duty};

/// What an organiser publishes before lots are drawn.
#[derive(Debug, Clone)]
pub struct NewCommitment {
    /// The SHA-256 of 32 random bytes, in lower-case hex.
    pub digest: String,
    /// Which public number of a later hour is the last word.
    pub beacon: String,
    /// By when it is revealed, and from when the beacon can be known.
    pub times: Times,
}

/// What is said before the beacon falls.
#[derive(Debug, Clone)]
pub struct NewReveal {
    /// The 32 bytes that were committed to, in lower-case hex.
    pub reveal: String,
    /// The words of people in the room, in their order.
    pub contributions: Vec<String>,
}

/// The words out of which lots are drawn.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The commitment that is used: its reveal is the first word, empty when it was withheld, then come the contributions.
    pub commitment: Option<DrawCommitmentId>,
    /// The words that people say; with a commitment only what the beacon said, because all others were said before it.
    pub said: Vec<String>,
}

/// Publishes what lots will be drawn with, before anybody can know what comes out. One commitment is open at a time: with two there would be a choice.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::NotNow`] with `commitment_open`; `not_hex` when it is no SHA-256; `reveal_due_passed`, `beacon_before_reveal`; [`storage::Error::Taken`] when the round used the same one before.
pub fn commit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    new: NewCommitment,
    now: Timestamp,
) -> Result<DrawCommitment, Error> {
    let round = rounds::find_exclusively(tx, actor, id)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    if let Some(open) = open(tx, actor, &round)? {
        return Err(left_open(&open).into());
    }
    let NewCommitment { digest, beacon, times } = new;
    workflow::draws::may_commit(times, now)?;
    let digest = Commitment::try_from(digest)
        .map_err(|e| Refusal::rule("/commitment", e.code(), e.facts()))?
        .as_str()
        .to_owned();
    let made = DrawCommitment {
        id: tx.id(now),
        round: id,
        digest,
        beacon,
        at: now,
        reveal_due: times.reveal_due,
        beacon_at: times.beacon_at,
        said: None,
        draw: None,
    };
    draws::insert_commitment(tx, actor, &made)?;
    let body = json!({
        "commitment": made.digest, "beacon": made.beacon, "reveal_due": made.reveal_due, "beacon_at": made.beacon_at,
    });
    record(tx, actor, Record::new("draw.committed", id, made.id, body).on_behalf_of(behalf), now)?;
    Ok(made)
}

/// Reveals what was committed to, with the words of people in the room, before the beacon can be known. What is not revealed in time stays out for good.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::WrongState`] when it was revealed or used; [`Refusal::Closed`] with `reveal_closed`; `reveal_differs`, `not_hex`.
pub fn reveal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: DrawCommitmentId,
    new: NewReveal,
    now: Timestamp,
) -> Result<DrawCommitment, Error> {
    let seen = draws::find_commitment(tx, actor, id)?;
    let round = rounds::find_exclusively(tx, actor, seen.round)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let old = draws::find_commitment(tx, actor, id)?;
    workflow::draws::may_reveal(said(&old), times(&old), now)?;
    let NewReveal { reveal, contributions } = new;
    Commitment::try_from(old.digest.clone())
        .and_then(|commitment| commitment.opens(&reveal))
        .map_err(ScoringError::from)?;
    let said = Said { reveal, contributions, at: now };
    draws::reveal_commitment(tx, id, &said)?;
    let body = json!({ "reveal": said.reveal, "contributions": said.contributions.len() });
    record(tx, actor, Record::new("draw.revealed", round.id, id, body).on_behalf_of(behalf), now)?;
    Ok(DrawCommitment { said: Some(said), ..old })
}

const fn times(of: &DrawCommitment) -> Times {
    Times { reveal_due: of.reveal_due, beacon_at: of.beacon_at }
}

const fn said(of: &DrawCommitment) -> workflow::draws::Said {
    match (of.draw, &of.said) {
        (Some(_), _) => workflow::draws::Said::Used,
        (None, Some(_)) => workflow::draws::Said::Revealed,
        (None, None) => workflow::draws::Said::Nothing,
    }
}

/// Where a commitment stands at this instant.
#[must_use]
pub fn state(of: &DrawCommitment, now: Timestamp) -> CommitmentState {
    workflow::draws::state(said(of), times(of), now)
}

/// Draws lots and keeps the drawing; the caller records what it was for.
///
/// A commitment that was published must be used: whoever could leave it out after the beacon fell could choose between two outcomes.
///
/// # Errors
/// [`Refusal::NotNow`] with `commitment_open` when one is left out, and with `commitment_not_open` when another one is named;
/// [`Refusal::NotYet`] with `reveal_pending` or `beacon_not_fallen`; `beacon_alone`, `draw_id_twice`.
pub(crate) fn draw(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    purpose: (&str, &str, Option<i64>),
    of: (&Words, &[String]),
    now: Timestamp,
) -> Result<Transcript, Error> {
    let (words, codes) = of;
    let used = commitment(tx, actor, round, words)?;
    if let Some(used) = &used {
        workflow::draws::may_draw(said(used), times(used), now)?;
        if words.said.len() != 1 {
            return Err(Refusal::rule("/seed_parts", "beacon_alone", json!({ "words": words.said.len() })).into());
        }
    }
    let transcript = drawn(words, codes, used.as_ref()).map_err(ScoringError::from)?;
    let (stage, purpose, rank) = purpose;
    let document = serde_json::to_value(&transcript).map_err(Error::broken)?;
    let id = tx.id(now);
    let draw = Draw { id, stage: stage.into(), purpose: purpose.into(), rank, transcript: document, at: now };
    draws::insert(tx, actor, round, &draw)?;
    if let Some(used) = used {
        draws::use_commitment(tx, &used, id)?;
    }
    Ok(transcript)
}

/// The open commitment that the words name.
fn commitment(tx: &mut Tx<'_>, actor: &Actor, round: &Round, words: &Words) -> Result<Option<DrawCommitment>, Error> {
    let open = open(tx, actor, round)?;
    let Some(named) = words.commitment else {
        return open.map_or(Ok(None), |open| Err(left_open(&open).into()));
    };
    let found = open.filter(|c| c.id == named);
    found.map(Some).ok_or_else(|| Refusal::not_now("commitment_not_open", json!({ "commitment": named })).into())
}

fn open(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Option<DrawCommitment>, Error> {
    Ok(draws::list_commitments(tx, actor, round)?.into_iter().find(|c| c.draw.is_none()))
}

fn left_open(open: &DrawCommitment) -> Refusal {
    Refusal::not_now("commitment_open", json!({ "commitment": open.id }))
}

fn drawn(words: &Words, codes: &[String], used: Option<&DrawCommitment>) -> Result<Transcript, DrawError> {
    let Some(used) = used else { return scoring::draw::draw(&words.said, codes) };
    let beacon_value = words.said.first().cloned().unwrap_or_default();
    let (reveal, contributions) = used
        .said
        .clone()
        .map_or((Reveal::Withheld, Vec::new()), |said| (Reveal::Given(said.reveal), said.contributions));
    let announcement = Announcement {
        domain: DOMAIN.into(),
        codes: codes.to_vec(),
        commitment: Commitment::try_from(used.digest.clone())?,
        beacon: used.beacon.clone(),
    };
    announcement.draw(&Ceremony { reveal, contributions, beacon_value }).map(|drawn| drawn.transcript)
}

/// Every commitment of a round, for everybody who may see the round.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list_commitments(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<DrawCommitment>, Error> {
    let round = rounds::find(tx, actor, id)?;
    Ok(draws::list_commitments(tx, actor, &round)?)
}

/// Every drawing of a round with the commitment that it used, for everybody who may see the round.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<(Draw, Option<DrawCommitment>)>, Error> {
    let round = rounds::find(tx, actor, id)?;
    let commitments = draws::list_commitments(tx, actor, &round)?;
    let used = |draw: &Draw| commitments.iter().find(|c| c.draw == Some(draw.id)).cloned();
    Ok(draws::list(tx, actor, &round)?.into_iter().map(|draw| (draw.clone(), used(&draw))).collect())
}

/// The digest that was published before a drawing, where that was done.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn find_digest(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    draw: DrawId,
) -> Result<Option<String>, Error> {
    let all = draws::list_commitments(tx, actor, round)?;
    Ok(all.into_iter().find(|c| c.draw == Some(draw)).map(|c| c.digest))
}

/// The drawings of one stage, in order.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn list_of(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<Draw>, Error> {
    Ok(draws::list(tx, actor, round)?.into_iter().filter(|draw| draw.stage == stage).collect())
}
