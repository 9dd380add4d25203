//! What is promised to others in writing is what the program does.
#![cfg(test)]

mod append_only;
mod columns;
mod durability;
mod group;
mod lives;
mod openapi;
mod permissions;
mod schema;
