//! Brings what was committed from the write-ahead log into the database, beside the thread that writes.
//!
//! SQLite would do it inside a commit, and a whole group of acts would wait for two more turns of the disk.
//! The writer does it itself only when the log has grown far beyond that; there is little left to bring then, and the log begins anew.

use crate::conn::{self, Url};
use diesel::connection::SimpleConnection;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

/// After how many acts.
const ACTS: usize = 256;
/// From how many pages of log on the writer helps; bounds the log to some 32 MiB.
pub(crate) const PAGES_AT_MOST: u32 = 8_000;

/// The thread, and how many acts wait to be brought over.
pub(crate) struct Checkpoints {
    turn: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    acts: usize,
}

impl Checkpoints {
    pub(crate) fn start(url: &Url) -> anyhow::Result<Self> {
        let mut conn = conn::open(url)?;
        let (turn, turns) = sync_channel(1);
        let thread = std::thread::Builder::new().name("checkpoint".into()).spawn(move || {
            for () in turns {
                if let Err(error) = conn.batch_execute("PRAGMA wal_checkpoint(PASSIVE)") {
                    tracing::warn!(%error, "a checkpoint failed; the next one does its work");
                }
            }
        })?;
        Ok(Self { turn: Some(turn), thread: Some(thread), acts: 0 })
    }

    /// So many acts more were committed.
    pub(crate) fn after(&mut self, acts: usize) {
        self.acts = self.acts.saturating_add(acts);
        if self.acts >= ACTS && self.turn.as_ref().is_some_and(|turn| turn.try_send(()).is_ok()) {
            self.acts = 0;
        }
    }
}

impl Drop for Checkpoints {
    /// Waits until the thread has closed its connection.
    fn drop(&mut self) {
        drop(self.turn.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the checkpoint thread had panicked");
        }
    }
}
