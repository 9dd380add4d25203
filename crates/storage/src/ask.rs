//! How a query meets the engine that is open: compiled for each engine by itself, so that diesel knows the prepared statement by the query's type.
//! Through the connection that is either engine it would write the statement's text anew at each use, which took a third of what a small act costs.

use crate::Tx;
use crate::conn::Conn;
use diesel::dsl::Limit;
use diesel::query_dsl::methods::{ExecuteDsl, LimitDsl, LoadQuery};
use diesel::{QueryResult, RunQueryDsl, SqliteConnection};

/// A query that every engine of this build can answer with such rows.
pub(crate) trait Loads<'q, U>: Sized {
    fn load_on(self, conn: &mut Conn) -> QueryResult<Vec<U>>;
    fn row_on(self, conn: &mut Conn) -> QueryResult<U>;
}

/// A statement that every engine of this build can run.
pub(crate) trait Runs: Sized {
    fn run_on(self, conn: &mut Conn) -> QueryResult<usize>;
}

macro_rules! both {
    ($conn:expr, $c:ident => $ask:expr) => {
        match $conn {
            #[cfg(feature = "postgres")]
            Conn::Pg($c) => $ask,
            Conn::Sqlite($c) => $ask,
        }
    };
}

macro_rules! engines {
    ($($pg:ident)?) => {
        impl<'q, U, Q> Loads<'q, U> for Q
        where
            Q: RunQueryDsl<SqliteConnection> + LoadQuery<'q, SqliteConnection, U> $(+ RunQueryDsl<diesel::$pg> + LoadQuery<'q, diesel::$pg, U>)?,
        {
            fn load_on(self, conn: &mut Conn) -> QueryResult<Vec<U>> {
                both!(conn, c => RunQueryDsl::load(self, c))
            }
            fn row_on(self, conn: &mut Conn) -> QueryResult<U> {
                both!(conn, c => RunQueryDsl::get_result(self, c))
            }
        }
        impl<Q> Runs for Q
        where
            Q: RunQueryDsl<SqliteConnection> + ExecuteDsl<SqliteConnection> $(+ RunQueryDsl<diesel::$pg> + ExecuteDsl<diesel::$pg>)?,
        {
            fn run_on(self, conn: &mut Conn) -> QueryResult<usize> {
                both!(conn, c => RunQueryDsl::execute(self, c))
            }
        }
    };
}

#[cfg(feature = "postgres")]
engines!(PgConnection);
#[cfg(not(feature = "postgres"))]
engines!();

/// What a query is asked for.
pub(crate) trait Ask: Sized {
    /// All rows.
    fn rows<'q, U>(self, tx: &mut Tx<'_>) -> QueryResult<Vec<U>>
    where
        Self: Loads<'q, U>,
    {
        self.load_on(tx.conn)
    }

    /// The row that there is at most one of.
    fn row<'q, U>(self, tx: &mut Tx<'_>) -> QueryResult<U>
    where
        Self: Loads<'q, U>,
    {
        self.row_on(tx.conn)
    }

    /// The first of several rows.
    fn first_row<'q, U>(self, tx: &mut Tx<'_>) -> QueryResult<U>
    where
        Self: LimitDsl,
        Limit<Self>: Loads<'q, U>,
    {
        self.limit(1).row_on(tx.conn)
    }

    /// Runs it; how many rows it touched.
    fn run(self, tx: &mut Tx<'_>) -> QueryResult<usize>
    where
        Self: Runs,
    {
        self.run_on(tx.conn)
    }
}

impl<Q> Ask for Q {}
