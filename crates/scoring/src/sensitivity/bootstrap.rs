//! The probabilities of ranks and awards when the judges are drawn again, m of m.

use super::draws::{Draws, total};
use super::sheet::{Scratch, Sheet};
use super::{Awards, Scoring, drawn};
use crate::marks::MarkTable;
use crate::real::real;
use crate::reliability::Undefined;
use std::ops::Range;

/// Above this the table of probabilities itself is too large to be read.
const MOST_PROPOSALS: usize = 3_000;
/// Less work than this is not worth a second thread.
const WORTH_A_THREAD: usize = 200_000;
const MOST_THREADS: usize = 8;

/// How the resamples were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resampling {
    /// Every multiset of judges, with its multinomial probability.
    Exact,
    /// Draws by a counter that the marks seed.
    Sampled,
}

/// What comes out when the judges are drawn again.
#[derive(Debug, Clone, PartialEq)]
pub struct Bootstrap {
    /// How the resamples were found.
    pub method: Resampling,
    /// How many there are.
    pub outcomes: usize,
    /// What came out for each proposal, in the order of the table.
    pub proposals: Vec<Odds>,
}

/// What came out for one proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Odds {
    /// The proposal.
    pub proposal: String,
    /// The probability of rank 1, 2, ...
    pub ranks: Vec<f64>,
    /// The probability that too few judges are left for a score.
    pub unranked: f64,
    /// The mean rank over the resamples in which it has one; `None` when there is none.
    pub expected_rank: Option<f64>,
    /// The first ranks whose cumulative probability reaches 5 % and 95 %, over the same resamples.
    pub interval_90: Option<(usize, usize)>,
    /// The probability of an award, where awards were asked for.
    pub award: Option<f64>,
}

/// Draws the judges again and ranks each time by the published figure (Efron 1979; the judges are the sample).
///
/// Up to nine judges every multiset is enumerated; above, 2,000 draws are made, the same on every machine and whatever the order of rows and columns.
///
/// # Errors
/// [`Undefined::FewJudges`] without judges, [`Undefined::TooMany`] above 3,000 proposals.
pub fn bootstrap(table: &MarkTable, scoring: Scoring<'_>, awards: Option<Awards<'_>>) -> Result<Bootstrap, Undefined> {
    let proposals = table.proposals.len();
    if table.judges.is_empty() {
        return Err(Undefined::FewJudges);
    }
    if proposals > MOST_PROPOSALS {
        return Err(Undefined::TooMany);
    }
    let draws = Draws::of(table);
    let sheet = match scoring {
        Scoring::Panel(rule) => Sheet::of(table, rule),
        Scoring::Final(_) => None,
    };
    let job = Job { table, scoring, awards, draws: &draws, sheet: sheet.as_ref() };
    let tally = job.run();
    let total = total(&draws);
    let odds = |((proposal, ranks), award): ((&String, &[u64]), &u64)| {
        odds(proposal, ranks, awards.map(|_| real(*award) / total), total)
    };
    let rows = tally.ranks.chunks_exact(proposals.max(1));
    Ok(Bootstrap {
        method: if matches!(draws, Draws::All { .. }) { Resampling::Exact } else { Resampling::Sampled },
        outcomes: draws.len(),
        proposals: table.proposals.iter().zip(rows).zip(&tally.awards).map(odds).collect(),
    })
}

fn odds(proposal: &str, ranks: &[u64], award: Option<f64>, total: f64) -> Odds {
    let ranked: u64 = ranks.iter().sum();
    let weighted: u128 = ranks.iter().zip(1_u128..).map(|(weight, rank)| u128::from(*weight) * rank).sum();
    Odds {
        proposal: proposal.to_owned(),
        ranks: ranks.iter().map(|weight| real(*weight) / total).collect(),
        unranked: (total - real(ranked)) / total,
        expected_rank: (ranked > 0).then(|| real(weighted) / real(ranked)),
        interval_90: first(ranks, ranked, 1).zip(first(ranks, ranked, 19)),
        award,
    }
}

