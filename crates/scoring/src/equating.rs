//! Rooms that sat in parallel, brought to one scale as notices of real recruitments do it.
//!
//! The means assume that the rooms got equally good candidates; hence candidates go to rooms by lot.
//! The rounded figure of each stage is what the next one works with: Henan's notice derives coefficients of two decimals from means of two decimals.

use crate::figure::rounding_at;
use crate::rules::{Equating, EquatingMethod, Overall};
use crate::{Figure, Ratio, ScoringError, standard};
use model::rules::StagedRounding;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A mean with how many it is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeanOf {
    /// What is summed up, after the drops.
    pub sum: Ratio,
    /// How many, after the drops.
    pub count: usize,
    /// What was dropped, the lowest first.
    pub dropped: Vec<Ratio>,
    /// The mean.
    pub mean: Figure,
}

/// What equating found out about the rooms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equated {
    /// Each room's mean.
    pub rooms: BTreeMap<String, MeanOf>,
    /// The overall mean.
    pub overall: MeanOf,
    /// Each room's coefficient (ratio only).
    pub coefficients: BTreeMap<String, Figure>,
}

/// Means, overall mean and coefficients of rooms with these figures.
///
/// # Errors
/// [`ScoringError::RoomMeanZero`]; [`ScoringError::TooFew`] for a room of which the drops leave nothing; [`ScoringError::TooManyDigits`].
pub fn equate(
    rooms: &BTreeMap<String, Vec<Ratio>>,
    rule: &Equating,
    rounding: &[StagedRounding],
) -> Result<Equated, ScoringError> {
    let at = |stage: &str| rounding_at(rounding, stage);
    let mut means = BTreeMap::new();
    for (room, figures) in rooms {
        let (sum, count, dropped) = trimmed(room, figures, rule)?;
        let mean = Figure::new(over(room, sum, count)?, at("room_mean"));
        means.insert(room.clone(), MeanOf { sum, count, dropped, mean });
    }
    let (sum, count, dropped) = match rule.overall {
        Overall::Pooled => trimmed("", &rooms.values().flatten().copied().collect::<Vec<_>>(), rule)?,
        Overall::MeanOfMeans => {
            let published: Vec<Ratio> = means.values().map(|m: &MeanOf| m.mean.published).collect();
            (total("", &published)?, published.len(), Vec::new())
        }
    };
    let mean = Figure::new(over("", sum, count)?, at("overall_mean"));
    let overall = MeanOf { sum, count, dropped, mean };
    let mut coefficients = BTreeMap::new();
    for (room, of) in means.iter().filter(|_| rule.method == EquatingMethod::Ratio) {
        if of.mean.published == Ratio::ZERO {
            return Err(ScoringError::RoomMeanZero { room: room.clone() });
        }
        let exact = overall.mean.published.try_over(of.mean.published).ok_or_else(|| too_long(room))?;
        coefficients.insert(room.clone(), Figure::new(exact, at("coefficient")));
    }
    Ok(Equated { rooms: means, overall, coefficients })
}

/// A figure of a room on the common scale.
///
/// # Errors
/// [`ScoringError::TooManyDigits`]; [`ScoringError::Missing`] for a room that is not there.
pub fn apply(
    found: &Equated,
    rule: &Equating,
    figure: (&str, Ratio),
    rooms: &BTreeMap<String, Vec<Ratio>>,
) -> Result<Ratio, ScoringError> {
    let (room, raw) = figure;
    let missing = || ScoringError::Missing { component: rule.component.clone(), proposal: room.to_owned() };
    let exact = match rule.method {
        EquatingMethod::Ratio => raw.try_times(found.coefficients.get(room).ok_or_else(missing)?.published),
        EquatingMethod::LinearShift => {
            let mean = found.rooms.get(room).ok_or_else(missing)?.mean.published;
            raw.try_minus(mean).and_then(|off| off.try_plus(found.overall.mean.published))
        }
        EquatingMethod::StandardScore => standard::score(raw, rooms.get(room).ok_or_else(missing)?),
    };
    exact.ok_or_else(|| too_long(room))
}

fn trimmed(room: &str, figures: &[Ratio], rule: &Equating) -> Result<(Ratio, usize, Vec<Ratio>), ScoringError> {
    let count = |drops: u32| usize::try_from(drops).unwrap_or(usize::MAX);
    let (low, high) = (count(rule.drop_low), count(rule.drop_high));
    let mut sorted = figures.to_vec();
    sorted.sort_unstable();
    let end = sorted.len().saturating_sub(high);
    let Some(kept) = sorted.get(low..end).filter(|kept| !kept.is_empty()) else {
        let needed = i64::try_from(low.saturating_add(high).saturating_add(1)).unwrap_or(i64::MAX);
        return Err(ScoringError::TooFew { given: figures.len(), needed });
    };
    let outside = sorted.iter().take(low).chain(sorted.iter().skip(end));
    Ok((total(room, kept)?, kept.len(), outside.copied().collect()))
}

fn total(room: &str, figures: &[Ratio]) -> Result<Ratio, ScoringError> {
    figures.iter().try_fold(Ratio::ZERO, |sum, one| sum.try_plus(*one)).ok_or_else(|| too_long(room))
}

fn over(room: &str, sum: Ratio, count: usize) -> Result<Ratio, ScoringError> {
    let count = Ratio::new(i128::try_from(count).unwrap_or(i128::MAX), 1);
    sum.try_over(count).ok_or_else(|| too_long(room))
}

fn too_long(room: &str) -> ScoringError {
    ScoringError::TooManyDigits { proposal: room.to_owned() }
}
