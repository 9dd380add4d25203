//! Residents' votes over HTTP: the resident's own list, how many have voted, and what comes on paper.

use crate::call::Signed;
use crate::judging::RoundNameView;
use crate::problem::Problem;
use crate::roadshows::is_choice;
use crate::routes::Routes;
use crate::stage::CardView;
use crate::valid::Valid;
use actix_web::{HttpResponse, get, post, web};
use app::ballots::{JurorCount, Voting};
use app::paper::Copied;
use model::{Code, Mark, PersonId, ProposalId, RoundId, SlotId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(voting).service(count).service(paper_ballot).service(paper_sheet);
}

/// A resident's own list.
#[derive(Debug, Serialize, ToSchema)]
struct VotingView {
    round: RoundNameView,
    /// The resident's code.
    code: String,
    slots: Vec<VotingSlotView>,
}

/// A slot as a resident sees it.
#[derive(Debug, Serialize, ToSchema)]
struct VotingSlotView {
    #[schema(value_type = uuid::Uuid)]
    id: SlotId,
    position: i64,
    /// `waiting`, `scoring` or `sealed`.
    state: String,
    /// `closed` or `open`.
    voting: String,
    proposal: CardView,
    /// The resident's own choice: `approve`, `oppose`, or `excluded` from this vote.
    choice: Option<String>,
}

impl From<Voting> for VotingView {
    fn from(found: Voting) -> Self {
        let slots = found.slots.into_iter().map(|(slot, card, choice)| VotingSlotView {
            id: slot.id,
            position: slot.position,
            state: slot.state,
            voting: slot.voting,
            proposal: card.into(),
            choice,
        });
        Self {
            slots: slots.collect(),
            round: RoundNameView { id: found.round.id, title: found.round.name },
            code: found.juror.code.to_string(),
        }
    }
}

/// What the resident who asks can vote on, and how they voted.
#[utoipa::path(tag = "voting", responses((status = 200, body = VotingView), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/rounds/{id}/voting")]
async fn voting(call: Signed, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| app::ballots::find_voting(tx, actor, *id).map(VotingView::from)).await
}

/// How many credentials there are: used and unused add up to those issued.
#[derive(Debug, Serialize, ToSchema)]
struct JurorCountView {
    issued: i64,
    used: i64,
    unused: i64,
    /// Paper ballots that one person copied and a second has not; they do not count yet.
    awaiting_second: i64,
}

/// How many residents have a vote, and how many have used it.
#[utoipa::path(tag = "voting", responses((status = 200, body = JurorCountView), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/rounds/{id}/jurors/count")]
async fn count(call: Signed, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let JurorCount { issued, used, awaiting_second } = app::ballots::list_count(tx, actor, *id)?;
        Ok(JurorCountView { issued, used, unused: issued.saturating_sub(used), awaiting_second })
    })
    .await
}

/// A ballot on paper.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaperBallotForm {
    /// The resident's code.
    #[schema(value_type = String)]
    juror: Code,
    /// `approve` or `oppose`.
    #[validate(custom(function = "is_choice"))]
    choice: String,
}

/// What became of a copy.
#[derive(Debug, Serialize, ToSchema)]
struct PaperBallotView {
    /// `awaiting_second` or `counted`.
    state: String,
}

/// Copy a paper ballot; a second person must copy the same. A resident who voted already is refused.
#[utoipa::path(tag = "voting", request_body = PaperBallotForm, responses((status = 200, body = PaperBallotView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/proposals/{id}/paper-ballots")]
async fn paper_ballot(
    call: Signed,
    id: web::Path<ProposalId>,
    form: Valid<PaperBallotForm>,
) -> Result<HttpResponse, Problem> {
    let of = (form.0.juror, form.0.choice);
    call.act(move |tx, actor, now| {
        let state = match app::ballots::copy_paper(tx, actor, *id, of, now)? {
            Copied::AwaitingSecond => "awaiting_second",
            Copied::Agreed => "counted",
        };
        Ok(PaperBallotView { state: state.into() })
    })
    .await
}

/// A judge's sheet on paper.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaperSheetForm {
    #[schema(value_type = uuid::Uuid)]
    judge: PersonId,
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    marks: BTreeMap<String, Mark>,
    #[validate(length(max = 2000))]
    comment: Option<String>,
}

/// What became of a copy.
#[derive(Debug, Serialize, ToSchema)]
struct PaperSheetView {
    /// `awaiting_second` or `signed`.
    state: String,
}

/// Copy a judge's signed paper; a second person must copy the same.
#[utoipa::path(tag = "judging", request_body = PaperSheetForm, responses((status = 200, body = PaperSheetView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/proposals/{id}/paper-sheets")]
async fn paper_sheet(
    call: Signed,
    id: web::Path<ProposalId>,
    form: Valid<PaperSheetForm>,
) -> Result<HttpResponse, Problem> {
    let new = (form.0.judge, form.0.marks, form.0.comment);
    call.act(move |tx, actor, now| {
        let state = match app::paper::copy(tx, actor, *id, new, now)? {
            Copied::AwaitingSecond => "awaiting_second",
            Copied::Agreed => "signed",
        };
        Ok(PaperSheetView { state: state.into() })
    })
    .await
}
