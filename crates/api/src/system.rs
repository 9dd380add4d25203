//! What machines ask: alive, ready, how much; and the help page of each problem.

use crate::Site;
use crate::problem::{CLASSES, Problem};
use actix_web::{HttpResponse, web};
use prometheus::{Encoder, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder};
use serde_json::json;

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/healthz", web::get().to(alive))
        .route("/readyz", web::get().to(ready))
        .route("/metrics", web::get().to(metrics))
        .route("/problems/{class}", web::get().to(explain));
}

/// The process answers.
async fn alive() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "alive" }))
}

/// The database answers, both to readers and to the writer.
async fn ready(site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let read = site.db.read(|tx| app::tenants::list_unscoped(tx).map(drop)).await;
    let wrote = site.db.write(|tx| app::tenants::list_unscoped(tx).map(drop)).await;
    match read.and(wrote) {
        Ok(()) => Ok(HttpResponse::Ok().json(json!({ "status": "ready" }))),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            Err(Problem::new("busy"))
        }
    }
}

async fn metrics(site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let text = site.metrics.text().ok_or_else(|| Problem::new("about:blank"))?;
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text))
}

async fn explain(class: web::Path<String>) -> Result<HttpResponse, Problem> {
    let (name, status, title) =
        CLASSES.iter().find(|(name, _, _)| *name == class.as_str()).ok_or_else(|| Problem::new("not-found"))?;
    Ok(HttpResponse::Ok().json(json!({ "type": format!("/problems/{name}"), "status": status, "title": title })))
}

/// Counters and times of requests, by route and status.
#[derive(Debug, Clone)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
}

impl Metrics {
    /// Fresh counters.
    ///
    /// # Errors
    /// When a name is not what Prometheus accepts.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new("weiguang_requests_total", "Answered requests"),
            &["method", "route", "status"],
        )?;
        let seconds =
            HistogramVec::new(HistogramOpts::new("weiguang_request_seconds", "Time to answer"), &["method", "route"])?;
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(seconds.clone()))?;
        Ok(Self { registry, requests, seconds })
    }

    /// Counts an answered request. The route is the pattern, never the path: ids would be personal and without bound.
    pub fn count(&self, method: &str, route: &str, status: u16, seconds: f64) {
        self.requests.with_label_values(&[method, route, &status.to_string()]).inc();
        self.seconds.with_label_values(&[method, route]).observe(seconds);
    }

    fn text(&self) -> Option<String> {
        let mut bytes = Vec::new();
        TextEncoder::new().encode(&self.registry.gather(), &mut bytes).ok()?;
        String::from_utf8(bytes).ok()
    }
}
