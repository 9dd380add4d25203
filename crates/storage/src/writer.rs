//! The one thread that writes to SQLite: it commits waiting jobs as a group and answers after the commit.
//!
//! Each job runs in a savepoint of its own, so that one that fails or panics sinks nobody else.
//! Nobody is answered before the commit; if the commit fails, every job of the group gets an error.
//!
//! Clients that were answered together come back together while others already wait; left alone the two crowds take turns, and each pays for a commit of its own.
//! So a group waits for as many as were about lately, never longer than half of what a commit takes; one client alone never waits.
//! Where a commit is cheap beside the acts that it carries, the crowd is split on purpose: while the acts of one half are done, the answers of the other are sent and its next requests read.

use crate::checkpoint::{Checkpoints, PAGES_AT_MOST};
use crate::conn::Conn;
use crate::dialect;
use crate::error::Error;
use crate::known::Known;
use crate::tx::{Shared, Tx};
use diesel::connection::SimpleConnection;
use model::RoundId;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

/// How many jobs may wait; one more is told to come back later.
const QUEUE: usize = 4_096;
/// How many jobs one commit carries at most.
const GROUP: usize = 256;
/// How long a group waits at most for jobs that are expected.
const PATIENCE: Duration = Duration::from_millis(10);

/// Told after the commit whether it succeeded.
pub(crate) type Finish = Box<dyn FnOnce(bool) + Send>;
/// Runs inside the open transaction and hands back what to do after the commit.
pub(crate) type Job = Box<dyn FnOnce(&mut Conn, &Shared, &mut Known) -> Finish + Send>;
/// Called when a commit fails for good: nothing can be promised any more, the process has to end.
pub type Fatal = Arc<dyn Fn(&anyhow::Error) + Send + Sync>;

