//! What a verb can answer instead of doing.

use storage::Error as StorageError;
use workflow::Refusal;

/// What a verb can answer instead of doing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The marks do not fit.
    #[error(transparent)]
    Scoring(#[from] scoring::ScoringError),
    /// The database did not do it.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Error {
    /// Something that cannot be while the code is right; the chain is for the log.
    pub fn broken(why: impl std::fmt::Display) -> Self {
        Self::Storage(StorageError::Broken(anyhow::anyhow!("{why}")))
    }
}
