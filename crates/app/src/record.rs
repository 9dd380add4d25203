//! What every act leaves behind: one event.

use crate::Error;
use model::{Actor, Event, EventId, OrganisationId, RoundId, Timestamp};
use serde_json::Value;
use storage::{Tx, events};
use uuid::Uuid;

/// What happened, in codes and figures; names and free text about people stay out of events.
#[derive(Debug, Clone)]
pub struct Record {
    /// Subject and past tense, such as `proposal.submitted`.
    pub kind: &'static str,
    /// The round, if any.
    pub round: Option<RoundId>,
    /// The subject's id.
    pub about: Uuid,
    /// For whom it was done, if not the actor's own body.
    pub on_behalf_of: Option<OrganisationId>,
    /// The event that led to it.
    pub caused_by: Option<EventId>,
    /// The facts.
    pub body: Value,
}

impl Record {
    /// An act in a round.
    pub fn new(kind: &'static str, round: RoundId, about: impl Into<Uuid>, body: Value) -> Self {
        Self { kind, round: Some(round), about: about.into(), on_behalf_of: None, caused_by: None, body }
    }

    /// An act outside any round.
    pub fn outside(kind: &'static str, about: impl Into<Uuid>, body: Value) -> Self {
        Self { kind, round: None, about: about.into(), on_behalf_of: None, caused_by: None, body }
    }

    /// Done for another body.
    #[must_use]
    pub fn on_behalf_of(self, body: Option<OrganisationId>) -> Self {
        Self { on_behalf_of: body, ..self }
    }

    /// A consequence of another act.
    #[must_use]
    pub fn caused_by(self, event: EventId) -> Self {
        Self { caused_by: Some(event), ..self }
    }
}

/// Writes the one event of an act, in the act's own transaction.
///
/// # Errors
/// When the database does not answer.
pub fn record(tx: &mut Tx<'_>, actor: &Actor, what: Record, now: Timestamp) -> Result<EventId, Error> {
    let event = Event {
        id: tx.id(now),
        kind: what.kind,
        round: what.round,
        about: what.about,
        actor: actor.clone(),
        on_behalf_of: what.on_behalf_of,
        at: now,
        caused_by: what.caused_by,
        body: what.body,
    };
    events::append(tx, &event)?;
    if let Some(round) = event.round.filter(|_| crate::stage::is_told(event.kind)) {
        tx.tell(round)?;
    }
    Ok(event.id)
}
