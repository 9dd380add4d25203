//! Configuration and wiring: the only crate that reads the clock, the environment and randomness.

pub mod calculator;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod doctor;
pub mod instance;
pub mod jobs;
pub mod open_files;

mod middleware;
mod pages;
