//! A table of marks: one row a proposal, one column a judge, an empty cell where a judge was absent or recused.

use model::Mark;

/// Judges' totals, or the marks of one criterion. Who gave none makes a smaller panel, never a zero.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkTable {
    /// The proposals' codes, in the order of the rows.
    pub proposals: Vec<String>,
    /// The judges' codes, in the order of the columns.
    pub judges: Vec<String>,
    /// The cells, row by row: `proposals.len() * judges.len()` of them.
    pub cells: Vec<Option<Mark>>,
}

impl MarkTable {
    /// The marks of each proposal, in the order of the judges.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[Option<Mark>]> {
        self.cells.chunks_exact(self.judges.len().max(1))
    }

    /// The mark of a judge for a proposal, both counted from 0.
    #[must_use]
    pub fn mark(&self, proposal: usize, judge: usize) -> Option<Mark> {
        self.rows().nth(proposal).and_then(|row| row.get(judge)).copied().flatten()
    }
}
