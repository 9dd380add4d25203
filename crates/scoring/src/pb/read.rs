//! Reads a file of Pabulib (the PABULIB format, Stolicki, Szufa and Talmon, 2020). Any bytes at all give an election or an error that names the place.

use super::amount::Decimal;
use super::cells::{self, Row};
use super::{Election, Project, VoteKind, Voter};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with a file, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct FileError {
    /// The line, from 1.
    pub line: usize,
    /// The cell of the line, from 1.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub what: String,
}

fn wrong<T>(line: usize, column: usize, what: impl Into<String>) -> Result<T, FileError> {
    Err(FileError { line, column, what: what.into() })
}

/// Reads the bytes of a file.
///
/// # Errors
/// [`FileError`] with line and column.
pub fn read(bytes: &[u8]) -> Result<Election, FileError> {
    let text = text(bytes)?;
    let rows = cells::rows(text).or_else(|open| wrong(open.0, 1, "a quote opens here and never closes"))?;
    let sections = sections(&rows)?;
    let meta = meta(&sections)?;
    let kind = kind(&meta)?;
    let (projects, costs) = projects(&sections)?;
    let places = ids(&projects);
    let (line, budget) = amount_of(&meta, "budget")?;
    let longest = longest(&meta, projects.len())?;
    let ballots = ballots(&sections, (kind, longest), &places)?;
    let money = Decimal::most_places(costs.iter().chain([&budget]));
    let points = Decimal::most_places(ballots.iter().flat_map(|(_, choices)| choices).map(|(_, points)| points));
    let units = |cost: &Decimal| u64::try_from(cost.units(money)).unwrap_or(u64::MAX);
    if budget.is_negative() {
        return wrong(line, 2, "the budget is below nothing");
    }
    let mut election = Election {
        kind,
        budget: units(&budget),
        money,
        points,
        projects: projects.into_iter().zip(&costs).map(|(p, cost)| Project { cost: units(cost), ..p }).collect(),
        voters: ballots
            .into_iter()
            .map(|(voter, choices)| Voter {
                choices: choices.into_iter().map(|(p, got)| (p, got.units(points))).collect(),
                ..voter
            })
            .collect(),
        warnings: Vec::new(),
        meta: meta.into_iter().map(|(key, value, _)| (key, value)).collect(),
    };
    election.warnings = warnings(&election);
    Ok(election)
}

fn text(bytes: &[u8]) -> Result<&str, FileError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).or_else(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|b| **b == b'\n').count().saturating_add(1);
        let last = before.rsplit(|b| *b == b'\n').next().unwrap_or_default();
        let column = last.iter().filter(|b| **b == b';').count().saturating_add(1);
        wrong(line, column, "this is not UTF-8; save the file as UTF-8")
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Meta,
    Projects,
    Votes,
}

impl Section {
    fn of(row: &Row) -> Option<Self> {
        let [name] = row.cells.as_slice() else { return None };
        match name.to_ascii_lowercase().as_str() {
            "meta" => Some(Self::Meta),
            "projects" => Some(Self::Projects),
            "votes" => Some(Self::Votes),
            _ => None,
        }
    }
}

/// A section: its header and its rows.
struct Table<'a> {
    header: &'a Row,
    rows: Vec<&'a Row>,
}

impl Table<'_> {
    /// The column of that name, from 1.
    fn column(&self, name: &str) -> Option<usize> {
        self.header.cells.iter().position(|cell| cell == name).map(|at| at.saturating_add(1))
    }

    fn needed(&self, name: &str) -> Result<usize, FileError> {
        self.column(name).map_or_else(|| wrong(self.header.line, 1, format!("there is no column {name:?}")), Ok)
    }

    /// The cells of a row under columns that are not named.
    fn rest(&self, row: &Row, named: &[&str]) -> Vec<(String, String)> {
        let pairs = self.header.cells.iter().zip(&row.cells);
        pairs.filter(|(key, _)| !named.contains(&key.as_str())).map(|(k, v)| (k.clone(), v.clone())).collect()
    }
}

/// A cell by its column from 1. What is not there is empty, and so is `None`, as Pabulib writes an absent value.
fn cell(row: &Row, column: usize) -> &str {
    let cell = column.checked_sub(1).and_then(|at| row.cells.get(at)).map_or("", String::as_str);
    if cell.eq_ignore_ascii_case("none") { "" } else { cell }
}

