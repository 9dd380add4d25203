//! The smallest change of one mark that changes an award.

use super::leave_one_out::changed;
use super::places::{compared, ranked};
use super::{Awards, FinalScores, Scoring};
use crate::aggregate::{Quotient, figures};
use crate::marks::MarkTable;
use crate::reliability::Undefined;
use crate::rules::{Method, PanelRule};
use model::Mark;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Which marks a judge may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The lowest.
    pub min: Mark,
    /// The highest; `None` has no end.
    pub max: Option<Mark>,
    /// The step, above zero.
    pub step: Mark,
}

/// The smallest change of one mark that changes an award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margin {
    /// The proposal whose mark changes.
    pub proposal: String,
    /// The judge whose mark it is.
    pub judge: String,
    /// The mark as it is.
    pub from: Mark,
    /// The mark that changes an award.
    pub to: Mark,
    /// The proposals that then win or lose an award.
    pub awards_that_change: Vec<String>,
}

impl Margin {
    /// How large the change is.
    #[must_use]
    pub fn change(&self) -> Mark {
        Mark::units(self.to.as_units().saturating_sub(self.from.as_units()).saturating_abs())
    }
}

/// The smallest change of one mark, by whole steps inside the scale, that changes an award; `None` when no single mark can.
///
/// Among equals it is the first proposal, then the first judge, in the order of their names, and upwards before downwards.
/// Awards may depend on places, and on figures only by whether they reach one of `lines` (a pass line, the edges of tiers).
///
/// # Errors
/// [`Undefined::Entangled`] for methods in which one mark moves other proposals' figures too.
pub fn award_margin(
    table: &MarkTable,
    rule: &PanelRule,
    scale: Scale,
    lines: &[Mark],
    awards: Awards<'_>,
) -> Result<Option<Margin>, Undefined> {
    alone_moves(rule)?;
    let own = |_: usize, row: &MarkTable| figures(row, rule).first().copied().flatten();
    Ok(search(table, (&own, figures(table, rule)), (scale, lines), awards))
}

/// The same where the judges' marks are one part of a final score; places, lines and awards are those of the final scores.
///
/// The scale must have a highest mark.
///
/// # Errors
/// As [`award_margin`].
pub fn final_award_margin(
    finals: &FinalScores,
    scale: Scale,
    lines: &[Mark],
    awards: Awards<'_>,
) -> Result<Option<Margin>, Undefined> {
    alone_moves(finals.rule())?;
    let own = |at: usize, row: &MarkTable| {
        figures(row, finals.rule()).first().copied().flatten().and_then(|panel| finals.finished(at, panel))
    };
    Ok(search(&finals.table, (&own, finals.figures(&finals.table)), (scale, lines), awards))
}

/// Under these methods a mark moves the figure of its own proposal alone.
const fn alone_moves(rule: &PanelRule) -> Result<(), Undefined> {
    match rule.method {
        Method::Mean | Method::Trimmed | Method::Winsorised | Method::Median | Method::Sum => Ok(()),
        Method::Borda | Method::MeanRank | Method::Z | Method::RescaledZ => Err(Undefined::Entangled),
    }
}

/// The figure of the proposal at that row of the table, given its marks alone.
type Own<'a> = &'a dyn Fn(usize, &MarkTable) -> Option<Quotient>;

/// By places alone; no method here lets the lower figure be the better one.
const HIGHER: Scoring<'static> = Scoring::Final(&|_| Vec::new());

fn search(
    table: &MarkTable,
    of: (Own<'_>, Vec<Option<Quotient>>),
    within: (Scale, &[Mark]),
    awards: Awards<'_>,
) -> Option<Margin> {
    let ((own, figures), (scale, lines)) = (of, within);
    let official = awards(&ranked(&figures, HIGHER));
    let mut search = Search { table, own, scale, lines, awards, figures, official, best: None };
    let mut order: Vec<usize> = (0..table.proposals.len()).collect();
    order.sort_by_key(|at| table.proposals.get(*at));
    for at in order {
        search.proposal(at);
    }
    search.best.map(|(_, margin)| margin)
}

struct Search<'a> {
    table: &'a MarkTable,
    own: Own<'a>,
    scale: Scale,
    lines: &'a [Mark],
    awards: Awards<'a>,
    figures: Vec<Option<Quotient>>,
    official: Vec<bool>,
    /// The fewest steps so far.
    best: Option<(i64, Margin)>,
}

/// One proposal alone, with the figures that its own is compared with, lowest first.
struct Alone {
    at: usize,
    row: MarkTable,
    others: Vec<Quotient>,
    /// Which awards change when the figure stands there; a place is 2 k + 1 at the k-th of the others and even between them.
    seen: BTreeMap<usize, Vec<String>>,
}

