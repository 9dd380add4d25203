//! Judges over HTTP: the round pack, the declaration, and the seats as the host sees them.

use crate::call::Signed;
use crate::panels::RecusalView;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::stage::CardView;
use crate::valid::{Nothing, Valid};
use crate::views::{At, Page, PageQuery};
use actix_web::{HttpResponse, delete, get, post, web};
use app::judging::{Pack, Pitch};
use app::seats::Seated;
use model::rules::{Criterion, MarkBand, Rubric};
use model::{Mark, ProposalId, RoundId, SeatId, SlotId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(pack).service(declare).service(seats).service(reprint).service(revoke);
}

/// Everything a judge's phone needs for an evening.
#[derive(Debug, Serialize, ToSchema)]
struct PackView {
    round: RoundNameView,
    judge: JudgeView,
    /// The panel.
    stage: String,
    declared_at: Option<At>,
    /// Whether nothing counts: this is practice.
    rehearsal: bool,
    rubric: RubricView,
    proposals: Vec<PitchView>,
}

/// A round by name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RoundNameView {
    #[schema(value_type = uuid::Uuid)]
    pub(crate) id: RoundId,
    pub(crate) title: String,
}

/// A judge by code and name.
#[derive(Debug, Serialize, ToSchema)]
struct JudgeView {
    code: String,
    name: String,
}

/// What is marked.
#[derive(Debug, Serialize, ToSchema)]
struct RubricView {
    /// The smallest difference between two marks.
    #[schema(value_type = String)]
    step: Mark,
    criteria: Vec<CriterionView>,
    comment_required: Option<CommentView>,
}

/// A criterion.
#[derive(Debug, Serialize, ToSchema)]
struct CriterionView {
    id: String,
    name: String,
    /// The highest mark, in points.
    max: i64,
    /// Named bands of marks, best first; empty where a judge marks freely.
    bands: Vec<BandView>,
}

/// A named band of marks, both ends included.
#[derive(Debug, Serialize, ToSchema)]
struct BandView {
    name: String,
    #[schema(value_type = String)]
    from: Mark,
    #[schema(value_type = String)]
    to: Mark,
}

/// When a sheet needs a comment: for a total below the one or above the other.
#[derive(Debug, Serialize, ToSchema)]
struct CommentView {
    #[schema(value_type = String)]
    total_below: Mark,
    #[schema(value_type = String)]
    total_above: Mark,
}

impl From<Rubric> for RubricView {
    fn from(rubric: Rubric) -> Self {
        let band = |b: MarkBand| BandView { name: b.name, from: b.from, to: b.to };
        let criterion = |c: Criterion| CriterionView {
            id: c.id,
            name: c.name,
            max: c.max,
            bands: c.bands.into_iter().map(band).collect(),
        };
        Self {
            step: rubric.step,
            criteria: rubric.criteria.into_iter().map(criterion).collect(),
            comment_required: rubric
                .comment_required
                .map(|c| CommentView { total_below: c.total_below, total_above: c.total_above }),
        }
    }
}

/// A project as the judge sees it.
#[derive(Debug, Serialize, ToSchema)]
struct PitchView {
    #[serde(flatten)]
    card: CardView,
    /// Why it is needed, as the proposal says.
    summary: String,
    position: i64,
    slot: SlotStateView,
    recused: Option<RecusalView>,
    sheet: Option<OwnSheetView>,
}

/// Where a slot stands.
#[derive(Debug, Serialize, ToSchema)]
struct SlotStateView {
    #[schema(value_type = uuid::Uuid)]
    id: SlotId,
    /// `waiting`, `scoring` or `sealed`.
    state: String,
}

/// The judge's own sheet.
#[derive(Debug, Serialize, ToSchema)]
struct OwnSheetView {
    /// `saved`, `signed` or `absent`.
    state: String,
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    marks: BTreeMap<String, Mark>,
    comment: Option<String>,
    version: i64,
    saved_at: At,
    signed_at: Option<At>,
    #[schema(value_type = String)]
    total: Mark,
}

impl From<Pitch> for PitchView {
    fn from(pitch: Pitch) -> Self {
        Self {
            card: pitch.card.into(),
            summary: pitch.summary,
            position: pitch.slot.position,
            slot: SlotStateView { id: pitch.slot.id, state: pitch.slot.state },
            recused: pitch.recused.map(RecusalView::from),
            sheet: pitch.sheet.map(|(sheet, total)| OwnSheetView {
                state: sheet.state,
                marks: sheet.marks,
                comment: sheet.comment,
                version: sheet.version,
                saved_at: At(sheet.saved_at),
                signed_at: sheet.signed_at.map(At),
                total,
            }),
        }
    }
}

