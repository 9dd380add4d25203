//! A running server with its own database, a clock that the story moves, and named people who speak HTTP.
#![expect(
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a story that cannot go on has failed, and says where"
)]

pub mod answer;
pub mod postgres;
pub mod stream;
pub mod town;

pub use answer::Answer;
pub use stream::{Message, Stream};
pub use town::{Engine, Person, Town};

/// Runs one story on every engine, each time in a town of its own.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$doc:meta])* $name:ident($town:ident) $story:block)*) => { $(
        mod $name {
            use super::*;
            fn story($town: &$crate::Town) $story
            #[test]
            fn on_sqlite() { story(&$crate::Town::found($crate::Engine::Sqlite)); }
            #[test]
            fn on_postgresql() { story(&$crate::Town::found($crate::Engine::Postgres)); }
        }
    )* };
}
