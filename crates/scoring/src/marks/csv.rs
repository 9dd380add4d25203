//! Reads a table of marks from the bytes that a spreadsheet saves.

use super::MarkTable;
use super::refusal::{Fault, MarksRefused, NoMark, cell_name};
use crate::rules::Rubric;
use model::Mark;
use std::collections::HashMap;

/// Longest piece of a bad cell that a refusal repeats, in characters.
const SHOWN: usize = 40;

pub(super) fn read(bytes: &[u8], rubric: Option<&Rubric>) -> Result<MarkTable, MarksRefused> {
    let text = decode(bytes)?;
    let mut rows = split(&text)?.into_iter().zip(1..).filter(|(row, _)| row.iter().any(|cell| !cell.is_empty()));
    let Some((mut header, header_row)) = rows.next() else {
        return Err(whole(Fault::EmptyFile));
    };
    while header.len() > 1 && header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    let judges: Vec<String> = header.into_iter().skip(1).collect();
    if judges.is_empty() {
        return Err(at(header_row, 0, Fault::NoJudges));
    }
    let named = judges.iter().zip(2..).map(|(name, column)| (name.as_str(), (header_row, column)));
    distinct(named)?;
    let mut table = MarkTable { judges, ..MarkTable::default() };
    let mut places = Vec::new();
    for (row, number) in rows {
        take(&mut table, row, number, rubric)?;
        places.push((number, 1));
    }
    if table.proposals.is_empty() {
        return Err(whole(Fault::NoProposals));
    }
    distinct(table.proposals.iter().map(String::as_str).zip(places))?;
    Ok(table)
}

const fn whole(fault: Fault) -> MarksRefused {
    at(0, 0, fault)
}

const fn at(row: usize, column: usize, fault: Fault) -> MarksRefused {
    MarksRefused { row, column, proposal: None, judge: None, fault }
}

/// UTF-8 with or without byte-order mark; otherwise GB18030, in which every byte sequence of an older GBK or GB 2312 file reads the same.
fn decode(bytes: &[u8]) -> Result<String, MarksRefused> {
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bare.starts_with(b"\xff\xfe") || bare.starts_with(b"\xfe\xff") || bare.contains(&0) {
        return Err(whole(Fault::UnknownEncoding));
    }
    if let Ok(text) = std::str::from_utf8(bare) {
        return Ok(text.to_owned());
    }
    let decoded = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bare);
    decoded.map(std::borrow::Cow::into_owned).ok_or_else(|| whole(Fault::UnknownEncoding))
}

/// The rows of a CSV text, each cell without the white space around it.
fn split(text: &str) -> Result<Vec<Vec<String>>, MarksRefused> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut was_quoted) = (false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' if quoted => quoted = false,
            '"' if !was_quoted && cell.trim().is_empty() => {
                cell.clear();
                (quoted, was_quoted) = (true, true);
            }
            '"' => return Err(bad_quotes(&rows, &row)),
            _ if quoted => cell.push(letter),
            ',' | '\n' => {
                row.push(cell.trim_matches([' ', '\t', '\r']).to_owned());
                cell.clear();
                was_quoted = false;
                if letter == '\n' {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ' ' | '\t' | '\r' if was_quoted => {}
            _ if was_quoted => return Err(bad_quotes(&rows, &row)),
            _ => cell.push(letter),
        }
    }
    if quoted {
        return Err(bad_quotes(&rows, &row));
    }
    row.push(cell.trim_matches([' ', '\t', '\r']).to_owned());
    rows.push(row);
    Ok(rows)
}

const fn bad_quotes(rows: &[Vec<String>], row: &[String]) -> MarksRefused {
    at(rows.len().saturating_add(1), row.len().saturating_add(1), Fault::BadQuotes)
}

fn take(
    table: &mut MarkTable,
    mut row: Vec<String>,
    number: usize,
    rubric: Option<&Rubric>,
) -> Result<(), MarksRefused> {
    let expected = table.judges.len().saturating_add(1);
    while row.len() > expected && row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    let name = row.first().cloned().unwrap_or_default();
    if name.is_empty() {
        return Err(at(number, 1, Fault::NoName));
    }
    if row.len() != expected {
        let fault = Fault::CellCount { found: row.len(), expected };
        return Err(MarksRefused { proposal: Some(name), ..at(number, 0, fault) });
    }
    for ((cell, judge), column) in row.iter().skip(1).zip(&table.judges).zip(2..) {
        let mark = mark(cell).and_then(|mark| within(mark, rubric)).map_err(|fault| MarksRefused {
            proposal: Some(name.clone()),
            judge: Some(judge.clone()),
            ..at(number, column, fault)
        })?;
        table.cells.push(mark);
    }
    table.proposals.push(name);
    Ok(())
}

fn mark(cell: &str) -> Result<Option<Mark>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    let read = cell.parse::<Mark>().ok().filter(|_| !cell.starts_with('-'));
    let shown = || cell.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    read.map(Some).ok_or_else(|| Fault::NoMark { found: shown(), why: NoMark::of(cell) })
}

/// The mark, if a rubric can give it as a total.
fn within(mark: Option<Mark>, rubric: Option<&Rubric>) -> Result<Option<Mark>, Fault> {
    let (Some(given), Some(rubric)) = (mark, rubric) else { return Ok(mark) };
    let (min, max) = rubric.range();
    if given < min || given > max {
        return Err(Fault::OutOfScale { found: given.to_string(), min: min.to_string(), max: max.to_string() });
    }
    match rubric.total_step() {
        Some(step) if given.as_units().saturating_sub(min.as_units()) % step.as_units() != 0 => {
            Err(Fault::OffStep { found: given.to_string(), step: step.to_string() })
        }
        _ => Ok(mark),
    }
}

fn distinct<'a>(names: impl Iterator<Item = (&'a str, (usize, usize))>) -> Result<(), MarksRefused> {
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
    for (name, place) in names {
        if name.is_empty() {
            return Err(at(place.0, place.1, Fault::NoName));
        }
        if let Some(first) = seen.insert(name, place) {
            let fault = Fault::Duplicate { name: name.to_owned(), first: cell_name(first.0, first.1) };
            return Err(at(place.0, place.1, fault));
        }
    }
    Ok(())
}
