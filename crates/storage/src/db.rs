//! The two doors to the database.

use crate::changes::Listener;
use crate::checkpoint::Checkpoints;

use crate::conn::{self, Conn, Url};
use crate::dialect;
use crate::error::Error;
use crate::migrations::{self, SchemaState};
use crate::tx::{Entropy, Shared, Tx};
use crate::writer::{self, Fatal, Job, Writer};
use diesel::r2d2::{ManageConnection, Pool, R2D2Connection};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, oneshot};

/// How a database is opened.
#[derive(Clone)]
pub struct Settings {
    /// Where it is.
    pub url: Url,
    /// Whether a SQLite file that is not there is made.
    pub create: bool,
    /// How many connections wait for readers (on PostgreSQL: for everybody).
    pub connections: u32,
    /// Where random bits for ids come from.
    pub entropy: Entropy,
    /// What happens when a commit fails for good.
    pub fatal: Fatal,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("create", &self.create).field("connections", &self.connections).finish()
    }
}

/// How long a request waits for a connection before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(2);

/// The database.
#[derive(Clone)]
pub struct Db {
    writer: Option<Arc<Writer>>,
    pool: Pool<Connections>,
    /// Hands out connections in the order of asking; the pool by itself does not.
    turns: Arc<Semaphore>,
    shared: Arc<Shared>,
    url: Url,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.writer.is_some() { "Db(SQLite)" } else { "Db(PostgreSQL)" })
    }
}

impl Db {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// When it cannot be opened, is not there (and `create` is not set), or was made by a newer version.
    pub fn open(settings: Settings) -> anyhow::Result<Self> {
        if let Url::Sqlite(path) = &settings.url {
            anyhow::ensure!(settings.create || path.exists(), "there is no database at {}", path.display());
        }
        let mut first = conn::open(&settings.url)?;
        migrations::run(&mut first)?;
        let shared = Arc::new(Shared::new(settings.entropy));
        let writer = match first {
            Conn::Sqlite(_) => {
                let checkpoints = Checkpoints::start(&settings.url)?;
                Some(Arc::new(Writer::start(first, Arc::clone(&shared), checkpoints, settings.fatal)?))
            }
            #[cfg(feature = "postgres")]
            Conn::Pg(_) => None,
        };
        let manager = Connections { url: settings.url.clone(), reads_only: writer.is_some() };
        let pool = Pool::builder().max_size(settings.connections).min_idle(Some(1)).connection_timeout(PATIENCE);
        Ok(Self {
            writer,
            pool: pool.build(manager)?,
            turns: Arc::new(Semaphore::new(usize::try_from(settings.connections)?)),
            shared,
            url: settings.url,
        })
    }

