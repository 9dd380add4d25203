//! What can go wrong with a database.

use diesel::result::{DatabaseErrorKind as Kind, Error as Diesel};

/// What can go wrong with a database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such row, or the actor may not see it.
    #[error("not found")]
    NotFound,
    /// A unique key is taken; the constraint as the engine names it.
    #[error("taken: {constraint}")]
    Taken {
        /// PostgreSQL's constraint name, or SQLite's `table.column, table.column`.
        constraint: String,
    },
    /// Somebody else changed the row since it was read.
    #[error("changed by somebody else")]
    Conflict,
    /// The queue is full or no connection came free in time.
    #[error("busy")]
    Busy,
    /// A bug or a broken database; the chain is for the log, never for the client.
    #[error(transparent)]
    Broken(#[from] anyhow::Error),
}

impl From<Diesel> for Error {
    fn from(error: Diesel) -> Self {
        match error {
            Diesel::NotFound => Self::NotFound,
            Diesel::DatabaseError(Kind::UniqueViolation, facts) => {
                let named = facts.constraint_name().map(str::to_owned);
                Self::Taken { constraint: named.unwrap_or_else(|| facts.message().to_owned()) }
            }
            // The row names another one that is not there.
            Diesel::DatabaseError(Kind::ForeignKeyViolation, _) => Self::NotFound,
            Diesel::DatabaseError(Kind::SerializationFailure, _) => Self::Conflict,
            other => Self::Broken(other.into()),
        }
    }
}

impl Error {
    /// A stored text that no longer reads as what it should be.
    pub(crate) fn unreadable(what: &str, why: impl std::fmt::Display) -> Self {
        Self::Broken(anyhow::anyhow!("unreadable {what} in the database: {why}"))
    }
}
