//! What happens around every request: an id, a line in the log without personal data, a count, and safe headers.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use api::Site;
use std::time::Instant;

/// By what clock the pages count down: the server's own, as RFC 3339.
const SERVER_TIME: HeaderName = HeaderName::from_static("x-server-time");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request, measures it and writes one line about it. The route is logged, never the path: ids and codes stay out of logs.
pub(crate) async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let site = request.app_data::<web::Data<Site>>().cloned();
    let id = site
        .as_ref()
        .map(|site| site.random::<8>().iter().map(|b| format!("{b:02x}")).collect::<String>())
        .unwrap_or_default();
    let method = request.method().as_str().to_owned();
    let asks_the_api = request.path().starts_with("/api/");
    let mut answer = next.call(request).await?;
    let route = answer.request().match_pattern().unwrap_or_else(|| "none".into());
    let seconds = started.elapsed().as_secs_f64();
    let status = answer.status().as_u16();
    if let Some(site) = site {
        site.metrics.count(&method, &route, status, seconds);
        let time = HeaderValue::from_str(&site.now().to_string()).ok().filter(|_| asks_the_api);
        if let Some(time) = time {
            answer.headers_mut().insert(SERVER_TIME, time);
        }
    }
    tracing::info!(request = %id, %method, %route, status, seconds, "answered");
    if let Ok(value) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert(REQUEST_ID, value);
    }
    Ok(answer)
}

/// Headers that every answer carries.
pub(crate) const SAFE: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    (
        "content-security-policy",
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    ),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];
