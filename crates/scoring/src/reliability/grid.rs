//! A complete table of marks as small whole numbers.

use super::Undefined;
use crate::marks::MarkTable;
use crate::real::whole;
use model::Mark;

/// Every mark less the smallest, in multiples of the largest step that all marks keep; no measure of agreement changes by that.
pub(super) struct Grid {
    /// The proposals.
    pub(super) rows: i128,
    /// The judges.
    pub(super) columns: i128,
    /// The marks, row by row.
    pub(super) cells: Vec<i128>,
    /// The step, in units of a mark.
    pub(super) step: i128,
}

impl Grid {
    pub(super) fn of(table: &MarkTable) -> Result<Self, Undefined> {
        let (rows, columns) = (table.proposals.len(), table.judges.len());
        if rows < 2 {
            return Err(Undefined::FewProposals);
        }
        if columns < 2 {
            return Err(Undefined::FewJudges);
        }
        let marks: Option<Vec<Mark>> = table.cells.iter().copied().collect();
        let marks = marks.filter(|m| m.len() == rows * columns).ok_or(Undefined::Gap)?;
        let least = marks.iter().min().map_or(0, |m| i128::from(m.as_units()));
        let mut cells: Vec<i128> = marks.iter().map(|m| i128::from(m.as_units()) - least).collect();
        let step = cells.iter().fold(0, |step, cell| greatest_common_divisor(step, *cell)).max(1);
        cells.iter_mut().for_each(|cell| *cell /= step);
        let grid = Self { rows: whole(rows), columns: whole(columns), cells, step };
        if grid.is_summable() { Ok(grid) } else { Err(Undefined::TooLarge) }
    }

    /// Whether no sum of squares, times both sizes of the table, can leave the range of an `i128`.
    fn is_summable(&self) -> bool {
        let count = self.rows * self.columns;
        let most = self.cells.iter().max().copied().unwrap_or(0);
        count <= 1 << 24 && most.checked_mul(count).is_some_and(|sum| sum <= 1 << 49)
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &[i128]> {
        self.cells.chunks_exact(usize::try_from(self.columns).unwrap_or(1).max(1))
    }

    pub(super) fn column_sums(&self) -> Vec<i128> {
        let mut sums = vec![0; usize::try_from(self.columns).unwrap_or(0)];
        for line in self.lines() {
            sums.iter_mut().zip(line).for_each(|(sum, cell)| *sum += cell);
        }
        sums
    }
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
