//! Lots in public: what is committed to beforehand, the words that are said, and every drawing for everybody to draw again.

use crate::{Error, Record, record};
use model::{Actor, DrawCommitmentId, Round, RoundId, Timestamp};
use scoring::ScoringError;
use scoring::draw::{Announcement, Ceremony, Commitment, DOMAIN, DrawError, Reveal, Transcript};
use serde_json::json;
pub use storage::draws::{Draw, DrawCommitment};
use storage::{Tx, draws, rounds};
use workflow::Refusal;
use workflow::roles::{self, Duty};

/// What an organiser publishes before lots are drawn.
#[derive(Debug, Clone)]
pub struct NewCommitment {
    /// The SHA-256 of 32 random bytes, in lower-case hex.
    pub digest: String,
    /// Which public number of a later hour is the last word.
    pub beacon: String,
}

/// The words out of which lots are drawn.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The commitment that is used; its reveal becomes the first word.
    pub commitment: Option<DrawCommitmentId>,
    /// The 32 bytes in lower-case hex; absent when they are withheld, and the first word is then empty, as everybody sees.
    pub reveal: Option<String>,
    /// The words that people say; with a commitment the last of them is what the beacon said.
    pub said: Vec<String>,
}

/// Publishes what lots will be drawn with, before anybody can know what comes out. One commitment is open at a time: with two there would be a choice.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::NotNow`] with `commitment_open`; `not_hex` when it is no SHA-256; [`storage::Error::Taken`] when the round used the same one before.
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
    let NewCommitment { digest, beacon } = new;
    let digest = Commitment::try_from(digest)
        .map_err(|e| Refusal::rule("/commitment", e.code(), e.facts()))?
        .as_str()
        .to_owned();
    let made = DrawCommitment { id: tx.id(now), digest, beacon, at: now, draw: None };
    draws::insert_commitment(tx, actor, &round, &made)?;
    let body = json!({ "commitment": made.digest, "beacon": made.beacon });
    record(tx, actor, Record::new("draw.committed", id, made.id, body).on_behalf_of(behalf), now)?;
    Ok(made)
}

/// Draws lots and keeps the drawing; the caller records what it was for.
///
/// A commitment that was published must be used: whoever could leave it out after the beacon fell could choose between two outcomes.
///
/// # Errors
/// [`Refusal::NotNow`] with `commitment_open` when one is left out, and with `commitment_not_open` when another one is named;
/// `reveal_without_commitment`; `reveal_differs`, `not_hex`, `draw_id_twice`.
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
        if words.reveal.is_some() {
            return Err(Refusal::rule("/reveal", "reveal_without_commitment", json!({})).into());
        }
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
    let (beacon_value, contributions) =
        words.said.split_last().map_or((String::new(), Vec::new()), |(last, before)| (last.clone(), before.to_vec()));
    let announcement = Announcement {
        domain: DOMAIN.into(),
        codes: codes.to_vec(),
        commitment: Commitment::try_from(used.digest.clone())?,
        beacon: used.beacon.clone(),
    };
    let reveal = words.reveal.clone().map_or(Reveal::Withheld, Reveal::Given);
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

/// The drawings of one stage, in order.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn list_of(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<Draw>, Error> {
    Ok(draws::list(tx, actor, round)?.into_iter().filter(|draw| draw.stage == stage).collect())
}
