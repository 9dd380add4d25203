//! HTTP and JSON: routes, views, problems, and who is asking.
//!
//! A handler names who asks, what for and with what, calls one verb of `app` inside one transaction, and shows the result.
//! It decides nothing: roles, states and clocks are `workflow`'s, and status codes stand in one place, [`problem`].

pub mod address;
pub mod call;
pub mod identity;
pub mod live;
pub mod problem;
pub mod site;
pub mod valid;
pub mod views;

mod agreements;
mod assignments;
mod awards;
mod checks;
mod component_figures;
mod deliveries;
mod draws;
mod evaluations;
mod judging;
mod organisations;
mod panels;
mod people;
mod proposals;
mod results;
mod roadshows;
mod rounds;
mod routes;
mod rules;
mod screens;
mod sessions;
mod stage;
mod standings;
pub mod system;
mod tie_acts;
mod voting;

pub use routes::{configure, openapi};
pub use site::{Clock, Site};
