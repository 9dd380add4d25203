//! All routes, and the OpenAPI document that is made of them.

use crate::problem::Problem;
use crate::{
    agreements, assignments, awards, checks, component_figures, deliveries, draws, evaluations, judging, live,
    organisations, panels, people, proposals, results, roadshows, rounds, rules, screens, sessions, stage, standings,
    system, tie_acts, valid, voting,
};
use actix_web::dev::HttpServiceFactory;
use actix_web::{HttpResponse, web};
#[cfg(feature = "docs")]
use std::sync::LazyLock;
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::{KnownFormat, ObjectBuilder, PathItem, RefOr, Required, SchemaFormat, Type};
use utoipa_actix_web::OpenApiFactory;

const PREFIX: &str = "/api/v1";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Weiguang 微光",
        description = "Public-good micro-grant rounds, from the call for proposals to the archived project. Errors are RFC 9457 problems; see problems.md.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(Problem))
)]
struct Document;

/// What is under `/api/v1`: put into an application that answers, or into the document that describes it.
///
/// Describing takes megabytes of schemas, so the threads that answer never do it.
pub(crate) enum Routes<'a> {
    /// Into an application.
    Answer(&'a mut web::ServiceConfig),
    /// Into the document.
    Describe(&'a mut utoipa::openapi::OpenApi),
}

impl Routes<'_> {
    /// Adds one operation.
    pub(crate) fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self {
        match self {
            Self::Answer(config) => {
                config.service(operation);
            }
            Self::Describe(document) => {
                document.paths.merge(operation.paths());
                let mut schemas = Vec::new();
                operation.schemas(&mut schemas);
                document.components.get_or_insert_default().schemas.extend(schemas);
            }
        }
        self
    }
}

/// A path is found by trying one route after the other, so what a whole hall asks at once comes first.
fn versioned(routes: &mut Routes<'_>) {
    roadshows::routes(routes);
    voting::routes(routes);
    judging::routes(routes);
    live::routes(routes);
    stage::routes(routes);
    proposals::routes(routes);
    sessions::routes(routes);
    people::routes(routes);
    organisations::routes(routes);
    rounds::routes(routes);
    checks::routes(routes);
    panels::routes(routes);
    assignments::routes(routes);
    draws::routes(routes);
    tie_acts::routes(routes);
    component_figures::routes(routes);
    screens::routes(routes);
    results::routes(routes);
    standings::routes(routes);
    rules::routes(routes);
    awards::routes(routes);
    agreements::routes(routes);
    deliveries::routes(routes);
    evaluations::routes(routes);
}

/// The OpenAPI document, made from the routes.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    versioned(&mut Routes::Describe(&mut document));
    let bare = std::mem::take(&mut document.paths.paths);
    document.paths.paths = bare.into_iter().map(|(path, item)| (format!("{PREFIX}{path}"), item)).collect();
    for (path, item) in &mut document.paths.paths {
        let place =
            path.trim_start_matches(PREFIX).trim_start_matches('/').replace(['/', '-'], "_").replace(['{', '}'], "");
        let PathItem { get, put, post, delete, patch, .. } = item;
        for (method, operation) in [("get", get), ("put", put), ("post", post), ("delete", delete), ("patch", patch)] {
            if let Some(operation) = operation {
                // A handler's name is unique in its file only; the route is unique everywhere.
                operation.operation_id = Some(format!("{method}_{place}"));
                name_ids(path, operation);
            }
        }
    }
    document
}

/// Declares every id in a path: the derive sees those that are plain UUIDs, not those with a type of their own.
fn name_ids(path: &str, operation: &mut Operation) {
    let declared = operation.parameters.get_or_insert_default();
    for name in path.split('/').filter_map(|step| step.strip_prefix('{')?.strip_suffix('}')) {
        if declared.iter().any(|known| matches!(known, RefOr::T(known) if known.name == name)) {
            continue;
        }
        let id =
            ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
        let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path).required(Required::True);
        declared.push(RefOr::T(parameter.schema(Some(id)).build()));
    }
}

/// Puts all routes into an actix application.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::scope(PREFIX).configure(|config| versioned(&mut Routes::Answer(config))))
        .app_data(web::PayloadConfig::new(valid::LARGEST))
        .app_data(web::PathConfig::default().error_handler(|_, _| Problem::new("not-found").into()))
        .app_data(web::QueryConfig::default().error_handler(|_, _| {
            Problem::new("bad-request").because("query_malformed", serde_json::Value::Null).into()
        }))
        .configure(system::routes)
        .configure(documentation)
        .default_service(web::to(nothing_here));
}

/// Swagger UI, served out of the binary; its page may use the inline styles that it is built with, no other page may.
#[cfg(feature = "docs")]
fn documentation(config: &mut web::ServiceConfig) {
    use utoipa_swagger_ui::{Config, SwaggerUi};
    let page = SwaggerUi::new("/api-docs/{_:.*}").config(Config::from(DOCUMENT));
    config.route(DOCUMENT, web::get().to(document)).service(page);
}

#[cfg(feature = "docs")]
const DOCUMENT: &str = "/api-docs/openapi.json";

/// The document, made when somebody first asks for it.
#[cfg(feature = "docs")]
async fn document() -> HttpResponse {
    static MADE: LazyLock<web::Bytes> = LazyLock::new(|| serde_json::to_vec(&openapi()).unwrap_or_default().into());
    HttpResponse::Ok().content_type("application/json").body(MADE.clone())
}

#[cfg(not(feature = "docs"))]
fn documentation(_: &mut web::ServiceConfig) {}

async fn nothing_here() -> Result<HttpResponse, Problem> {
    Err(Problem::new("not-found"))
}
