//! `weiguang score MARKS.csv`: marks to scores and ranks.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks to who called it")]

use super::{PanelOptions, Refused, marks, only_panel};
use model::Mark;
use scoring::Ratio;
use scoring::aggregate::{Outcome, Unscored, explained};
use scoring::marks::MarkTable;
use scoring::panel::Sheet;
use scoring::rules::{Link, Method, RuleSet};
use scoring::standings::{Entry, Standing, Standings, standings};
use serde::Serialize;
use std::path::PathBuf;

/// Marks to scores and ranks.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A CSV file: a row for each proposal, a column for each judge, an empty cell for who was absent or recused.
    #[arg(required_unless_present = "print_rules")]
    marks: Option<PathBuf>,
    /// How marks become a score.
    #[command(flatten)]
    panel: PanelOptions,
    /// Print one JSON document instead of the table.
    #[arg(long)]
    json: bool,
    /// Print the rules in force as canonical JSON and do nothing else.
    #[arg(long)]
    print_rules: bool,
}

/// What is printed.
#[derive(Debug, Serialize)]
struct Document {
    standings: Vec<Row>,
    rules_digest: String,
}

/// One proposal.
#[derive(Debug, Serialize)]
struct Row {
    proposal: String,
    score: Option<String>,
    exact: Option<Ratio>,
    rank: Option<i64>,
    /// Why there is no score; absent where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Unscored>,
    /// The link of the tie chain that set it apart; absent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<String>,
    kept: Vec<String>,
    dropped_high: Vec<String>,
    dropped_low: Vec<String>,
    absent: Vec<String>,
}

/// Scores and prints.
///
/// # Errors
/// [`Refused`] for marks or rules that cannot be scored.
pub fn run(args: &Args) -> Result<(), Refused> {
    let rules = args.panel.rule_set()?;
    if args.print_rules {
        let bytes = rules.canonical().map_err(|e| Refused::new(e.to_string()))?;
        println!("{}", String::from_utf8_lossy(&bytes));
        return Ok(());
    }
    let Some(path) = &args.marks else { return Err(Refused::new("name a file of marks")) };
    let table = marks(path, &rules)?;
    let document = score(&table, &rules).map_err(|e| Refused::new(format!("{}: {}", path.display(), e.message)))?;
    if args.json {
        println!("{}", serde_json::to_string(&document).map_err(|e| Refused::new(e.to_string()))?);
    } else {
        print!("{}", readable(&document));
    }
    Ok(())
}

fn score(table: &MarkTable, rules: &RuleSet) -> Result<Document, Refused> {
    let panel = only_panel(rules)?;
    if matches!(panel.method, Method::Z | Method::RescaledZ) {
        eprintln!("weiguang: {Z_WARNING}");
    }
    let mut outcomes = explained(table, &panel).map_err(|e| Refused::new(e.to_string()))?;
    outcomes.sort_by(|a, b| a.proposal.cmp(&b.proposal));
    let found = ordered(table, rules)?;
    let mut rows = Vec::with_capacity(outcomes.len());
    for standing in &found.rows {
        let at = outcomes.binary_search_by(|o| o.proposal.cmp(&standing.scored.proposal));
        if let Some(outcome) = at.ok().and_then(|at| outcomes.get(at)) {
            rows.push(placed(standing, outcome, rules));
        }
    }
    rows.extend(outcomes.iter().filter(|o| o.figure.is_err()).map(without));
    let digest = rules.digest().map_err(|e| Refused::new(e.to_string()))?;
    Ok(Document { standings: rows, rules_digest: digest.iter().map(|byte| format!("{byte:02x}")).collect() })
}

const Z_WARNING: &str =
    "z-scores take the quality of what a judge saw for that judge's severity; compare with the plain mean";

/// The standings; lots that the chain asks for are not drawn here, so those groups share their places.
fn ordered(table: &MarkTable, rules: &RuleSet) -> Result<Standings, Refused> {
    let wants = |link: &&Link| matches!(link, Link::Criterion(_) | Link::Public | Link::DeskScore);
    if let Some(link) = rules.tie_chain.iter().find(wants) {
        return Err(Refused::new(format!("the tie chain asks for `{link}`, which a table of totals does not hold")));
    }
    let sheets = |marks: &[Option<Mark>]| {
        let given = table.judges.iter().zip(marks).filter_map(|(judge, mark)| mark.map(|m| (judge, m)));
        given.map(|(judge, mark)| Sheet { judge: judge.clone(), marks: vec![mark] }).collect()
    };
    let rows = table.proposals.iter().zip(table.rows());
    let entries: Vec<Entry> = rows
        .map(|(proposal, marks)| Entry { proposal: proposal.clone(), sheets: sheets(marks), ..Entry::default() })
        .collect();
    let acts = |link: &Link| matches!(link, Link::Lot | Link::SecondVote | Link::ChairDecision);
    let computed = rules.tie_chain.iter().take_while(|link| !acts(link)).cloned().collect();
    let totals = RuleSet { rubric: None, tie_chain: computed, ..rules.clone() };
    let found = standings(&entries, &totals, &[]).map_err(|e| Refused::new(e.to_string()))?;
    if let Some(act) = rules.tie_chain.iter().find(|link| acts(link)) {
        let shares = |row: &&Standing| row.decided_by.as_deref() == Some("shared");
        for row in found.rows.iter().filter(shares) {
            eprintln!("weiguang: {} shares place {}; the rules ask for `{act}`", row.scored.proposal, row.place);
        }
    }
    Ok(found)
}

fn placed(standing: &Standing, outcome: &Outcome, rules: &RuleSet) -> Row {
    let figure = outcome.figure.as_ref().ok();
    let at_end = rules.rounding_at("final").is_some() || rules.clip.is_some();
    let score = figure.filter(|_| !at_end).map_or_else(|| standing.scored.final_score.text.clone(), |f| f.text.clone());
    Row {
        score: Some(score),
        exact: figure.map(|f| f.exact),
        rank: Some(if rules.tie_chain.is_empty() { standing.rank } else { standing.place }),
        decided_by: standing.decided_by.clone().filter(|_| !rules.tie_chain.is_empty()),
        ..without(outcome)
    }
}

fn without(outcome: &Outcome) -> Row {
    Row {
        proposal: outcome.proposal.clone(),
        score: None,
        exact: None,
        rank: None,
        reason: outcome.figure.as_ref().err().copied(),
        decided_by: None,
        kept: outcome.kept.clone(),
        dropped_high: outcome.dropped_high.clone(),
        dropped_low: outcome.dropped_low.clone(),
        absent: outcome.absent.clone(),
    }
}

fn readable(document: &Document) -> String {
    let mut out = String::from("rank\tscore\texact\tproposal\tdropped low\tdropped high\tabsent\n");
    for row in &document.standings {
        let rank = row.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
        let score = row.score.as_deref().unwrap_or(match row.reason {
            Some(Unscored::TooFewForTrim) => "too few marks for the drops",
            _ => "too few judges",
        });
        let exact = row.exact.map_or_else(|| "-".to_owned(), |exact| exact.to_string());
        let names = |list: &[String]| if list.is_empty() { "-".to_owned() } else { list.join(" ") };
        let (low, high, absent) = (names(&row.dropped_low), names(&row.dropped_high), names(&row.absent));
        let proposal = &row.proposal;
        out.push_str(&format!("{rank}\t{score}\t{exact}\t{proposal}\t{low}\t{high}\t{absent}\n"));
    }
    out.push_str(&format!("rules {}\n", document.rules_digest));
    out
}
