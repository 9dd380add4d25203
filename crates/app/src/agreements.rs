//! Agreements: drawn up with their milestones, signed by every party; with the last signature a proposal becomes a project.

use crate::milestones::NewMilestone;
use crate::{Error, Record, letters, record};
use model::{
    Actor, InstalmentId, Money, OrganisationId, Proposal, ProposalId, ProposalState, Role, Round, RoundId, Timestamp,
};
use notification::LetterKind;
use serde_json::json;
pub use storage::agreements::{Agreement, Party};
use storage::payments::Instalment;
use storage::{Tx, agreements, awards, events, notices, organisations, payments, proposals, rounds};
use workflow::Refusal;
use workflow::calendar::{add_days, day_of, end_of};
use workflow::instalments::split;
use workflow::projects::{Command, decide};
use workflow::roles::{self, Duty};

/// Draws up the agreement of a confirmed award: grant, payee, parties, milestones, and the proposal itself as its annex.
///
/// # Errors
/// [`Refusal::WrongState`] before the award is confirmed; `parties_wrong`, `milestones_wrong` against the round's rules.
pub fn draw_up(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: (Vec<OrganisationId>, Vec<NewMilestone>),
    now: Timestamp,
) -> Result<Agreement, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    decide(Command::DrawUp, &proposal, &round, actor)?;
    let (parties, milestones) = new;
    fits(&round, &parties, &milestones)?;
    for party in &parties {
        organisations::find(tx, actor, *party)?;
    }
    let hosting = rounds::find_hosting(tx, actor, round.id, proposal.applicant)?;
    let agreement = Agreement {
        id: tx.id(now),
        proposal: id,
        grant: awards::find(tx, actor, id)?.amount.unwrap_or_default(),
        payee: hosting.map_or(proposal.applicant, |h| h.host),
        parties: parties.into_iter().map(|organisation| Party { organisation, signed: None }).collect(),
        annex_digest: transparency::digest(&proposal.content).map_err(Error::broken)?,
        signed_on: None,
        version: 0,
    };
    agreements::insert(tx, actor, &agreement)?;
    crate::milestones::agree(tx, actor, &proposal, milestones, now)?;
    let behalf = roles::may(actor, &round, Duty::Programme)?;
    let body =
        json!({ "proposal": proposal.code, "grant_fen": agreement.grant, "annex_digest": agreement.annex_digest });
    let event =
        record(tx, actor, Record::new("agreement.drawn_up", round.id, agreement.id, body).on_behalf_of(behalf), now)?;
    let days = round.document.rules.agreement().and_then(|a| a.sign_within_days);
    let due_on = days.map(|days| add_days(day_of(&round.document.calendar, now), days));
    for party in &agreement.parties {
        let to = crate::people::find_contacts(
            tx,
            actor,
            party.organisation,
            &[Role::Applicant, Role::Approver, Role::Operator],
        )?;
        let facts = json!({
            "title": proposal.content.title, "code": proposal.code, "amount_fen": agreement.grant, "due_on": due_on,
        });
        letters::to_people(tx, actor, (&round, event), &to, (LetterKind::AgreementToSign, facts), now)?;
    }
    Ok(agreement)
}

fn fits(round: &Round, parties: &[OrganisationId], milestones: &[NewMilestone]) -> Result<(), Refusal> {
    let rules = &round.document.rules;
    let needed = rules.agreement().map(|a| a.parties.len()).unwrap_or_default();
    if parties.len() != needed || !parties.contains(&round.funder) {
        return Err(Refusal::rule(
            "/parties",
            "parties_wrong",
            json!({ "parties": rules.agreement().map(|a| &a.parties) }),
        ));
    }
    let per_project = rules.delivery().and_then(|d| d.milestones.as_ref()).map_or(0, |m| m.per_project);
    if usize::try_from(per_project).ok() != Some(milestones.len()) {
        return Err(Refusal::rule("/milestones", "milestones_wrong", json!({ "per_project": per_project })));
    }
    let delivery = round.document.schedule.delivery;
    let outside = |m: &&NewMilestone| delivery.is_some_and(|(from, to)| m.due_on < from || m.due_on > to);
    match milestones.iter().find(outside) {
        Some(late) => Err(Refusal::rule("/milestones", "milestone_outside_delivery", json!({ "code": late.code }))),
        None => Ok(()),
    }
}

