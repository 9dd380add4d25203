//! What a plan is made from: the seats at the desk, the proposals that wait there, who is kept away from what, and what was asked and reviewed so far.

use crate::Error;
use crate::seats::{DESK, list_untold};
use model::{Actor, Code, PersonId, Proposal, ProposalId, ProposalState, Round};
use scoring::assign::{Balance, Conflict, Judge, Pair, Plan, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::seats::Seat;
use storage::{Tx, assignments, people, proposals, reviews, rounds, seats};
use workflow::{Fault, Refusal};

/// The conflict of somebody who holds a role for a body behind a proposal.
const BELONGS: &str = "belongs_to_those_behind_it";

/// What people wish of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// How many reviewers each proposal gets; `None`: as many as the round's rules say.
    pub per_proposal: Option<u32>,
    /// What single judges can take; the others take whatever comes.
    pub loads: Vec<Load>,
    /// The words out of which a lot is drawn among plans that are otherwise equal.
    pub seed_parts: Vec<String>,
}

/// What a judge can take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// The code of the seat.
    pub judge: String,
    /// So many proposals at least.
    pub at_least: u32,
    /// So many at most; `None`: as many as there are.
    pub at_most: Option<u32>,
}

/// Somebody who is asked to review a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The proposal.
    pub proposal: ProposalId,
    /// Its code.
    pub proposal_code: Code,
    /// Its title.
    pub title: String,
    /// Who is asked.
    pub person: PersonId,
    /// The code of their seat.
    pub judge: Code,
}

/// What is known at the desk now.
pub(super) struct Facts {
    /// The proposals that wait for reviews, by code.
    pub(super) proposals: Vec<Proposal>,
    seats: Vec<Seat>,
    kept_away: Vec<(ProposalId, PersonId, String)>,
    asked: Vec<(ProposalId, PersonId)>,
    reviewed: Vec<(ProposalId, PersonId)>,
}

impl Facts {
    /// Reads them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) fn read(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Self, Error> {
        let mut all = proposals::list(tx, actor, round)?;
        all.retain(|p| p.state == ProposalState::Eligible);
        let seats = seats::list(tx, actor, round, DESK)?;
        let recusals = seats::list_recusals(tx, actor, round, DESK)?;
        let mut kept_away: Vec<_> = recusals.into_iter().map(|r| (r.proposal, r.person, r.kind)).collect();
        kept_away.extend(list_untold(tx, actor, round, (DESK, &all))?);
        kept_away.extend(belonging(tx, actor, round, (&seats, &all))?);
        Ok(Self {
            reviewed: reviews::list(tx, &all)?.into_iter().map(|r| (r.proposal, r.reviewer)).collect(),
            asked: assignments::list_asked(tx, actor, round, DESK)?,
            proposals: all,
            seats,
            kept_away,
        })
    }

    /// What is asked for: the wishes held against what is known.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] with `no_desk_review` or `nobody_to_review`; `judge_unknown`, `plan_below_quorum`.
    pub(super) fn request(&self, round: &Round, wishes: &Wishes) -> Result<Request, Refusal> {
        let rule = round.document.rules.desk_review();
        let rule = rule.ok_or_else(|| Refusal::not_now("no_desk_review", json!({})))?;
        if self.proposals.is_empty() {
            return Err(Refusal::not_now("nobody_to_review", json!({})));
        }
        let per_proposal = wishes.per_proposal.map_or(rule.reviewers, i64::from);
        let mut faults = Vec::new();
        if per_proposal < rule.quorum {
            faults.push(Fault::new("/per_proposal", "plan_below_quorum", json!({ "quorum": rule.quorum })));
        }
        for (n, load) in wishes.loads.iter().enumerate() {
            if self.seats.iter().all(|s| s.code.as_str() != load.judge) {
                let facts = json!({ "judge": load.judge });
                faults.push(Fault::new(format!("/loads/{n}/judge"), "judge_unknown", facts));
            }
        }
        Refusal::of(faults)?;
        let conflict = |(proposal, person, reason): &(ProposalId, PersonId, String)| {
            let Pair { proposal, judge } = self.pair(&(*proposal, *person))?;
            Some(Conflict { proposal, judge, reason: reason.clone() })
        };
        Ok(Request {
            proposals: self.proposals.iter().map(|p| p.code.to_string()).collect(),
            judges: self.seats.iter().map(|seat| self.judge(seat, &wishes.loads)).collect(),
            per_proposal: u32::try_from(per_proposal).unwrap_or_default(),
            conflicts: self.kept_away.iter().filter_map(conflict).collect(),
            fits: Vec::new(),
            standing: self.asked.iter().chain(&self.reviewed).filter_map(|of| self.pair(of)).collect(),
            balance: Balance::First,
            seed_parts: wishes.seed_parts.clone(),
        })
    }

    fn judge(&self, seat: &Seat, loads: &[Load]) -> Judge {
        let all = u32::try_from(self.proposals.len()).unwrap_or(u32::MAX);
        let named = loads.iter().find(|load| seat.code.as_str() == load.judge);
        let (at_least, at_most) = named.map_or((0, all), |load| (load.at_least, load.at_most.unwrap_or(all)));
        Judge { code: seat.code.to_string(), at_least, at_most }
    }

    fn pair(&self, of: &(ProposalId, PersonId)) -> Option<Pair> {
        let proposal = self.proposals.iter().find(|p| p.id == of.0)?;
        let seat = self.seats.iter().find(|s| s.person == of.1)?;
        Some(Pair { proposal: proposal.code.to_string(), judge: seat.code.to_string() })
    }

    /// The reviews that are in, of people who are not kept away, which a plan asks of nobody or of others.
    pub(super) fn reviewed_outside(&self, plan: &Plan) -> Vec<Pair> {
        let kept_away = |of: &(ProposalId, PersonId)| self.kept_away.iter().any(|(p, j, _)| (*p, *j) == *of);
        let bound = self.reviewed.iter().filter(|of| !kept_away(of));
        bound.filter_map(|of| self.pair(of)).filter(|pair| !plan.pairs.contains(pair)).collect()
    }

    /// The pairs of a plan as ids.
    pub(super) fn asked(&self, plan: &Plan) -> Vec<(ProposalId, PersonId)> {
        let ids = |pair: &Pair| {
            let proposal = self.proposals.iter().find(|p| p.code.as_str() == pair.proposal)?;
            let seat = self.seats.iter().find(|s| s.code.as_str() == pair.judge)?;
            Some((proposal.id, seat.person))
        };
        plan.pairs.iter().filter_map(ids).collect()
    }
}

