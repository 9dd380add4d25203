//! From what was handed in to the final score of each proposal.

use super::trace::{Counted, Shown, Step, Weighed};
use super::{Entry, Missed, Part, Public, Scored, judged};
use crate::aggregate::Unscored;
use crate::equating::{self, Equated};
use crate::rules::{Component, EarlierStage, Equating, ExtraKind, RuleSet, ShareOf, Source, WHOLE};
use crate::{Figure, Ratio, ScoringError, audience};
use model::Mark;
use model::rules::Rounding;
use std::collections::BTreeMap;

/// A component's part of one proposal: the part, the figure that is weighed, and how it came about.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) part: Part,
    pub(super) value: Ratio,
    pub(super) steps: Vec<Step>,
}

pub(super) type OfOne = Result<Found, Missed>;

/// The score of each entry, in their order.
pub(super) fn scores(entries: &[Entry], rules: &RuleSet) -> Result<Vec<Result<Scored, Missed>>, ScoringError> {
    let mut columns: Vec<std::vec::IntoIter<OfOne>> = Vec::with_capacity(rules.components.len());
    for component in &rules.components {
        let mut column = parts(entries, rules, component)?;
        if let Some(equating) = rules.equating.as_ref().filter(|e| e.component == component.id) {
            equate(entries, rules, equating, &mut column)?;
        }
        columns.push(column.into_iter());
    }
    let mut scored = Vec::with_capacity(entries.len());
    for entry in entries {
        let row = columns.iter_mut().filter_map(Iterator::next).collect();
        scored.push(match whole(row) {
            Ok(row) => Ok(sum(entry, rules, row)?),
            Err(missed) => Err(missed),
        });
    }
    Ok(scored)
}

/// The parts of one proposal, all of them; or the first reason why one is missing, with the steps of all.
fn whole(row: Vec<OfOne>) -> Result<Vec<Found>, Missed> {
    let Some(why) = row.iter().find_map(|one| one.as_ref().err().map(|missed| missed.why)) else {
        return Ok(row.into_iter().flatten().collect());
    };
    let steps = |one: OfOne| one.map_or_else(|missed| missed.steps, |found| found.steps);
    Err(Missed { why, steps: row.into_iter().flat_map(steps).collect() })
}

fn parts(entries: &[Entry], rules: &RuleSet, component: &Component) -> Result<Vec<OfOne>, ScoringError> {
    let id = component.id.clone();
    let rounding = rules.rounding_at(&id);
    let counts = || entries.iter().map(|e| e.counts.get(&id).copied().unwrap_or(0)).collect::<Vec<i64>>();
    Ok(match &component.source {
        Source::Panel { jury, rule, scope } => judged::parts(entries, rules, (&id, jury.as_deref()), (rule, *scope))?,
        Source::PanelConsensus {} => {
            entries.iter().map(|e| given(&id, (e.agreed.get(&id).copied(), None), rounding, Part::Consensus)).collect()
        }
        Source::VoteShare { of } | Source::DonationShare { of } => shared(&id, &counts(), *of, rounding),
        Source::VoteRankStep { first, step } => {
            let counts = counts();
            placed(&id, &counts, audience::rank_steps(&counts, *first, *step), rounding)
        }
        Source::VoteRankPoints { points } => {
            let counts = counts();
            placed(&id, &counts, audience::rank_points(&counts, points), rounding)
        }
        Source::BallotCount {} => {
            let ballots = |count: i64| Some(Mark::points(count));
            counts().into_iter().map(|c| given(&id, (ballots(c), None), rounding, Part::Counted)).collect()
        }
        Source::ApprovalRate { quorum } => entries.iter().map(|e| approval(&id, e, *quorum, rounding)).collect(),
        Source::CarriedStage { from } => {
            let carried = |e: &Entry| match from {
                EarlierStage::DeskReview => e.desk_score,
                EarlierStage::Roadshow => e.earlier_score,
            };
            entries.iter().map(|e| given(&id, (carried(e), Some(*from)), rounding, Part::Carried)).collect()
        }
    })
}

fn given(
    component: &str,
    what: (Option<Mark>, Option<EarlierStage>),
    rounding: Option<Rounding>,
    part: fn(Figure) -> Part,
) -> OfOne {
    let (mark, from) = what;
    let figure = Figure::new(Ratio::of(mark.ok_or(Unscored::NothingHandedIn)?), rounding);
    let step = Step::Given { component: component.to_owned(), from, figure: Shown::new(&figure, rounding) };
    Ok(Found { value: figure.published, part: part(figure), steps: vec![step] })
}

fn shared(component: &str, counts: &[i64], of: ShareOf, rounding: Option<Rounding>) -> Vec<OfOne> {
    let whole = i64::try_from(audience::whole(counts, of)).unwrap_or(i64::MAX);
    let one = |(count, exact): (&i64, Ratio)| {
        let figure = Figure::new(exact, rounding);
        let shown = Shown::new(&figure, rounding);
        let step = Step::Share { component: component.to_owned(), count: *count, whole, figure: shown };
        Ok(Found { value: figure.published, part: Part::Counted(figure), steps: vec![step] })
    };
    counts.iter().zip(audience::shares(counts, of)).map(one).collect()
}

