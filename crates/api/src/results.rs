//! Projects and results for everybody, without signing in and without personal data.

use crate::call::Call;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::stage::{CardView, ResultRow};
use crate::views::Page;
use actix_web::{HttpResponse, get, web};
use app::results::{Project, Results};
use model::rules::{Component, ComponentKind};
use model::{Money, ProposalState, RoundId};
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(projects).service(results);
}

/// A project as everybody may know it.
#[derive(Debug, Serialize, ToSchema)]
struct ProjectView {
    #[serde(flatten)]
    card: CardView,
    /// Where it stands, as far as that is public.
    #[schema(value_type = String)]
    state: ProposalState,
    /// What it was awarded, once that is public.
    #[schema(value_type = Option<i64>)]
    amount_fen: Option<Money>,
    /// The final score, once it is shown.
    score: Option<String>,
    rank: Option<i64>,
}

impl From<Project> for ProjectView {
    fn from(project: Project) -> Self {
        Self {
            card: project.card.into(),
            state: project.state,
            amount_fen: project.amount,
            score: project.result.as_ref().map(|r| r.final_score.clone()),
            rank: project.result.and_then(|r| r.rank),
        }
    }
}

/// The projects that were admitted.
#[utoipa::path(tag = "public", responses((status = 200, body = Page<ProjectView>), (status = 404, body = Problem)))]
#[get("/rounds/{id}/projects")]
async fn projects(call: Call, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::results::list_projects(tx, actor, *id)?;
        Ok(Page::whole(found.into_iter().map(ProjectView::from).collect()))
    })
    .await
}

/// The results as far as they are shown.
#[derive(Debug, Serialize, ToSchema)]
struct ResultsView {
    /// `hidden`, `partial` or `complete`.
    published: String,
    rows: Vec<ResultRow>,
    /// What a final score is made of.
    rules: Vec<ComponentView>,
    /// The SHA-256 of the frozen rules under which the results came about.
    digest: Option<String>,
}

/// One component of a final score.
#[derive(Debug, Serialize, ToSchema)]
struct ComponentView {
    id: String,
    #[schema(value_type = String)]
    kind: ComponentKind,
    weight_percent: u32,
    /// How many totals are dropped on each side, from that many sheets on.
    trim_each_side: Option<u32>,
    trim_from_sheets: Option<u32>,
}

impl From<Component> for ComponentView {
    fn from(component: Component) -> Self {
        Self {
            id: component.id,
            kind: component.kind,
            weight_percent: component.weight,
            trim_each_side: component.trim_each_side,
            trim_from_sheets: component.trim_from_sheets,
        }
    }
}

impl From<Results> for ResultsView {
    fn from(found: Results) -> Self {
        let published = match found.rows.len() {
            0 => "hidden",
            shown if shown < found.pitching => "partial",
            _ => "complete",
        };
        Self {
            published: published.into(),
            rows: found.rows.into_iter().map(ResultRow::from).collect(),
            rules: found.components.into_iter().map(ComponentView::from).collect(),
            digest: found.rules_digest,
        }
    }
}

/// The results with what they are made of, as far as they are shown to everybody.
#[utoipa::path(tag = "public", responses((status = 200, body = ResultsView), (status = 404, body = Problem)))]
#[get("/rounds/{id}/results")]
async fn results(call: Call, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| app::results::list(tx, actor, *id).map(ResultsView::from)).await
}
