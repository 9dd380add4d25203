//! Lots over HTTP: commitments, drawings, and all of them for everybody.

use crate::call::{Call, Signed};
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::Valid;
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, get, post, web};
use app::draws::{CommitmentState, Draw, DrawCommitment, NewCommitment, NewReveal, Times, Words};
use app::roadshows::OrderDraw;
use model::{DrawCommitmentId, RoundId, Timestamp};
use scoring::draw::Transcript;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(draw).service(list).service(commit).service(commitments).service(reveal);
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
    /// The first instant that is too late to reveal; it lies ahead.
    #[schema(value_type = String, format = DateTime)]
    reveal_due: Timestamp,
    /// The first instant at which the beacon can be known; not before the reveal is due.
    #[schema(value_type = String, format = DateTime)]
    beacon_at: Timestamp,
}

/// What is said before the beacon falls.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct RevealForm {
    /// The 32 bytes that were committed to, as 64 lower-case hex digits.
    #[validate(length(equal = 64))]
    reveal: String,
    /// The words of people in the room, in their order.
    #[serde(default)]
    #[validate(length(max = 20))]
    contributions: Vec<String>,
}

/// What was published before lots are drawn.
#[derive(Debug, Serialize, ToSchema)]
struct CommitmentView {
    #[schema(value_type = uuid::Uuid)]
    id: DrawCommitmentId,
    commitment: String,
    beacon: String,
    at: At,
    /// The first instant that is too late to reveal.
    reveal_due: At,
    /// The first instant at which the beacon can be known.
    beacon_at: At,
    /// `open`, `revealed`, `withheld` when it was not revealed in time, or `used`.
    #[schema(value_type = String)]
    state: CommitmentState,
    /// The bytes in hex; `null` before they are revealed, and for ever when they were withheld.
    reveal: Option<String>,
    /// What people in the room said with the reveal.
    contributions: Vec<String>,
    revealed_at: Option<At>,
}

impl CommitmentView {
    fn of(c: DrawCommitment, now: Timestamp) -> Self {
        let state = app::draws::state(&c, now);
        let revealed_at = c.said.as_ref().map(|said| At(said.at));
        let (bytes, contributions) = c.said.map_or((None, Vec::new()), |s| (Some(s.reveal), s.contributions));
        Self {
            id: c.id,
            commitment: c.digest,
            beacon: c.beacon,
            at: At(c.at),
            reveal_due: At(c.reveal_due),
            beacon_at: At(c.beacon_at),
            state,
            reveal: bytes,
            contributions,
            revealed_at,
        }
    }
}

/// Publish a commitment, before anybody can know what will be drawn.
#[utoipa::path(tag = "roadshow", request_body = CommitmentForm, responses((status = 200, body = CommitmentView), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rounds/{id}/draw-commitments")]
async fn commit(call: Signed, id: web::Path<RoundId>, form: Valid<CommitmentForm>) -> Result<HttpResponse, Problem> {
    let f = form.0;
    let times = Times { reveal_due: f.reveal_due, beacon_at: f.beacon_at };
    let new = NewCommitment { digest: f.commitment, beacon: f.beacon, times };
    call.act(move |tx, actor, now| app::draws::commit(tx, actor, *id, new, now).map(|c| CommitmentView::of(c, now)))
        .await
}

/// Reveal what was committed to, before the due instant. What is not revealed in time stays out for good: the empty word is drawn with, and everybody sees it.
#[utoipa::path(tag = "roadshow", request_body = RevealForm, responses((status = 200, body = CommitmentView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/draw-commitments/{id}/reveal")]
async fn reveal(
    call: Signed,
    id: web::Path<DrawCommitmentId>,
    form: Valid<RevealForm>,
) -> Result<HttpResponse, Problem> {
    let new = NewReveal { reveal: form.0.reveal, contributions: form.0.contributions };
    call.act(move |tx, actor, now| app::draws::reveal(tx, actor, *id, new, now).map(|c| CommitmentView::of(c, now)))
        .await
}

/// The commitments of a round.
#[utoipa::path(tag = "roadshow", params(PageQuery), responses((status = 200, body = Page<CommitmentView>), (status = 404, body = Problem)))]
#[get("/rounds/{id}/draw-commitments")]
async fn commitments(
    call: Call,
    id: web::Path<RoundId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, now| {
        let found = app::draws::list_commitments(tx, actor, *id)?;
        let shown = found.into_iter().map(|c| CommitmentView::of(c, now)).collect();
        Page::cut(shown, &query, |v: &CommitmentView| v.id.to_string())
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
    /// The words that people say; with a commitment only what the beacon said, because all others were said with the reveal.
    #[validate(length(min = 1, max = 20))]
    seed_parts: Vec<String>,
    /// Who pitches on this evening, by code, for a running order; absent: all who have no place yet.
    #[validate(length(min = 1, max = 500))]
    codes: Option<Vec<String>>,
    /// The commitment that is used; an open one must be.
    #[schema(value_type = Option<uuid::Uuid>)]
    commitment: Option<DrawCommitmentId>,
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
    let words = Words { commitment: f.commitment, said: f.seed_parts };
    call.act(move |tx, actor, now| {
        let drawn = match f.rank.filter(|_| f.purpose == "tie") {
            Some(rank) => app::tie_acts::draw_lots(tx, actor, *id, (rank, words), now)?,
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

impl DrawnView {
    fn of((d, commitment): (Draw, Option<DrawCommitment>), now: Timestamp) -> Self {
        Self {
            stage: d.stage,
            purpose: d.purpose,
            rank: d.rank,
            at: At(d.at),
            commitment: commitment.map(|c| CommitmentView::of(c, now)),
            transcript: d.transcript,
        }
    }
}

/// Every drawing of a round, so that anybody can draw again.
#[utoipa::path(tag = "roadshow", responses((status = 200, body = Page<DrawnView>), (status = 404, body = Problem)))]
#[get("/rounds/{id}/draws")]
async fn list(call: Call, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, now| {
        let found = app::draws::list(tx, actor, *id)?;
        Ok(Page::whole(found.into_iter().map(|drawn| DrawnView::of(drawn, now)).collect()))
    })
    .await
}
