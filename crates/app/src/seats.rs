//! Who sits on which panel, and who is kept away from which proposal.

use crate::{Error, Record, letters, record};
use model::rules::Roadshow;
use model::{
    Actor, Code, Grant, PersonId, Proposal, ProposalId, Role, Round, RoundId, Scope, SeatId, SessionKind, SlotId,
    TenantId, Timestamp, Who,
};
use notification::LetterKind;
use serde_json::json;
use storage::people::Person;
use storage::seats::Place;
pub use storage::seats::{Recusal, Seat};
use storage::sessions::Session;
use storage::{Tx, declarations, people, proposals, rounds, seats, sessions};
use workflow::Refusal;
use workflow::roadshows::{Behind, Tied, conflict};
use workflow::roles::{self, Duty};

/// The name of a desk review's panel.
pub const DESK: &str = "desk_review";

/// The name of the panel of the n-th roadshow, from 0.
#[must_use]
pub fn roadshow(n: usize) -> String {
    if n == 0 { "roadshow".into() } else { format!("roadshow-{}", n.saturating_add(1)) }
}

/// What stands before the name of an evening in the slots of its rehearsal.
pub(crate) const PRACTICE: &str = "rehearsal:";

/// The panel that marks the slots of a stage: in a rehearsal the one of the evening that is rehearsed.
#[must_use]
pub(crate) fn panel(stage: &str) -> &str {
    stage.strip_prefix(PRACTICE).unwrap_or(stage)
}

/// A seat that is given.
#[derive(Debug, Clone)]
pub struct NewSeat {
    /// The stage.
    pub stage: String,
    /// The jury that it belongs to; `None` for the round's own panel.
    pub jury: Option<String>,
    /// Who sits there.
    pub person: PersonId,
    /// Its code.
    pub code: Code,
}

/// Gives somebody a seat; with it they become a judge in this round. A new card replaces the old one.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::Invalid`] for a stage the round does not have, or a jury that the stage does not have.
pub fn give(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    new: NewSeat,
    card_hash: Option<&str>,
    now: Timestamp,
) -> Result<Seat, Error> {
    let round = rounds::find(tx, actor, id)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let NewSeat { stage, jury, person, code } = new;
    known_stage(&round, &stage)?;
    jury.as_deref().map_or(Ok(()), |jury| known_jury(&round, &stage, jury))?;
    let judge = people::find(tx, actor, person)?;
    let seat = Seat { id: tx.id(now), round: id, stage, person, code, jury };
    seats::insert(tx, actor, &seat, card_hash)?;
    let held = people::grants(tx, actor.tenant, person)?;
    let judging = Grant { role: Role::Judge, scope: Scope::Round(id) };
    if !held.contains(&judging) {
        people::grant(tx, actor.tenant, person, judging, now)?;
    }
    let body = json!({ "stage": seat.stage, "code": seat.code, "jury": seat.jury });
    let event = record(tx, actor, Record::new("seat.given", id, seat.id, body).on_behalf_of(behalf), now)?;
    let starts_at = round.document.schedule.roadshows_at.first().copied().unwrap_or(now);
    let stage = if seat.stage == DESK { "书面评审" } else { "路演" };
    let facts = json!({ "stage": stage, "starts_at": starts_at, "place": "" });
    letters::to_people(tx, actor, (&round, event), &[judge.id], (LetterKind::JudgeInvited, facts), now)?;
    Ok(seat)
}

fn known_stage(round: &Round, stage: &str) -> Result<(), Refusal> {
    let rules = &round.document.rules;
    let mut known: Vec<String> = rules.roadshows().enumerate().map(|(n, _)| roadshow(n)).collect();
    known.extend(rules.desk_review().map(|_| DESK.to_owned()));
    if known.iter().any(|k| k == stage) {
        Ok(())
    } else {
        Err(Refusal::rule("/stage", "stage_unknown", json!({ "known": known })))
    }
}

fn known_jury(round: &Round, stage: &str, jury: &str) -> Result<(), Refusal> {
    let mut evenings = round.document.rules.roadshows().enumerate();
    let rule = evenings.find(|(n, _)| roadshow(*n) == stage).map(|(_, rule)| rule);
    let known: Vec<&str> = rule.into_iter().flat_map(Roadshow::juries).collect();
    if known.contains(&jury) { Ok(()) } else { Err(Refusal::rule("/jury", "jury_unknown", json!({ "known": known }))) }
}

/// Keeps a judge away from a proposal: declared by the judge or by the organiser. It cannot be lifted by the judge.
///
/// # Errors
/// [`Refusal::NotYours`] when somebody declares for another; [`storage::Error::Taken`] when it is on record.
pub fn recuse(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: (String, PersonId, String),
    now: Timestamp,
) -> Result<Recusal, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let (stage, person, kind) = new;
    if actor.person() != Some(person) {
        roles::may(actor, &round, Duty::Programme)?;
    }
    known_stage(&round, &stage)?;
    insert(tx, actor, &round, (stage, id, person), (kind, "declared"), now)
}

fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    of: (String, ProposalId, PersonId),
    why: (String, &str),
    now: Timestamp,
) -> Result<Recusal, Error> {
    let (stage, proposal, person) = of;
    let recusal = Recusal { id: tx.id(now), stage, proposal, person, kind: why.0, source: why.1.into() };
    seats::insert_recusal(tx, actor, round, &recusal, now)?;
    let body = json!({ "stage": recusal.stage, "person": person, "kind": recusal.kind, "source": recusal.source });
    record(tx, actor, Record::new("judge.recused", round.id, proposal, body), now)?;
    Ok(recusal)
}

/// Declares conflicts before the first sheet of the evening, or that there are none. Later ones can be added; none can be taken back.
///
/// # Errors
/// [`Refusal::NotYourRole`] without a seat; [`storage::Error::NotFound`] for a proposal of another round.
pub fn declare(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    conflicts: Vec<(ProposalId, String)>,
    now: Timestamp,
) -> Result<Timestamp, Error> {
    let round = rounds::find(tx, actor, id)?;
    roles::may(actor, &round, Duty::Mark)?;
    let (_, stage, _) = crate::roadshows::current(tx, actor, &round)?;
    let person = actor.person().ok_or(Refusal::NotYours)?;
    if seats::find_of(tx, actor, &round, &stage, person)?.is_none() {
        return Err(Refusal::NotYourRole { needs: vec![Role::Judge] }.into());
    }
    let known = seats::list_recusals(tx, actor, &round, &stage)?;
    let all = proposals::list(tx, actor, &round)?;
    let declared = declarations::find_of(tx, actor, &round, &stage, person)?;
    let count = conflicts.len();
    for (proposal, kind) in conflicts {
        if all.iter().all(|p| p.id != proposal) {
            return Err(storage::Error::NotFound.into());
        }
        if !known.iter().any(|r| r.person == person && r.proposal == proposal) {
            insert(tx, actor, &round, (stage.clone(), proposal, person), (kind, "declared"), now)?;
        }
    }
    if let Some(at) = declared {
        return Ok(at);
    }
    declarations::insert(tx, actor, &round, (&stage, person), now)?;
    let body = json!({ "stage": stage, "conflicts": count });
    record(tx, actor, Record::new("judge.declared", id, person, body), now)?;
    Ok(now)
}

/// Prints a new card for a seat; the old one and the devices that it opened are worthless from then on.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`storage::Error::NotFound`].
pub fn reprint(tx: &mut Tx<'_>, actor: &Actor, id: SeatId, card_hash: &str, now: Timestamp) -> Result<Seat, Error> {
    let seat = end_session(tx, actor, id, now)?;
    seats::set_card(tx, id, Some(card_hash))?;
    record(tx, actor, Record::new("card.reprinted", seat.round, id, json!({ "code": seat.code })), now)?;
    Ok(seat)
}

/// Ends the session of a judge's device; the card stays good.
///
/// # Errors
/// As [`reprint`].
pub fn revoke(tx: &mut Tx<'_>, actor: &Actor, id: SeatId, now: Timestamp) -> Result<Seat, Error> {
    let seat = end_session(tx, actor, id, now)?;
    record(tx, actor, Record::new("session.revoked", seat.round, id, json!({ "code": seat.code })), now)?;
    Ok(seat)
}

fn end_session(tx: &mut Tx<'_>, actor: &Actor, id: SeatId, now: Timestamp) -> Result<Seat, Error> {
    let seat = seats::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, seat.round)?;
    roles::may(actor, &round, Duty::Stage)?;
    sessions::revoke_in_round(tx, actor.tenant, seat.person.0, round.id, now)?;
    Ok(seat)
}

/// A seat with whoever sits there.
#[derive(Debug, Clone, PartialEq)]
pub struct Seated {
    /// The seat.
    pub seat: Seat,
    /// The judge's name.
    pub name: String,
    /// When the judge's device was last heard of.
    pub device_seen_at: Option<Timestamp>,
    /// When the judge declared.
    pub declared_at: Option<Timestamp>,
}

/// The seats of the evening that is on or comes next.
///
/// # Errors
/// [`Refusal::NotYourRole`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Seated>, Error> {
    let round = rounds::find(tx, actor, id)?;
    roles::may(actor, &round, Duty::Stage)?;
    let stage = crate::stage::find_evening(tx, actor, id)?.stage.evening;
    let seated = seats::list(tx, actor, &round, &stage)?;
    let ids: Vec<PersonId> = seated.iter().map(|s| s.person).collect();
    let judges = people::list(tx, actor, &ids)?;
    let seen = sessions::list_seen(tx, actor.tenant, id, SessionKind::Judge)?;
    let declared = declarations::list(tx, actor, &round, &stage)?;
    let shown = |seat: Seat| Seated {
        name: judges.iter().find(|j| j.id == seat.person).map(|j| j.name.clone()).unwrap_or_default(),
        device_seen_at: seen.iter().find(|(holder, _)| *holder == seat.person.0).map(|(_, at)| *at),
        declared_at: declared.iter().find(|(who, _)| *who == seat.person).map(|(_, at)| *at),
        seat,
    };
    Ok(seated.into_iter().map(shown).collect())
}

