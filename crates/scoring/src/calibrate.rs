//! Models that tell a judge's severity from a proposal's worth where panels are incomplete. Advisory, unless the round declared one before its call opened.
//!
//! Severity and worth can be told apart only where judges and proposals connect: a model is refused when they fall into separate groups.
#![expect(clippy::float_arithmetic, reason = "model estimates are real numbers")]

mod additive;
mod climb;
mod connection;
mod effects;
mod matrix;
mod restricted;

pub use additive::{Additive, additive};
pub use connection::{Group, groups};
pub use effects::{Effect, RandomEffects, random_effects};

use crate::marks::MarkTable;
use crate::real::real;
use model::Mark;

/// Why a model is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Judges and proposals fall into groups that share nothing.
    #[error("judges and proposals fall into {} groups that share no mark", .0.len())]
    Disconnected(Vec<Group>),
    /// There are no marks left over to estimate anything with.
    #[error("there are too few marks for so many proposals and judges")]
    FewMarks,
}

/// One mark, in points, with the places of its proposal and judge.
#[derive(Debug, Clone, Copy)]
struct Cell {
    proposal: usize,
    judge: usize,
    points: f64,
}

fn cells(table: &MarkTable) -> Vec<Cell> {
    let row = |(proposal, row): (usize, &[Option<Mark>])| -> Vec<Cell> {
        let points = |mark: Mark| real(mark.as_units()) / real(Mark::UNIT);
        let given = row.iter().enumerate().filter_map(|(judge, mark)| Some((judge, (*mark)?)));
        given.map(|(judge, mark)| Cell { proposal, judge, points: points(mark) }).collect()
    };
    table.rows().enumerate().flat_map(row).collect()
}

/// Refuses a table that does not connect; judges and proposals without any mark are a group of their own.
fn connected(table: &MarkTable) -> Result<Vec<Cell>, Refused> {
    let groups = groups(table);
    if groups.len() > 1 {
        return Err(Refused::Disconnected(groups));
    }
    let cells = cells(table);
    let unknown = table.proposals.len() + table.judges.len();
    if cells.len() < unknown { Err(Refused::FewMarks) } else { Ok(cells) }
}
