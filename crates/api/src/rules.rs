//! The scoring rules of a round over HTTP: as data with their digest, and in words.

use crate::call::Call;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::views::Page;
use actix_web::{HttpResponse, get, web};
use app::rules::Explained;
use model::RoundId;
use scoring::rules::{Line, RuleSet};
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(list);
}

/// The scoring rules of a roadshow.
#[derive(Debug, Serialize, ToSchema)]
struct ScoringRulesView {
    /// `roadshow`, or `roadshow-2` for the second one.
    stage: String,
    #[schema(value_type = Object)]
    rules: RuleSet,
    /// SHA-256 of the rules as canonical JSON, in lower-case hex.
    rules_digest: String,
    explanation: ExplanationView,
}

/// The rules in words: for each part its place and a sentence, with a worked example after each panel.
#[derive(Debug, Serialize, ToSchema)]
struct ExplanationView {
    zh: Vec<LineView>,
    en: Vec<LineView>,
}

/// One sentence of the rules.
#[derive(Debug, Serialize, ToSchema)]
struct LineView {
    /// Which part of the rules it explains, as a JSON pointer.
    pointer: String,
    text: String,
}

impl From<Line> for LineView {
    fn from(line: Line) -> Self {
        Self { pointer: line.pointer, text: line.text }
    }
}

impl From<Explained> for ScoringRulesView {
    fn from(e: Explained) -> Self {
        let views = |lines: Vec<Line>| lines.into_iter().map(LineView::from).collect();
        let explanation = ExplanationView { zh: views(e.zh), en: views(e.en) };
        Self { stage: e.stage, rules: e.rules, rules_digest: e.digest, explanation }
    }
}

/// How marks and votes become places in each roadshow, as data and in words.
#[utoipa::path(tag = "rounds", responses((status = 200, body = Page<ScoringRulesView>), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/rounds/{id}/scoring-rules")]
async fn list(call: Call, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::rules::list(tx, actor, *id)?;
        Ok(Page::whole(found.into_iter().map(ScoringRulesView::from).collect()))
    })
    .await
}
