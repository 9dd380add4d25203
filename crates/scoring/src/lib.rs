//! Marks to standings to awards out of a pool, exactly: fractions of integers all the way, floats nowhere.
//!
//! Everything is keyed by codes, because reports, draws and published traces speak in codes.
//! There is no clock, no input or output and no randomness here; even lots are computed from words that people gave.

pub mod aggregate;
pub mod allocation;
pub mod analysis;
pub mod assign;
pub mod audience;
pub mod calibrate;
pub mod desk;
pub mod distribution;
pub mod draw;
pub mod equating;
pub mod error;
pub mod figure;
pub mod judges;
pub mod marks;
pub mod optimum;
pub mod pairwise;
pub mod panel;
pub mod pb;
pub mod ranks;
pub mod ratio;
mod real;
pub mod reliability;
pub mod rubric;
pub mod rules;
pub mod sensitivity;
pub mod standard;
pub mod standings;
pub mod tally;
pub mod ties;
pub mod what_if;

pub use error::ScoringError;
pub use figure::Figure;
pub use ratio::Ratio;
