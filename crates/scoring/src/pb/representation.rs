//! Whom a selection reaches: how many voters of each district have at least one funded project, and how much money they chose.

use super::Election;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a selection means for the voters of one district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representation {
    /// The district as the file names it; empty where a ballot names none.
    pub district: String,
    /// Its voters.
    pub voters: u64,
    /// Those who named at least one funded project (coverage = `reached / voters`).
    pub reached: u64,
    /// The cost of the funded projects that each voter named, added up over the voters, in smallest units
    /// (divided by `voters`: the mean cost utility).
    pub utility: u128,
}

/// Coverage and utility by district, by name; the column of the district is `district`, `neighborhood` or `community`.
#[must_use]
pub fn represent(election: &Election, selected: &[usize]) -> Vec<Representation> {
    let funded: BTreeSet<usize> = selected.iter().copied().collect();
    let mut found: BTreeMap<&str, Representation> = BTreeMap::new();
    for voter in &election.voters {
        let is_district = |key: &str| ["district", "neighborhood", "community"].contains(&key);
        let district = voter.rest.iter().find(|(key, _)| is_district(key)).map_or("", |(_, value)| value.as_str());
        let one = found.entry(district).or_insert_with(|| Representation {
            district: district.to_owned(),
            voters: 0,
            reached: 0,
            utility: 0,
        });
        let named: Vec<usize> = voter.choices.iter().map(|(p, _)| *p).filter(|p| funded.contains(p)).collect();
        one.voters = one.voters.saturating_add(1);
        one.reached = one.reached.saturating_add(u64::from(!named.is_empty()));
        one.utility = one.utility.saturating_add(election.cost(&named).into());
    }
    found.into_values().collect()
}