    /// Where the schema of the database at this place stands, without changing it.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn schema(url: &Url) -> anyhow::Result<SchemaState> {
        migrations::state(&mut conn::open(url)?)
    }

    /// Takes the whole schema back; for tests of the migrations.
    ///
    /// # Errors
    /// When a step cannot be taken back.
    pub fn revert(url: &Url) -> anyhow::Result<()> {
        migrations::revert(&mut conn::open(url)?)
    }

    /// What durability rests on, as the database itself answers: name and value.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn durability(url: &Url) -> anyhow::Result<Vec<(&'static str, String)>> {
        match &mut conn::open(url)? {
            Conn::Sqlite(sqlite) => {
                let (journal, level) = conn::durability(sqlite)?;
                let version = conn::sqlite_version(sqlite)?;
                Ok(vec![("sqlite", version), ("journal_mode", journal), ("synchronous", level.to_string())])
            }
            #[cfg(feature = "postgres")]
            Conn::Pg(pg) => conn::settings(pg),
        }
    }

    /// Hears of what changes from now on, in this process and, on PostgreSQL, in every other one.
    #[must_use]
    pub fn changes(&self) -> Listener {
        let listener = Listener::new(&self.shared.changes);
        #[cfg(feature = "postgres")]
        if let Url::Postgres(url) = &self.url {
            crate::changes::listen(url, &self.shared);
        }
        listener
    }

    /// Where it is.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// One transaction that writes. It answers after the commit.
    ///
    /// # Errors
    /// What the job refuses; [`Error::Busy`] when too many wait.
    pub async fn write<T, E>(&self, job: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.writer {
            Some(writer) => {
                let (reply, answer) = oneshot::channel();
                writer.send(grouped(job, reply, Arc::clone(&self.shared)))?;
                answer.await.map_err(|e| Error::Broken(e.into()))?
            }
            None => self.on_connection(dialect::begin_write, job).await,
        }
    }

    /// One transaction that only reads.
    ///
    /// # Errors
    /// What the job refuses; [`Error::Busy`] when no connection comes free in time.
    pub async fn read<T, E>(&self, job: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.on_connection(dialect::begin_read, job).await
    }

    /// The same as [`Db::write`] for callers without a runtime: the command line, the jobs of the clock.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_now<T, E>(&self, job: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.writer {
            Some(writer) => {
                let (reply, answer) = oneshot::channel();
                writer.send(grouped(job, reply, Arc::clone(&self.shared)))?;
                answer.blocking_recv().map_err(|e| Error::Broken(e.into()))?
            }
            None => on_pool(&self.pool, &self.shared, dialect::begin_write, job),
        }
    }

    /// The same as [`Db::read`] for callers without a runtime.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn read_now<T, E>(&self, job: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<Error>,
    {
        on_pool(&self.pool, &self.shared, dialect::begin_read, job)
    }

    async fn on_connection<T, E>(
        &self,
        begin: fn(&mut Conn) -> diesel::QueryResult<()>,
        job: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_late| Error::Busy)?.map_err(|e| Error::Broken(e.into()))?;
        let (pool, shared) = (self.pool.clone(), Arc::clone(&self.shared));
        let done = tokio::task::spawn_blocking(move || {
            let answer = on_pool(&pool, &shared, begin, job);
            drop(turn);
            answer
        });
        done.await.map_err(|e| Error::Broken(e.into()))?
    }
}

fn on_pool<T, E: From<Error>>(
    pool: &Pool<Connections>,
    shared: &Shared,
    begin: fn(&mut Conn) -> diesel::QueryResult<()>,
    job: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let mut conn = pool.get().map_err(|_none| Error::Busy)?;
    begin(&mut conn).map_err(Error::from)?;
    let (value, told) = writer::finish(&mut conn, shared, job)?;
    shared.changes.tell(&told);
    Ok(value)
}

fn grouped<T, E>(
    job: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    reply: oneshot::Sender<Result<T, E>>,
    listeners: Arc<Shared>,
) -> Job
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    Box::new(move |conn, shared, known| {
        let result = writer::inside(conn, shared, known, job);
        Box::new(move |committed| {
            let answer = match result {
                Ok((value, told)) if committed => {
                    listeners.changes.tell(&told);
                    Ok(value)
                }
                Ok(_) => Err(Error::Busy.into()),
                Err(refused) => Err(refused),
            };
            if reply.send(answer).is_err() {
                tracing::debug!("the client left before its answer was ready");
            }
        })
    })
}

/// Makes connections for the pool.
struct Connections {
    url: Url,
    reads_only: bool,
}

impl ManageConnection for Connections {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        let opened = if self.reads_only { conn::open_reader(&self.url) } else { conn::open(&self.url) };
        opened.map_err(|e| diesel::r2d2::Error::ConnectionError(diesel::ConnectionError::BadConnection(e.to_string())))
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        match conn {
            #[cfg(feature = "postgres")]
            Conn::Pg(c) => c.ping().map_err(diesel::r2d2::Error::QueryError),
            // A file does not go away between two queries; asking would cost each reader a statement.
            Conn::Sqlite(_) => Ok(()),
        }
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        R2D2Connection::is_broken(conn)
    }
}
