//! Why a table of marks is refused: which cell, what is wrong with it, and how to mend it.

use std::fmt;

/// A table of marks that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct MarksRefused {
    /// The row, from 1, the row of the judges' names included; 0 when the file as a whole is refused.
    pub row: usize,
    /// The column, from 1, the column of the proposals' names included; 0 when a whole row is refused.
    pub column: usize,
    /// The proposal of the row, where it is known.
    pub proposal: Option<String>,
    /// The judge of the column, where it is known.
    pub judge: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a table of marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing in the file.
    EmptyFile,
    /// The bytes are neither UTF-8 nor GB18030.
    UnknownEncoding,
    /// The first row names no judge.
    NoJudges,
    /// There is no row below the judges' names.
    NoProposals,
    /// A quotation mark is not closed, or stands inside a cell that does not begin with one.
    BadQuotes,
    /// The row has another number of cells than the first row.
    CellCount {
        /// Cells of this row.
        found: usize,
        /// Cells of the first row.
        expected: usize,
    },
    /// A judge or a proposal has no name.
    NoName,
    /// The name stands in an earlier cell too.
    Duplicate {
        /// The name.
        name: String,
        /// The earlier cell.
        first: String,
    },
    /// The cell is no mark.
    NoMark {
        /// What it holds.
        found: String,
        /// Why it is none.
        why: NoMark,
    },
    /// The mark is outside the scale of the rules.
    OutOfScale {
        /// The mark.
        found: String,
        /// The lowest.
        min: String,
        /// The highest.
        max: String,
    },
    /// The mark is not on the step of the rules.
    OffStep {
        /// The mark.
        found: String,
        /// The step.
        step: String,
    },
}

/// Why a cell is no mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMark {
    /// It has full-width characters, as Chinese input methods write them.
    FullWidth,
    /// It has a comma.
    Comma,
    /// It has a sign.
    Sign,
    /// It has more than four places.
    Places,
    /// It has more than twelve digits before the point.
    TooLarge,
    /// It has an exponent.
    Exponent,
    /// It is anything else.
    Other,
}

impl NoMark {
    /// Finds the reason that helps most.
    pub(super) fn of(cell: &str) -> Self {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let (whole, part) = cell.split_once('.').unwrap_or((cell, "0"));
        if cell.chars().any(|c| ('\u{ff01}'..='\u{ff5e}').contains(&c) || matches!(c, '\u{3000}' | '。' | '、')) {
            Self::FullWidth
        } else if cell.contains(',') {
            Self::Comma
        } else if cell.starts_with(['+', '-', '−']) {
            Self::Sign
        } else if cell.contains(['e', 'E']) && cell.split(['e', 'E']).all(|p| p.bytes().any(|b| b.is_ascii_digit())) {
            Self::Exponent
        } else if digits(whole) && digits(part) {
            if whole.len() > 12 { Self::TooLarge } else { Self::Places }
        } else {
            Self::Other
        }
    }

    const fn mend(self) -> &'static str {
        match self {
            Self::FullWidth => "write it with half-width digits and point, such as 85.5",
            Self::Comma => "write it without a comma and with a decimal point, such as 85.5",
            Self::Sign => "marks have no sign; leave the cell empty where a judge was absent",
            Self::Places => "write at most four places after the point",
            Self::TooLarge => "write at most twelve digits before the point",
            Self::Exponent => "write it out without an exponent, such as 85.5",
            Self::Other => "write a decimal number such as 85.5, or leave the cell empty where a judge was absent",
        }
    }
}

impl MarksRefused {
    /// The cell as spreadsheets name it, such as `B3`; `row 3` for a whole row; `None` for the whole file.
    #[must_use]
    pub fn cell(&self) -> Option<String> {
        match (self.row, self.column) {
            (0, _) => None,
            (row, 0) => Some(format!("row {row}")),
            (row, column) => Some(cell_name(row, column)),
        }
    }
}

/// The name of a cell, both counted from 1.
pub(super) fn cell_name(row: usize, column: usize) -> String {
    let (mut letters, mut left) = (Vec::new(), column);
    while left > 0 {
        let digit = left.saturating_sub(1) % 26;
        letters.extend(u8::try_from(digit).map(|d| char::from(b'A'.saturating_add(d))));
        left = left.saturating_sub(1) / 26;
    }
    format!("{}{row}", letters.iter().rev().collect::<String>())
}

impl fmt::Display for MarksRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(cell) = self.cell() {
            f.write_str(&cell)?;
            match (&self.proposal, &self.judge) {
                (Some(proposal), Some(judge)) => write!(f, " (proposal {proposal}, judge {judge})")?,
                (Some(proposal), None) => write!(f, " (proposal {proposal})")?,
                (None, Some(judge)) => write!(f, " (judge {judge})")?,
                (None, None) => {}
            }
            f.write_str(": ")?;
        }
        self.fault.fmt(f)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyFile => f.write_str("the file is empty; the first row names the judges, each further row a proposal with its marks"),
            Self::UnknownEncoding => f.write_str("the file is neither UTF-8 nor GB18030; save it as CSV UTF-8"),
            Self::NoJudges => f.write_str("the first row names no judge; separate the columns by commas, the first one for the proposals and one for each judge"),
            Self::NoProposals => f.write_str("there is no proposal; write one row for each below the judges' names"),
            Self::BadQuotes => f.write_str("a quotation mark is not closed or stands inside a cell; quote the whole cell and write a quotation mark in it twice"),
            Self::CellCount { found, expected } => write!(f, "the row has {found} cells and the first row {expected}; give every judge a cell, an empty one where absent"),
            Self::NoName => f.write_str("the name is missing; name every proposal in the first column and every judge in the first row"),
            Self::Duplicate { name, first } => write!(f, "`{name}` stands in {first} already; give each its own name"),
            Self::NoMark { found, why } => write!(f, "`{found}` is not a mark; {}", why.mend()),
            Self::OutOfScale { found, min, max } => write!(f, "`{found}` is outside {min} to {max}; correct the mark or the rules"),
            Self::OffStep { found, step } => write!(f, "`{found}` is not on the step {step}; correct the mark or the rules"),
        }
    }
}
