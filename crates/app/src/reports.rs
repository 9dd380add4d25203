//! The report of a round: every figure of it, computed from what is stored, in codes and numbers without sentences.
//!
//! It is what organisers hand to the district, what overseers check, and what the demo compares with figures computed elsewhere.
#![expect(clippy::indexing_slicing, reason = "a JSON value answers null for a key that is not there, and never panics")]

mod clocks;
mod delivery;
mod money;
mod selection;
mod statistics;

use crate::Error;
use model::{Actor, Organisation, OrganisationId, Proposal, ProposalId, ProposalState, Round, RoundId, Timestamp};
use serde_json::{Value, json};
use std::collections::HashMap;
use storage::awards::Award;
use storage::checks::Check;
use storage::evaluations::Evaluation;
use storage::milestones::Milestone;
use storage::notices::{Notice, Objection};
use storage::{
    Tx, agreements, awards, checks, evaluations, events, milestones, notices, organisations, proposals, rounds,
};
use workflow::roles::{self, Duty};

/// Everything that the parts of the report read, loaded once.
struct Book {
    round: Round,
    /// What was handed in, by code.
    submitted: Vec<Proposal>,
    /// What is funded, in the order of award.
    funded: Vec<Proposal>,
    organisations: HashMap<OrganisationId, Organisation>,
    checks: Vec<Check>,
    awards: Vec<Award>,
    notices: Vec<Notice>,
    objections: Vec<Objection>,
    agreements: Vec<agreements::Agreement>,
    milestones: Vec<Milestone>,
    evaluations: Vec<Evaluation>,
    events: Vec<events::Written>,
    now: Timestamp,
}

/// The report of a round, for those who run, fund, evaluate or oversee it.
///
/// # Errors
/// [`workflow::Refusal::NotYourRole`].
pub fn view(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Value, Error> {
    let round = rounds::find(tx, actor, id)?;
    let duties = [Duty::Oversee, Duty::Fund, Duty::Evaluate];
    if duties.into_iter().all(|duty| roles::may(actor, &round, duty).is_err()) {
        roles::may(actor, &round, Duty::Programme)?;
    }
    let book = open(tx, actor, round, now)?;
    let mut report = json!({ "format": "weiguang-season-expected/2" });
    let parts = [
        selection::view(tx, actor, &book)?,
        money::view(tx, actor, &book)?,
        delivery::view(tx, &book)?,
        statistics::view(tx, actor, &book)?,
        json!({ "clocks": clocks::view(&book)? }),
        json!({ "what_if_before_notice": crate::standings::in_report(tx, actor, id)? }),
    ];
    if let Some(fields) = report.as_object_mut() {
        for part in parts {
            if let Value::Object(part) = part {
                fields.extend(part);
            }
        }
    }
    Ok(report)
}

fn open(tx: &mut Tx<'_>, actor: &Actor, round: Round, now: Timestamp) -> Result<Book, Error> {
    let all = proposals::list(tx, actor, &round)?;
    let submitted: Vec<Proposal> = all.into_iter().filter(|p| p.submitted_at.is_some()).collect();
    let mut awards = awards::list(tx, actor, &round)?;
    awards.sort_by_key(|a| round.document.rules.tracks.iter().position(|t| t.id == a.track));
    let mut funded: Vec<Proposal> = submitted.iter().filter(|p| is_funded(p)).cloned().collect();
    let place = |p: &Proposal| awards.iter().find(|a| a.proposal == p.id).map(|a| (a.track.clone(), a.award_order));
    funded.sort_by_key(|p| place(p));
    let organisations = organisations::list(tx, actor)?.into_iter().map(|o| (o.id, o)).collect();
    let kinds = ["award.cancelled", "award.lapsed", "award.reserve_promoted"];
    Ok(Book {
        checks: checks::list(tx, &submitted)?,
        notices: notices::list(tx, actor, &round)?,
        objections: notices::list_objections(tx, actor, &round)?,
        agreements: agreements::list(tx, &funded)?,
        milestones: milestones::list(tx, &funded)?,
        evaluations: evaluations::list(tx, &funded)?,
        events: events::list_of_round(tx, actor, round.id, &kinds)?,
        round,
        submitted,
        funded,
        organisations,
        awards,
        now,
    })
}

const fn is_funded(p: &Proposal) -> bool {
    use ProposalState as S;
    matches!(
        p.state,
        S::Confirmed | S::Agreed | S::Active | S::Rectifying | S::MidPassed | S::Terminated | S::Graded | S::Closed
    )
}

impl Book {
    fn code(&self, id: OrganisationId) -> Value {
        self.organisations.get(&id).map_or(Value::Null, |o| json!(o.code))
    }

    fn proposal(&self, id: ProposalId) -> Option<&Proposal> {
        self.submitted.iter().find(|p| p.id == id)
    }

    fn award(&self, id: ProposalId) -> Option<&Award> {
        self.awards.iter().find(|a| a.proposal == id)
    }

    fn evaluation(&self, id: ProposalId, kind: &str) -> Option<&Evaluation> {
        self.evaluations.iter().find(|e| e.proposal == id && e.kind == kind)
    }

    /// The same projects by code, as most tables list them.
    fn by_code(&self) -> Vec<&Proposal> {
        let mut all: Vec<&Proposal> = self.funded.iter().collect();
        all.sort_by(|a, b| a.code.cmp(&b.code));
        all
    }
}
