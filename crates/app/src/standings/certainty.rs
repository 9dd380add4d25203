//! How sure a track's result is: ranks and awards when the judges are drawn again, without one judge, and after the smallest change of one mark.

use super::Sealed;
use super::judges::code;
use model::Mark;
use scoring::Ratio;
use scoring::aggregate::Quotient;
use scoring::allocation::{AllocationRule, Candidate, Reach, allocate};
use scoring::analysis::{self, probabilities};
use scoring::marks::MarkTable;
use scoring::sensitivity::{
    Band, FinalScores, Place, Scale, Scoring, bands, bootstrap, final_award_margin, leave_one_judge_out, places,
};
use serde_json::{Map, Value, json};

/// Why nothing is said where a final score is not one panel's totals and a fixed rest.
const NOT_ONE_PANEL: &str = "not_one_panel";

/// The probabilities of ranks and awards, who is too close to call, and the awards without each judge.
///
/// # Errors
/// The reason, as a code.
pub fn rank_intervals(of: &Sealed) -> Result<Map<String, Value>, String> {
    let finals = FinalScores::of(&of.entries, &of.rules).ok_or(NOT_ONE_PANEL)?;
    let pool = Pool::of(of, &finals.table).ok();
    let figures = |table: &MarkTable| finals.figures(table);
    let (scoring, awarded) = (Scoring::Final(&figures), |places: &[Option<Place>]| {
        pool.as_ref().map_or_else(|| vec![false; places.len()], |pool| pool.awarded(places))
    });
    let awards: Option<scoring::sensitivity::Awards<'_>> = if pool.is_some() { Some(&awarded) } else { None };
    let found = bootstrap(&finals.table, scoring, awards).map_err(code)?;
    let too_close = bands(&found.proposals, &places(&finals.table, scoring));
    let band = |b: &Band| json!({ "from": b.from, "to": b.to, "proposals": b.proposals, "zh": b.zh(), "en": b.en() });
    let without = leave_one_judge_out(&finals.table, scoring, awards).into_iter().map(|one| {
        let ranks = finals.table.proposals.iter().cloned().zip(one.ranks.iter().map(|rank| json!(rank)));
        json!({ "judge": one.judge, "ranks": ranks.collect::<Map<_, _>>(), "awards_that_change": one.awards_that_change })
    });
    let mut all = probabilities(&found);
    all.insert("too_close_to_call".into(), too_close.iter().map(band).collect());
    all.insert("without_judge".into(), without.collect());
    Ok(all)
}

/// The smallest change of one judge's total that changes an award; `None` when no single one can.
///
/// # Errors
/// The reason, as a code.
pub fn award_margin(of: &Sealed) -> Result<Option<Value>, String> {
    let finals = FinalScores::of(&of.entries, &of.rules).ok_or(NOT_ONE_PANEL)?;
    let pool = Pool::of(of, &finals.table)?;
    let rubric = of.rules.rubric.as_ref().ok_or(NOT_ONE_PANEL)?;
    let (min, max) = rubric.range();
    let scale = Scale { min, max: Some(max), step: rubric.total_step().ok_or(NOT_ONE_PANEL)? };
    let awarded = |places: &[Option<Place>]| pool.awarded(places);
    let found = final_award_margin(&finals, scale, &pool.lines(), &awarded).map_err(code)?;
    Ok(found.map(|margin| analysis::margin(&margin)))
}

/// The pool with those who ask for it: the row of each in the table, in the official order of award, which stands for the tie chain among equals.
struct Pool {
    rule: AllocationRule,
    fen: model::Money,
    candidates: Vec<(usize, Candidate)>,
}

impl Pool {
    fn of(sealed: &Sealed, table: &MarkTable) -> Result<Self, &'static str> {
        let (rule, fen) = sealed.giving.clone()?;
        let row = |c: Candidate| table.proposals.iter().position(|code| *code == c.proposal).map(|at| (at, c));
        Ok(Self { rule, fen, candidates: sealed.candidates().into_iter().filter_map(row).collect() })
    }

    /// Who is funded when these are the places.
    fn awarded(&self, places: &[Option<Place>]) -> Vec<bool> {
        let placed = |(at, one): &(usize, Candidate)| places.get(*at).copied().flatten().map(|p| (p, *at, one.clone()));
        let mut order: Vec<(Place, usize, Candidate)> = self.candidates.iter().filter_map(placed).collect();
        order.sort_by_key(|(place, ..)| place.rank);
        let scored =
            |(place, _, one): &(Place, usize, Candidate)| Candidate { score: score(&place.figure), ..one.clone() };
        let candidates: Vec<Candidate> = order.iter().map(scored).collect();
        let given = allocate(&candidates, &self.rule, self.fen);
        let mut all = vec![false; places.len()];
        for (grant, (_, at, _)) in given.grants.iter().zip(&order) {
            all.get_mut(*at).into_iter().for_each(|funded| *funded = grant.awarded().is_some());
        }
        all
    }

    /// The scores at which an amount changes.
    fn lines(&self) -> Vec<Mark> {
        let edge = |reach: Reach| if let Reach::FromScore(from) = reach { Some(from) } else { None };
        self.rule.bands.iter().filter_map(|band| edge(band.reach)).chain([self.rule.pass]).collect()
    }
}

/// The published score, or the exact one where the rules rank by it.
fn score(figure: &Quotient) -> Ratio {
    figure.published.map_or_else(|| figure.exact(), |units| Ratio::new(units, i128::from(Mark::UNIT)))
}
