//! Displays in the hall over HTTP.

use crate::call::Signed;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::valid::Valid;
use actix_web::{HttpResponse, post, web};
use model::{RoundId, ScreenId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(add);
}

/// A display in the hall.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ScreenForm {
    #[validate(length(min = 1, max = 80))]
    name: String,
}

/// A display in the hall; its code is shown this once.
#[derive(Debug, Serialize, ToSchema)]
struct ScreenView {
    #[schema(value_type = uuid::Uuid)]
    id: ScreenId,
    name: String,
    /// What to type or scan on the display, behind `/screen#`.
    code: String,
}

/// Add a display to the evening.
#[utoipa::path(tag = "stage", request_body = ScreenForm, responses((status = 200, body = ScreenView), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/rounds/{id}/screens")]
async fn add(call: Signed, id: web::Path<RoundId>, form: Valid<ScreenForm>) -> Result<HttpResponse, Problem> {
    let name = form.0.name;
    call.act_with_code(
        move |tx, actor, digest, now| {
            let made = app::screens::add(tx, actor, *id, (name, digest.to_owned()), now)?;
            Ok((made.id, made.name))
        },
        |(id, name), code| ScreenView { id, name, code },
    )
    .await
}
