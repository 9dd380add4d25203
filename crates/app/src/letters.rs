//! Letters: written into the outbox in the act's own transaction, carried later and apart from it.

pub(crate) mod notices;
pub(crate) mod selection;

use crate::Error;
use model::{Actor, EventId, LetterId, PersonId, Proposal, Role, Round, Timestamp};
use notification::{LetterKind, Locale, PostOffice, in_words};
use serde_json::{Value, json};
use storage::outbox::{self, Waiting};
use storage::{Db, Tx, organisations, people};

/// Writes to everybody who speaks for the applicant of a proposal; round, title and code are added to the facts.
///
/// # Errors
/// When a fact is missing that the letter needs.
pub(crate) fn to_applicant(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Proposal, EventId),
    letter: (LetterKind, Value),
    now: Timestamp,
) -> Result<(), Error> {
    let (round, proposal, event) = of;
    let (kind, mut facts) = letter;
    let to = crate::people::find_contacts(tx, actor, proposal.applicant, &[Role::Applicant])?;
    if let Some(fields) = facts.as_object_mut() {
        fields.insert("title".into(), json!(proposal.content.title));
        fields.insert("code".into(), json!(proposal.code));
    }
    to_people(tx, actor, (round, event), &to, (kind, facts), now)
}

/// Writes to these people; who has no address gets no letter. The round and the office that signs are added to the facts.
///
/// # Errors
/// When a fact is missing that the letter needs.
pub(crate) fn to_people(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, EventId),
    to: &[PersonId],
    letter: (LetterKind, Value),
    now: Timestamp,
) -> Result<(), Error> {
    let (round, event) = of;
    let (kind, facts) = letter;
    let facts = letterhead(tx, actor, round, facts)?;
    for person in people::list(tx, actor, to)? {
        let Some(address) = person.email else { continue };
        post(tx, actor, event, (person.name, address), (kind, facts.clone()), now)?;
    }
    Ok(())
}

/// Adds the round, and the office that signs, to the facts.
pub(crate) fn letterhead(tx: &mut Tx<'_>, actor: &Actor, round: &Round, mut facts: Value) -> Result<Value, Error> {
    let office = organisations::find(tx, actor, round.organiser)?;
    if let Some(fields) = facts.as_object_mut() {
        fields.insert("round".into(), json!(round.name));
        fields.insert("contact".into(), json!(office.leader.as_ref().unwrap_or(&office.name)));
        fields.insert("office".into(), json!(office.name));
    }
    Ok(facts)
}

/// Puts one letter, to a name at an address, into the outbox.
///
/// # Errors
/// When a fact is missing that the letter needs.
pub(crate) fn post(
    tx: &mut Tx<'_>,
    actor: &Actor,
    event: EventId,
    to: (String, String),
    letter: (LetterKind, Value),
    now: Timestamp,
) -> Result<(), Error> {
    let (to_name, to_address) = to;
    let (kind, facts) = letter;
    notification::check(kind, &facts).map_err(Error::broken)?;
    let waiting = Waiting {
        id: tx.id::<LetterId>(now),
        event,
        kind: kind.as_str().to_owned(),
        to_name,
        to_address,
        facts,
        attempts: 0,
        created_at: now,
    };
    outbox::push(tx, actor.tenant, &waiting)?;
    Ok(())
}

/// Codes as the lines of a letter.
pub(crate) fn lines(codes: &[String]) -> Vec<&str> {
    codes.iter().map(|code| in_words(code)).collect()
}

/// How many letters one round of the post office takes along.
const BAG: i64 = 100;

/// Carries what is due.
///
/// A letter is claimed first, carried outside any transaction, and settled afterwards: it leaves at least once, under the same Message-ID, and a dead mail server fails nothing but the try.
///
/// # Errors
/// When the database does not answer.
pub fn carry(db: &Db, post: &PostOffice, now: Timestamp) -> Result<usize, Error> {
    let due = db.read_now(|tx| outbox::due_unscoped(tx, BAG, now).map_err(Error::from))?;
    let mut carried = 0;
    for waiting in due {
        // While it is under way nobody else takes it; a carrier that dies gives it back after ten minutes.
        let back = now.saturating_add(jiff::SignedDuration::from_mins(10)).map_err(Error::broken)?;
        let claimed = waiting.clone();
        match db.write_now(move |tx| outbox::claim(tx, &claimed, back)) {
            Err(storage::Error::Conflict) => continue,
            other => other?,
        }
        let settled = try_once(post, &waiting, now);
        let id = waiting.id;
        carried += usize::from(settled.is_none());
        db.write_now(move |tx| match settled {
            None => outbox::settle_sent(tx, id, now),
            Some((why, next)) => outbox::settle_failed(tx, id, &why, next),
        })?;
    }
    Ok(carried)
}

/// Why a try failed, and when the next one is due; `None` when the letter has left.
fn try_once(post: &PostOffice, waiting: &Waiting, now: Timestamp) -> Option<(String, Option<Timestamp>)> {
    let letter = notification::Letter {
        id: waiting.id,
        kind: match waiting.kind.parse() {
            Ok(kind) => kind,
            Err(unknown) => return Some((format!("{unknown}"), None)),
        },
        to_name: waiting.to_name.clone(),
        to_address: waiting.to_address.clone(),
        facts: waiting.facts.clone(),
        locale: Locale::default(),
        created_at: waiting.created_at,
    };
    let rendered = match notification::render(&letter) {
        Ok(rendered) => rendered,
        Err(error) => return Some((error.to_string(), None)),
    };
    let error = post.deliver(&letter, &rendered).err()?;
    let wait = notification::retry_after(waiting.attempts.saturating_add(1)).filter(|_| !error.is_permanent());
    let wait = wait.and_then(|wait| jiff::SignedDuration::try_from(wait).ok());
    Some((error.to_string(), wait.and_then(|wait| now.saturating_add(wait).ok())))
}
