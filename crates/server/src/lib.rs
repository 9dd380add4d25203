//! Configuration and wiring: the only crate that reads the clock, the environment and randomness.

pub mod clock;
pub mod instance;
pub mod jobs;

mod middleware;
