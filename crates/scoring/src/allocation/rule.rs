//! The rule by which a pool is given away, as data of a round.

use model::rules::{AwardRules, OnMisfit, Tier};
use model::{Mark, Money};
use serde::{Deserialize, Serialize};

/// How a pool is given away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocationRule {
    /// How the funded are found.
    pub way: Way,
    /// The lowest published score that may be funded, included.
    pub pass: Mark,
    /// What a score or a place is worth, best first. Who reaches no band gets nothing.
    pub bands: Vec<Band>,
    /// What happens to an amount that no longer fits.
    pub on_misfit: OnMisfit,
    /// What a group may have at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
    /// What a group is served with before all others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reservations: Vec<Reservation>,
}

/// How the funded are found, a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Down the order of award.
    ByRank,
    /// The choice with the greatest total of published scores, each with the amount of its own band; see [`crate::optimum`].
    Optimum,
}

/// A tier of awards (奖项档次).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// Who reaches it.
    pub reach: Reach,
    /// What it gives.
    pub gives: Gives,
}

/// Who reaches a band. Who reaches a band reaches those below it as well, but takes the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// From this published score on, included.
    FromScore(Mark),
    /// Down to this place in the order of award, included.
    ToPlace(u32),
}

/// What a band gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gives {
    /// The smaller of what was asked and this sum: `min(asked, cap)`.
    UpToFen(Money),
    /// Exactly this sum, a prize: nobody asks for it, so what was asked is no ceiling.
    ExactlyFen(Money),
    /// That many percent of what was asked, rounded down to the fen.
    PercentOfAsked(u32),
    /// What the panel proposed, at most this sum and at most what was asked.
    ProposedUpToFen(Money),
}

/// By what proposals are grouped, a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// The organisation that applied.
    Organisation,
    /// The category of the proposal.
    Category,
    /// The community that it serves.
    Community,
}

/// What a group may have at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// What kind of group is meant.
    pub by: GroupKind,
    /// Which one; `None`: each.
    #[serde(default)]
    pub group: Option<String>,
    /// So many awards at most.
    #[serde(default)]
    pub awards: Option<u32>,
    /// So much money at most.
    #[serde(default)]
    pub fen: Option<Money>,
}

/// How many awards go to a group before the rest of the pool is given away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reservation {
    /// What kind of group is meant.
    pub by: GroupKind,
    /// Which one.
    pub group: String,
    /// So many awards at least, as far as its proposals pass and fit.
    pub awards: u32,
}

impl AllocationRule {
    /// The rule of a track whose tiers are score bands and give the smaller of what was asked and the tier's sum.
    #[must_use]
    pub fn of_track(tiers: &[Tier], award: &AwardRules) -> Self {
        let mut falling: Vec<&Tier> = tiers.iter().collect();
        falling.sort_by_key(|tier| std::cmp::Reverse(tier.from));
        Self {
            way: Way::ByRank,
            pass: award.pass,
            bands: falling.into_iter().map(Band::of_tier).collect(),
            on_misfit: award.on_misfit,
            caps: Vec::new(),
            reservations: Vec::new(),
        }
    }
}

impl Band {
    fn of_tier(tier: &Tier) -> Self {
        Self { name: tier.name.clone(), reach: Reach::FromScore(tier.from), gives: Gives::UpToFen(tier.fen) }
    }
}
