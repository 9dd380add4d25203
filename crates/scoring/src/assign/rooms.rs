//! Proposals to rooms by a stratified lot, so that rooms are equally good as far as chance and layers can make them.
//!
//! Equating rooms by their means rests on that: a room with the better proposals would otherwise lose by it.

use crate::draw::{DrawError, Transcript, draw_in};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Keeps the lot of the proposals apart from other drawings with the same words.
const PROPOSALS: &str = "rooms-proposals-v1";
/// The same for the lot of the rooms.
const ROOMS: &str = "rooms-rooms-v1";

/// A proposal with the layers to which it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layered {
    /// The proposal's code.
    pub code: String,
    /// Its category.
    pub category: String,
    /// Its community.
    pub community: String,
}

/// Which proposals go to which room, with both lots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomPlan {
    /// The lot of the proposals: their order, and that of the layers.
    pub proposals: Transcript,
    /// The lot of the rooms: which of them is dealt to first.
    pub rooms: Transcript,
    /// Every room with its proposals in the order in which they were dealt, by room.
    pub placed: Vec<Room>,
}

/// A room and its proposals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// The room's name.
    pub room: String,
    /// The proposals' codes.
    pub proposals: Vec<String>,
}

/// Deals proposals to rooms.
///
/// The proposals stand in the order of their lot, brought together by category and within it by community, each layer where its first proposal stands.
/// They are dealt out one by one, to the rooms in the order of their own lot, going round.
/// So the sizes of two rooms differ by one at most, and so do the numbers of any category, and of any community within a category; and every proposal comes to every room with the same chance.
///
/// # Errors
/// [`DrawError::Duplicate`] when a proposal or a room is named twice. Without a room nothing is dealt.
pub fn rooms(proposals: &[Layered], names: &[String], seed_parts: &[String]) -> Result<RoomPlan, DrawError> {
    let codes: Vec<String> = proposals.iter().map(|p| p.code.clone()).collect();
    let lot = draw_in(PROPOSALS, seed_parts, &codes)?;
    let order = draw_in(ROOMS, seed_parts, names)?;
    let mut placed: BTreeMap<&String, Vec<String>> = order.order.iter().map(|room| (room, Vec::new())).collect();
    for (code, room) in layered(proposals, &lot.order).into_iter().zip(order.order.iter().cycle()) {
        placed.entry(room).or_default().push(code);
    }
    let placed = placed.into_iter().map(|(room, proposals)| Room { room: room.clone(), proposals }).collect();
    Ok(RoomPlan { proposals: lot, placed, rooms: order })
}

/// The order of the lot with each layer brought together.
fn layered(proposals: &[Layered], order: &[String]) -> Vec<String> {
    let by_code: BTreeMap<&str, &Layered> = proposals.iter().map(|p| (p.code.as_str(), p)).collect();
    let drawn: Vec<&Layered> = order.iter().filter_map(|code| by_code.get(code.as_str()).copied()).collect();
    let mut categories: BTreeMap<&str, usize> = BTreeMap::new();
    let mut communities: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (place, p) in drawn.iter().enumerate() {
        categories.entry(&p.category).or_insert(place);
        communities.entry((&p.category, &p.community)).or_insert(place);
    }
    let mut sorted: BTreeSet<(usize, usize, usize, &str)> = BTreeSet::new();
    for (place, p) in drawn.iter().enumerate() {
        let category = categories.get(p.category.as_str()).copied().unwrap_or(place);
        let community = communities.get(&(p.category.as_str(), p.community.as_str())).copied().unwrap_or(place);
        sorted.insert((category, community, place, &p.code));
    }
    sorted.into_iter().map(|(.., code)| code.to_owned()).collect()
}

impl RoomPlan {
    /// Deals again, and compares.
    ///
    /// # Errors
    /// [`DrawError::Differs`] when something else comes out; [`DrawError::Duplicate`].
    pub fn verify(&self, proposals: &[Layered]) -> Result<(), DrawError> {
        let again = rooms(proposals, &self.rooms.codes, &self.rooms.seed_parts)?;
        if again == *self { Ok(()) } else { Err(DrawError::Differs { part: "placed" }) }
    }
}