/// Whoever holds a role for the applicant, its partners or its host, as the desk itself refuses them.
fn belonging(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    of: (&[Seat], &[Proposal]),
) -> Result<Vec<(ProposalId, PersonId, String)>, Error> {
    let (seats, among) = of;
    let hostings = rounds::list_hostings(tx, actor, round.id)?;
    let mut found = Vec::new();
    for seat in seats {
        let grants = people::grants(tx, actor.tenant, seat.person)?;
        let judge = Actor { who: model::Who::Person(seat.person), tenant: actor.tenant, grants, bound_to: None };
        for proposal in among {
            let mut bodies = workflow::proposals::bodies(proposal);
            bodies.extend(hostings.iter().find(|h| h.applicant == proposal.applicant).map(|h| h.host));
            if workflow::roles::independent_of(&judge, &bodies).is_err() {
                found.push((proposal.id, seat.person, BELONGS.to_owned()));
            }
        }
    }
    Ok(found)
}

/// Who is asked to review what, by proposal and seat.
///
/// # Errors
/// When the database does not answer.
pub(super) fn list_asked(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Asked>, Error> {
    let seats = seats::list(tx, actor, round, DESK)?;
    let all = proposals::list(tx, actor, round)?;
    let shown = |(proposal, person): (ProposalId, PersonId)| {
        let proposal = all.iter().find(|p| p.id == proposal)?;
        let seat = seats.iter().find(|s| s.person == person)?;
        Some(Asked {
            proposal: proposal.id,
            proposal_code: proposal.code.clone(),
            title: proposal.content.title.clone(),
            person,
            judge: seat.code.clone(),
        })
    };
    let asked = assignments::list_asked(tx, actor, round, DESK)?;
    let mut found: Vec<Asked> = asked.into_iter().filter_map(shown).collect();
    found.sort_by(|a, b| (&a.proposal_code, &a.judge).cmp(&(&b.proposal_code, &b.judge)));
    Ok(found)
}
