//! What falls due: the clock's own acts, and the letters. Each job is one call into `app`; no rule lives here.

use app::Db;
use model::{Actor, Timestamp};

/// Does everything that is due at this instant, for every tenant of the installation.
///
/// # Errors
/// When the database does not answer.
pub fn run(db: &Db, now: Timestamp) -> Result<(), app::Error> {
    let tenants = db.read_now(|tx| app::tenants::list_unscoped(tx).map_err(app::Error::from))?;
    for tenant in tenants {
        db.write_now(move |tx| app::clock::turn(tx, &Actor::clock(tenant.id), now))?;
    }
    Ok(())
}
