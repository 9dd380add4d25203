//! The additive model: mark = worth of the proposal + severity of the judge, by least squares.

use super::matrix::Matrix;
use super::{Refused, connected};
use crate::marks::MarkTable;
use crate::real::real;

/// Estimates in points, in the order of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Additive {
    /// What each proposal would get from the average judge.
    pub proposals: Vec<f64>,
    /// How far each judge marks above the average judge; they sum to 0.
    pub judges: Vec<f64>,
}

/// Least squares for mark = proposal + judge, judges summing to 0 (Yates 1934, for tables with unequal counts).
///
/// # Errors
/// [`Refused::Disconnected`] with the groups, [`Refused::FewMarks`] below one mark for each proposal and judge.
pub fn additive(table: &MarkTable) -> Result<Additive, Refused> {
    let cells = connected(table)?;
    let (proposals, judges) = (table.proposals.len(), table.judges.len());
    let mut sums = vec![(0.0, 0_usize); proposals];
    for cell in &cells {
        sums.get_mut(cell.proposal).into_iter().for_each(|(sum, count)| {
            *sum += cell.points;
            *count += 1;
        });
    }
    // Proposals are eliminated; what is left has one row a judge. The added one in each cell stands for the sum of 0.
    let mut normal = Matrix::zero(judges);
    let mut right = vec![0.0; judges];
    for row in cells.chunk_by(|a, b| a.proposal == b.proposal) {
        let (sum, count) = row.first().and_then(|c| sums.get(c.proposal)).copied().unwrap_or_default();
        for cell in row {
            normal.add(cell.judge, cell.judge, 1.0);
            row.iter().for_each(|other| normal.add(cell.judge, other.judge, -1.0 / real(count)));
            right.get_mut(cell.judge).into_iter().for_each(|r| *r += cell.points - sum / real(count));
        }
    }
    for a in 0..judges {
        (0..judges).for_each(|b| normal.add(a, b, 1.0));
    }
    let severity = normal.factor().ok_or(Refused::FewMarks)?.solve(&right);
    let mut worth = vec![0.0; proposals];
    for cell in &cells {
        let own = severity.get(cell.judge).copied().unwrap_or_default();
        let count = sums.get(cell.proposal).map_or(1, |(_, count)| *count);
        worth.get_mut(cell.proposal).into_iter().for_each(|w| *w += (cell.points - own) / real(count));
    }
    Ok(Additive { proposals: worth, judges: severity })
}
