//! The nouns of a round, shared by every crate: typed ids and codes, money, marks, days, actors, rules.
//!
//! There are no verbs here and no input or output; `workflow` judges, `storage` keeps, `app` does.
//! Read in this order: who ([`actor`], [`organisation`]), what ([`proposal`]), under which rules ([`rules`]), and what it leaves behind ([`event`]).

pub mod actor;
pub mod calendar;
pub mod canonical;
pub mod code;
pub mod event;
pub mod ids;
pub mod mark;
pub mod money;
pub mod organisation;
pub mod proposal;
pub mod round;
pub mod rules;
pub mod stage;
pub mod state;

pub use actor::{Actor, Grant, Role, Scope, SessionKind, Who};
pub use calendar::{Calendar, Day, Period};
pub use code::Code;
pub use event::Event;
pub use ids::*;
pub use jiff::Timestamp;
pub use mark::Mark;
pub use money::Money;
pub use organisation::Organisation;
pub use proposal::Proposal;
pub use round::{Round, RoundDocument, Schedule};
pub use state::{PlanState, ProposalState, RoundState};
