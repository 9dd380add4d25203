//! Seasons told through HTTP by named people, each on SQLite and on PostgreSQL.
#![cfg(test)]

mod agreement;
mod assignments;
mod award;
mod bad_input;
mod closure;
mod coaching;
mod component_figures;
mod continuation;
mod delivery;
mod desk_review;
mod devices;
mod doors;
mod draws;
mod eligibility;
mod evening;
mod final_evaluation;
mod intake;
mod judging;
mod live;
mod mid_term;
mod neighbours;
mod other_seasons;
mod payments;
mod powers;
mod public_notice;
mod races;
mod repeats;
mod roadshow;
mod scoring_rules;
mod stage;
mod standings;
mod submission;
mod tie_acts;
mod two_worlds;
mod whole_season;
