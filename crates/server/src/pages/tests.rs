//! What a browser gets for each kind of address, and that pages and service agree about which addresses are pages.

use super::{PAGES, kind, lifetime, routes, takes};
use actix_web::http::StatusCode;
use actix_web::{App, test};
use std::collections::BTreeSet;

/// Status, cache lifetime and encoding of an answer.
async fn ask(path: &str, accepted: &str) -> (StatusCode, String, String) {
    let app = test::init_service(App::new().configure(routes)).await;
    let request = test::TestRequest::get().uri(path).insert_header(("accept-encoding", accepted)).to_request();
    let answer = test::call_service(&app, request).await;
    let header = |name: &str| answer.headers().get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    (answer.status(), header("cache-control"), header("content-encoding"))
}

#[actix_web::test]
async fn a_page_is_the_document_and_anything_else_is_not_there() {
    for path in ["/", "/judge", "/judge/1/2", "/login", "/stage/1/control", "/j", "/screen"] {
        let (status, cache, _) = ask(path, "identity").await;
        assert_eq!((status, cache.as_str()), (StatusCode::OK, "no-cache"), "{path}");
    }
    for path in ["/assets/none-12345678.js", "/assets/", "/api/v1/none", "/index.html", "/judges", "/.env", "/web/src"]
    {
        assert_eq!(ask(path, "identity").await.0, StatusCode::NOT_FOUND, "{path}");
    }
}

#[actix_web::test]
async fn who_has_the_document_already_gets_no_second_copy() {
    let app = test::init_service(App::new().configure(routes)).await;
    let first = test::call_service(&app, test::TestRequest::get().uri("/").to_request()).await;
    let tag = first.headers().get("etag").unwrap().to_str().unwrap().to_owned();
    for (held, expected) in [(tag.clone(), 304), (format!("\"a\", {tag}"), 304), ("\"a\"".into(), 200)] {
        let request = test::TestRequest::get().uri("/").insert_header(("if-none-match", held)).to_request();
        let second = test::call_service(&app, request).await;
        assert_eq!(second.status().as_u16(), expected);
    }
}

#[cfg(feature = "embedded-web")]
#[actix_web::test]
async fn the_smallest_copy_that_the_browser_takes_is_sent() {
    for (accepted, sent) in [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", "")]
    {
        assert_eq!(ask("/sw.js", accepted).await, (StatusCode::OK, "no-cache".into(), sent.into()), "{accepted}");
    }
}

#[::core::prelude::v1::test]
fn an_encoding_is_taken_unless_it_is_refused() {
    let table = [
        ("br", true),
        ("gzip, br", true),
        ("br;q=0.1", true),
        ("br; q=0", false),
        ("br;q=0.000", false),
        ("gzip", false),
        ("", false),
        ("brotli", false),
    ];
    for (accepted, expected) in table {
        assert_eq!(takes(accepted, "br"), expected, "{accepted}");
    }
}

#[::core::prelude::v1::test]
fn only_names_with_a_digest_live_for_ever() {
    assert_eq!(lifetime("assets/index-1a2b3c4d.js"), "public, max-age=31536000, immutable");
    assert_eq!([lifetime("sw.js"), lifetime("index.html")], ["no-cache"; 2]);
    assert_eq!(kind("assets/a.css"), "text/css; charset=utf-8");
}

/// The first words of the router's paths.
fn words_of_the_router() -> BTreeSet<String> {
    let router = include_str!("../../../../web/src/router.ts");
    let paths = router.split("path: '/").skip(1);
    paths
        .filter_map(|rest| rest.split(['/', '\'', ':', '(']).next())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[::core::prelude::v1::test]
fn service_and_router_know_the_same_pages() {
    assert_eq!(words_of_the_router(), PAGES.iter().map(|word| (*word).to_owned()).collect());
}