fn placed(component: &str, counts: &[i64], parts: Vec<Ratio>, rounding: Option<Rounding>) -> Vec<OfOne> {
    let one = |((count, place), exact): ((&i64, i64), Ratio)| {
        let figure = Figure::new(exact, rounding);
        let shown = Shown::new(&figure, rounding);
        let step = Step::Place { component: component.to_owned(), count: *count, place, figure: shown };
        Ok(Found { value: figure.published, part: Part::Counted(figure), steps: vec![step] })
    };
    counts.iter().zip(audience::places(counts)).zip(parts).map(one).collect()
}

fn approval(component: &str, entry: &Entry, quorum: i64, rounding: Option<Rounding>) -> OfOne {
    let cast = entry.approve.saturating_add(entry.oppose);
    if cast < quorum.max(1) {
        return Err(Unscored::TooFewBallots.into());
    }
    let exact = Ratio::new(i128::from(entry.approve).saturating_mul(100), i128::from(cast));
    let figure = Figure::new(exact, rounding);
    let shown = Shown::new(&figure, rounding);
    let step = Step::Approval { component: component.to_owned(), approve: entry.approve, cast, figure: shown };
    let value = figure.published;
    Ok(Found { part: Part::Public(Public { approve: entry.approve, cast, figure }), value, steps: vec![step] })
}

/// Brings the figures of a component to one scale, room by room.
fn equate(entries: &[Entry], rules: &RuleSet, equating: &Equating, column: &mut [OfOne]) -> Result<(), ScoringError> {
    let mut rooms: BTreeMap<String, Vec<Ratio>> = BTreeMap::new();
    for (entry, found) in entries.iter().zip(column.iter()) {
        let Ok(found) = found else { continue };
        rooms.entry(room(entry, equating)?).or_default().push(found.value);
    }
    let means = equating::equate(&rooms, equating, &rules.rounding)?;
    let rounding = rules.rounding_at("equated");
    for (entry, found) in entries.iter().zip(column.iter_mut()) {
        let Ok(found) = found else { continue };
        let room = room(entry, equating)?;
        let exact = equating::apply(&means, equating, (&room, found.value), &rooms)?;
        let figure = Figure::new(exact, rounding);
        found.steps.extend(equated_step(&means, equating, (room, found.value), Shown::new(&figure, rounding)));
        found.value = figure.published;
    }
    Ok(())
}

fn room(entry: &Entry, equating: &Equating) -> Result<String, ScoringError> {
    let missing = || ScoringError::Missing { component: equating.component.clone(), proposal: entry.proposal.clone() };
    entry.room.clone().ok_or_else(missing)
}

fn equated_step(means: &Equated, equating: &Equating, of: (String, Ratio), figure: Shown) -> Option<Step> {
    let (room, raw) = of;
    Some(Step::Equated {
        component: equating.component.clone(),
        method: equating.method,
        raw,
        room_mean: Box::new(means.rooms.get(&room)?.clone()),
        overall_mean: Box::new(means.overall.clone()),
        coefficient: means.coefficients.get(&room).cloned().map(Box::new),
        room,
        figure,
    })
}

fn sum(entry: &Entry, rules: &RuleSet, row: Vec<Found>) -> Result<Scored, ScoringError> {
    let too_long = || ScoringError::TooManyDigits { proposal: entry.proposal.clone() };
    let (mut parts, mut steps, mut weighed) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut sum = Ratio::ZERO;
    for (component, found) in rules.components.iter().zip(row) {
        let weight = Ratio::new(i128::from(component.weight), i128::from(WHOLE));
        sum = found.value.try_times(weight).and_then(|part| sum.try_plus(part)).ok_or_else(too_long)?;
        weighed.push(Weighed { id: component.id.clone(), weight: component.weight, value: found.value });
        parts.insert(component.id.clone(), found.part);
        steps.extend(found.steps);
    }
    let mut extras = Vec::with_capacity(rules.extras.len());
    for extra in &rules.extras {
        let given = entry.extras.get(&extra.id).copied().unwrap_or_default();
        let counted = given.clamp(Mark::default(), extra.cap.max(Mark::default()));
        let moved = match extra.kind {
            ExtraKind::Bonus => sum.try_plus(Ratio::of(counted)),
            ExtraKind::Penalty => sum.try_minus(Ratio::of(counted)),
        };
        sum = moved.ok_or_else(too_long)?;
        extras.push(Counted { id: extra.id.clone(), kind: extra.kind, given, cap: extra.cap, counted });
    }
    if let Some(clip) = rules.clip {
        sum = sum.min(Ratio::of(clip));
    }
    let rounding = rules.rounding_at("final");
    let final_score = Figure::new(sum, rounding);
    let figure = Shown::new(&final_score, rounding);
    steps.push(Step::Sum { parts: weighed, extras, clip: rules.clip, figure });
    Ok(Scored {
        proposal: entry.proposal.clone(),
        parts,
        final_score,
        sheets: entry.sheets.clone(),
        partial: entry.partial.clone(),
        desk_score: entry.desk_score,
        steps,
    })
}
