//! Award and public notice.

use crate::Mark;
use serde::{Deserialize, Serialize};

/// 拟立项: who gets how much out of the pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardRules {
    /// The lowest final score that may be funded, included.
    pub pass: Mark,
    /// Where the pool stands.
    pub pool: PoolPlace,
    /// Where the tiers stand.
    pub tiers: TiersPlace,
    /// How an amount is found.
    pub amount: AmountRule,
    /// How the pool is given away.
    pub allocation: AllocationWay,
    /// What happens to an amount that no longer fits.
    pub on_misfit: OnMisfit,
    /// How reserves are ordered.
    pub reserves: ReserveOrder,
    /// What a reserve receives.
    pub reserve_amount: AmountRule,
    /// What happens to a reserve whose amount does not fit: `skip`.
    pub reserve_too_large: OnMisfit,
    /// Whether tiers move after the notice.
    pub tiers_after_notice: TiersAfterNotice,
}

/// What happens to an amount that no longer fits into the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnMisfit {
    /// It becomes a reserve, the next one is tried.
    Skip,
    /// It and all after it become reserves.
    Stop,
    /// It falls to the best lower tier that fits.
    Downgrade,
    /// It gets what is left.
    Part,
}

/// What a public notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeSubject {
    /// The shortlist.
    Shortlist,
    /// The proposed awards, and reserves that moved up.
    Award,
    /// The mid-term results.
    MidTerm,
    /// The final results.
    Final,
}

/// 公示.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicNotice {
    /// About what.
    pub about: NoticeSubject,
    /// How long, in working days; this or `days`.
    #[serde(default)]
    pub working_days: Option<i64>,
    /// How long, in calendar days; this or `working_days`.
    #[serde(default, alias = "calendar_days")]
    pub days: Option<i64>,
    /// Whether the first day counts.
    pub first_day_counts: bool,
    /// Which objections are answered.
    pub objections: ObjectionsBy,
    /// What becomes of an anonymous one.
    pub anonymous: AnonymousObjection,
    /// How many working days a re-check may take; the day of acceptance does not count.
    pub recheck_working_days: i64,
    /// Whether a reserve that moves up gets a notice of its own.
    pub reserve_needs_own_notice: bool,
}

setting! {
    /// Where the pool stands.
    PoolPlace {
        /// With the track.
        Track = "track.pool_fen",
    }
    /// Where the tiers stand.
    TiersPlace {
        /// With the track.
        Track = "track.tiers",
    }
    /// How an amount is found.
    AmountRule {
        /// The smaller of what was asked and what the tier gives.
        AskedUpToTier = "min(asked, tier)",
    }
    /// How the pool is given away.
    AllocationWay {
        /// Down the ranking.
        GreedyByRank = "greedy_by_rank",
    }
    /// How reserves are ordered.
    ReserveOrder {
        /// As the awards are.
        InAwardOrder = "in_award_order",
    }
    /// Whether tiers move after the notice.
    TiersAfterNotice {
        /// Nobody moves to another tier when somebody withdraws.
        Unchanged = "unchanged",
    }
    /// Which objections are answered.
    ObjectionsBy {
        /// Those with a name.
        RealName = "real_name",
        /// Any.
        Anybody = "anybody",
    }
    /// What becomes of an anonymous objection where a name is asked for.
    AnonymousObjection {
        /// It is kept as a lead and holds nothing up.
        LeadOnly = "lead_only",
    }
}
