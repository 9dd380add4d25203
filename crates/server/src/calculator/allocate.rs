//! `weiguang allocate FILE.pb`: residents' votes to funded projects.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks to who called it")]

use super::{Refused, read};
use clap::ValueEnum;
use scoring::optimum::Certificate;
use scoring::pb::{Completion, Election, PbRule, Why, elect};
use serde::Serialize;
use std::path::PathBuf;

/// Residents' votes to funded projects.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file of Pabulib.
    file: PathBuf,
    /// How the budget is given away.
    #[arg(long)]
    rule: Rule,
    /// Print one JSON document instead of the table.
    #[arg(long)]
    json: bool,
}

/// How the budget is given away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Rule {
    /// By score; what no longer fits is skipped.
    GreedySkip,
    /// By score, up to the first that does not fit.
    GreedyStop,
    /// Everybody owns an equal share, and supporters pay together; nothing is done about what is left.
    EqualShares,
    /// Phragmén: next is the project that leaves its supporters with the smallest load.
    Phragmen,
    /// The greatest total score, with its proof.
    Optimal,
}

impl From<Rule> for PbRule {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::GreedySkip => Self::GreedySkip,
            Rule::GreedyStop => Self::GreedyStop,
            Rule::EqualShares => Self::EqualShares(Completion::None),
            Rule::Phragmen => Self::Phragmen,
            Rule::Optimal => Self::Optimal,
        }
    }
}

/// What is printed.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Document {
    rule: Rule,
    selected: Vec<String>,
    cost: String,
    left_over: String,
    skipped: Vec<Skipped>,
    proof: Option<Proof>,
}

/// A project that is not selected.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Skipped {
    id: String,
    why: Why,
}

/// The total score, what no choice exceeds, and the difference, as decimals.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Proof {
    value: String,
    bound: String,
    gap: String,
}

/// Gives the budget away and prints it.
///
/// # Errors
/// [`Refused`] for a file that cannot be read, or ballots that the rule cannot count.
pub fn run(args: &Args) -> Result<(), Refused> {
    let place = args.file.display();
    let bytes = read(&args.file)?;
    let election = scoring::pb::read(&bytes).map_err(|e| Refused::new(format!("{place}: {e}")))?;
    for warning in &election.warnings {
        eprintln!("weiguang: {place}: {warning}");
    }
    let document = allocate(&election, args.rule).map_err(|e| Refused::new(format!("{place}: {}", e.message)))?;
    if args.json {
        println!("{}", serde_json::to_string(&document).map_err(|e| Refused::new(e.to_string()))?);
    } else {
        print!("{}", readable(&document, &election));
    }
    Ok(())
}

fn allocate(election: &Election, rule: Rule) -> Result<Document, Refused> {
    let found = elect(election, rule.into()).map_err(|e| Refused::new(e.to_string()))?;
    let id = |place: &usize| election.projects.get(*place).map(|p| p.id.clone()).unwrap_or_default();
    let cost = election.cost(&found.selected);
    let money = |units: u64| election.money.text(i128::from(units));
    Ok(Document {
        rule,
        selected: found.selected.iter().map(id).collect(),
        cost: money(cost),
        left_over: money(election.budget.saturating_sub(cost)),
        skipped: found.skipped.iter().map(|(place, why)| Skipped { id: id(place), why: *why }).collect(),
        proof: found.proof.map(|proof| in_points(proof, election)),
    })
}

fn in_points(proof: Certificate, election: &Election) -> Proof {
    let points = |units: i64| election.points.text(i128::from(units));
    Proof { value: points(proof.value), bound: points(proof.bound), gap: points(proof.gap) }
}

fn readable(document: &Document, election: &Election) -> String {
    let project = |id: &String| election.projects.iter().find(|p| p.id == *id);
    let cost = |id: &String| project(id).map_or(String::new(), |p| election.money.text(i128::from(p.cost)));
    let name = |id: &String| {
        let rest = project(id).map(|p| p.rest.as_slice()).unwrap_or_default();
        rest.iter().find(|(key, _)| key == "name").map_or(String::new(), |(_, name)| name.clone())
    };
    let mut lines = vec![format!("{:<16} {:>14}  {:<24}{}", "project", "cost", "", "name")];
    let mut line = |id: &String, what: &str| {
        lines.push(format!("{id:<16} {:>14}  {what:<24}{}", cost(id), name(id)).trim_end().to_owned());
    };
    document.selected.iter().for_each(|id| line(id, "selected"));
    for skipped in &document.skipped {
        line(&skipped.id, in_words(skipped.why));
    }
    lines.push(format!("cost {}, left over {}", document.cost, document.left_over));
    lines.extend(
        document.proof.as_ref().map(|p| format!("total score {}, at most {}, gap {}", p.value, p.bound, p.gap)),
    );
    lines.join("\n") + "\n"
}

const fn in_words(why: Why) -> &'static str {
    match why {
        Why::DoesNotFit => "does not fit",
        Why::AfterStop => "after the stop",
        Why::NoSupporters => "no supporters",
        Why::SupportersCannotPay => "supporters cannot pay",
        Why::NoUtility => "no utility",
        Why::NotInOptimum => "not in the optimum",
    }
}
