//! A table of marks: one row a proposal, one column a judge, an empty cell where a judge was absent or recused.

use crate::rules::Rubric;
use model::Mark;

mod csv;
mod refusal;

pub use refusal::{Fault, MarksRefused};

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

    /// Reads a table as a spreadsheet saves it: CSV in UTF-8 (with or without byte-order mark) or GB18030, lines ended by CRLF or LF.
    ///
    /// The first row names the judges and the first column the proposals; an empty cell is an absent or recused judge.
    /// A mark is a non-negative decimal with at most four places and nothing else.
    ///
    /// ```
    /// let table = scoring::marks::MarkTable::from_csv("项目,李,王\n甲,85.5,\n".as_bytes()).unwrap();
    /// assert_eq!(table.judges, ["李", "王"]);
    /// assert_eq!(table.cells, ["85.5".parse().ok(), None]);
    /// ```
    ///
    /// # Errors
    /// The first thing that is wrong, with the cell, what is wrong with it and how to mend it.
    pub fn from_csv(bytes: &[u8]) -> Result<Self, MarksRefused> {
        csv::read(bytes, None)
    }

    /// The same, and every mark must be a total that the rubric can give.
    ///
    /// # Errors
    /// As [`MarkTable::from_csv`]; [`Fault::OutOfScale`] and [`Fault::OffStep`].
    pub fn from_csv_within(bytes: &[u8], rubric: &Rubric) -> Result<Self, MarksRefused> {
        csv::read(bytes, Some(rubric))
    }
}
