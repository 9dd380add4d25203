//! The handful of things that the two engines say differently. Kept under 150 lines.

use crate::conn::Conn;
use diesel::backend::Backend;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::BigInt;
use diesel::{Connection, QueryResult, RunQueryDsl};
use model::RoundId;

pub(crate) type Manager = <Conn as Connection>::TransactionManager;

/// Loads one row and holds it until the commit: `share` lets others share it, `exclusive` keeps all others out. On SQLite the open write transaction already is the lock.
macro_rules! locked {
    (share, $conn:expr, $query:expr) => {
        match $conn {
            #[cfg(feature = "postgres")]
            crate::conn::Conn::Pg(c) => $query.for_share().first(c),
            crate::conn::Conn::Sqlite(c) => $query.first(c),
        }
    };
    (exclusive, $conn:expr, $query:expr) => {
        match $conn {
            #[cfg(feature = "postgres")]
            crate::conn::Conn::Pg(c) => $query.for_update().first(c),
            crate::conn::Conn::Sqlite(c) => $query.first(c),
        }
    };
}

pub(crate) use locked;

/// Opens a transaction that may write. SQLite takes the write lock at once, because a transaction that reads first and writes later fails at once when another one wrote meanwhile.
pub(crate) fn begin_write(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => AnsiTransactionManager::begin_transaction(c),
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
    }
}

/// Opens a transaction that only reads, so that all its queries see one moment.
pub(crate) fn begin_read(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        }
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction(c),
    }
}

/// A number that changes when another process writes to the SQLite file; what the own connection writes does not count.
pub(crate) fn data_version(conn: &mut Conn) -> QueryResult<Option<i64>> {
    #[derive(diesel::QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        data_version: i64,
    }
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(_) => Ok(None),
        Conn::Sqlite(c) => {
            let counted: Counted = diesel::sql_query("PRAGMA data_version").get_result(c)?;
            Ok(Some(counted.data_version))
        }
    }
}

/// Ends the innermost transaction and keeps what it did.
pub(crate) fn commit(conn: &mut Conn) -> QueryResult<()> {
    Manager::commit_transaction(conn)
}

/// Ends the innermost transaction and undoes what it did.
pub(crate) fn rollback(conn: &mut Conn) -> QueryResult<()> {
    Manager::rollback_transaction(conn)
}

/// A statement without values, which is prepared once and kept.
macro_rules! fixed {
    ($name:ident, $sql:literal) => {
        struct $name;
        impl QueryId for $name {
            type QueryId = Self;
            const HAS_STATIC_QUERY_ID: bool = true;
        }
        impl<DB: Backend> QueryFragment<DB> for $name {
            fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                pass.push_sql($sql);
                Ok(())
            }
        }
        impl<C> RunQueryDsl<C> for $name {}
    };
}

fixed!(Begin, "SAVEPOINT job");
fixed!(Keep, "RELEASE job");
fixed!(Undo, "ROLLBACK TO job");

/// Opens a place inside an open transaction to which one job of a group can be undone.
pub(crate) fn savepoint(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => AnsiTransactionManager::begin_transaction(c),
        Conn::Sqlite(c) => Begin.execute(c).map(drop),
    }
}

/// Keeps what was done since the savepoint.
pub(crate) fn release(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => AnsiTransactionManager::commit_transaction(c),
        Conn::Sqlite(c) => Keep.execute(c).map(drop),
    }
}

/// Undoes what was done since the savepoint.
pub(crate) fn undo(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => AnsiTransactionManager::rollback_transaction(c),
        Conn::Sqlite(c) => Undo.execute(c).and_then(|_| Keep.execute(c)).map(drop),
    }
}

/// The channel on which processes that share a PostgreSQL tell one another which round has changed.
#[cfg(feature = "postgres")]
pub(crate) const CHANNEL: &str = "weiguang_rounds";

/// Tells the other processes, when this transaction commits. SQLite has one process, which tells itself.
pub(crate) fn notify(conn: &mut Conn, round: RoundId) -> QueryResult<()> {
    match conn {
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => diesel::sql_query(format!("NOTIFY {CHANNEL}, '{round}'")).execute(c).map(drop),
        Conn::Sqlite(_) => {
            let _one_process = round;
            Ok(())
        }
    }
}