impl Search<'_> {
    fn proposal(&mut self, at: usize) {
        let Some(own) = self.figures.get(at).copied().flatten() else { return };
        let mut alone = self.alone(at);
        let mut judges: Vec<(usize, &String)> = self.table.judges.iter().enumerate().collect();
        judges.sort_by_key(|(_, name)| *name);
        for (judge, _) in judges {
            if let Some(mark) = self.table.mark(at, judge) {
                for direction in [1, -1] {
                    self.walk(&mut alone, judge, (mark, direction), &own);
                }
            }
        }
    }

    fn alone(&self, at: usize) -> Alone {
        let rounds = self.figures.iter().flatten().any(|figure| figure.published.is_some());
        let line = |mark: &Mark| Quotient {
            numerator: i128::from(mark.as_units()),
            denominator: 1,
            published: rounds.then(|| i128::from(mark.as_units())),
        };
        let not_own = self.figures.iter().enumerate().filter(|(other, _)| *other != at);
        let mut others: Vec<Quotient> = not_own.filter_map(|(_, f)| *f).chain(self.lines.iter().map(line)).collect();
        others.sort_by(compared);
        others.dedup_by(|a, b| compared(a, b) == Ordering::Equal);
        let row = MarkTable {
            proposals: self.table.proposals.get(at).cloned().into_iter().collect(),
            judges: self.table.judges.clone(),
            cells: self.table.rows().nth(at).unwrap_or(&[]).to_vec(),
        };
        Alone { at, row, others, seen: BTreeMap::new() }
    }

    /// From one place of the proposal to the next, until an award changes or the change is no longer smaller than the best.
    fn walk(&mut self, alone: &mut Alone, judge: usize, (mark, direction): (Mark, i64), own: &Quotient) {
        let mut place = alone.place(own);
        loop {
            let most = self.most_steps(alone, mark, direction);
            let target = |steps: i64| mark.as_units() + direction * steps * self.scale.step.as_units();
            let at = |alone: &mut Alone, steps: i64| alone.moved(judge, Mark::units(target(steps)), self.own);
            // Raising a mark never lowers the figure, so the places beyond this one begin at one number of steps.
            let beyond = |place: usize, moved: usize| if direction > 0 { moved > place } else { moved < place };
            let next = fewest(most, |steps| at(alone, steps).is_some_and(|moved| beyond(place, alone.place(&moved))));
            let moved = next.and_then(|steps| at(alone, steps).map(|moved| (steps, moved)));
            alone.moved(judge, mark, self.own);
            let Some((steps, moved)) = moved else { return };
            place = alone.place(&moved);
            let to = Mark::units(target(steps));
            let awards_that_change = self.awards_at(alone, place, moved).clone();
            if !awards_that_change.is_empty() {
                let name = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
                let (proposal, judge) = (name(&self.table.proposals, alone.at), name(&self.table.judges, judge));
                self.best = Some((steps, Margin { proposal, judge, from: mark, to, awards_that_change }));
                return;
            }
        }
    }

    /// As many steps as the scale allows, fewer than the best so far. Without an upper end a mark is tried up to where it alone lifts a mean above everything.
    fn most_steps(&self, alone: &Alone, mark: Mark, direction: i64) -> i64 {
        let highest = || {
            let marks = alone.row.cells.iter().flatten().map(|mark| mark.as_units());
            let top = |q: &Quotient| i64::try_from(q.numerator / q.denominator.max(1)).unwrap_or(i64::MAX);
            let most = marks.chain(alone.others.last().map(top)).max().unwrap_or(0);
            let size = i64::try_from(alone.row.judges.len()).unwrap_or(i64::MAX);
            most.saturating_add(Mark::UNIT).saturating_mul(size.saturating_add(1)).min(1 << 60)
        };
        let end =
            if direction > 0 { self.scale.max.map_or_else(highest, Mark::as_units) } else { self.scale.min.as_units() };
        let room =
            end.saturating_sub(mark.as_units()).saturating_mul(direction).max(0) / self.scale.step.as_units().max(1);
        self.best.as_ref().map_or(room, |(best, _)| room.min(best - 1))
    }

    fn awards_at<'m>(&self, alone: &'m mut Alone, place: usize, moved: Quotient) -> &'m Vec<String> {
        let at = alone.at;
        alone.seen.entry(place).or_insert_with(|| {
            let mut figures = self.figures.clone();
            figures.get_mut(at).into_iter().for_each(|own| *own = Some(moved));
            let awarded = (self.awards)(&ranked(&figures, HIGHER));
            changed(self.table, Some(&self.official), Some(&awarded))
        })
    }
}

impl Alone {
    fn place(&self, figure: &Quotient) -> usize {
        let below = self.others.partition_point(|other| compared(other, figure) == Ordering::Less);
        let equal = self.others.get(below).is_some_and(|other| compared(other, figure) == Ordering::Equal);
        2 * below + usize::from(equal)
    }

    /// The proposal's figure with that mark of the judge.
    fn moved(&mut self, judge: usize, mark: Mark, own: Own<'_>) -> Option<Quotient> {
        self.row.cells.get_mut(judge).into_iter().for_each(|cell| *cell = Some(mark));
        own(self.at, &self.row)
    }
}

/// The fewest steps, from 1 to `most`, at which the answer turns to yes; it never turns back.
fn fewest(most: i64, mut yes: impl FnMut(i64) -> bool) -> Option<i64> {
    if most < 1 || !yes(most) {
        return None;
    }
    let (mut no, mut found) = (0, most);
    while found - no > 1 {
        let middle = no + (found - no) / 2;
        if yes(middle) { found = middle } else { no = middle }
    }
    Some(found)
}
