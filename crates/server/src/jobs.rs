//! What falls due: the clock's own acts, and the letters. Each job is one call into `app`; no rule lives here.

use crate::clock::Moved;
use app::{Db, PostOffice};
use model::{Actor, Timestamp};
use std::time::Duration;

/// Does everything that is due at this instant, for every tenant of the installation.
///
/// # Errors
/// When the database does not answer.
pub fn run(db: &Db, post: &PostOffice, now: Timestamp) -> Result<(), app::Error> {
    let tenants = db.read_now(|tx| app::tenants::list_unscoped(tx).map_err(app::Error::from))?;
    for tenant in tenants {
        db.write_now(move |tx| app::clock::turn(tx, &Actor::clock(tenant.id), now))?;
    }
    while app::letters::carry(db, post, now)? > 0 {}
    Ok(())
}

/// Keeps doing what falls due by a clock that runs on, in a thread of its own that ends with the process.
///
/// # Errors
/// When no thread can be started.
pub fn keep_running(db: &Db, post: PostOffice, clock: &Moved) -> std::io::Result<()> {
    let (db, clock) = (db.clone(), clock.clone());
    let ticking = move || {
        loop {
            if let Err(error) = run(&db, &post, clock.now()) {
                tracing::warn!(%error, "what is due could not be done; it is tried again");
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    };
    std::thread::Builder::new().name("jobs".into()).spawn(ticking).map(drop)
}
