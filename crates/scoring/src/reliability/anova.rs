//! The two-way analysis of variance of a complete table, one mark a cell.

use super::Undefined;
use super::grid::Grid;
use crate::marks::MarkTable;
use crate::real::real;
use model::Mark;

/// Mean squares in points squared, with their degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anova {
    /// MSB: between the proposals.
    pub proposals: f64,
    /// MSW: within the proposals.
    pub within: f64,
    /// MSJ: between the judges.
    pub judges: f64,
    /// MSE: what is left.
    pub residual: f64,
    /// The degrees of freedom of MSB: n - 1.
    pub df_proposals: i128,
    /// Those of MSJ: k - 1.
    pub df_judges: i128,
}

/// The mean squares of a complete table (Fisher 1925).
///
/// # Errors
/// [`Undefined`] with a gap, fewer than two proposals or judges, or marks too large to be summed.
pub fn anova_two_way(table: &MarkTable) -> Result<Anova, Undefined> {
    let grid = Grid::of(table)?;
    let squares = Squares::of(&grid);
    let (n, k) = (grid.rows, grid.columns);
    let unit = real(grid.step) / real(Mark::UNIT);
    let mean = |sum: i128, df: i128| real(sum) / real(n * k * df) * unit * unit;
    Ok(Anova {
        proposals: mean(squares.proposals, n - 1),
        within: mean(squares.residual + squares.judges, n * (k - 1)),
        judges: mean(squares.judges, k - 1),
        residual: mean(squares.residual, (n - 1) * (k - 1)),
        df_proposals: n - 1,
        df_judges: k - 1,
    })
}

/// The sums of squares, each times n k, so that they are whole numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Squares {
    pub(super) proposals: i128,
    pub(super) judges: i128,
    pub(super) residual: i128,
}

impl Squares {
    pub(super) fn of(grid: &Grid) -> Self {
        let (n, k) = (grid.rows, grid.columns);
        let total: i128 = grid.cells.iter().sum();
        let all: i128 = n * k * grid.cells.iter().map(|x| x * x).sum::<i128>();
        let by_row: i128 = n * grid.lines().map(|line| square(line.iter().sum())).sum::<i128>();
        let by_column: i128 = k * grid.column_sums().into_iter().map(square).sum::<i128>();
        let mean = square(total);
        Self { proposals: by_row - mean, judges: by_column - mean, residual: all - by_row - by_column + mean }
    }
}

fn square(x: i128) -> i128 {
    x * x
}
