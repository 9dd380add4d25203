//! Lots over HTTP: commitments, drawings, and all of them for everybody.

use crate::call::{Call, Signed};
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::Valid;
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, web};
use app::draws::{Draw, DrawCommitment, NewCommitment, Words};
use app::roadshows::OrderDraw;
use model::{DrawCommitmentId, RoundId};
use scoring::draw::Transcript;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(draw).service(list).service(commit).service(commitments);
}

/// What is published before lots are drawn.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct CommitmentForm {
    /// The SHA-256 of 32 random bytes, as 64 lower-case hex digits.
    #[validate(length(equal = 64))]
    commitment: String,
    /// Which public number of a later hour is the last word, such as a lottery draw or a round of a public beacon.
    #[validate(length(min = 1, max = 200))]
    beacon: String,
}

/// What was published before lots are drawn.
#[derive(Debug, Serialize, ToSchema)]
struct CommitmentView {
    #[schema(value_type = uuid::Uuid)]
    id: DrawCommitmentId,
    commitment: String,
    beacon: String,
    at: At,
    /// `open` or `used`.
    state: &'static str,
}

impl From<DrawCommitment> for CommitmentView {
    fn from(c: DrawCommitment) -> Self {
        let state = if c.draw.is_none() { "open" } else { "used" };
        Self { id: c.id, commitment: c.digest, beacon: c.beacon, at: At(c.at), state }
    }
}

/// Publish a commitment, before anybody can know what will be drawn.
#[utoipa::path(tag = "roadshow", request_body = CommitmentForm, responses((status = 200, body = CommitmentView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/draw-commitments")]
async fn commit(call: Signed, id: web::Path<RoundId>, form: Valid<CommitmentForm>) -> Result<HttpResponse, Problem> {
    let new = NewCommitment { digest: form.0.commitment, beacon: form.0.beacon };
    call.act(move |tx, actor, now| app::draws::commit(tx, actor, *id, new, now).map(CommitmentView::from)).await
}

/// The commitments of a round.
#[utoipa::path(tag = "roadshow", params(PageQuery), responses((status = 200, body = Page<CommitmentView>), (status = 404, body = Problem)))]
#[get("/rounds/{id}/draw-commitments")]
async fn commitments(
    call: Call,
    id: web::Path<RoundId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::draws::list_commitments(tx, actor, *id)?;
        Page::cut(found.into_iter().map(CommitmentView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// The words out of which lots are drawn.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct DrawForm {
    /// `order` for the running order, `tie` for proposals that are still equal.
    #[validate(custom(function = "is_purpose"))]
    purpose: String,
    /// The rank that is shared, for a tie.
    rank: Option<i64>,
    /// The words that people say; with a commitment the last of them is what the beacon said.
    #[validate(length(min = 1, max = 20))]
    seed_parts: Vec<String>,
    /// Who pitches on this evening, by code, for a running order; absent: all who have no place yet.
    #[validate(length(min = 1, max = 500))]
    codes: Option<Vec<String>>,
    /// The commitment that is used; an open one must be.
    #[schema(value_type = Option<uuid::Uuid>)]
    commitment: Option<DrawCommitmentId>,
    /// The 32 bytes that were committed to, as 64 lower-case hex digits; they become the first word. Absent when they are withheld: the first word is then empty.
    #[validate(length(equal = 64))]
    reveal: Option<String>,
}

fn is_purpose(text: &str) -> Result<(), ValidationError> {
    if matches!(text, "order" | "tie") { Ok(()) } else { Err(ValidationError::new("purpose_unknown")) }
}

/// Everything that is needed to draw again.
#[derive(Debug, Serialize, ToSchema)]
struct DrawView {
    domain: String,
    seed_parts: Vec<String>,
    codes: Vec<String>,
    key_hex: String,
    order: Vec<String>,
}

impl From<Transcript> for DrawView {
    fn from(t: Transcript) -> Self {
        Self { domain: t.domain, seed_parts: t.seed_parts, codes: t.codes, key_hex: t.key_hex, order: t.order }
    }
}

/// Draw lots in public: the running order, which begins the roadshow, or a tie.
#[utoipa::path(tag = "roadshow", request_body = DrawForm, responses((status = 200, body = DrawView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/draws")]
async fn draw(call: Signed, id: web::Path<RoundId>, form: Valid<DrawForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let words = Words { commitment: f.commitment, reveal: f.reveal, said: f.seed_parts };
    call.act(move |tx, actor, now| {
        let drawn = match f.rank.filter(|_| f.purpose == "tie") {
            Some(rank) => app::roadshows::draw_lots(tx, actor, *id, (rank, words), now)?,
            None => {
                let of = OrderDraw { words, codes: f.codes.unwrap_or_default() };
                app::roadshows::draw_order(tx, actor, *id, &of, now)?
            }
        };
        Ok(DrawView::from(drawn))
    })
    .await
}

/// A drawing that was held.
#[derive(Debug, Serialize, ToSchema)]
struct DrawnView {
    stage: String,
    /// `order` or `tie`.
    purpose: String,
    /// The rank that was shared, for a tie.
    rank: Option<i64>,
    at: At,
    /// What was published before; its reveal is the first word.
    commitment: Option<CommitmentView>,
    /// Domain, words, codes, key and order.
    #[schema(value_type = DrawView)]
    transcript: serde_json::Value,
}

impl From<(Draw, Option<DrawCommitment>)> for DrawnView {
    fn from((d, commitment): (Draw, Option<DrawCommitment>)) -> Self {
        Self {
            stage: d.stage,
            purpose: d.purpose,
            rank: d.rank,
            at: At(d.at),
            commitment: commitment.map(CommitmentView::from),
            transcript: d.transcript,
        }
    }
}

/// Every drawing of a round, so that anybody can draw again.
#[utoipa::path(tag = "roadshow", responses((status = 200, body = Page<DrawnView>), (status = 404, body = Problem)))]
#[get("/rounds/{id}/draws")]
async fn list(call: Call, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::draws::list(tx, actor, *id)?;
        Ok(Page::whole(found.into_iter().map(DrawnView::from).collect()))
    })
    .await
}