impl From<Pack> for PackView {
    fn from(found: Pack) -> Self {
        Self {
            round: RoundNameView { id: found.round.id, title: found.round.name },
            judge: JudgeView { code: found.seat.code.to_string(), name: found.name },
            stage: found.seat.stage,
            declared_at: found.declared_at.map(At),
            rehearsal: found.rehearsal_since.is_some(),
            rubric: found.rule.rubric.into(),
            proposals: found.pitches.into_iter().map(PitchView::from).collect(),
        }
    }
}

/// The round pack of the judge who asks: projects, rubric, own sheets; it is kept on the phone for when the network fails.
#[utoipa::path(tag = "judging", responses((status = 200, body = PackView), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/rounds/{id}/judging")]
async fn pack(call: Signed, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| app::judging::find(tx, actor, *id).map(PackView::from)).await
}

/// What a judge declares before the first sheet.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeclarationForm {
    /// None is a declaration as well.
    #[validate(nested, length(max = 200))]
    conflicts: Vec<ConflictForm>,
}

/// A conflict of interest.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConflictForm {
    #[schema(value_type = uuid::Uuid)]
    proposal: ProposalId,
    /// `coached_applicant`, `family`, `donor`, ...
    #[validate(length(min = 1, max = 60))]
    kind: String,
}

/// When a judge declared.
#[derive(Debug, Serialize, ToSchema)]
struct DeclarationView {
    declared_at: At,
}

/// Declare conflicts, or that there are none; without it no sheet is taken.
#[utoipa::path(tag = "judging", request_body = DeclarationForm, responses((status = 200, body = DeclarationView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/rounds/{id}/declaration")]
async fn declare(call: Signed, id: web::Path<RoundId>, form: Valid<DeclarationForm>) -> Result<HttpResponse, Problem> {
    let conflicts = form.0.conflicts.into_iter().map(|c| (c.proposal, c.kind)).collect();
    call.act(move |tx, actor, now| {
        app::seats::declare(tx, actor, *id, conflicts, now).map(|at| DeclarationView { declared_at: At(at) })
    })
    .await
}

/// A seat with whoever sits there.
#[derive(Debug, Serialize, ToSchema)]
struct SeatedView {
    #[schema(value_type = uuid::Uuid)]
    id: SeatId,
    #[schema(value_type = uuid::Uuid)]
    person: model::PersonId,
    code: String,
    name: String,
    stage: String,
    /// The jury that the seat belongs to; `null` for the round's own panel.
    jury: Option<String>,
    /// When the judge's device was last heard of.
    device_seen_at: Option<At>,
    declared_at: Option<At>,
}

impl From<Seated> for SeatedView {
    fn from(seated: Seated) -> Self {
        Self {
            id: seated.seat.id,
            person: seated.seat.person,
            code: seated.seat.code.to_string(),
            name: seated.name,
            stage: seated.seat.stage,
            jury: seated.seat.jury,
            device_seen_at: seated.device_seen_at.map(At),
            declared_at: seated.declared_at.map(At),
        }
    }
}

/// The seats of the evening that is on or comes next.
#[utoipa::path(tag = "judging", params(PageQuery), responses((status = 200, body = Page<SeatedView>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/rounds/{id}/seats")]
async fn seats(call: Signed, id: web::Path<RoundId>, query: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::seats::list(tx, actor, *id)?;
        Page::cut(found.into_iter().map(SeatedView::from).collect(), &query, |v| v.id.to_string())
    })
    .await
}

/// A new card; its code is shown this once.
#[derive(Debug, Serialize, ToSchema)]
struct NewCardView {
    code: String,
    /// What to print on the judge's card, behind `/j#`.
    card: String,
}

/// Print a new card; the old one and its devices end.
#[utoipa::path(tag = "judging", responses((status = 200, body = NewCardView), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/seats/{id}/card")]
async fn reprint(call: Signed, id: web::Path<SeatId>, _: Valid<Nothing>) -> Result<HttpResponse, Problem> {
    call.act_with_code(
        move |tx, actor, digest, now| {
            app::seats::reprint(tx, actor, *id, digest, now).map(|seat| seat.code.to_string())
        },
        |code, card| NewCardView { code, card },
    )
    .await
}

/// End the session of a judge's device; the card stays good.
#[utoipa::path(tag = "judging", responses((status = 200), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/seats/{id}/session")]
async fn revoke(call: Signed, id: web::Path<SeatId>) -> Result<HttpResponse, Problem> {
    call.act(move |tx, actor, now| app::seats::revoke(tx, actor, *id, now).map(|_| json!({}))).await
}
