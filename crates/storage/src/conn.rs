//! A connection to either engine, and the strict reading of database URLs.

use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::path::PathBuf;

/// A connection to either engine; every query is written once against it.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL through libpq.
    #[cfg(feature = "postgres")]
    Pg(diesel::PgConnection),
    /// The SQLite that is built into the binary.
    Sqlite(diesel::SqliteConnection),
}

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Url {
    /// A file.
    Sqlite(PathBuf),
    /// A server; the text is handed to libpq as it is.
    Postgres(String),
}

/// A database URL that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the database must be `sqlite:PATH`, `postgres://..` or `postgresql://..`, not {0:?}")]
pub struct BadUrl(pub String);

impl std::str::FromStr for Url {
    type Err = BadUrl;
    /// Reads `sqlite:PATH`, `sqlite:///PATH`, `postgres://..`, `postgresql://..`; anything else is an error, so that a mistyped URL never becomes a new file.
    fn from_str(text: &str) -> Result<Self, BadUrl> {
        let bad = || BadUrl(text.to_owned());
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite:").ok_or_else(bad)?;
        let path = match path.strip_prefix("//") {
            Some(rest) if rest.starts_with('/') => rest,
            Some(_) => return Err(bad()),
            None => path,
        };
        let clean = !path.is_empty() && !path.contains(['?', '#', '\0']) && !path.contains("://");
        if clean { Ok(Self::Sqlite(PathBuf::from(path))) } else { Err(bad()) }
    }
}

/// The lowest SQLite that may open a database: earlier ones can lose commits when the write-ahead log is reset (3.7.0 to 3.51.2).
const LOWEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Opens a connection for writing, with everything that durability rests on set and read back.
pub(crate) fn open(url: &Url) -> anyhow::Result<Conn> {
    match url {
        Url::Sqlite(path) => open_sqlite(path),
        #[cfg(feature = "postgres")]
        Url::Postgres(text) => Ok(Conn::Pg(diesel::PgConnection::establish(text)?)),
        #[cfg(not(feature = "postgres"))]
        Url::Postgres(_) => {
            anyhow::bail!("this build speaks SQLite only; build it with --features postgres")
        }
    }
}

/// Opens a connection that can only read.
pub(crate) fn open_reader(url: &Url) -> anyhow::Result<Conn> {
    let mut conn = open(url)?;
    match &mut conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(_) => {}
        Conn::Sqlite(sqlite) => sqlite.batch_execute("PRAGMA query_only=ON; PRAGMA temp_store=MEMORY")?,
    }
    Ok(conn)
}

fn open_sqlite(path: &std::path::Path) -> anyhow::Result<Conn> {
    let text = path.to_str().ok_or_else(|| anyhow::anyhow!("the database path is not UTF-8"))?;
    let mut sqlite = diesel::SqliteConnection::establish(text)?;
    refuse_old(&mut sqlite)?;
    sqlite.batch_execute(
        "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; \
         PRAGMA cache_size=-8000; PRAGMA mmap_size=67108864;",
    )?;
    let durability = durability(&mut sqlite)?;
    anyhow::ensure!(durability == ("wal".into(), 2), "SQLite did not accept WAL with synchronous=FULL: {durability:?}");
    Ok(Conn::Sqlite(sqlite))
}

/// The journal mode and the `synchronous` level (2 is FULL) that this connection really has.
pub(crate) fn durability(sqlite: &mut diesel::SqliteConnection) -> anyhow::Result<(String, i32)> {
    use diesel::dsl::sql;
    use diesel::sql_types::{Integer, Text};
    let journal = diesel::select(sql::<Text>("(SELECT journal_mode FROM pragma_journal_mode)")).get_result(sqlite)?;
    let level = diesel::select(sql::<Integer>("(SELECT synchronous FROM pragma_synchronous)")).get_result(sqlite)?;
    Ok((journal, level))
}

/// The version of the SQLite in this binary.
pub(crate) fn sqlite_version(sqlite: &mut diesel::SqliteConnection) -> anyhow::Result<String> {
    Ok(diesel::select(diesel::dsl::sql::<diesel::sql_types::Text>("sqlite_version()")).get_result(sqlite)?)
}

/// The settings of a server that durability rests on.
#[cfg(feature = "postgres")]
pub(crate) fn settings(pg: &mut diesel::PgConnection) -> anyhow::Result<Vec<(&'static str, String)>> {
    let names = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "data_sync_retry"];
    let ask = |name: &'static str| {
        let text = format!("current_setting('{name}')");
        let value = diesel::select(diesel::dsl::sql::<diesel::sql_types::Text>(&text)).get_result(pg)?;
        Ok((name, value))
    };
    names.into_iter().map(ask).collect()
}

fn refuse_old(sqlite: &mut diesel::SqliteConnection) -> anyhow::Result<()> {
    let version = sqlite_version(sqlite)?;
    let mut parts = version.split('.').map_while(|p| p.parse::<u32>().ok());
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    anyhow::ensure!(found >= LOWEST_SQLITE, "SQLite {version} is older than 3.51.3 and may lose commits");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_url_is_never_a_file() {
        for text in [
            "",
            "weiguang.db",
            "sqlite:",
            "sqlite://weiguang.db",
            "postgre://x",
            "sqlite3:x",
            "file:x",
            "sqlite:a?mode=ro",
            "sqlite:postgres://x",
        ] {
            assert_eq!(text.parse::<Url>(), Err(BadUrl(text.into())), "{text}");
        }
        assert_eq!("sqlite:data/a.db".parse(), Ok(Url::Sqlite("data/a.db".into())));
        assert_eq!("sqlite:///data/a.db".parse(), Ok(Url::Sqlite("/data/a.db".into())));
        assert_eq!("postgres://h/d".parse(), Ok(Url::Postgres("postgres://h/d".into())));
    }
}
