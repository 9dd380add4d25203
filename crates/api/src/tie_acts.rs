//! What people enter for ties over HTTP: the count of a second vote, the chair's decision.

use crate::call::Signed;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::Valid;
use crate::views::{At, Page};
use actix_web::{HttpResponse, get, post, web};
use app::paper::Copied;
use app::tie_acts::{Content, Open, TieAct};
use model::RoundId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(list).service(second_vote).service(chair_decision);
}

/// What puts equal proposals into order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TieActView {
    /// `second_vote` or `chair_decision`.
    act: &'static str,
    /// The rank that was shared.
    rank: i64,
    at: At,
    /// For a second vote: how many judges voted for each, by code.
    votes: BTreeMap<String, i64>,
    /// For the chair's decision: the codes, best first.
    order: Vec<String>,
    /// For the chair's decision: why.
    reason: Option<String>,
}

impl From<&TieAct> for TieActView {
    fn from(act: &TieAct) -> Self {
        let (votes, order, reason) = match act.content.clone() {
            Content::SecondVote { votes } => (votes, Vec::new(), None),
            Content::ChairDecision { order, reason } => (BTreeMap::new(), order, Some(reason)),
        };
        Self { act: act.content.link(), rank: act.rank, at: At(act.at), votes, order, reason }
    }
}

/// How the panel voted among proposals that are equal.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SecondVoteForm {
    /// How many judges voted for each of the equal proposals, by code; each judge has one vote.
    #[validate(length(min = 2, max = 500))]
    votes: BTreeMap<String, i64>,
}

/// What became of an entry.
#[derive(Debug, Serialize, ToSchema)]
struct EnteredView {
    /// `awaiting_second` until a second person enters the same, then `decided`.
    #[schema(value_type = String)]
    state: &'static str,
}

async fn enter(call: Signed, id: RoundId, content: Content) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| {
        let state = match app::tie_acts::enter(tx, actor, id, content, now)?.1 {
            Copied::AwaitingSecond => "awaiting_second",
            Copied::Agreed => "decided",
        };
        Ok(EnteredView { state })
    })
    .await
}

/// Enter the count of a second vote of the panel; a second person must enter the same.
#[utoipa::path(tag = "roadshow", request_body = SecondVoteForm, responses((status = 200, body = EnteredView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/second-votes")]
async fn second_vote(
    call: Signed,
    id: web::Path<RoundId>,
    form: Valid<SecondVoteForm>,
) -> Result<HttpResponse, Problem> {
    enter(call, *id, Content::SecondVote { votes: form.0.votes }).await
}

/// What the chair decides among proposals that are equal.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChairDecisionForm {
    /// The codes of the equal proposals, best first.
    #[validate(length(min = 2, max = 500))]
    order: Vec<String>,
    /// Why; it is kept with the result and shown to those who check it.
    #[validate(length(min = 1, max = 1000))]
    reason: String,
}

/// Decide as the chair of the round. Where the chair is kept away from one of the proposals, or nobody was named, two of the organiser's officers enter the same.
#[utoipa::path(tag = "roadshow", request_body = ChairDecisionForm, responses((status = 200, body = EnteredView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/chair-decisions")]
async fn chair_decision(
    call: Signed,
    id: web::Path<RoundId>,
    form: Valid<ChairDecisionForm>,
) -> Result<HttpResponse, Problem> {
    let ChairDecisionForm { order, reason } = form.0;
    enter(call, *id, Content::ChairDecision { order, reason }).await
}

/// A proposal that is equal to another.
#[derive(Debug, Serialize, ToSchema)]
struct EqualView {
    code: String,
    title: String,
}

/// Proposals that are equal to the last, and what puts them into order.
#[derive(Debug, Serialize, ToSchema)]
struct OpenTieView {
    /// The rank that is shared.
    rank: i64,
    /// `lot`, `second_vote` or `chair_decision`.
    #[schema(value_type = String)]
    act: scoring::rules::Link,
    /// Whether the chair decides alone; else lots are drawn, or two officers enter the same.
    by_chair: bool,
    proposals: Vec<EqualView>,
    /// Whether an entry waits for a second person.
    awaiting_second: bool,
}

impl From<Open> for OpenTieView {
    fn from(of: Open) -> Self {
        let equal = |(code, title)| EqualView { code, title };
        Self {
            rank: of.rank,
            act: of.link,
            by_chair: of.by_chair,
            proposals: of.proposals.into_iter().map(equal).collect(),
            awaiting_second: of.is_awaiting,
        }
    }
}

/// The proposals that are equal to the last once everybody has pitched; for those who lead the evening and for the chair.
#[utoipa::path(tag = "roadshow", responses((status = 200, body = Page<OpenTieView>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/rounds/{id}/tie-acts")]
async fn list(call: Signed, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::tie_acts::list_open(tx, actor, *id)?;
        Ok(Page::whole(found.into_iter().map(OpenTieView::from).collect()))
    })
    .await
}
