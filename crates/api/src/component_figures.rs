//! Figures that people enter over HTTP: bonuses, penalties, donations, a score that the panel agreed on.

use crate::call::Signed;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::Valid;
use crate::views::Page;
use actix_web::{HttpResponse, delete, get, put, web};
use app::component_figures::{NewFigure, Standing};
use app::paper::Copied;
use model::rules::ComponentKind;
use model::{Mark, ProposalId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(list).service(enter).service(withdraw);
}

/// A figure out of a paper.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct FigureForm {
    /// Points, or yuan where donations are counted.
    #[schema(value_type = String)]
    figure: Mark,
    /// Out of which paper it is, such as 捐赠收据 12-18 号.
    #[validate(length(min = 1, max = 300))]
    note: String,
}

/// What became of an entry.
#[derive(Debug, Serialize, ToSchema)]
struct FigureView {
    /// `awaiting_second` until a second person enters the same, then `settled`.
    #[schema(value_type = String)]
    state: &'static str,
}

/// Enter a figure; a second person must enter the same. Two people correct it in the same way until the slot is sealed.
#[utoipa::path(tag = "roadshow", request_body = FigureForm, responses((status = 200, body = FigureView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/proposals/{id}/component-figures/{component}")]
async fn enter(
    call: Signed,
    path: web::Path<(uuid::Uuid, String)>,
    form: Valid<FigureForm>,
) -> Result<HttpResponse, Problem> {
    let (id, component) = path.into_inner();
    let (id, new) = (ProposalId(id), NewFigure { component, figure: form.0.figure, note: form.0.note });
    call.act(move |tx, actor, now| {
        let state = match app::component_figures::enter(tx, actor, id, new, now)? {
            Copied::AwaitingSecond => "awaiting_second",
            Copied::Agreed => "settled",
        };
        Ok(FigureView { state })
    })
    .await
}

/// Take back one's own entry that waits for a second person.
#[utoipa::path(tag = "roadshow", responses((status = 200), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/proposals/{id}/component-figures/{component}")]
async fn withdraw(call: Signed, path: web::Path<(uuid::Uuid, String)>) -> Result<HttpResponse, Problem> {
    let (id, component) = path.into_inner();
    call.act(move |tx, actor, now| app::component_figures::withdraw(tx, actor, ProposalId(id), &component, now)).await
}

/// A component whose figure people enter.
#[derive(Debug, Serialize, ToSchema)]
struct EnteredFigureView {
    /// The component's id.
    component: String,
    /// `panel_consensus`, `donation_share`, `bonus` or `penalty`.
    #[schema(value_type = String)]
    kind: ComponentKind,
    /// The most that counts of a bonus or penalty.
    #[schema(value_type = Option<String>)]
    cap: Option<Mark>,
    /// What counts; null while there is none.
    #[schema(value_type = Option<String>)]
    figure: Option<Mark>,
    /// Out of which paper it is.
    note: Option<String>,
    /// Whether an entry waits for a second person.
    awaiting_second: bool,
    /// One's own entry that waits; another's is not shown.
    #[schema(value_type = Option<String>)]
    own: Option<Mark>,
}

impl From<Standing> for EnteredFigureView {
    fn from(of: Standing) -> Self {
        let (figure, note) = of.settled.map_or((None, None), |found| (Some(found.figure), Some(found.note)));
        Self {
            component: of.component.id,
            kind: of.component.kind,
            cap: of.component.cap,
            figure,
            note,
            awaiting_second: of.is_awaiting,
            own: of.own.map(|own| own.figure),
        }
    }
}

/// The components whose figures people enter, and where each stands for this proposal; for those who lead the evening.
#[utoipa::path(tag = "roadshow", responses((status = 200, body = Page<EnteredFigureView>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/proposals/{id}/component-figures")]
async fn list(call: Signed, id: web::Path<ProposalId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::component_figures::list(tx, actor, *id)?;
        Ok(Page::whole(found.into_iter().map(EnteredFigureView::from).collect()))
    })
    .await
}
