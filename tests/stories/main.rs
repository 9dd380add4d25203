//! Seasons told through HTTP by named people, each on SQLite and on PostgreSQL.
#![cfg(test)]

mod devices;
mod evening;
mod judging;
mod live;
mod other_seasons;
mod races;
mod stage;
mod submission;
mod two_worlds;
mod whole_season;