/// Signs for one party. With the last signature the proposal becomes a project and its instalments are planned.
///
/// # Errors
/// [`Refusal::NotYours`] for who does not belong to the party; [`Refusal::WrongState`] when it has signed.
pub fn sign(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    organisation: OrganisationId,
    now: Timestamp,
) -> Result<Agreement, Error> {
    let proposal = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, proposal.round)?;
    let state = decide(Command::Sign, &proposal, &round, actor)?;
    let old = agreements::find(tx, actor, id)?;
    let person = actor.person().filter(|_| actor.belongs_to(organisation)).ok_or(Refusal::NotYours)?;
    let mut next = old.clone();
    let party = next.parties.iter_mut().find(|p| p.organisation == organisation).ok_or(storage::Error::NotFound)?;
    if party.signed.is_some() {
        return Err(Refusal::WrongState { command: "sign", state: "signed" }.into());
    }
    party.signed = Some((person, now));
    let complete = next.parties.iter().all(|p| p.signed.is_some());
    next.signed_on = complete.then(|| day_of(&round.document.calendar, now));
    agreements::sign(tx, &old, &next)?;
    if complete {
        proposals::advance(tx, &proposal, &proposal.advanced(state))?;
        plan(tx, actor, &round, (&proposal, next.grant), now)?;
    }
    let kind = if complete { "agreement.signed" } else { "agreement.party_signed" };
    let body = json!({ "proposal": proposal.code, "party": organisation, "signed_on": next.signed_on });
    record(tx, actor, Record::new(kind, round.id, next.id, body), now)?;
    Ok(next)
}

fn plan(tx: &mut Tx<'_>, actor: &Actor, round: &Round, of: (&Proposal, Money), now: Timestamp) -> Result<(), Error> {
    let (proposal, grant) = of;
    let delivery = round.document.rules.delivery().ok_or_else(|| Refusal::not_now("no_delivery_stage", json!({})))?;
    for (part, number) in split(grant, delivery).into_iter().zip(1..) {
        let gate = serde_json::to_value(part.gate).map_err(Error::broken)?;
        let instalment = Instalment {
            id: tx.id::<InstalmentId>(now),
            proposal: proposal.id,
            part: number,
            planned: part.amount,
            amount: part.amount,
            gate: gate.as_str().unwrap_or_default().to_owned(),
            state: "planned".into(),
            version: 0,
        };
        payments::insert(tx, actor, &instalment)?;
    }
    Ok(())
}

/// Lets every confirmed award lapse that was not signed within the days the round gives; the clock's own act.
///
/// # Errors
/// When the database does not answer.
pub fn turn_due(tx: &mut Tx<'_>, clock: &Actor, id: RoundId, now: Timestamp) -> Result<(), Error> {
    let round = rounds::find_exclusively(tx, clock, id)?;
    let Some(days) = round.document.rules.agreement().and_then(|a| a.sign_within_days) else {
        return Ok(());
    };
    for proposal in proposals::list(tx, clock, &round)? {
        if proposal.state != ProposalState::Confirmed {
            continue;
        }
        let about = events::list_about(tx, clock, proposal.id.0)?;
        let Some(confirmed) = about.iter().rfind(|e| e.kind == "award.confirmed") else {
            continue;
        };
        let calendar = &round.document.calendar;
        if now >= end_of(calendar, add_days(day_of(calendar, confirmed.at), days)) {
            crate::awards::lapse(tx, clock, (&round, &proposal), "not_signed_in_time", confirmed.id, now)?;
        }
    }
    Ok(())
}

/// The agreement of a proposal.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Agreement, Error> {
    proposals::find(tx, actor, id)?;
    Ok(agreements::find(tx, actor, id)?)
}

/// Whether an objection that is not answered yet freezes a project's money.
///
/// # Errors
/// [`Refusal::NotNow`] with `objection_open`.
pub(crate) fn unfrozen(tx: &mut Tx<'_>, actor: &Actor, of: (&Round, &Proposal)) -> Result<(), Error> {
    let (round, proposal) = of;
    let open = notices::list_objections(tx, actor, round)?
        .into_iter()
        .find(|o| o.proposal == proposal.id && o.state == "inquiry");
    match open {
        Some(open) => Err(Refusal::not_now("objection_open", json!({ "objection": open.code })).into()),
        None => Ok(()),
    }
}
