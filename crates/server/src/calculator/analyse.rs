//! `weiguang analyse MARKS.csv`: how far the judges agree, what the marks say about each, and how sure the ranks are.
#![expect(clippy::print_stdout, reason = "a command line speaks to who called it")]

use super::{PanelOptions, Refused, marks, only_panel};
use model::Mark;
use scoring::aggregate::explained;
use scoring::judges::{JudgeReport, diagnose};
use scoring::marks::MarkTable;
use scoring::reliability::{self, Limits, Metric, Undefined};
use scoring::rules::{PanelRule, RankOn, RuleSet};
use scoring::sensitivity::{Bootstrap, Odds, Place, Scale, Scoring, award_margin, bootstrap, leave_one_judge_out};
use serde::Serialize;
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
            agreement: agreement(table),
            judges: diagnose(table),
            leave_one_out: leave_one_judge_out(table, scoring, None),
            bootstrap: bootstrap(table, scoring, None),
            margin: margin(table, panel, awarding),
        }
    }

    fn document(&self, table: &MarkTable) -> Map<String, Value> {
        let mut all = self.agreement.clone();
        let judges: Vec<Value> = self.judges.iter().map(judge).collect();
        all.insert("judges".into(), judges.into());
        let without = self.leave_one_out.iter().map(|one| {
            let ranks = table.proposals.iter().zip(&one.ranks).map(|(p, rank)| (p.clone(), json!(rank)));
            json!({ "judge": one.judge, "ranks": ranks.collect::<Map<_, _>>() })
        });
        all.insert("leave_one_out".into(), without.collect());
        put(&mut all, "rank_probabilities", self.bootstrap.as_ref().map(probabilities));
        put(&mut all, "award_margin", self.margin.clone());
        all
    }
}

/// A figure, or null with the reason beside it.
fn put<V: Serialize, E: ToString>(to: &mut Map<String, Value>, name: &str, figure: Result<V, E>) {
    match figure {
        Ok(value) => to.insert(name.to_owned(), json!(value)),
        Err(why) => {
            to.insert(format!("{name}_reason"), why.to_string().into());
            to.insert(name.to_owned(), Value::Null)
        }
    };
}

fn agreement(table: &MarkTable) -> Map<String, Value> {
    let mut all = Map::new();
    put(
        &mut all,
        "icc",
        reliability::icc(table).map(|icc| {
            let mut forms = Map::new();
            let limits = |l: Limits| json!({ "value": l.value, "low": l.low, "high": l.high });
            for (name, form) in [
                ("1_1", icc.one_single),
                ("2_1", icc.two_single),
                ("3_1", icc.three_single),
                ("1_k", icc.one_mean),
                ("2_k", icc.two_mean),
                ("3_k", icc.three_mean),
            ] {
                put(&mut forms, name, form.map(limits));
            }
            forms
        }),
    );
    let kendall = reliability::kendall_w(table);
    put(&mut all, "kendall_w", kendall.map(|k| json!({ "w": k.w, "chi2": k.chi2, "df": k.df, "p": k.p })));
    let mut alpha = Map::new();
    for (name, metric) in [
        ("nominal", Metric::Nominal),
        ("ordinal", Metric::Ordinal),
        ("interval", Metric::Interval),
        ("ratio", Metric::Ratio),
    ] {
        put(&mut alpha, name, reliability::krippendorff_alpha(table, metric));
    }
    all.insert("krippendorff_alpha".into(), alpha.into());
    put(&mut all, "cronbach_alpha", reliability::cronbach_alpha(table));
    all
}

fn judge(report: &JudgeReport) -> Value {
    let mut all = Map::new();
    all.insert("judge".into(), report.judge.clone().into());
    all.insert("marks".into(), report.marks.into());
    for (name, figure) in [
        ("mean", report.mean),
        ("severity", report.severity),
        ("severity_z", report.severity_z),
        ("standard_deviation", report.standard_deviation),
        ("spread", report.spread),
        ("spearman_rest", report.spearman_rest),
        ("rmse_rest", report.rmse_rest),
        ("central", report.central),
        ("straight_lining", report.straight_lining),
    ] {
        put(&mut all, name, figure);
    }
    let flags = report.flags.iter().map(|f| json!({ "kind": f.kind, "figure": f.figure, "bound": f.bound }));
    all.insert("flags".into(), flags.collect());
    all.into()
}

fn probabilities(found: &Bootstrap) -> Value {
    let one = |odds: &Odds| {
        let mut all = Map::new();
        all.insert("proposal".into(), odds.proposal.clone().into());
        all.insert("p".into(), json!(odds.ranks));
        let never = "it has no score in any outcome";
        put(&mut all, "expected_rank", odds.expected_rank.ok_or(never));
        put(&mut all, "interval_90", odds.interval_90.map(|(low, high)| [low, high]).ok_or(never));
        Value::from(all)
    };
    let proposals: Vec<Value> = found.proposals.iter().map(one).collect();
    json!({ "method": found.method, "outcomes": found.outcomes, "proposals": proposals })
}

fn margin(table: &MarkTable, panel: &PanelRule, awarding: (Option<u32>, Scale)) -> Result<Value, String> {
    let (awards, scale) = awarding;
    let places = awards.ok_or("nobody said how many places get an award; see --awards")?;
    let awarded = |all: &[Option<Place>]| all.iter().map(|one| one.is_some_and(|p| p.rank <= places)).collect();
    let found = award_margin(table, panel, scale, &[], &awarded).map_err(|why| why.to_string())?;
    let margin = found.ok_or("no change of a single mark changes an award")?;
    Ok(json!({
        "proposal": margin.proposal,
        "judge": margin.judge,
        "from": margin.from,
        "to": margin.to,
        "change": margin.change(),
        "awards_that_change": margin.awards_that_change,
    }))
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