type Sections<'a> = BTreeMap<Section, Table<'a>>;

fn sections(rows: &[Row]) -> Result<Sections<'_>, FileError> {
    let mut found = Sections::new();
    let mut current = None;
    let mut rest = rows.iter();
    while let Some(row) = rest.next() {
        if let Some(section) = Section::of(row) {
            let Some(header) = rest.next() else {
                return wrong(row.line, 1, "the section ends before its header");
            };
            if found.insert(section, Table { header, rows: Vec::new() }).is_some() {
                return wrong(row.line, 1, "the section stands here for a second time");
            }
            current = Some(section);
            continue;
        }
        let Some(table) = current.and_then(|section| found.get_mut(&section)) else {
            return wrong(row.line, 1, "a file begins with the line META");
        };
        let width = table.header.cells.len().max(2);
        if row.cells.len() > width {
            return wrong(row.line, width.saturating_add(1), "there are more cells than the header has columns");
        }
        table.rows.push(row);
    }
    let last = rows.last().map_or(1, |row| row.line);
    for (section, name) in [(Section::Meta, "META"), (Section::Projects, "PROJECTS"), (Section::Votes, "VOTES")] {
        if !found.contains_key(&section) {
            return wrong(last, 1, format!("the section {name} is missing"));
        }
    }
    Ok(found)
}

/// Key, value and line.
type Meta = Vec<(String, String, usize)>;

fn meta(sections: &Sections<'_>) -> Result<Meta, FileError> {
    let mut known = BTreeSet::new();
    let rows = sections.get(&Section::Meta).map(|table| table.rows.as_slice()).unwrap_or_default();
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let key = cell(row, 1).to_owned();
        if !known.insert(key.clone()) {
            return wrong(row.line, 1, format!("{key:?} is set twice"));
        }
        found.push((key, row.cells.get(1).cloned().unwrap_or_default(), row.line));
    }
    Ok(found)
}

fn meta_of<'a>(meta: &'a Meta, key: &str) -> Option<(&'a str, usize)> {
    meta.iter().find(|(k, ..)| k == key).map(|(_, value, line)| (value.as_str(), *line))
}

fn needed<'a>(meta: &'a Meta, key: &str) -> Result<(&'a str, usize), FileError> {
    meta_of(meta, key).map_or_else(|| wrong(1, 1, format!("META does not set {key:?}")), Ok)
}

fn kind(meta: &Meta) -> Result<VoteKind, FileError> {
    let (value, line) = needed(meta, "vote_type")?;
    match value {
        "approval" | "choose-1" => Ok(VoteKind::Approval),
        "cumulative" | "scoring" => Ok(VoteKind::Cumulative),
        "ordinal" => Ok(VoteKind::Ordinal),
        _ => wrong(line, 2, "the vote type is none of approval, choose-1, cumulative, scoring, ordinal"),
    }
}

fn amount_of(meta: &Meta, key: &str) -> Result<(usize, Decimal), FileError> {
    let (value, line) = needed(meta, key)?;
    amount(value, line, 2).map(|found| (line, found))
}

fn amount(text: &str, line: usize, column: usize) -> Result<Decimal, FileError> {
    let hint = "is no number; write it like 1200 or 1200.50, with at most 12 digits and 6 decimals";
    Decimal::read(text).map_or_else(|| wrong(line, column, format!("{text:?} {hint}")), Ok)
}

/// How many points the first place of an ordinal ballot is worth.
fn longest(meta: &Meta, projects: usize) -> Result<usize, FileError> {
    let Some((value, line)) = meta_of(meta, "max_length") else { return Ok(projects) };
    value.parse().or_else(|_| wrong(line, 2, "max_length is no whole number"))
}

