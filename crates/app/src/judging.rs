//! The round pack of a judge: everything a phone needs to mark through an evening without the network.

use crate::stage::{Card, find_evening, list_cards};
use crate::{Error, seats as panels};
use model::rules::Roadshow;
use model::{Actor, Mark, PersonId, Role, Round, RoundId, Timestamp};
use storage::roadshows::Slot;
use storage::seats::{Recusal, Seat};
use storage::sheets::Sheet;
use storage::{Tx, declarations, people, proposals, seats, sheets};
use workflow::Refusal;
use workflow::roles::{self, Duty};

/// The round pack of a judge.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// The round.
    pub round: Round,
    /// The judge's seat.
    pub seat: Seat,
    /// The judge's name.
    pub name: String,
    /// When the judge declared.
    pub declared_at: Option<Timestamp>,
    /// Since when this is a rehearsal.
    pub rehearsal_since: Option<Timestamp>,
    /// What is marked, and how.
    pub rule: Roadshow,
    /// The projects in their running order.
    pub pitches: Vec<Pitch>,
}

/// A project as a judge sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pitch {
    /// What is said of it.
    pub card: Card,
    /// Why it is needed, as the proposal says.
    pub summary: String,
    /// Its slot.
    pub slot: Slot,
    /// What keeps this judge away from it.
    pub recused: Option<Recusal>,
    /// The judge's own sheet with its total.
    pub sheet: Option<(Sheet, Mark)>,
}

/// The pack of the judge who asks: their own sheets, nobody else's.
///
/// # Errors
/// [`Refusal::NotYourRole`] without a seat on the evening's panel.
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Pack, Error> {
    let evening = find_evening(tx, actor, id)?;
    let round = evening.round;
    roles::may(actor, &round, Duty::Mark)?;
    let person = actor.person().ok_or(Refusal::NotYours)?;
    let stage = panels::panel(&evening.stage.evening).to_owned();
    let seat = seats::find_of(tx, actor, &round, &stage, person)?;
    let seat = seat.ok_or_else(|| Refusal::NotYourRole { needs: vec![Role::Judge] })?;
    let mut pitches = Vec::with_capacity(evening.slots.len());
    let recusals = seats::list_recusals(tx, actor, &round, &stage)?;
    let all = proposals::list(tx, actor, &round)?;
    let cards = list_cards(tx, actor.tenant, &round)?;
    for slot in evening.slots {
        let Some(proposal) = all.iter().find(|p| p.id == slot.proposal) else { continue };
        let Some(card) = cards.iter().find(|c| c.id == slot.proposal) else { continue };
        let sheet = own(tx, actor, &slot, person)?;
        let recused = recusals.iter().find(|r| r.person == person && r.proposal == slot.proposal).cloned();
        pitches.push(Pitch { card: card.clone(), summary: proposal.content.need.clone(), slot, recused, sheet });
    }
    Ok(Pack {
        name: people::find(tx, actor, person)?.name,
        declared_at: declarations::find_of(tx, actor, &round, &stage, person)?,
        rehearsal_since: evening.stage.rehearsal_since,
        rule: evening.rule,
        round,
        seat,
        pitches,
    })
}

fn own(tx: &mut Tx<'_>, actor: &Actor, slot: &Slot, person: PersonId) -> Result<Option<(Sheet, Mark)>, Error> {
    let sheet = sheets::find_own(tx, actor, slot.id, person)?;
    Ok(sheet.map(|sheet| {
        let marks: Vec<Mark> = sheet.marks.values().copied().collect();
        let total = scoring::rubric::total(&marks);
        (sheet, total)
    }))
}
