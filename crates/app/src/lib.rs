//! The verbs: one function per thing that a person, or the clock, can do.
//!
//! Each is a plain function over one open transaction, in the order `tx, actor, subject, input, now`:
//! find the facts that the actor may see, let `workflow` decide, write the row, record one event and the letters it causes.
//! The transaction is committed by whoever opened it; nobody is answered before that.

mod error;
mod record;

pub mod agreements;
pub mod assignments;
pub mod awards;
pub mod ballots;
pub mod checks;
pub mod clock;
pub mod closures;
pub mod coaching;
pub mod component_figures;
pub mod deliveries;
pub mod desk;
pub mod draws;
pub mod evaluations;
pub mod judging;
pub mod letters;
pub mod milestones;
pub mod notices;
pub mod once;
pub mod organisations;
pub mod paper;
pub mod payments;
pub mod people;
pub mod proposals;
pub mod rehearsals;
pub mod reminders;
pub mod reports;
pub mod results;
pub mod roadshows;
pub mod rounds;
pub mod rules;
pub mod screens;
pub mod seats;
pub mod sessions;
pub mod sheets;
pub mod stage;
pub mod standings;
pub mod tie_acts;

pub use error::Error;
pub use notification::PostOffice;
pub use record::{Record, record};
pub use storage::Error as StorageError;
pub use storage::{BadUrl, Change, Db, Entropy, Fatal, Listener, SchemaState, Settings, Tx, Url};

pub use storage::tenants;
