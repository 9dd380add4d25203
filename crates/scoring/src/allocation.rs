//! Who gets how much out of a pool: by rank, or by a proven optimum, within caps and reservations; and who gains and loses by another rule.

mod compare;
mod grant;
mod greedy;
mod pot;
mod rule;

pub use compare::{Change, Comparison, compare};
pub use grant::{Allocation, Binding, Candidate, Constraint, Grant, LimitedBy, Outcome, Reason};
pub use rule::{AllocationRule, Band, Cap, Gives, GroupKind, Reach, Reservation, Way};

use model::Money;

/// Gives the pool away among candidates in the order of award, best first.
#[must_use]
pub fn allocate(candidates: &[Candidate], rule: &AllocationRule, pool: Money) -> Allocation {
    match rule.way {
        Way::ByRank => greedy::allocate(candidates, rule, pool),
    }
}