fn projects(sections: &Sections<'_>) -> Result<(Vec<Project>, Vec<Decimal>), FileError> {
    let Some(table) = sections.get(&Section::Projects) else { return Ok(Default::default()) };
    let (id_at, cost_at) = (table.needed("project_id")?, table.needed("cost")?);
    let selected_at = table.column("selected");
    let (mut found, mut costs, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
    for row in &table.rows {
        let id = row.cells.get(id_at.saturating_sub(1)).cloned().unwrap_or_default();
        if id.is_empty() || id.contains(',') {
            return wrong(row.line, id_at, "a project needs an id, without commas");
        }
        if !known.insert(id.clone()) {
            return wrong(row.line, id_at, format!("the project {id:?} stands here for a second time"));
        }
        let cost = amount(cell(row, cost_at), row.line, cost_at)?;
        if cost.is_negative() {
            return wrong(row.line, cost_at, "the cost is below nothing");
        }
        let selected = match selected_at.map(|at| (at, cell(row, at))) {
            None | Some((_, "")) => None,
            Some((_, text)) if text.bytes().all(|b| b.is_ascii_digit()) => Some(text.bytes().any(|b| b != b'0')),
            Some((at, _)) => return wrong(row.line, at, "selected is 0, 1 or 2"),
        };
        let rest = table.rest(row, &["project_id", "cost", "selected"]);
        found.push(Project { id, cost: 0, selected, rest });
        costs.push(cost);
    }
    Ok((found, costs))
}

fn ids(projects: &[Project]) -> BTreeMap<&str, usize> {
    projects.iter().zip(0..).map(|(p, place)| (p.id.as_str(), place)).collect()
}

type Ballot = (Voter, Vec<(usize, Decimal)>);

fn ballots(
    sections: &Sections<'_>,
    how: (VoteKind, usize),
    places: &BTreeMap<&str, usize>,
) -> Result<Vec<Ballot>, FileError> {
    let Some(table) = sections.get(&Section::Votes) else { return Ok(Vec::new()) };
    let (id_at, vote_at) = (table.needed("voter_id")?, table.needed("vote")?);
    let points_at = if how.0 == VoteKind::Cumulative { Some(table.needed("points")?) } else { None };
    let mut found = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let chosen = chosen(row, vote_at, places)?;
        let points = points(row, how, points_at, chosen.len())?;
        if points.len() != chosen.len() {
            let at = points_at.unwrap_or(vote_at);
            return wrong(row.line, at, format!("{} projects and {} points", chosen.len(), points.len()));
        }
        let id = row.cells.get(id_at.saturating_sub(1)).cloned().unwrap_or_default();
        let voter = Voter { id, choices: Vec::new(), rest: table.rest(row, &["voter_id", "vote", "points"]) };
        found.push((voter, chosen.into_iter().zip(points).collect()));
    }
    Ok(found)
}

fn chosen(row: &Row, at: usize, places: &BTreeMap<&str, usize>) -> Result<Vec<usize>, FileError> {
    let mut found: Vec<usize> = Vec::new();
    let mut known = BTreeSet::new();
    for id in cell(row, at).split(',').map(str::trim).filter(|id| !id.is_empty()) {
        match places.get(id) {
            None => return wrong(row.line, at, format!("there is no project {id:?}")),
            Some(place) if !known.insert(*place) => {
                return wrong(row.line, at, format!("the project {id:?} is named twice"));
            }
            Some(place) => found.push(*place),
        }
    }
    Ok(found)
}

fn points(row: &Row, how: (VoteKind, usize), at: Option<usize>, count: usize) -> Result<Vec<Decimal>, FileError> {
    let (kind, longest) = how;
    let whole = |n: usize| Decimal::read(&n.to_string());
    match (kind, at) {
        (VoteKind::Approval, _) => Ok(std::iter::repeat_n(whole(1), count).flatten().collect()),
        (VoteKind::Ordinal, _) if count > longest => {
            wrong(row.line, 1, format!("the ballot names {count} projects, and max_length is {longest}"))
        }
        (VoteKind::Ordinal, _) => Ok((0..count).filter_map(|n| whole(longest.saturating_sub(n))).collect()),
        (VoteKind::Cumulative, None) => Ok(Vec::new()),
        (VoteKind::Cumulative, Some(at)) => {
            let given = cell(row, at).split(',').map(str::trim).filter(|p| !p.is_empty());
            given.map(|p| amount(p, row.line, at)).collect()
        }
    }
}

fn warnings(election: &Election) -> Vec<String> {
    let counts = [("num_projects", election.projects.len()), ("num_votes", election.voters.len())];
    let announced = |key: &str| election.meta.iter().find(|(k, _)| k == key).and_then(|(_, v)| v.parse::<usize>().ok());
    let differs = |(key, count): (&str, usize)| {
        announced(key).filter(|n| *n != count).map(|n| format!("{key} announces {n}, the file holds {count}"))
    };
    counts.into_iter().filter_map(differs).collect()
}
