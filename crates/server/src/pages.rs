//! The built pages, served out of the binary: compressed beforehand, named by an `ETag`, and never in place of an answer of the API.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

/// A file of the pages, with its compressed copies.
struct File {
    name: &'static str,
    etag: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

// `const FILES: &[File]`, written by build.rs: the built pages, or the one placeholder.
include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The first words of the addresses that are pages; the router of the pages knows the same (a test compares them).
const PAGES: &[&str] =
    &["calls", "desk", "j", "judge", "login", "notices", "projects", "results", "screen", "stage", "vote"];

/// The files that stand at the root beside the pages.
const ROOT_FILES: &[&str] = &["icon.svg", "site.webmanifest", "sw.js"];

/// Adds the pages' addresses; everything else stays with the API, which answers unknown ones with 404.
pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource("/").route(web::get().to(page)).route(web::head().to(page)));
    for word in PAGES {
        config.service(
            web::resource([format!("/{word}"), format!("/{word}/{{rest:.*}}")])
                .route(web::get().to(page))
                .route(web::head().to(page)),
        );
    }
    for name in ROOT_FILES {
        config.service(web::resource(format!("/{name}")).route(web::get().to(file)).route(web::head().to(file)));
    }
    config.service(web::resource("/assets/{name:.*}").route(web::get().to(file)).route(web::head().to(file)));
}

/// Every page is the same document; what it shows, its script decides by the address.
async fn page(request: HttpRequest) -> HttpResponse {
    named("index.html").map_or_else(|| HttpResponse::NotFound().finish(), |file| answer(file, &request))
}

async fn file(request: HttpRequest) -> HttpResponse {
    let name = request.path().trim_start_matches('/');
    named(name).map_or_else(|| HttpResponse::NotFound().finish(), |file| answer(file, &request))
}

fn named(name: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.name == name)
}

fn answer(file: &File, request: &HttpRequest) -> HttpResponse {
    let held = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = if held.is_some_and(|held| held.split(',').any(|tag| tag.trim() == file.etag)) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((header::ETAG, file.etag))
        .insert_header((header::VARY, "accept-encoding"))
        .insert_header((header::CACHE_CONTROL, lifetime(file.name)));
    if held.is_some_and(|held| held.split(',').any(|tag| tag.trim() == file.etag)) {
        return response.finish();
    }
    let (encoding, bytes) = chosen(file, request);
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding));
    }
    response.content_type(kind(file.name)).body(bytes)
}

/// A name under `/assets` carries the digest of its content and never changes; everything else is asked for again.
fn lifetime(name: &str) -> &'static str {
    if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// The smallest copy that the browser takes.
fn chosen(file: &File, request: &HttpRequest) -> (Option<&'static str>, &'static [u8]) {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    match (file.brotli, file.gzip) {
        (Some(bytes), _) if takes(accepted, "br") => (Some("br"), bytes),
        (_, Some(bytes)) if takes(accepted, "gzip") => (Some("gzip"), bytes),
        _ => (None, file.plain),
    }
}

/// Whether an `Accept-Encoding` names a coding without refusing it by `q=0`.
fn takes(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|part| {
        let (name, quality) = part.split_once(';').unwrap_or((part, ""));
        let refused = matches!(quality.trim().trim_start_matches("q=").trim_end_matches('0'), "" | "0" | "0.");
        name.trim().eq_ignore_ascii_case(coding) && (quality.is_empty() || !refused)
    })
}

/// The media types of what a build makes; nothing else is in the table.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
