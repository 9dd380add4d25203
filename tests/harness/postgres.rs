//! Databases on the throw-away PostgreSQL that `make test` starts and names in `WEIGUANG_TEST_POSTGRES`.

use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A new empty database; its URL.
///
/// # Panics
/// When there is no server: a missing engine is a failure, never a skip.
pub fn fresh_database() -> String {
    #[expect(clippy::disallowed_methods, reason = "the test run hands the server's address in this way")]
    let base = std::env::var("WEIGUANG_TEST_POSTGRES")
        .expect("run the tests by `make test`, which starts PostgreSQL and names it in WEIGUANG_TEST_POSTGRES");
    let name = format!("story_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let made = Command::new("psql").args(["-qX", "-d", &base, "-c", &format!("CREATE DATABASE {name}")]).output();
    let made = made.expect("psql is installed with the server");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    base.replacen("/postgres?", &format!("/{name}?"), 1)
}
