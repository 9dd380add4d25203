//! Writes an election as a file of Pabulib that [`super::read`] reads again.

use super::cells::written;
use super::{Election, VoteKind};

/// The file of an election, with line feeds.
#[must_use]
pub fn write(election: &Election) -> String {
    let mut lines = vec!["META".to_owned(), "key;value".to_owned()];
    lines.extend(election.meta.iter().map(|(key, value)| line(&[key, value])));
    let columns = names(election.projects.iter().map(|p| p.rest.as_slice()));
    lines.push("PROJECTS".into());
    let known = election.projects.iter().any(|p| p.selected.is_some());
    let mut header = vec!["project_id", "cost"];
    header.extend(known.then_some("selected"));
    header.extend(&columns);
    lines.push(line(&header));
    for project in &election.projects {
        let selected = project.selected.map_or("", |yes| if yes { "1" } else { "0" });
        let cost = election.money.text(i128::from(project.cost));
        let mut cells = vec![project.id.as_str(), cost.as_str()];
        cells.extend(known.then_some(selected));
        cells.extend(rest(&project.rest, &columns));
        lines.push(line(&cells));
    }
    lines.extend(votes(election));
    lines.join("\n") + "\n"
}

fn votes(election: &Election) -> Vec<String> {
    let columns = names(election.voters.iter().map(|v| v.rest.as_slice()));
    let with_points = election.kind == VoteKind::Cumulative;
    let mut header = vec!["voter_id", "vote"];
    header.extend(with_points.then_some("points"));
    header.extend(&columns);
    let mut lines = vec!["VOTES".to_owned(), line(&header)];
    for voter in &election.voters {
        let id = |place: &usize| election.projects.get(*place).map_or("", |p| p.id.as_str());
        let vote = voter.choices.iter().map(|(p, _)| id(p)).collect::<Vec<_>>().join(",");
        let points: Vec<String> =
            voter.choices.iter().map(|(_, points)| election.points.text(i128::from(*points))).collect();
        let points = points.join(",");
        let mut cells = vec![voter.id.as_str(), vote.as_str()];
        cells.extend(with_points.then_some(points.as_str()));
        cells.extend(rest(&voter.rest, &columns));
        lines.push(line(&cells));
    }
    lines
}

/// The names of the other columns, in the order in which they first appear.
fn names<'a>(rows: impl Iterator<Item = &'a [(String, String)]>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for (name, _) in rows.flatten() {
        if !found.contains(&name.as_str()) {
            found.push(name);
        }
    }
    found
}

fn rest<'a>(cells: &'a [(String, String)], columns: &[&str]) -> Vec<&'a str> {
    let value = |name: &&str| cells.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    columns.iter().map(value).collect()
}

fn line(cells: &[&str]) -> String {
    cells.iter().map(|cell| written(cell)).collect::<Vec<_>>().join(";")
}
