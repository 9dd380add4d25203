//! Who gets how much out of a pool: by rank, or by a proven optimum, within caps and reservations; and who gains and loses by another rule.

mod best;
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
///
/// ```
/// use model::rules::OnMisfit;
/// use model::{Mark, Money};
/// use scoring::Ratio;
/// use scoring::allocation::{AllocationRule, Band, Candidate, Gives, Reach, Way, allocate};
/// let band = Band { name: "三等".into(), reach: Reach::FromScore(Mark::points(60)), gives: Gives::UpToFen(Money::fen(300)) };
/// let rule = AllocationRule {
///     way: Way::ByRank, pass: Mark::points(60), bands: vec![band], on_misfit: OnMisfit::Skip, caps: vec![], reservations: vec![],
/// };
/// let one = |code: &str, score, asked| Candidate {
///     proposal: code.into(), score: Ratio::new(score, 1), asked: Money::fen(asked), ..Candidate::default()
/// };
/// let given = allocate(&[one("P1", 80, 500), one("P2", 70, 250), one("P3", 60, 100)], &rule, Money::fen(400));
/// assert_eq!((given.funded(), given.reserves.as_slice()), (2, ["P2".to_owned()].as_slice()));
/// assert_eq!(given.left_fen, Money::ZERO);
/// ```
#[must_use]
pub fn allocate(candidates: &[Candidate], rule: &AllocationRule, pool: Money) -> Allocation {
    match rule.way {
        Way::ByRank => greedy::allocate(candidates, rule, pool),
        Way::Optimum => best::allocate(candidates, rule, pool),
    }
}
