//! The calculator: sums for offices that want nothing else, and for anyone who checks.
//!
//! It needs no configuration and no database. What is refused ends the program with status 2 and says which cell, what is wrong and how to mend it.

use clap::{Subcommand, ValueEnum};
use model::rules::{Rounding, RoundingMode};
use scoring::marks::MarkTable;
use scoring::rules::{Method, PanelRule, RuleSet, Scope, Source, TrimStep};
use std::path::{Path, PathBuf};

pub mod allocate;
pub mod analyse;
pub mod draw;
pub mod score;

/// What is to be calculated.
#[derive(Debug, Subcommand)]
pub enum Calculation {
    /// Marks to scores and ranks.
    Score(score::Args),
    /// How far the judges agree, and how sure the ranks are.
    Analyse(analyse::Args),
    /// Residents' votes to funded projects.
    Allocate(allocate::Args),
    /// Lots out of words that people said.
    Draw(draw::Args),
}

/// Input that is refused; the program ends with status 2.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    /// Where, what is wrong, and how to mend it.
    pub message: String,
}

impl Refused {
    /// A refusal in these words.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

/// Calculates and prints.
///
/// # Errors
/// [`Refused`] for input that cannot be calculated with.
pub fn run(what: Calculation) -> Result<(), Refused> {
    match what {
        Calculation::Score(args) => score::run(&args),
        Calculation::Analyse(args) => analyse::run(&args),
        Calculation::Allocate(args) => allocate::run(&args),
        Calculation::Draw(args) => draw::run(&args),
    }
}

/// How marks become a score; the options of `score` and `analyse`.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct PanelOptions {
    /// How many of the highest marks are dropped; none when not given.
    #[arg(long, value_name = "N")]
    pub drop_high: Option<u32>,
    /// How many of the lowest marks are dropped; none when not given.
    #[arg(long, value_name = "N")]
    pub drop_low: Option<u32>,
    /// How many judges a score needs at least; 1 when not given.
    #[arg(long, value_name = "N")]
    pub min_judges: Option<u32>,
    /// To how many decimals the score is rounded, 0 to 4; 2 when not given.
    #[arg(long, value_name = "D", value_parser = clap::value_parser!(u32).range(0..=4))]
    pub decimals: Option<u32>,
    /// What happens to an exact half; `half-up` when not given.
    #[arg(long, value_name = "MODE")]
    pub rounding: Option<Half>,
    /// A file with the rules, as `score --print-rules` prints them, instead of the options above.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["drop_high", "drop_low", "min_judges", "decimals", "rounding"])]
    pub rules: Option<PathBuf>,
}

/// What happens to an exact half.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Half {
    /// 四舍五入: away from zero.
    #[default]
    HalfUp,
    /// To the even neighbour.
    HalfEven,
    /// Cut off.
    Down,
}

impl From<Half> for RoundingMode {
    fn from(half: Half) -> Self {
        match half {
            Half::HalfUp => Self::HalfUp,
            Half::HalfEven => Self::HalfEven,
            Half::Down => Self::Down,
        }
    }
}

impl PanelOptions {
    /// The rules in force: those of the file, or those that the options say.
    ///
    /// # Errors
    /// [`Refused`] for a file that cannot be read or rules that cannot be scored by.
    pub fn rule_set(&self) -> Result<RuleSet, Refused> {
        let Some(path) = &self.rules else {
            return Ok(RuleSet::of_panel(self.panel_rule()));
        };
        let bytes = read(path)?;
        let broken = |what: String| Refused::new(format!("{}: {what}", path.display()));
        let mut document = serde_json::Deserializer::from_slice(&bytes);
        let rules: RuleSet = serde_path_to_error::deserialize(&mut document).map_err(|e| broken(e.to_string()))?;
        document.end().map_err(|e| broken(e.to_string()))?;
        match rules.validate().first() {
            Some(fault) => Err(broken(fault.to_string())),
            None => Ok(rules),
        }
    }

    fn panel_rule(&self) -> PanelRule {
        let (low, high) = (self.drop_low.unwrap_or(0), self.drop_high.unwrap_or(0));
        let drops = low > 0 || high > 0;
        PanelRule {
            method: if drops { Method::Trimmed } else { Method::Mean },
            trim: if drops { vec![TrimStep { from_sheets: 0, low, high }] } else { Vec::new() },
            quorum: self.min_judges.unwrap_or(1),
            rounding: Some(Rounding {
                decimals: self.decimals.unwrap_or(2),
                mode: self.rounding.unwrap_or_default().into(),
            }),
        }
    }
}

/// The bytes of a file.
///
/// # Errors
/// [`Refused`] when it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, Refused> {
    std::fs::read(path).map_err(|e| Refused::new(format!("{}: {e}", path.display())))
}

/// The table of marks in a file; where the rules have a rubric, each mark must be a total that it can give.
///
/// # Errors
/// [`Refused`] naming the cell.
pub fn marks(path: &Path, rules: &RuleSet) -> Result<MarkTable, Refused> {
    let bytes = read(path)?;
    let table = match &rules.rubric {
        Some(rubric) => MarkTable::from_csv_within(&bytes, rubric),
        None => MarkTable::from_csv(&bytes),
    };
    table.map_err(|refused| Refused::new(format!("{}: {refused}", path.display())))
}

/// The one panel by whose rule a table of totals can be scored.
///
/// # Errors
/// [`Refused`] for rules that want more than judges' totals.
pub fn only_panel(rules: &RuleSet) -> Result<PanelRule, Refused> {
    let [only] = rules.components.as_slice() else {
        return Err(Refused::new("a table of totals is scored by rules with one component; these have several"));
    };
    let totals = matches!(&only.source, Source::Panel { scope: Scope::JudgeTotal, .. });
    if !totals || rules.equating.is_some() {
        return Err(Refused::new("a table of totals is scored by a panel's judge totals alone; these rules want more"));
    }
    rules.panel_rule(&only.id).ok_or_else(|| Refused::new("the rules have no panel"))
}
