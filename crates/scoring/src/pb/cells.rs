//! Rows of cells between semicolons, with quotes as a spreadsheet writes them; each row knows its line.

/// One row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    /// Its cells without surrounding white space.
    pub(super) cells: Vec<String>,
}

/// The line on which a quote opens that never closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenQuote(pub(super) usize);

/// Splits a text into rows; empty ones are left out. A quoted cell may hold semicolons, line ends and doubled quotes.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, OpenQuote> {
    let mut found = Vec::new();
    let mut rest = text.chars().peekable();
    let mut line = 1;
    while rest.peek().is_some() {
        let mut row = Row { line, cells: Vec::new() };
        let mut end = End::Cell;
        while end == End::Cell {
            let (cell, after) = cell(&mut rest, &mut line)?;
            row.cells.push(cell.trim().to_owned());
            end = after;
        }
        line += 1;
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            found.push(row);
        }
    }
    Ok(found)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Cell,
    Row,
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn cell(rest: &mut Chars<'_>, line: &mut usize) -> Result<(String, End), OpenQuote> {
    let mut cell = String::new();
    if rest.next_if_eq(&'"').is_some() {
        quoted(rest, line, &mut cell)?;
    }
    for one in rest.by_ref() {
        match one {
            ';' => return Ok((cell, End::Cell)),
            '\n' => return Ok((cell, End::Row)),
            other => cell.push(other),
        }
    }
    Ok((cell, End::Row))
}

fn quoted(rest: &mut Chars<'_>, line: &mut usize, cell: &mut String) -> Result<(), OpenQuote> {
    let opened = *line;
    while let Some(one) = rest.next() {
        match one {
            '"' if rest.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => return Ok(()),
            other => {
                *line += usize::from(other == '\n');
                cell.push(other);
            }
        }
    }
    Err(OpenQuote(opened))
}

/// Writes a cell so that [`rows`] reads it again.
pub(super) fn written(cell: &str) -> String {
    if cell.contains([';', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        rows(text).unwrap().into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn rows_know_their_lines() {
        let found = cells("a; b\r\n\r\n\"c;\n\"\"d\"\"\";e\nf");
        let own = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        assert_eq!(found, [(1, own(&["a", "b"])), (3, own(&["c;\n\"d\"", "e"])), (5, own(&["f"]))]);
    }

    #[test]
    fn a_quote_that_never_closes_is_named() {
        assert_eq!(rows("a\n\"b\n\n"), Err(OpenQuote(2)));
        assert_eq!(cells("a \"b\" c"), [(1, vec!["a \"b\" c".to_owned()])]);
    }
}
