//! All routes, and the OpenAPI document that is made of them.

use crate::problem::Problem;
use crate::{
    agreements, awards, checks, deliveries, evaluations, judging, live, organisations, panels, people, proposals,
    results, roadshows, rounds, screens, sessions, stage, system, valid, voting,
};
use actix_web::{HttpResponse, web};
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{KnownFormat, PathItem, RefOr, Required};
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_actix_web::{AppExt, scope};

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

/// Everything under `/api/v1`.
fn versioned(config: &mut ServiceConfig<'_>) {
    config
        .configure(sessions::routes)
        .configure(people::routes)
        .configure(organisations::routes)
        .configure(rounds::routes)
        .configure(proposals::routes)
        .configure(checks::routes)
        .configure(panels::routes)
        .configure(roadshows::routes)
        .configure(screens::routes)
        .configure(stage::routes)
        .configure(live::routes)
        .configure(judging::routes)
        .configure(voting::routes)
        .configure(results::routes)
        .configure(awards::routes)
        .configure(agreements::routes)
        .configure(deliveries::routes)
        .configure(evaluations::routes);
}

/// The OpenAPI document, made from the routes.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let (_, mut document) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Document::openapi())
        .service(scope::scope("/api/v1").configure(versioned))
        .split_for_parts();
    for (path, item) in &mut document.paths.paths {
        let place = path.trim_start_matches("/api/v1/").replace(['/', '-'], "_").replace(['{', '}'], "");
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

/// Says which ids stand in a path: without them a generated client could not fill them in.
fn name_ids(path: &str, operation: &mut Operation) {
    let words = path.split('/').filter_map(|word| word.strip_prefix('{')?.strip_suffix('}'));
    let held = operation.parameters.get_or_insert_default();
    let missing: Vec<&str> =
        words.filter(|word| !held.iter().any(|p| matches!(p, RefOr::T(p) if p.name == *word))).collect();
    held.extend(missing.into_iter().map(|word| {
        let id =
            ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
        let parameter = ParameterBuilder::new().name(word).parameter_in(ParameterIn::Path);
        RefOr::T(parameter.required(Required::True).schema(Some(id)).build())
    }));
}

/// Puts all routes into an actix application.
pub fn configure(config: &mut web::ServiceConfig) {
    ServiceConfig::new(config).service(scope::scope("/api/v1").configure(versioned));
    config
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
    use utoipa_swagger_ui::SwaggerUi;
    config.service(SwaggerUi::new("/api-docs/{_:.*}").url("/api-docs/openapi.json", openapi()));
}

#[cfg(not(feature = "docs"))]
fn documentation(_: &mut web::ServiceConfig) {}

async fn nothing_here() -> Result<HttpResponse, Problem> {
    Err(Problem::new("not-found"))
}