/// The first rank whose cumulative weight reaches that many twentieths, compared as whole numbers.
fn first(ranks: &[u64], ranked: u64, twentieths: u128) -> Option<usize> {
    let mut cumulative = 0_u128;
    let reached = ranks.iter().position(|weight| {
        cumulative += u128::from(*weight);
        cumulative * 20 >= u128::from(ranked) * twentieths
    });
    reached.filter(|_| ranked > 0).map(|at| at + 1)
}

/// Weights by proposal and rank, and by proposal for awards.
struct Tally {
    ranks: Vec<u64>,
    awards: Vec<u64>,
}

struct Job<'a> {
    table: &'a MarkTable,
    scoring: Scoring<'a>,
    awards: Option<Awards<'a>>,
    draws: &'a Draws,
    sheet: Option<&'a Sheet<'a>>,
}

impl Job<'_> {
    /// Whole weights are added, so the number of threads changes no digit.
    fn run(&self) -> Tally {
        let outcomes = self.draws.len();
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let work = outcomes.saturating_mul(self.table.proposals.len());
        let threads = cores.min(MOST_THREADS).min(work / WORTH_A_THREAD + 1);
        let part = outcomes.div_ceil(threads);
        let mut tally = self.empty();
        std::thread::scope(|scope| {
            let rest: Vec<_> = (1..threads)
                .map(|n| (n * part).min(outcomes)..((n + 1) * part).min(outcomes))
                .map(|range| scope.spawn(move || self.count(range)))
                .collect();
            tally = self.count(0..part.min(outcomes));
            for other in rest {
                if let Ok(other) = other.join() {
                    tally.ranks.iter_mut().zip(other.ranks).for_each(|(sum, weight)| *sum += weight);
                    tally.awards.iter_mut().zip(other.awards).for_each(|(sum, weight)| *sum += weight);
                }
            }
        });
        tally
    }

    fn empty(&self) -> Tally {
        let n = self.table.proposals.len();
        Tally { ranks: vec![0; n * n], awards: vec![0; n] }
    }

    fn count(&self, range: Range<usize>) -> Tally {
        let mut tally = self.empty();
        let mut counts = vec![0; self.table.judges.len()];
        let mut scratch = Scratch::default();
        for number in range {
            let weight = self.draws.fill(number, &mut counts);
            match self.sheet {
                Some(sheet) => self.by_sheet(sheet, &counts, weight, &mut scratch, &mut tally),
                None => self.by_table(&counts, weight, &mut tally),
            }
        }
        tally
    }

    fn by_sheet(&self, sheet: &Sheet<'_>, counts: &[u32], weight: u64, scratch: &mut Scratch, tally: &mut Tally) {
        sheet.score(counts, scratch);
        for (row, rank) in tally.ranks.chunks_exact_mut(scratch.ranks().len().max(1)).zip(scratch.ranks()) {
            rank.checked_sub(1).and_then(|at| row.get_mut(at)).into_iter().for_each(|sum| *sum += weight);
        }
        if self.awards.is_some() {
            self.award(&sheet.places(scratch), weight, tally);
        }
    }

    fn by_table(&self, counts: &[u32], weight: u64, tally: &mut Tally) {
        let places = super::places(&drawn(self.table, counts), self.scoring);
        for (row, place) in tally.ranks.chunks_exact_mut(places.len().max(1)).zip(&places) {
            let at = place.and_then(|place| usize::try_from(place.rank).ok()).map(|rank| rank - 1);
            at.and_then(|at| row.get_mut(at)).into_iter().for_each(|sum| *sum += weight);
        }
        self.award(&places, weight, tally);
    }

    fn award(&self, places: &[Option<super::Place>], weight: u64, tally: &mut Tally) {
        if let Some(awards) = self.awards {
            let awarded = tally.awards.iter_mut().zip(awards(places)).filter(|(_, awarded)| *awarded);
            awarded.for_each(|(sum, _)| *sum += weight);
        }
    }
}