/// The queue in front of the thread.
pub(crate) struct Writer {
    queue: Option<SyncSender<Job>>,
    waiting: Arc<AtomicUsize>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(
        mut conn: Conn,
        shared: Arc<Shared>,
        checkpoints: Checkpoints,
        fatal: Fatal,
    ) -> anyhow::Result<Self> {
        conn.batch_execute(&format!("PRAGMA wal_autocheckpoint={PAGES_AT_MOST}"))?;
        let (queue, jobs) = sync_channel::<Job>(QUEUE);
        let waiting = Arc::new(AtomicUsize::new(0));
        let jobs = Jobs { queue: jobs, waiting: Arc::clone(&waiting) };
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || run(conn, &jobs, (&shared, checkpoints), &fatal))?;
        Ok(Self { queue: Some(queue), waiting, thread: Some(thread) })
    }

    /// Puts a job into the queue.
    pub(crate) fn send(&self, job: Job) -> Result<(), Error> {
        let queue = self.queue.as_ref().ok_or(Error::Busy)?;
        self.waiting.fetch_add(1, Ordering::Relaxed);
        queue.try_send(job).map_err(|refused| match refused {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => {
                self.waiting.fetch_sub(1, Ordering::Relaxed);
                Error::Busy
            }
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

/// The other end of the queue.
struct Jobs {
    queue: Receiver<Job>,
    waiting: Arc<AtomicUsize>,
}

impl Jobs {
    /// The next job, waiting for it as long as the patience says; for ever without one.
    fn next(&self, patience: Option<Duration>) -> Option<Job> {
        let job = match patience {
            Some(patience) => self.queue.recv_timeout(patience).ok(),
            None => self.queue.recv().ok(),
        }?;
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        Some(job)
    }
}

/// How many were about lately, and what their acts and a commit take: for how many a group waits, and how long.
#[derive(Default)]
struct Crowd {
    size: usize,
    acts: Duration,
    commit: Duration,
    split: bool,
}

impl Crowd {
    /// What a group taught: those it carried and those who wait now are about.
    fn learn(&mut self, carried: usize, waiting: usize, acts: Duration, commit: Duration) {
        self.size = carried.saturating_add(waiting);
        self.acts = (self.acts * 3 + acts) / 4;
        self.commit = (self.commit * 3 + commit) / 4;
        // A split crowd has half the acts for nearly the same commit: it is kept for twice as long as it would be made.
        let cheap = if self.split { self.acts * 5 / 2 } else { self.acts * 5 / 4 };
        self.split = self.commit < cheap;
    }

    /// How many the next group takes.
    fn share(&self) -> usize {
        let share = if self.split { self.size.div_ceil(2) } else { self.size };
        share.clamp(1, GROUP)
    }

    fn patience(&self) -> Duration {
        (self.commit / 2).min(PATIENCE)
    }
}

fn run(mut conn: Conn, jobs: &Jobs, (shared, mut checkpoints): (&Shared, Checkpoints), fatal: &Fatal) {
    let (mut crowd, mut known) = (Crowd::default(), Known::default());
    while let Some(first) = jobs.next(None) {
        if let Err(error) = dialect::begin_write(&mut conn) {
            tracing::error!(%error, "no transaction could be opened");
            first_refused(first, &mut conn, shared);
            continue;
        }
        known.hold(dialect::data_version(&mut conn).ok().flatten());
        let begun = Instant::now();
        let answers = run_group(first, jobs, (&mut conn, shared, &mut known), &crowd);
        let done = Instant::now();
        let committed = dialect::commit(&mut conn);
        checkpoints.after(answers.len());
        let waiting = jobs.waiting.load(Ordering::Relaxed);
        crowd.learn(answers.len(), waiting, done.duration_since(begun), done.elapsed());
        for answer in answers {
            answer(committed.is_ok());
        }
        if let Err(error) = committed {
            undo(&mut conn);
            known = Known::default();
            if !is_disk_full(&error) {
                fatal(&anyhow::Error::new(error).context("a group of writes could not be committed"));
            }
        }
    }
    drop(checkpoints);
    if let Err(error) = conn.batch_execute("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)") {
        tracing::warn!(%error, "the last checkpoint failed; the next start will do it");
    }
}

fn run_group(first: Job, jobs: &Jobs, on: (&mut Conn, &Shared, &mut Known), crowd: &Crowd) -> Vec<Finish> {
    let (conn, shared, known) = on;
    let mut answers = vec![first(conn, shared, known)];
    let until = Instant::now() + crowd.patience();
    while answers.len() < crowd.share() {
        match jobs.next(Some(until.saturating_duration_since(Instant::now()))) {
            Some(job) => answers.push(job(conn, shared, known)),
            None => break,
        }
    }
    answers
}

/// Without a transaction the job would commit statement by statement; it runs in one that is undone, and is told so.
fn first_refused(job: Job, conn: &mut Conn, shared: &Shared) {
    if dialect::savepoint(conn).is_ok() {
        let answer = job(conn, shared, &mut Known::default());
        if let Err(error) = dialect::undo(conn) {
            tracing::error!(%error, "a job could not be undone");
        }
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

/// How what a job did ends: kept, or undone.
type End = fn(&mut Conn) -> diesel::QueryResult<()>;

/// Runs a job inside a savepoint: kept when it succeeds, undone when it fails or panics.
pub(crate) fn inside<T, E: From<Error>>(
    conn: &mut Conn,
    shared: &Shared,
    known: &mut Known,
    job: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<(T, Vec<RoundId>), E> {
    dialect::savepoint(conn).map_err(Error::from)?;
    ended(conn, job, (dialect::release, dialect::undo), (shared, known))
}

/// Runs a job in the open transaction and closes it; hands back the rounds to tell of after the commit as well.
pub(crate) fn finish<T, E: From<Error>>(
    conn: &mut Conn,
    shared: &Shared,
    job: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<(T, Vec<RoundId>), E> {
    ended(conn, job, (dialect::commit, dialect::rollback), (shared, &mut Known::default()))
}

fn ended<T, E: From<Error>>(
    conn: &mut Conn,
    job: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    (keep, undo): (End, End),
    (shared, known): (&Shared, &mut Known),
) -> Result<(T, Vec<RoundId>), E> {
    let inside = || {
        let mut tx = Tx::new(conn, shared, known);
        job(&mut tx).map(|value| (value, tx.told))
    };
    let done = std::panic::catch_unwind(AssertUnwindSafe(inside));
    if let Ok(Ok(value)) = done {
        keep(conn).map_err(Error::from)?;
        return Ok(value);
    }
    *known = Known::default();
    undo(conn).map_err(Error::from)?;
    done.unwrap_or_else(|_panic| Err(Error::Broken(anyhow::anyhow!("a job panicked")).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of 32 a group takes where a commit takes so long besides 30 µs for each act, and an act 50 µs.
    fn share_of_32(commit_us: u64) -> usize {
        let mut crowd = Crowd::default();
        for _ in 0..50 {
            let carried = crowd.share();
            let each = |micros: u64| Duration::from_micros(micros) * u32::try_from(carried).unwrap();
            crowd.learn(carried, 32 - carried, each(50), Duration::from_micros(commit_us) + each(30));
        }
        crowd.share()
    }

    #[test]
    fn a_crowd_is_split_where_a_commit_is_cheap() {
        assert_eq!([100, 300, 700].map(share_of_32), [16; 3]);
        assert_eq!([1_500, 10_000].map(share_of_32), [32; 2]);
    }

    #[test]
    fn one_client_alone_never_waits() {
        let mut crowd = Crowd::default();
        assert_eq!(crowd.share(), 1);
        crowd.learn(1, 0, Duration::from_micros(50), Duration::from_micros(300));
        assert_eq!(crowd.share(), 1);
    }

    #[test]
    fn a_group_has_a_limit() {
        let mut crowd = Crowd::default();
        crowd.learn(1, 3_000, Duration::ZERO, Duration::from_micros(300));
        assert_eq!(crowd.share(), GROUP);
    }
}
