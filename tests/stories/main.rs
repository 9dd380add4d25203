//! Seasons told through HTTP by named people, each on SQLite and on PostgreSQL.
#![cfg(test)]

mod devices;
mod evening;
mod live;
mod other_seasons;
mod races;
mod stage;
mod submission;
mod whole_season;
