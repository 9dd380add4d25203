//! Figures that nobody marks or votes on: bonuses, penalties, donations, a score that the panel agreed on.
//!
//! Two people enter them out of the same paper, and only where both agree does a figure count; until the slot is sealed two people can correct it in the same way.

use crate::paper::Copied;
use crate::{Error, Record, record};
use model::rules::{Component, ComponentKind, Roadshow};
use model::{Actor, Mark, ProposalId, Round, SlotId, Timestamp};
use scoring::standings::Entry;
use serde_json::json;
pub use storage::component_figures::ComponentFigure;
use storage::roadshows::Slot;
use storage::{Tx, component_figures, proposals, roadshows, rounds};
use workflow::Refusal;
use workflow::component_figures::{FEN, entered, fits, is_needed};
use workflow::roles::{self, Duty, OnBehalfOf};

/// What is entered.
#[derive(Debug, Clone)]
pub struct NewFigure {
    /// For which component.
    pub component: String,
    /// Points, or yuan where donations are counted.
    pub figure: Mark,
    /// Out of which paper it is.
    pub note: String,
}

/// Where a figure is entered.
struct Desk {
    round: Round,
    slot: Slot,
    behalf: OnBehalfOf,
}

fn sit_down(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Desk, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let slot = roadshows::find_by_proposal(tx, actor, id)?;
    Ok(Desk { round, slot, behalf })
}

/// The same for who changes something: the slot is held, so that of two people who enter at once the second one sees the first.
fn sit_down_alone(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Desk, Error> {
    let desk = sit_down(tx, actor, id)?;
    let slot = roadshows::find_exclusively(tx, actor, desk.slot.id)?;
    workflow::roadshows::is_not_sealed(&slot.state)?;
    Ok(Desk { slot, ..desk })
}

/// Enters a figure. With the second entry that agrees it counts.
///
/// # Errors
/// [`Refusal::NotYourRole`]; `component_unknown`, `figure_out_of_range`; [`Refusal::NotNow`] with `slot_sealed`, and with `paper_entries_differ`, which shows both.
pub fn enter(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, new: NewFigure, now: Timestamp) -> Result<Copied, Error> {
    let Desk { round, slot, behalf } = sit_down_alone(tx, actor, id)?;
    let person = actor.person().ok_or(Refusal::NotYours)?;
    let NewFigure { component, figure, note } = new;
    fits(crate::sheets::rule(&round, &slot.stage)?, &component, figure)?;
    let all = component_figures::list(tx, actor, &[slot.id])?;
    let other = all.iter().find(|f| f.component == component && f.settled_at.is_none() && f.person != person);
    if let Some(other) = other.filter(|other| other.figure != figure) {
        let facts = json!({ "component": component, "first": other.figure, "second": figure });
        return Err(Refusal::not_now("paper_entries_differ", facts).into());
    }
    let (kind, copied) = match other {
        Some(_) => ("figure.settled", Copied::Agreed),
        None => ("figure.entered", Copied::AwaitingSecond),
    };
    let settled_at = (copied == Copied::Agreed).then_some(now);
    let made = ComponentFigure { id: tx.id(now), slot: slot.id, component, figure, note, person, at: now, settled_at };
    component_figures::put(tx, actor, &made)?;
    // The figure itself is told with the result, not before.
    let body = json!({ "component": made.component });
    record(tx, actor, Record::new(kind, round.id, slot.id, body).on_behalf_of(behalf), now)?;
    Ok(copied)
}

/// Takes back one's own entry that waits for a second person.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`storage::Error::NotFound`] where nothing of one's own waits.
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, component: &str, now: Timestamp) -> Result<(), Error> {
    let Desk { round, slot, behalf } = sit_down_alone(tx, actor, id)?;
    let person = actor.person().ok_or(Refusal::NotYours)?;
    if component_figures::withdraw(tx, actor, (slot.id, component), Some(person))? == 0 {
        return Err(storage::Error::NotFound.into());
    }
    let body = json!({ "component": component });
    record(tx, actor, Record::new("figure.withdrawn", round.id, slot.id, body).on_behalf_of(behalf), now)?;
    Ok(())
}

/// Where one component of one slot stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The component.
    pub component: Component,
    /// What counts.
    pub settled: Option<ComponentFigure>,
    /// Whether a second person has to enter the same.
    pub is_awaiting: bool,
    /// What the actor entered and still waits.
    pub own: Option<ComponentFigure>,
}

/// Every component whose figure people enter, and where it stands for this proposal; another's entry that waits is not shown.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`storage::Error::NotFound`] without a slot.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Vec<Standing>, Error> {
    let Desk { round, slot, .. } = sit_down(tx, actor, id)?;
    let all = component_figures::list(tx, actor, &[slot.id])?;
    let of = |component: &Component| all.iter().filter(|f| f.component == component.id).cloned().collect::<Vec<_>>();
    let standing = |component: &Component| {
        let (settled, waiting): (Vec<_>, Vec<_>) = of(component).into_iter().partition(|f| f.settled_at.is_some());
        Standing {
            component: component.clone(),
            settled: settled.into_iter().next_back(),
            is_awaiting: !waiting.is_empty(),
            own: waiting.into_iter().find(|f| Some(f.person) == actor.person()),
        }
    };
    Ok(entered(crate::sheets::rule(&round, &slot.stage)?).map(standing).collect())
}

/// The components of a slot that keep it from being sealed: an agreed score or donations that nobody entered, and whatever waits for a second person. A bonus that nobody entered is none.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn missing(tx: &mut Tx<'_>, actor: &Actor, rule: &Roadshow, slot: SlotId) -> Result<Vec<String>, Error> {
    if entered(rule).next().is_none() {
        return Ok(Vec::new());
    }
    let all = component_figures::list(tx, actor, &[slot])?;
    let lacks = |component: &&Component| {
        let mut theirs = all.iter().filter(|f| f.component == component.id);
        theirs.clone().any(|f| f.settled_at.is_none()) || (is_needed(component.kind) && theirs.next().is_none())
    };
    Ok(entered(rule).filter(lacks).map(|c| c.id.clone()).collect())
}

/// Puts what counts into what was handed in for each proposal.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn put_into(
    tx: &mut Tx<'_>,
    actor: &Actor,
    rule: &Roadshow,
    entries: &mut [(SlotId, &mut Entry)],
) -> Result<(), Error> {
    if entered(rule).next().is_none() {
        return Ok(());
    }
    let slots: Vec<SlotId> = entries.iter().map(|(slot, _)| *slot).collect();
    // The latest one that counts comes last and stays.
    let all = component_figures::list(tx, actor, &slots)?;
    for (slot, entry) in entries {
        for found in all.iter().filter(|f| f.slot == *slot && f.settled_at.is_some()) {
            let Some(component) = entered(rule).find(|c| c.id == found.component) else { continue };
            let id = component.id.clone();
            match component.kind {
                ComponentKind::PanelConsensus => drop(entry.agreed.insert(id, found.figure)),
                ComponentKind::DonationShare => drop(entry.counts.insert(id, found.figure.as_units() / FEN)),
                _ => drop(entry.extras.insert(id, found.figure)),
            }
        }
    }
    Ok(())
}
