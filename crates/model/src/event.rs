//! Events: every act leaves exactly one, in its own transaction; letters, live stream, statistics and proofs hang off them.

use crate::{Actor, EventId, OrganisationId, RoundId, Timestamp};
use uuid::Uuid;

/// What one act left behind. Facts only: codes, states, figures, days; no names, addresses or free text about people.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its own id; sorts by time.
    pub id: EventId,
    /// Subject and past tense of the act, such as `proposal.submitted`.
    pub kind: &'static str,
    /// The round it belongs to, if any.
    pub round: Option<RoundId>,
    /// The subject's id: of the proposal, award, round, ... that the act was about.
    pub about: Uuid,
    /// Who did it.
    pub actor: Actor,
    /// The body for which the actor did it, when that is not the actor's own.
    pub on_behalf_of: Option<OrganisationId>,
    /// When, by the one clock.
    pub at: Timestamp,
    /// The event that led to this one, when this is a consequence.
    pub caused_by: Option<EventId>,
    /// The facts.
    pub body: serde_json::Value,
}
