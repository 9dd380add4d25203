//! Symmetric positive matrices: the Cholesky factor, solutions, inverse.

/// A square matrix, row by row.
#[derive(Debug, Clone)]
pub(super) struct Matrix {
    rows: Vec<Vec<f64>>,
}

impl Matrix {
    pub(super) fn zero(size: usize) -> Self {
        Self { rows: vec![vec![0.0; size]; size] }
    }

    pub(super) fn get(&self, row: usize, column: usize) -> f64 {
        self.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0)
    }

    pub(super) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.rows.get_mut(row).and_then(|row| row.get_mut(column)).into_iter().for_each(|cell| *cell += value);
    }

    /// The matrix times a vector.
    pub(super) fn times(&self, vector: &[f64]) -> Vec<f64> {
        self.rows.iter().map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum()).collect()
    }

    /// The sum of the products cell by cell, which for symmetric matrices is the trace of their product.
    pub(super) fn dot(&self, other: &Self) -> f64 {
        let pairs = self.rows.iter().flatten().zip(other.rows.iter().flatten());
        pairs.map(|(a, b)| a * b).sum()
    }

    /// The lower factor of Cholesky; `None` where the matrix is not positive.
    pub(super) fn factor(&self) -> Option<Factor> {
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(self.rows.len());
        for (at, own) in self.rows.iter().enumerate() {
            let mut line: Vec<f64> = Vec::with_capacity(at + 1);
            for (above, value) in rows.iter().zip(own) {
                let left: f64 = above.iter().zip(&line).map(|(a, b)| a * b).sum();
                line.push((value - left) / above.last()?);
            }
            let rest = own.get(at)? - line.iter().map(|x| x * x).sum::<f64>();
            if rest <= 1e-12 * own.get(at)?.abs() {
                return None;
            }
            line.push(rest.sqrt());
            rows.push(line);
        }
        Some(Factor { rows })
    }
}

/// A lower triangle L with L L' = the matrix.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    rows: Vec<Vec<f64>>,
}

impl Factor {
    /// The logarithm of the determinant of L L'.
    pub(super) fn log_determinant(&self) -> f64 {
        self.rows.iter().filter_map(|line| line.last()).map(|pivot| 2.0 * libm::log(*pivot)).sum()
    }

    pub(super) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut found: Vec<f64> = Vec::with_capacity(right.len());
        for (line, value) in self.rows.iter().zip(right) {
            let left: f64 = line.iter().zip(&found).map(|(a, b)| a * b).sum();
            found.push((value - left) / line.last().copied().unwrap_or(1.0));
        }
        for (at, line) in self.rows.iter().enumerate().rev() {
            let mut own = 0.0;
            found.get_mut(at).into_iter().for_each(|x| {
                *x /= line.last().copied().unwrap_or(1.0);
                own = *x;
            });
            found.iter_mut().zip(line).take(at).for_each(|(x, factor)| *x -= factor * own);
        }
        found
    }

    pub(super) fn inverse(&self) -> Matrix {
        let size = self.rows.len();
        let unit = |at: usize| -> Vec<f64> { (0..size).map(|n| if n == at { 1.0 } else { 0.0 }).collect() };
        Matrix { rows: (0..size).map(|at| self.solve(&unit(at))).collect() }
    }
}
