//! A panel's marks become one figure for each proposal, exactly, and with who was kept and who was dropped.
//!
//! Sums are integers, means are pairs of integers; the one exception are z-scores, which need square roots (see [`Method::Z`]).

use crate::marks::MarkTable;
use crate::rules::{Method, PanelRule};
use crate::{Figure, Ratio, ScoringError};
use model::Mark;
use model::rules::{Rounding, RoundingMode};

mod places;
mod row;
mod spread;

pub use row::Dropped;

/// A figure without its explanation: `numerator / denominator` ten-thousandths of a point, not reduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotient {
    /// What is divided, in ten-thousandths of a point.
    pub numerator: i128,
    /// By what; at least 1.
    pub denominator: i128,
    /// Rounded as the rule says, in ten-thousandths of a point; `None` where the rule does not round.
    pub published: Option<i128>,
}

impl Quotient {
    fn new(numerator: i128, denominator: i128, rounding: Option<Rounding>) -> Self {
        let published = rounding.map(|r| rounded(numerator, denominator, r));
        Self { numerator, denominator, published }
    }

    /// The exact figure in points.
    #[must_use]
    pub fn exact(&self) -> Ratio {
        Ratio::new(self.numerator, self.denominator.saturating_mul(i128::from(Mark::UNIT)))
    }
}

/// `numerator / denominator` ten-thousandths, rounded to decimals of a point, in ten-thousandths again.
fn rounded(numerator: i128, denominator: i128, rounding: Rounding) -> i128 {
    let step = 10_i128.pow(4_u32.saturating_sub(rounding.decimals.min(4)));
    let size = denominator.saturating_mul(step);
    let (whole, rest) = divided(numerator.saturating_abs(), size);
    let up = match (rounding.mode, rest.saturating_mul(2).cmp(&size)) {
        (RoundingMode::Down, _) | (_, std::cmp::Ordering::Less) => false,
        (RoundingMode::HalfEven, std::cmp::Ordering::Equal) => whole % 2 == 1,
        (RoundingMode::HalfUp, std::cmp::Ordering::Equal) | (_, std::cmp::Ordering::Greater) => true,
    };
    whole.saturating_add(i128::from(up)).saturating_mul(step).saturating_mul(numerator.signum())
}

/// Quotient and rest; by 64 bits where both fit, which is several times faster.
fn divided(numerator: i128, size: i128) -> (i128, i128) {
    let short = || {
        let (n, s) = (u64::try_from(numerator).ok()?, u64::try_from(size).ok()?);
        Some((n.checked_div(s)?.into(), n.checked_rem(s)?.into()))
    };
    short().unwrap_or_else(|| (numerator / size.max(1), numerator % size.max(1)))
}

/// Why a proposal has no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unscored {
    /// Fewer sheets than the rule wants at least.
    BelowQuorum,
    /// Nothing would be left after the drops.
    TooFewForTrim,
    /// Fewer ballots than the rule wants at least.
    TooFewBallots,
    /// What a component needs was not handed in.
    NothingHandedIn,
    /// The figure has more digits than the exact arithmetic holds.
    TooManyDigits,
}

/// The figure of each proposal, in the order of the rows; `None` where it has too few marks, and everywhere where [`explained`] refuses the table.
///
/// ```
/// use scoring::{aggregate::figures, marks::MarkTable, rules::{Method, PanelRule, TrimStep}};
/// let table = MarkTable::from_csv(b"p,J1,J2,J3,J4\nA,80,85,88,95\nB,80,,,95\n").unwrap();
/// let trim = vec![TrimStep { from_sheets: 0, low: 1, high: 1 }];
/// let rule = PanelRule { method: Method::Trimmed, trim, quorum: 1, rounding: None };
/// let found = figures(&table, &rule);
/// assert_eq!(found[0].map(|f| f.exact().to_string()), Some("173/2".into()));
/// assert_eq!(found[1], None); // two marks, two drops
/// ```
#[must_use]
pub fn figures(table: &MarkTable, rule: &PanelRule) -> Vec<Option<Quotient>> {
    match rule.method {
        Method::Sum | Method::Borda if panels_differ(table, rule).is_some() => vec![None; table.proposals.len()],
        Method::Borda | Method::MeanRank => places::figures(table, rule),
        Method::Z | Method::RescaledZ => {
            spread::figures(table, rule).unwrap_or_else(|| vec![None; table.proposals.len()])
        }
        Method::Mean | Method::Trimmed | Method::Winsorised | Method::Median | Method::Sum => {
            let mut scratch = Vec::with_capacity(table.judges.len());
            let found = table.rows().map(|marks| row::figure(marks, rule, &mut scratch));
            found.chain(std::iter::repeat_n(None, table.proposals.len())).take(table.proposals.len()).collect()
        }
    }
}

