//! What time itself does: everything that has fallen due, each as its own act by the clock with its own event.

use crate::Error;
use model::{Actor, Timestamp};
use storage::Tx;

/// Does everything that is due at this instant.
///
/// # Errors
/// When the database does not answer.
pub fn turn(tx: &mut Tx<'_>, clock: &Actor, now: Timestamp) -> Result<(), Error> {
    crate::rounds::turn_due(tx, clock, now)
}

/// When the newest event happened, of whatever tenant; a clock that stands before it is wrong.
///
/// # Errors
/// When the database does not answer.
pub fn find_newest_event_unscoped(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, Error> {
    Ok(storage::events::find_newest_unscoped(tx)?)
}
