//! What changed: told within the process after each commit, and between processes by PostgreSQL's LISTEN and NOTIFY.
//!
//! It says which round, never what; whoever is told reads again. So a message that is lost or comes twice does no harm.

use model::RoundId;
use std::sync::atomic::AtomicBool;
use tokio::sync::broadcast;

/// Something is no longer as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// In this round.
    Round(RoundId),
    /// Perhaps anywhere: messages may have been missed.
    Unknown,
}

/// How many changes wait for a listener that is slow; with more it is told [`Change::Unknown`] instead.
const QUEUE: usize = 1_024;

/// The listeners of one process.
pub(crate) struct Changes {
    sender: broadcast::Sender<Change>,
    /// Whether a thread listens to the other processes.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "SQLite has no other processes"))]
    listens: AtomicBool,
}

impl Default for Changes {
    fn default() -> Self {
        Self { sender: broadcast::channel(QUEUE).0, listens: AtomicBool::new(false) }
    }
}

impl Changes {
    /// Tells everybody who listens; nobody listening is no error.
    pub(crate) fn tell(&self, rounds: &[RoundId]) {
        for round in rounds {
            let _heard = self.sender.send(Change::Round(*round));
        }
    }
}

/// Hears of changes one after the other.
#[derive(Debug)]
pub struct Listener(broadcast::Receiver<Change>);

impl Listener {
    pub(crate) fn new(changes: &Changes) -> Self {
        Self(changes.sender.subscribe())
    }

    /// The next change; `None` when the database is closed.
    pub async fn next(&mut self) -> Option<Change> {
        match self.0.recv().await {
            Ok(change) => Some(change),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Change::Unknown),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }

    /// A change that is there already.
    pub fn next_now(&mut self) -> Option<Change> {
        match self.0.try_recv() {
            Ok(change) => Some(change),
            Err(broadcast::error::TryRecvError::Lagged(_)) => Some(Change::Unknown),
            Err(broadcast::error::TryRecvError::Empty | broadcast::error::TryRecvError::Closed) => None,
        }
    }
}

#[cfg(feature = "postgres")]
pub(crate) use postgres::listen;

#[cfg(feature = "postgres")]
mod postgres {
    use super::Change;
    use crate::dialect::CHANNEL;
    use crate::tx::Shared;
    use diesel::{Connection, PgConnection, RunQueryDsl};
    use std::sync::atomic::Ordering;
    use std::sync::{Arc, Weak};
    use std::time::Duration;

    /// How often the connection is asked for messages; libpq hands them over only when it is asked.
    const PAUSE: Duration = Duration::from_millis(10);
    /// How long until a lost connection is tried again.
    const AGAIN: Duration = Duration::from_millis(500);

    /// Listens to the other processes in a thread of its own, once; it ends with the database.
    pub(crate) fn listen(url: &str, shared: &Arc<Shared>) {
        if shared.changes.listens.swap(true, Ordering::SeqCst) {
            return;
        }
        let (url, shared) = (url.to_owned(), Arc::downgrade(shared));
        let started = std::thread::Builder::new().name("listener".into()).spawn(move || {
            while shared.strong_count() > 0 {
                if let Err(error) = hear(&url, &shared) {
                    tracing::warn!(%error, "the other processes are not heard; it is tried again");
                    std::thread::sleep(AGAIN);
                }
            }
        });
        if let Err(error) = started {
            tracing::error!(%error, "no thread to listen to the other processes");
        }
    }

    /// Hears until the connection is lost or the database is closed.
    fn hear(url: &str, shared: &Weak<Shared>) -> anyhow::Result<()> {
        let mut conn = PgConnection::establish(url)?;
        diesel::sql_query(format!("LISTEN {CHANNEL}")).execute(&mut conn)?;
        tell(shared, Change::Unknown);
        while shared.strong_count() > 0 {
            for heard in conn.notifications_iter() {
                let round = heard?.payload.parse();
                tell(shared, round.map_or(Change::Unknown, Change::Round));
            }
            std::thread::sleep(PAUSE);
        }
        Ok(())
    }

    fn tell(shared: &Weak<Shared>, change: Change) {
        if let Some(shared) = shared.upgrade() {
            let _heard = shared.changes.sender.send(change);
        }
    }
}
