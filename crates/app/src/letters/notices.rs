//! The letters of the public notice: it is up, an objection came, an objection is answered.

use crate::{Error, letters};
use model::rules::PublicNotice;
use model::{Actor, EventId, Proposal, Round, Timestamp};
use notification::LetterKind;
use serde_json::{Value, json};
use storage::Tx;
use storage::notices::{Notice, Objection};

/// Tells everybody whose proposal is in a notice that it is up, and until when.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn announce(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Notice, EventId),
    shown: &[Proposal],
    now: Timestamp,
) -> Result<(), Error> {
    let (round, notice, event) = of;
    for proposal in shown {
        let facts = json!({ "about": notice.about, "starts_on": notice.from, "ends_on": notice.due_on });
        letters::to_applicant(tx, actor, (round, proposal, event), (LetterKind::NoticePublished, facts), now)?;
    }
    Ok(())
}

/// Confirms an objection that came, to its author and to the applicant it concerns.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn confirm_objection(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Proposal, EventId),
    came: (&Objection, &PublicNotice),
    now: Timestamp,
) -> Result<(), Error> {
    let (objection, rule) = came;
    let facts = json!({
        "standing": objection.reason.as_deref().unwrap_or("received"), "received_at": objection.received_at,
        "recheck_days": rule.recheck_working_days,
    });
    to_both(tx, actor, of, objection, (LetterKind::ObjectionReceived, facts), now)
}

/// Tells the applicant and the author of an objection what was found.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn answer_objection(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Proposal, EventId),
    objection: &Objection,
    now: Timestamp,
) -> Result<(), Error> {
    let facts = json!({ "outcome": objection.state, "answer": objection.finding.as_deref().unwrap_or_default() });
    to_both(tx, actor, of, objection, (LetterKind::ObjectionAnswered, facts), now)
}

/// The applicant is always told; who objects, where an address was given. Neither letter says who objects.
fn to_both(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &Proposal, EventId),
    objection: &Objection,
    letter: (LetterKind, Value),
    now: Timestamp,
) -> Result<(), Error> {
    // Whoever objects may be a stranger, who sees neither the office nor the applicant's people.
    let writer = &Actor::clock(actor.tenant);
    let (round, proposal, event) = of;
    let (kind, facts) = letter;
    let told = |reader: &str| {
        let mut facts = facts.clone();
        if let Some(fields) = facts.as_object_mut() {
            fields.insert("objection".into(), json!(objection.code));
            fields.insert("reader".into(), json!(reader));
            fields.insert("title".into(), json!(proposal.content.title));
            fields.insert("code".into(), json!(proposal.code));
        }
        facts
    };
    letters::to_applicant(tx, writer, of, (kind, told("applicant")), now)?;
    if let Some(address) = objection.email.clone() {
        let name = objection.by_name.clone().unwrap_or_default();
        let facts = letters::letterhead(tx, writer, round, told("objector"))?;
        letters::post(tx, writer, event, (name, address), (kind, facts), now)?;
    }
    Ok(())
}
