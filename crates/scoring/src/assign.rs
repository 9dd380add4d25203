//! Who judges what, in which room, in which order: computed from published words, so that anybody can compute it again.

mod connect;
mod cost;
mod edited;
mod flow;
mod grid;
mod order_exists;
mod plan;
mod request;
mod rooms;
mod running_order;
mod violation;
mod words;

pub use edited::{PairFault, edited};
pub use plan::{Component, Load, Plan, judges};
pub use request::{Balance, Conflict, Fit, HIGHEST_COST, Judge, MOST_JUDGES, MOST_PROPOSALS, Pair, Request};
pub use rooms::{Layered, Room, RoomPlan, rooms};
pub use running_order::{Impossibility, Item, MOST_DRAWS, OrderError, RunningOrder, running_order};
pub use violation::{AssignmentError, Relax, Violation, Violator};