/// Finds every conflict between the judges of a stage and these proposals that nobody has declared, and recuses for it.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn find_conflicts(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    stage: &str,
    among: &[Proposal],
    now: Timestamp,
) -> Result<(), Error> {
    for (proposal, person, kind) in list_untold(tx, actor, round, (stage, among))? {
        let of = (stage.to_owned(), proposal, person);
        insert(tx, &Actor::clock(actor.tenant), round, of, (kind, "found"), now)?;
    }
    Ok(())
}

/// Every conflict between the judges of a stage and these proposals that is not on record yet, with its code.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn list_untold(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    of: (&str, &[Proposal]),
) -> Result<Vec<(ProposalId, PersonId, String)>, Error> {
    let (stage, among) = of;
    let mut found = Vec::new();
    let known = seats::list_recusals(tx, actor, round, stage)?;
    let hostings = rounds::list_hostings(tx, actor, round.id)?;
    for seat in seats::list(tx, actor, round, stage)? {
        let ties = people::ties(tx, actor, seat.person)?;
        let tied: Vec<Tied<'_>> =
            ties.iter().map(|t| Tied { organisation: t.organisation, relation: &t.relation }).collect();
        for proposal in among {
            let host = hostings.iter().find(|h| h.applicant == proposal.applicant).map(|h| h.host);
            let behind = Behind {
                applicant: proposal.applicant,
                partners: proposal.partners.clone(),
                host,
                community: proposal.community,
            };
            let declared = known.iter().any(|r| r.person == seat.person && r.proposal == proposal.id);
            let kind = conflict(&tied, &behind).filter(|_| !declared);
            found.extend(kind.map(|kind| (proposal.id, seat.person, kind)));
        }
    }
    Ok(found)
}

/// Refuses a judge who is kept away from this proposal, or belongs to those behind it.
///
/// # Errors
/// [`Refusal::NotYourRole`] without a seat in the stage; [`Refusal::Conflicted`] with `recused`.
pub(crate) fn may_mark<C>(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    (stage, slot): (&str, Option<SlotId>),
    proposal: &Proposal<C>,
) -> Result<Place, Error> {
    let person = actor.person().ok_or(Refusal::NotYours)?;
    let place = seats::find_place(tx, actor, round, (panel(stage), slot), (person, proposal))?;
    let place = place.ok_or_else(|| Refusal::NotYourRole { needs: vec![Role::Judge] })?;
    if let Some(kind) = &place.recused {
        return Err(Refusal::Conflicted { code: "recused", facts: json!({ "kind": kind }) }.into());
    }
    let mut bodies = workflow::proposals::bodies(proposal);
    bodies.extend(place.host);
    roles::independent_of(actor, &bodies)?;
    Ok(place)
}

/// Refuses a sheet of a judge who has not declared for this evening.
///
/// # Errors
/// [`Refusal::NotNow`] with `declaration_missing`.
pub(crate) fn has_declared(place: &Place) -> Result<(), Refusal> {
    match place.declared_at {
        Some(_) => Ok(()),
        None => Err(Refusal::not_now("declaration_missing", json!({}))),
    }
}

/// Opens the session of a judge's card; a new device ends the old one. The card is good until its round is sealed.
///
/// # Errors
/// [`storage::Error::NotFound`] for an unknown card; [`Refusal::WrongState`] once the results are sealed.
pub fn open_session(
    tx: &mut Tx<'_>,
    tenant: TenantId,
    card_hash: &str,
    refresh_hash: String,
    now: Timestamp,
) -> Result<(Seat, Person, Session), Error> {
    let seat = seats::find_by_card_unscoped(tx, tenant, card_hash)?;
    let round = rounds::find(tx, &Actor::clock(tenant), seat.round)?;
    if !workflow::roadshows::card_is_good(round.state) {
        return Err(Refusal::WrongState { command: "open_card", state: round.state.as_str() }.into());
    }
    sessions::revoke_in_round(tx, tenant, seat.person.0, round.id, now)?;
    let holder = (SessionKind::Judge, seat.person.0, Some(round.id));
    let session = crate::sessions::insert(tx, tenant, holder, refresh_hash, now)?;
    let actor = Actor { who: Who::Person(seat.person), tenant, grants: Vec::new(), bound_to: Some(round.id) };
    record(tx, &actor, Record::new("card.opened", round.id, seat.id, json!({ "code": seat.code })), now)?;
    let judge = people::find(tx, &actor, seat.person)?;
    Ok((seat, judge, session))
}