/// What came out for one proposal. Every judge stands in exactly one of the four lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The proposal.
    pub proposal: String,
    /// The judges whose marks entered as they are, in byte order.
    pub kept: Vec<String>,
    /// The judges whose marks were dropped as the lowest (for [`Method::Winsorised`]: drawn inwards), in the order of dropping.
    pub dropped_low: Vec<String>,
    /// The same for the highest.
    pub dropped_high: Vec<String>,
    /// The judges without a mark, in byte order.
    pub absent: Vec<String>,
    /// The figure, or why there is none.
    pub figure: Result<Figure, Unscored>,
}

/// The figures with who was kept and who was dropped.
///
/// Among equal extremes the low ones are chosen first, then the high ones, each time the judge with the lowest name in byte order who is not yet dropped.
///
/// # Errors
/// [`ScoringError::PanelsDiffer`] for a sum or a Borda count over panels of different sizes; [`ScoringError::Disconnected`] for z-scores of judges who share no proposal.
pub fn explained(table: &MarkTable, rule: &PanelRule) -> Result<Vec<Outcome>, ScoringError> {
    if let Method::Sum | Method::Borda = rule.method
        && let Some(different) = panels_differ(table, rule)
    {
        return Err(different);
    }
    if let Method::Z | Method::RescaledZ = rule.method {
        spread::connected(table)?;
    }
    let rows = table.rows().map(Some).chain(std::iter::repeat(None));
    let found = figures(table, rule).into_iter().zip(rows).zip(&table.proposals);
    Ok(found
        .map(|((quotient, marks), proposal)| outcome(table, marks.unwrap_or(&[]), (rule, quotient), proposal))
        .collect())
}

fn outcome(
    table: &MarkTable,
    marks: &[Option<Mark>],
    result: (&PanelRule, Option<Quotient>),
    proposal: &str,
) -> Outcome {
    let (rule, quotient) = result;
    let present: Vec<(&str, Mark)> =
        table.judges.iter().zip(marks).filter_map(|(judge, mark)| mark.map(|m| (judge.as_str(), m))).collect();
    let figure = match (quotient, row::enough(present.len(), rule)) {
        (Some(quotient), Ok(_)) => Ok(Figure::new(quotient.exact(), rule.rounding)),
        (_, Err(reason)) => Err(reason),
        (None, Ok(_)) => Err(Unscored::BelowQuorum),
    };
    let drops = row::enough(present.len(), rule).unwrap_or_default();
    let dropped = Dropped::choose(&present, drops);
    let out = |judge: &str| dropped.low.iter().chain(&dropped.high).any(|d| d == judge);
    let mut kept: Vec<String> = present.iter().filter(|(j, _)| !out(j)).map(|(j, _)| (*j).to_owned()).collect();
    kept.sort_unstable();
    let without = |judge: &&String| present.iter().all(|(j, _)| j != judge);
    let mut absent: Vec<String> = if present.len() == table.judges.len() {
        Vec::new()
    } else {
        table.judges.iter().filter(without).cloned().collect()
    };
    absent.sort_unstable();
    Outcome {
        proposal: proposal.to_owned(),
        kept,
        dropped_low: dropped.low,
        dropped_high: dropped.high,
        absent,
        figure,
    }
}

/// Whether two proposals that reach the quorum were marked by panels of different sizes.
fn panels_differ(table: &MarkTable, rule: &PanelRule) -> Option<ScoringError> {
    let sizes = table.rows().map(|marks| marks.iter().flatten().count());
    let mut scored = sizes.zip(&table.proposals).filter(|(size, _)| row::enough(*size, rule).is_ok());
    let (first, one) = scored.next()?;
    let (second, other) = scored.find(|(size, _)| *size != first)?;
    Some(ScoringError::PanelsDiffer { first: (one.clone(), first), second: (other.clone(), second) })
}
