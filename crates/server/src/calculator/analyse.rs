//! `weiguang analyse MARKS.csv`: how far the judges agree, what the marks say about each, and how sure the ranks are.
#![expect(clippy::print_stdout, reason = "a command line speaks to who called it")]

use super::{PanelOptions, Refused, marks, only_panel};
use model::Mark;
use scoring::aggregate::explained;
use scoring::analysis::{self, agreement, judge, probabilities, put};
use scoring::judges::{JudgeReport, diagnose};
use scoring::marks::MarkTable;
use scoring::reliability::Undefined;
use scoring::rules::{PanelRule, RankOn, RuleSet};
use scoring::sensitivity::{Bootstrap, Place, Scale, Scoring, award_margin, bootstrap, leave_one_judge_out};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

mod readable;

/// How far judges agree and how sure the ranks are.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A CSV file: a row for each proposal, a column for each judge, an empty cell for who was absent or recused.
    marks: PathBuf,
    /// How marks become a score.
    #[command(flatten)]
    panel: PanelOptions,
    /// How many places get an award, with everybody who shares the last; asks for the award margin.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    awards: Option<u32>,
    /// Print one JSON document instead of the table.
    #[arg(long)]
    json: bool,
}

/// Analyses and prints.
///
/// # Errors
/// [`Refused`] for marks or rules that cannot be scored.
pub fn run(args: &Args) -> Result<(), Refused> {
    let rules = args.panel.rule_set()?;
    let table = marks(&args.marks, &rules)?;
    let panel = panel_of(&rules)?;
    explained(&table, &panel).map_err(|e| Refused::new(format!("{}: {e}", args.marks.display())))?;
    let found = Analysis::of(&table, &panel, (args.awards, scale(&table, &rules)));
    if args.json {
        println!("{}", Value::Object(found.document(&table)));
    } else {
        print!("{}", readable::text(&found, &table, &panel));
    }
    Ok(())
}

/// The rule of the panel; one that ranks by the exact figure is one that does not round.
fn panel_of(rules: &RuleSet) -> Result<PanelRule, Refused> {
    let panel = only_panel(rules)?;
    Ok(match rules.rank_on {
        RankOn::PublishedFigure => panel,
        RankOn::ExactFigure => PanelRule { rounding: None, ..panel },
    })
}

/// Everything that is printed.
struct Analysis {
    agreement: Map<String, Value>,
    judges: Vec<JudgeReport>,
    leave_one_out: Vec<scoring::sensitivity::LeftOut>,
    bootstrap: Result<Bootstrap, Undefined>,
    margin: Result<Value, String>,
}

impl Analysis {
    fn of(table: &MarkTable, panel: &PanelRule, awarding: (Option<u32>, Scale)) -> Self {
        let scoring = Scoring::Panel(panel);
        Self {
            agreement: agreement(table, in_words),
            judges: diagnose(table),
            leave_one_out: leave_one_judge_out(table, scoring, None),
            bootstrap: bootstrap(table, scoring, None),
            margin: margin(table, panel, awarding),
        }
    }

    fn document(&self, table: &MarkTable) -> Map<String, Value> {
        let mut all = self.agreement.clone();
        let judges: Vec<Value> = self.judges.iter().map(|report| judge(report, in_words).into()).collect();
        all.insert("judges".into(), judges.into());
        let without = self.leave_one_out.iter().map(|one| {
            let ranks = table.proposals.iter().zip(&one.ranks).map(|(p, rank)| (p.clone(), json!(rank)));
            json!({ "judge": one.judge, "ranks": ranks.collect::<Map<_, _>>() })
        });
        all.insert("leave_one_out".into(), without.collect());
        put(&mut all, "rank_probabilities", self.bootstrap.as_ref().map(probabilities).map_err(|why| in_words(*why)));
        put(&mut all, "award_margin", self.margin.clone());
        all
    }
}

fn margin(table: &MarkTable, panel: &PanelRule, awarding: (Option<u32>, Scale)) -> Result<Value, String> {
    let (awards, scale) = awarding;
    let places = awards.ok_or("nobody said how many places get an award; see --awards")?;
    let awarded = |all: &[Option<Place>]| all.iter().map(|one| one.is_some_and(|p| p.rank <= places)).collect();
    let found = award_margin(table, panel, scale, &[], &awarded).map_err(|why| why.to_string())?;
    let margin = found.ok_or("no change of a single mark changes an award")?;
    Ok(analysis::margin(&margin))
}

fn in_words(why: Undefined) -> String {
    why.to_string()
}

/// Which marks may be given: those of the rubric, else from zero on in steps of the last decimal place that the table uses.
fn scale(table: &MarkTable, rules: &RuleSet) -> Scale {
    let places = table.cells.iter().flatten().map(|mark| mark.places()).max().unwrap_or(0);
    let step = Mark::units((0..places).fold(Mark::UNIT, |step, _| step / 10));
    match &rules.rubric {
        Some(rubric) => {
            let (min, max) = rubric.range();
            Scale { min, max: Some(max), step: rubric.total_step().unwrap_or(step) }
        }
        None => Scale { min: Mark::default(), max: None, step },
    }
}
