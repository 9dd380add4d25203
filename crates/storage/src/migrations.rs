//! The schema's history: one tree for both engines, and a small one for what each needs of its own.

use crate::conn::Conn;
use diesel::backend::Backend;
use diesel::migration::{Migration, MigrationSource, Result as MigrationResult};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SHARED: EmbeddedMigrations = embed_migrations!("../../migrations/shared");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
#[cfg(feature = "postgres")]
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// The shared tree and one engine's own, as one history; diesel sorts it by version.
struct Joined(EmbeddedMigrations);

impl<DB: Backend> MigrationSource<DB> for Joined {
    fn migrations(&self) -> MigrationResult<Vec<Box<dyn Migration<DB>>>> {
        let mut all = MigrationSource::<DB>::migrations(&SHARED)?;
        all.extend(MigrationSource::<DB>::migrations(&self.0)?);
        Ok(all)
    }
}

/// Where a database stands in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaState {
    /// As this binary knows it.
    Current,
    /// So many steps behind.
    Behind(usize),
    /// It has a step that this binary does not know: made by a newer one.
    Newer(String),
}

/// Brings the schema up to date; returns how many steps it took.
///
/// # Errors
/// When a step fails, or the database was made by a newer binary.
pub(crate) fn run(conn: &mut Conn) -> anyhow::Result<usize> {
    if let SchemaState::Newer(step) = state(conn)? {
        anyhow::bail!("the database has the step {step}, which this version does not know: it was made by a newer one");
    }
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => up(c, Joined(POSTGRES)),
        Conn::Sqlite(c) => up(c, Joined(SQLITE)),
    }
}

/// Takes every step back; for tests and nothing else.
pub(crate) fn revert(conn: &mut Conn) -> anyhow::Result<()> {
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => c.revert_all_migrations(Joined(POSTGRES)).map(drop).map_err(|e| anyhow::anyhow!(e)),
        Conn::Sqlite(c) => c.revert_all_migrations(Joined(SQLITE)).map(drop).map_err(|e| anyhow::anyhow!(e)),
    }
}

/// Where the database stands.
pub(crate) fn state(conn: &mut Conn) -> anyhow::Result<SchemaState> {
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => compare(c, &Joined(POSTGRES)),
        Conn::Sqlite(c) => compare(c, &Joined(SQLITE)),
    }
}

fn up<DB: Backend, C: MigrationHarness<DB>>(conn: &mut C, all: Joined) -> anyhow::Result<usize> {
    conn.run_pending_migrations(all).map(|done| done.len()).map_err(|e| anyhow::anyhow!(e))
}

fn compare<DB: Backend, C: MigrationHarness<DB>>(conn: &mut C, all: &Joined) -> anyhow::Result<SchemaState> {
    let applied = conn.applied_migrations().map_err(|e| anyhow::anyhow!(e))?;
    let known: Vec<Box<dyn Migration<DB>>> = all.migrations().map_err(|e| anyhow::anyhow!(e))?;
    let knows = |step: &str| known.iter().any(|k| k.name().version().to_string() == step);
    let unknown = applied.iter().map(ToString::to_string).find(|step| !knows(step));
    Ok(match (unknown, known.len().saturating_sub(applied.len())) {
        (Some(step), _) => SchemaState::Newer(step),
        (None, 0) => SchemaState::Current,
        (None, behind) => SchemaState::Behind(behind),
    })
}
