//! A running order by lot that keeps its constraints: drawn again with a counter until they hold, so that anybody can draw it again.
//!
//! Two constraints are known: items of one organisation do not stand next to each other, and the items that one judge is kept away from stand together, so that the judge leaves the room once.

use super::order_exists::{Exists, exists};
use crate::draw::{DrawError, Transcript, draw};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How often lots are drawn before the search for an order is given up.
pub const MOST_DRAWS: u32 = 10_000;
/// After so many drawings it is worth asking whether there is an order at all.
const DOUBTFUL: u32 = 100;

/// What is to be ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The proposal's code.
    pub code: String,
    /// The organisation behind it.
    pub organisation: String,
    /// The judges who are kept away from it, by code.
    #[serde(default)]
    pub kept_away: Vec<String>,
}

/// The order, with everything that is needed to draw it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunningOrder {
    /// The order.
    pub order: Vec<String>,
    /// Which drawing this was, from 0. From 1 on the number stands behind the words, as a word of its own.
    pub attempt: u32,
    /// The lot of the blocks; a block is called by the first of its codes.
    pub blocks: Transcript,
    /// The lot within each block of several items, by block.
    pub within: Vec<Transcript>,
}

/// Draws a running order.
///
/// Items that some judge is kept away from form a block; blocks that share an item are one.
/// The blocks are drawn, and the items within each block; when a constraint does not hold, all is drawn again with the next number.
/// Items of one block must stand together in any order that keeps the constraints, so that every such order has the same chance.
/// Without conflicts the first drawing is [`draw`] of the words and the codes.
///
/// # Errors
/// [`OrderError::Impossible`] when it is proven that no order keeps the constraints; [`OrderError::NotFound`] after [`MOST_DRAWS`] drawings.
pub fn running_order(items: &[Item], seed_parts: &[String]) -> Result<RunningOrder, OrderError> {
    crowded(items)?;
    let mut sorted = items.to_vec();
    sorted.sort_unstable_by(|a, b| a.code.cmp(&b.code));
    let twice = sorted.iter().zip(sorted.iter().skip(1)).find(|(one, next)| one.code == next.code);
    if let Some((item, _)) = twice {
        return Err(DrawError::Duplicate { id: item.code.clone() }.into());
    }
    let blocks = blocks(&sorted);
    for attempt in 0..MOST_DRAWS {
        if attempt == DOUBTFUL && exists(&sorted) == Exists::No {
            return Err(OrderError::Impossible { why: Impossibility::NoOrder });
        }
        let drawn = attempt_at(&blocks, seed_parts, attempt)?;
        if holds(&sorted, &drawn.order) {
            return Ok(drawn);
        }
    }
    Err(OrderError::NotFound { draws: MOST_DRAWS })
}

impl RunningOrder {
    /// Draws the attempt again, and every one before it, which must not have held.
    ///
    /// # Errors
    /// [`DrawError::Differs`] when something else comes out, and what [`running_order`] refuses.
    pub fn verify(&self, items: &[Item], seed_parts: &[String]) -> Result<(), OrderError> {
        if running_order(items, seed_parts)? == *self {
            Ok(())
        } else {
            Err(DrawError::Differs { part: "order" }.into())
        }
    }
}

fn attempt_at(blocks: &[Vec<String>], seed_parts: &[String], attempt: u32) -> Result<RunningOrder, DrawError> {
    let mut words = seed_parts.to_vec();
    words.extend((attempt > 0).then(|| attempt.to_string()));
    let names: Vec<String> = blocks.iter().filter_map(|block| block.first().cloned()).collect();
    let lot = draw(&words, &names)?;
    let several = blocks.iter().filter(|block| block.len() > 1);
    let within: Vec<Transcript> = several.map(|block| draw(&words, block)).collect::<Result<_, _>>()?;
    let inner: BTreeMap<&String, &Vec<String>> =
        within.iter().filter_map(|t| t.codes.first().map(|name| (name, &t.order))).collect();
    let mut order = Vec::new();
    for name in &lot.order {
        match inner.get(name) {
            Some(block) => order.extend(block.iter().cloned()),
            None => order.push(name.clone()),
        }
    }
    Ok(RunningOrder { order, attempt, blocks: lot, within })
}

