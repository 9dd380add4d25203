//! Seasons told through HTTP by named people, each on SQLite and on PostgreSQL.

mod submission;
