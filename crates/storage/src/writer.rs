//! The one thread that writes to SQLite: it commits waiting jobs as a group and answers after the commit.
//!
//! Each job runs in a savepoint of its own, so that one that fails or panics sinks nobody else.
//! Nobody is answered before the commit; if the commit fails, every job of the group gets an error.

use crate::conn::Conn;
use crate::dialect;
use crate::error::Error;
use crate::tx::{Shared, Tx};
use diesel::connection::SimpleConnection;
use model::RoundId;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

/// How many jobs may wait; one more is told to come back later.
const QUEUE: usize = 4_096;
/// How many jobs one commit carries at most.
const GROUP: usize = 256;
/// How long a group keeps growing while jobs keep coming.
const GROWTH: Duration = Duration::from_millis(2);

/// Told after the commit whether it succeeded.
pub(crate) type Finish = Box<dyn FnOnce(bool) + Send>;
/// Runs inside the open transaction and hands back what to do after the commit.
pub(crate) type Job = Box<dyn FnOnce(&mut Conn, &Shared) -> Finish + Send>;
/// Called when a commit fails for good: nothing can be promised any more, the process has to end.
pub type Fatal = Arc<dyn Fn(&anyhow::Error) + Send + Sync>;

/// The queue in front of the thread.
pub(crate) struct Writer {
    queue: Option<SyncSender<Job>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(conn: Conn, shared: Arc<Shared>, fatal: Fatal) -> anyhow::Result<Self> {
        let (queue, jobs) = sync_channel::<Job>(QUEUE);
        let thread =
            std::thread::Builder::new().name("writer".into()).spawn(move || run(conn, &jobs, &shared, &fatal))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Puts a job into the queue.
    pub(crate) fn send(&self, job: Job) -> Result<(), Error> {
        let queue = self.queue.as_ref().ok_or(Error::Busy)?;
        queue.try_send(job).map_err(|refused| match refused {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => Error::Busy,
        })
    }
}

impl Drop for Writer {
    /// Takes no more jobs, and waits until those in the queue are committed.
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread had panicked");
        }
    }
}

fn run(mut conn: Conn, jobs: &Receiver<Job>, shared: &Shared, fatal: &Fatal) {
    while let Ok(first) = jobs.recv() {
        if let Err(error) = dialect::begin_write(&mut conn) {
            tracing::error!(%error, "no transaction could be opened");
            first_refused(first, &mut conn, shared);
            continue;
        }
        let answers = run_group(first, jobs, &mut conn, shared);
        let committed = dialect::commit(&mut conn);
        for answer in answers {
            answer(committed.is_ok());
        }
        if let Err(error) = committed {
            undo(&mut conn);
            if !is_disk_full(&error) {
                fatal(&anyhow::Error::new(error).context("a group of writes could not be committed"));
            }
        }
    }
    if let Err(error) = conn.batch_execute("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)") {
        tracing::warn!(%error, "the last checkpoint failed; the next start will do it");
    }
}

fn run_group(first: Job, jobs: &Receiver<Job>, conn: &mut Conn, shared: &Shared) -> Vec<Finish> {
    let mut answers = vec![first(conn, shared)];
    let started = Instant::now();
    while answers.len() < GROUP && started.elapsed() < GROWTH {
        match jobs.try_recv() {
            Ok(job) => answers.push(job(conn, shared)),
            Err(_) => break,
        }
    }
    answers
}

/// Without a transaction the job would commit statement by statement; it runs in one that is undone, and is told so.
fn first_refused(job: Job, conn: &mut Conn, shared: &Shared) {
    if dialect::savepoint(conn).is_ok() {
        let answer = job(conn, shared);
        undo(conn);
        answer(false);
    }
}

fn undo(conn: &mut Conn) {
    if let Err(error) = dialect::rollback(conn) {
        tracing::error!(%error, "a transaction could not be undone");
    }
}

fn is_disk_full(error: &diesel::result::Error) -> bool {
    error.to_string().contains("disk is full")
}

/// Runs a job inside a savepoint (SQLite) or an already open transaction's own (PostgreSQL): kept when it succeeds, undone when it fails or panics.
pub(crate) fn inside<T, E: From<Error>>(
    conn: &mut Conn,
    shared: &Shared,
    job: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<(T, Vec<RoundId>), E> {
    dialect::savepoint(conn).map_err(Error::from)?;
    finish(conn, shared, job)
}

/// Runs a job in the innermost open transaction and closes it; hands back the rounds to tell of after the commit as well.
pub(crate) fn finish<T, E: From<Error>>(
    conn: &mut Conn,
    shared: &Shared,
    job: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<(T, Vec<RoundId>), E> {
    let inside = || {
        let mut tx = Tx { conn, shared, told: Vec::new() };
        job(&mut tx).map(|value| (value, tx.told))
    };
    match std::panic::catch_unwind(AssertUnwindSafe(inside)) {
        Ok(Ok(value)) => {
            dialect::commit(conn).map_err(Error::from)?;
            Ok(value)
        }
        Ok(Err(refused)) => {
            dialect::rollback(conn).map_err(Error::from)?;
            Err(refused)
        }
        Err(_) => {
            dialect::rollback(conn).map_err(Error::from)?;
            Err(Error::Broken(anyhow::anyhow!("a job panicked")).into())
        }
    }
}
