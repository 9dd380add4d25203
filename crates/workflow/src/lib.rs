//! What may happen next, and who may do it. Pure: facts and `now` are arguments; there is no clock, no database, no network here.
//!
//! Every subject has a module with its `Command`s and one `decide`; the buttons of a page are the commands for which `decide` says yes.
//! A refusal is looked for in one order: visibility (in `storage`), role, conflict of interest, state and clock, input.

pub mod assignments;
pub mod budget;
pub mod calendar;
pub mod component_figures;
pub mod draws;
pub mod eligibility;
pub mod evaluations;
pub mod instalments;
pub mod milestones;
pub mod organisations;
pub mod projects;
pub mod proposals;
pub mod refusal;
pub mod reminders;
pub mod roadshows;
pub mod roles;
pub mod rounds;
pub mod stage;
pub mod standings;
pub mod ties;
pub mod uscc;

pub use refusal::{Fault, Refusal};
