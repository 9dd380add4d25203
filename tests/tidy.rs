//! The rules of the house, held by a machine: layers, sizes, words, licences. Each rule has a planted offender that it must find.
#![cfg(test)]

#[path = "tidy/dependencies.rs"]
mod dependencies;
#[path = "tidy/sources.rs"]
mod sources;