/// The codes that must stand together, each block sorted; items without a conflict are blocks of their own.
fn blocks(sorted: &[Item]) -> Vec<Vec<String>> {
    let mut blocks: Vec<(BTreeSet<&String>, Vec<String>)> = Vec::new();
    for item in sorted {
        let mut judges: BTreeSet<&String> = item.kept_away.iter().collect();
        let mut codes = vec![item.code.clone()];
        let (joined, apart): (Vec<_>, Vec<_>) =
            blocks.into_iter().partition(|(others, _)| !others.is_disjoint(&judges));
        for (others, more) in joined {
            judges.extend(others);
            codes.extend(more);
        }
        codes.sort_unstable();
        blocks = apart;
        blocks.push((judges, codes));
    }
    let mut codes: Vec<Vec<String>> = blocks.into_iter().map(|(_, codes)| codes).collect();
    codes.sort_unstable();
    codes
}

fn holds(items: &[Item], order: &[String]) -> bool {
    let by_code: BTreeMap<&str, &Item> = items.iter().map(|i| (i.code.as_str(), i)).collect();
    let placed: Vec<&Item> = order.iter().filter_map(|code| by_code.get(code.as_str()).copied()).collect();
    let mut spans: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for (place, item) in placed.iter().enumerate() {
        for judge in item.kept_away.iter().collect::<BTreeSet<_>>() {
            let (_, last, count) = spans.entry(judge).or_insert((place, place, 0));
            *last = place;
            *count = count.saturating_add(1);
        }
    }
    let apart = placed.iter().zip(placed.iter().skip(1)).all(|(one, next)| one.organisation != next.organisation);
    apart && spans.values().all(|(first, last, count)| last.saturating_sub(*first).saturating_add(1) == *count)
}

/// Refuses an organisation that has more than every other place: two of its items must be neighbours in any order.
fn crowded(items: &[Item]) -> Result<(), OrderError> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        let count = counts.entry(&item.organisation).or_default();
        *count = count.saturating_add(1);
    }
    let places = items.len().div_ceil(2);
    match counts.into_iter().find(|(_, count)| *count > places) {
        Some((organisation, count)) => {
            let organisation = organisation.to_owned();
            Err(OrderError::Impossible { why: Impossibility::Crowded { organisation, items: count, places } })
        }
        None => Ok(()),
    }
}

/// Why there is no running order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    /// No order keeps the constraints, and this is proven.
    #[error("no running order keeps the constraints: {why}")]
    Impossible {
        /// The proof.
        why: Impossibility,
    },
    /// Lots were drawn so often, and none of them kept the constraints; whether some order does is not said.
    #[error("none of {draws} drawings kept the constraints; drop one of them, or split the evening")]
    NotFound {
        /// How often lots were drawn.
        draws: u32,
    },
    /// Lots cannot be drawn so.
    #[error(transparent)]
    Draw(#[from] DrawError),
}

/// What proves that there is no running order, a closed set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Impossibility {
    /// An organisation has more items than there are places that are not neighbours.
    #[error("{organisation} has {items} items, and only {places} places are not next to each other")]
    Crowded {
        /// The organisation.
        organisation: String,
        /// How many items it has.
        items: usize,
        /// How many places there are.
        places: usize,
    },
    /// Every order was tried, as far as it could be begun.
    #[error(
        "every order puts two items of one organisation side by side, or tears the items of a kept-away judge apart"
    )]
    NoOrder,
}

impl OrderError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Impossible { .. } => "running_order_impossible",
            Self::NotFound { .. } => "running_order_not_found",
            Self::Draw(e) => e.code(),
        }
    }

    /// The figures that show it.
    #[must_use]
    pub fn facts(&self) -> Value {
        match self {
            Self::Impossible { why: Impossibility::Crowded { organisation, items, places } } => {
                json!({ "organisation": organisation, "items": items, "places": places })
            }
            Self::Impossible { why: Impossibility::NoOrder } => json!({}),
            Self::NotFound { draws } => json!({ "draws": draws }),
            Self::Draw(e) => e.facts(),
        }
    }
}
