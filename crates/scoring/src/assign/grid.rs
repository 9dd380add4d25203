//! A table of proposals by judges that answers outside its borders too, so that nothing can panic.

/// The cells, row by row.
#[derive(Debug, Clone)]
pub(super) struct Grid<T> {
    cols: usize,
    cells: Vec<T>,
}

impl<T: Copy + Default> Grid<T> {
    /// A table of so many rows and columns, all at the default.
    pub(super) fn new(rows: usize, cols: usize) -> Self {
        Self { cols, cells: vec![T::default(); rows.saturating_mul(cols)] }
    }

    /// The cell; the default where there is none.
    pub(super) fn at(&self, row: usize, col: usize) -> T {
        self.row(row).get(col).copied().unwrap_or_default()
    }

    /// Writes the cell; nothing where there is none.
    pub(super) fn set(&mut self, row: usize, col: usize, value: T) {
        if let Some(cell) = self.cells.chunks_exact_mut(self.cols.max(1)).nth(row).and_then(|r| r.get_mut(col)) {
            *cell = value;
        }
    }

    /// A whole row; empty where there is none.
    pub(super) fn row(&self, row: usize) -> &[T] {
        let from = row.saturating_mul(self.cols);
        self.cells.get(from..from.saturating_add(self.cols)).unwrap_or_default()
    }
}
