//! The only crate that speaks SQL: transactions in, model types out.
//!
//! Two doors lead in, [`Db::read`] and [`Db::write`]; each hands an open [`Tx`] to a plain function.
//! Finders are scoped by who asks: what an actor may not see does not exist. Those that are not scoped say so in their name.
//! Absent on purpose: any decision. What may happen is judged in `workflow`.

mod ask;
mod changes;
mod checkpoint;
mod column;
#[expect(
    unreachable_pub,
    reason = "diesel publishes what its combined connection is made of; the module keeps it inside"
)]
mod conn;
mod db;
mod dialect;
mod error;
mod known;
mod migrations;
mod schema;
mod tx;
mod writer;

pub mod agreements;
pub mod assignments;
pub mod awards;
pub mod ballots;
pub mod checks;
pub mod coaching;
pub mod component_figures;
pub mod declarations;
pub mod deliveries;
pub mod draws;
pub mod evaluations;
pub mod events;
pub mod keys;
pub mod ledger;
pub mod milestones;
pub mod notices;
pub mod organisations;
pub mod outbox;
pub mod payments;
pub mod people;
pub mod proposals;
pub mod reminders;
pub mod reviews;
pub mod roadshows;
pub mod rounds;
pub mod screens;
pub mod seats;
pub mod sessions;
pub mod sheets;
pub mod stage;
pub mod tenants;
pub mod tie_acts;

pub use changes::{Change, Listener};
pub use conn::{BadUrl, Url};
pub use db::{Db, Settings};
pub use error::Error;
pub use migrations::SchemaState;
pub use tx::{Entropy, Tx};
pub use writer::Fatal;
